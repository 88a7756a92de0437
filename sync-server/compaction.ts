/**
 * Lets go of the past that nobody needs (SPEC P25): older than the retention, of each row only the last
 * revision stays, and a row that is gone leaves no trace. Runs beside everything else, a little at a
 * time; with several nodes one of them does it.
 *
 *   head moves --daily mark--> retention passes --floor raised--> an hour passes --cleared in batches
 */
import { DAY_MS, HOUR_MS } from "#shared/base/time.ts";
import type { Core } from "./core.ts";
import {
  deleteRevisions,
  type FloorState,
  findPast,
  type KeptPast,
  markHeads,
  noteLooked,
  raiseFloor,
  readFloors,
  setCleared,
  takeJob,
} from "./database/compaction.ts";
import { PROJECTED } from "./projections/rebuild.ts";

export interface CompactionTimes {
  /** What is younger is kept as it is. */
  readonly retentionMs: number;
  readonly markEveryMs: number;
  /** A fill that is under way begins anew when the floor rises, so it does so seldom. */
  readonly raiseEveryMs: number;
  /** Pulls that began before the floor was raised have long ended then. */
  readonly clearAfterMs: number;
  readonly runEveryMs: number;
  /** Positions looked at in one run. */
  readonly positionsMax: number;
}

const RETENTION_DAYS = 90;

/** The times of a shop's server, for what it keeps in days. */
export function compactionTimes(retentionDays = RETENTION_DAYS): CompactionTimes {
  return {
    retentionMs: retentionDays * DAY_MS,
    markEveryMs: DAY_MS,
    raiseEveryMs: 7 * DAY_MS,
    clearAfterMs: HOUR_MS,
    runEveryMs: HOUR_MS,
    positionsMax: 2_000_000,
  };
}

/**
 * Any sale can be verified at its basis and opening stock is where a projection begins: those versions
 * are no cache.
 */
const KEPT: KeptPast = {
  all: ["products", "prices", "offers", "settings", "staff"],
  first: PROJECTED,
};
const JOB = "compaction";
const POSITIONS_AT_ONCE = 2_000;

export interface Compacted {
  /** False when it was not this node's turn. */
  readonly ran: boolean;
  /** Streams whose floor was raised. */
  readonly raised: readonly string[];
  /** Revisions taken away. */
  readonly removed: number;
}

type Source = Pick<Core, "database" | "chain" | "now">;

/** One run: marks, clears what lies below floors that stand long enough, raises others. */
export async function compact(
  core: Source,
  times: CompactionTimes,
  isOver: () => boolean = () => false,
): Promise<Compacted> {
  const { database, chain } = core;
  const nowMs = core.now();
  const isTaken = await database.write(async (tx) => {
    const job = { name: JOB, nowMs, untilMs: nowMs + times.runEveryMs };
    if (!(await takeJob(tx, chain, job))) return false;
    await markHeads(tx, chain, { nowMs, everyMs: times.markEveryMs });
    return true;
  });
  if (!isTaken) return { ran: false, raised: [], removed: 0 };
  let left = times.positionsMax;
  let removed = 0;
  const raised: string[] = [];
  for (const state of await readFloors(database.now, chain, nowMs - times.retentionMs)) {
    if (isOver() || left <= 0) break;
    if (state.cleared < state.floor) {
      if (nowMs - state.raisedAtMs < times.clearAfterMs) continue;
      const cleared = await clear(core, state, { left, isOver });
      left -= cleared.looked;
      removed += cleared.removed;
    } else if (state.stoodAt > state.floor && nowMs - state.raisedAtMs >= times.raiseEveryMs) {
      const { stream, stoodAt: floor } = state;
      if (await hasPast(core, state)) {
        await database.write((tx) => raiseFloor(tx, chain, { stream, floor, nowMs }));
        raised.push(stream);
      } else await database.write((tx) => noteLooked(tx, chain, { stream, nowMs }));
    }
  }
  return { ran: true, raised, removed };
}

/** A floor that would let nothing go stays: tills that were away need not begin anew for it. */
async function hasPast(core: Source, { stream, stoodAt }: FloorState): Promise<boolean> {
  for (let after = 0; after < stoodAt; after += POSITIONS_AT_ONCE) {
    const to = Math.min(stoodAt, after + POSITIONS_AT_ONCE);
    const stretch = { stream, after, to, floor: stoodAt, kept: KEPT };
    if ((await findPast(core.database.now, core.chain, stretch)).length > 0) return true;
    await breath();
  }
  return false;
}

/** Takes away what may go below the floor, in short transactions, and notes how far it came. */
async function clear(
  { database, chain }: Source,
  { stream, floor, cleared }: FloorState,
  limits: { readonly left: number; readonly isOver: () => boolean },
): Promise<{ readonly looked: number; readonly removed: number }> {
  const end = Math.min(floor, cleared + limits.left);
  let at = cleared;
  let removed = 0;
  while (at < end && !limits.isOver()) {
    const to = Math.min(end, at + POSITIONS_AT_ONCE);
    // Looked for outside of the transaction: what may go once may go for ever.
    const stretch = { stream, after: at, to, floor, kept: KEPT };
    const positions = await findPast(database.now, chain, stretch);
    if (positions.length > 0 || to === end) {
      await database.write(async (tx) => {
        if (positions.length > 0) await deleteRevisions(tx, chain, { stream, positions });
        await setCleared(tx, chain, { stream, cleared: to });
      });
    }
    removed += positions.length;
    at = to;
    await breath();
  }
  return { looked: at - cleared, removed };
}

/** Sales get their turn between two steps. */
function breath(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

/** Compacts now and then until closed. */
export function keepCompact(
  core: Core,
  times: CompactionTimes,
): { readonly close: () => Promise<void> } {
  let isClosed = false;
  let running: Promise<unknown> = Promise.resolve();
  const timer = setInterval(() => {
    running = compact(core, times, () => isClosed).then(
      ({ raised, removed }) => {
        if (raised.length + removed > 0) core.log.info({ raised, removed }, "compacted");
      },
      (error: unknown) => {
        if (!isClosed) core.log.warn({ why: String(error) }, "the log was not compacted");
      },
    );
  }, times.runEveryMs);
  timer.unref();
  return {
    async close() {
      isClosed = true;
      clearInterval(timer);
      await running;
    },
  };
}
