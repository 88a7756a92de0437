import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { type ShellOptions, startShell } from "../../../electron/shell.ts";
import { type FakeElectron, type FakeOptions, makeElectron, makeEvent } from "./fake-electron.ts";
import { aLibrary } from "./fake-updater.ts";

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "keepshop-shell-"));
  mkdirSync(join(folder, "renderer"));
  writeFileSync(join(folder, "renderer", "index.html"), "<html></html>");
});
afterEach(() => rmSync(folder, { recursive: true }));

async function start(
  options: FakeOptions = {},
  updates: Pick<ShellOptions, "environment" | "updateLibrary"> & Partial<ShellOptions> = {
    environment: {},
    updateLibrary: () => {
      throw new Error("updates were asked for");
    },
  },
): Promise<FakeElectron> {
  const fake = makeElectron({ userData: folder, ...options });
  await startShell(fake.electron, {
    bundles: join(folder, "electron"),
    platform: "linux",
    nowMs: () => 0,
    ...updates,
  });
  return fake;
}

test("the locks stand before the app is ready, and the console opens after", async () => {
  const { seen, session } = await start();
  expect(seen.calls).toEqual(["enableSandbox", "registerSchemes", "whenReady"]);
  expect(session.given("setPermissionCheckHandler")).toBeDefined();
  expect(seen.windows[0]?.loaded).toEqual(["app://keepshop/index.html"]);
  expect(seen.windows[0]?.options.webPreferences).toMatchObject({ sandbox: true, devTools: false });
});

test("the console's own page cannot navigate either", async () => {
  const { seen } = await start();
  const event = makeEvent();
  seen.windows[0]?.contents.fire("will-navigate", event);
  expect(event.isPrevented).toBe(true);
});

test("each load of the page is joined to the till", async () => {
  const { seen } = await start();
  const contents = seen.windows[0]?.contents;
  await vi.waitFor(() => expect(seen.children).toHaveLength(1));
  contents?.fire("dom-ready");
  contents?.fire("dom-ready");
  expect(contents?.posted).toHaveLength(2);
});

test("row 87: a second screen shows the customer's page, joined as a display, and goes with it", async () => {
  const { seen, screen } = await start({ moreScreens: 1 });
  await vi.waitFor(() => expect(seen.children).toHaveLength(1));
  const display = seen.windows[1];
  expect(display?.loaded).toEqual(["app://keepshop/display"]);
  expect(display?.options).toMatchObject({ x: 1280, fullscreen: true, focusable: false });
  expect(display?.options.webPreferences).toMatchObject({ sandbox: true, contextIsolation: true });
  display?.contents.fire("dom-ready");
  expect(seen.children[0]?.received.at(-1)?.message).toEqual({ kind: "port", role: "display" });
  screen.plug(-1);
  screen.plug(1);
  expect(seen.windows).toHaveLength(3);
});

test("without a second screen the customer's page waits until one is plugged in", async () => {
  const { seen, screen } = await start();
  expect(seen.windows).toHaveLength(1);
  screen.plug(1);
  expect(seen.windows[1]?.loaded).toEqual(["app://keepshop/display"]);
});

test("the customer's page goes with the console", async () => {
  const { seen } = await start({ moreScreens: 1 });
  let isGone = false;
  seen.windows[1]?.face.once("closed", () => {
    isGone = true;
  });
  seen.windows[0]?.fire("closed");
  expect(isGone).toBe(true);
});

test("a page that dies is loaded again", async () => {
  const { seen } = await start();
  seen.windows[0]?.contents.fire("render-process-gone", makeEvent());
  expect(seen.windows[0]?.contents.reloads()).toBe(1);
});

test("a dangerous switch ends the program before anything is opened", async () => {
  const { seen } = await start({ switches: ["remote-debugging-port"] });
  expect(seen.exits).toEqual([1]);
  expect(seen.calls).toEqual([]);
});

test("F16: a second start gives way to the first", async () => {
  const { seen } = await start({ hasLock: false });
  expect(seen.calls).toEqual(["quit"]);
  expect(seen.windows).toEqual([]);
});

test("without a keyring the till does not open, and the sentence says what to do", async () => {
  const { seen } = await start({ keyring: "basic_text" });
  expect(seen.exits).toEqual([1]);
  expect(seen.errors[0]).toContain("keyring");
  expect(seen.forks).toEqual([]);
});

test("a secret that the till sends is kept", async () => {
  const { seen } = await start();
  await vi.waitFor(() => expect(seen.children).toHaveLength(1));
  seen.children[0]?.fire("message", { kind: "secret", name: "deviceToken", value: "kst_1" });
  const again = async (): Promise<unknown> => {
    const second = await start();
    await vi.waitFor(() => expect(second.seen.children).toHaveLength(1));
    return second.seen.children[0]?.received[0]?.message;
  };
  await vi.waitFor(async () =>
    expect(await again()).toMatchObject({ secrets: { deviceToken: "kst_1" } }),
  );
});

test("a new till is told where it enrols", async () => {
  const switchValues = { server: "https://server.example", enrol: "CODE-1" };
  const { seen } = await start({ switchValues });
  await vi.waitFor(() => expect(seen.children).toHaveLength(1));
  expect(seen.children[0]?.received[0]?.message).toMatchObject({
    server: { url: "https://server.example", enrolmentCode: "CODE-1" },
  });
});

test("a till that cannot open says why, once, and the program ends", async () => {
  const { seen } = await start();
  await vi.waitFor(() => expect(seen.children).toHaveLength(1));
  seen.children[0]?.fire("message", { kind: "failed", sentence: "This till has no store yet." });
  expect(seen.errors).toEqual(["The till could not start: This till has no store yet."]);
  expect(seen.exits).toEqual([1]);
});

test("the program ends after the till has ended", async () => {
  const { app, seen } = await start();
  await vi.waitFor(() => expect(seen.children).toHaveLength(1));
  const event = makeEvent();
  app.fire("before-quit", event);
  expect(event.isPrevented).toBe(true);
  expect(seen.calls).not.toContain("quit");
  seen.children[0]?.fire("exit", 0);
  await vi.waitFor(() => expect(seen.calls).toContain("quit"));
  const last = makeEvent();
  app.fire("before-quit", last);
  expect(last.isPrevented).toBe(false);
});

test.each([undefined, "", "updates", "http://updates.example/", "file:///updates"])(
  "with %s for an address no update is asked for, and the library is not loaded",
  async (KEEPSHOP_UPDATES) => {
    const updateLibrary = vi.fn(async () => aLibrary().face);
    await start({}, { environment: { KEEPSHOP_UPDATES }, updateLibrary });
    expect(updateLibrary).not.toHaveBeenCalled();
  },
);

test("an update is installed by the till that was stopped for it, and the program ends for it", async () => {
  const library = aLibrary();
  vi.useFakeTimers();
  try {
    const environment = { KEEPSHOP_UPDATES: "https://updates.example/till/" };
    const { app, seen } = await start(
      {},
      { environment, updateLibrary: async () => library.face, nowMs: () => Date.now() },
    );
    await vi.advanceTimersByTimeAsync(0);
    const child = seen.children[0];
    library.fire("update-downloaded", { version: "1.1.0" });
    // The console was touched at the start: only ten minutes later it counts as left alone.
    const still = { isShiftOpen: false, unsentEntries: 0, idleMs: 3_600_000 };
    for (let asked = 1; asked <= 11; asked += 1) {
      child?.fire("message", { kind: "moment", asked, moment: still });
      await vi.advanceTimersByTimeAsync(60_000);
    }
    const kinds = child?.received.map(({ message }) => message.kind);
    expect(kinds).toContain("update");
    expect(kinds?.at(-1)).toBe("stop");
    expect(library.installs).toEqual([]);
    child?.fire("exit", 0);
    await vi.advanceTimersByTimeAsync(0);
    expect(library.installs).toEqual([[true, true]]);
    const event = makeEvent();
    app.fire("before-quit", event);
    expect(event.isPrevented).toBe(false);
  } finally {
    vi.useRealTimers();
  }
});

test("--smoke opens no window and ends with the till's own answer", async () => {
  const { seen } = await start({ switches: ["smoke"] });
  expect(seen.forks[0]?.args).toEqual(["--smoke"]);
  expect(seen.windows).toEqual([]);
  seen.children[0]?.fire("exit", 0);
  expect(seen.exits).toEqual([0]);
});
