// A past sale worked out again at its basis, and the same basket by the rules of another instant.
import { describe, expect, it } from "vitest";
import { priceBasket } from "#shared/engine/basket.ts";
import { compareSale, replaySale, repriceByRulesOf } from "#shared/engine/sale-replay.ts";
import type { BasketDraft } from "#shared/records/basket.ts";
import type { SaleCompleted } from "#shared/records/entries/sale-completed.ts";
import { aCatalogue, aDraftBasket, aLine, aPrice } from "#test/builders/catalogue.ts";
import { NOON_MS } from "#test/builders/entry.ts";
import { aSale } from "#test/builders/sale.ts";

const NOW = { atMs: NOON_MS + 1_000, utcOffsetMinutes: 0 };
const then = aCatalogue();
const dearer = aCatalogue({ prices: [aPrice("tee", 1_250), aPrice("mug", 500)] });

function sold(fields: Partial<BasketDraft> = {}): SaleCompleted & { readonly draft: BasketDraft } {
  const draft = aDraftBasket([aLine("tee"), aLine("mug")], fields);
  const priced = priceBasket(draft, then, { atMs: NOON_MS, segmentIds: [] });
  if (!priced.ok) throw new Error(priced.refusal.code);
  return { ...aSale({ priced: priced.value }).body, draft };
}

describe("a sale replayed", () => {
  it("is the same to the cent with what was in force then", () => {
    expect(replaySale(sold(), then)).toEqual({ state: "same", differences: [] });
  });

  it("differs, by line, with what was not", () => {
    expect(replaySale(sold(), dearer)).toMatchObject({
      state: "differs",
      differences: [{ code: "price-differs", args: { productId: "tee", expectedMinor: 1_250 } }],
    });
  });

  it("keeps held prices whatever the day's were", () => {
    const held = { holdId: "quote-1", kind: "quote", placeId: "place-1" } as const;
    expect(replaySale(sold({ held }), dearer)).toEqual({ state: "held", differences: [] });
  });

  it("is not judged without what was entered, nor by a version that is not known", () => {
    const sale = sold();
    const { draft: _, ...bare } = sale;
    expect(replaySale(bare, then).state).toBe("not-judged");
    const later = { ...sale, priced: { ...sale.priced, engineVersion: 99 } };
    expect(replaySale(later, then).state).toBe("not-judged");
  });
});

describe("the same basket by the rules of now", () => {
  it("stands beside what was paid, line by line, with the difference", () => {
    const sale = sold();
    const now = repriceByRulesOf(sale, dearer, NOW);
    if (!now.ok) throw new Error(now.refusal.code);
    expect(compareSale(sale.priced, now.value)).toMatchObject({
      lines: [
        { thenMinor: 1_000, nowMinor: 1_250, differenceMinor: 250 },
        { thenMinor: 500, nowMinor: 500, differenceMinor: 0 },
      ],
      total: { thenMinor: 1_500, nowMinor: 1_750, differenceMinor: 250 },
    });
  });

  it("has no figure for goods that are gone, and says why", () => {
    const sale = sold();
    const now = repriceByRulesOf(sale, aCatalogue({ products: [] }), NOW);
    expect(now).toMatchObject({ ok: false, refusal: { code: "product-unknown" } });
    expect(compareSale(sale.priced, undefined).total).toEqual({ thenMinor: 1_500 });
  });

  it("is refused for a sale without what was entered", () => {
    const { draft: _, ...bare } = sold();
    expect(repriceByRulesOf(bare, then, NOW)).toMatchObject({
      refusal: { code: "sale-unreadable" },
    });
  });

  it("sets fees beside each other after the goods", () => {
    const fees = [{ id: "fee-1", kind: "wrap", name: "Wrapping", amountMinor: 300, taxIds: [] }];
    const sale = sold({ fees });
    const now = repriceByRulesOf(sale, dearer, NOW);
    if (!now.ok) throw new Error(now.refusal.code);
    const { lines, total } = compareSale(sale.priced, now.value);
    expect(lines[2]).toEqual({
      lineId: "fee-1",
      name: "Wrapping",
      thenMinor: 300,
      nowMinor: 300,
      differenceMinor: 0,
    });
    expect(lines.reduce((sum, { thenMinor }) => sum + thenMinor, 0)).toBe(total.thenMinor);
  });
});
