// The desktop program put together: locks first, then pages, secrets, the till, the window. About
// business it knows nothing; it forks the till and hands its port to the page.
import { join } from "node:path";
import type { BrowserWindow } from "electron";
import { shellRefusals } from "#shared/records/refusals/shell.ts";
import { isMarkedUnsent } from "#till/unsent-mark.ts";
import { dangerousSwitches, type Electron, lockContents, lockSession } from "./hardening.ts";
import { registerPages, servePages } from "./pages.ts";
import { openSecrets, type SecretStore } from "./secrets.ts";
import { type EnrolmentServer, startTill, type TillProcess } from "./till-process.ts";
import { keepUpdated, type UpdateLibrary, updateAddress } from "./updates.ts";
import { openConsole, openDisplay } from "./window.ts";

export interface ShellOptions {
  /** Folder of the bundles: main, preload and till-host lie there, the console beside it. */
  readonly bundles: string;
  readonly platform: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly nowMs: () => number;
  /** Loads it; called only where updates are asked for. */
  readonly updateLibrary: () => Promise<UpdateLibrary>;
}

const LINK_HOSTS = ["keepshop.example"];

/** Runs the desktop program until its window closes; answers once it stands, or decided to quit. */
export async function startShell(electron: Electron, options: ShellOptions): Promise<void> {
  const { app } = electron;
  const dangerous = dangerousSwitches(app);
  if (dangerous.length > 0) {
    console.error(`Keepshop does not start with --${dangerous.join(", --")}. Nothing was changed.`);
    return app.exit(1);
  }
  if (app.commandLine.hasSwitch("smoke")) return runSmoke(electron, options);
  if (!app.requestSingleInstanceLock()) return app.quit();
  app.enableSandbox();
  registerPages(electron);
  lockContents(electron, LINK_HOSTS);
  await app.whenReady();
  lockSession(electron.session.defaultSession);
  servePages(electron, join(options.bundles, "..", "renderer"));
  const secrets = await openSecrets(electron, {
    file: join(app.getPath("userData"), "secrets.bin"),
    platform: options.platform,
    isPlainTextAccepted: app.commandLine.hasSwitch("accept-plain-secrets"),
  });
  if (!secrets.ok) {
    const { happened, act } = shellRefusals[secrets.refusal.code];
    electron.dialog.showErrorBox(happened, act);
    return app.exit(1);
  }
  openRest(electron, options, secrets.value);
}

function openRest(electron: Electron, options: ShellOptions, secrets: SecretStore): void {
  const { app } = electron;
  const till = startTill(electron, {
    modulePath: join(options.bundles, "till-host.js"),
    dataFolder: app.getPath("userData"),
    server: enrolmentServer(electron),
    environment: options.environment,
    readSecrets: async () => secrets.all(),
    onMessage: (message) => {
      if (message.kind === "failed") refuseToRun(electron, message.sentence);
      else {
        secrets
          .set(message.name, message.value)
          .catch((error: unknown) => refuseToRun(electron, `Its keys were not kept: ${error}`));
      }
    },
    onGivenUp: () => {
      electron.dialog.showErrorBox(
        "The till keeps stopping",
        "Every completed sale is safe on this disk. Restart this computer; if it stops again, call support.",
      );
      app.exit(1);
    },
    nowMs: options.nowMs,
  });
  const preload = join(options.bundles, "preload.cjs");
  const window = openConsole(electron, {
    preload,
    onPage: (page) => till.join(page.webContents, "counter"),
  });
  app.on("second-instance", () => bringForward(window));
  showCustomer(electron, { preload, till, console: window });
  quitWithTill(electron, till);
  update(electron, options, { till, console: window }).catch((error: unknown) =>
    console.error("Keepshop update: the library could not be loaded", error),
  );
}

/** Nothing is asked, and the library is not even loaded, where no address is given. */
async function update(
  { app }: Electron,
  { environment, nowMs, updateLibrary }: ShellOptions,
  about: { readonly till: TillProcess; readonly console: BrowserWindow },
): Promise<void> {
  const address = updateAddress(environment);
  if (address === undefined) return;
  let touchedAtMs = nowMs();
  about.console.webContents.on("input-event", () => {
    touchedAtMs = nowMs();
  });
  keepUpdated({
    ...{ library: await updateLibrary(), address, till: about.till },
    runningVersion: app.getVersion(),
    idleMs: () => nowMs() - touchedAtMs,
    isMarkedUnsent: () => isMarkedUnsent(app.getPath("userData")),
    log: console.error,
  });
}

/** The customer's page on the first screen that is not the console's, also when it is plugged in later. */
function showCustomer(
  electron: Electron,
  about: { readonly preload: string; readonly till: TillProcess; readonly console: BrowserWindow },
): void {
  const { screen } = electron;
  let display: BrowserWindow | undefined;
  const show = (): void => {
    const second = screen.getAllDisplays().find(({ id }) => id !== screen.getPrimaryDisplay().id);
    if (second === undefined || display !== undefined) return;
    const { bounds } = second;
    display = openDisplay(electron, {
      ...{ preload: about.preload, bounds },
      onPage: (page) => about.till.join(page.webContents, "display"),
    });
    display.once("closed", () => {
      display = undefined;
    });
  };
  show();
  screen.on("display-added", show);
  screen.on("display-removed", () => {
    if (screen.getAllDisplays().length < 2) display?.destroy();
  });
  about.console.once("closed", () => display?.destroy());
}

/** A till that cannot open would fail again: it says why, once, and the program ends. */
function refuseToRun({ app, dialog }: Electron, sentence: string): void {
  dialog.showErrorBox("The till could not start", sentence);
  app.exit(1);
}

/** `--server=<url> --enrol=<code>`: how a new till is told where it belongs. */
function enrolmentServer({ app }: Electron): EnrolmentServer | undefined {
  const url = app.commandLine.getSwitchValue("server");
  const enrolmentCode = app.commandLine.getSwitchValue("enrol");
  return url === "" || enrolmentCode === "" ? undefined : { url, enrolmentCode };
}

/** The window is gone or the program is asked to end: the till ends first, then the program. */
function quitWithTill({ app }: Electron, till: TillProcess): void {
  app.on("window-all-closed", () => app.quit());
  app.on("before-quit", (event) => {
    if (till.hasEnded()) return;
    event.preventDefault();
    void till.stop().then(() => app.quit());
  });
}

function bringForward(window: BrowserWindow): void {
  if (window.isMinimized()) window.restore();
  window.focus();
}

/** `--smoke`: proves on this machine that the packaged till opens its database and sells; no window. */
async function runSmoke({ app, utilityProcess }: Electron, options: ShellOptions): Promise<void> {
  await app.whenReady();
  const child = utilityProcess.fork(join(options.bundles, "till-host.js"), ["--smoke"], {
    serviceName: "Keepshop smoke",
    env: {},
    stdio: "inherit",
  });
  child.once("exit", (code) => app.exit(code));
}
