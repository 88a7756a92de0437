import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  bucketOf,
  CHECK_BUCKETS,
  type CheckedRow,
  createChecksums,
  differingBuckets,
} from "#shared/protocol/checks.ts";

const row = fc.record({
  table: fc.constantFrom("products", "clients", "stock"),
  id: fc.string({ minLength: 1, maxLength: 40 }),
  position: fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER }),
});

function sumsOf(rows: readonly CheckedRow[]): readonly string[] {
  const sums = createChecksums();
  for (const each of rows) sums.add(each);
  return sums.texts();
}

describe("P20: checksums of a stream", () => {
  it("do not depend on the order of the rows", () => {
    fc.assert(
      fc.property(fc.array(row, { maxLength: 60 }), (rows) => {
        expect(sumsOf([...rows].reverse())).toEqual(sumsOf(rows));
      }),
    );
  });

  it("differ in the row's own bucket, and only there, when it is missing or stale", () => {
    fc.assert(
      fc.property(fc.array(row, { minLength: 1, maxLength: 60 }), (rows) => {
        const [first, ...rest] = rows as [CheckedRow, ...CheckedRow[]];
        const whole = sumsOf(rows);
        expect(differingBuckets(sumsOf(rest), whole)).toEqual([bucketOf(first)]);
        const stale = { ...first, position: first.position - 1 };
        expect(differingBuckets(sumsOf([stale, ...rest]), whole)).toEqual([bucketOf(first)]);
      }),
    );
  });

  it("spread a hundred thousand rows evenly over the buckets", () => {
    const counts = new Array<number>(CHECK_BUCKETS).fill(0);
    for (let at = 0; at < 100_000; at += 1) {
      const bucket = bucketOf({ table: "products", id: `product-${at}` });
      counts[bucket] = (counts[bucket] ?? 0) + 1;
    }
    expect(Math.min(...counts)).toBeGreaterThan(300);
    expect(Math.max(...counts)).toBeLessThan(490);
  });

  it("are the same on every machine: one fixed value", () => {
    const sums = sumsOf([{ table: "products", id: "tee", position: 2 ** 40 + 7 }]);
    expect(sums[bucketOf({ table: "products", id: "tee" })]).toBe("98f44edeca5026eb");
  });
});
