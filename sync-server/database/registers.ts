/**
 * Registers as devices: where each one's chain of entries stands, its token as a hash, whether it is
 * fenced or revoked, and the one-use codes that enrol new ones. No message is answered here.
 */

import { isOneOf, type KeyedTarget, rowsOf, run, type Tx } from "./contract.ts";
import { sql } from "./sql.ts";

export interface Register {
  readonly id: string;
  readonly storeId: string;
  readonly name: string;
  readonly series: string;
  readonly lastSequence: number;
  readonly lastHash: string;
  readonly fenced: boolean;
  readonly revokedAtMs: number | null;
}

interface RegisterColumns extends Omit<Register, "fenced"> {
  readonly fenced: number;
}

const COLUMNS = sql`id, store_id AS "storeId", name, series, last_sequence AS "lastSequence",
  last_hash AS "lastHash", fenced, revoked_at_ms AS "revokedAtMs"`;

/** The register that holds this token. */
export async function findRegisterByToken(
  tx: Tx,
  chain: string,
  tokenHash: string,
): Promise<Register | undefined> {
  const [row] = await rowsOf<RegisterColumns>(
    tx,
    sql`SELECT ${COLUMNS} FROM register WHERE chain = ${chain} AND token_hash = ${tokenHash}`,
  );
  return row === undefined ? undefined : asRegister(row);
}

/** The registers as they stand, in order of id; `lock` keeps others from changing them meanwhile. */
export async function readRegisters(
  tx: Tx,
  chain: string,
  ids: readonly string[],
  lock: "lock" | "look" = "look",
): Promise<readonly Register[]> {
  const rows = await rowsOf<RegisterColumns>(
    tx,
    sql`SELECT ${COLUMNS} FROM register WHERE chain = ${chain} AND ${isOneOf(tx, "id", ids)}
      ORDER BY id ${lock === "lock" ? tx.dialect.forUpdate : sql``}`,
  );
  return rows.map(asRegister);
}

/** Registers that get nothing of the chain any more: revoked or fenced. */
export async function readOutOfService(tx: Tx, chain: string): Promise<readonly string[]> {
  const rows = await rowsOf<{ readonly id: string }>(
    tx,
    sql`SELECT id FROM register WHERE chain = ${chain}
      AND (revoked_at_ms IS NOT NULL OR fenced = 1)`,
  );
  return rows.map(({ id }) => id);
}

/** Every register of the chain. */
export async function listRegisters(tx: Tx, chain: string): Promise<readonly Register[]> {
  const rows = await rowsOf<RegisterColumns>(
    tx,
    sql`SELECT ${COLUMNS} FROM register WHERE chain = ${chain} ORDER BY id`,
  );
  return rows.map(asRegister);
}

export interface RegisterStand {
  readonly id: string;
  readonly lastSequence: number;
  readonly lastHash: string;
  readonly fenced: boolean;
}

const STAND = {
  table: "register",
  key: { id: "text" },
  columns: { last_sequence: "bigint", last_hash: "text", fenced: "bigint" },
} as const satisfies KeyedTarget;

/** Moves the registers' heads after their entries were accepted. */
export async function moveRegisters(
  tx: Tx,
  chain: string,
  stands: readonly RegisterStand[],
): Promise<void> {
  const rows = stands.map((each) => [
    each.id,
    each.lastSequence,
    each.lastHash,
    each.fenced ? 1 : 0,
  ]);
  await tx.update(STAND, chain, rows);
}

/** From now on the register may only push: two histories of it were seen (F06, F07). */
export async function fenceRegister(tx: Tx, chain: string, id: string): Promise<void> {
  await run(tx, sql`UPDATE register SET fenced = 1 WHERE chain = ${chain} AND id = ${id}`);
}

/** Takes a register out of the shop from an instant on (UTC ms); what it had not sent is still taken. */
export async function revokeRegister(
  tx: Tx,
  chain: string,
  revoked: { readonly id: string; readonly atMs: number },
): Promise<void> {
  await run(
    tx,
    sql`UPDATE register SET revoked_at_ms = ${revoked.atMs} WHERE chain = ${chain} AND id = ${revoked.id}
      AND revoked_at_ms IS NULL`,
  );
}

export interface NewRegister {
  readonly id: string;
  readonly storeId: string;
  readonly name: string;
  readonly series: string;
  readonly tokenHash: string | null;
  readonly publicKey: string | null;
  readonly lastHash: string;
  readonly atMs: number;
}

/** Adds a register; answers false when the store's series is taken already. */
export async function insertRegister(tx: Tx, chain: string, fresh: NewRegister): Promise<boolean> {
  const rows = await rowsOf(
    tx,
    sql`INSERT INTO register (chain, id, store_id, name, series, token_hash, public_key,
        last_sequence, last_hash, fenced, made_at_ms)
      VALUES (${chain}, ${fresh.id}, ${fresh.storeId}, ${fresh.name}, ${fresh.series},
        ${fresh.tokenHash}, ${fresh.publicKey}, 0, ${fresh.lastHash}, 0, ${fresh.atMs})
      ON CONFLICT DO NOTHING RETURNING id`,
  );
  return rows.length === 1;
}

/** How many registers the store ever had: what the next series is numbered after. */
export async function countRegisters(tx: Tx, chain: string, storeId: string): Promise<number> {
  const [row] = await rowsOf<{ n: number }>(
    tx,
    sql`SELECT COUNT(*) AS n FROM register WHERE chain = ${chain} AND store_id = ${storeId}`,
  );
  return row?.n ?? 0;
}

export interface NewEnrolment {
  readonly codeHash: string;
  readonly storeId: string;
  readonly name: string;
  readonly expiresAtMs: number;
}

/** Keeps the hash of a one-use code, and what it enrols. */
export async function insertEnrolment(tx: Tx, chain: string, fresh: NewEnrolment): Promise<void> {
  await run(
    tx,
    sql`INSERT INTO enrolment (chain, code_hash, store_id, name, expires_at_ms)
      VALUES (${chain}, ${fresh.codeHash}, ${fresh.storeId}, ${fresh.name}, ${fresh.expiresAtMs})`,
  );
}

/** Uses up a code: answers what it is for, once, before it expires. */
export async function takeEnrolment(
  tx: Tx,
  chain: string,
  used: { readonly codeHash: string; readonly atMs: number; readonly registerId: string },
): Promise<{ readonly storeId: string; readonly name: string } | undefined> {
  const [row] = await rowsOf<{ storeId: string; name: string }>(
    tx,
    sql`UPDATE enrolment SET used_at_ms = ${used.atMs}, register_id = ${used.registerId}
      WHERE chain = ${chain} AND code_hash = ${used.codeHash} AND used_at_ms IS NULL
        AND expires_at_ms > ${used.atMs}
      RETURNING store_id AS "storeId", name`,
  );
  return row;
}

function asRegister(row: RegisterColumns): Register {
  return { ...row, fenced: row.fenced === 1 };
}
