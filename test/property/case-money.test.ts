import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  type Fraction,
  fraction,
  minus,
  over,
  plus,
  rounded,
  roundedTo,
  times,
} from "#test/builders/case-fraction.ts";
import { runCase } from "../../scripts/conformance/money.ts";

// Any case the schema of money cases allows, held against an answer worked out from its words.
const MODES =
  "half_up half_down half_even half_odd half_ceiling half_floor ceiling floor toward_zero away_from_zero";
const mode = fc.constantFrom(...MODES.split(" "));
const whole = fc.oneof(
  fc.integer({ min: -1_000_000, max: 1_000_000 }),
  fc.constantFrom(0, 1, -1, 5, -5, 15, 25, Number.MAX_SAFE_INTEGER / 4 - 1),
);
const decimal = fc
  .tuple(fc.integer({ min: -99_999, max: 99_999 }), fc.integer({ min: 0, max: 4 }))
  .map(([digits, places]) => {
    const text = String(Math.abs(digits)).padStart(places + 1, "0");
    const cut = text.length - places;
    const point = places === 0 ? text : `${text.slice(0, cut)}.${text.slice(cut)}`;
    return digits < 0 ? `-${point}` : point;
  });

function hold<Drawn>(drawn: fc.Arbitrary<Drawn>, answer: (one: Drawn) => unknown): void {
  fc.assert(
    fc.property(drawn, (one) => {
      const expected = answer(one);
      const outcome = runCase({ ...one, expect: expected });
      expect(outcome.actual).toEqual(
        typeof expected === "object" && expected !== null && !Array.isArray(expected)
          ? expect.objectContaining(expected)
          : expected,
      );
      expect(outcome.passed).toBe(true);
    }),
    { numRuns: 2_000 },
  );
}

describe("money cases of the schema come to what its words say", () => {
  it("round, divide and round to a step, in all ten modes", () => {
    const kind = <Name extends string>(name: Name) => fc.constant(name);
    hold(
      fc.record({ kind: kind("round"), value: decimal, mode }),
      (one) => rounded(fraction(one.value), one.mode) + 0,
    );
    const below = fc.constantFrom(1, 2, 3, 5, 7, 10, 12, 100, -4, -10);
    hold(
      fc.record({ kind: kind("divide"), numerator: whole, denominator: below, mode }),
      (one) => rounded(over(fraction(one.numerator), fraction(one.denominator)), one.mode) + 0,
    );
    const step = fc.constantFrom(1, 2, 5, 10, 25, 50, 100);
    hold(fc.record({ kind: kind("round_to_step"), amount: whole, step, mode }), (one) =>
      roundedTo(fraction(one.amount), one.step, one.mode),
    );
  });

  it("allocate by every remainder rule, in steps, over decimals and fractions", () => {
    const weight = fc.constantFrom("0", "1", "2", "30", "0.5", "1.25", "1/3", "2/7", "100", "-1");
    hold(
      fc.record(
        {
          kind: fc.constant("allocate"),
          amount: fc.integer({ min: -20_000, max: 20_000 }),
          weights: fc.array(weight, { maxLength: 6 }),
          step: fc.constantFrom(1, 1, 5, 10),
          remainder: fc.constantFrom("first", "largest_remainder", "largest_weight"),
          zero_weights: fc.constant("equal_shares"),
        },
        { requiredKeys: ["kind", "amount", "weights", "step", "remainder"] },
      ),
      (one) => expectShares(one),
    );
  });

  it("cash is rounded by the part paid in cash, a gift card keeps net in proportion", () => {
    hold(
      fc.record({
        kind: fc.constant("cash_round"),
        amount: decimal,
        exponent: fc.constantFrom(0, 2, 3),
        increment: fc.constantFrom(1, 5, 10, 50),
        mode,
      }),
      (one) => {
        const minor = times(fraction(one.amount), fraction(10 ** one.exponent));
        return roundedTo(minor, one.increment, one.mode);
      },
    );
    hold(
      fc.record({
        kind: fc.constant("convert"),
        amount: fc.integer({ min: -100_000, max: 100_000 }),
        rate: fc.constantFrom("0.9737", "1", "7.5", "0.001", "161.335"),
        mode,
      }),
      (one) => rounded(times(fraction(one.amount), fraction(one.rate)), one.mode) + 0,
    );
    hold(
      fc
        .record({
          kind: fc.constant("gift_card"),
          net: fc.integer({ min: 1, max: 10_000 }),
          tax: fc.integer({ min: 0, max: 2_000 }),
          balance: fc.integer({ min: 0, max: 15_000 }),
        })
        .map(({ tax, ...one }) => ({ ...one, gross: one.net + tax })),
      (one) => {
        const gross = one.gross - Math.min(one.gross, one.balance);
        const net = over(times(fraction(one.net), fraction(gross)), fraction(one.gross));
        return { gross, net: roundedTo(net, 1) };
      },
    );
    const paid = fc.array(
      fc.record({
        tender: fc.constantFrom("cash", "card"),
        amount: fc.integer({ min: 1, max: 900 }),
      }),
      { maxLength: 3 },
    );
    hold(
      fc.record({
        kind: fc.constant("tender"),
        total: fc.integer({ min: 2_700, max: 9_999 }),
        increment: fc.constantFrom(1, 5, 10),
        mode: fc.constantFrom("half_up", "half_down", "floor"),
        payments: paid,
      }),
      (one) => {
        const of = (name: string) =>
          one.payments.reduce((sum, { tender, amount }) => sum + (tender === name ? amount : 0), 0);
        const open = one.total - of("card");
        const cash = one.payments.some(({ tender }) => tender === "cash");
        const due = cash ? roundedTo(fraction(open), one.increment, one.mode) : open;
        return { paid: of("card") + of("cash"), rounding: due - open, due: due - of("cash") };
      },
    );
  });
});

interface Shared {
  readonly amount: number;
  readonly weights: readonly string[];
  readonly step: number;
  readonly remainder: string;
  readonly zero_weights?: string;
}

/** Each share toward zero in whole steps; what is left goes one by one as the rule says. */
function expectShares(one: Shared): unknown {
  const invalid = { error: "invalid_weights" };
  let weights: Fraction[] = one.weights.map(fraction);
  if (weights.length === 0 || weights.some(({ above }) => above < 0n)) return invalid;
  if (weights.every(({ above }) => above === 0n)) {
    if (one.zero_weights !== "equal_shares") return invalid;
    weights = weights.map(() => fraction(1));
  }
  const steps = Math.trunc(one.amount / one.step);
  const sign = steps < 0 ? -1 : 1;
  const total = plus(...weights);
  const exact = weights.map((weight) => over(times(fraction(Math.abs(steps)), weight), total));
  const shares = exact.map(({ above, below }) => Number(above / below));
  const rests = exact.map((share, index) => minus(share, fraction(shares[index] ?? 0)));
  const takers = weights.map((_, index) => index).filter((index) => weights[index]?.above !== 0n);
  const key = one.remainder === "largest_weight" ? weights : rests;
  if (one.remainder !== "first") {
    takers.sort((a, b) => {
      const gap = minus(key[b] ?? total, key[a] ?? total).above;
      return gap > 0n ? 1 : gap < 0n ? -1 : a - b;
    });
  }
  let left = Math.abs(steps) - shares.reduce((sum, share) => sum + share, 0);
  for (let turn = 0; left > 0; turn += 1, left -= 1) {
    const index = takers[turn % takers.length] ?? 0;
    shares[index] = (shares[index] ?? 0) + 1;
  }
  return shares.map((share) => share * one.step * sign + 0);
}
