// Views as messages bring them: parts that have not changed stay the same objects.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { keepEqual } from "../../../renderer/ui/keep-equal.ts";

const copy = <Value>(value: Value): Value => structuredClone(value);

describe("parts of a view that are equal", () => {
  test("a scan changes its own line; the lines before stay as they were", () => {
    const before = {
      lines: [
        { id: "a", units: [1] },
        { id: "b", units: [1] },
      ],
      totalMinor: 200,
    };
    const next = keepEqual(before, {
      lines: [...copy(before.lines), { id: "c", units: [1] }],
      totalMinor: 300,
    });
    expect(next.lines[0]).toBe(before.lines[0]);
    expect(next.lines[1]).toBe(before.lines[1]);
    expect(next).toEqual({
      lines: [
        { id: "a", units: [1] },
        { id: "b", units: [1] },
        { id: "c", units: [1] },
      ],
      totalMinor: 300,
    });
  });

  test("a line that goes leaves those after it the same", () => {
    const before = [{ id: "a" }, { id: "b" }, { id: "c" }];
    const next = keepEqual(before, [{ id: "a" }, { id: "c" }]);
    expect(next[1]).toBe(before[2]);
  });

  test("whatever changes, the result says what the new value says, and is the old one when nothing did", () => {
    const plain = fc.jsonValue({ maxDepth: 4 }).map((value) => copy(value));
    fc.assert(
      fc.property(plain, plain, (before, next) => {
        const kept = keepEqual(before, copy(next));
        expect(kept).toStrictEqual(next);
        expect(keepEqual(before, copy(before))).toBe(before);
        expect(keepEqual(kept, copy(next))).toBe(kept);
      }),
    );
  });
});
