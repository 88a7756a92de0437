import { describe, expect, it } from "vitest";
import { createPrng } from "#shared/base/prng.ts";
import { bitsIn, errorsBetween, lettersOf, TOO_FAR } from "#till/replica/search/distance.ts";

/** Optimal string alignment by the book: the whole table, no limit. */
function alignment(typed: string, word: string): number[] {
  const table: number[][] = [];
  for (let row = 0; row <= typed.length; row += 1) {
    table.push([]);
    for (let column = 0; column <= word.length; column += 1) {
      const same = typed[row - 1] === word[column - 1] ? 0 : 1;
      const options = [
        row === 0 && column === 0 ? 0 : Number.POSITIVE_INFINITY,
        (table[row - 1]?.[column] ?? Number.POSITIVE_INFINITY) + 1,
        (table[row]?.[column - 1] ?? Number.POSITIVE_INFINITY) + 1,
        (table[row - 1]?.[column - 1] ?? Number.POSITIVE_INFINITY) + same,
      ];
      const isSwap = typed[row - 1] === word[column - 2] && typed[row - 2] === word[column - 1];
      if (row > 1 && column > 1 && isSwap) options.push((table[row - 2]?.[column - 2] ?? 0) + 1);
      table[row]?.push(Math.min(...options));
    }
  }
  return table[typed.length] ?? [];
}

function expected(typed: string, word: string, limit: number): readonly [number, number] {
  const last = alignment(typed, word);
  const within = (errors: number) => (errors > limit ? TOO_FAR : errors);
  return [within(last.at(-1) ?? TOO_FAR), within(Math.min(...last))];
}

describe("errors between a typed word and a known one", () => {
  const cases: readonly (readonly [string, string, number, number, number])[] = [
    ["tea", "tea", 1, 0, 0],
    ["te", "teapot", 1, TOO_FAR, 0],
    ["sacue", "sauce", 1, 1, 1],
    ["choclate", "chocolate", 1, 1, 1],
    ["friu", "fruit", 1, TOO_FAR, 1],
    ["annanass", "ananas", 2, 2, 2],
    ["xyz", "tea", 2, TOO_FAR, TOO_FAR],
  ];
  it.each(cases)(
    "%s and %s, at most %i: %i whole, %i at its start",
    (typed, word, limit, whole, start) => {
      expect(errorsBetween(typed, word, limit)).toBe(whole * 16 + start);
    },
  );

  it.each([1, 2])("agree with the table by the book, limit %i", (limit) => {
    const prng = createPrng(`distance ${limit}`);
    const text = (max: number) =>
      Array.from({ length: prng.int(1, max) }, () => prng.pick(["a", "b", "c"])).join("");
    let near = 0;
    for (let round = 0; round < 20_000; round += 1) {
      const typed = text(7);
      const word = text(9);
      const [whole, start] = expected(typed, word, limit);
      if (start !== TOO_FAR) near += 1;
      const answer = errorsBetween(typed, word, limit);
      expect([answer >>> 4, answer & 15], `${typed} ${word}`).toEqual([whole, start]);
    }
    expect(near).toBeGreaterThan(1_000);
  });

  it("lose at most as many letters as there are errors, so the quick test hides nothing", () => {
    const prng = createPrng("letters");
    const text = () =>
      Array.from({ length: prng.int(3, 8) }, () => prng.pick([..."abcdefg7éя"])).join("");
    for (let round = 0; round < 5_000; round += 1) {
      const typed = text();
      const word = text();
      const start = errorsBetween(typed, word, 2) & 15;
      if (start === TOO_FAR) continue;
      expect(bitsIn(lettersOf(typed) & ~lettersOf(word))).toBeLessThanOrEqual(start);
    }
  });
});
