/**
 * The entries of one register by their own numbers, for the fiscal archive: first the stretch that a
 * span of time may touch, then page by page. Which of them are in the archive is fiscal/archive.ts.
 */

import { rowsOf, type Tx } from "./contract.ts";
import { sql } from "./sql.ts";

/** The lowest and highest sequence with an entry made in a span of time; nothing when there is none. */
export async function readStretchOfRegister(
  tx: Tx,
  chain: string,
  of: { readonly registerId: string; readonly fromMs: number; readonly toMs: number },
): Promise<{ readonly first: number; readonly last: number } | undefined> {
  const [row] = await rowsOf<{ first: number | null; last: number | null }>(
    tx,
    sql`SELECT MIN(sequence) AS "first", MAX(sequence) AS "last" FROM entry
      WHERE chain = ${chain} AND register_id = ${of.registerId}
        AND at_ms >= ${of.fromMs} AND at_ms < ${of.toMs}`,
  );
  if (row === undefined || row.first === null || row.last === null) return undefined;
  return { first: row.first, last: row.last };
}

/** A register's entries after a sequence up to another, in order; copies of one number by arrival. */
export async function readEntriesOfRegister(
  tx: Tx,
  chain: string,
  page: {
    readonly registerId: string;
    readonly after: number;
    readonly upTo: number;
  },
): Promise<readonly { readonly sequence: number; readonly body: string }[]> {
  return rowsOf(
    tx,
    sql`SELECT sequence, body FROM entry WHERE chain = ${chain} AND register_id = ${page.registerId}
        AND sequence > ${page.after} AND sequence <= ${page.upTo} ORDER BY sequence, arrival`,
  );
}
