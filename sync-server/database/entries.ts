/**
 * Entries as they arrived, their answers beside them, and how far each register is folded into each
 * stream (`seen`). Entries are added and never changed. Verifying and folding is in entries/.
 */

import { rowsOf, type Target, type Tx } from "./contract.ts";
import { sql } from "./sql.ts";

export interface StoredAnswer {
  readonly registerId: string;
  readonly sequence: number;
  readonly id: string;
  readonly hash: string;
  readonly outcome: "ok" | "exception" | "refused";
  readonly codes: readonly string[];
}

export interface NewEntry extends StoredAnswer {
  readonly kind: string;
  readonly storeId: string;
  readonly atMs: number;
  readonly receivedAtMs: number;
  /** The entry's clock as the server believes it. */
  readonly hlc: string;
  /** False when the entry is kept but did not change any row. */
  readonly folded: boolean;
  /** The chain's own count of entries in the order they were folded. */
  readonly arrival: number;
  /** The whole entry as JSON text. */
  readonly body: string;
}

export interface StoredEntry {
  readonly registerId: string;
  readonly sequence: number;
  readonly hash: string;
  readonly receivedAtMs: number;
  readonly hlc: string;
  readonly arrival: number;
  readonly folded: boolean;
  readonly body: string;
}

type AnswerColumns = Omit<StoredAnswer, "codes"> & { readonly codes: string };

/** What is stored under these ids or at these places: the answers to give again, or a conflict. */
export async function findAnswers(
  tx: Tx,
  chain: string,
  asked: readonly { readonly registerId: string; readonly sequence: number; readonly id: string }[],
): Promise<readonly StoredAnswer[]> {
  if (asked.length === 0) return [];
  const places = tx.dialect.tuples(
    asked.map((each) => [each.registerId, each.sequence]),
    { rid: "text", seq: "bigint" },
  );
  const ids = tx.dialect.tuples(
    asked.map((each) => [each.id]),
    { eid: "text" },
  );
  const columns = sql`e.register_id AS "registerId", e.sequence, e.id, e.hash, e.outcome, e.codes`;
  const rows = await rowsOf<AnswerColumns>(
    tx,
    sql`SELECT ${columns} FROM ${places} AS p CROSS JOIN entry AS e
        WHERE e.chain = ${chain} AND e.register_id = p.rid AND e.sequence = p.seq
      UNION SELECT ${columns} FROM ${ids} AS i CROSS JOIN entry AS e
        WHERE e.chain = ${chain} AND e.id = i.eid`,
  );
  return rows.map((row) => ({ ...row, codes: JSON.parse(row.codes) as string[] }));
}

/** What is stored at one place of a register's chain: more than one when it was copied. */
export async function findAnswersAt(
  tx: Tx,
  chain: string,
  place: { readonly registerId: string; readonly sequence: number },
): Promise<readonly { readonly hash: string }[]> {
  return rowsOf(
    tx,
    sql`SELECT hash FROM entry WHERE chain = ${chain} AND register_id = ${place.registerId}
      AND sequence = ${place.sequence}`,
  );
}

const ENTRY = {
  table: "entry",
  columns: {
    register_id: "text",
    sequence: "bigint",
    hash: "text",
    id: "text",
    kind: "text",
    store_id: "text",
    at_ms: "bigint",
    received_at_ms: "bigint",
    hlc: "text",
    outcome: "text",
    codes: "text",
    folded: "bigint",
    arrival: "bigint",
    body: "text",
  },
} as const satisfies Target;

/** Adds entries with their answers. */
export async function insertEntries(
  tx: Tx,
  chain: string,
  entries: readonly NewEntry[],
): Promise<void> {
  const rows = entries.map((e) => [
    e.registerId,
    e.sequence,
    e.hash,
    e.id,
    e.kind,
    e.storeId,
    e.atMs,
    e.receivedAtMs,
    e.hlc,
    e.outcome,
    JSON.stringify(e.codes),
    e.folded ? 1 : 0,
    e.arrival,
    e.body,
  ]);
  await tx.insert(ENTRY, chain, rows);
}

export interface NewSeen {
  readonly registerId: string;
  readonly stream: string;
  /** The last position that the transaction took in the stream. */
  readonly position: number;
  /** The first position it took: between the two no page may end. */
  readonly started: number;
  readonly sequence: number;
}

const SEEN = {
  table: "seen",
  columns: {
    register_id: "text",
    stream: "text",
    position: "bigint",
    started: "bigint",
    sequence: "bigint",
  },
} as const satisfies Target;

/** Notes how far each register is folded into each stream at the position just taken. */
export async function insertSeen(tx: Tx, chain: string, seen: readonly NewSeen[]): Promise<void> {
  const rows = seen.map((each) => [
    each.registerId,
    each.stream,
    each.position,
    each.started,
    each.sequence,
  ]);
  await tx.insert(SEEN, chain, rows);
}

/**
 * Where a page that would end at `to` must end instead, so that it does not show half of what one
 * transaction did to the stream: a till would count that half twice.
 */
export async function wholeTransactionEnd(
  tx: Tx,
  chain: string,
  page: { readonly stream: string; readonly to: number },
): Promise<number> {
  const [next] = await rowsOf<{ position: number; started: number }>(
    tx,
    sql`SELECT position, started FROM seen WHERE chain = ${chain} AND stream = ${page.stream}
      AND position > ${page.to} ORDER BY position LIMIT 1`,
  );
  return next !== undefined && next.started <= page.to ? next.position : page.to;
}

/** The register's highest sequence folded into each stream up to the position given. */
export async function readSeenAt(
  tx: Tx,
  chain: string,
  asked: { readonly registerId: string; readonly at: ReadonlyMap<string, number> },
): Promise<ReadonlyMap<string, number>> {
  if (asked.at.size === 0) return new Map();
  const table = tx.dialect.tuples([...asked.at], { name: "text", upto: "bigint" });
  const rows = await rowsOf<{ stream: string; sequence: number | null }>(
    tx,
    sql`SELECT w.name AS stream, (SELECT s.sequence FROM seen AS s WHERE s.chain = ${chain}
        AND s.register_id = ${asked.registerId} AND s.stream = w.name AND s.position <= w.upto
        ORDER BY s.position DESC LIMIT 1) AS sequence FROM ${table} AS w`,
  );
  return new Map(
    rows.flatMap((row) => (row.sequence === null ? [] : [[row.stream, row.sequence]])),
  );
}

/** The registers that were folded into a stretch of a stream, each with its highest sequence. */
export async function readSeenWithin(
  tx: Tx,
  chain: string,
  stretch: { readonly stream: string; readonly from: number; readonly to: number },
): Promise<readonly { readonly registerId: string; readonly sequence: number }[]> {
  return rowsOf(
    tx,
    sql`SELECT register_id AS "registerId", MAX(sequence) AS sequence FROM seen
      WHERE chain = ${chain} AND stream = ${stretch.stream} AND position > ${stretch.from}
        AND position <= ${stretch.to} GROUP BY register_id`,
  );
}

/** Every register's highest sequence folded into the streams up to now, for images. */
export async function readSeenNow(
  tx: Tx,
  chain: string,
  streams: readonly string[],
): Promise<readonly { stream: string; registerId: string; sequence: number }[]> {
  const table = tx.dialect.tuples(
    streams.map((stream) => [stream]),
    { name: "text" },
  );
  return rowsOf(
    tx,
    sql`SELECT s.stream AS stream, s.register_id AS "registerId", MAX(s.sequence) AS sequence
      FROM ${table} AS w CROSS JOIN seen AS s WHERE s.chain = ${chain} AND s.stream = w.name
      GROUP BY s.stream, s.register_id`,
  );
}

/** Entries in the order they were folded, after `arrival`: what every projection is made of. */
export async function readEntriesInOrder(
  tx: Tx,
  chain: string,
  page: { readonly after: number; readonly limit: number },
): Promise<readonly StoredEntry[]> {
  const rows = await rowsOf<Omit<StoredEntry, "folded"> & { readonly folded: number }>(
    tx,
    sql`SELECT register_id AS "registerId", sequence, hash, received_at_ms AS "receivedAtMs", hlc,
        arrival, folded, body FROM entry WHERE chain = ${chain} AND arrival > ${page.after}
      ORDER BY arrival LIMIT ${page.limit}`,
  );
  return rows.map((row) => ({ ...row, folded: row.folded === 1 }));
}

/** One entry by its id with its answer, as it was stored first. */
export async function findEntry(
  tx: Tx,
  chain: string,
  id: string,
): Promise<(StoredEntry & { readonly storeId: string } & AnswerOf) | undefined> {
  const [row] = await rowsOf<EntryColumns>(
    tx,
    sql`SELECT register_id AS "registerId", sequence, hash, received_at_ms AS "receivedAtMs", hlc,
        arrival, folded, body, store_id AS "storeId", outcome, codes
      FROM entry WHERE chain = ${chain} AND id = ${id} ORDER BY arrival LIMIT 1`,
  );
  if (row === undefined) return undefined;
  return { ...row, folded: row.folded === 1, codes: JSON.parse(row.codes) as string[] };
}

type AnswerOf = Pick<StoredAnswer, "outcome" | "codes">;

interface EntryColumns extends Omit<StoredEntry, "folded"> {
  readonly folded: number;
  readonly storeId: string;
  readonly outcome: StoredAnswer["outcome"];
  readonly codes: string;
}

/** The stretch of each stream that the transaction of an entry wrote. */
export async function readStretchesOfEntry(
  tx: Tx,
  chain: string,
  entry: { readonly registerId: string; readonly sequence: number },
): Promise<readonly { stream: string; from: number; to: number }[]> {
  return rowsOf(
    tx,
    sql`SELECT s.stream, s.started - 1 AS "from", s.position AS "to" FROM seen AS s
      WHERE s.chain = ${chain} AND s.register_id = ${entry.registerId} AND s.sequence = (
        SELECT MIN(n.sequence) FROM seen AS n WHERE n.chain = ${chain}
          AND n.register_id = ${entry.registerId} AND n.sequence >= ${entry.sequence})`,
  );
}
