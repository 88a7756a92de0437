// The server's disk is full or fails, or its database is read-only or gone: a push is answered "try
// again" and never "accepted", the session goes on, health says so, and nothing is lost when it is over.
import { DatabaseSync } from "node:sqlite";
import pg from "pg";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Database } from "#server/database/contract.ts";
import { openDatabase } from "#server/database/open.ts";
import { type RunningServer, startServer } from "#server/main.ts";
import { putRows } from "#server/rows/put.ts";
import { aFolder } from "#test/builders/journal.ts";
import { aMove, chainRows } from "#test/builders/server-chain.ts";
import { type PrivatePostgres, startPostgres } from "#test/support/postgres.ts";
import {
  aCore,
  aTill,
  pullAll,
  pushTo,
  stockAt,
  type TestTill,
} from "#test/support/server-core.ts";

const BUSY = { ok: false, code: "busy" };

function aSale(till: TestTill) {
  return aMove(till.register, { productId: "tee", quantityMilli: -1_000 });
}

describe("SQLite", () => {
  let folder: ReturnType<typeof aFolder>;
  let database: Database;
  let errcode: number | undefined;
  const connect = (file: string): DatabaseSync => {
    const connection = new DatabaseSync(file, { timeout: 0 });
    const prepare = connection.prepare.bind(connection);
    connection.prepare = (text) => {
      const statement = prepare(text);
      if (!/^\s*commit/i.test(text)) return statement;
      const run = statement.run.bind(statement);
      const all = statement.all.bind(statement);
      const fail = (): void => {
        if (errcode === undefined) return;
        throw Object.assign(new Error("disk trouble"), { code: "ERR_SQLITE_ERROR", errcode });
      };
      statement.run = ((...values: []) => {
        fail();
        return run(...values);
      }) as typeof statement.run;
      statement.all = ((...values: []) => {
        fail();
        return all(...values);
      }) as typeof statement.all;
      return statement;
    };
    return connection;
  };

  beforeEach(async () => {
    folder = aFolder();
    errcode = undefined;
    const opened = await openDatabase(`${folder.path}/server.db`, { connect });
    if (!opened.ok) throw new Error(opened.refusal.code);
    database = opened.value;
  });
  afterEach(async () => {
    errcode = undefined;
    await database.close();
    folder.remove();
  });

  test.each([
    ["full", 13],
    ["failing", 10],
    ["failing at the sync", 1034],
    ["read-only", 8],
  ])("a disk that is %s", async (_, code) => {
    const { core } = await aCore(database);
    const till = await aTill(core);
    await pullAll(till);
    const before = stockAt(till, "p1:tee") ?? 0;
    const entry = aSale(till);
    errcode = code;
    expect(await pushTo(till, [entry])).toMatchObject(BUSY);
    expect(core.queue.trouble()).toMatchObject({ why: "disk trouble" });
    await pullAll(till);
    expect(stockAt(till, "p1:tee")).toBe(before);
    errcode = undefined;
    expect(await pushTo(till, [entry])).toMatchObject({ ok: true, lastSequence: entry.sequence });
    expect(core.queue.trouble()).toBeUndefined();
    await pullAll(till);
    expect(stockAt(till, "p1:tee")).toBe(before - 1_000);
  });
});

describe("PostgreSQL", () => {
  let postgres: PrivatePostgres;
  let url: string;
  let admin: pg.Client;
  let server: RunningServer;

  beforeEach(async () => {
    postgres = await startPostgres();
    url = await postgres.freshUrl();
    admin = new pg.Client({ connectionString: url });
    admin.on("error", () => undefined);
    await admin.connect();
    server = await startServer({
      database: url,
      seed: async (core) => {
        const put = await putRows(core, chainRows());
        if (!put.ok) throw new Error(put.refusal.code);
      },
    });
  });
  afterEach(async () => {
    await server.close();
    await admin.end().catch(() => undefined);
    await postgres.stop();
  });

  const get = async (path: string) => {
    const response = await fetch(new URL(path, server.url));
    return { status: response.status, body: await response.json() };
  };
  /** Every entry meets this state, as if the disk were full or the node a standby. */
  const fail = (state: string) =>
    admin.query(`CREATE FUNCTION trouble() RETURNS trigger LANGUAGE plpgsql AS
      $$ BEGIN RAISE EXCEPTION 'trouble' USING ERRCODE = '${state}'; END $$;
      CREATE TRIGGER trouble BEFORE INSERT ON entry EXECUTE FUNCTION trouble();
      CREATE TRIGGER trouble BEFORE UPDATE ON chain EXECUTE FUNCTION trouble()`);
  const heal = () => admin.query("DROP FUNCTION trouble CASCADE");

  test.each([
    ["out of disk", "53100"],
    ["read-only after a failover", "25006"],
    ["stopping", "57P01"],
  ])("a database that is %s", async (_, state) => {
    const till = await aTill(server.core);
    await pullAll(till);
    const before = stockAt(till, "p1:tee") ?? 0;
    const entry = aSale(till);
    await fail(state);
    expect(await pushTo(till, [entry])).toMatchObject(BUSY);
    expect(await get("/health")).toMatchObject({
      status: 200,
      body: { ok: false, writing: { ok: false, why: "trouble" } },
    });
    expect(await get("/ready")).toEqual({ status: 503, body: { ok: false } });
    await heal();
    expect(await get("/ready")).toEqual({ status: 200, body: { ok: true } });
    expect(await get("/health")).toMatchObject({ body: { ok: true } });
    expect(await pushTo(till, [entry])).toMatchObject({ ok: true, lastSequence: entry.sequence });
    await pullAll(till);
    expect(stockAt(till, "p1:tee")).toBe(before - 1_000);
  });

  test("connections that are cut: the push is tried again and counts once", async () => {
    const till = await aTill(server.core);
    await pullAll(till);
    const before = stockAt(till, "p1:tee") ?? 0;
    const entry = aSale(till);
    const cut = admin.query(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
       WHERE application_name = 'keepshop' AND datname = current_database()`,
    );
    const first = await pushTo(till, [entry]).catch(() => BUSY);
    await cut;
    const answers = [first];
    while (answers.at(-1)?.ok !== true) {
      answers.push((await pushTo(till, [entry]).catch(() => BUSY)) as never);
      expect(answers.length).toBeLessThan(50);
    }
    await expect.poll(() => get("/ready"), { timeout: 10_000 }).toMatchObject({ status: 200 });
    await pullAll(till);
    expect(stockAt(till, "p1:tee")).toBe(before - 1_000);
  });
});
