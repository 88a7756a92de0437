/**
 * Keeps one process running: starts it, waits for the JSON line that says it is ready, starts it again
 * when it ends by itself (a pulled plug), and stops it within its time. It never restarts a process
 * that could not start at all: that one says why.
 */
import { type ChildProcess, spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { inRoot } from "../lib/root.ts";

const STOP_MS_MAX = 1_800;
const RESTART_MS = 300;
/** So many ends in a row, each within this time of its start, mean that it cannot run. */
const QUICK_ENDS_MAX = 5;
const QUICK_END_MS = 3_000;

export interface Kept {
  /** The first ready line of the process, parsed. */
  readonly ready: Readonly<Record<string, unknown>>;
  readonly stop: () => Promise<void>;
}

export interface KeepOptions {
  readonly name: string;
  readonly script: string;
  readonly args: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** Words of the process that are not its ready line. */
  readonly onLine: (line: string) => void;
  /** Called when the process ended by itself and is being started again. */
  readonly onRestart: () => void;
  /** Called when it cannot be kept running. */
  readonly onGone: (why: string) => void;
  /** Arguments that only the first start needs, such as a one-use code. */
  readonly firstArgs?: readonly string[];
  /** Arguments of every later start, such as the port that the first one was given. */
  readonly againArgs?: (ready: Readonly<Record<string, unknown>>) => readonly string[];
  /** Words for Node itself, such as `--watch`. */
  readonly nodeArgs?: readonly string[];
}

/** Starts the process and answers once it is ready; rejects with its own words when it is not. */
export async function keep(options: KeepOptions): Promise<Kept> {
  let stopping = false;
  let child = start(options, options.firstArgs ?? []);
  let startedMs = Date.now();
  let quickEnds = 0;
  const ready = await child.ready;
  const watch = (process: ChildProcess): void => {
    process.once("exit", () => {
      if (stopping) return;
      quickEnds = Date.now() - startedMs < QUICK_END_MS ? quickEnds + 1 : 0;
      if (quickEnds >= QUICK_ENDS_MAX)
        return options.onGone(
          `${options.name} ended ${quickEnds} times in a row right after its start.`,
        );
      setTimeout(() => {
        if (stopping) return;
        options.onRestart();
        startedMs = Date.now();
        child = start(options, options.againArgs?.(ready) ?? []);
        child.ready.catch((error: unknown) => options.onGone(String(error)));
        watch(child.process);
      }, RESTART_MS);
    });
  };
  watch(child.process);
  return {
    ready,
    stop: () => {
      stopping = true;
      return stop(child.process);
    },
  };
}

interface Started {
  readonly process: ChildProcess;
  readonly ready: Promise<Readonly<Record<string, unknown>>>;
}

function start(options: KeepOptions, more: readonly string[]): Started {
  const child = spawn(
    process.execPath,
    [
      "--disable-warning=ExperimentalWarning",
      ...(options.nodeArgs ?? []),
      options.script,
      ...options.args,
      ...more,
    ],
    {
      stdio: ["ignore", "pipe", "pipe"],
      // What was compiled once is kept for the next start.
      env: { NODE_COMPILE_CACHE: inRoot("build", "compiled"), ...process.env, ...options.env },
    },
  );
  const errors: string[] = [];
  createInterface({ input: child.stderr }).on("line", (line) => {
    errors.push(line);
    options.onLine(line);
  });
  const ready = new Promise<Readonly<Record<string, unknown>>>((resolve, reject) => {
    createInterface({ input: child.stdout }).on("line", (line) => {
      const said = parseReady(line);
      if (said === undefined) options.onLine(line);
      else if (said["ready"] === true) resolve(said);
      else reject(new Error(`${options.name}: ${said["happened"]} ${said["act"]}`));
    });
    child.once("exit", () =>
      reject(
        new Error(errors.slice(-6).join("\n") || `${options.name} ended before it was ready.`),
      ),
    );
  });
  return { process: child, ready };
}

function parseReady(line: string): Readonly<Record<string, unknown>> | undefined {
  if (!line.startsWith("{")) return undefined;
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === "object" && value !== null && "ready" in value
      ? (value as Readonly<Record<string, unknown>>)
      : undefined;
  } catch {
    return undefined;
  }
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  child.kill("SIGTERM");
  const timer = setTimeout(() => child.kill("SIGKILL"), STOP_MS_MAX);
  await ended;
  clearTimeout(timer);
}
