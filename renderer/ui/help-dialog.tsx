/** F1: what this screen is for and how each act is done, in the screen's own words. */
import { Title } from "@mantine/core";
import { type MessageId, type Say, useSay } from "../i18n/locales.ts";
import { keyName, SCREENS, type ScreenKey } from "../screens.ts";
import { Dialog } from "./dialog.tsx";
import { asControl, Told } from "./told.tsx";

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
          <div key={topic} data-topic={topic}>
            <dt>{say(`help.${topic}.q`)}</dt>
            <dd>
              <Told text={say(`help.${topic}.a`, controlsOf(topic, say))} />
            </dd>
          </div>
        ))}
      </dl>
      <Title order={3}>{say("help.keys")}</Title>
      <ul className="help-keys">
        {SCREENS.map((one) => (
          <li key={one.key}>
            <kbd className="key-hint key-only">{keyName(one)}</kbd> {say(one.name)}
          </li>
        ))}
        <li>
          <kbd className="key-hint key-only">Ctrl K</kbd> {say("palette.title")}
        </li>
        <li>
          <kbd className="key-hint key-only">Esc</kbd> {say("help.escape")}
        </li>
      </ul>
    </Dialog>
  );
}

/** The names that a topic's words have gaps for. A line's own key is called after its goods. */
function controlsOf(topic: Topic, say: Say): Readonly<Record<string, string>> {
  const names = Object.entries<MessageId>(TOPICS[topic]).map(([gap, id]) => [gap, say(id)]);
  const gaps =
    topic === "wrong" ? [...names, ["remove", say("line.remove", { name: "…" })]] : names;
  return Object.fromEntries(gaps.map(([gap, name]) => [gap, asControl(name ?? "")]));
}

/** What each topic names on the screen, by the gap in its words. */
const TOPICS = {
  signIn: { enter: "signIn.enter" },
  sell: { search: "search.label" },
  pay: { pay: "tender.open" },
  wrong: { sales: "nav.sales" },
  correct: { correct: "sales.correct" },
  offline: {},
  find: { more: "sales.filters" },
  client: { find: "client.find" },
  drawer: { count: "shift.countAndClose", close: "shift.closeAndZ" },
  handOver: { handOver: "shift.handOver" },
  return: { all: "returns.all", payBack: "returns.payBack" },
  noReceipt: { without: "returns.withoutReceipt" },
  stock: { receive: "stock.tab.receive", count: "stock.tab.count", move: "stock.tab.move" },
  orders: {},
  work: {},
  figures: { today: "report.today", month: "report.month" },
  devices: { add: "devices.add" },
  practise: { training: "settings.tab.training" },
} as const satisfies Readonly<Record<string, Readonly<Record<string, MessageId>>>>;

type Topic = keyof typeof TOPICS;

const HELP: Readonly<Record<ScreenKey | "sign-in", readonly Topic[]>> = {
  "sign-in": ["signIn", "offline"],
  counter: ["sell", "pay", "wrong", "offline"],
  sales: ["find", "correct"],
  clients: ["client"],
  shift: ["drawer", "handOver"],
  returns: ["return", "noReceipt"],
  stock: ["stock"],
  orders: ["orders"],
  work: ["work"],
  reports: ["figures"],
  settings: ["devices", "practise"],
};
