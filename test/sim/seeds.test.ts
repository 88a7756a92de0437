import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openRunner, type Runner } from "./run.ts";

/** Fixed seeds of every commit; together they injure every part at least once. */
const SEEDS = Array.from({ length: 20 }, (_, index) => index + 1);

let runner: Runner;
beforeAll(async () => {
  runner = await openRunner();
});
afterAll(() => runner.close());

describe("I1 to I12 hold whatever fails", () => {
  for (const seed of SEEDS) {
    it(`seed ${seed} (again: npm run sim -- --seeds ${seed}..${seed})`, async () => {
      const result = await runner.seed(seed);
      expect(result.failures, JSON.stringify(result.faults)).toEqual([]);
      expect(result.operations).toBeGreaterThan(10);
      expect(result.invariantsChecked).toBeGreaterThan(100);
    });
  }

  it("the same seed gives the same run to the byte", async () => {
    const first = await runner.seed(7);
    const second = await runner.seed(7);
    expect(second).toEqual(first);
  });
});
