import { describe, expect, test } from "vitest";
import { createPrng } from "#shared/base/prng.ts";

describe("createPrng", () => {
  test("gives the same draws for the same seed, for ever", () => {
    const prng = createPrng("keepshop");
    const draws = [prng.uint32(), prng.uint32(), prng.uint32()];
    expect(draws).toEqual(PINNED);
    expect(createPrng(42).uint32()).toBe(createPrng("42").uint32());
  });

  test("differs between near seeds", () => {
    const firsts = new Set(Array.from({ length: 10_000 }, (_, seed) => createPrng(seed).uint32()));
    expect(firsts.size).toBeGreaterThan(9_985);
  });

  test("draws every whole number of a span about as often", () => {
    const prng = createPrng(7);
    const counts = new Array<number>(10).fill(0);
    for (let draw = 0; draw < 100_000; draw += 1) {
      const value = prng.int(-4, 5);
      counts[value + 4] = (counts[value + 4] ?? 0) + 1;
    }
    for (const count of counts) expect(Math.abs(count - 10_000)).toBeLessThan(500);
    expect(prng.int(3, 3)).toBe(3);
    const wide = prng.int(0, Number.MAX_SAFE_INTEGER - 1);
    expect(Number.isSafeInteger(wide)).toBe(true);
  });

  test("shuffles without losing anything, forks without touching the parent", () => {
    const items = Array.from({ length: 50 }, (_, index) => index);
    const prng = createPrng(3);
    const shuffled = prng.shuffle(items);
    expect(shuffled).not.toEqual(items);
    expect([...shuffled].sort((a, b) => a - b)).toEqual(items);
    const [left, right] = [createPrng(3), createPrng(3)];
    left.fork("a").bytes(100);
    expect(left.uint32()).toBe(right.uint32());
    expect(left.fork("a").uint32()).not.toBe(left.fork("b").uint32());
    expect(prng.bytes(5)).toHaveLength(5);
    expect(() => prng.pick([])).toThrow();
  });

  test("takes chances in their proportion", () => {
    const prng = createPrng(11);
    let hits = 0;
    for (let draw = 0; draw < 30_000; draw += 1) hits += prng.chance(1, 3) ? 1 : 0;
    expect(Math.abs(hits - 10_000)).toBeLessThan(400);
  });
});

const PINNED = [3739022757, 1646181762, 428990613];
