/**
 * Keeps what goes with what up to date: once enough new sales came in and it is quiet, all purchases
 * are looked at again in a thread, and the rows that differ go to the tills like any other.
 */
import { Worker } from "node:worker_threads";
import type { Rows } from "#shared/records/rows/index.ts";
import type { Core } from "../core.ts";
import { countAllOfKind } from "../database/reports.ts";
import { readTable } from "../database/revisions.ts";
import { writeRows } from "../rows/write.ts";

export interface AffinityKeeper {
  /** Computes them now, whatever came in; answers how many rows changed. */
  readonly recompute: () => Promise<number>;
  readonly close: () => Promise<void>;
}

export interface AffinityTimes {
  /** How long no sale must have come in; 30 s unless said. */
  readonly quietMs?: number;
  /** So many new sales are worth the work; 100 unless said. */
  readonly salesMin?: number;
}

const ROWS_AT_ONCE = 500;
const SALE = "sale.completed";

/** Watches a chain's sales until closed. */
export function keepAffinities(core: Core, times: AffinityTimes = {}): AffinityKeeper {
  const { quietMs = 30_000, salesMin = 100 } = times;
  const threads = new Set<Worker>();
  let known: number | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let running: Promise<number> | undefined;
  let isClosed = false;
  const recompute = (): Promise<number> => {
    running ??= computeInThread(core, threads)
      .then((rows) => (isClosed ? 0 : writeChanged(core, rows)))
      .finally(() => {
        running = undefined;
      });
    return running;
  };
  const look = async (): Promise<void> => {
    const sales = await countAllOfKind(core.database.now, core.chain, SALE);
    known ??= sales;
    if (isClosed || sales - known < salesMin) return;
    known = sales;
    await recompute();
  };
  const lookLater = (): void => {
    clearTimeout(timer);
    if (isClosed) return;
    timer = setTimeout(() => {
      look().catch((error: unknown) => {
        if (!isClosed) core.log.warn({ why: String(error) }, "affinities were not computed");
      });
    }, quietMs);
    timer.unref();
  };
  countAllOfKind(core.database.now, core.chain, SALE).then(
    (sales) => {
      known ??= sales;
    },
    () => undefined,
  );
  core.onMoved((moved) => {
    if (moved.some(({ stream }) => stream.startsWith("store:"))) lookLater();
  });
  return {
    recompute,
    async close() {
      isClosed = true;
      clearTimeout(timer);
      for (const thread of threads) await thread.terminate();
      await running?.catch(() => undefined);
    },
  };
}

function computeInThread(core: Core, threads: Set<Worker>): Promise<readonly Rows["affinities"][]> {
  return new Promise((resolve, reject) => {
    const thread = new Worker(new URL("./affinity-worker.ts", import.meta.url), {
      workerData: { address: core.database.address, chain: core.chain },
    });
    threads.add(thread);
    thread.once("message", resolve);
    thread.once("error", reject);
    thread.once("exit", () => {
      threads.delete(thread);
      reject(new Error("the thread ended without an answer"));
    });
  });
}

/** Rows that differ are written a few at a time, so that sales get their turn between. */
async function writeChanged(core: Core, rows: readonly Rows["affinities"][]): Promise<number> {
  const there = await readTable(core.database.now, core.chain, { table: "affinities" });
  const before = new Map(there.map(({ id, body }) => [id, JSON.parse(body ?? "null") as unknown]));
  const changes = rows
    .filter((row) => JSON.stringify(before.get(row.id)) !== JSON.stringify(row))
    .map((row) => ({ table: "affinities", id: row.id, row }) as const);
  for (let from = 0; from < changes.length; from += ROWS_AT_ONCE) {
    const part = changes.slice(from, from + ROWS_AT_ONCE);
    core.publish(await core.database.write((tx) => writeRows(tx, core.chain, part)));
  }
  return changes.length;
}
