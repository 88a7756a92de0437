import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  base64urlDecode,
  base64urlEncode,
  hexDecode,
  hexEncode,
  utf8Decode,
  utf8Encode,
} from "#shared/base/bytes.ts";
import {
  canonicalAsItStands,
  canonicalJson,
  isSameCanonically,
  tryCanonicalJson,
} from "#shared/base/canonical.ts";
import { nobleCrypto } from "#shared/base/crypto-noble.ts";
import {
  compareHlc,
  formatHlc,
  type Hlc,
  parseHlc,
  receiveHlc,
  tickHlc,
} from "#shared/base/hlc.ts";
import { compareIds, idTimeMs, isId, uuidV7 } from "#shared/base/id.ts";
import { createPrng } from "#shared/base/prng.ts";
import {
  addDays,
  businessDate,
  dateOfMs,
  daysBetween,
  instantOfWallClock,
  msOfDate,
  offsetFromRules,
} from "#shared/base/time.ts";

const json = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    fc.maxSafeInteger(),
    fc.boolean(),
    fc.constant(null),
    fc.string({ unit: "binary" }),
    fc.array(tie("value"), { maxLength: 4 }),
    fc.dictionary(fc.string({ unit: "binary", maxLength: 4 }), tie("value"), { maxKeys: 5 }),
  ),
})).value;

/** The same value with the members of every object in another order. */
function reordered(value: unknown, seed: number): unknown {
  if (Array.isArray(value)) return value.map((item) => reordered(item, seed));
  if (typeof value !== "object" || value === null) return value;
  const entries = createPrng(seed).shuffle(Object.entries(value));
  return Object.fromEntries(entries.map(([key, member]) => [key, reordered(member, seed)]));
}

const atMs = fc.integer({ min: 0, max: 0xffff_ffff_0000 });
const clock: fc.Arbitrary<Hlc> = fc.record({
  atMs: fc.oneof(atMs, fc.integer({ min: 1_000, max: 1_003 })),
  counter: fc.oneof(fc.integer({ min: 0, max: 3 }), fc.integer({ min: 0xfffd, max: 0xffff })),
  node: fc.constantFrom("a", "b", "till-1"),
});

describe("laws of the base", () => {
  test("canonical text and its hash do not depend on the order of keys, and read back", () => {
    fc.assert(
      fc.property(json, fc.nat(), (value, seed) => {
        const text = canonicalJson(value);
        const other = canonicalJson(reordered(value, seed));
        expect(other).toBe(text);
        expect(nobleCrypto.sha256(other)).toBe(nobleCrypto.sha256(text));
        expect(canonicalJson(JSON.parse(text))).toBe(text);
      }),
      { numRuns: 1_000 },
    );
  });

  test("what stands in canonical order is written as it stands, and only that", () => {
    fc.assert(
      fc.property(json, fc.nat(), (value, seed) => {
        const text = canonicalJson(value);
        expect(canonicalAsItStands(JSON.parse(text))).toBe(text);
        const asItStands = canonicalAsItStands(reordered(value, seed));
        if (asItStands !== undefined) expect(asItStands).toBe(text);
      }),
      { numRuns: 1_000 },
    );
  });

  test("two values are canonically the same exactly when their texts are", () => {
    fc.assert(
      fc.property(json, json, fc.nat(), (left, other, seed) => {
        expect(isSameCanonically(left, reordered(left, seed))).toBe(true);
        expect(isSameCanonically(left, other)).toBe(canonicalJson(left) === canonicalJson(other));
        const [more, less] = [{ a: left, b: undefined }, { a: left }];
        expect(isSameCanonically(more, less)).toBe(true);
        expect(isSameCanonically(less, { ...more, b: other })).toBe(false);
        expect(isSameCanonically([left], { 0: left })).toBe(false);
      }),
      { numRuns: 1_000 },
    );
  });

  test("canonical text refuses what it cannot hold, and never throws for it", () => {
    fc.assert(
      fc.property(
        fc.anything({
          withBigInt: true,
          withDate: true,
          withMap: true,
          withNullPrototype: true,
          withTypedArray: true,
        }),
        (value) => {
          const read = tryCanonicalJson(value);
          if (read.ok) expect(canonicalJson(JSON.parse(read.value))).toBe(read.value);
          else expect(read.refusal.code).toMatch(/^canonical-/);
        },
      ),
      { numRuns: 2_000 },
    );
  });

  test("bytes survive their text forms, and text its bytes", () => {
    fc.assert(
      fc.property(fc.uint8Array(), fc.string({ unit: "binary" }), (bytes, text) => {
        expect(hexDecode(hexEncode(bytes))).toEqual(bytes);
        expect(base64urlDecode(base64urlEncode(bytes))).toEqual(bytes);
        expect(utf8Decode(utf8Encode(text))).toBe(text.toWellFormed());
        const read = utf8Decode(bytes);
        if (read !== undefined) expect(utf8Encode(read)).toEqual(bytes);
      }),
    );
  });

  test("a clock is always later than what it was and what it heard", () => {
    fc.assert(
      fc.property(clock, clock, atMs, (own, heard, nowMs) => {
        const ticked = tickHlc(own, nowMs);
        expect(compareHlc(ticked, own)).toBeGreaterThan(0);
        const received = receiveHlc(own, heard, { nowMs });
        expect(compareHlc(received, own)).toBeGreaterThan(0);
        expect(compareHlc(received, heard)).toBeGreaterThan(0);
        expect(received.node).toBe(own.node);
        expect(received.atMs).toBeLessThanOrEqual(Math.max(own.atMs, heard.atMs, nowMs) + 1);
        const limited = receiveHlc(own, heard, { nowMs, aheadMsMax: 300_000 });
        expect(limited.atMs).toBeLessThanOrEqual(Math.max(own.atMs, nowMs + 300_000) + 1);
      }),
    );
  });

  test("a clock's text orders as the clock and reads back", () => {
    fc.assert(
      fc.property(clock, clock, (left, right) => {
        const [a, b] = [formatHlc(left), formatHlc(right)];
        expect(Math.sign(compareHlc(left, right))).toBe(a < b ? -1 : a > b ? 1 : 0);
        expect(parseHlc(a)).toEqual({ ok: true, value: left });
      }),
    );
  });

  test("ids order by their time", () => {
    const random = fc.uint8Array({ minLength: 10, maxLength: 10 });
    fc.assert(
      fc.property(atMs, atMs, random, random, (first, second, some, other) => {
        const [left, right] = [uuidV7(first, some), uuidV7(second, other)];
        expect(isId(left)).toBe(true);
        expect(idTimeMs(left)).toBe(first);
        if (first !== second) expect(compareIds(left, right) < 0).toBe(first < second);
      }),
    );
  });

  test("dates add up, and a wall clock's instant shows its hands", () => {
    const day = fc
      .integer({ min: -200_000, max: 900_000 })
      .map((days) => dateOfMs(days * 86_400_000));
    const changes = [
      { fromMs: Date.parse("2026-03-29T01:00Z"), offsetMinutes: 120 },
      { fromMs: Date.parse("2026-10-25T01:00Z"), offsetMinutes: 60 },
    ];
    const offset = offsetFromRules({ here: { initialMinutes: 60, changes } });
    const minutes = fc.integer({ min: 0, max: 1_439 });
    fc.assert(
      fc.property(
        day,
        fc.integer({ min: -5_000, max: 5_000 }),
        minutes,
        (date, days, cutOverMinutes) => {
          expect(addDays(addDays(date, days), -days)).toBe(date);
          expect(daysBetween(date, addDays(date, days))).toBe(days);
          const start = instantOfWallClock({ date, minutes: cutOverMinutes }, "here", offset);
          const business = { zone: "here", cutOverMinutes };
          const skipped = date === "2026-03-29" && cutOverMinutes >= 120 && cutOverMinutes < 180;
          if (!skipped) expect(businessDate(start, business, offset)).toBe(date);
          expect(Math.abs(start - msOfDate(date))).toBeLessThan(2 * 86_400_000);
        },
      ),
    );
  });

  test("a draw stays within its bounds", () => {
    fc.assert(
      fc.property(fc.string(), fc.maxSafeInteger(), fc.nat(), (seed, min, span) => {
        const max = Math.min(min + span, Number.MAX_SAFE_INTEGER);
        const draw = createPrng(seed).int(min, max);
        expect(draw >= min && draw <= max).toBe(true);
        expect(createPrng(seed).int(min, max)).toBe(draw);
      }),
    );
  });
});
