// Updates of the program: asked for at an address, fetched beside the selling, and installed only when
// the till says that it may be. That rule is updater.ts; fetching and verifying is electron-updater's.
//
//   nothing -> (fetched) waiting -> (the till says so) till stopped -> installed, and started anew
//                  ^                          |
//                  +--- asked each minute     +--- it failed: the till runs again as it was
import type { AppUpdater } from "electron-updater";
import type { TillProcess } from "./till-process.ts";
import { mayInstall } from "./updater.ts";

/** What there is of the library here. */
export type UpdateLibrary = Pick<
  AppUpdater,
  | "allowDowngrade"
  | "allowPrerelease"
  | "autoDownload"
  | "autoInstallOnAppQuit"
  | "checkForUpdates"
  | "disableWebInstaller"
  | "logger"
  | "on"
  | "quitAndInstall"
  | "setFeedURL"
>;

export interface UpdatesOptions {
  readonly library: UpdateLibrary;
  readonly address: URL;
  readonly runningVersion: string;
  readonly till: Pick<TillProcess, "moment" | "tellUpdate" | "stop" | "resume">;
  /** Time since anybody touched the console's window. */
  readonly idleMs: () => number;
  /** Whether the till's folder still says that it holds what no server has. */
  readonly isMarkedUnsent: () => boolean;
  readonly log: (line: string) => void;
}

const FIRST_LOOK_MS = 60_000;
const LOOK_EVERY_MS = 4 * 3_600_000;
const ASK_EVERY_MS = 60_000;
/** Longer than any installer takes to begin; a program that still runs then was not replaced. */
const INSTALL_LIMIT_MS = 5 * 60_000;

/**
 * Where updates are asked for: `KEEPSHOP_UPDATES`, an https address of a folder with the release files.
 * Nothing, and nothing is asked, when it is not set, no address, or not https.
 */
export function updateAddress(
  environment: Readonly<Record<string, string | undefined>>,
): URL | undefined {
  const address = URL.parse(environment.KEEPSHOP_UPDATES ?? "");
  return address?.protocol === "https:" ? address : undefined;
}

/** Keeps the program up to date for as long as it runs. Never throws, never keeps anybody waiting. */
export function keepUpdated(options: UpdatesOptions): void {
  const { library, till, log } = options;
  let offered: string | undefined;
  let state: "still" | "asking" | "installing" = "still";
  prepare(library, options.address);
  const failed = (error: unknown): void => {
    log(`Keepshop update: ${nameOf(error)}`);
    if (state !== "installing") return;
    // Fetched anew at the next look, so that a broken one is not tried all night.
    state = "still";
    offered = undefined;
    till.resume();
    till.tellUpdate(undefined);
  };
  const consider = async (): Promise<void> => {
    if (offered === undefined || state !== "still") return;
    state = "asking";
    const mayBe = await mayInstallNow(options, offered);
    state = mayBe ? "installing" : "still";
    if (!mayBe) return;
    setTimeout(() => failed("not installed in time"), INSTALL_LIMIT_MS).unref();
    try {
      library.quitAndInstall(true, true);
    } catch (error) {
      failed(error);
    }
  };
  const look = (): void => {
    // The library tells a failure by its event too, where it is heard.
    library
      .checkForUpdates()
      .then((found) => found?.downloadPromise)
      .catch(() => undefined);
  };
  library.on("error", failed);
  library.on("update-downloaded", ({ version }) => {
    offered = version;
    void consider();
  });
  setTimeout(look, FIRST_LOOK_MS).unref();
  setInterval(look, LOOK_EVERY_MS).unref();
  setInterval(() => void consider(), ASK_EVERY_MS).unref();
}

function prepare(library: UpdateLibrary, address: URL): void {
  // The library's own lines name the address, which may hold a password.
  library.logger = null;
  library.autoDownload = true;
  library.autoInstallOnAppQuit = false;
  library.allowDowngrade = false;
  library.allowPrerelease = false;
  library.disableWebInstaller = true;
  library.setFeedURL({ provider: "generic", url: address.href });
}

/** Asks the till and stops it, or tells it why not. A till that does not answer is left alone. */
async function mayInstallNow(options: UpdatesOptions, offeredVersion: string): Promise<boolean> {
  const { till, runningVersion } = options;
  const moment = await till.moment();
  if (moment === undefined) return false;
  const idleMs = Math.min(moment.idleMs, options.idleMs());
  const judged = mayInstall({ ...moment, idleMs, runningVersion, offeredVersion });
  if (!judged.ok) {
    till.tellUpdate({ version: offeredVersion, code: judged.refusal.code });
    return false;
  }
  await till.stop();
  // Whatever was done since the till was asked has left its mark; installers look at the same one.
  const isLeft = options.isMarkedUnsent();
  if (isLeft) till.resume();
  return !isLeft;
}

/** A failure by its code or kind: the message holds addresses and what a server answered. */
function nameOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return "code" in error && typeof error.code === "string" ? error.code : error.name;
}
