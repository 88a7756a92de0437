import fc from "fast-check";
import { expect, it } from "vitest";
import { expectReturn, type ReturnCaseData } from "#test/builders/case-returns.ts";
import { runCase } from "../../scripts/conformance/returns.ts";

// Any case the schema of return cases allows, held against an answer worked out from its words.
const sold = fc.record(
  {
    unit_price: fc.integer({ min: 0, max: 5_000 }),
    quantity: fc.integer({ min: 1, max: 5 }),
    discountPercent: fc.integer({ min: 0, max: 100 }),
    tax_rate: fc.constantFrom("0", "5", "8.875", "10", "23", "19.6"),
    tax_included: fc.boolean(),
  },
  { requiredKeys: ["unit_price", "quantity"] },
);
const fee = fc.record(
  {
    amount: fc.integer({ min: 0, max: 1_500 }),
    tax_rate: fc.constantFrom("10", "23"),
    tax_included: fc.boolean(),
  },
  { requiredKeys: ["amount"] },
);
const line = fc.constantFrom("l0", "l1");
const asked = fc.oneof(
  { weight: 4, arbitrary: unitsOf() },
  { weight: 1, arbitrary: fc.constant({ kind: "fee", fee: "ship" }) },
  { weight: 1, arbitrary: fc.constant({ kind: "everything" }) },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant("amount"),
      target: line,
      unit: fc.integer({ min: 1, max: 6 }),
      amount: fc.integer({ min: -5, max: 3_000 }),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant("amount"),
      target: fc.constant("ship"),
      amount: fc.integer({ min: 0, max: 900 }),
    }),
  },
);
const drawn = fc.record(
  {
    lines: fc.tuple(sold, sold),
    fee,
    prior_refunds: fc.array(fc.array(asked, { minLength: 1, maxLength: 2 }), { maxLength: 3 }),
    request: fc.array(asked, { maxLength: 3 }),
    tender: fc.constantFrom("cash", "card"),
    cash_rounding: fc.record({
      increment: fc.constantFrom(1, 5, 10),
      mode: fc.constantFrom("half_up", "half_down", "half_even", "floor", "ceiling"),
    }),
  },
  { requiredKeys: ["lines", "fee", "request"] },
);

function unitsOf() {
  return fc.record({
    kind: fc.constant("units"),
    line,
    quantity: fc.integer({ min: 0, max: 4 }),
  });
}

it("row 36: every return case of the schema comes to what its words say", () => {
  let given = 0;
  fc.assert(
    fc.property(drawn, ({ lines, fee: delivery, ...rest }) => {
      const data = JSON.parse(
        JSON.stringify({
          ...rest,
          lines: lines.map(({ discountPercent, ...one }, index) => ({
            id: `l${index}`,
            ...one,
            ...(discountPercent === undefined
              ? {}
              : {
                  discount: Math.floor((one.unit_price * one.quantity * discountPercent) / 100),
                }),
          })),
          fees: [{ id: "ship", ...delivery }],
        }),
      ) as ReturnCaseData;
      const expected = expectReturn(data);
      if (!("error" in expected)) given += 1;
      const outcome = runCase({ ...data, expect: expected });
      expect(outcome.actual).toMatchObject(expected);
      expect(outcome.passed).toBe(true);
    }),
    { numRuns: 3_000 },
  );
  expect(given).toBeGreaterThan(500);
});
