import fc from "fast-check";
import { expect, it } from "vitest";
import { hintCases, judgeHints } from "#test/builders/hints.ts";

it.each([
  { offersMax: 1, unitPriceMinor: 200 },
  { offersMax: 6, unitPriceMinor: 200 },
  { offersMax: 12, unitPriceMinor: 200 },
])("row 49: the law of hints holds in 10,000 random baskets: %o", (size) => {
  fc.assert(
    fc.property(hintCases(size), (given) => {
      expect(judgeHints(given, size.unitPriceMinor).wrong).toEqual([]);
    }),
    { numRuns: 10_000 },
  );
});
