/** Links and sessions of customers in the web shop: hashes of their tokens, never a token. */

import { rowsOf, run, type Tx } from "./contract.ts";
import { sql } from "./sql.ts";

export interface NewClientSession {
  readonly tokenHash: string;
  readonly clientId: string;
  readonly kind: ClientSessionKind;
  readonly expiresAtMs: number;
}

export interface SessionAsked {
  readonly tokenHash: string;
  readonly atMs: number;
}

export type ClientSessionKind = "link" | "session";

/** Keeps a link or a session that was just made. */
export async function insertClientSession(
  tx: Tx,
  chain: string,
  fresh: NewClientSession,
): Promise<void> {
  await run(
    tx,
    sql`INSERT INTO client_session (chain, token_hash, client_id, kind, expires_at_ms)
      VALUES (${chain}, ${fresh.tokenHash}, ${fresh.clientId}, ${fresh.kind}, ${fresh.expiresAtMs})`,
  );
}

/** Whose session it is, while it lasts. */
export async function findClientSession(
  tx: Tx,
  chain: string,
  asked: SessionAsked,
): Promise<string | undefined> {
  const [row] = await rowsOf<{ clientId: string }>(
    tx,
    sql`SELECT client_id AS "clientId" FROM client_session WHERE chain = ${chain}
      AND token_hash = ${asked.tokenHash} AND kind = 'session' AND ended_at_ms IS NULL
      AND expires_at_ms > ${asked.atMs}`,
  );
  return row?.clientId;
}

/** Takes every link and session of a client away: nobody is signed in as who was erased. */
export async function deleteClientSessions(tx: Tx, chain: string, clientId: string): Promise<void> {
  await run(tx, sql`DELETE FROM client_session WHERE chain = ${chain} AND client_id = ${clientId}`);
}

/** Uses up a link, or ends a session: answers whose it was, once. */
export async function endClientSession(
  tx: Tx,
  chain: string,
  asked: SessionAsked & { readonly kind: ClientSessionKind },
): Promise<string | undefined> {
  const [row] = await rowsOf<{ clientId: string }>(
    tx,
    sql`UPDATE client_session SET ended_at_ms = ${asked.atMs} WHERE chain = ${chain}
      AND token_hash = ${asked.tokenHash} AND kind = ${asked.kind} AND ended_at_ms IS NULL
      AND expires_at_ms > ${asked.atMs} RETURNING client_id AS "clientId"`,
  );
  return row?.clientId;
}

/**
 * Claims a web order for one server: true when it may be placed now. A claim that is older than
 * `staleBeforeMs` belongs to a server that ended in the middle and is taken over.
 */
export async function claimWebOrder(
  tx: Tx,
  chain: string,
  claim: { readonly saleId: string; readonly atMs: number; readonly staleBeforeMs: number },
): Promise<boolean> {
  const rows = await rowsOf(
    tx,
    sql`INSERT INTO web_order (chain, sale_id, claimed_at_ms)
      VALUES (${chain}, ${claim.saleId}, ${claim.atMs})
      ON CONFLICT (chain, sale_id) DO UPDATE SET claimed_at_ms = ${claim.atMs}
        WHERE web_order.claimed_at_ms < ${claim.staleBeforeMs}
      RETURNING sale_id`,
  );
  return rows.length === 1;
}

/** Gives a claim back: the order was not placed. */
export async function releaseWebOrder(tx: Tx, chain: string, saleId: string): Promise<void> {
  await run(tx, sql`DELETE FROM web_order WHERE chain = ${chain} AND sale_id = ${saleId}`);
}
