/** Brings the tables to the newest version, each migration in a transaction of its own. */
import { sql } from "kysely";
import { type Database, rowsOf, run } from "./contract.ts";
import { MIGRATIONS } from "./migrations/index.ts";

/** Applies what is missing; answers the names applied. Two nodes starting at once wait for each other. */
export async function migrate(database: Database): Promise<readonly string[]> {
  const applied: string[] = [];
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
      await run(tx, sql`INSERT INTO migration (name) VALUES (${migration.name})`);
      return true;
    });
    if (fresh) applied.push(migration.name);
  }
  return applied;
}
