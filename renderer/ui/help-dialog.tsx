/** F1: what this screen is for and how each act is done, in the screen's own words. */
import { Title } from "@mantine/core";
import { useSay } from "../i18n/locales.ts";
import { keyName, SCREENS, type ScreenKey } from "../screens.ts";
import { Dialog } from "./dialog.tsx";

export function HelpDialog({
  screen,
  onDone,
}: {
  screen: ScreenKey | "sign-in";
  onDone: () => void;
}) {
  const say = useSay();
  const topics = HELP[screen];
  return (
    <Dialog title={say("help.title")} onClose={onDone} wide>
      <dl className="help">
        {topics.map((topic) => (
          <div key={topic}>
            <dt>{say(`help.${topic}.q`)}</dt>
            <dd>{say(`help.${topic}.a`)}</dd>
          </div>
        ))}
      </dl>
      <Title order={3}>{say("help.keys")}</Title>
      <ul className="help-keys">
        {SCREENS.map((one) => (
          <li key={one.key}>
            <kbd className="key-hint">{keyName(one)}</kbd> {say(one.name)}
          </li>
        ))}
        <li>
          <kbd className="key-hint">Ctrl K</kbd> {say("palette.title")}
        </li>
        <li>
          <kbd className="key-hint">Esc</kbd> {say("help.escape")}
        </li>
      </ul>
    </Dialog>
  );
}

type Topic =
  | "signIn"
  | "sell"
  | "pay"
  | "wrong"
  | "offline"
  | "find"
  | "client"
  | "drawer"
  | "return"
  | "stock"
  | "orders"
  | "work"
  | "figures"
  | "devices";

const HELP: Readonly<Record<ScreenKey | "sign-in", readonly Topic[]>> = {
  "sign-in": ["signIn", "offline"],
  counter: ["sell", "pay", "wrong", "offline"],
  sales: ["find", "wrong", "return"],
  clients: ["client"],
  shift: ["drawer", "offline"],
  returns: ["return", "wrong"],
  stock: ["stock"],
  orders: ["orders"],
  work: ["work"],
  reports: ["figures"],
  settings: ["devices"],
};
