import { afterEach, beforeEach, expect, test, vi } from "vitest";
import {
  minimalEnvironment,
  startTill,
  type TillProcessOptions,
} from "../../../electron/till-process.ts";
import { type FakeChild, type FakeElectron, makeContents, makeElectron } from "./fake-electron.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function options(with_: Partial<TillProcessOptions> = {}): TillProcessOptions {
  return {
    modulePath: "till-host.js",
    dataFolder: "data",
    server: { url: "https://server.example", enrolmentCode: "c" },
    environment: { PATH: "/bin", NODE_OPTIONS: "--inspect", AWS_SECRET: "x" },
    readSecrets: async () => ({ token: "t" }),
    onMessage: () => undefined,
    onGivenUp: () => undefined,
    nowMs: () => 0,
    ...with_,
  };
}

async function aRunningTill(with_: Partial<TillProcessOptions> = {}) {
  const fake = makeElectron();
  const till = startTill(fake.electron, options(with_));
  await vi.advanceTimersByTimeAsync(0);
  return { ...fake, till };
}

function kinds(child: FakeChild | undefined): string[] {
  return child?.received.map(({ message }) => message.kind) ?? [];
}

async function crash({ seen }: FakeElectron, waitMs: number): Promise<void> {
  seen.children.at(-1)?.fire("exit", 1);
  await vi.advanceTimersByTimeAsync(waitMs);
}

test("the till is forked with next to no environment and told where to open", async () => {
  const { seen } = await aRunningTill();
  expect(seen.forks).toEqual([
    {
      modulePath: "till-host.js",
      args: [],
      options: {
        serviceName: "Keepshop till",
        env: { PATH: "/bin" },
        // The kiosk's till runs with the same (npm start): one memory figure for both.
        execArgv: ["--max-semi-space-size=4", "--heap-growing-percent=50"],
        stdio: "inherit",
      },
    },
  ]);
  const server = { url: "https://server.example", enrolmentCode: "c" };
  const message = { kind: "open", dataFolder: "data", server, secrets: { token: "t" } };
  expect(seen.children[0]?.received).toEqual([{ message, ports: [] }]);
});

test("names of the environment are compared as Windows writes them", () => {
  expect(minimalEnvironment({ Path: "C:\\", SystemRoot: "C:\\W", node_options: "x" })).toEqual({
    Path: "C:\\",
    SystemRoot: "C:\\W",
  });
});

test("a page and the till are given the two ends of one channel", async () => {
  const { till, seen } = await aRunningTill();
  const page = makeContents();
  till.join(page.face as never, "counter");
  expect(page.posted).toEqual([{ channel: "keepshop-till-port", ports: ["port of the page"] }]);
  expect(seen.children[0]?.received[1]).toEqual({
    message: { kind: "port", role: "counter" },
    ports: ["port of the till"],
  });
});

test("a till that dies is started again and the open page is joined anew", async () => {
  const running = await aRunningTill();
  const page = makeContents();
  running.till.join(page.face as never, "counter");
  await crash(running, 0);
  expect(running.seen.children).toHaveLength(2);
  expect(kinds(running.seen.children[1])).toEqual(["open", "port"]);
  expect(page.posted).toHaveLength(2);
});

test("a page that is gone is not joined again", async () => {
  const running = await aRunningTill();
  const page = makeContents();
  running.till.join(page.face as never, "counter");
  page.fire("destroyed");
  await crash(running, 0);
  expect(page.posted).toHaveLength(1);
});

test("a till that dies six times in a minute is given up, and said so once", async () => {
  const onGivenUp = vi.fn();
  const running = await aRunningTill({ onGivenUp });
  for (let death = 0; death < 6; death += 1) await crash(running, 5_000);
  expect(running.seen.children).toHaveLength(6);
  expect(onGivenUp).toHaveBeenCalledTimes(1);
});

test("deaths far apart are forgotten", async () => {
  const onGivenUp = vi.fn();
  let now = 0;
  const running = await aRunningTill({ onGivenUp, nowMs: () => now });
  for (let death = 0; death < 10; death += 1) {
    now += 60_000;
    await crash(running, 0);
  }
  expect(onGivenUp).not.toHaveBeenCalled();
});

test("stopping asks the till, waits for it and starts no other", async () => {
  const { till, seen } = await aRunningTill();
  const stopped = till.stop();
  const child = seen.children[0];
  expect(kinds(child)).toEqual(["open", "stop"]);
  child?.fire("exit", 0);
  await stopped;
  await vi.advanceTimersByTimeAsync(10_000);
  expect(seen.children).toHaveLength(1);
  expect(child?.kills()).toBe(0);
});

test("a till that does not stop is ended after two seconds", async () => {
  const { till, seen } = await aRunningTill();
  const stopped = till.stop();
  await vi.advanceTimersByTimeAsync(1_999);
  expect(seen.children[0]?.kills()).toBe(0);
  await vi.advanceTimersByTimeAsync(1);
  expect(seen.children[0]?.kills()).toBe(1);
  seen.children[0]?.fire("exit", 0);
  await stopped;
});

const MOMENT = { isShiftOpen: false, unsentEntries: 0, idleMs: 1 };

test("two questions at once are each answered by their own number", async () => {
  const { till, seen } = await aRunningTill();
  const answers = [till.moment(), till.moment()];
  const child = seen.children[0];
  const asked = child?.received.slice(1).map(({ message }) => message);
  expect(asked).toEqual([
    { kind: "moment", asked: 1 },
    { kind: "moment", asked: 2 },
  ]);
  child?.fire("message", { kind: "moment", asked: 2, moment: { ...MOMENT, idleMs: 2 } });
  child?.fire("message", { kind: "moment", asked: 1, moment: MOMENT });
  expect(await Promise.all(answers)).toEqual([MOMENT, { ...MOMENT, idleMs: 2 }]);
});

test("a till that does not answer in five seconds has said nothing", async () => {
  const { till } = await aRunningTill();
  const answer = till.moment();
  await vi.advanceTimersByTimeAsync(5_000);
  expect(await answer).toBeUndefined();
});

test("a till that is not running is not asked", async () => {
  const running = await aRunningTill();
  running.seen.children[0]?.fire("exit", 1);
  expect(await running.till.moment()).toBeUndefined();
});

test("a stopped till runs again when told to, with the open page joined anew", async () => {
  const { till, seen } = await aRunningTill();
  const page = makeContents();
  till.join(page.face as never, "counter");
  const stopped = till.stop();
  expect(till.hasEnded()).toBe(false);
  seen.children[0]?.fire("exit", 0);
  await stopped;
  expect(till.hasEnded()).toBe(true);
  till.resume();
  till.resume();
  await vi.advanceTimersByTimeAsync(0);
  expect(till.hasEnded()).toBe(false);
  expect(seen.children.map(kinds)).toEqual([
    ["open", "port", "stop"],
    ["open", "port"],
  ]);
});
