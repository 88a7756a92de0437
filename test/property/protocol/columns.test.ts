import { DatabaseSync } from "node:sqlite";
import fc from "fast-check";
import { expect, it } from "vitest";
import { codesOf, keyText, nameKeyOf } from "#shared/protocol/image/columns.ts";

const text = fc.string({ unit: "binary", maxLength: 6 });
const hard = fc
  .array(
    fc.constantFrom(
      "a",
      "\u007f",
      "é",
      "\ud7ff",
      "\ue000",
      "\uffff",
      "😀",
      "\u{10000}",
      "\u{10ffff}",
      "\u{12000}",
    ),
  )
  .map((parts) => parts.join(""));

it("keyText: SQLite's order of keys is JavaScript's order of texts, one to one", () => {
  const database = new DatabaseSync(":memory:");
  const compare = database.prepare("SELECT ? < ? AS less, ? = ? AS same");
  fc.assert(
    fc.property(fc.oneof(text, hard), fc.oneof(text, hard), (left, right) => {
      const [first, second] = [keyText(left), keyText(right)];
      expect(compare.get(first, second, first, second)).toEqual({
        less: left < right ? 1 : 0,
        same: left === right ? 1 : 0,
      });
    }),
    { numRuns: 2_000 },
  );
  database.close();
});

it("keyText leaves ordinary text alone", () => {
  fc.assert(
    fc.property(fc.string(), (ascii) => {
      expect(keyText(ascii)).toBe(ascii);
    }),
  );
});

it("nameKeyOf is the same for a name and its own key, and blind to case and accents", () => {
  fc.assert(
    fc.property(text, (name) => {
      expect(nameKeyOf(nameKeyOf(name))).toBe(nameKeyOf(name));
    }),
  );
  expect(nameKeyOf(" Zoë  Ångström ")).toBe("zoe angstrom");
  expect(nameKeyOf("ZOE ANGSTROM")).toBe("zoe angstrom");
});

it("codesOf names each code once, whatever shape the row has", () => {
  const codes = { table: "t", owner: "o", paths: ["gtins", "units[].gtins", "variableCode"] };
  expect(
    codesOf(codes, { gtins: ["1", "2"], units: [{ gtins: ["2", "3"] }, {}], variableCode: "9" }),
  ).toEqual(["1", "2", "3", "9"]);
  fc.assert(
    fc.property(fc.object(), (row) => {
      expect(Array.isArray(codesOf(codes, row))).toBe(true);
    }),
  );
});
