/**
 * Whether this till's rows are those of the server: 256 checksums a stream, each side from its own
 * rows, and a bucket that differs fetched again alone (SPEC P20). When it is asked is sync.ts.
 */
import {
  bucketOf,
  type CheckedRow,
  createChecksums,
  differingBuckets,
} from "#shared/protocol/checks.ts";
import { type Check, EVENTS } from "#shared/protocol/messages.ts";
import type { AppliedPage, CheckOutcome, PageRow, SyncOptions } from "./contract.ts";
import { readChecked, rowsOfPage } from "./decode.ts";

export interface CheckHooks {
  readonly ask: (event: string, payload: unknown) => Promise<unknown>;
  readonly alive: () => boolean;
  readonly repaired: (page: AppliedPage) => void;
}

const ROWS_AT_ONCE = 2_000;
/** A stream that moves while it is looked at is looked at again so often, then at the next check. */
const ATTEMPTS_MAX = 5;

/** Checks every stream that was filled; nothing when the connection ended before it was through. */
export async function checkReplica(
  options: SyncOptions,
  hooks: CheckHooks,
): Promise<CheckOutcome | undefined> {
  let waiting = Object.keys(options.replica.checkpoints());
  const checked: string[] = [];
  let faults = 0;
  for (let attempt = 0; attempt < ATTEMPTS_MAX && waiting.length > 0; attempt += 1) {
    const round = await checkRound(options, hooks, waiting);
    if (round === undefined) return undefined;
    faults += round.faults;
    checked.push(...round.checked);
    waiting = waiting.filter((stream) => !round.checked.includes(stream));
  }
  return { atMs: options.clock.now(), streams: checked.length, faults };
}

interface Round {
  readonly checked: readonly string[];
  readonly faults: number;
}

async function checkRound(
  options: SyncOptions,
  hooks: CheckHooks,
  streams: readonly string[],
): Promise<Round | undefined> {
  const own = await ownRows(options, hooks, new Set(streams), (row, sums) => sums.add(row));
  if (own === undefined) return undefined;
  const checked: string[] = [];
  let faults = 0;
  for (const [stream, sums] of own) {
    const asked = askOf(options, stream);
    if (asked === undefined || asked.position !== sums.position) continue;
    const reply = readChecked(await hooks.ask(EVENTS.check, asked));
    if (!hooks.alive()) return undefined;
    if (!reply.ok || !("sums" in reply)) continue;
    const differing = differingBuckets(sums.checksums.texts(), reply.sums);
    const repaired = await repair(options, hooks, { asked, buckets: differing });
    if (repaired === undefined) return undefined;
    faults += repaired.count;
    if (repaired.whole) checked.push(stream);
  }
  return { checked, faults };
}

interface OwnSums {
  readonly checksums: ReturnType<typeof createChecksums>;
  readonly position: number;
}

/** One walk over all tables in short steps, for streams that stand still meanwhile. */
async function ownRows(
  options: SyncOptions,
  hooks: CheckHooks,
  streams: ReadonlySet<string>,
  take: (row: CheckedRow, sums: OwnSums["checksums"]) => void,
): Promise<ReadonlyMap<string, OwnSums> | undefined> {
  const { replica, checks, clock } = options;
  const before = replica.checkpoints();
  const sums = new Map<string, OwnSums>();
  for (const stream of streams) {
    const at = before[stream];
    if (at !== undefined) sums.set(stream, { checksums: createChecksums(), position: at.position });
  }
  for (const table of checks?.tables ?? []) {
    let after = 0;
    for (;;) {
      const slice = checks?.rowsAfter(table, { after, limit: ROWS_AT_ONCE });
      if (slice === undefined || slice.next === after) break;
      for (const row of slice.rows) {
        const own = sums.get(row.stream);
        if (own !== undefined) take({ ...row, table }, own.checksums);
      }
      after = slice.next;
      await new Promise<void>((resolve) => void clock.after(0, resolve));
      if (!hooks.alive()) return undefined;
    }
  }
  const now = replica.checkpoints();
  for (const stream of sums.keys()) {
    const [was, is] = [before[stream], now[stream]];
    if (was?.epoch !== is?.epoch || was?.position !== is?.position) sums.delete(stream);
  }
  return sums;
}

function askOf({ replica, checks }: SyncOptions, stream: string): Check | undefined {
  const at = replica.checkpoint(stream);
  return at === undefined ? undefined : { stream, ...at, tables: [...(checks?.tables ?? [])] };
}

/** Fetches each bucket again alone; `whole` when all of them now hold what the server holds. */
async function repair(
  options: SyncOptions,
  hooks: CheckHooks,
  { asked, buckets }: { readonly asked: Check; readonly buckets: readonly number[] },
): Promise<{ readonly count: number; readonly whole: boolean } | undefined> {
  let count = 0;
  for (const bucket of buckets) {
    const reply = readChecked(await hooks.ask(EVENTS.check, { ...asked, bucket }));
    if (!hooks.alive()) return undefined;
    const at = options.replica.checkpoint(asked.stream);
    const still = at?.epoch === asked.epoch && at.position === asked.position;
    if (!reply.ok || !("chunk" in reply) || !still) return { count, whole: false };
    replaceBucket(options, hooks, {
      stream: asked.stream,
      bucket,
      rows: rowsOfPage({ chunks: [reply.chunk] }),
    });
    count += 1;
  }
  return { count, whole: true };
}

function replaceBucket(
  { replica, checks }: SyncOptions,
  hooks: CheckHooks,
  put: {
    readonly stream: string;
    readonly bucket: number;
    readonly rows: readonly PageRow[];
  },
): void {
  const remove: { readonly table: string; readonly id: string }[] = [];
  for (const table of checks?.tables ?? []) {
    for (let after = 0; ; ) {
      const slice = checks?.rowsAfter(table, { after, limit: ROWS_AT_ONCE });
      if (slice === undefined || slice.next === after) break;
      for (const { id, stream } of slice.rows) {
        if (stream === put.stream && bucketOf({ table, id }) === put.bucket)
          remove.push({ table, id });
      }
      after = slice.next;
    }
  }
  // What the server does not hold is a row that is gone, for search and views alike.
  const held = new Set(put.rows.map(({ table, id }) => `${table}/${id}`));
  const gone = remove
    .filter(({ table, id }) => !held.has(`${table}/${id}`))
    .map(({ table, id }): PageRow => ({ stream: put.stream, table, id, position: 0, body: null }));
  const rows = [...gone, ...put.rows];
  replica.applyPage({ rows, remove, checkpoints: {}, seen: {} });
  hooks.repaired({ streams: [put.stream], dropped: [], rows, fill: false });
}
