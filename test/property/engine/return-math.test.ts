import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  openLedger,
  type ReturnRequest,
  refund,
  refundableMinor,
} from "#shared/engine/return-math.ts";
import { grossOf, partsOfPriced, partsOfSettled } from "#shared/engine/return-math-parts.ts";

const line = fc
  .record({
    kind: fc.constantFrom("unit" as const, "fee" as const),
    unitPriceMinor: fc.integer({ min: 0, max: 5_000 }),
    units: fc.integer({ min: 1, max: 5 }),
    share: fc.integer({ min: 0, max: 100 }),
    taxRate: fc.constantFrom("0", "5.5", "7", "19", "23", "100"),
    taxIncluded: fc.boolean(),
  })
  .map(({ share, ...rest }) => ({
    ...rest,
    units: rest.kind === "fee" ? 1 : rest.units,
    discountMinor: Math.floor(
      (rest.unitPriceMinor * (rest.kind === "fee" ? 1 : rest.units) * share) / 100,
    ),
  }));
const sale = fc
  .array(line, { minLength: 1, maxLength: 4 })
  .map((lines) => lines.map((one, index) => ({ ...one, id: `l${index}` })));
const target = fc.integer({ min: 0, max: 4 }).map((index) => `l${index}`);
const amountMinor = fc.integer({ min: -5, max: 6_000 });
const request: fc.Arbitrary<ReturnRequest> = fc.oneof(
  fc.record({
    kind: fc.constant("units" as const),
    line: target,
    units: fc.integer({ min: -1, max: 6 }),
  }),
  fc.record({
    kind: fc.constant("amount" as const),
    target,
    amountMinor,
    unit: fc.integer({ min: 1, max: 5 }),
  }),
  fc.record({ kind: fc.constant("order-amount" as const), amountMinor }),
  fc.record({ kind: fc.constant("fee" as const), fee: target }),
);

describe("the law of returns", () => {
  test("no run of refunds gives back more than was paid, and everything is everything", () => {
    fc.assert(
      fc.property(
        sale,
        fc.array(fc.array(request, { maxLength: 3 }), { maxLength: 8 }),
        (lines, runs) => {
          const parts = partsOfPriced(lines);
          // A discount shared unevenly can pass the price of one unit by a cent: no such sale.
          if (!parts.ok) return;
          const paid = parts.value.reduce((sum, part) => sum + grossOf(part), 0);
          const paidTax = parts.value.reduce((sum, part) => sum + grossOf(part) - part.netMinor, 0);
          let ledger = openLedger(parts.value);
          let back = 0;
          let backTax = 0;
          const seen = new Map<string, number>();
          const count = (done: {
            items: readonly { target: string; unit: number; totalMinor: number }[];
          }) => {
            for (const item of done.items) {
              const key = `${item.target}/${item.unit}`;
              seen.set(key, (seen.get(key) ?? 0) + item.totalMinor);
            }
          };
          for (const run of [...runs, [{ kind: "everything" as const }]]) {
            const done = refund(ledger, run);
            if (!done.ok) continue;
            ledger = done.value.ledger;
            back += done.value.totalMinor;
            backTax += done.value.taxMinor;
            count(done.value);
            expect(done.value.totalMinor).toBeGreaterThanOrEqual(0);
            expect(done.value.netMinor + done.value.taxMinor).toBe(done.value.totalMinor);
            expect(done.value.refundedMinor).toBe(back);
            expect(back).toBeLessThanOrEqual(paid);
            expect(done.value.state).toBe(back === paid ? "refunded" : "partially_refunded");
          }
          expect([back, refundableMinor(ledger)]).toEqual([paid, 0]);
          if (paid > 0) expect(backTax).toBe(paidTax);
          // Money for the order as a whole lies on no part.
          if (runs.flat().some((one) => one.kind === "order-amount")) return;
          for (const part of parts.value) {
            expect(seen.get(`${part.target}/${part.unit}`) ?? 0).toBe(grossOf(part));
          }
        },
      ),
      { numRuns: 2_000 },
    );
  });

  test("units of a settled line differ by a cent at most and sum to it", () => {
    const taxes = fc.array(fc.integer({ min: 0, max: 300 }), { maxLength: 3 });
    const units = fc.integer({ min: 1, max: 7 });
    fc.assert(
      fc.property(units, fc.integer({ min: 0, max: 500 }), taxes, (count, netMinor, amounts) => {
        const parts = partsOfSettled([
          {
            kind: "unit",
            id: "a",
            units: count,
            netMinor,
            taxes: amounts.map((taxMinor, index) => ({ key: `t${index}`, taxMinor })),
          },
        ]);
        if (!parts.ok) throw new Error(parts.refusal.code);
        const worth = parts.value.map(grossOf);
        expect(Math.max(...worth) - Math.min(...worth)).toBeLessThanOrEqual(1);
        expect(parts.value.every((part) => part.netMinor >= 0)).toBe(true);
        expect(parts.value.reduce((sum, part) => sum + part.netMinor, 0)).toBe(netMinor);
        amounts.forEach((taxMinor, index) => {
          const sum = parts.value.reduce(
            (all, part) => all + (part.taxes[index]?.taxMinor ?? 0),
            0,
          );
          expect(sum).toBe(taxMinor);
        });
      }),
      { numRuns: 2_000 },
    );
  });

  test("a refused request changes nothing, and a request is the sum of its parts", () => {
    fc.assert(
      fc.property(sale, fc.array(request, { minLength: 1, maxLength: 4 }), (lines, requests) => {
        const parts = partsOfPriced(lines);
        if (!parts.ok) return;
        const ledger = openLedger(parts.value);
        const before = JSON.stringify(ledger);
        const together = refund(ledger, requests);
        expect(JSON.stringify(ledger)).toBe(before);
        if (!together.ok) return;
        let step = ledger;
        let sum = 0;
        for (const one of requests) {
          const done = refund(step, [one]);
          if (!done.ok) {
            expect(done.refusal.code).toBe("return-nothing-to-refund");
            continue;
          }
          step = done.value.ledger;
          sum += done.value.totalMinor;
        }
        expect(sum).toBe(together.value.totalMinor);
      }),
      { numRuns: 1_000 },
    );
  });
});
