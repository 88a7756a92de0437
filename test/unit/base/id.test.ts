import { describe, expect, test } from "vitest";
import { hexDecode } from "#shared/base/bytes.ts";
import { compareIds, createIdSource, idTimeMs, isId, parseId, uuidV7 } from "#shared/base/id.ts";
import { createPrng } from "#shared/base/prng.ts";

describe("uuidV7", () => {
  test("lays the bits out as RFC 9562 appendix A.6 does", () => {
    // The appendix' rand_a 0xCC3 and rand_b 0x18C4DC0C0C07398F at 2022-02-22T19:22:22Z.
    const random = hexDecode("0cc318c4dc0c0c07398f") ?? new Uint8Array();
    expect(uuidV7(0x017f22e279b0, random)).toBe("017f22e2-79b0-7cc3-98c4-dc0c0c07398f");
  });

  test("gives its time back", () => {
    const id = uuidV7(1_795_377_600_123, new Uint8Array(10));
    expect(idTimeMs(id)).toBe(1_795_377_600_123);
    expect(isId(id)).toBe(true);
  });

  test.each([-1, 2 ** 48, 1.5, Number.NaN])("holds the time %d to be a bug", (atMs) => {
    expect(() => uuidV7(atMs, new Uint8Array(10))).toThrow();
  });
});

describe("createIdSource", () => {
  test("grows strictly within a millisecond, over its counter's end and when the clock steps back", () => {
    const prng = createPrng(1);
    let nowMs = 1_000_000;
    const source = createIdSource({ now: () => nowMs, random: (count) => prng.bytes(count) });
    let last = source.next();
    for (let count = 0; count < 10_000; count += 1) {
      if (count === 6_000) nowMs -= 500_000;
      if (count === 8_000) nowMs += 600_000;
      const id = source.next();
      expect(isId(id)).toBe(true);
      expect(compareIds(last, id)).toBeLessThan(0);
      last = id;
    }
  });
});

describe("parseId", () => {
  test("reads either case", () => {
    expect(parseId("017F22E2-79B0-7CC3-98C4-DC0C0C07398F")).toEqual({
      ok: true,
      value: "017f22e2-79b0-7cc3-98c4-dc0c0c07398f",
    });
  });

  test.each([
    "",
    "017f22e2-79b0-4cc3-98c4-dc0c0c07398f",
    "017f22e2-79b0-7cc3-c8c4-dc0c0c07398f",
    "017f22e279b07cc398c4dc0c0c07398f",
    "017f22e2-79b0-7cc3-98c4-dc0c0c07398g",
    "x".repeat(10_000_000),
  ])("refuses malformed text %#", (text) => {
    expect(parseId(text)).toEqual({ ok: false, refusal: { code: "id-malformed" } });
    expect(isId(text)).toBe(false);
  });
});
