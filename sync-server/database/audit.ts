/** The list of what people did at HQ that cannot be taken back: appended to and read, never changed. */

import { rowsOf, run, type Tx } from "./contract.ts";
import { sql } from "./sql.ts";

export interface AuditItem {
  readonly id: string;
  readonly atMs: number;
  readonly act: string;
  readonly staffId: string;
  readonly subjectId: string;
  readonly reason: string;
}

/** Keeps an item; the same id a second time changes nothing. */
export async function insertAudit(tx: Tx, chain: string, item: AuditItem): Promise<void> {
  const { id, atMs, act, staffId, subjectId, reason } = item;
  await run(
    tx,
    sql`INSERT INTO hq_audit (chain, id, at_ms, act, staff_id, subject_id, reason)
      VALUES (${chain}, ${id}, ${atMs}, ${act}, ${staffId}, ${subjectId}, ${reason})
      ON CONFLICT (chain, id) DO NOTHING`,
  );
}

/** The newest items, newest first. */
export async function readAudit(
  tx: Tx,
  chain: string,
  limit: number,
): Promise<readonly AuditItem[]> {
  return rowsOf<AuditItem>(
    tx,
    sql`SELECT id, at_ms AS "atMs", act, staff_id AS "staffId", subject_id AS "subjectId", reason
      FROM hq_audit WHERE chain = ${chain} ORDER BY at_ms DESC, id LIMIT ${limit}`,
  );
}
