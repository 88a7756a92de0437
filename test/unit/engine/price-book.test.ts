import { describe, expect, it } from "vitest";
import {
  lowestPriceBefore,
  type PriceBook,
  type PriceQuestion,
  type PriceRow,
  priceAt,
  unitPrice,
} from "#shared/engine/price-book/price-at.ts";
import {
  checkOverlap,
  checkRails,
  judgeManualPrice,
  type ManualLimit,
  type PriceRails,
} from "#shared/engine/price-book/rails.ts";

const DAY = 86_400_000;
const books: readonly PriceBook[] = [
  { id: "chain", currency: "EUR", scope: { kind: "chain" } },
  { id: "north", currency: "EUR", scope: { kind: "region", regionId: "north" } },
  { id: "s1", currency: "EUR", scope: { kind: "store", storeId: "s1" } },
  { id: "club", currency: "EUR", scope: { kind: "client_group", groupId: "club" } },
  { id: "usd", currency: "USD", scope: { kind: "chain" }, rank: 9 },
];
const aRow = (bookId: string, unitPriceMinor: number, more: Partial<PriceRow> = {}): PriceRow => ({
  id: `${bookId}-${unitPriceMinor}`,
  bookId,
  productId: "tee",
  unit: "piece",
  unitPriceMinor,
  validFromMs: 0,
  ...more,
});
const aQuestion = (more: Partial<PriceQuestion> = {}): PriceQuestion => ({
  productId: "tee",
  unit: "piece",
  currency: "EUR",
  atMs: 10 * DAY,
  quantityMilli: 1000,
  ...more,
});
const ask = (rows: readonly PriceRow[], more: Partial<PriceQuestion> = {}) =>
  priceAt(aQuestion(more), books, rows);

describe("row 46: the price in force", () => {
  it("the narrower book wins, and only books of the buyer and the currency count", () => {
    const rows = [aRow("chain", 1000), aRow("north", 950), aRow("s1", 900), aRow("club", 800)];
    rows.push(aRow("usd", 1));
    expect(ask(rows)?.unitPriceMinor).toBe(1000);
    expect(ask(rows, { regionIds: ["north"] })?.unitPriceMinor).toBe(950);
    expect(ask(rows, { regionIds: ["north"], storeId: "s1" })?.unitPriceMinor).toBe(900);
    expect(ask(rows, { storeId: "s1", clientGroupIds: ["club"] })?.bookId).toBe("club");
    expect(ask(rows, { currency: "USD" })?.unitPriceMinor).toBe(1);
    expect(ask(rows, { productId: "cap" })).toBeUndefined();
    expect(ask(rows, { unit: "box12" })).toBeUndefined();
  });

  it("flips at its instant and says when it may change", () => {
    const midnight = 20 * DAY;
    const rows = [aRow("chain", 1000), aRow("chain", 1100, { validFromMs: midnight })];
    expect(ask(rows, { atMs: midnight - 1 })).toMatchObject({
      unitPriceMinor: 1000,
      changesAtMs: midnight,
    });
    expect(ask(rows, { atMs: midnight })).toMatchObject({ unitPriceMinor: 1100 });
    expect(ask(rows, { atMs: midnight })?.changesAtMs).toBeUndefined();
    const ended = [aRow("chain", 1000, { validUntilMs: midnight })];
    expect(ask(ended, { atMs: midnight })).toBeUndefined();
  });

  it("a markdown wins in its book, names its reason and what the price was", () => {
    const markdown = { reasonCode: "last-pieces" };
    const rows = [aRow("chain", 1000), aRow("chain", 700, { markdown })];
    expect(ask(rows)).toMatchObject({
      unitPriceMinor: 700,
      regularUnitPriceMinor: 1000,
      markdownReasonCode: "last-pieces",
    });
    const stated = { reasonCode: "season", regularUnitPriceMinor: 1200 };
    expect(ask([aRow("chain", 700, { markdown: stated })])?.regularUnitPriceMinor).toBe(1200);
  });

  it("quantity breaks count from their quantity on, and the next one is told", () => {
    const rows = [aRow("chain", 1000), aRow("chain", 900, { fromQuantityMilli: 6000 })];
    expect(ask(rows, { quantityMilli: 5000 })).toMatchObject({
      unitPriceMinor: 1000,
      nextBreak: { fromQuantityMilli: 6000, unitPriceMinor: 900 },
    });
    expect(ask(rows, { quantityMilli: 6000 })?.unitPriceMinor).toBe(900);
    expect(ask(rows, { quantityMilli: 6000 })?.nextBreak).toBeUndefined();
    const dearer = [aRow("chain", 1000), aRow("chain", 1100, { fromQuantityMilli: 6000 })];
    expect(ask(dearer)?.nextBreak).toBeUndefined();
  });

  it("of equal rows the latest start, then the newer revision counts", () => {
    const rows = [
      aRow("chain", 1000, { position: 5 }),
      aRow("chain", 990, { position: 7 }),
      aRow("chain", 980, { validFromMs: DAY, position: 1 }),
    ];
    expect(ask(rows)?.unitPriceMinor).toBe(980);
    expect(ask(rows.slice(0, 2))).toMatchObject({ unitPriceMinor: 990, position: 7 });
  });

  it("unit prices and the lowest price of thirty days", () => {
    expect(unitPrice({ priceMinor: 249, contentMilli: 350, referenceMilli: 1000 })).toBe(711);
    expect(unitPrice({ priceMinor: 249, contentMilli: 0, referenceMilli: 1000 })).toBeUndefined();
    const prices = [
      { unitPriceMinor: 500, validFromMs: 0, validUntilMs: 10 * DAY },
      { unitPriceMinor: 800, validFromMs: 10 * DAY, validUntilMs: 50 * DAY },
      { unitPriceMinor: 700, validFromMs: 50 * DAY, validUntilMs: 55 * DAY },
      { unitPriceMinor: 900, validFromMs: 55 * DAY },
      { unitPriceMinor: 600, validFromMs: 60 * DAY },
    ];
    expect(lowestPriceBefore(60 * DAY, prices)).toBe(700);
    expect(lowestPriceBefore(60 * DAY, prices, 3)).toBe(900);
    expect(lowestPriceBefore(0, prices)).toBeUndefined();
  });
});

describe("rails", () => {
  const rails: PriceRails = { version: 4, maxDownPercent: "20", capUnitPriceMinor: 1100 };
  const variant = (unitPriceMinor: number, more = {}) => ({
    unitPriceMinor,
    validFromMs: 0,
    ...more,
  });

  it("accepts to the bound and refuses one cent beyond it, with the limit", () => {
    expect(checkRails(variant(800), rails, 1000)).toEqual({ ok: true, value: { railVersion: 4 } });
    expect(checkRails(variant(799), rails, 1000)).toMatchObject({
      refusal: { code: "price-below-rail", args: { limitMinor: 800 } },
    });
    expect(checkRails(variant(1100), rails, 1000).ok).toBe(true);
    expect(checkRails(variant(1101), rails, 1000)).toMatchObject({
      refusal: { code: "price-above-rail", args: { limitMinor: 1100 } },
    });
    const floor = { version: 1, floorUnitPriceMinor: 850, maxUpPercent: "5" };
    expect(checkRails(variant(849), floor, 1000)).toMatchObject({
      refusal: { code: "price-below-rail" },
    });
    expect(checkRails(variant(1051), floor, 1000)).toMatchObject({
      refusal: { code: "price-above-rail" },
    });
    expect(checkRails(variant(Number.NaN), rails, 1000).ok).toBe(false);
    expect(checkRails(variant(-1), rails, 1000)).toMatchObject({
      refusal: { code: "amount-negative" },
    });
  });

  it("keeps to the window and the longest time", () => {
    const timed: PriceRails = {
      version: 1,
      windowFromMs: 10,
      windowUntilMs: 90,
      maxDurationMs: 50,
    };
    const code = (from: number, until?: number) => {
      const checked = checkRails(
        {
          unitPriceMinor: 1,
          validFromMs: from,
          ...(until === undefined ? {} : { validUntilMs: until }),
        },
        timed,
        1,
      );
      return checked.ok ? "ok" : checked.refusal.code;
    };
    expect(code(10, 60)).toBe("ok");
    expect(code(9, 60)).toBe("price-outside-window");
    expect(code(50, 91)).toBe("price-outside-window");
    expect(code(10)).toBe("price-outside-window");
    expect(code(10, 61)).toBe("price-too-long");
    expect(code(20, 20)).toBe("price-window-invalid");
  });

  it("finds two ended prices of one book in force at once", () => {
    const row = aRow("chain", 1, { id: "x", validFromMs: 0, validUntilMs: 10 });
    const next = aRow("chain", 2, { id: "y", validFromMs: 10, validUntilMs: 20 });
    expect(checkOverlap(row, [row, next]).ok).toBe(true);
    expect(checkOverlap(row, [{ ...next, validFromMs: 9 }])).toMatchObject({
      refusal: { code: "prices-overlap", args: { priceId: "y" } },
    });
  });
});

describe("manual prices", () => {
  const limit: ManualLimit = { reasonCodes: ["damaged"], freePercent: "10", maxPercent: "50" };
  const judge = (unitPriceMinor: number, more = {}, rules = limit) =>
    judgeManualPrice(
      { unitPriceMinor, regularUnitPriceMinor: 1000, reasonCode: "damaged", ...more },
      rules,
    );

  it("is free to the limit, needs approval above it and is refused beyond the largest", () => {
    expect(judge(900)).toEqual({ ok: true, value: { needsApproval: false, discountMinor: 100 } });
    expect(judge(899)).toEqual({ ok: true, value: { needsApproval: true, discountMinor: 101 } });
    expect(judge(500)).toMatchObject({ value: { needsApproval: true } });
    expect(judge(499)).toMatchObject({ refusal: { code: "price-below-rail" } });
    expect(judge(900, { floorUnitPriceMinor: 901 })).toMatchObject({
      refusal: { code: "price-below-floor", args: { limitMinor: 901 } },
    });
    expect(judge(900, { reasonCode: "mood" })).toMatchObject({
      refusal: { code: "price-reason-unknown" },
    });
    expect(judge(1001)).toMatchObject({ refusal: { code: "price-above-rail" } });
    expect(judge(1001, {}, { ...limit, allowsAbove: true })).toMatchObject({
      value: { needsApproval: false, discountMinor: 0 },
    });
  });
});
