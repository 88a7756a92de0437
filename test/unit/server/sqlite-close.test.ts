// What a server leaves behind when it is closed: one file, whole.
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { run } from "#server/database/contract.ts";
import { sql } from "#server/database/sql.ts";
import { openSqlite } from "#server/database/sqlite.ts";

test("a closed database has nothing lying beside its file", async () => {
  const folder = mkdtempSync(join(tmpdir(), "keepshop-close-"));
  try {
    const file = join(folder, "server.db");
    const opened = openSqlite(file);
    if (!opened.ok) throw new Error(opened.refusal.code);
    const database = opened.value;
    await database.write((tx) => run(tx, sql`CREATE TABLE thing (id TEXT)`));
    await database.write((tx) => run(tx, sql`INSERT INTO thing VALUES ('a')`));
    await database.read((tx) => run(tx, sql`SELECT id FROM thing`));
    await database.close();
    expect(existsSync(file)).toBe(true);
    expect(existsSync(`${file}-wal`)).toBe(false);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
