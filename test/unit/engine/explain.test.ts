import { describe, expect, it } from "vitest";
import { explainLines } from "#shared/engine/explain/explain-lines.ts";
import type { Offer } from "#shared/engine/promotion/offer.ts";
import {
  anOffer,
  aPriceLine,
  aPricing,
  type PricingSetup,
  valueOfResult,
} from "#test/builders/pricing.ts";

const explain = (setup: PricingSetup) => valueOfResult(explainLines(aPricing(setup)));
const one = (setup: PricingSetup) => explain(setup).offers[0];
const shoes = { tagsAny: ["footwear"] };
const socks = { tagsAny: ["socks"] };
const tenOff = (more: Partial<Offer> = {}) =>
  anOffer("o", { kind: "percent", target: "items", percent: "10", select: shoes }, more);
const lines = [
  aPriceLine("boot", 5000, { tags: ["footwear"] }),
  aPriceLine("cap", 1000, { tags: ["hat"] }),
];

describe("row 49: the offer explains itself", () => {
  it("applied, and how much on which line", () => {
    const explained = explain({ lines, offers: [tenOff()] });
    expect(explained.offers).toEqual([
      { offerId: "o", state: "applied", amountMinor: 500, lineIds: ["boot"], missing: [] },
    ]);
    expect(explained.lines).toEqual([
      { lineId: "boot", offers: [{ offerId: "o", state: "applied", amountMinor: 500 }] },
      { lineId: "cap", offers: [] },
    ]);
  });

  it("1 more from Footwear, and 4.20 more to spend", () => {
    const conditions = [
      { kind: "min_quantity", quantityMilli: 2000, select: shoes },
      { kind: "min_subtotal", amountMinor: 6420 },
    ] as const;
    expect(one({ lines, offers: [tenOff({ conditions })] })).toMatchObject({
      state: "missing",
      missing: [
        { code: "add-from", select: shoes, quantityMilli: 1000, amountMinor: 0 },
        { code: "add-from", select: {}, quantityMilli: 0, amountMinor: 420 },
      ],
    });
  });

  it("two rules about the same goods are one step", () => {
    const conditions = [
      { kind: "min_quantity", quantityMilli: 3000, select: shoes },
      { kind: "min_subtotal", amountMinor: 5420, select: shoes },
      { kind: "contains", select: socks },
    ] as const;
    expect(one({ lines, offers: [tenOff({ conditions })] })?.missing).toMatchObject([
      { select: shoes, quantityMilli: 2000, amountMinor: 420 },
      { select: socks, quantityMilli: 1000, amountMinor: 0 },
    ]);
  });

  it("one line that has to grow", () => {
    const conditions = [{ kind: "min_line_quantity", quantityMilli: 3000 }] as const;
    expect(one({ lines, offers: [tenOff({ conditions })] })?.missing).toMatchObject([
      { code: "add-to-line", lineId: "boot", quantityMilli: 2000 },
    ]);
    const ofSocks = [{ kind: "min_line_quantity", quantityMilli: 3000, select: socks }] as const;
    expect(one({ lines, offers: [tenOff({ conditions: ofSocks })] })?.missing).toMatchObject([
      { code: "add-in-one-line", quantityMilli: 3000 },
    ]);
  });

  it("what a buy-and-get, a set or a group still needs", () => {
    const buyGet = anOffer("o", {
      kind: "buy_get",
      buy: { select: shoes, quantity: 2 },
      get: { select: socks, quantity: 1 },
      percent: "100",
    });
    expect(one({ lines, offers: [buyGet] })?.missing).toMatchObject([
      { select: shoes, quantityMilli: 1000 },
      { select: socks, quantityMilli: 1000 },
    ]);
    const bundle = anOffer("o", {
      kind: "bundle",
      items: [
        { select: shoes, quantity: 1 },
        { select: socks, quantity: 3 },
      ],
      priceMinor: 100,
    });
    expect(one({ lines, offers: [bundle] })?.missing).toMatchObject([
      { select: socks, quantityMilli: 3000 },
    ]);
    const group = anOffer("o", {
      kind: "percent",
      target: "items",
      percent: "5",
      groupSize: 3,
      select: shoes,
    });
    expect(one({ lines, offers: [group] })?.missing).toMatchObject([
      { select: shoes, quantityMilli: 2000 },
    ]);
  });

  it("the first tier, and the next one", () => {
    const tiers = [
      { minSubtotalMinor: 4000, percent: "5" },
      { minSubtotalMinor: 9000, percent: "15" },
    ];
    const tiered = (select: object) =>
      anOffer("o", { kind: "percent", target: "items", select, tiers });
    expect(one({ lines, offers: [tiered(shoes)] })).toMatchObject({
      state: "applied",
      nextTier: { percent: "15", missing: [{ amountMinor: 4000 }] },
    });
    expect(one({ lines, offers: [tiered({ tagsAny: ["hat"] })] })).toMatchObject({
      state: "missing",
      missing: [{ amountMinor: 3000 }],
    });
    const rich = [aPriceLine("boot", 9000, { tags: ["footwear"] })];
    expect(one({ lines: rich, offers: [tiered(shoes)] })).not.toHaveProperty("nextTier");
  });

  it("not live, budget gone, nothing left, blocked by an exclusive one", () => {
    expect(one({ lines, offers: [tenOff({ couponCodes: ["X"] })] })).toMatchObject({
      state: "not-live",
      reason: "coupon-missing",
    });
    expect(one({ lines, offers: [tenOff({ budget: { useLimit: 1, used: 1 } })] })?.state).toBe(
      "budget-used",
    );
    const floored = [aPriceLine("boot", 5000, { tags: ["footwear"], floorUnitPriceMinor: 5000 })];
    expect(one({ lines: floored, offers: [tenOff()] })?.state).toBe("nothing-left");
    const exclusive = anOffer("only", undefined, { exclusive: true });
    expect(explain({ lines, offers: [tenOff(), exclusive] }).offers).toMatchObject([
      { offerId: "only", state: "applied" },
      { offerId: "o", state: "blocked", blockedBy: "only", lineIds: ["boot"] },
    ]);
  });

  it("says nothing of offers that touch nothing here", () => {
    const far = anOffer("far", { kind: "percent", target: "items", percent: "5", select: socks });
    expect(explain({ lines, offers: [far] }).offers).toEqual([]);
  });

  it("a hint sees what earlier offers left where the condition does", () => {
    const conditions = [
      { kind: "min_subtotal", amountMinor: 6000, basis: "after_earlier_discounts" },
    ] as const;
    const first = anOffer("first", { kind: "fixed", target: "order", amountMinor: 500 });
    const explained = explain({ lines, offers: [first, tenOff({ conditions })] });
    expect(explained.offers[1]).toMatchObject({
      state: "missing",
      missing: [{ amountMinor: 500, afterDiscounts: true }],
    });
  });
});
