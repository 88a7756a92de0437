import { describe, expect, test } from "vitest";
import { canonicalJson, tryCanonicalJson } from "#shared/base/canonical.ts";

describe("canonicalJson", () => {
  test.each([
    ["sorted keys, no spaces", { b: 1, a: [true, null, "x"] }, '{"a":[true,null,"x"],"b":1}'],
    [
      "UTF-16 order of keys",
      { "\u20ac": 1, "\ud83d\ude00": 2, "\ufb33": 3, a: 4 },
      '{"a":4,"\u20ac":1,"\ud83d\ude00":2,"\ufb33":3}',
    ],
    ["digits as keys sort as text", { 10: 1, 9: 2, 1: 3 }, '{"1":3,"10":1,"9":2}'],
    ["members without a value are left out", { a: undefined, b: 1 }, '{"b":1}'],
    ["minus zero", [-0, 0], "[0,0]"],
    ["escapes", '\u0000\n"\\/\u2028', '"\\u0000\\n\\"\\\\/\u2028"'],
    ["lone surrogates are escaped", "\ud800", '"\\ud800"'],
    ["own __proto__", JSON.parse('{"__proto__":{"x":1}}'), '{"__proto__":{"x":1}}'],
    ["no prototype", Object.assign(Object.create(null), { a: 1 }), '{"a":1}'],
    [
      "the largest integers",
      [Number.MAX_SAFE_INTEGER, Number.MIN_SAFE_INTEGER],
      "[9007199254740991,-9007199254740991]",
    ],
  ])("%s", (_name, value, expected) => {
    expect(canonicalJson(value)).toBe(expected);
  });

  const circular: unknown[] = [];
  circular.push(circular);
  test.each([
    ["a fraction", 0.1, "canonical-number"],
    ["NaN", [Number.NaN], "canonical-number"],
    ["infinity", { a: Number.POSITIVE_INFINITY }, "canonical-number"],
    ["an unsafe integer", 2 ** 53, "canonical-number"],
    ["undefined alone", undefined, "canonical-value"],
    ["undefined in a list", [undefined], "canonical-value"],
    ["a function", { a: () => 1 }, "canonical-value"],
    ["a bigint", 1n, "canonical-value"],
    ["a symbol", Symbol("s"), "canonical-value"],
    ["a date", new Date(0), "canonical-value"],
    ["a map", new Map(), "canonical-value"],
    ["bytes", new Uint8Array(1), "canonical-value"],
    ["a circle", circular, "canonical-depth"],
  ])("refuses %s", (_name, value, code) => {
    expect(tryCanonicalJson(value)).toEqual({ ok: false, refusal: { code } });
    expect(() => canonicalJson(value)).toThrow();
  });
});
