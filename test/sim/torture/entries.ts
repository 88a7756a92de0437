/** What a server's file or database holds, counted entry by entry after a torture run. */

import { rowsOf } from "#server/database/contract.ts";
import { openDatabase } from "#server/database/open.ts";
import { sql } from "#server/database/sql.ts";

/** How often each entry's id is in the database. */
export async function countEntries(address: string): Promise<ReadonlyMap<string, number>> {
  const opened = await openDatabase(address);
  if (!opened.ok) throw new Error(opened.refusal.code);
  const rows = await rowsOf<{ id: string; times: number }>(
    opened.value.now,
    sql`SELECT id, count(*) AS times FROM entry GROUP BY id`,
  );
  await opened.value.close();
  return new Map(rows.map((row) => [row.id, Number(row.times)]));
}

/** Entries that were told to be safe and are not there, and those that are there more than once. */
export function compareEntries(
  acknowledged: Iterable<string>,
  counted: ReadonlyMap<string, number>,
): { readonly acknowledged_missing: number; readonly duplicated: number } {
  let missing = 0;
  for (const id of acknowledged) if (!counted.has(id)) missing += 1;
  let duplicated = 0;
  for (const times of counted.values()) if (times > 1) duplicated += 1;
  return { acknowledged_missing: missing, duplicated };
}
