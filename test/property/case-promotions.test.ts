import fc from "fast-check";
import { expect, it } from "vitest";
import { expectPromotions, type PromotionCaseData } from "#test/builders/case-promotions.ts";
import { runCase } from "../../scripts/conformance/promotions.ts";

// Any case the schema of promotion cases allows, held against an answer worked out from its words.
const optional = <Value>(value: fc.Arbitrary<Value>) => fc.option(value, { nil: undefined });
const tags = fc.subarray(["x", "y", "z"]);
const price = fc.oneof(fc.integer({ min: 0, max: 12_000 }), fc.constantFrom(1, 5, 1395, 333, 100));
const goods = fc
  .record({
    unit_price: price,
    quantity: fc.integer({ min: 1, max: 6 }),
    tags,
    regular_unit_price: optional(price),
    floor: optional(fc.integer({ min: 0, max: 100 })),
    tax_rate: optional(fc.constantFrom("0", "5", "8.875", "10", "20")),
    tax_included: optional(fc.boolean()),
  })
  .map(({ floor, ...one }) => ({
    ...one,
    ...(floor === undefined
      ? {}
      : { floor_unit_price: Math.floor((one.unit_price * floor) / 100) }),
  }));
const select = optional(
  fc.record(
    {
      tags_any: fc.subarray(["x", "y", "z"], { minLength: 1 }),
      min_unit_price: fc.integer({ min: 0, max: 3_000 }),
      max_unit_price: fc.integer({ min: 3_000, max: 12_000 }),
      exclude_marked_down: fc.boolean(),
    },
    { requiredKeys: [] },
  ),
);
const percentText = fc.constantFrom("10", "15", "20", "50", "100", "33.33", "7.5", "12.25");
const cents = fc.integer({ min: 1, max: 4_000 });
const valued = (kind: string, value: fc.Arbitrary<string | number>) =>
  fc.record(
    {
      kind: fc.constant(kind),
      target: fc.constantFrom("items", "items", "order", "fees"),
      value,
      select,
      allocation: fc.constantFrom("each", "line", "across"),
      max_amount: fc.integer({ min: 1, max: 3_000 }),
      tiers: fc.array(
        fc.record(
          {
            min_subtotal: fc.integer({ min: 0, max: 20_000 }),
            min_quantity: fc.integer({ min: 0, max: 8 }),
            value,
          },
          { requiredKeys: ["value"] },
        ),
        { minLength: 1, maxLength: 3 },
      ),
    },
    { requiredKeys: ["kind", "target", "value", "allocation"] },
  );
const side = fc.record({
  select: fc.record({ tags_any: fc.subarray(["x", "y", "z"], { minLength: 1 }) }),
  quantity: fc.integer({ min: 1, max: 3 }),
});
const action = fc.oneof(
  valued("percent", percentText),
  valued("fixed", cents),
  fc.record(
    {
      kind: fc.constant("first_and_additional"),
      target: fc.constant("items"),
      first: fc.integer({ min: 1, max: 500 }),
      additional: fc.integer({ min: 0, max: 500 }),
      max_units: fc.integer({ min: 0, max: 4 }),
      select,
    },
    { requiredKeys: ["kind", "target", "first", "additional"] },
  ),
);
const condition = fc.oneof(
  fc.record(
    {
      kind: fc.constant("min_subtotal"),
      amount: fc.integer({ min: 0, max: 12_000 }),
      select,
      basis: fc.constantFrom("undiscounted", "after_earlier_discounts"),
    },
    { requiredKeys: ["kind", "amount"] },
  ),
  fc.record({
    kind: fc.constant("min_quantity"),
    quantity: fc.integer({ min: 0, max: 9 }),
    select,
  }),
  fc.record({ kind: fc.constant("min_line_quantity"), quantity: fc.integer({ min: 1, max: 6 }) }),
  fc.record({ kind: fc.constant("contains"), select }),
);
const promotionOf = (one: fc.Arbitrary<unknown>) =>
  fc.record(
    {
      conditions: fc.oneof(
        { weight: 2, arbitrary: fc.constant([]) },
        { weight: 1, arbitrary: fc.array(condition, { maxLength: 2 }) },
      ),
      action: one,
      priority: fc.integer({ min: 0, max: 4 }),
      exclusive: fc.boolean(),
      budget: fc.record({
        spend_limit: fc.integer({ min: 0, max: 30_000 }),
        spent: fc.integer({ min: 0, max: 2_000 }),
        use_limit: fc.integer({ min: 1, max: 5 }),
        used: fc.integer({ min: 0, max: 2 }),
      }),
    },
    { requiredKeys: ["conditions", "action"] },
  );
const policy = fc.record(
  {
    order: fc.constantFrom("as_listed", "priority_desc"),
    stacking: fc.constantFrom("sequential", "parallel"),
    rounding: fc.constantFrom("half_up", "half_down"),
    remainder: fc.constantFrom("largest_remainder", "first", "last"),
    weights: fc.constantFrom("gross", "price"),
  },
  { requiredKeys: ["order", "stacking", "rounding", "remainder"] },
);
const caseOf = (one: fc.Arbitrary<unknown>) =>
  fc.record({
    lines: fc.array(goods, { minLength: 1, maxLength: 5 }),
    fees: fc.array(fc.record({ amount: fc.integer({ min: 0, max: 2_000 }) }), { maxLength: 2 }),
    promotions: fc.array(promotionOf(one), { minLength: 1, maxLength: 4 }),
    policy,
  });

/** Whether at least so many of the cases took something off: a law about nothing is none. */
function holdEvery(drawn: ReturnType<typeof caseOf>, least: number): void {
  let effective = 0;
  fc.assert(
    fc.property(drawn, (one) => {
      const text = JSON.stringify({
        currency: { code: "USD", exponent: 2 },
        ...one,
        lines: one.lines.map((line, index) => ({ id: `l${index}`, ...line })),
        fees: one.fees.map((fee, index) => ({ id: `f${index}`, ...fee })),
        promotions: one.promotions.map((promotion, index) => ({
          id: `p${index}`,
          ...(promotion as object),
        })),
      });
      const expected = expectPromotions(JSON.parse(text) as PromotionCaseData);
      if (expected.discount_total > 0) effective += 1;
      const outcome = runCase({ ...JSON.parse(text), expect: expected });
      expect(outcome.actual).toMatchObject(expected);
      expect(outcome.passed).toBe(true);
    }),
    { numRuns: 3_000 },
  );
  expect(effective).toBeGreaterThan(least);
}

it("row 47: percent, fixed, tiers, first and additional come to what the schema says", () => {
  holdEvery(caseOf(action), 1_200);
});

it("row 47: buy and get comes to what the schema says", () => {
  const buyGet = fc.record(
    {
      kind: fc.constant("buy_get"),
      target: fc.constant("items"),
      buy: side,
      get: side,
      value: fc.constantFrom("100", "50", "25"),
      value_kind: fc.constant("percent"),
      repeat: fc.boolean(),
      pick: fc.constant("most_expensive"),
    },
    { requiredKeys: ["kind", "target", "buy", "get", "value"] },
  );
  holdEvery(caseOf(buyGet), 500);
});
