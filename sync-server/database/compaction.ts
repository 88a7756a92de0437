/**
 * Statements that let old revisions go: marks of where streams stood, floors, and what below a floor
 * nobody needs any more. When each of them is run is sync-server/compaction.ts.
 */
import type { TableName } from "#shared/records/rows/index.ts";
import { isOneOf, rowsOf, run, type Tx } from "./contract.ts";
import { ENTRY_COUNTER } from "./heads.ts";
import { sql } from "./sql.ts";

/** Takes a job until an instant; false while another node has it. */
export async function takeJob(
  tx: Tx,
  chain: string,
  job: { readonly name: string; readonly nowMs: number; readonly untilMs: number },
): Promise<boolean> {
  const taken = await rowsOf(
    tx,
    sql`INSERT INTO job (chain, name, until_ms) VALUES (${chain}, ${job.name}, ${job.untilMs})
      ON CONFLICT (chain, name) DO UPDATE SET until_ms = excluded.until_ms
      WHERE job.until_ms <= ${job.nowMs} RETURNING name`,
  );
  return taken.length > 0;
}

/** Notes where every stream stands that moved since its last mark, when that is `everyMs` ago. */
export async function markHeads(
  tx: Tx,
  chain: string,
  at: { readonly nowMs: number; readonly everyMs: number },
): Promise<void> {
  await run(
    tx,
    sql`INSERT INTO stream_mark (chain, stream, at_ms, position)
      SELECT h.chain, h.stream, ${at.nowMs}, h.position FROM stream_head AS h
      WHERE h.chain = ${chain} AND h.stream <> ${ENTRY_COUNTER} AND NOT EXISTS (
        SELECT 1 FROM stream_mark AS m WHERE m.chain = ${chain} AND m.stream = h.stream
          AND (m.position = h.position OR m.at_ms > ${at.nowMs - at.everyMs}))`,
  );
}

export interface FloorState {
  readonly stream: string;
  readonly floor: number;
  /** How far below the floor everything that may go is gone. */
  readonly cleared: number;
  /** When the floor was raised last, or found to be where it should be; 0 for never. */
  readonly raisedAtMs: number;
  /** Where the stream stood at the instant asked for; 0 when it was not marked by then. */
  readonly stoodAt: number;
}

/** Every stream's floor, and where the stream stood at an instant. */
export async function readFloors(
  tx: Tx,
  chain: string,
  beforeMs: number,
): Promise<readonly FloorState[]> {
  return rowsOf(
    tx,
    sql`SELECT h.stream, h.floor, COALESCE(f.cleared, 0) AS cleared,
        COALESCE(f.raised_at_ms, 0) AS "raisedAtMs",
        COALESCE((SELECT MAX(m.position) FROM stream_mark AS m WHERE m.chain = ${chain}
          AND m.stream = h.stream AND m.at_ms <= ${beforeMs}), 0) AS "stoodAt"
      FROM stream_head AS h LEFT JOIN stream_floor AS f
        ON f.chain = h.chain AND f.stream = h.stream
      WHERE h.chain = ${chain} AND h.stream <> ${ENTRY_COUNTER} ORDER BY h.stream`,
  );
}

/** Tables whose past is kept whatever its age, and those of which at least the first version is. */
export interface KeptPast {
  readonly all: readonly TableName[];
  readonly first: readonly TableName[];
}

/**
 * Positions within a stretch of a stream that may go once tills below `floor` begin anew: rows that are
 * gone, and versions that were superseded at or below the floor.
 */
export async function findPast(
  tx: Tx,
  chain: string,
  stretch: {
    readonly stream: string;
    readonly after: number;
    readonly to: number;
    readonly floor: number;
    readonly kept: KeptPast;
  },
): Promise<readonly number[]> {
  const { stream, after, to, floor, kept } = stretch;
  const rows = await rowsOf<{ position: number }>(
    tx,
    sql`SELECT r.position FROM revision AS r WHERE r.chain = ${chain} AND r.stream = ${stream}
      AND r.position > ${after} AND r.position <= ${to} AND (
        (r.superseded IS NULL AND r.body IS NULL)
        OR (r.superseded <= ${floor} AND NOT ${isOneOf(tx, "r.tbl", kept.all)}
          AND (NOT ${isOneOf(tx, "r.tbl", kept.first)} OR EXISTS (
            SELECT 1 FROM revision AS old WHERE old.chain = ${chain} AND old.tbl = r.tbl
              AND old.id = r.id AND old.stream = r.stream AND old.superseded IS NOT NULL
              AND old.position < r.position))))
      ORDER BY r.position`,
  );
  return rows.map(({ position }) => position);
}

/** Takes revisions away for good. */
export async function deleteRevisions(
  tx: Tx,
  chain: string,
  of: { readonly stream: string; readonly positions: readonly number[] },
): Promise<void> {
  const table = tx.dialect.tuples(
    of.positions.map((each) => [each]),
    { p: "bigint" },
  );
  await run(
    tx,
    sql`DELETE FROM revision WHERE chain = ${chain} AND stream = ${of.stream}
      AND position IN (SELECT p FROM ${table} AS past)`,
  );
}

/** Notes how far a stream was cleared below its floor. */
export async function setCleared(
  tx: Tx,
  chain: string,
  of: { readonly stream: string; readonly cleared: number },
): Promise<void> {
  await run(
    tx,
    sql`UPDATE stream_floor SET cleared = ${of.cleared}
      WHERE chain = ${chain} AND stream = ${of.stream}`,
  );
}

/** Notes that below where the stream stood there was nothing to let go: it is looked at again later. */
export async function noteLooked(
  tx: Tx,
  chain: string,
  of: { readonly stream: string; readonly nowMs: number },
): Promise<void> {
  await run(
    tx,
    sql`INSERT INTO stream_floor (chain, stream, cleared, raised_at_ms)
      VALUES (${chain}, ${of.stream}, 0, ${of.nowMs}) ON CONFLICT (chain, stream)
      DO UPDATE SET raised_at_ms = excluded.raised_at_ms`,
  );
}

/** Raises a stream's floor: from here on a till below it begins the stream anew. Marks below it go. */
export async function raiseFloor(
  tx: Tx,
  chain: string,
  to: { readonly stream: string; readonly floor: number; readonly nowMs: number },
): Promise<void> {
  const { stream, floor, nowMs } = to;
  await run(
    tx,
    sql`UPDATE stream_head SET floor = ${floor}
      WHERE chain = ${chain} AND stream = ${stream} AND floor < ${floor}`,
  );
  await run(
    tx,
    sql`INSERT INTO stream_floor (chain, stream, cleared, raised_at_ms)
      VALUES (${chain}, ${stream}, 0, ${nowMs}) ON CONFLICT (chain, stream)
      DO UPDATE SET cleared = 0, raised_at_ms = excluded.raised_at_ms`,
  );
  await run(
    tx,
    sql`DELETE FROM stream_mark WHERE chain = ${chain} AND stream = ${stream}
      AND position < ${floor}`,
  );
}
