/**
 * F03: a transaction that took a stream's number and then stands idle may not hold up the chain: the
 * database ends it within its limit, and the next writer goes on.
 */
import { sql } from "kysely";
import { rowsOf } from "#server/database/contract.ts";
import { openDatabase } from "#server/database/open.ts";
import { startPostgres } from "#test/support/postgres.ts";
import { lineOf, type TortureLine } from "./common.ts";

/** The limit the product sets is five seconds. */
const LIMIT_MS = 6_000;

export async function run(): Promise<TortureLine> {
  const postgres = await startPostgres();
  const opened = await openDatabase(await postgres.freshUrl());
  if (!opened.ok) throw new Error(opened.refusal.code);
  const [row] = await rowsOf<{ limit: string }>(
    opened.value.now,
    sql`SELECT extract(epoch FROM current_setting('idle_in_transaction_session_timeout')::interval)
      * 1000 AS "limit"`,
  );
  await opened.value.close();
  await postgres.stop();
  const limitMs = Number(row?.limit ?? 0);
  const isBounded = limitMs > 0 && limitMs <= LIMIT_MS;
  return lineOf("idle-transaction", 1, { stuck: isBounded ? 0 : 1 });
}
