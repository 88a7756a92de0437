/** Figures about the chain as a whole: counts of rows, entries of some kinds in a span, last contacts. */

import { isOneOf, rowsOf, type Tx } from "./contract.ts";
import { sql } from "./sql.ts";

/** How many rows of a table stand in the streams now. */
export async function countRows(
  tx: Tx,
  chain: string,
  of: { readonly table: string; readonly streams: readonly string[] },
): Promise<number> {
  const [row] = await rowsOf<{ n: number }>(
    tx,
    sql`SELECT COUNT(*) AS n FROM revision WHERE chain = ${chain} AND tbl = ${of.table}
      AND superseded IS NULL AND body IS NOT NULL AND ${isOneOf(tx, "stream", of.streams)}`,
  );
  return row?.n ?? 0;
}

/** Entries of one kind made in a span of time, in the order they were folded, as JSON text. */
export async function readEntriesOfKind(
  tx: Tx,
  chain: string,
  of: { readonly kind: string; readonly fromMs: number; readonly toMs: number },
): Promise<readonly { readonly body: string }[]> {
  return rowsOf(
    tx,
    sql`SELECT body FROM entry WHERE chain = ${chain} AND kind = ${of.kind} AND folded = 1
      AND at_ms >= ${of.fromMs} AND at_ms < ${of.toMs} ORDER BY arrival`,
  );
}

/** Those of them whose JSON has a text in it; whoever asks looks where. At most 200, in order. */
export async function readEntriesWithText(
  tx: Tx,
  chain: string,
  of: {
    readonly kind: string;
    readonly fromMs: number;
    readonly toMs: number;
    readonly text: string;
  },
): Promise<readonly { readonly body: string }[]> {
  const pattern = `%${of.text.replaceAll(/[!%_]/g, "!$&")}%`;
  return rowsOf(
    tx,
    sql`SELECT body FROM entry WHERE chain = ${chain} AND kind = ${of.kind} AND folded = 1
      AND at_ms >= ${of.fromMs} AND at_ms < ${of.toMs} AND body LIKE ${pattern} ESCAPE '!'
      ORDER BY arrival LIMIT 200`,
  );
}

/** When each register's last entry came in; a register that never sent one is not in the answer. */
export async function readLastContacts(
  tx: Tx,
  chain: string,
): Promise<ReadonlyMap<string, number>> {
  const rows = await rowsOf<{ id: string; atMs: number }>(
    tx,
    sql`SELECT r.id, MAX(e.received_at_ms) AS "atMs" FROM register AS r JOIN entry AS e
      ON e.chain = r.chain AND e.register_id = r.id AND e.sequence = r.last_sequence
      WHERE r.chain = ${chain} GROUP BY r.id`,
  );
  return new Map(rows.map((row) => [row.id, row.atMs]));
}

/** How many entries of a kind a register has handed in. */
export async function countEntriesOfKind(
  tx: Tx,
  chain: string,
  of: { readonly registerId: string; readonly kind: string },
): Promise<number> {
  const [row] = await rowsOf<{ n: number }>(
    tx,
    sql`SELECT COUNT(*) AS n FROM entry WHERE chain = ${chain} AND register_id = ${of.registerId}
      AND kind = ${of.kind}`,
  );
  return row?.n ?? 0;
}

/** How many entries of a kind the chain has taken. */
export async function countAllOfKind(tx: Tx, chain: string, kind: string): Promise<number> {
  const [row] = await rowsOf<{ n: number }>(
    tx,
    sql`SELECT COUNT(*) AS n FROM entry WHERE chain = ${chain} AND kind = ${kind}`,
  );
  return row?.n ?? 0;
}
