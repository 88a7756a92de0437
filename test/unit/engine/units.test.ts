// The names of units beside a quantity, on paper and screen.
import { expect, test } from "vitest";
import { unitName } from "#shared/engine/receipt/units.ts";
import { RECEIPT_LANGUAGES } from "#shared/engine/receipt/words.ts";
import { formatsFor } from "../../../renderer/i18n/format.ts";

test.each([
  ["piece", 1_000, "en", "piece"],
  ["piece", 2_000, "en-GB", "pieces"],
  ["piece", -1_000, "en", "piece"],
  ["piece", 3_000, "de-AT", "Stück"],
  ["pair", 2_000, "it", "paia"],
  ["kg", 250, "fr", "kg"],
  ["kg", 250, "ar", "كغ"],
  ["piece", 1_000, "pt", "piece"],
  ["box12", 2_000, "de", "box12"],
  ["constructor", 1_000, "en", "constructor"],
])("%s at %i in %s is called %s", (unit, quantityMilli, language, expected) => {
  expect(unitName(unit, { quantityMilli, language })).toBe(expected);
});

test("every language of receipts has a word of its own for a piece", () => {
  const words = RECEIPT_LANGUAGES.map((language) =>
    unitName("piece", { quantityMilli: 1_000, language }),
  );
  expect(words.filter((word) => word === "piece")).toHaveLength(2);
});

test("a quantity on the screen is said with its unit", () => {
  expect(formatsFor("en-GB", "en-GB").quantityOf(2_000, "piece")).toBe("2 pieces");
  expect(formatsFor("fr", "fr-FR").quantityOf(250, "kg")).toBe("0,250 kg");
});
