import { expect, test, vi } from "vitest";
import { done, refuse } from "#shared/base/result.ts";
import { hostTill, type OpenMessage } from "../../../electron/hosted-till.ts";
import type { HostMessage, ShellMessage } from "../../../electron/till-process.ts";

const MOMENT = { isShiftOpen: false, unsentEntries: 2, idleMs: 7 };

function aPort() {
  return { start: vi.fn(), close: vi.fn() };
}

function aHost(with_: { readonly isRefused?: boolean } = {}) {
  const said: ShellMessage[] = [];
  const opened: OpenMessage[] = [];
  const served: unknown[] = [];
  const told: unknown[] = [];
  const exit = vi.fn();
  const close = vi.fn(async () => undefined);
  let hear: (message: { data: HostMessage; ports: never[] }) => void = () => undefined;
  hostTill<string>(
    {
      on: (_event, listener) => {
        hear = listener;
      },
      postMessage: (message) => said.push(message),
    },
    {
      open: async (message) => {
        opened.push(message);
        return with_.isRefused === true ? refuse("till-not-enrolled") : done("the till");
      },
      close,
      moment: () => MOMENT,
      tellUpdate: (till, waiting) => told.push([till, waiting]),
      serve: { counter: (till, port) => served.push([till, port]) },
      sentenceOf: ({ code }) => `said: ${code}`,
      exit,
    },
  );
  const tell = async (data: HostMessage, ports: readonly unknown[] = []): Promise<void> => {
    hear({ data, ports: ports as never[] });
    await new Promise((resolve) => setImmediate(resolve));
  };
  return { tell, said, opened, served, told, exit, close };
}

const OPEN: HostMessage = {
  kind: "open",
  dataFolder: "data",
  server: undefined,
  secrets: { "device-key": "k" },
};

test("a port that comes while the till opens is served once it stands", async () => {
  const host = aHost();
  const port = aPort();
  void host.tell(OPEN);
  await host.tell({ kind: "port", role: "counter" }, [port]);
  expect(host.served).toEqual([["the till", port]]);
  expect(port.start).toHaveBeenCalledTimes(1);
});

test("a port of a role that nobody serves is closed", async () => {
  const host = aHost();
  const port = aPort();
  await host.tell(OPEN);
  await host.tell({ kind: "port", role: "manager" } as unknown as HostMessage, [port]);
  expect(port.close).toHaveBeenCalledTimes(1);
  expect(host.served).toEqual([]);
});

test("a till that cannot open says why, and its ports are closed", async () => {
  const host = aHost({ isRefused: true });
  const port = aPort();
  await host.tell(OPEN);
  await host.tell({ kind: "port", role: "counter" }, [port]);
  expect(host.said).toEqual([{ kind: "failed", sentence: "said: till-not-enrolled" }]);
  expect(port.close).toHaveBeenCalledTimes(1);
});

test("secrets are read from what the shell gave and kept by telling it", async () => {
  const host = aHost();
  await host.tell(OPEN);
  const secrets = host.opened[0]?.secrets;
  expect(secrets?.get("device-key")).toBe("k");
  secrets?.set("device-token", "t");
  expect(secrets?.get("device-token")).toBe("t");
  expect(host.said).toEqual([{ kind: "secret", name: "device-token", value: "t" }]);
});

test("told to stop, the till is closed before its process ends", async () => {
  const host = aHost();
  await host.tell(OPEN);
  await host.tell({ kind: "stop" });
  expect(host.close).toHaveBeenCalledWith("the till");
  expect(host.exit).toHaveBeenCalledWith(0);
  expect(host.close.mock.invocationCallOrder[0]).toBeLessThan(
    host.exit.mock.invocationCallOrder[0] ?? 0,
  );
});

test("told to stop before it was opened, its process ends", async () => {
  const host = aHost();
  await host.tell({ kind: "stop" });
  expect(host.exit).toHaveBeenCalledWith(0);
});

test("asked how still it stands, the till answers under the same number", async () => {
  const host = aHost();
  await host.tell(OPEN);
  await host.tell({ kind: "moment", asked: 3 });
  expect(host.said).toEqual([{ kind: "moment", asked: 3, moment: MOMENT }]);
});

test("a till that did not open does not answer, which is no yes", async () => {
  const host = aHost({ isRefused: true });
  await host.tell(OPEN);
  await host.tell({ kind: "moment", asked: 3 });
  expect(host.said.map(({ kind }) => kind)).toEqual(["failed"]);
});

test("an update that waits is handed to the till", async () => {
  const host = aHost();
  const waiting = { version: "1.1.0", code: "update-shift-open" };
  await host.tell(OPEN);
  await host.tell({ kind: "update", waiting });
  await host.tell({ kind: "update", waiting: undefined });
  expect(host.told).toEqual([
    ["the till", waiting],
    ["the till", undefined],
  ]);
});
