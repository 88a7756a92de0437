/** Ctrl+K: every screen and every act that needs no further choice, found by typing. */
import { TextInput, UnstyledButton } from "@mantine/core";
import { useState } from "react";
import { useSay } from "../i18n/locales.ts";
import { keyName, type ScreenEntry, type ScreenKey } from "../screens.ts";
import { useAct } from "../till.tsx";
import { Dialog } from "./dialog.tsx";
import { pressKey } from "./press-key.ts";

interface PaletteProps {
  readonly screens: readonly ScreenEntry[];
  readonly onScreen: (screen: ScreenKey) => void;
  readonly onDone: () => void;
}

interface Command {
  readonly key: string;
  readonly name: string;
  readonly hint: string;
  readonly run: () => void;
}

export function Palette({ screens, onScreen, onDone }: PaletteProps) {
  const say = useSay();
  const [query, setQuery] = useState("");
  const [chosen, setChosen] = useState(0);
  const commands = useCommands(screens, onScreen).filter((one) => matches(one.name, query));
  const at = Math.min(chosen, commands.length - 1);
  const run = (command: Command | undefined) => {
    if (command === undefined) return;
    onDone();
    command.run();
  };
  return (
    <Dialog title={say("palette.title")} onClose={onDone}>
      <TextInput
        size="lg"
        label={say("palette.label")}
        value={query}
        autoFocus
        data-autofocus=""
        role="combobox"
        aria-expanded={commands.length > 0}
        aria-controls={commands.length > 0 ? "palette-list" : undefined}
        aria-activedescendant={commands.length > 0 ? `palette-${at}` : undefined}
        onChange={(event) => {
          setQuery(event.currentTarget.value);
          setChosen(0);
        }}
        onKeyDown={(event) => {
          if (event.key === "ArrowDown") setChosen(Math.min(at + 1, commands.length - 1));
          else if (event.key === "ArrowUp") setChosen(Math.max(0, at - 1));
          else if (event.key === "Enter") run(commands[at]);
          else return;
          event.preventDefault();
        }}
      />
      {commands.length > 0 && (
        <div id="palette-list" role="listbox" aria-label={say("palette.title")} className="rows">
          {commands.map((command, index) => (
            <UnstyledButton
              key={command.key}
              id={`palette-${index}`}
              role="option"
              tabIndex={-1}
              aria-selected={index === at}
              className="row-card palette-row"
              onClick={() => run(command)}
            >
              <span>{command.name}</span>
              <kbd className="key-hint">{command.hint}</kbd>
            </UnstyledButton>
          ))}
        </div>
      )}
      <p role="status">{commands.length === 0 && say("palette.nothing", { query })}</p>
    </Dialog>
  );
}

function useCommands(
  screens: readonly ScreenEntry[],
  onScreen: (screen: ScreenKey) => void,
): readonly Command[] {
  const say = useSay();
  const act = useAct();
  const atCounter = (key: string, ctrlKey: boolean) => () => {
    onScreen("counter");
    // The counter takes keys once it is painted.
    requestAnimationFrame(() => requestAnimationFrame(() => pressKey(key, ctrlKey)));
  };
  return [
    ...screens.map((screen) => ({
      key: screen.key,
      name: say(screen.name),
      hint: keyName(screen),
      run: () => onScreen(screen.key),
    })),
    { key: "pay", name: say("tender.open"), hint: "F12", run: atCounter("F12", false) },
    { key: "find-client", name: say("palette.client"), hint: "F6", run: atCounter("F6", false) },
    { key: "line", name: say("palette.line"), hint: "Ctrl E", run: atCounter("e", true) },
    { key: "basket", name: say("basket.whole"), hint: "Ctrl B", run: atCounter("b", true) },
    { key: "park", name: say("palette.park"), hint: "Ctrl P", run: atCounter("p", true) },
    { key: "set-aside", name: say("aside.title"), hint: "Ctrl H", run: atCounter("h", true) },
    { key: "correct", name: say("correct.last"), hint: "Ctrl L", run: atCounter("l", true) },
    { key: "undo", name: say("palette.undo"), hint: "Ctrl Z", run: atCounter("z", true) },
    { key: "tiles", name: say("tiles.title"), hint: "Ctrl Q", run: atCounter("q", true) },
    { key: "price-check", name: say("check.title"), hint: "Ctrl I", run: atCounter("i", true) },
    {
      key: "lock",
      name: say("staff.lock"),
      hint: "",
      run: () => void act((client, actId) => client.staff.lock({ actId })),
    },
    {
      key: "sign-out",
      name: say("staff.signOut"),
      hint: "",
      run: () => void act((client, actId) => client.staff.signOut({ actId })),
    },
    { key: "help", name: say("help.open"), hint: "F1", run: () => pressKey("F1", false) },
  ];
}

function matches(name: string, query: string): boolean {
  const words = query.toLowerCase().split(/\s+/);
  return words.every((word) => name.toLowerCase().includes(word));
}
