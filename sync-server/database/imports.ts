/** Files of products on their way in, one row each. What they mean is import/. */

import { rowsOf, run, type Tx } from "./contract.ts";
import { sql } from "./sql.ts";

export interface ImportFile {
  readonly id: string;
  readonly madeAtMs: number;
  readonly phase: string;
  readonly parts: number;
  readonly progress: number;
  /** JSON, as are `cells` and `planned`; `undo` has a line of JSON for each row written. */
  readonly state: string;
  readonly sent: string;
  readonly cells: string;
  readonly planned: string;
  readonly undo: string;
}

const COLUMNS = sql`id, made_at_ms AS "madeAtMs", phase, parts, progress, state, sent, cells, planned, undo`;

/** Keeps a file that is about to be sent. */
export async function insertImport(
  tx: Tx,
  chain: string,
  file: { readonly id: string; readonly atMs: number; readonly state: string },
): Promise<void> {
  await run(
    tx,
    sql`INSERT INTO import_file (chain, id, made_at_ms, phase, parts, progress, state, sent, cells, planned, undo)
      VALUES (${chain}, ${file.id}, ${file.atMs}, 'sending', 0, 0, ${file.state}, '', '', '', '')`,
  );
}

/** A file by its id, or the newest one. */
export async function readImport(
  tx: Tx,
  chain: string,
  id?: string,
): Promise<ImportFile | undefined> {
  const which = id === undefined ? sql`` : sql`AND id = ${id}`;
  const [row] = await rowsOf<ImportFile>(
    tx,
    sql`SELECT ${COLUMNS} FROM import_file WHERE chain = ${chain} ${which}
      ORDER BY made_at_ms DESC, id DESC LIMIT 1`,
  );
  return row;
}

/** Adds the next part, once: true when it was the part that was due. */
export async function appendImport(
  tx: Tx,
  chain: string,
  part: { readonly id: string; readonly index: number; readonly text: string },
): Promise<boolean> {
  const rows = await rowsOf(
    tx,
    sql`UPDATE import_file SET sent = sent || ${part.text}, parts = parts + 1 WHERE chain = ${chain}
      AND id = ${part.id} AND parts = ${part.index} AND phase = 'sending' RETURNING id`,
  );
  return rows.length === 1;
}

/** Changes what is given; `undo` is added to what is there. */
export async function saveImport(
  tx: Tx,
  chain: string,
  id: string,
  change: Partial<
    Pick<ImportFile, "phase" | "progress" | "state" | "sent" | "cells" | "planned" | "undo">
  >,
): Promise<void> {
  const sets = Object.entries(change).map(([column, value]) =>
    column === "undo" ? sql`undo = undo || ${value}` : sql`${sql.ref(column)} = ${value}`,
  );
  await run(
    tx,
    sql`UPDATE import_file SET ${sql.join(sets)} WHERE chain = ${chain} AND id = ${id}`,
  );
}
