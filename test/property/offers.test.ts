import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { PriceLine } from "#shared/engine/pricing/input.ts";
import { priceLines } from "#shared/engine/pricing/price-lines.ts";
import type { Offer, OfferAction, OfferPolicy, Selection } from "#shared/engine/promotion/offer.ts";
import { anOffer, aPriceLine, aPricing, priced } from "#test/builders/pricing.ts";

const TAGS = ["a", "b", "c", "d"];
const tag = fc.constantFrom(...TAGS);

const line = fc.record({
  unitPriceMinor: fc.integer({ min: 0, max: 20_000 }),
  quantityMilli: fc.oneof(
    { weight: 4, arbitrary: fc.integer({ min: 1, max: 6 }).map((units) => units * 1000) },
    { weight: 1, arbitrary: fc.integer({ min: 1, max: 3000 }) },
  ),
  tags: fc.uniqueArray(tag, { maxLength: 2 }),
  floor: fc.option(fc.integer({ min: 0, max: 20_000 }), { nil: undefined }),
});

function linesOf(drawn: readonly (typeof line extends fc.Arbitrary<infer L> ? L : never)[]) {
  return drawn.map(
    ({ floor, ...one }, index): PriceLine => ({
      id: `l${index}`,
      ...one,
      taxIds: [["v20"], ["v5"], []][index % 3] as string[],
      ...(floor === undefined ? {} : { floorUnitPriceMinor: floor }),
    }),
  );
}

const select: fc.Arbitrary<Selection> = fc.oneof(
  tag.map((one) => ({ tagsAny: [one] })),
  fc.constant({}),
  fc.integer({ min: 0, max: 9000 }).map((minUnitPriceMinor) => ({ minUnitPriceMinor })),
);
const units = fc.integer({ min: 1, max: 4 });
const percent = fc.integer({ min: 1, max: 1100 }).map((tenth) => `${tenth / 10}`);
const itemsAction: fc.Arbitrary<OfferAction> = fc.oneof(
  fc.record(
    {
      kind: fc.constant("percent" as const),
      target: fc.constant("items" as const),
      percent,
      select,
      maxUnits: units,
      maxUnitsPerLine: units,
      groupSize: units,
      maxAmountMinor: fc.integer({ min: 1, max: 3000 }),
    },
    { requiredKeys: ["kind", "target", "percent", "select"] },
  ),
  fc.record(
    {
      kind: fc.constant("fixed" as const),
      target: fc.constant("items" as const),
      amountMinor: fc.integer({ min: 1, max: 4000 }),
      allocation: fc.constantFrom("each", "line", "across"),
      select,
      maxUnits: units,
    },
    { requiredKeys: ["kind", "target", "amountMinor", "select"] },
  ),
  fc.record(
    {
      kind: fc.constant("buy_get" as const),
      buy: fc.record({ select, quantity: units }),
      get: fc.record({ select, quantity: units }),
      percent,
      repeat: fc.boolean(),
    },
    { requiredKeys: ["kind", "buy", "get", "percent"] },
  ),
  fc.record({
    kind: fc.constant("bundle" as const),
    items: fc.array(fc.record({ select, quantity: units }), { minLength: 1, maxLength: 2 }),
    priceMinor: fc.integer({ min: 0, max: 20_000 }),
    repeat: fc.boolean(),
  }),
);
const orderAction: fc.Arbitrary<OfferAction> = fc.oneof(
  percent.map((one) => ({ kind: "percent" as const, target: "order" as const, percent: one })),
  fc.integer({ min: 1, max: 30_000 }).map((amountMinor) => ({
    kind: "fixed" as const,
    target: "order" as const,
    amountMinor,
  })),
);
const policy: fc.Arbitrary<Partial<OfferPolicy>> = fc.record({
  stacking: fc.constantFrom("sequential", "parallel"),
  order: fc.constantFrom("as_listed", "priority_desc"),
  remainder: fc.constantFrom("largest_remainder", "first", "last"),
  weights: fc.constantFrom("price", "gross"),
  rounding: fc.constantFrom("half_up", "half_down"),
});
const offersOf = (actions: readonly OfferAction[]): readonly Offer[] =>
  actions.map((action, index) => anOffer(`o${index}`, action, { priority: index % 3 }));

const taxes = [
  { id: "v20", rate: "20", included: true },
  { id: "v5", rate: "5.5", included: false },
].map((one) => ({ kind: "percent" as const, affectsLater: false, baseAffected: true, ...one }));

const sum = (list: readonly number[]) => list.reduce((total, one) => total + one, 0);

describe("laws of offers", () => {
  it("no line goes below its floor, parts sum to totals, unit discounts sum to the line", () => {
    fc.assert(
      fc.property(
        fc.array(line, { maxLength: 6 }),
        fc.array(fc.oneof(itemsAction, orderAction), { maxLength: 6 }),
        policy,
        (drawn, actions, rules) => {
          const lines = linesOf(drawn);
          const result = priced({ lines, offers: offersOf(actions), taxes, policy: rules });
          for (const [index, one] of result.lines.entries()) {
            const {
              unitPriceMinor,
              floorUnitPriceMinor = 0,
              quantityMilli,
            } = lines[index] as PriceLine;
            const floor = Math.min(unitPriceMinor, floorUnitPriceMinor) * quantityMilli;
            expect(one.afterDiscountMinor).toBeGreaterThanOrEqual(Math.floor(floor / 1000));
            expect(one.discountMinor).toBeGreaterThanOrEqual(0);
            expect(sum(one.adjustments.map((part) => part.amountMinor))).toBe(one.discountMinor);
            const byUnit = one.unitDiscounts.map((group) => group.units * group.discountMinor);
            expect(sum(byUnit)).toBe(one.discountMinor);
            if (quantityMilli % 1000 === 0) {
              for (const group of one.unitDiscounts) {
                const most = Math.max(0, unitPriceMinor - floorUnitPriceMinor);
                expect(group.discountMinor).toBeLessThanOrEqual(most + 1);
              }
            }
          }
          const { totals } = result;
          expect(sum(result.offers.map((one) => one.amountMinor))).toBe(totals.discountMinor);
          expect(sum(result.lines.map((one) => one.totalMinor))).toBe(totals.totalMinor);
          expect(sum(result.taxes.map((one) => one.taxMinor))).toBe(totals.taxMinor);
        },
      ),
      { numRuns: 2000 },
    );
  });

  it("a fixed sum over the order is given whole while the lines have room for it", () => {
    fc.assert(
      fc.property(
        fc.array(line, { minLength: 1, maxLength: 8 }),
        fc.integer({ min: 1, max: 60_000 }),
        policy,
        (drawn, amountMinor, rules) => {
          const lines = linesOf(drawn);
          const offer = anOffer("o", { kind: "fixed", target: "order", amountMinor });
          const result = priced({ lines, offers: [offer], taxes, policy: rules });
          const rooms = result.lines.map((one, index) => {
            const { floorUnitPriceMinor = 0, quantityMilli } = lines[index] as PriceLine;
            const floor = Math.ceil((floorUnitPriceMinor * quantityMilli) / 1000);
            return Math.max(0, one.beforeDiscountMinor - floor);
          });
          expect(result.totals.discountMinor).toBe(Math.min(amountMinor, sum(rooms)));
        },
      ),
      { numRuns: 500 },
    );
  });

  it("adding an unrelated line changes no other line's price under non-order offers", () => {
    fc.assert(
      fc.property(
        fc.array(line, { maxLength: 5 }),
        fc.array(itemsAction, { maxLength: 5 }),
        fc.nat({ max: 5 }),
        policy,
        (drawn, actions, place, rules) => {
          const named = actions.filter((action) => !JSON.stringify(action).includes('"select":{}'));
          const tagged = named.filter((one) => !JSON.stringify(one).includes("minUnitPrice"));
          const offers = offersOf(tagged);
          const lines = linesOf(drawn);
          const alone = priced({ lines, offers, taxes, policy: rules });
          const stranger = aPriceLine("stranger", 999, { tags: ["elsewhere"], taxIds: ["v20"] });
          const more = lines.toSpliced(place, 0, stranger);
          const joined = priced({ lines: more, offers, taxes, policy: rules });
          expect(joined.lines.filter((one) => one.id !== "stranger")).toEqual(alone.lines);
        },
      ),
      { numRuns: 1000 },
    );
  });

  it("the same input gives the same bytes, whatever the order of its keys", () => {
    fc.assert(
      fc.property(
        fc.array(line, { maxLength: 5 }),
        fc.array(fc.oneof(itemsAction, orderAction), { maxLength: 4 }),
        (drawn, actions) => {
          const lines = linesOf(drawn);
          const offers = offersOf(actions);
          const turned = lines.map(
            (one) => Object.fromEntries(Object.entries(one).reverse()) as unknown as PriceLine,
          );
          const first = JSON.stringify(priced({ lines, offers, taxes }));
          expect(JSON.stringify(priced({ lines: turned, offers, taxes }))).toBe(first);
        },
      ),
    );
  });

  it("figures of any kind are priced or refused, never thrown", () => {
    const odd = fc.oneof(
      fc.integer(),
      fc.double(),
      fc.constantFrom(Number.NaN, -0, 2 ** 53, 1e300, -1, 0.5, 900_000_000_000),
    );
    fc.assert(
      fc.property(
        fc.array(fc.record({ unitPriceMinor: odd, quantityMilli: odd, floorUnitPriceMinor: odd })),
        fc.array(fc.oneof(itemsAction, orderAction), { maxLength: 3 }),
        (drawn, actions) => {
          const lines = drawn.map((one, index) => ({ id: `l${index}`, taxIds: ["v20"], ...one }));
          const result = priceLines(aPricing({ lines, offers: offersOf(actions), taxes }));
          if (!result.ok) expect(result.refusal.position).toMatch(/^lines\[\d+\]\./);
        },
      ),
      { numRuns: 1000 },
    );
  });
});
