// Row-level security in PostgreSQL: the second wall between chains. With a role that may no more than a
// server needs, a statement that forgets or mistakes the chain sees nothing and writes nothing.
import { readFileSync } from "node:fs";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Database, rowsOf, run } from "#server/database/contract.ts";
import { openChain, takePositions } from "#server/database/heads.ts";
import { openDatabase } from "#server/database/open.ts";
import { insertRevisions } from "#server/database/revisions.ts";
import { sql } from "#server/database/sql.ts";
import { aMove } from "#test/builders/server-chain.ts";
import { type PrivatePostgres, startPostgres } from "#test/support/postgres.ts";
import { aCore, aTill, pullAll, pushTo, stockAt } from "#test/support/server-core.ts";

let postgres: PrivatePostgres;
let serverUrl: string;
const opened: Database[] = [];

beforeAll(async () => {
  postgres = await startPostgres();
  const admin = await postgres.freshUrl();
  const as = (role: string): string => admin.replace("keepshop@", `${role}@`);
  const client = new pg.Client({ connectionString: admin });
  await client.connect();
  const roles = readFileSync(new URL("../../deploy/postgres-roles.sql", import.meta.url), "utf8");
  await client.query(
    roles.replace(":owner_password", "'owner-pass'").replace(":server_password", "'server-pass'"),
  );
  await client.end();
  await (await open(as("keepshop_owner"), "main")).close();
  serverUrl = as("keepshop_server");
});
afterAll(async () => {
  for (const each of opened) await each.close().catch(() => undefined);
  await postgres.stop();
});

async function open(address: string, chain: string): Promise<Database> {
  const result = await openDatabase(address, { chain });
  if (!result.ok) throw new Error(JSON.stringify(result.refusal));
  opened.push(result.value);
  return result.value;
}

/** A chain with one row, written by a server of its own. */
async function aChain(chain: string): Promise<Database> {
  const database = await open(serverUrl, chain);
  await database.write(async (tx) => {
    await openChain(tx, { chain, epoch: "e", atMs: 0 });
    await takePositions(tx, chain, new Map([["chain:catalogue", 1]]));
    const row = {
      stream: "chain:catalogue",
      position: 1,
      table: "products" as const,
      parent: null,
    };
    await insertRevisions(tx, chain, [{ ...row, id: `tee-of-${chain}`, body: "{}" }]);
  });
  return database;
}

async function idsSeen(database: Database): Promise<readonly string[]> {
  const rows = await rowsOf<{ id: string }>(database.now, sql`SELECT id FROM revision ORDER BY id`);
  return rows.map(({ id }) => id);
}

describe("row-level security", () => {
  test("every table with a chain has its policy, also for its owner", async () => {
    const database = await open(serverUrl, "main");
    const rows = await rowsOf<{ name: string; forced: boolean; policies: number }>(
      database.now,
      sql`SELECT c.relname AS name, c.relrowsecurity AND c.relforcerowsecurity AS forced,
        (SELECT count(*) FROM pg_policy p WHERE p.polrelid = c.oid) AS policies
        FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'chain'
        WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p')`,
    );
    expect(rows.length).toBeGreaterThan(8);
    for (const row of rows) expect(row).toMatchObject({ forced: true, policies: 1 });
  });

  test("a statement that names no chain, or another one, sees only its server's own", async () => {
    const [red, blue] = [await aChain("red"), await aChain("blue")];
    expect(await idsSeen(red)).toEqual(["tee-of-red"]);
    expect(await idsSeen(blue)).toEqual(["tee-of-blue"]);
    const other = sql`SELECT id FROM revision WHERE chain = 'blue'`;
    expect(await rowsOf(red.now, other)).toEqual([]);
    expect(await red.read((tx) => rowsOf(tx, other))).toEqual([]);
    const nobody = await open(serverUrl, "");
    expect(await idsSeen(nobody)).toEqual([]);
  });

  test("nothing of another chain is changed, taken away or added", async () => {
    const [green, grey] = [await aChain("green"), await aChain("grey")];
    await green.write(async (tx) => {
      await run(tx, sql`UPDATE revision SET body = '{"stolen":1}' WHERE chain = 'grey'`);
      await run(tx, sql`DELETE FROM revision WHERE chain = 'grey'`);
    });
    const bodies = sql`SELECT body FROM revision`;
    expect(await rowsOf(grey.now, bodies)).toEqual([{ body: "{}" }]);
    const wall = { code: "42501" };
    const intruder = green.write((tx) => openChain(tx, { chain: "black", epoch: "e", atMs: 0 }));
    await expect(intruder).rejects.toMatchObject(wall);
    const moved = green.write((tx) => run(tx, sql`UPDATE revision SET chain = 'grey'`));
    await expect(moved).rejects.toMatchObject(wall);
    for (const statement of [
      "TRUNCATE revision",
      "DROP TABLE revision",
      "CREATE TABLE t (a int)",
    ]) {
      await expect(green.write((tx) => run(tx, sql.raw(statement)))).rejects.toMatchObject(wall);
    }
  });

  test("a whole server works with the least role: entries in, rows out", async () => {
    const made = await aCore(await open(serverUrl, "main"));
    const till = await aTill(made.core, "s1");
    await pullAll(till);
    const before = stockAt(till, "p1:tee") ?? 0;
    await pushTo(till, [aMove(till.register, { productId: "tee", quantityMilli: -2_000 })]);
    await pullAll(till);
    expect(stockAt(till, "p1:tee")).toBe(before - 2_000);
    expect(made.warnings).toEqual([]);
  });
});
