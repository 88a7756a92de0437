// The database contract as one suite over SQLite and PostgreSQL: positions under concurrent writers of
// several nodes, keys by chain, migrations, and the statements that every rule of the protocol rests on.

import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Database, rowsOf } from "#server/database/contract.ts";
import { openChain, readHeads, takePositions } from "#server/database/heads.ts";
import { migrate } from "#server/database/migrate.ts";
import { MIGRATIONS } from "#server/database/migrations/index.ts";
import { insertRevisions, readCurrent, readStretch } from "#server/database/revisions.ts";
import { endSession, findSession, insertSession } from "#server/database/sessions.ts";
import { sql } from "#server/database/sql.ts";
import { createPrng } from "#shared/base/prng.ts";
import { aMove } from "#test/builders/server-chain.ts";
import {
  aCore,
  aTill,
  DATABASES,
  databasesOf,
  pullAll,
  pushTo,
  stockAt,
} from "#test/support/server-core.ts";

describe.each(DATABASES)("on %s", (kind) => {
  let databases: Awaited<ReturnType<typeof databasesOf>>;
  let database: Database;

  beforeAll(async () => {
    databases = await databasesOf(kind);
    database = await databases.open(await databases.address());
    await database.write((tx) => openChain(tx, { chain: "main", epoch: "e", atMs: 0 }));
  });
  afterAll(async () => databases.stop());

  /** One transaction that takes positions in two streams and waits a moment before it commits. */
  async function write(on: Database, pause: number, streams: readonly string[], id: string) {
    await on.write(async (tx) => {
      const heads = await takePositions(tx, "main", new Map(streams.map((each) => [each, 1])));
      await insertRevisions(
        tx,
        "main",
        [...heads].map(([stream, head]) => ({
          stream,
          position: head.position + 1,
          table: "products" as const,
          id: `${id}-${stream}`,
          parent: null,
          body: "{}",
        })),
      );
      await new Promise((resolve) => setTimeout(resolve, pause));
    });
  }

  test("P18, F01, F02: readers by position miss nothing while many writers of two nodes commit", async () => {
    const second = kind === "postgres" ? await databases.open(database.address) : database;
    const random = createPrng("positions");
    const streams = ["place:a", "place:b", "place:c"];
    let writing = true;
    const seen = new Map<string, number[]>(streams.map((stream) => [stream, []]));
    const reader = async (): Promise<void> => {
      const at = new Map(streams.map((stream) => [stream, 0]));
      for (let last = false; !last; ) {
        last = !writing;
        for (const stream of streams) {
          const from = at.get(stream) ?? 0;
          const heads = await readHeads(second.now, "main", [stream]);
          const to = heads.get(stream)?.position ?? 0;
          const rows = await readStretch(second.now, "main", { stream, from, to });
          seen.get(stream)?.push(...rows.map((row) => row.position));
          at.set(stream, to);
        }
        await new Promise((resolve) => setImmediate(resolve));
      }
    };
    const reading = reader();
    await Promise.all(
      Array.from({ length: 24 }, async (_, writer) => {
        for (let round = 0; round < 6; round += 1) {
          const chosen = random.shuffle(streams).slice(0, 2);
          const on = writer % 2 === 0 ? database : second;
          await write(on, random.int(0, 3), chosen, `w${writer}-${round}`);
        }
      }),
    );
    writing = false;
    await reading;
    const total = [...seen.values()].reduce((sum, each) => sum + each.length, 0);
    expect(total).toBe(24 * 6 * 2);
    for (const positions of seen.values()) {
      expect(positions).toEqual(positions.map((_, index) => index + 1));
    }
  });

  test("P18, F04: positions are numbers: ten comes after nine, across every number of digits", async () => {
    const stream = "place:digits";
    let position = 0;
    for (const jump of [8, 1, 1, 89, 1, 1, 899, 1, 1, 8_999, 1, 1, 999_999_999]) {
      await database.write(async (tx) => {
        const heads = await takePositions(tx, "main", new Map([[stream, jump]]));
        expect(heads.get(stream)?.position).toBe(position);
        position += jump;
        await insertRevisions(tx, "main", [
          { stream, position, table: "products", id: `d${position}`, parent: null, body: "{}" },
        ]);
      });
    }
    const rows = await readStretch(database.now, "main", { stream, from: 9, to: position });
    const positions = rows.map((row) => row.position);
    expect(positions).toEqual([...positions].sort((left, right) => left - right));
    expect(positions[0]).toBe(10);
    expect(rows).toHaveLength(11);
  });

  test("a transaction that fails leaves no position, no row and no gap", async () => {
    const stream = "place:failing";
    const failing = database.write(async (tx) => {
      await takePositions(tx, "main", new Map([[stream, 5]]));
      throw new Error("after the positions");
    });
    await expect(failing).rejects.toThrow("after the positions");
    const heads = await database.write((tx) => takePositions(tx, "main", new Map([[stream, 1]])));
    expect(heads.get(stream)?.position).toBe(0);
  });

  test("one row stands per id: a second that does not supersede the first is refused", async () => {
    const insert = (position: number) =>
      database.write((tx) =>
        insertRevisions(tx, "main", [
          { stream: "place:x", position, table: "stock", id: "x:one", parent: null, body: "{}" },
        ]),
      );
    await insert(1);
    const error = await insert(2).catch((thrown: unknown) => thrown);
    expect(database.isDataFault(error)).toBe(true);
    const names = [{ table: "stock", id: "x:one" } as const];
    expect(await readCurrent(database.now, "main", names)).toHaveLength(1);
  });

  test("text of any script, quotes and backslashes come back as they went", async () => {
    const body = JSON.stringify({ text: "Zoë 😀 \u0000 \\ \" ' {x} \ud800 $1 ?" });
    await database.write((tx) =>
      insertRevisions(tx, "main", [
        { stream: "place:text", position: 1, table: "products", id: "text", parent: null, body },
      ]),
    );
    const [row] = await readCurrent(database.now, "main", [{ table: "products", id: "text" }]);
    expect(row?.body).toBe(body);
  });

  test("migrations run once, and every key begins with the chain", async () => {
    expect(await migrate(database)).toEqual([]);
    const statements = MIGRATIONS.flatMap((each) =>
      each.statements({ key: "TEXT", text: "TEXT", integer: "INTEGER", clustered: "" }),
    );
    const keys = statements.flatMap((each) => [
      ...each.matchAll(/(?:PRIMARY KEY|ON \w+) \((\w+)/g),
    ]);
    expect(keys.length).toBeGreaterThan(15);
    expect(new Set(keys.map((each) => each[1]))).toEqual(new Set(["chain"]));
  });

  test("a sign-in at HQ is found until it ends or expires", async () => {
    const session = { tokenHash: "hash", staffId: "ada", expiresAtMs: 100 };
    await database.write((tx) => insertSession(tx, "main", session));
    const find = (atMs: number) => findSession(database.now, "main", { tokenHash: "hash", atMs });
    expect(await find(99)).toEqual(session);
    expect(await find(100)).toBeUndefined();
    await database.write((tx) => endSession(tx, "main", { tokenHash: "hash", atMs: 50 }));
    expect(await find(60)).toBeUndefined();
  });

  test("P9, F22: two nodes fold sales of one item at once; no movement is lost", async () => {
    const address = await databases.address();
    const first = await aCore(await databases.open(address));
    const second = kind === "postgres" ? await aCore(await databases.open(address)) : first;
    const nodes = [first.core, second.core];
    const tills = await Promise.all(
      Array.from({ length: 8 }, (_, index) => aTill(nodes[index % 2] ?? first.core)),
    );
    await Promise.all(
      tills.map(async (till) => {
        for (let sale = 0; sale < 5; sale += 1) {
          await pushTo(till, [aMove(till.register, { productId: "tee", quantityMilli: -1_000 })]);
        }
      }),
    );
    const [till] = tills;
    if (till === undefined) throw new Error("no till");
    await pullAll(till);
    expect(stockAt(till, "p1:tee")).toBe(60_000);
    const counted = await rowsOf<{ n: number }>(
      first.core.database.now,
      sql`SELECT COUNT(*) AS n FROM entry WHERE chain = 'main'`,
    );
    expect(counted[0]?.n).toBe(40);
  });
});

describe("on postgres", () => {
  test("P4, F05: a database link cut at any instant costs a retry and never a sale", async () => {
    const databases = await databasesOf("postgres");
    const address = await databases.address();
    const { core } = await aCore(await databases.open(address));
    const tills = await Promise.all(Array.from({ length: 4 }, () => aTill(core)));
    const knife = await databases.open(address);
    const CUTS_MAX = 12;
    let cuts = 0;
    let met = 0;
    let retried = 0;
    let sold = 0;
    let selling = true;
    const cutting = (async () => {
      // Often enough to meet a statement, with room between two cuts for the work to go on.
      while (selling && cuts < CUTS_MAX) {
        await new Promise((resolve) => setTimeout(resolve, cuts === met ? 2 : 60));
        met = cuts;
        const cut = await rowsOf<{ pid: number }>(
          knife.now,
          sql`SELECT pg_terminate_backend(pid) AS cut, pid FROM pg_stat_activity
            WHERE application_name = 'keepshop' AND state <> 'idle' AND pid <> pg_backend_pid()`,
        );
        cuts += cut.length;
      }
    })();
    await Promise.all(
      tills.map(async (till) => {
        // On a quick machine ten sales are over before a cut has met one.
        for (let sale = 0; sale < 10 || (retried === 0 && cuts < CUTS_MAX); sale += 1) {
          const entry = aMove(till.register, { productId: "tee", quantityMilli: -1_000 });
          sold += 1;
          for (;;) {
            const answer = await pushTo(till, [entry]);
            if (answer.ok) break;
            expect(answer.code).toBe("busy");
            retried += 1;
          }
        }
      }),
    );
    selling = false;
    await cutting;
    const [till] = tills;
    if (till === undefined) throw new Error("no till");
    await pullAll(till);
    expect(cuts).toBeGreaterThan(0);
    expect(retried).toBeGreaterThan(0);
    expect(sold).toBeGreaterThanOrEqual(40);
    expect(stockAt(till, "p1:tee")).toBe(100_000 - 1_000 * sold);
    await databases.stop();
  });
});
