// SPEC P24 on the server's side, over SQLite and PostgreSQL alike: what a look brings, to whom, and how
// much. What a till does with it is look.test.ts.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { revokeDevice } from "#server/enrol.ts";
import { putRows } from "#server/rows/put.ts";
import { LOOK_NAMES_MAX, type WireRow } from "#shared/protocol/messages.ts";
import type { Rows } from "#shared/records/rows/index.ts";
import { aPrice, aProduct, aStock } from "#test/builders/server-chain.ts";
import {
  aCore,
  aTill,
  DATABASES,
  databasesOf,
  greet,
  pullAll,
  type TestCore,
  type TestTill,
  wireRows,
} from "#test/support/server-core.ts";

const NOTHING = { codes: [], ids: [], ahead: {} };

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

  /** table/id -> what came, with its stream. */
  async function looked(asked: object, who = till) {
    const answer = await who.session.look({ ...NOTHING, ...asked });
    if (!answer.ok) throw new Error(answer.code);
    const rows = new Map<string, { readonly stream: string; readonly row: WireRow[3] }>();
    for (const chunk of answer.chunks) {
      for (const [table, id, position, row] of wireRows(chunk)) {
        expect(position).toBeLessThanOrEqual(chunk.toPosition);
        rows.set(`${table}/${id}`, { stream: chunk.stream, row });
      }
    }
    return { rows, chunks: answer.chunks };
  }

  const put = async (...rows: Parameters<typeof putRows>[1]) =>
    expect(await putRows(made.core, rows)).toMatchObject({ ok: true });

  test("P24: a product by code or id comes with the prices and the stock of the till's own streams", async () => {
    const bottle = aProduct("bottle");
    const row = { ...bottle.row, gtins: ["02900000000018"], depositProductId: "glass" };
    await put(
      { ...bottle, row: row as Rows["products"] },
      aProduct("glass"),
      aPrice("bottle", 300),
      aPrice("glass", 25),
      aStock("p1", "bottle", 4_000),
      aStock("p2", "bottle", 7_000),
    );
    const byCode = await looked({ codes: ["02900000000018"] });
    const names = [...byCode.rows.keys()].filter((name) => /bottle|glass/.test(name)).sort();
    expect(names).toEqual([
      "prices/base:bottle",
      "prices/base:glass",
      "products/bottle",
      "products/glass",
      "stock/p1:bottle",
    ]);
    const byId = await looked({ ids: ["bottle"] });
    expect([...byId.rows.keys()].sort()).toEqual([...byCode.rows.keys()].sort());
    expect((await looked({ codes: ["BOTTLE"] })).rows.has("products/bottle")).toBe(true);
  });

  test("P24: a code that was given to another product leads to that one", async () => {
    const withCode = (id: string, gtins: readonly string[]) => {
      const product = aProduct(id);
      return { ...product, row: { ...product.row, gtins } as Rows["products"] };
    };
    await put(withCode("old", ["1"]), withCode("new", []));
    expect((await looked({ codes: ["1"] })).rows.has("products/old")).toBe(true);
    await put(withCode("old", []), withCode("new", ["1"]));
    const { rows } = await looked({ codes: ["1"] });
    expect([rows.has("products/old"), rows.has("products/new")]).toEqual([false, true]);
  });

  test("P24: the first look brings settings, live offers and people; a later one what changed since", async () => {
    const first = await looked({});
    expect(first.rows.get("settings/policy")?.stream).toBe("chain:catalogue");
    expect([...first.rows.keys()].some((name) => name.startsWith("products/"))).toBe(false);
    const ahead = Object.fromEntries(
      first.chunks.map(({ stream, epoch, toPosition }) => [
        stream,
        { epoch, position: toPosition },
      ]),
    );
    expect((await looked({ ahead })).rows.size).toBe(0);
    const book = { id: "b2", kind: "price-book", body: { name: "B", currency: "GBP" } };
    await put({ table: "settings", id: "b2", row: book as Rows["settings"] });
    expect([...(await looked({ ahead })).rows.keys()]).toEqual(["settings/b2"]);
    await put({ table: "settings", id: "b2", row: undefined });
    expect((await looked({ ahead })).rows.get("settings/b2")?.row).toBeNull();
    expect((await looked({})).rows.has("settings/b2")).toBe(false);
    // Of another history nothing is known: everything comes.
    const lost = Object.fromEntries(
      Object.entries(ahead).map(([stream, at]) => [stream, { ...at, epoch: "other" }]),
    );
    expect((await looked({ ahead: lost })).rows.has("settings/policy")).toBe(true);
  });

  test("P2, P13: scope is the server's, and nothing is given to who may not pull", async () => {
    const south = await aTill(made.core, "s2");
    const there = (await looked({ ids: ["tee"] }, south)).rows;
    expect([there.has("stock/p2:tee"), there.has("stock/p1:tee")]).toEqual([true, false]);
    const stranger = await aTill(made.core);
    await greet(made.core, stranger, { deviceToken: "wrong" });
    expect(await stranger.session.look(NOTHING)).toEqual({ ok: false, code: "unknown-device" });
    await greet(made.core, south, { protocol: 1 });
    expect(await south.session.look(NOTHING)).toEqual({ ok: false, code: "upgrade" });
    await revokeDevice(made.core, till.register.id);
    expect(await till.session.look(NOTHING)).toEqual({ ok: false, code: "revoked" });
  });

  test("P24: more names than the limit, or none that are texts, are malformed", async () => {
    const many = Array.from({ length: LOOK_NAMES_MAX + 1 }, (_, index) => String(index));
    for (const spoiled of [{ codes: many }, { ids: many }, { codes: [""] }, { codes: "tee" }]) {
      const answer = await till.session.look({ ...NOTHING, ...spoiled });
      expect(answer).toEqual({ ok: false, code: "malformed" });
    }
    expect(await till.session.look(undefined)).toEqual({ ok: false, code: "malformed" });
  });

  test("P24: a row that was looked up is the row that the pages bring", async () => {
    const { rows } = await looked({ ids: ["tee", "mug"] });
    await pullAll(till, 3);
    for (const [name, { row }] of rows) expect(till.rows.get(name)).toEqual(row);
  });
});
