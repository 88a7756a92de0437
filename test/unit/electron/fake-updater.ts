// A strict stand-in for electron-updater, held to the library's own types: it knows the members that the
// shell may use and no others. What is fetched and verified, and how, is the library's own work.
import type { UpdateLibrary } from "../../../electron/updates.ts";
import { strict } from "./fake-electron.ts";

type EventName = Parameters<UpdateLibrary["on"]>[0];
type Feed = Parameters<UpdateLibrary["setFeedURL"]>[0];

/** The fake, and what the shell did with it. */
export function aLibrary() {
  const listeners = new Map<string, (...args: readonly unknown[]) => void>();
  const feeds: Feed[] = [];
  const installs: (readonly [boolean | undefined, boolean | undefined])[] = [];
  let looks = 0;
  let look: () => ReturnType<UpdateLibrary["checkForUpdates"]> = async () => null;
  let install = (): void => undefined;
  const members: UpdateLibrary = {
    // As the library comes, so that a shell that leaves one as it is, is seen.
    allowDowngrade: true,
    allowPrerelease: true,
    autoDownload: false,
    autoInstallOnAppQuit: true,
    disableWebInstaller: false,
    logger: console,
    on: ((name: EventName, listener: (...args: readonly unknown[]) => void) => {
      listeners.set(name, listener);
      return members;
    }) as unknown as UpdateLibrary["on"],
    setFeedURL: (feed) => void feeds.push(feed),
    checkForUpdates: () => {
      looks += 1;
      return look();
    },
    quitAndInstall: (isSilent, isForceRunAfter) => {
      installs.push([isSilent, isForceRunAfter]);
      install();
    },
  };
  return {
    face: strict("electron-updater", members, [
      "allowDowngrade",
      "allowPrerelease",
      "autoDownload",
      "autoInstallOnAppQuit",
      "disableWebInstaller",
      "logger",
    ]),
    feeds,
    installs,
    looks: () => looks,
    onLook: (next: typeof look) => {
      look = next;
    },
    onInstall: (next: typeof install) => {
      install = next;
    },
    /** Throws when nobody listens, as the library's "error" does. */
    fire: (name: EventName, ...args: readonly unknown[]) => {
      const listener = listeners.get(name);
      if (listener === undefined) throw new Error(`nobody handles "${name}"`);
      listener(...args);
    },
  };
}
