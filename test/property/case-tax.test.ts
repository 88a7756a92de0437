import fc from "fast-check";
import { expect, it } from "vitest";
import {
  type CaseTax,
  type CaseTaxLine,
  expectTax,
  type TaxCaseData,
} from "#test/builders/case-tax.ts";
import { runCase } from "../../scripts/conformance/tax.ts";

// Any case the schema of tax cases allows, held against an answer worked out from its words alone.
const optional = <Value>(value: fc.Arbitrary<Value>) => fc.option(value, { nil: undefined });
const rate = fc.oneof(
  fc.constantFrom("0", "5", "10", "20", "8.875", "0.25", "2.1", "19.6", "100", "33.3333"),
  fc.integer({ min: 0, max: 3_500 }).map((hundredth) => `${hundredth / 100}`),
);
const tax = fc.record({
  kind: fc.constantFrom("percent", "percent", "percent", "fixed", "division"),
  rate,
  amount: fc.integer({ min: 0, max: 500 }),
  included: optional(fc.boolean()),
  affects_later: optional(fc.boolean()),
  base_affected: optional(fc.boolean()),
});
const line = fc.record({
  unit_price: fc.oneof(
    fc.integer({ min: -5_000, max: 50_000 }),
    fc.constantFrom(0, 1, -1, 399_999_999, 5, 15, 25),
  ),
  quantity: fc.constantFrom("1", "1", "2", "3", "7", "-1", "-3", "0.5", "1.333", "-0.25", "12.000"),
  discount: optional(fc.constantFrom(0, 1, 33, 100, 570)),
  mask: fc.integer({ min: 0, max: 15 }),
});
const drawn = fc.record({
  taxes: fc.array(tax, { maxLength: 4 }),
  lines: fc.array(line, { minLength: 1, maxLength: 5 }),
  scope: fc.constantFrom("unit", "line", "document"),
  total: fc.constantFrom(undefined, "keep_included_price", "sum_of_parts"),
  increment: fc.constantFrom(1, 1, 1, 5, 10, 100),
  shuffled: fc.boolean(),
});

it("row 50: every tax case of the schema comes to what its words say", () => {
  let held = 0;
  fc.assert(
    fc.property(drawn, ({ taxes, lines, scope, total, increment, shuffled }) => {
      const named = taxes.map((one, index) => ({ id: `t${index}`, ...one }) as CaseTax);
      const data: TaxCaseData = {
        id: "drawn",
        currency: { code: "XXX", exponent: 2, increment },
        rounding: { mode: "half_up", scope, ...(total === undefined ? {} : { total }) },
        taxes: named,
        lines: lines.map(({ mask, ...one }, index): CaseTaxLine => {
          const ids = named.filter((_, bit) => mask & (1 << bit)).map(({ id }) => id);
          return { id: `l${index}`, ...one, taxes: shuffled ? ids.reverse() : ids } as CaseTaxLine;
        }),
      };
      const expected = expectTax(data);
      if (expected === undefined) return;
      held += 1;
      const outcome = runCase(JSON.parse(JSON.stringify({ ...data, expect: expected })));
      expect(outcome.actual).toMatchObject(expected);
      expect(outcome.passed).toBe(true);
    }),
    { numRuns: 3_000 },
  );
  expect(held).toBeGreaterThan(2_000);
});
