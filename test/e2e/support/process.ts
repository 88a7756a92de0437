// A process of the product, started as `npm start` starts it: ready by its JSON line, ended by signal.
import { type ChildProcess, spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { inRoot } from "../../../scripts/lib/root.ts";

export type Ready = Readonly<Record<string, unknown>>;

export interface RunningProcess {
  readonly ready: Ready;
  readonly pid: number;
  /** What it said besides, on both of its outputs. */
  readonly said: () => readonly string[];
  /** Resolves with the exit code, or the signal that ended it. */
  readonly ended: Promise<number | string>;
  readonly kill: (signal: NodeJS.Signals) => Promise<number | string>;
}

/** Starts a script of the tree and answers at its ready line; rejects with its words when it ends. */
export function startProcess(
  script: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<RunningProcess> {
  const child = spawn(
    process.execPath,
    ["--disable-warning=ExperimentalWarning", inRoot(script), ...args],
    { stdio: ["ignore", "pipe", "pipe"], env: { ...process.env, ...env }, cwd: inRoot() },
  );
  const lines: string[] = [];
  const ended = new Promise<number | string>((resolve) => {
    child.once("exit", (code, signal) => resolve(code ?? signal ?? "unknown"));
  });
  createInterface({ input: child.stderr }).on("line", (line) => lines.push(line));
  return new Promise((resolve, reject) => {
    createInterface({ input: child.stdout }).on("line", (line) => {
      const ready = readyOf(line);
      if (ready === undefined) lines.push(line);
      else resolve(running(child, ready, lines, ended));
    });
    void ended.then((how) =>
      reject(new Error(`${script} ended (${how}) before it was ready:\n${lines.join("\n")}`)),
    );
  });
}

function running(
  child: ChildProcess,
  ready: Ready,
  lines: readonly string[],
  ended: Promise<number | string>,
): RunningProcess {
  return {
    ready,
    pid: child.pid ?? 0,
    said: () => lines,
    ended,
    kill: (signal) => {
      child.kill(signal);
      return ended;
    },
  };
}

/** The line that says a process is ready; one that says why it is not is kept with its words. */
function readyOf(line: string): Ready | undefined {
  if (!line.startsWith("{")) return undefined;
  const value = JSON.parse(line) as Ready;
  return value["ready"] === true ? value : undefined;
}
