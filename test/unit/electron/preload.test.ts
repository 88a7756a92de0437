import { afterEach, expect, test, vi } from "vitest";
import { strict } from "./fake-electron.ts";

afterEach(() => vi.unstubAllGlobals());

test("the page gets the till's port and a sign that there is a desktop, and nothing else", async () => {
  const exposed: unknown[][] = [];
  const channels = new Map<string, (event: { ports: readonly unknown[] }) => void>();
  const posted: unknown[][] = [];
  vi.doMock("electron", () => ({
    contextBridge: strict("contextBridge", {
      exposeInMainWorld: (...args: unknown[]) => void exposed.push(args),
    }),
    ipcRenderer: strict("ipcRenderer", {
      on: (name: string, listen: (event: { ports: readonly unknown[] }) => void) =>
        void channels.set(name, listen),
    }),
  }));
  vi.stubGlobal("location", { origin: "app://keepshop" });
  vi.stubGlobal("window", { postMessage: (...args: unknown[]) => void posted.push(args) });

  await import("../../../electron/preload.ts");
  expect(exposed).toEqual([["keepshop", { desktop: true }]]);
  expect([...channels.keys()]).toEqual(["keepshop-till-port"]);
  channels.get("keepshop-till-port")?.({ ports: ["port"] });
  expect(posted).toEqual([["keepshop-till-port", "app://keepshop", ["port"]]]);
});
