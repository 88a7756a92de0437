// Asking a schema the quick way: its yes is the schema's own, whatever came, and what tills send is
// answered by it.
import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { basketDraft, pricedBasket } from "#shared/records/basket.ts";
import { entryBodies } from "#shared/records/entries/index.ts";
import { entryEnvelope, hasEnvelope, isEntry, parseEntry } from "#shared/records/entry.ts";
import { fitsOf } from "#shared/records/fits.ts";
import { rowSchemas } from "#shared/records/rows/index.ts";
import { goldenBaskets } from "#test/builders/golden.ts";
import { aSale } from "#test/builders/sale.ts";

const NASTY: readonly unknown[] = [
  undefined,
  null,
  "",
  "x".repeat(4_001),
  "a b",
  -0,
  0.5,
  -1,
  2 ** 53,
  Number.NaN,
  Number.POSITIVE_INFINITY,
  true,
  [],
  {},
  [null],
  new Date(0),
  () => 1,
  1n,
];

const goldenFile = new URL("../../fixtures/golden-sales/version-1.json", import.meta.url);
const golden = (JSON.parse(readFileSync(goldenFile, "utf8")) as readonly unknown[]).map(
  (priced, index) => ({ priced, draft: goldenBaskets()[index] }),
);

/** One place of a value replaced, taken away or added to; the value itself stays as it was. */
function spoilt(value: unknown, at: number, by: unknown): unknown {
  const copy: unknown = structuredClone(value);
  const places: (() => void)[] = [];
  const visit = (holder: object): void => {
    const members = holder as Record<string, unknown>;
    for (const key of Object.keys(members)) {
      places.push(() => Object.assign(members, { [key]: by }));
      places.push(() => Reflect.deleteProperty(members, key));
      const member = members[key];
      if (typeof member === "object" && member !== null) visit(member);
    }
    places.push(() => Object.assign(members, { more: by }));
  };
  if (typeof copy === "object" && copy !== null) visit(copy);
  places[at % places.length]?.();
  return copy;
}

describe("fitsOf", () => {
  const refined = z.string().refine((text) => text === "b");
  test.each<[string, z.ZodType, readonly unknown[], readonly unknown[]]>([
    ["text between two lengths", z.string().min(2).max(3), ["ab", "abc"], ["a", "abcd", 7]],
    ["text of a pattern", z.string().regex(/^a+$/), ["a"], ["", "b", null]],
    ["safe integers", z.int().min(0).max(9), [0, 9], [-1, 10, 0.5, 2 ** 53, "1"]],
    ["positive integers", z.int().positive(), [1], [0, -1]],
    ["numbers", z.number(), [0.5, -1], [Number.NaN, Number.POSITIVE_INFINITY]],
    ["a closed list", z.enum(["a", "b"]), ["a", "b"], ["c", undefined]],
    ["one word", z.literal("a"), ["a"], ["b"]],
    ["what may be missing", z.object({ a: z.int().optional() }), [{}, { a: 1 }], [{ a: null }]],
    ["what has a default", z.object({ a: z.int().default(1) }), [{}, { a: 2 }], [{ a: "2" }]],
    ["what may be null", z.object({ a: z.int().nullable() }), [{ a: null }], [{}, { a: "" }]],
    ["members that nobody asked for", z.object({ a: z.int() }), [{ a: 1, b: 2 }], [[], null]],
    ["a list of some", z.array(z.int()).min(1).max(2), [[1], [1, 2]], [[], [1, 2, 3], ["1"], {}]],
    ["a table", z.record(z.string().max(1), z.int()), [{}, { a: 1 }], [{ ab: 1 }, { a: "" }, []]],
    ["one of two", z.union([z.int(), z.string()]), [1, "1"], [null]],
    [
      "one of two by kind",
      z.discriminatedUnion("k", [
        z.object({ k: z.literal("a"), v: z.int() }),
        z.object({ k: z.literal("b") }),
      ]),
      [{ k: "a", v: 1 }, { k: "b" }],
      [{ k: "a" }, { k: "c" }],
    ],
  ])("%s", (_name, schema, taken, refused) => {
    for (const value of taken) {
      expect(schema.safeParse(value).success).toBe(true);
      expect(fitsOf(schema)(value)).toBe(true);
    }
    for (const value of refused) expect(fitsOf(schema)(value)).toBe(false);
  });

  test.each<[string, z.ZodType, unknown]>([
    ["a rule of its own", refined, "b"],
    ["a rule over a list", z.array(z.int()).refine(() => true), [1]],
    ["a value that it changes", z.string().trim(), "b"],
    ["a value that it makes", z.string().transform(Number), "1"],
    ["members that must not be more", z.strictObject({}), {}],
    ["a format beyond a pattern", z.email(), "a@example.org"],
    ["a remembering pattern", z.string().regex(/b/g), "b"],
    ["keys that must all be there", z.record(z.enum(["a"]), z.int()), { a: 1 }],
    ["a multiple", z.number().multipleOf(2), 4],
  ])("leaves to the schema: %s", (_name, schema, value) => {
    expect(schema.safeParse(value).success).toBe(true);
    expect(fitsOf(schema)(value)).toBe(false);
  });

  test("every golden sale is answered the quick way", () => {
    expect(golden.length).toBeGreaterThan(0);
    for (const { draft, priced } of golden) {
      expect(fitsOf(basketDraft)(draft)).toBe(true);
      expect(fitsOf(pricedBasket)(priced)).toBe(true);
    }
  });

  test("law: what fits is what the schema takes, however a golden sale is spoilt", () => {
    const [fitsDraft, fitsPriced] = [fitsOf(basketDraft), fitsOf(pricedBasket)];
    fc.assert(
      fc.property(
        fc.constantFrom(...golden),
        fc.nat(100_000),
        fc.constantFrom(...NASTY),
        ({ draft, priced }, at, by) => {
          const [badDraft, badPriced] = [spoilt(draft, at, by), spoilt(priced, at, by)];
          if (fitsDraft(badDraft)) expect(basketDraft.safeParse(badDraft).success).toBe(true);
          if (fitsPriced(badPriced)) expect(pricedBasket.safeParse(badPriced).success).toBe(true);
        },
      ),
      { numRuns: 2_000 },
    );
  });

  test("law: whatever comes, no schema of an entry or a row is said to take what it does not", () => {
    const schemas = [...Object.values(entryBodies), ...Object.values(rowSchemas), entryEnvelope];
    const asked = schemas.map((schema) => ({ schema, fits: fitsOf(schema) }));
    fc.assert(
      fc.property(fc.anything(), (value) => {
        for (const { schema, fits } of asked) {
          if (fits(value)) expect(schema.safeParse(value).success).toBe(true);
        }
      }),
    );
  });

  test("law: an entry is one where parsing says so, and has an envelope likewise", () => {
    fc.assert(
      fc.property(fc.nat(10_000), fc.constantFrom(...NASTY), (at, by) => {
        const value = spoilt(aSale(), at, by);
        expect(isEntry(value)).toBe(parseEntry(value).ok);
        expect(hasEnvelope(value)).toBe(entryEnvelope.safeParse(value).success);
      }),
      { numRuns: 1_000 },
    );
    expect(isEntry(aSale())).toBe(true);
  });
});
