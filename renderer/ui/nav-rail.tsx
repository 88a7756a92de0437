/** The screens, always at the same edge: a rail in landscape, a strip that scrolls when upright. */
import { UnstyledButton } from "@mantine/core";
import { useSay } from "../i18n/locales.ts";
import { keyName, type ScreenEntry, type ScreenKey } from "../screens.ts";
import { useLive } from "../till.tsx";

interface NavRailProps {
  readonly screens: readonly ScreenEntry[];
  readonly screen: ScreenKey;
  readonly onScreen: (screen: ScreenKey) => void;
}

export function NavRail({ screens, screen, onScreen }: NavRailProps) {
  const say = useSay();
  const lamp = useLive((client, signal) => client.views.lamp(undefined, { signal }));
  return (
    <nav aria-label={say("nav.label")} className="nav-rail">
      {screens.map((one) => (
        <UnstyledButton
          key={one.key}
          className="nav-entry"
          aria-current={one.key === screen ? "page" : undefined}
          onClick={() => onScreen(one.key)}
          data-screen={one.key}
        >
          <span>{say(one.name)}</span>
          <kbd className="nav-key">{keyName(one)}</kbd>
          {one.key === "work" && (lamp?.exceptions ?? 0) > 0 && (
            <span className="nav-count">
              {say("work.waiting", { count: lamp?.exceptions ?? 0 })}
            </span>
          )}
        </UnstyledButton>
      ))}
    </nav>
  );
}
