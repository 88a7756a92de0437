import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { hintCases, judgeHints } from "#test/builders/hints.ts";

describe("row 49: the law of hints", () => {
  it.each([
    { offersMax: 1, unitPriceMinor: 200 },
    { offersMax: 1, unitPriceMinor: 1300 },
    { offersMax: 6, unitPriceMinor: 200 },
  ])("doing what a hint says makes the offer apply, doing only part of it does not: %o", (size) => {
    fc.assert(
      fc.property(hintCases(size), (given) => {
        expect(judgeHints(given, size.unitPriceMinor).wrong).toEqual([]);
      }),
      { numRuns: 1500 },
    );
  });

  it("the law is about something: many baskets have hints, and hints have parts", () => {
    let [hints, parts, blocked] = [0, 0, 0];
    for (const given of fc.sample(hintCases({ offersMax: 6, unitPriceMinor: 200 }), 300)) {
      const judged = judgeHints(given, 200);
      hints += judged.hints;
      parts += judged.parts;
      blocked += judged.blocked;
    }
    expect(hints).toBeGreaterThan(100);
    expect(parts).toBeGreaterThan(hints);
    expect(blocked).toBeGreaterThan(10);
  });
});
