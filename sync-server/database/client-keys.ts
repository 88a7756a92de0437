/**
 * The wrapped keys of clients' personal fields, and who was erased. A key that was destroyed stays
 * known by its id, so that nothing brings it back. Wrapping is personal.ts.
 */

import { isOneOf, rowsOf, run, type Tx } from "./contract.ts";
import { sql } from "./sql.ts";

export interface StoredKey {
  readonly keyId: string;
  readonly clientId: string;
  /** Null once destroyed. */
  readonly wrapped: string | null;
}

/** Keeps keys that are not known yet; those of an erased client are kept destroyed. */
export async function insertClientKeys(
  tx: Tx,
  chain: string,
  fresh: { readonly keys: readonly StoredKey[]; readonly atMs: number },
): Promise<void> {
  const table = tx.dialect.tuples(
    fresh.keys.map(({ keyId, clientId, wrapped }) => [keyId, clientId, wrapped]),
    { kid: "text", cid: "text", text: "text" },
  );
  await run(
    tx,
    sql`INSERT INTO client_key (chain, key_id, client_id, wrapped, made_at_ms)
      SELECT ${chain}, fresh.kid, fresh.cid, CASE WHEN EXISTS (SELECT 1 FROM erased_client AS e
        WHERE e.chain = ${chain} AND e.client_id = fresh.cid) THEN NULL ELSE fresh.text END,
        ${sql.raw(String(fresh.atMs))} FROM ${table} AS fresh WHERE 1 = 1
      ON CONFLICT (chain, key_id) DO NOTHING`,
  );
}

/** What is kept of these keys. */
export async function readClientKeys(
  tx: Tx,
  chain: string,
  keyIds: readonly string[],
): Promise<readonly StoredKey[]> {
  if (keyIds.length === 0) return [];
  return rowsOf<StoredKey>(
    tx,
    sql`SELECT key_id AS "keyId", client_id AS "clientId", wrapped FROM client_key
      WHERE chain = ${chain} AND ${isOneOf(tx, "key_id", keyIds)}`,
  );
}

/** Destroys every key of a client and remembers that they are erased. */
export async function destroyClientKeys(
  tx: Tx,
  chain: string,
  erased: { readonly clientId: string; readonly atMs: number },
): Promise<void> {
  await run(
    tx,
    sql`INSERT INTO erased_client (chain, client_id, at_ms)
      VALUES (${chain}, ${erased.clientId}, ${erased.atMs}) ON CONFLICT (chain, client_id) DO NOTHING`,
  );
  await run(
    tx,
    sql`UPDATE client_key SET wrapped = NULL, destroyed_at_ms = ${erased.atMs}
      WHERE chain = ${chain} AND client_id = ${erased.clientId} AND destroyed_at_ms IS NULL`,
  );
}

/** Everyone who was erased, for the list that is replayed after a restore. */
export async function readErased(tx: Tx, chain: string): Promise<readonly string[]> {
  const rows = await rowsOf<{ clientId: string }>(
    tx,
    sql`SELECT client_id AS "clientId" FROM erased_client WHERE chain = ${chain} ORDER BY client_id`,
  );
  return rows.map(({ clientId }) => clientId);
}
