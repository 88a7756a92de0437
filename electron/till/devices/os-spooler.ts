/**
 * A printer of this computer, as CUPS keeps it (Linux, macOS): bytes go raw into its queue by `lp`, and
 * `lpstat` says how it is and whether they are out. No dialog opens: the queue was chosen when the
 * device was set up. What the bytes mean is a driver's.
 *
 *   lpstat -p: ready -> lp -o raw -> lpstat -o ... until the job is gone
 *                                     | no paper, open, disabled, too long: cancel, broken off
 */
import { spawn } from "node:child_process";
import { setTimeout as wait } from "node:timers/promises";
import type { PrinterState, PrintOutcome } from "./printer.ts";

export interface Spooler {
  /** As it was when last asked. */
  readonly state: () => PrinterState;
  readonly check: () => Promise<PrinterState>;
  /** Sends bytes and answers when the queue has handed them on. */
  readonly print: (bytes: Uint8Array) => Promise<PrintOutcome>;
}

export interface SpoolerLimits {
  /** For one tool to answer. */
  readonly toolMs: number;
  /** For a job to leave the queue. */
  readonly jobMs: number;
  /** Between two looks at the queue. */
  readonly lookMs: number;
}

interface Ran {
  readonly code: number;
  readonly out: string;
}

const LIMITS: SpoolerLimits = { toolMs: 5_000, jobMs: 30_000, lookMs: 250 };
const PAPER_OUT = /media-(empty|needed|low-error)/;
const COVER_OPEN = /(cover|door|interlock)-open/;

/** The queue of this name; nothing is asked before it is used. */
export function openSpooler(queue: string, some: Partial<SpoolerLimits> = {}): Spooler {
  const limits = { ...LIMITS, ...some };
  let state: PrinterState = "off";
  const run = (tool: string, args: readonly string[], input?: Uint8Array): Promise<Ran> =>
    runTool(tool, args, { limitMs: limits.toolMs, ...(input === undefined ? {} : { input }) });

  async function check(): Promise<PrinterState> {
    const { code, out } = await run("lpstat", ["-l", "-p", queue]);
    state = code === 0 ? stateIn(out) : "off";
    return state;
  }

  async function left(jobId: string): Promise<boolean> {
    const deadlineMs = performance.now() + limits.jobMs;
    while (performance.now() < deadlineMs) {
      const { code, out } = await run("lpstat", ["-W", "not-completed", "-o", queue]);
      const isThere = out.split("\n").some((line) => line.split(/\s/)[0] === jobId);
      if (code === 0 && !isThere) return true;
      if ((await check()) !== "ready") return false;
      await wait(limits.lookMs);
    }
    return false;
  }

  return {
    state: () => state,
    check,
    print: async (bytes) => {
      if ((await check()) !== "ready") return "not-started";
      const sent = await run("lp", ["-d", queue, "-o", "raw", "-t", "Keepshop"], bytes);
      const jobId = /request id is (\S+)/.exec(sent.out)?.[1];
      if (sent.code !== 0 || jobId === undefined) return "not-started";
      if (await left(jobId)) return "printed";
      await run("cancel", [jobId]);
      return "broken-off";
    },
  };
}

/** What `lpstat -l -p` says, in the words of CUPS: its alerts, and whether it was switched off. */
function stateIn(text: string): PrinterState {
  const [, alerts = ""] = /Alerts:([^\n]*)/.exec(text) ?? [];
  if (COVER_OPEN.test(alerts)) return "cover-open";
  if (PAPER_OUT.test(alerts)) return "paper-out";
  return /\bdisabled\b/.test(text) || /offline-report/.test(alerts) ? "off" : "ready";
}

/** Runs one of the system's own tools, in its plain language; a tool that is not there has failed. */
function runTool(
  tool: string,
  args: readonly string[],
  about: { readonly limitMs: number; readonly input?: Uint8Array },
): Promise<Ran> {
  return new Promise((resolve) => {
    const child = spawn(tool, args, {
      env: { ...process.env, LC_ALL: "C" },
      timeout: about.limitMs,
      stdio: ["pipe", "pipe", "ignore"],
    });
    const parts: Buffer[] = [];
    child.stdout.on("data", (bytes: Buffer) => parts.push(bytes));
    child.on("error", () => resolve({ code: 127, out: "" }));
    child.on("close", (code) => resolve({ code: code ?? 1, out: Buffer.concat(parts).toString() }));
    child.stdin.on("error", () => undefined);
    child.stdin.end(about.input);
  });
}
