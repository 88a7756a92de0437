// SPEC P25 over SQLite and PostgreSQL alike: what the log lets go of, what it keeps, and what becomes of a
// till that was away meanwhile (F18). What a real till does with a reset is till-floor.test.ts.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type CompactionTimes, compact, compactionTimes } from "#server/compaction.ts";
import { rowsOf } from "#server/database/contract.ts";
import { sql } from "#server/database/sql.ts";
import { rebuildProjections } from "#server/projections/rebuild.ts";
import { putRows } from "#server/rows/put.ts";
import { DAY_MS, HOUR_MS } from "#shared/base/time.ts";
import { aMove, aPrice, aProduct, aStock } from "#test/builders/server-chain.ts";
import {
  aCore,
  aTill,
  DATABASES,
  databasesOf,
  greet,
  pullAll,
  pullInto,
  pushTo,
  stockAt,
  type TestCore,
  type TestTill,
} from "#test/support/server-core.ts";

const TIMES: CompactionTimes = compactionTimes();
const CATALOGUE = "chain:catalogue";
const PLACE = "place:p1";

describe.each(DATABASES)("on %s", (kind) => {
  let databases: Awaited<ReturnType<typeof databasesOf>>;
  let made: TestCore;
  let till: TestTill;

  beforeAll(async () => {
    databases = await databasesOf(kind);
  });
  afterAll(async () => databases.stop());
  beforeEach(async () => {
    made = await aCore(await databases.open(await databases.address()));
    till = await aTill(made.core);
  });

  const run = (times: Partial<CompactionTimes> = {}) => compact(made.core, { ...TIMES, ...times });

  const put = async (...rows: Parameters<typeof putRows>[1]) =>
    expect(await putRows(made.core, rows, { clientGroup: "all" })).toMatchObject({ ok: true });

  /** Marks the heads, lets the retention pass, raises the floors and, an hour later, clears below them. */
  async function compacted() {
    await run();
    made.clock.nowMs += 91 * DAY_MS;
    const { raised } = await run();
    made.clock.nowMs += 2 * HOUR_MS;
    const { removed } = await run();
    return { raised, removed };
  }

  async function moved(times: number): Promise<void> {
    for (let each = 0; each < times; each += 1) {
      const entry = aMove(till.register, { productId: "tee", quantityMilli: -1_000 });
      expect(await pushTo(till, [entry])).toMatchObject({ ok: true });
    }
  }

  const revisions = (stream: string) =>
    rowsOf<{ id: string; position: number; body: string | null; superseded: number | null }>(
      made.core.database.now,
      sql`SELECT id, position, body, superseded FROM revision WHERE chain = 'main'
        AND stream = ${stream} ORDER BY position`,
    );

  const floorOf = async (stream: string): Promise<number> => {
    const [row] = await rowsOf<{ floor: number }>(
      made.core.database.now,
      sql`SELECT floor FROM stream_head WHERE chain = 'main' AND stream = ${stream}`,
    );
    return row?.floor ?? 0;
  };

  test("P25: of each row of stock the first and the last version stay, and the projections rebuild equal", async () => {
    await moved(6);
    const before = await revisions(PLACE);
    expect(before.filter(({ id }) => id === "p1:tee")).toHaveLength(7);
    const { raised, removed } = await compacted();
    expect(raised).toContain(PLACE);
    const after = (await revisions(PLACE)).filter(({ id }) => id === "p1:tee");
    expect(after.map(({ superseded }) => superseded === null)).toEqual([false, true]);
    expect(removed).toBeGreaterThanOrEqual(5);
    expect(await floorOf(PLACE)).toBe(before.at(-1)?.position);
    expect(await rebuildProjections(made.core)).toMatchObject({ differing: [] });
    const fresh = await aTill(made.core);
    await pullAll(fresh, 2);
    expect(stockAt(fresh, "p1:tee")).toBe(94_000);
  });

  test("P25: nothing younger than the retention goes, and a floor that lets nothing go is not raised", async () => {
    await moved(3);
    await run();
    made.clock.nowMs += 89 * DAY_MS;
    expect(await run()).toMatchObject({ ran: true, raised: [], removed: 0 });
    await moved(2);
    made.clock.nowMs += 2 * DAY_MS;
    const { raised } = await run();
    expect(raised).toEqual([PLACE]);
    made.clock.nowMs += 2 * HOUR_MS;
    await run();
    const stays = (await revisions(PLACE)).filter(({ id }) => id === "p1:tee");
    // The opening, how it stood 90 days ago, one that is younger, and how it stands.
    expect(stays.map(({ superseded }) => superseded === null)).toEqual([false, false, false, true]);
  });

  test("P16, P25: what a sale was priced at stays, so that it can be verified at its basis", async () => {
    await put(aPrice("tee", 1_100));
    await put(aPrice("tee", 1_200));
    await compacted();
    const prices = await revisions("book:base");
    expect(prices.filter(({ id }) => id === "base:tee")).toHaveLength(3);
  });

  test("F18, P25: a till that was away while a row went and left no trace is reset, and loses it", async () => {
    await put(aProduct("gone"), aStock("p1", "gone", 3_000));
    await pullAll(till);
    expect(till.rows.has("products/gone")).toBe(true);
    await put(
      { table: "products", id: "gone", row: undefined },
      { table: "stock", id: "p1:gone", row: undefined },
    );
    const { raised } = await compacted();
    expect(raised).toEqual([CATALOGUE, PLACE]);
    expect(
      (await revisions(CATALOGUE)).some(({ id, body }) => id === "gone" && body === null),
    ).toBe(false);
    const page = await pullInto(till);
    expect(page.reset.map(({ stream }) => stream).sort()).toEqual([CATALOGUE, PLACE]);
    await pullAll(till);
    expect(till.rows.has("products/gone")).toBe(false);
    expect(till.rows.has("stock/p1:gone")).toBe(false);
    expect(till.rows.has("products/tee")).toBe(true);
  });

  test("P25: a till that stands at the floor or above it goes on", async () => {
    await moved(3);
    await pullAll(till);
    await compacted();
    await moved(1);
    const page = await pullInto(till);
    expect(page.reset).toEqual([]);
    expect(stockAt(till, "p1:tee")).toBe(96_000);
  });

  test("P25: a fill under a floor goes on by small pages and over connections, and ends", async () => {
    await put(aProduct("gone"));
    await put({ table: "products", id: "gone", row: undefined });
    await moved(4);
    await compacted();
    const fresh = await aTill(made.core);
    let resets = 0;
    for (let pages = 0; pages < 200; pages += 1) {
      await greet(made.core, fresh);
      const page = await pullInto(fresh, 2);
      resets += page.reset.length;
      if (!page.more) break;
    }
    expect(resets).toBe(0);
    expect(fresh.checkpoints[CATALOGUE]?.position).toBeGreaterThanOrEqual(await floorOf(CATALOGUE));
    expect(fresh.floors).toEqual({});
    expect(stockAt(fresh, "p1:tee")).toBe(96_000);
  });

  test("P25, P11: a page that ends below the floor shows a row as it stands at the floor, or not yet", async () => {
    await moved(4);
    await compacted();
    const fresh = await aTill(made.core);
    for (let more = true; more; ) {
      more = (await pullInto(fresh, 1)).more;
      expect([undefined, 96_000]).toContain(stockAt(fresh, "p1:tee"));
    }
    expect(stockAt(fresh, "p1:tee")).toBe(96_000);
  });

  test("P25: a fill that was under way when the floor rose begins the stream anew", async () => {
    await put(aProduct("gone"));
    const fresh = await aTill(made.core);
    while ((fresh.checkpoints[CATALOGUE]?.position ?? 0) === 0) await pullInto(fresh, 3);
    await put({ table: "products", id: "gone", row: undefined });
    await compacted();
    expect((await pullInto(fresh, 3)).reset.map(({ stream }) => stream)).toEqual([CATALOGUE]);
    await pullAll(fresh, 3);
    expect(fresh.rows.has("products/gone")).toBe(false);
    expect(fresh.rows.has("products/pen")).toBe(true);
  });

  test("P3, P25: a till of version 4, which knows no floors, is not reset for ever", async () => {
    await put(aProduct("gone"));
    await put({ table: "products", id: "gone", row: undefined });
    await compacted();
    const old = await aTill(made.core);
    await greet(made.core, old, { protocol: 4 });
    const reset: unknown[] = [];
    for (let pages = 0, more = true; more && pages < 200; pages += 1) {
      old.floors = {};
      const page = await pullInto(old, 2);
      reset.push(...page.reset);
      more = page.more;
    }
    expect(reset).toEqual([]);
    expect(old.rows.has("products/pen")).toBe(true);
  });

  test("P25: one node at a time, once an hour, in short transactions between which sales are taken", async () => {
    await moved(2);
    expect(await run()).toMatchObject({ ran: true });
    expect(await run()).toMatchObject({ ran: false });
    const rows = Array.from({ length: 5_000 }, (_, index) => aStock("p1", `many${index}`, 1));
    await put(...rows);
    await put(...rows.map(({ id }) => ({ table: "stock" as const, id, row: undefined })));
    made.clock.nowMs += 2 * DAY_MS;
    await run();
    made.clock.nowMs += 91 * DAY_MS;
    await run();
    made.clock.nowMs += 2 * HOUR_MS;
    // After each of its transactions a sale is taken before the next one begins: none stays open.
    let between = 0;
    const { database } = made.core;
    const watched: typeof database = {
      ...database,
      write: async (work) => {
        const done = await database.write(work);
        between += 1;
        await moved(1);
        return done;
      },
    };
    const { removed } = await compact({ ...made.core, database: watched }, TIMES);
    expect(removed).toBeGreaterThanOrEqual(5_000);
    expect(between).toBeGreaterThan(3);
  });

  test("P25: a run that is cut short goes on where it was", async () => {
    await moved(6);
    await run();
    made.clock.nowMs += 91 * DAY_MS;
    await run();
    let removed = 0;
    for (let times = 0; times < 20; times += 1) {
      made.clock.nowMs += 2 * HOUR_MS;
      removed += (await run({ positionsMax: 2 })).removed;
    }
    expect(removed).toBe(5);
  });
});
