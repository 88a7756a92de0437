/** Brings the tables to the newest version, each migration in a transaction of its own. */

import { type Database, rowsOf, run } from "./contract.ts";
import { MIGRATIONS } from "./migrations/index.ts";
import { sql } from "./sql.ts";

/** Applies what is missing; answers the names applied. Two nodes starting at once wait for each other. */
export async function migrate(database: Database): Promise<readonly string[]> {
  const applied: string[] = [];
  // A server whose role may not make tables still starts on tables that are up to date.
  const known = await knownMigrations(database);
  if (MIGRATIONS.every(({ name }) => known.has(name))) return applied;
  for (const migration of MIGRATIONS) {
    const fresh = await database.write(async (tx) => {
      await tx.lockNames(["migrations"]);
      const { key } = tx.dialect.types;
      await run(
        tx,
        sql.raw(`CREATE TABLE IF NOT EXISTS migration (name ${key} NOT NULL, PRIMARY KEY (name))`),
      );
      const known = await rowsOf(
        tx,
        sql`SELECT name FROM migration WHERE name = ${migration.name}`,
      );
      if (known.length > 0) return false;
      for (const statement of migration.statements(tx.dialect.types)) {
        await run(tx, sql.raw(statement));
      }
      for (const statement of tx.dialect.afterMigration) await run(tx, sql.raw(statement));
      await run(tx, sql`INSERT INTO migration (name) VALUES (${migration.name})`);
      return true;
    });
    if (fresh) applied.push(migration.name);
  }
  return applied;
}

async function knownMigrations({ now }: Database): Promise<ReadonlySet<string>> {
  try {
    const rows = await rowsOf<{ readonly name: string }>(now, sql`SELECT name FROM migration`);
    return new Set(rows.map(({ name }) => name));
  } catch {
    // A database without the table is a new one; one that cannot be read says so at its first statement.
    return new Set();
  }
}
