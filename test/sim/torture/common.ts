/** What every torture kind shares: the line it ends with, its processes, and entries that move stock. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { flushCompileCache } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import type { AnyEntry } from "#shared/records/entry.ts";
import { append, type TillCore } from "#till/core.ts";

/** Counts of one kind; all but `count` and the time should be zero. */
export interface TortureLine {
  readonly kind: string;
  readonly count: number;
  readonly acknowledged_missing: number;
  readonly duplicated: number;
  readonly stuck: number;
  readonly bad_opens: number;
  readonly serve_again_ms_p99: number;
}

export function lineOf(kind: string, count: number, counts: Partial<TortureLine>): TortureLine {
  return {
    kind,
    count,
    acknowledged_missing: 0,
    duplicated: 0,
    stuck: 0,
    bad_opens: 0,
    serve_again_ms_p99: 0,
    ...counts,
  };
}

/** The 99th percentile by nearest rank, whole milliseconds. */
export function p99(samples: readonly number[]): number {
  const sorted = [...samples].sort((left, right) => left - right);
  return Math.round(sorted[Math.max(0, Math.ceil(sorted.length * 0.99) - 1)] ?? 0);
}

/** Moves one piece of stock at a till; the entry when it is on the disk. */
export function moveOne(core: TillCore): AnyEntry | undefined {
  const written = append(
    core,
    { staffId: "ada" },
    {
      kind: "stock.moved",
      body: {
        moveId: core.ids.next(),
        kind: "correction",
        placeId: "p1",
        reasonId: "count",
        lines: [{ productId: "tee", quantityMilli: -1_000, serials: [] }],
        approvalIds: [],
      },
    },
  );
  return written.ok ? written.value[0] : undefined;
}

export interface Running {
  readonly process: ChildProcess;
  /** Waits for a line that is JSON with this field. */
  readonly heard: (field: string) => Promise<Record<string, unknown>>;
  readonly kill: () => Promise<void>;
}

/** Starts a file of this folder as a process of its own; `line` is told each line it prints. */
export function startProcess(
  file: string,
  options: Readonly<Record<string, unknown>>,
  line: (value: Record<string, unknown>) => void = () => undefined,
): Running {
  const path = fileURLToPath(new URL(file, import.meta.url));
  const child = spawn(
    process.execPath,
    ["--disable-warning=ExperimentalWarning", path, JSON.stringify(options)],
    {
      stdio: ["ignore", "pipe", "inherit"],
      // Hundreds of files are compiled at each start; a run of a thousand starts is mostly that.
      env: { ...process.env, NODE_COMPILE_CACHE: join(tmpdir(), "keepshop-torture-compiled") },
    },
  );
  const waiting = new Map<string, (value: Record<string, unknown>) => void>();
  createInterface({ input: child.stdout }).on("line", (text) => {
    const value = JSON.parse(text) as Record<string, unknown>;
    line(value);
    for (const [field, tell] of waiting) if (field in value) tell(value);
  });
  return {
    process: child,
    heard: (field) =>
      new Promise((resolve, reject) => {
        waiting.set(field, resolve);
        child.once("exit", (code) => reject(new Error(`${file} ended with ${code}`)));
      }),
    kill: async () => {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const gone = once(child, "exit");
      child.kill("SIGKILL");
      await gone;
    },
  };
}

/** Keeps what this process compiled for the next one: one that is killed would never write it. */
export function keepCompiled(): void {
  flushCompileCache();
}

export function sleep(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

/** Waits until something is so; false when it is not within the time. */
export async function until(isSo: () => boolean, withinMs: number): Promise<boolean> {
  const end = performance.now() + withinMs;
  while (!isSo()) {
    if (performance.now() > end) return false;
    await sleep(20);
  }
  return true;
}
