// Row 90: an update is fetched beside the selling and installed only when the till says that it may be.
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { keepUpdated, updateAddress } from "../../../electron/updates.ts";
import { aLibrary } from "./fake-updater.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const MINUTE_MS = 60_000;
const STILL = { isShiftOpen: false, unsentEntries: 0, idleMs: 600_000 };
type Moment = typeof STILL;

function aProgram() {
  const library = aLibrary();
  const did: string[] = [];
  const lines: string[] = [];
  const now = {
    moment: STILL as Moment | undefined,
    idleMs: 600_000,
    isMarkedUnsent: false,
  };
  const look = vi.fn(async () => null);
  library.onLook(look);
  library.onInstall(() => void did.push("install"));
  keepUpdated({
    library: library.face,
    address: new URL("https://till:secret@updates.example/stable/"),
    runningVersion: "1.9.0",
    till: {
      moment: async () => now.moment,
      tellUpdate: (waiting) => void did.push(waiting?.code ?? "nothing waits"),
      stop: async () => void did.push("stop"),
      resume: () => void did.push("resume"),
    },
    idleMs: () => now.idleMs,
    isMarkedUnsent: () => now.isMarkedUnsent,
    log: (line) => void lines.push(line),
  });
  const fetched = async (version = "1.10.0"): Promise<void> => {
    library.fire("update-downloaded", { version });
    await vi.advanceTimersByTimeAsync(0);
  };
  return { library, did, lines, now, look, fetched };
}

test("the library fetches from the address, and never installs, goes back or logs by itself", () => {
  const { library } = aProgram();
  expect(library.feeds).toEqual([
    { provider: "generic", url: "https://till:secret@updates.example/stable/" },
  ]);
  expect(library.face).toMatchObject({
    autoDownload: true,
    autoInstallOnAppQuit: false,
    allowDowngrade: false,
    allowPrerelease: false,
    disableWebInstaller: true,
    logger: null,
  });
});

test("an update is looked for a minute after the start and every four hours", async () => {
  const { library } = aProgram();
  expect(library.looks()).toBe(0);
  await vi.advanceTimersByTimeAsync(MINUTE_MS);
  expect(library.looks()).toBe(1);
  await vi.advanceTimersByTimeAsync(8 * 60 * MINUTE_MS);
  expect(library.looks()).toBe(3);
});

test("a quiet till is stopped first, then the update is installed and the program started anew", async () => {
  const { library, did, fetched } = aProgram();
  await fetched();
  expect(did).toEqual(["stop", "install"]);
  expect(library.installs).toEqual([[true, true]]);
});

test.each<[string, Partial<Moment>, string]>([
  ["an open shift", { isShiftOpen: true }, "update-shift-open"],
  ["unsent entries", { unsentEntries: 1 }, "update-unsent"],
  ["a till in use", { idleMs: MINUTE_MS }, "update-busy"],
])("%s keeps the update waiting, is said, and ends", async (_name, moment, code) => {
  const { did, now, fetched } = aProgram();
  now.moment = { ...STILL, ...moment };
  await fetched();
  expect(did).toEqual([code]);
  now.moment = STILL;
  await vi.advanceTimersByTimeAsync(MINUTE_MS);
  expect(did).toEqual([code, "stop", "install"]);
});

test("a console that somebody touched keeps it waiting, though no act was done", async () => {
  const { did, now, fetched } = aProgram();
  now.idleMs = 0;
  await fetched();
  expect(did).toEqual(["update-busy"]);
});

test("an older version is never installed, however still the till stands", async () => {
  const { did, fetched } = aProgram();
  await fetched("1.8.0");
  expect(did).toEqual(["update-not-newer"]);
});

test("a till that does not answer is left alone, and asked again", async () => {
  const { did, now, fetched } = aProgram();
  now.moment = undefined;
  await fetched();
  await vi.advanceTimersByTimeAsync(MINUTE_MS);
  expect(did).toEqual([]);
});

test("what was sold after the till was asked keeps the update from being installed", async () => {
  const { did, now, fetched } = aProgram();
  now.isMarkedUnsent = true;
  await fetched();
  expect(did).toEqual(["stop", "resume"]);
});

test("an installation that fails gives the till back, and is tried again only when fetched again", async () => {
  const { library, did, fetched } = aProgram();
  library.onInstall(() => {
    did.push("install");
    library.fire("error", new Error("pkexec: not authorised"));
  });
  await fetched();
  const once = ["stop", "install", "resume", "nothing waits"];
  expect(did).toEqual(once);
  await vi.advanceTimersByTimeAsync(60 * MINUTE_MS);
  expect(did).toEqual(once);
  await fetched();
  expect(did).toEqual([...once, ...once]);
});

test("an installation that never begins gives the till back after five minutes", async () => {
  const { did, fetched } = aProgram();
  await fetched();
  await vi.advanceTimersByTimeAsync(5 * MINUTE_MS);
  expect(did).toEqual(["stop", "install", "resume", "nothing waits"]);
});

test("a look that fails is logged by its code, without address or password, and changes nothing", async () => {
  const { library, did, lines, now, look, fetched } = aProgram();
  now.moment = { ...STILL, isShiftOpen: true };
  await fetched();
  const error = Object.assign(new Error("https://till:secret@updates.example: refused"), {
    code: "ERR_UPDATER_CHANNEL_FILE_NOT_FOUND",
  });
  look.mockImplementation(() => {
    library.fire("error", error);
    return Promise.reject(error);
  });
  await vi.advanceTimersByTimeAsync(MINUTE_MS);
  expect(lines).toEqual(["Keepshop update: ERR_UPDATER_CHANNEL_FILE_NOT_FOUND"]);
  expect(new Set(did)).toEqual(new Set(["update-shift-open"]));
  now.moment = STILL;
  await vi.advanceTimersByTimeAsync(MINUTE_MS);
  expect(did.slice(-2)).toEqual(["stop", "install"]);
});

test("a download that breaks off is no unhandled failure", async () => {
  const { library, lines } = aProgram();
  const error = new Error("net::ERR_INTERNET_DISCONNECTED");
  library.onLook(async () => {
    library.fire("error", error);
    return { downloadPromise: Promise.reject(error) } as never;
  });
  await vi.advanceTimersByTimeAsync(MINUTE_MS);
  expect(lines).toEqual(["Keepshop update: Error"]);
});

test.each<[string | undefined, string | undefined]>([
  ["https://updates.example/till/", "https://updates.example/till/"],
  ["http://updates.example/till/", undefined],
  ["updates.example", undefined],
  [undefined, undefined],
])("the address %s is %s", (KEEPSHOP_UPDATES, expected) => {
  expect(updateAddress({ KEEPSHOP_UPDATES })?.href).toBe(expected);
});
