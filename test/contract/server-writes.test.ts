// What the server writes and answers beside pushes: HQ's prices and offers, verification at a sale's
// basis, its own entries, "where is my sale", and projections made again from the entries.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { appendOwn, openOwnRegister } from "#server/entries/own.ts";
import { rebuildProjections, repairProjections } from "#server/projections/rebuild.ts";
import { createQuestions } from "#server/questions.ts";
import { publishOffer, stopOffer } from "#server/rows/offer.ts";
import { setPrice } from "#server/rows/price.ts";
import { putRows } from "#server/rows/put.ts";
import { saleWhereQuestion } from "#server/sale-where.ts";
import { type Telling, tellOf } from "#server/streams/changes.ts";
import type { Moved } from "#server/streams/pokes.ts";
import { priceBasket } from "#shared/engine/basket.ts";
import type { AnyEntry, Basis } from "#shared/records/entry.ts";
import { aDraftBasket, aLine } from "#test/builders/catalogue.ts";
import { aTender } from "#test/builders/sale.ts";
import { aMove, aStock, nextEntry } from "#test/builders/server-chain.ts";
import {
  aCore,
  aTill,
  DATABASES,
  databasesOf,
  outcomes,
  pullAll,
  pushTo,
  type TestCore,
  type TestTill,
} from "#test/support/server-core.ts";

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
    await pullAll(till);
  });

  /** A sale of tees as the till would ring it up at its own checkpoints. */
  async function aSaleNow(
    fields: { readonly clientId?: string; readonly quantityMilli?: number } = {},
  ): Promise<AnyEntry> {
    const { core } = made;
    await core.small.refresh(core.database.now);
    await core.database.read((tx) => core.pricing.load(tx, ["tee", "mug", "pen"]));
    const basis: Basis = { ...till.checkpoints };
    const { clientId } = fields;
    const draft = aDraftBasket([aLine("tee", { quantityMilli: fields.quantityMilli ?? 2_000 })], {
      storeId: "s1",
      currency: "GBP",
      ...(clientId === undefined ? {} : { clientId }),
    });
    const atMs = made.clock.nowMs;
    const priced = priceBasket(draft, core.pricing.at(basis), {
      atMs,
      engineVersion: 1,
      segmentIds: [],
    });
    if (!priced.ok) throw new Error(JSON.stringify(priced.refusal));
    return nextEntry(till.register, {
      kind: "sale.completed",
      at: atMs,
      basis,
      body: {
        saleId: draft.id,
        receiptNumber: `s1-1-${till.register.sequence + 1}`,
        series: "s1-1",
        channel: "counter",
        ...(clientId === undefined ? {} : { clientId }),
        draft,
        priced: priced.value,
        tenders: [aTender({ amountMinor: priced.value.totalMinor, name: "Cash" })],
        roundingMinor: 0,
        changeMinor: 0,
        credit: [],
        approvalIds: [],
        promiseIds: [],
        pointsEarned: 0,
        startedAtMs: atMs,
      },
    });
  }

  test("P16: a sale is verified at its own basis, whatever HQ changed since", async () => {
    const sale = await aSaleNow();
    const price = { requestId: "r1", productId: "tee", bookId: "base", amountMinor: 1_500 };
    expect(await setPrice(made.core, price)).toMatchObject({ ok: true });
    expect(outcomes(await pushTo(till, [sale]))).toEqual(["ok"]);
  });

  test("P16: a sale at another price than its basis gives counts, and is marked", async () => {
    const sale = await aSaleNow();
    till.register.sequence -= 1;
    till.register.hash = sale.previousHash;
    const body = JSON.parse(
      JSON.stringify(sale.body).replaceAll("1000,", "900,"),
    ) as AnyEntry["body"];
    const { kind: saleKind, at, basis } = sale;
    const wrong = nextEntry(till.register, { kind: saleKind, at, basis, body });
    const [outcome] = outcomes(await pushTo(till, [wrong]));
    expect(outcome).toMatch(/^exception .*(price|total)-differs/);
    await pullAll(till);
    expect(till.rows.get("stock/p1:tee")).toMatchObject({ onHandMilli: 98_000 });
  });

  test("HQ: a price is in force for every till from its instant, once however often asked", async () => {
    const request = { requestId: "r1", productId: "tee", bookId: "base", amountMinor: 1_500 };
    const first = await setPrice(made.core, request);
    const again = await setPrice(made.core, request);
    expect(again).toEqual(first);
    const reused = { ok: false, refusal: { code: "request-reused" } };
    for (const change of [{ amountMinor: 1_600 }, { productId: "mug" }, { validFromMs: 9e12 }]) {
      expect(await setPrice(made.core, { ...request, ...change })).toMatchObject(reused);
    }
    await pullAll(till);
    expect(till.rows.get("prices/price:r1")).toMatchObject({ amountMinor: 1_500 });
    const clash = await setPrice(made.core, { ...request, requestId: "r2" });
    expect(clash).toMatchObject({ ok: false, refusal: { code: "prices-overlap" } });
  });

  test("HQ: a price outside its rail, of no product or of no book is refused", async () => {
    const rail = { subject: "price", subjectId: "tee", floorMinor: 800, capMinor: 2_000 };
    const row = { id: "rail-1", kind: "rail", body: rail };
    await putRows(made.core, [{ table: "settings", id: "rail-1", row: row as never }]);
    const request = { requestId: "r1", productId: "tee", bookId: "base", amountMinor: 700 };
    const refused = async (change: object) => {
      const answer = await setPrice(made.core, { ...request, ...change });
      return answer.ok ? "set" : answer.refusal.code;
    };
    expect(await refused({})).toBe("price-below-rail");
    expect(await refused({ amountMinor: 2_001 })).toBe("price-above-rail");
    expect(await refused({ amountMinor: -1 })).toBe("amount-negative");
    expect(await refused({ productId: "none" })).toBe("product-unknown");
    expect(await refused({ bookId: "none" })).toBe("price-book-unknown");
    expect(await refused({ amountMinor: 800 })).toBe("set");
  });

  test("P17: what a writer tells of its own write is what is found when it is looked up", async () => {
    const { core } = made;
    const heard: Moved[] = [];
    core.onMoved((moved) => heard.push(...moved));
    await setPrice(core, {
      requestId: "told",
      productId: "tee",
      bookId: "chain",
      amountMinor: 950,
    });
    await pullAll(till);
    await pushTo(till, [await aSaleNow()]);
    await expect.poll(() => heard.length).toBeGreaterThan(1);
    for (const { change, ...moved } of heard) {
      expect(change?.revisions.length).toBeGreaterThan(0);
      const told = await tellOf(core, { ...moved, ...(change === undefined ? {} : { change }) });
      const found = await tellOf(core, moved);
      const text = (telling: Telling) => ({ ...telling.poke.change, serverHlc: "" });
      expect(text(told)).toEqual(text(found));
      expect(told.except).toEqual(found.except);
    }
    expect(heard.some(({ change }) => Object.keys(change?.seen ?? {}).length > 0)).toBe(true);
  });

  test("HQ: an offer is published, limited by its rail, and stopped", async () => {
    const offer = {
      id: "o1",
      kind: "offer" as const,
      name: "Ten off",
      state: "live" as const,
      validFromMs: 0,
      priority: 0,
      exclusive: false,
      definition: { name: "Ten off", action: { kind: "percent", percent: "10" } },
    };
    expect(await publishOffer(made.core, offer)).toMatchObject({ ok: true });
    await pullAll(till);
    expect(till.rows.get("offers/o1")).toMatchObject({ state: "live" });
    expect(await stopOffer(made.core, "o1")).toMatchObject({ ok: true });
    await pullAll(till);
    expect(till.rows.get("offers/o1")).toMatchObject({ state: "stopped" });
    expect(await stopOffer(made.core, "o2")).toMatchObject({ refusal: { code: "offer-unknown" } });
  });

  test("the server's own entries are chained and folded, however many at once", async () => {
    await openOwnRegister(made.core, { id: "web:s1", storeId: "s1", name: "Web" });
    const draft = (index: number) => ({
      id: `own-${index}`,
      kind: "stock.moved" as const,
      version: 1,
      storeId: "s1",
      staffId: "server",
      at: made.clock.nowMs,
      businessDate: "2027-01-15",
      engineVersion: 1,
      basis: {},
      body: aMove({ ...till.register }, { productId: "mug", quantityMilli: -1_000 }).body as never,
    });
    const appended = await Promise.all(
      Array.from({ length: 12 }, (_, index) => appendOwn(made.core, "web:s1", draft(index))),
    );
    expect(appended.map(({ entry }) => entry.sequence).sort((a, b) => a - b)).toEqual(
      Array.from({ length: 12 }, (_, index) => index + 1),
    );
    await pullAll(till);
    expect(till.rows.get("stock/p1:mug")).toMatchObject({ onHandMilli: 88_000 });
  });

  test("where is my sale: its places, the client's history and stock, each once", async () => {
    const sale = await aSaleNow({ clientId: "maya" });
    const questions = createQuestions();
    questions.add("sale-where", saleWhereQuestion(made.core));
    const ask = (storeId: string) =>
      questions.answer(
        { name: "sale-where", payload: { entryId: sale.id } },
        { id: till.register.id, storeId },
      );
    expect(await ask("s1")).toEqual({ ok: true, value: { found: false } });
    await pushTo(till, [sale]);
    expect(await ask("s1")).toMatchObject({
      ok: true,
      value: {
        found: true,
        sequence: 1,
        arrival: 1,
        inHistory: 1,
        stock: [{ placeId: "p1", productId: "tee", beforeMilli: 100_000, afterMilli: 98_000 }],
      },
    });
    expect(await ask("s2")).toEqual({ ok: false, code: "refused" });
    expect(await questions.answer({ name: "other", payload: {} }, { id: "", storeId: "" })).toEqual(
      { ok: false, code: "unknown-question" },
    );
  });

  test("projections made again from the entries equal the rows that stand", async () => {
    await pushTo(till, [await aSaleNow({ clientId: "maya" })]);
    await pullAll(till);
    await pushTo(till, [
      await aSaleNow(),
      aMove(till.register, { productId: "pen", quantityMilli: 3_000 }),
    ]);
    const rebuilt = await rebuildProjections(made.core);
    expect(rebuilt).toMatchObject({ entries: 3, differing: [] });
    await putRows(made.core, [aStock("p1", "pen", 5)]);
    const tampered = await rebuildProjections(made.core);
    expect(tampered.differing).toEqual([{ table: "stock", id: "p1:pen" }]);
    const dropped = [...till.rows.keys()].flatMap((key) => {
      const [table, id] = key.split(/\/(.*)/);
      const isProjected = ["stock", "purchases", "clients"].includes(table ?? "");
      return isProjected ? [{ table: table as "stock", id: id ?? "", row: undefined }] : [];
    });
    await pullAll(till);
    const before = new Map(till.rows);
    await putRows(made.core, dropped);
    await pullAll(till);
    expect(till.rows.has("stock/p1:tee")).toBe(false);
    expect(await repairProjections(made.core)).toBe(dropped.length);
    expect((await rebuildProjections(made.core)).differing).toEqual([]);
    await pullAll(till);
    before.set("stock/p1:pen", { ...(before.get("stock/p1:pen") as object), onHandMilli: 103_000 });
    expect(new Set(till.rows.keys())).toEqual(new Set(before.keys()));
    expect(till.rows.get("stock/p1:tee")).toEqual(before.get("stock/p1:tee"));
    expect(till.rows.get("stock/p1:pen")).toMatchObject({ onHandMilli: 103_000 });
  });
});
