import { describe, expect, it } from "vitest";
import type { FeeLine, PriceLine } from "#shared/engine/pricing/input.ts";
import { compileOffers } from "#shared/engine/promotion/compile.ts";
import type {
  Condition,
  Offer,
  OfferAction,
  OfferContext,
} from "#shared/engine/promotion/offer.ts";
import { anOffer, aPriceLine, type PricingSetup, priced } from "#test/builders/pricing.ts";

const percent = (text: string, more: object = {}): OfferAction => ({
  kind: "percent",
  target: "items",
  percent: text,
  ...more,
});
const fixed = (amountMinor: number, more: object = {}): OfferAction => ({
  kind: "fixed",
  target: "items",
  amountMinor,
  allocation: "each",
  ...more,
});
const order = (amountMinor: number, more: object = {}): OfferAction => ({
  kind: "fixed",
  target: "order",
  amountMinor,
  ...more,
});
const tagged = (...tagsAny: string[]) => ({ select: { tagsAny } });
const tee = (id: string, price: number, quantity = 1, more: Partial<PriceLine> = {}) =>
  aPriceLine(id, price, { quantity, tags: [id], ...more });

/** Discounts of the lines in order. */
function off(
  lines: readonly PriceLine[],
  actions: readonly OfferAction[],
  more: Partial<PricingSetup> = {},
) {
  const offers = actions.map((action, index) => anOffer(`o${index}`, action));
  return priced({ lines, offers, ...more }).lines.map((line) => line.discountMinor);
}

describe("row 47: selections", () => {
  const lines = [
    tee("a", 1000, 1, { categories: ["shoes"], productId: "p1", brandId: "b1" }),
    tee("b", 2000, 1, { categories: ["shoes"], productId: "p2", brandId: "b2" }),
    tee("c", 3000, 1, { regularUnitPriceMinor: 4000 }),
  ];
  it.each([
    [{}, [100, 200, 300]],
    [{ tagsAny: ["a", "c"] }, [100, 0, 300]],
    [{ categoriesAny: ["shoes"] }, [100, 200, 0]],
    [{ productsAny: ["p2"] }, [0, 200, 0]],
    [{ brandsAny: ["b1", "b2"] }, [100, 200, 0]],
    [{ categoriesAny: ["shoes"], brandsAny: ["b2"] }, [0, 200, 0]],
    [{ minUnitPriceMinor: 2000 }, [0, 200, 300]],
    [{ maxUnitPriceMinor: 2000 }, [100, 200, 0]],
    [{ tagsAny: ["a", "b"], minUnitPriceMinor: 1001 }, [0, 200, 0]],
    [{ excludeMarkedDown: true }, [100, 200, 0]],
    [{ tagsAny: ["c"], excludeMarkedDown: true }, [0, 0, 0]],
  ])("%j", (select, expected) => {
    expect(off(lines, [percent("10", { select })])).toEqual(expected);
  });

  it("a line with both words of a selection counts once, and one out of reach of offers never", () => {
    const both = aPriceLine("x", 1000, { tags: ["a", "b"] });
    expect(off([both], [fixed(100, tagged("a", "b"))])).toEqual([100]);
    const deposit = { ...both, takesOffers: false };
    expect(off([deposit, tee("a", 500)], [order(100)])).toEqual([0, 100]);
  });
});

describe("row 47: conditions", () => {
  const lines = [tee("a", 1000, 2), tee("b", 500, 1)];
  const met = (condition: Condition, first?: OfferAction) => {
    const offers = [anOffer("o", percent("10"), { conditions: [condition] })];
    const all = first === undefined ? offers : [anOffer("first", first), ...offers];
    return priced({ lines, offers: all }).offers.some((one) => one.id === "o");
  };

  it("subtotals count undiscounted goods, or what earlier offers left", () => {
    expect(met({ kind: "min_subtotal", amountMinor: 2500 })).toBe(true);
    expect(met({ kind: "min_subtotal", amountMinor: 2501 })).toBe(false);
    expect(met({ kind: "min_subtotal", amountMinor: 501, ...tagged("b") })).toBe(false);
    const after = {
      kind: "min_subtotal",
      amountMinor: 2500,
      basis: "after_earlier_discounts",
    } as const;
    expect(met(after)).toBe(true);
    expect(met(after, order(1))).toBe(false);
    expect(met({ kind: "min_subtotal", amountMinor: 2500 }, order(1))).toBe(true);
  });

  it("quantities count over lines, or in one line alone", () => {
    expect(met({ kind: "min_quantity", quantityMilli: 3000 })).toBe(true);
    expect(met({ kind: "min_quantity", quantityMilli: 3001 })).toBe(false);
    expect(met({ kind: "min_quantity", quantityMilli: 2000, ...tagged("b") })).toBe(false);
    expect(met({ kind: "min_line_quantity", quantityMilli: 2000 })).toBe(true);
    expect(met({ kind: "min_line_quantity", quantityMilli: 3000 })).toBe(false);
    expect(met({ kind: "min_line_quantity", quantityMilli: 2000, ...tagged("b") })).toBe(false);
    expect(met({ kind: "contains", select: { tagsAny: ["b"] } })).toBe(true);
    expect(met({ kind: "contains", select: { tagsAny: ["z"] } })).toBe(false);
  });

  it("all conditions must hold, and fees are no goods", () => {
    const fees: FeeLine[] = [{ id: "fee", amountMinor: 9000, taxIds: [] }];
    const offer = anOffer("o", percent("10"), {
      conditions: [
        { kind: "min_subtotal", amountMinor: 2501 },
        { kind: "contains", select: { tagsAny: ["a"] } },
      ],
    });
    expect(priced({ lines, offers: [offer], more: { fees } }).offers).toEqual([]);
  });
});

describe("row 47: budgets", () => {
  const lines = [tee("a", 1000)];
  it.each([
    [{ spendLimitMinor: 500, spentMinor: 400 }, 100],
    [{ spendLimitMinor: 500, spentMinor: 401 }, 0],
    [{ spendLimitMinor: 99 }, 0],
    [{ useLimit: 2, used: 1 }, 100],
    [{ useLimit: 2, used: 2 }, 0],
    [{ useLimit: 0 }, 0],
  ])("%j takes off %i as a whole", (budget, expected) => {
    const offers = [anOffer("o", percent("10"), { budget })];
    expect(priced({ lines, offers }).totals.discountMinor).toBe(expected);
  });
});

describe("row 47: percent and fixed, each, line and across", () => {
  const lines = [tee("a", 1000, 3), tee("b", 250, 2)];

  it("off every unit, once per line, or one sum by value", () => {
    expect(off(lines, [fixed(100)])).toEqual([300, 200]);
    expect(off(lines, [fixed(300)])).toEqual([900, 500]);
    expect(off(lines, [fixed(100, { allocation: "line" })])).toEqual([100, 100]);
    expect(off(lines, [fixed(700, { allocation: "across" })])).toEqual([600, 100]);
    expect(off(lines, [fixed(700, { allocation: "across", ...tagged("b") })])).toEqual([0, 500]);
    expect(off(lines, [percent("33.3")])).toEqual([999, 167]);
    expect(off(lines, [percent("33.3", { target: "order" })])).toEqual([999, 167]);
  });

  it("a percentage of the order is rounded once, then shared", () => {
    const cents = [tee("a", 333), tee("b", 333), tee("c", 333)];
    expect(off(cents, [percent("50")])).toEqual([167, 167, 167]);
    expect(off(cents, [percent("50", { target: "order" })])).toEqual([167, 167, 166]);
    const down = { policy: { rounding: "half_down" } } as const;
    expect(off(cents, [percent("50")], down)).toEqual([166, 166, 166]);
  });

  it("counts units per line, over all lines, dearest or cheapest first, and in full groups", () => {
    expect(off(lines, [fixed(100, { maxUnitsPerLine: 1 })])).toEqual([100, 100]);
    expect(off(lines, [fixed(100, { maxUnits: 4 })])).toEqual([300, 100]);
    expect(off(lines, [fixed(100, { maxUnits: 4, pick: "cheapest" })])).toEqual([200, 200]);
    expect(off(lines, [percent("50", { maxUnits: 1 })])).toEqual([500, 0]);
    expect(off(lines, [fixed(100, { groupSize: 2 })])).toEqual([300, 100]);
    expect(off(lines, [fixed(100, { groupSize: 6 })])).toEqual([0, 0]);
    expect(off(lines, [fixed(100, { groupSize: 2, maxUnitsPerLine: 1 })])).toEqual([100, 100]);
    const dear = [tee("a", 250, 2), tee("b", 1000, 2)];
    expect(off(dear, [fixed(100, { maxUnits: 3 })])).toEqual([100, 200]);
  });

  it("a unit gives no more than it costs, however many units the line has", () => {
    expect(off([tee("a", 100, 3)], [fixed(150, { maxUnits: 2 })])).toEqual([200]);
    const floored = [tee("a", 5000, 3, { floorUnitPriceMinor: 4500 })];
    expect(off(floored, [fixed(1000, { maxUnits: 1 })])).toEqual([500]);
    expect(off(floored, [percent("50")])).toEqual([1500]);
    expect(off([tee("a", 100, 2, { floorUnitPriceMinor: 200 })], [percent("50")])).toEqual([0]);
  });

  it("the next offer for one unit takes the unit with most left", () => {
    const one = fixed(60, { maxUnits: 1 });
    expect(off([tee("a", 100, 2)], [one, one])).toEqual([120]);
    expect(off([tee("a", 100, 2)], [one, one, one])).toEqual([160]);
  });

  it("a weighed floor is rounded up, so that no part of it is given away", () => {
    const ham = aPriceLine("ham", 2000, { floorUnitPriceMinor: 1999 });
    expect(off([{ ...ham, quantityMilli: 350 }], [percent("50")])).toEqual([0]);
  });

  it("is limited to a sum, with or without tax", () => {
    expect(off(lines, [percent("10", { maxAmountMinor: 175 })])).toEqual([150, 25]);
    expect(off(lines, [percent("10", { target: "order", maxAmountMinor: 70 })])).toEqual([60, 10]);
    const added = lines.map((line) => ({ ...line, taxIds: ["v"] }));
    const vat = (included: boolean) => ({
      taxes: [
        { id: "v", kind: "percent", rate: "20", included, affectsLater: false, baseAffected: true },
      ] as const,
    });
    const gross = percent("50", { target: "order", maxGrossAmountMinor: 100 });
    expect(off(added, [gross], vat(false))).toEqual([71, 12]); // 100 / 1.2 = 83.33
    expect(off(added, [gross], vat(true))).toEqual([86, 14]);
  });

  it("a weighed line is one piece, and a fixed amount is per unit of its quantity", () => {
    const ham = { ...aPriceLine("ham", 2000, { tags: ["a"] }), quantityMilli: 350 };
    expect(off([ham], [fixed(100)])).toEqual([35]);
    expect(off([ham], [percent("10")])).toEqual([70]);
    expect(off([ham], [percent("10", { maxUnits: 1 })])).toEqual([70]);
  });
});

describe("row 47: tiers", () => {
  const byQuantity = fixed(0, {
    amountMinor: undefined,
    tiers: [
      { minQuantityMilli: 2000, amountMinor: 100 },
      { minQuantityMilli: 4000, amountMinor: 200 },
    ],
    ...tagged("a"),
  });
  it.each([
    [1, 0],
    [2, 200],
    [3, 300],
    [4, 800],
  ])("%i units of the selection take off %i", (quantity, expected) => {
    expect(off([tee("a", 1000, quantity), tee("b", 1000, 9)], [byQuantity])).toEqual([expected, 0]);
  });

  it("the last tier reached counts, in listed order", () => {
    const tiers = [
      { minSubtotalMinor: 2000, percent: "20" },
      { minSubtotalMinor: 1000, percent: "5" },
    ];
    expect(off([tee("a", 2000)], [percent("1", { tiers })])).toEqual([100]);
  });
});

describe("row 47: first and additional", () => {
  const first = (maxUnits: number, more: object = {}): OfferAction => ({
    kind: "first_and_additional",
    target: "items",
    firstMinor: 113,
    additionalMinor: 50,
    maxUnits,
    ...more,
  });
  it.each([
    [1, 0, 113],
    [3, 0, 213],
    [3, 2, 163],
    [3, 1, 113],
  ])("%i units, at most %i: %i", (quantity, most, expected) => {
    expect(off([tee("a", 1000, quantity)], [first(most)])).toEqual([expected]);
  });

  it("over the order it is one sum by value, and never more than the line", () => {
    expect(off([tee("a", 1000), tee("b", 1000)], [first(0, { target: "order" })])).toEqual([
      82, 81,
    ]);
    expect(off([tee("a", 100)], [first(0)])).toEqual([100]);
  });
});

describe("row 47: buy and get", () => {
  const buyGet = (buy: object, get: object, more: object = {}): OfferAction =>
    ({ kind: "buy_get", buy, get, percent: "100", ...more }) as OfferAction;
  const a2 = { ...tagged("a"), quantity: 2 };
  const b1 = { ...tagged("b"), quantity: 1 };

  it("gives once, or as often as full sets are there, or so many times", () => {
    const lines = [tee("a", 1000, 5), tee("b", 300, 3)];
    expect(off(lines, [buyGet(a2, b1)])).toEqual([0, 300]);
    expect(off(lines, [buyGet(a2, b1, { repeat: true })])).toEqual([0, 600]);
    expect(off(lines, [buyGet(a2, b1, { repeat: true, maxRepeats: 1 })])).toEqual([0, 300]);
    expect(off(lines, [buyGet(a2, { ...b1, quantity: 4 })])).toEqual([0, 0]);
  });

  it("takes a percentage or an amount off the units got, dearest first, later line first", () => {
    const lines = [
      tee("a", 1000, 2),
      aPriceLine("x", 300, { tags: ["b"] }),
      tee("b", 300),
      tee("c", 400),
    ];
    expect(off(lines, [buyGet(a2, b1)])).toEqual([0, 0, 300, 0]);
    const bc = { ...tagged("b", "c"), quantity: 2 };
    expect(off(lines, [buyGet(a2, bc, { percent: "50" })])).toEqual([0, 0, 150, 200]);
    const amount = buyGet(a2, bc, { percent: undefined, amountMinor: 350 });
    expect(off(lines, [amount])).toEqual([0, 0, 300, 350]);
    const cheap = buyGet(a2, { ...tagged("b", "c"), quantity: 1 }, { pick: "cheapest" });
    expect(off(lines, [cheap])).toEqual([0, 300, 0, 0]);
  });

  it("does not see units that an earlier one used", () => {
    const aa = buyGet({ ...tagged("a"), quantity: 1 }, { ...tagged("a"), quantity: 1 });
    expect(off([tee("a", 1000, 3)], [aa, aa])).toEqual([1000]);
    expect(off([tee("a", 1000, 4)], [aa, aa])).toEqual([2000]);
    expect(
      off([tee("a", 1000, 1000)], [buyGet({ quantity: 1 }, { quantity: 1 }, { repeat: true })]),
    ).toEqual([500_000]);
  });

  it("sees what is left of a unit, or in parallel its price", () => {
    const aa = buyGet(
      { ...tagged("a"), quantity: 1 },
      { ...tagged("a"), quantity: 1 },
      { percent: "50" },
    );
    const lines = [tee("a", 1000, 2)];
    expect(off(lines, [percent("10"), aa])).toEqual([200 + 450]);
    expect(off(lines, [percent("10"), aa], { policy: { stacking: "parallel" } })).toEqual([700]);
    expect(off(lines, [aa, percent("10")])).toEqual([500 + 150]);
  });
});

describe("row 47: bundles", () => {
  const bundle = (priceMinor: number, more: object = {}): OfferAction => ({
    kind: "bundle",
    items: [
      { ...tagged("a"), quantity: 1 },
      { ...tagged("b"), quantity: 2 },
    ],
    priceMinor,
    ...more,
  });

  it("a set costs its price, the difference shared by value", () => {
    const lines = [tee("a", 1000, 2), tee("b", 500, 4)];
    expect(off(lines, [bundle(1500)])).toEqual([250, 250]);
    expect(off(lines, [bundle(1500, { repeat: true })])).toEqual([500, 500]);
    expect(off(lines, [bundle(2000)])).toEqual([0, 0]);
    expect(off([tee("a", 1000), tee("b", 500)], [bundle(1)])).toEqual([0, 0]);
  });

  it("three for the price: one item of three", () => {
    const three: OfferAction = {
      kind: "bundle",
      items: [{ quantity: 3 }],
      priceMinor: 1000,
      repeat: true,
    };
    expect(off([tee("a", 400, 7)], [three])).toEqual([400]);
  });

  it("may contain another bundle, but never itself", () => {
    const inner = anOffer("inner", bundle(1500));
    const outer = (id: string, of: string): Offer =>
      anOffer(id, {
        kind: "bundle",
        items: [
          { ofOfferId: of, quantity: 1 },
          { ...tagged("c"), quantity: 1 },
        ],
        priceMinor: 2000,
      });
    const lines = [tee("a", 1000), tee("b", 500, 2), tee("c", 500)];
    const result = priced({ lines, offers: [outer("outer", "inner"), inner] });
    expect(result.offers).toEqual([{ id: "outer", amountMinor: 500 }]);
    expect(compileOffers([outer("x", "y"), outer("y", "x")])).toMatchObject({
      refusal: { code: "bundle-circular", position: "offers[0].action" },
    });
    expect(compileOffers([outer("x", "gone")])).toMatchObject({
      refusal: { code: "bundle-unknown" },
    });
  });
});

describe("row 47: fees", () => {
  const fees: FeeLine[] = [
    { id: "delivery", amountMinor: 600, taxIds: [], tags: ["express"] },
    { id: "wrapping", amountMinor: 300, taxIds: [] },
  ];
  const offFees = (action: object) => {
    const offers = [anOffer("o", { target: "fees", ...action } as OfferAction)];
    const result = priced({ lines: [tee("a", 1000)], offers, more: { fees } });
    expect(result.lines[0]?.discountMinor).toBe(0);
    return result.fees.map((fee) => fee.discountMinor);
  };
  it("takes off fees only: a percentage of each, a sum across, or off each", () => {
    expect(offFees({ kind: "percent", percent: "100" })).toEqual([600, 300]);
    expect(offFees({ kind: "fixed", amountMinor: 300 })).toEqual([200, 100]);
    expect(offFees({ kind: "fixed", amountMinor: 400, allocation: "each" })).toEqual([400, 300]);
    expect(offFees({ kind: "percent", percent: "50", ...tagged("express") })).toEqual([300, 0]);
    expect(offFees({ kind: "fixed", amountMinor: 5000 })).toEqual([600, 300]);
  });
});

describe("row 47: order, priority, exclusion, stacking", () => {
  const lines = [tee("a", 10_000)];
  const ids = (offers: readonly Offer[], byPriority = true) =>
    priced({
      lines,
      offers,
      policy: { order: byPriority ? "priority_desc" : "as_listed" },
    }).offers.map((one) => one.id);
  const at = (id: string, priority: number, more: Partial<Offer> = {}) =>
    anOffer(id, percent("10"), { priority, ...more });

  it("asks in listed order or by priority, ties as listed", () => {
    const offers = [at("x", 1), at("y", 2), at("z", 1)];
    expect(ids(offers)).toEqual(["y", "x", "z"]);
    expect(ids(offers, false)).toEqual(["x", "y", "z"]);
  });

  it("an exclusive offer stands alone, unless it does not apply", () => {
    const never: Condition = { kind: "min_subtotal", amountMinor: 99_999 };
    expect(ids([at("x", 5), at("y", 1, { exclusive: true }), at("z", 9)])).toEqual(["y"]);
    const low = at("low", 1, { exclusive: true });
    const high = at("high", 3, { exclusive: true, conditions: [never] });
    expect(ids([at("x", 5), low, high])).toEqual(["low"]);
    expect(ids([at("x", 5), high])).toEqual(["x"]);
  });

  it("percentages see what is left, or the original line, but never go below the floor", () => {
    const twice = [percent("60"), percent("60")];
    expect(off(lines, twice)).toEqual([8400]);
    expect(off(lines, twice, { policy: { stacking: "parallel" } })).toEqual([10_000]);
    const floored = [tee("a", 10_000, 1, { floorUnitPriceMinor: 3000 })];
    expect(off(floored, twice, { policy: { stacking: "parallel" } })).toEqual([7000]);
    const both = [tee("a", 6000, 1, { floorUnitPriceMinor: 5900 }), tee("b", 4000)];
    const parallel = { policy: { stacking: "parallel" } } as const;
    expect(off(both, [percent("10"), percent("10", { target: "order" })], parallel)).toEqual([
      100, 1400,
    ]);
  });

  it("what a floor keeps goes round again, by the named remainder", () => {
    const three = [
      tee("a", 5000, 1, { floorUnitPriceMinor: 4999 }),
      tee("b", 5000),
      tee("c", 5000),
    ];
    expect(off(three, [order(1000)])).toEqual([1, 500, 499]);
    expect(off(three, [order(1000)], { policy: { remainder: "last" } })).toEqual([1, 499, 500]);
    expect(off(three, [order(99_999)])).toEqual([1, 5000, 5000]);
  });
});

describe("row 47: who, where and when", () => {
  const lines = [tee("a", 1000)];
  const applies = (more: Partial<Offer>, context: Partial<OfferContext>) =>
    priced({
      lines,
      offers: [anOffer("o", percent("10"), more)],
      more: { context: { atMs: 0, ...context } },
    }).offers.length === 1;
  const hour = 60;
  const hourMs = 3_600_000;

  it("dates, with an exclusive end", () => {
    const window = { validFromMs: 100, validUntilMs: 200 };
    expect([99, 100, 199, 200].map((atMs) => applies(window, { atMs }))).toEqual([
      false,
      true,
      true,
      false,
    ]);
  });

  it("stores, channels, segments and coupons", () => {
    expect(applies({ storeIds: ["s1"] }, { storeId: "s1" })).toBe(true);
    expect(applies({ storeIds: ["s1"] }, {})).toBe(false);
    expect(applies({ channels: ["web"] }, { channel: "till" })).toBe(false);
    expect(applies({ segmentsAny: ["vip", "new"] }, { segments: ["old", "new"] })).toBe(true);
    expect(applies({ segmentsAny: ["vip"] }, { segments: [] })).toBe(false);
    expect(applies({ couponCodes: ["TEN"] }, { coupons: ["TEN"] })).toBe(true);
    expect(applies({ couponCodes: ["TEN"] }, { coupons: ["ten"] })).toBe(false);
  });

  it("days and hours of the store's own clock, over midnight too", () => {
    // The epoch began on a Thursday at 00:00 UTC.
    expect(applies({ daysOfWeek: [4] }, { atMs: 0 })).toBe(true);
    expect(applies({ daysOfWeek: [3] }, { atMs: 0, utcOffsetMinutes: -hour })).toBe(true);
    expect(applies({ daysOfWeek: [5] }, { atMs: 23 * hourMs, utcOffsetMinutes: hour })).toBe(true);
    const happy = { fromMinute: 17 * hour, untilMinute: 19 * hour };
    expect([16.99, 17, 18.99, 19].map((at) => applies(happy, { atMs: at * hourMs }))).toEqual([
      false,
      true,
      true,
      false,
    ]);
    const night = { fromMinute: 22 * hour, untilMinute: 2 * hour, daysOfWeek: [4] };
    const at = (hours: number) => applies(night, { atMs: hours * hourMs });
    expect([1, 21, 22, 25, 26].map(at)).toEqual([false, false, true, true, false]);
  });
});

describe("offers that are wrong", () => {
  const wrong: readonly (readonly [string, Offer])[] = [
    ["offer-without-effect", anOffer("o", percent("0"))],
    ["offer-without-effect", anOffer("o", fixed(0))],
    ["offer-without-effect", anOffer("o", percent("1", { tiers: [] }))],
    ["offer-without-effect", anOffer("o", percent("5"), { storeIds: [] })],
    ["offer-without-effect", anOffer("o", { kind: "bundle", items: [], priceMinor: 1 })],
    ["offer-percent-invalid", anOffer("o", percent("-5"))],
    ["offer-percent-invalid", anOffer("o", percent("ten"))],
    ["offer-amount-invalid", anOffer("o", fixed(-1))],
    ["offer-amount-invalid", anOffer("o", fixed(Number.NaN))],
    ["offer-selection-empty", anOffer("o", percent("5", { select: { tagsAny: [] } }))],
    [
      "offer-selection-empty",
      anOffer("o", percent("5", { select: { minUnitPriceMinor: 2, maxUnitPriceMinor: 1 } })),
    ],
    ["offer-quantity-invalid", anOffer("o", percent("5", { maxUnits: 0 }))],
    ["offer-quantity-invalid", anOffer("o", percent("5", { groupSize: 1.5 }))],
    ["offer-window-invalid", anOffer("o", percent("5"), { validFromMs: 2, validUntilMs: 2 })],
    ["offer-window-invalid", anOffer("o", percent("5"), { daysOfWeek: [0] })],
    ["offer-window-invalid", anOffer("o", percent("5"), { fromMinute: 1500 })],
    ["offer-kind-unknown", anOffer("o", { kind: "gift" } as unknown as OfferAction)],
  ];
  it.each(wrong)("%s", (code, offer) => {
    const refused = compileOffers([anOffer("fine"), offer]);
    expect(refused).toMatchObject({ refusal: { code, args: { offerId: "o" } } });
    if (!refused.ok) expect(refused.refusal.position).toMatch(/^offers\[1\]\./);
  });

  it("the same id twice", () => {
    expect(compileOffers([anOffer("o"), anOffer("o")])).toMatchObject({
      refusal: { code: "offer-duplicate", position: "offers[1]" },
    });
  });
});
