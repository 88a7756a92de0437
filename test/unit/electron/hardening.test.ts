import type { App, Session } from "electron";
import { expect, test } from "vitest";
import { dangerousSwitches, lockContents, lockSession } from "../../../electron/hardening.ts";
import { webPreferences } from "../../../electron/window.ts";
import { makeContents, makeElectron, makeEvent } from "./fake-electron.ts";

function aLockedSession() {
  const { session } = makeElectron();
  lockSession(session.face as unknown as Session);
  return session;
}

function aLockedPage() {
  const fake = makeElectron();
  lockContents(fake.electron, ["help.example"]);
  const contents = makeContents();
  fake.app.fire("web-contents-created", makeEvent(), contents.face);
  return { ...fake, contents };
}

test.each([
  "remote-debugging-port",
  "remote-debugging-pipe",
  "no-sandbox",
  "ignore-certificate-errors",
  "host-resolver-rules",
  "proxy-server",
  "js-flags",
  "load-extension",
])("--%s is a reason to quit", (name) => {
  const app = makeElectron({ switches: [name] }).app.face as unknown as App;
  expect(dangerousSwitches(app)).toEqual([name]);
});

test("an ordinary start has no dangerous switch", () => {
  const app = makeElectron({ switches: ["lang"] }).app.face as unknown as App;
  expect(dangerousSwitches(app)).toEqual([]);
});

test("a page is granted no permission, asked or checked", () => {
  const session = aLockedSession();
  const answers: unknown[] = [];
  const request = session.given("setPermissionRequestHandler") as (...args: unknown[]) => void;
  request(null, "geolocation", (answer: unknown) => answers.push(answer));
  expect(answers).toEqual([false]);
  expect((session.given("setPermissionCheckHandler") as () => boolean)()).toBe(false);
  expect((session.given("setDevicePermissionHandler") as () => boolean)()).toBe(false);
});

test("a page pairs with nothing and records no screen", () => {
  const session = aLockedSession();
  const answers: unknown[] = [];
  const answer = (value: unknown): void => void answers.push(value);
  (session.given("setBluetoothPairingHandler") as (...args: unknown[]) => void)({}, answer);
  (session.given("setDisplayMediaRequestHandler") as (...args: unknown[]) => void)({}, answer);
  expect(answers).toEqual([{ confirmed: false }, {}]);
});

test("all protected USB classes stay protected", () => {
  const given = aLockedSession().given("setUSBProtectedClassesHandler");
  const keep = given as (details: { protectedClasses: string[] }) => string[];
  expect(keep({ protectedClasses: ["hid", "smart-card"] })).toEqual(["hid", "smart-card"]);
});

test("TLS 1.2 is the least, and nothing typed is sent to a spell checker", () => {
  const session = aLockedSession();
  expect(session.given("setSSLConfig")).toEqual({ minVersion: "tls1.2" });
  expect(session.given("setSpellCheckerEnabled")).toBe(false);
});

test.each([
  ["select-serial-port", [[], null], [""]],
  ["select-hid-device", [{}], [null]],
  ["select-usb-device", [{}], [undefined]],
] as const)("%s gives a page no device", (name, args, expected) => {
  const event = makeEvent();
  const answers: unknown[] = [];
  aLockedSession().fire(name, event, ...args, (answer: unknown) => answers.push(answer));
  expect(event.isPrevented).toBe(true);
  expect(answers).toEqual(expected);
});

test("a page downloads nothing", () => {
  const event = makeEvent();
  aLockedSession().fire("will-download", event);
  expect(event.isPrevented).toBe(true);
});

test.each(["will-navigate", "will-redirect", "will-frame-navigate", "will-attach-webview"])(
  "%s is prevented on every page",
  (name) => {
    const event = makeEvent();
    aLockedPage().contents.fire(name, event);
    expect(event.isPrevented).toBe(true);
  },
);

test.each([
  ["https://help.example/tills", true],
  ["http://help.example/tills", false],
  ["https://elsewhere.example/", false],
  ["file:///etc/passwd", false],
  ["not an address", false],
])("a link to %s opens no window; in the browser: %s", (url, isOpened) => {
  const { contents, seen } = aLockedPage();
  expect(contents.handlers.open?.({ url })).toEqual({ action: "deny" });
  expect(seen.opened).toEqual(isOpened ? [url] : []);
});

test("no client certificate is sent, also when no page asked", () => {
  const event = makeEvent();
  const answers: unknown[][] = [];
  const answer = (...args: unknown[]): void => void answers.push(args);
  aLockedPage().app.fire(
    "select-client-certificate",
    event,
    null,
    "https://a.example",
    [{}],
    answer,
  );
  expect(event.isPrevented).toBe(true);
  expect(answers).toEqual([[]]);
});

test("a wrong certificate is never accepted", () => {
  const event = makeEvent();
  const answers: unknown[] = [];
  const answer = (isTrusted: unknown): void => void answers.push(isTrusted);
  aLockedPage().app.fire("certificate-error", event, {}, "https://a.example", "x", {}, answer);
  expect(answers).toEqual([false]);
});

test("the page's preferences are exactly these", () => {
  expect(webPreferences({ preload: "p.cjs", isPackaged: true })).toEqual({
    preload: "p.cjs",
    contextIsolation: true,
    sandbox: true,
    nodeIntegration: false,
    nodeIntegrationInWorker: false,
    nodeIntegrationInSubFrames: false,
    webSecurity: true,
    allowRunningInsecureContent: false,
    experimentalFeatures: false,
    webviewTag: false,
    plugins: false,
    navigateOnDragDrop: false,
    spellcheck: false,
    devTools: false,
  });
});

test("the fake throws on what it does not know", () => {
  const { electron } = makeElectron();
  expect(() => electron.ipcMain).toThrow("electron.ipcMain");
});
