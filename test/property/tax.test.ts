import fc from "fast-check";
import { expect, it } from "vitest";
import { allocate, REMAINDER_RULES } from "#shared/base/allocate.ts";
import { ROUNDING_MODES, roundRatio, roundRatioBig } from "#shared/base/rounding.ts";
import { computeTax } from "#shared/engine/tax/compute.ts";
import { compileTaxes } from "#shared/engine/tax/rules.ts";

it("rounding as numbers equals rounding as big integers", () => {
  fc.assert(
    fc.property(
      fc.maxSafeInteger(),
      fc.integer({ min: 1, max: 2 ** 40 }),
      fc.constantFrom(...ROUNDING_MODES),
      (above, below, mode) => {
        const big = roundRatioBig(BigInt(above), BigInt(below), mode);
        expect(roundRatio(above, below, mode)).toBe(Number(big));
      },
    ),
  );
});

it("shares sum to the whole, follow the sign, and a weight of zero gets nothing", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: -1_000_000, max: 1_000_000 }),
      fc.array(fc.nat({ max: 100_000 }), { minLength: 1, maxLength: 12 }),
      fc.constantFrom(...REMAINDER_RULES),
      (amountMinor, weights, remainder) => {
        const shared = allocate({ amountMinor, weights, remainder });
        expect(shared.ok).toBe(weights.some((weight) => weight > 0));
        if (!shared.ok) return;
        expect(shared.value.reduce((sum, share) => sum + share, 0)).toBe(amountMinor);
        for (const [index, share] of shared.value.entries()) {
          if (weights[index] === 0) expect(share).toBe(0);
          expect(share * amountMinor >= 0).toBe(true);
        }
      },
    ),
  );
});

const rule = fc.record({
  kind: fc.constantFrom("percent", "percent", "fixed", "division"),
  rate: fc.integer({ min: 0, max: 3_000 }),
  included: fc.boolean(),
  affectsLater: fc.boolean(),
  baseAffected: fc.boolean(),
});
const line = fc.record({
  unitPriceMinor: fc.integer({ min: -5_000, max: 500_000 }),
  quantityMilli: fc.oneof(
    fc.integer({ min: -9, max: 20 }).map((n) => n * 1000),
    fc.integer({ min: 1, max: 5_000 }),
  ),
  mask: fc.nat({ max: 7 }),
});

it("tax parts sum to the totals of line and basket in every scope", () => {
  fc.assert(
    fc.property(
      fc.tuple(rule, rule, rule),
      fc.array(line, { maxLength: 6 }),
      fc.constantFrom("unit", "line", "document"),
      fc.constantFrom(1, 5),
      (rules, lines, scope, incrementMinor) => {
        const compiled = compileTaxes(
          rules.map(({ rate, ...one }, index) => ({
            ...one,
            id: `t${index}`,
            rate: `${Math.trunc(rate / 100)}.${String(rate % 100).padStart(2, "0")}`,
            amountMinor: rate,
          })),
        );
        if (!compiled.ok) throw new Error(compiled.refusal.code);
        const plain = lines.map(({ mask, ...one }, index) => ({
          ...one,
          id: `l${index}`,
          taxIds: [0, 1, 2].filter((bit) => mask & (1 << bit)).map((bit) => `t${bit}`),
        }));
        const rounding = { scope, mode: "half_up", incrementMinor } as const;
        const result = computeTax(plain, compiled.value, rounding);
        if (!result.ok) throw new Error(result.refusal.code);
        const { value } = result;
        const sum = (list: readonly number[]) => list.reduce((total, one) => total + one, 0);
        for (const one of value.lines) {
          expect(sum(one.taxes.map((part) => part.taxMinor))).toBe(one.taxMinor);
          expect(one.baseMinor + one.taxMinor).toBe(one.totalMinor);
        }
        expect(sum(value.lines.map((one) => one.totalMinor))).toBe(value.totalMinor);
        expect(sum(value.taxes.map((one) => one.taxMinor))).toBe(value.taxMinor);
        expect(value.baseMinor + value.taxMinor).toBe(value.totalMinor);
        for (const part of value.taxes) expect(part.taxMinor % incrementMinor === 0).toBe(true);
      },
    ),
  );
});
