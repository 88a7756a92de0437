import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { explainLines } from "#shared/engine/explain/explain-lines.ts";
import type { PriceLine } from "#shared/engine/pricing/input.ts";
import { priceLines } from "#shared/engine/pricing/price-lines.ts";
import type { Offer, OfferAction, OfferPolicy, Selection } from "#shared/engine/promotion/offer.ts";
import { anOffer, aPriceLine, aPricing, priced, valueOfResult } from "#test/builders/pricing.ts";

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

describe("row 49: the law of hints", () => {
  const condition = fc.oneof(
    fc.record({
      kind: fc.constant("min_subtotal" as const),
      amountMinor: fc.integer({ min: 1, max: 40_000 }),
      select: tag.map((one) => ({ tagsAny: [one] })),
    }),
    fc.record({
      kind: fc.constantFrom("min_quantity" as const, "min_line_quantity" as const),
      quantityMilli: units.map((one) => one * 1000),
      select: tag.map((one) => ({ tagsAny: [one] })),
    }),
    tag.map((one) => ({ kind: "contains" as const, select: { tagsAny: [one] } })),
  );
  const side = fc.record({ select: tag.map((one) => ({ tagsAny: [one] })), quantity: units });
  const action: fc.Arbitrary<OfferAction> = fc.oneof(
    tag.map((one) => ({
      kind: "percent" as const,
      target: "items" as const,
      percent: "50",
      select: { tagsAny: [one] },
    })),
    fc.tuple(units, tag).map(([groupSize, one]) => ({
      kind: "fixed" as const,
      target: "items" as const,
      amountMinor: 100,
      groupSize: groupSize + 1,
      select: { tagsAny: [one] },
    })),
    fc.record({ buy: side, get: side }).map((sides) => ({
      kind: "buy_get" as const,
      percent: "50",
      ...sides,
    })),
    fc.array(side, { minLength: 1, maxLength: 2 }).map((items) => ({
      kind: "bundle" as const,
      items,
      priceMinor: 1,
    })),
    fc.tuple(fc.integer({ min: 2, max: 30_000 }), tag).map(([minSubtotalMinor, one]) => ({
      kind: "percent" as const,
      target: "items" as const,
      select: { tagsAny: [one] },
      tiers: [{ minSubtotalMinor, percent: "50" }],
    })),
  );
  const simpleLine = fc.record({
    unitPriceMinor: fc.integer({ min: 100, max: 5000 }),
    quantity: units,
    tag,
  });

  it("doing what a hint says makes the offer apply, doing only part of it does not", () => {
    let [hints, parts] = [0, 0];
    fc.assert(
      fc.property(
        fc.array(simpleLine, { minLength: 1, maxLength: 5 }),
        action,
        fc.array(condition, { maxLength: 2 }),
        (drawn, what, conditions) => {
          const lines = drawn.map((one, index) =>
            aPriceLine(`l${index}`, one.unitPriceMinor, {
              quantity: one.quantity,
              tags: [one.tag],
            }),
          );
          const offers = [anOffer("o", what, { conditions })];
          const explained = valueOfResult(explainLines(aPricing({ lines, offers })));
          const hint = explained.offers.find((one) => one.state === "missing");
          if (hint === undefined) return;
          hints += 1;
          const applies = (basket: readonly PriceLine[]) =>
            priced({ lines: basket, offers }).offers.length > 0;
          expect(applies(follow(lines, hint.missing, hint.missing))).toBe(true);
          for (let skipped = 0; skipped < hint.missing.length; skipped += 1) {
            for (const part of partsOf(hint.missing[skipped] as Step)) {
              parts += 1;
              const some = hint.missing.toSpliced(skipped, 1, ...part);
              expect(applies(follow(lines, some, hint.missing))).toBe(false);
            }
          }
        },
      ),
      { numRuns: 10_000 },
    );
    expect(hints).toBeGreaterThan(3000);
    expect(parts).toBeGreaterThan(hints);
  });

  type Step = ReturnType<typeof stepsOf>[number];

  function stepsOf(lines: readonly PriceLine[], offers: readonly Offer[]) {
    return valueOfResult(explainLines(aPricing({ lines, offers }))).offers.flatMap(
      (one) => one.missing,
    );
  }

  /** A step left out, one unit short, and one minor unit short. */
  function partsOf(step: Step): readonly (readonly Step[])[] {
    const parts: (readonly Step[])[] = [[]];
    if (step.quantityMilli > 1000) {
      parts.push([{ ...step, quantityMilli: step.quantityMilli - 1000 }]);
    }
    if (step.amountMinor > 1) parts.push([{ ...step, amountMinor: step.amountMinor - 1 }]);
    return parts;
  }

  function sameGoods(left: Step, right: Step): boolean {
    return JSON.stringify(left.select) === JSON.stringify(right.select);
  }

  /** The basket after doing the steps with goods that nothing else asks for. */
  function follow(
    lines: readonly PriceLine[],
    steps: readonly Step[],
    hint: readonly Step[],
  ): readonly PriceLine[] {
    let basket = [...lines];
    for (const [index, step] of steps.entries()) {
      if (step.code === "add-to-line") {
        basket = basket.map((one) =>
          one.id === step.lineId
            ? { ...one, quantityMilli: one.quantityMilli + step.quantityMilli }
            : one,
        );
        continue;
      }
      const tags = step.select.tagsAny?.slice(0, 1) ?? ["elsewhere"];
      // A step done in full brings goods of some value; one done short just what it says, less.
      const shortened = (one: Step) => !hint.includes(one) && sameGoods(one, step);
      const full = !steps.some(shortened);
      const units = Math.max(1, step.quantityMilli / 1000);
      if (step.code === "add-in-one-line") {
        const each = step.amountMinor / units;
        const unit = full ? Math.max(200, Math.ceil(each)) : Math.floor(each);
        basket.push(aPriceLine(`u${index}`, unit, { tags, quantity: units }));
        continue;
      }
      for (let unit = 0; unit < units; unit += 1) {
        const exact = unit === 0 ? step.amountMinor : 0;
        const price = full ? Math.max(200, exact) : exact;
        basket.push(aPriceLine(`s${index}.${unit}`, price, { tags }));
      }
    }
    return basket;
  }
});
