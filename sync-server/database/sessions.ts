/** Sign-ins of staff at HQ: a token's hash, who, until when. Who may sign in is decided elsewhere. */

import { rowsOf, run, type Tx } from "./contract.ts";
import { sql } from "./sql.ts";

export interface StaffSession {
  readonly tokenHash: string;
  readonly staffId: string;
  readonly expiresAtMs: number;
}

/** Keeps a session that was just opened. */
export async function insertSession(tx: Tx, chain: string, session: StaffSession): Promise<void> {
  await run(
    tx,
    sql`INSERT INTO staff_session (chain, token_hash, staff_id, expires_at_ms)
      VALUES (${chain}, ${session.tokenHash}, ${session.staffId}, ${session.expiresAtMs})`,
  );
}

/** The session of a token, unless it was ended or has expired at `atMs`. */
export async function findSession(
  tx: Tx,
  chain: string,
  asked: { readonly tokenHash: string; readonly atMs: number },
): Promise<StaffSession | undefined> {
  const [row] = await rowsOf<StaffSession>(
    tx,
    sql`SELECT token_hash AS "tokenHash", staff_id AS "staffId", expires_at_ms AS "expiresAtMs"
      FROM staff_session WHERE chain = ${chain} AND token_hash = ${asked.tokenHash}
        AND ended_at_ms IS NULL AND expires_at_ms > ${asked.atMs}`,
  );
  return row;
}

/** Ends a session at once. */
export async function endSession(
  tx: Tx,
  chain: string,
  ended: { readonly tokenHash: string; readonly atMs: number },
): Promise<void> {
  await run(
    tx,
    sql`UPDATE staff_session SET ended_at_ms = ${ended.atMs} WHERE chain = ${chain}
      AND token_hash = ${ended.tokenHash} AND ended_at_ms IS NULL`,
  );
}
