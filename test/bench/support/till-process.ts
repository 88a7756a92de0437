// A till as the process it is in a shop, and what it takes of the machine.
import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { TILL_NODE_FLAGS } from "#till/node-flags.ts";
import { buildAll } from "../../../scripts/build.ts";
import { inRoot } from "../../../scripts/lib/root.ts";

export interface TillProcess {
  readonly pid: number;
  /** The address that opens its counter once. */
  readonly counter: string;
  readonly end: () => Promise<void>;
}

let bundled: Promise<unknown> | undefined;

/** The till's bundle, made anew when its sources changed: before what is timed. */
export function tillBundle(): Promise<unknown> {
  bundled ??= buildAll(["node"]);
  return bundled;
}

/** Starts a till on a folder as `npm start` does, from its bundle, and answers at its ready line. */
export async function startTill(
  folder: string,
  url: string,
  more: readonly string[] = [],
): Promise<TillProcess> {
  await tillBundle();
  const child = spawn(
    process.execPath,
    [
      ...["--disable-warning=ExperimentalWarning", ...TILL_NODE_FLAGS],
      ...[inRoot("build", "node", "till.js")],
      ...["--data", folder, "--server", url, ...more],
    ],
    {
      stdio: ["ignore", "pipe", 2],
      cwd: inRoot(),
      env: { ...process.env, NODE_COMPILE_CACHE: inRoot("build", "compiled") },
    },
  );
  const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  const counter = await new Promise<string>((resolve, reject) => {
    let said = "";
    child.stdout?.on("data", (bytes: Buffer) => {
      said += bytes.toString();
      if (!said.includes("\n")) return;
      const ready = JSON.parse(said.slice(0, said.indexOf("\n"))) as Readonly<
        Record<string, unknown>
      >;
      if (ready.ready === true) resolve(String(ready.counter));
      else reject(new Error(said));
    });
    void ended.then(() => reject(new Error(`the till ended: ${said}`)));
  });
  return {
    pid: child.pid ?? 0,
    counter,
    end: async () => {
      child.kill("SIGKILL");
      await ended;
    },
  };
}

/** Waits until a process has had nothing to do for a while. */
export async function settled(pid: number, quick: boolean): Promise<void> {
  let idle = 0;
  let before = ticksOf(pid);
  while (idle < (quick ? 2 : 6)) {
    await sleep(250);
    const now = ticksOf(pid);
    idle = now - before <= 2 ? idle + 1 : 0;
    before = now;
  }
}

/** Processor time of a process so far, in ticks of 10 ms. */
function ticksOf(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ")[1]?.split(" ") ?? [];
  return Number(fields[11]) + Number(fields[12]);
}

/** A figure of /proc/<pid>/status in KiB; where there is no /proc, memory is not measured. */
export function statusOf(pid: number, name: "VmRSS" | "VmHWM"): number {
  const status = readFileSync(`/proc/${pid}/status`, "utf8");
  const found = new RegExp(`^${name}:\\s+(\\d+) kB`, "m").exec(status)?.[1];
  if (found === undefined) throw new Error(`no ${name} of process ${pid}`);
  return Number(found);
}

export function sleep(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
