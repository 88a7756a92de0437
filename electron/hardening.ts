// The locks of the desktop shell: which switches end the program, what pages may never ask for, where
// they may never go. One window and its preferences are in window.ts.
// Source: DESIGN 9; Electron's own security checklist.
import type electron from "electron";
import type { App, Event, Session } from "electron";

export type Electron = typeof electron;

/** Switches that open a door past the sandbox, the certificates or the debugger's lock. */
const DANGEROUS_SWITCHES = [
  "remote-debugging-port",
  "remote-debugging-pipe",
  "no-sandbox",
  "ignore-certificate-errors",
  "host-resolver-rules",
  "proxy-server",
  "js-flags",
  "load-extension",
];

/** The dangerous switches that this program was started with; any of them is a reason to quit. */
export function dangerousSwitches(app: App): readonly string[] {
  return DANGEROUS_SWITCHES.filter((name) => app.commandLine.hasSwitch(name));
}

/** Denies all that a page could ask of the machine; devices belong to the till's process. */
export function lockSession(session: Session): void {
  session.setPermissionRequestHandler((_contents, _permission, answer) => answer(false));
  session.setPermissionCheckHandler(() => false);
  session.setDevicePermissionHandler(() => false);
  session.setBluetoothPairingHandler((_details, answer) => answer({ confirmed: false }));
  session.setDisplayMediaRequestHandler((_request, answer) => answer({}));
  session.setUSBProtectedClassesHandler(({ protectedClasses }) => protectedClasses);
  session.setSpellCheckerEnabled(false);
  session.setSSLConfig({ minVersion: "tls1.2" });
  session.on("select-serial-port", (event, _ports, _contents, answer) => {
    event.preventDefault();
    answer("");
  });
  session.on("select-hid-device", (event, _details, answer) => {
    event.preventDefault();
    answer(null);
  });
  session.on("select-usb-device", (event, _details, answer) => {
    event.preventDefault();
    answer();
  });
  session.on("will-download", (event) => event.preventDefault());
}

/**
 * Locks every page that is ever made in this program, and certificates with it. `linkHosts` are the
 * hosts that a link may open in the system's browser, over https only.
 */
export function lockContents({ app, shell }: Electron, linkHosts: readonly string[]): void {
  const deny = (event: Pick<Event, "preventDefault">): void => event.preventDefault();
  app.on("web-contents-created", (_created, contents) => {
    contents.on("will-navigate", deny);
    contents.on("will-redirect", deny);
    contents.on("will-frame-navigate", deny);
    contents.on("will-attach-webview", deny);
    contents.setWindowOpenHandler(({ url }) => {
      if (mayOpenOutside(url, linkHosts)) void shell.openExternal(url);
      return { action: "deny" };
    });
  });
  // Left alone, Electron would send the first certificate that fits. The page needs none.
  app.on("select-client-certificate", (event, _contents, _url, _certificates, answer) => {
    event.preventDefault();
    answer();
  });
  app.on("certificate-error", (event, _contents, _url, _error, _certificate, answer) => {
    event.preventDefault();
    answer(false);
  });
}

function mayOpenOutside(address: string, linkHosts: readonly string[]): boolean {
  const url = URL.parse(address);
  return url?.protocol === "https:" && linkHosts.includes(url.hostname);
}
