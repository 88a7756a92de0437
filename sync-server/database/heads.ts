/**
 * Chains, epochs and stream heads: the counters from which every revision takes its position. A
 * number is taken under the head's row lock, which is held to the commit, so that whoever sees a
 * number sees every smaller one (F01, F02). Rows themselves are in revisions.ts.
 */

import { present } from "#shared/base/assert.ts";
import { isOneOf, rowsOf, run, type Tx } from "./contract.ts";
import type { Revision } from "./revisions.ts";
import { sql } from "./sql.ts";

/** Counts accepted entries of the chain in the order they were folded; sorts after every stream. */
export const ENTRY_COUNTER = "~entries";

export interface Head {
  readonly stream: string;
  readonly position: number;
  readonly epoch: string;
  /** Of a stream that moved: where it stood before. */
  readonly from?: number;
  /** Of a stream that moved a little: what that was, so that nobody reads it again to tell of it. */
  readonly change?: HeadChange;
  /** A till below this position and above zero has missed revisions that are no longer kept. */
  readonly floor: number;
}

export interface HeadChange {
  /** In order of position. */
  readonly revisions: readonly Pick<Revision, "table" | "id" | "position" | "body">[];
  /** Registers whose entries were folded in: the highest sequence of each. */
  readonly seen: Readonly<Record<string, number>>;
}

export interface Chain {
  readonly epoch: string;
  readonly seeded: boolean;
}

/** The chain's row, made on first use with the epoch given. */
export async function openChain(
  tx: Tx,
  fresh: { readonly chain: string; readonly epoch: string; readonly atMs: number },
): Promise<Chain> {
  await run(
    tx,
    sql`INSERT INTO chain (chain, epoch, made_at_ms) VALUES (${fresh.chain}, ${fresh.epoch}, ${fresh.atMs})
      ON CONFLICT (chain) DO NOTHING`,
  );
  return readChain(tx, fresh.chain);
}

/** The epoch of the chain and whether it was ever filled; its row is made at start. */
export async function readChain(tx: Tx, chain: string): Promise<Chain> {
  const [row] = await rowsOf<{ epoch: string; seeded: number }>(
    tx,
    sql`SELECT epoch, seeded FROM chain WHERE chain = ${chain}`,
  );
  const found = present(row, "the chain's row was made at start");
  return { epoch: found.epoch, seeded: found.seeded === 1 };
}

/** Writes the chain's row as it is: whether anything can be written at all. */
export async function touchChain(tx: Tx, chain: string): Promise<void> {
  await run(tx, sql`UPDATE chain SET seeded = seeded WHERE chain = ${chain}`);
}

/** Notes that the chain was filled, so that it never is again. */
export async function markSeeded(tx: Tx, chain: string): Promise<void> {
  await run(tx, sql`UPDATE chain SET seeded = 1 WHERE chain = ${chain}`);
}

/** Begins a new history (F19): every checkpoint of the old one is answered with a reset. */
export async function changeEpoch(tx: Tx, chain: string, epoch: string): Promise<void> {
  await run(tx, sql`UPDATE chain SET epoch = ${epoch} WHERE chain = ${chain}`);
  await run(tx, sql`UPDATE stream_head SET epoch = ${epoch} WHERE chain = ${chain}`);
}

/** The heads of the streams named; a stream without revisions has none. */
export async function readHeads(
  tx: Tx,
  chain: string,
  streams: readonly string[],
): Promise<Map<string, Head>> {
  const rows = await rowsOf<Head>(
    tx,
    sql`SELECT stream, position, epoch, floor FROM stream_head
      WHERE chain = ${chain} AND ${isOneOf(tx, "stream", streams)}`,
  );
  return new Map(rows.map((row) => [row.stream, row]));
}

/** Every head of the chain, for pokes across nodes. */
export async function readAllHeads(tx: Tx, chain: string): Promise<readonly Head[]> {
  return rowsOf<Head>(
    tx,
    sql`SELECT stream, position, epoch, floor FROM stream_head WHERE chain = ${chain}`,
  );
}

/** Heads of what prices are made of: the catalogue and every price book. */
export async function readPricingHeads(
  tx: Tx,
  chain: string,
): Promise<ReadonlyMap<string, number>> {
  const rows = await rowsOf<{ stream: string; position: number }>(
    tx,
    sql`SELECT stream, position FROM stream_head WHERE chain = ${chain}
      AND (stream = 'chain:catalogue' OR (stream >= 'book:' AND stream < 'book;'))`,
  );
  return new Map(rows.map((row) => [row.stream, row.position]));
}

/**
 * Takes `counts` positions of each stream; answers the head before them. The locks are taken in
 * sorted order and held to the commit: call it as late in the transaction as can be.
 */
export async function takePositions(
  tx: Tx,
  chain: string,
  counts: ReadonlyMap<string, number>,
): Promise<ReadonlyMap<string, Head>> {
  const wanted = [...counts].sort(([left], [right]) => (left < right ? -1 : 1));
  if (wanted.length === 0) return new Map();
  const table = tx.dialect.tuples(wanted, { name: "text", taken: "bigint" });
  const heads = await rowsOf<Head>(
    tx,
    sql`INSERT INTO stream_head (chain, stream, position, epoch)
      SELECT ${chain}, wanted.name, wanted.taken, chain.epoch FROM ${table} AS wanted, chain
      WHERE chain.chain = ${chain} ORDER BY wanted.name
      ON CONFLICT (chain, stream) DO UPDATE SET position = stream_head.position + excluded.position
      RETURNING stream, position, epoch, floor`,
  );
  return new Map(
    heads.map((head) => {
      const taken = counts.get(head.stream) ?? 0;
      return [head.stream, { ...head, position: head.position - taken }];
    }),
  );
}
