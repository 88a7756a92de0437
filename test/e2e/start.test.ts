// `npm start` as a newcomer meets it: it says where everything is and who may sign in, refuses in
// sentences what it cannot do, and stops at once.
import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { type AddressInfo, createServer, type Server } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { DEMO_STAFF } from "../../scripts/demo/people.ts";
import { inRoot } from "../../scripts/lib/root.ts";
import { openBrowser, type TestBrowser } from "./support/browser.ts";
import { openCounterPage } from "./support/counter-page.ts";
import { pictureFailures } from "./support/failures.ts";

/** The sign-in screen of a fresh machine, seed included. */
const FIRST_SCREEN_MS_MAX = 60_000;
const STOP_MS_MAX = 15_000;

interface Started {
  readonly child: ChildProcess;
  readonly said: () => string;
  /** Resolves when it has said so. */
  readonly until: (words: RegExp) => Promise<RegExpExecArray>;
  readonly ended: Promise<number | null>;
}

let folder: string;
let data: string;
let browser: TestBrowser;
const running: ChildProcess[] = [];

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "keepshop-e2e-start-"));
  data = join(folder, "data");
  browser = await openBrowser();
});
pictureFailures(() => browser);
afterAll(async () => {
  for (const child of running) child.kill("SIGKILL");
  await browser?.close();
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
});

function start(...words: readonly string[]): Started {
  const child = spawn(
    process.execPath,
    [inRoot("scripts/run.mjs"), "start", "--no-open", ...words],
    {
      stdio: ["ignore", "pipe", "pipe"],
    },
  );
  running.push(child);
  let text = "";
  const listeners = new Set<() => void>();
  const heard = (chunk: unknown): void => {
    text += String(chunk);
    for (const listener of listeners) listener();
  };
  child.stdout?.on("data", heard);
  child.stderr?.on("data", heard);
  const ended = new Promise<number | null>((resolve) => {
    child.once("close", (code) => resolve(code));
  });
  return {
    child,
    ended,
    said: () => text,
    until: (words) =>
      new Promise((resolve, reject) => {
        const look = (): void => {
          const found = words.exec(text);
          if (found !== null) resolve(found);
        };
        listeners.add(look);
        look();
        void ended.then(() => reject(new Error(`It ended and had said:\n${text}`)));
      }),
  };
}

function listenAnywhere(): Promise<Server> {
  const server = createServer();
  return new Promise((resolve) => {
    server.listen(0, "127.0.0.1", () => resolve(server));
  });
}

const portOf = (server: Server): number => (server.address() as AddressInfo).port;

test("on an empty folder it seeds, says where everything is, and the sign-in screen is there in time", async () => {
  const began = performance.now();
  const shop = start("--port", "0", "--data", data);
  const [, till = ""] = await shop.until(/Till 1\s+(http:\/\/127\.0\.0\.1:\d+\/#token=\w+)/);
  await shop.until(/Ctrl\+C stops everything/);
  const counter = await openCounterPage(browser.context, till);
  await counter.page.getByRole("heading", { name: "Who is at the counter?" }).waitFor();
  expect(performance.now() - began).toBeLessThan(FIRST_SCREEN_MS_MAX);
  for (const person of DEMO_STAFF) {
    expect(shop.said()).toMatch(new RegExp(`${person.name}.*PIN ${person.pin}`));
    await counter.page
      .getByRole("button", { name: new RegExp(`${person.name}.*${person.pin}`) })
      .waitFor();
  }
  for (const where of [
    /Web shop\s+(http\S+)/,
    /Head office\s+(http\S+)/,
    /Codes to scan\s+(http\S+)/,
  ]) {
    const [, url = ""] = await shop.until(where);
    expect((await fetch(url)).status, url).toBe(200);
  }

  const second = start("--port", "0", "--data", data);
  expect(await second.ended).toBe(1);
  expect(second.said()).toMatch(
    /already runs on the data in .*Nothing was changed\. Use that one, stop it/s,
  );

  const stopped = performance.now();
  shop.child.kill("SIGINT");
  expect(await shop.ended).toBe(0);
  expect(performance.now() - stopped).toBeLessThan(STOP_MS_MAX);
  expect(shop.said()).toContain("Every sale is on disk");
  await counter.page.close();
});

test("a taken port is said with what to do, for the server's and for a till's", async () => {
  const taken = await listenAnywhere();
  const server = start("--port", String(portOf(taken)), "--data", data);
  expect(await server.ended).toBe(1);
  expect(server.said()).toContain("Another program already listens on the server's port.");
  expect(server.said()).toMatch(/--port|another port/);
  expect(server.said()).not.toMatch(/\bat .*\.ts:\d+/);

  const till = start("--port", String(portOf(taken) - 1), "--data", data);
  expect(await till.ended).toBe(1);
  expect(till.said()).toContain("Another program already listens on the console's port.");
  expect(till.said()).not.toContain("undefined");
  taken.close();
});

test("a folder that cannot be written, and words that mean nothing, are said and change nothing", async () => {
  const file = join(folder, "a-file");
  writeFileSync(file, "not a folder");
  const unwritable = start("--data", join(file, "data"));
  expect(await unwritable.ended).toBe(1);
  expect(unwritable.said()).toMatch(
    /cannot be written\. Nothing was started or changed\. Choose another with --data/,
  );

  const nonsense = start("--tills", "two");
  expect(await nonsense.ended).toBe(1);
  expect(nonsense.said()).toMatch(/Nothing was started\. The options are:/);
  expect(nonsense.said()).not.toMatch(/\bat .*\.ts:\d+/);
});
