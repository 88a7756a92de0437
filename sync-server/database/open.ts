/** Opens the database an address names, and brings its tables up to date. */
import { done, type Result } from "#shared/base/result.ts";
import type { ServerRefusalCode } from "#shared/records/refusals/server.ts";
import type { Database } from "./contract.ts";
import { migrate } from "./migrate.ts";
import { openPostgres } from "./postgres.ts";
import { type Connect, openSqlite } from "./sqlite.ts";

/**
 * `address` is a path of a SQLite file, or a `postgres://` URL. Refuses what the two openers refuse.
 * Rows of another chain than `chain` are out of reach where PostgreSQL guards them. `connect` makes the writing connection to a file; tests give one whose disk fails on purpose.
 */
export async function openDatabase(
  address: string,
  { connect, chain = "main" }: { readonly connect?: Connect; readonly chain?: string } = {},
): Promise<Result<Database, ServerRefusalCode>> {
  const opened = /^postgres(ql)?:\/\//.test(address)
    ? await openPostgres(address, chain)
    : openSqlite(address, connect);
  if (!opened.ok) return opened;
  const fresh = await migrate(opened.value);
  if (fresh.length > 0) await opened.value.tune();
  return done(opened.value);
}
