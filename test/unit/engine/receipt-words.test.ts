import { describe, expect, it } from "vitest";
import {
  amountText,
  dateText,
  dateTimeText,
  quantityIn,
  RECEIPT_LANGUAGES,
  rateText,
  receiptLanguage,
} from "#shared/engine/receipt/words.ts";

const TRANSLATED = ["de", "fr", "es", "it", "ar"];
/** Words that are written alike in two languages. */
const ALIKE: Readonly<Record<string, readonly string[]>> = {
  de: ["software"],
  fr: ["date", "total", "points", "correction"],
  es: ["total"],
  it: ["software"],
  ar: [],
};

describe("the words of receipts", () => {
  it("ship in all these languages", () => {
    expect(RECEIPT_LANGUAGES).toEqual(["en", "en-US", "de", "fr", "es", "it", "ar"]);
  });

  it.each(["en", "en-US", ...TRANSLATED])("%s lacks no word, and no word is empty", (tag) => {
    const { words } = receiptLanguage(tag);
    expect(Object.keys(words)).toEqual(Object.keys(receiptLanguage("en").words));
    for (const [key, word] of Object.entries(words))
      expect([key, word.trim()]).not.toEqual([key, ""]);
  });

  it.each(TRANSLATED)("%s is translated throughout", (tag) => {
    const english: Readonly<Record<string, string>> = receiptLanguage("en").words;
    const { words } = receiptLanguage(tag);
    const alike = Object.entries(words).filter(([key, word]) => english[key] === word);
    expect(alike.map(([key]) => key).sort()).toEqual([...(ALIKE[tag] ?? [])].sort());
  });

  it.each([
    ["en", "ltr", "-1,234,567.05", "20/11/2026", "1.5"],
    ["en-US", "ltr", "-1,234,567.05", "11/20/2026", "1.5"],
    ["de-AT", "ltr", "-1.234.567,05", "20.11.2026", "1,5"],
    ["fr", "ltr", "-1\u202f234\u202f567,05", "20/11/2026", "1,5"],
    ["es", "ltr", "-1.234.567,05", "20/11/2026", "1,5"],
    ["it", "ltr", "-1.234.567,05", "20/11/2026", "1,5"],
    ["ar-EG", "rtl", "-1,234,567.05", "20/11/2026", "1.5"],
    ["nl", "ltr", "-1,234,567.05", "20/11/2026", "1.5"],
  ])("%s writes %s: %s on %s, %s", (tag, direction, amount, date, quantity) => {
    const language = receiptLanguage(tag);
    expect(language.direction).toBe(direction);
    expect(amountText(-123_456_705, "EUR", language)).toBe(amount);
    expect(dateText("2026-11-20", language)).toBe(date);
    expect(quantityIn(1_500, language)).toBe(quantity);
  });

  it.each([
    [0, "EUR", "0.00"],
    [5, "EUR", "0.05"],
    [100, "JPY", "100"],
    [1_234_567, "JPY", "1,234,567"],
    [1_234, "KWD", "1.234"],
    [100_000, "EUR", "1,000.00"],
    [99_999, "EUR", "999.99"],
    [7, "XXX", "0.07"],
  ])("%d of %s is %s", (minor, currency, text) => {
    expect(amountText(minor, currency, receiptLanguage("en"))).toBe(text);
  });

  it.each([
    ["20", "20 %"],
    ["100", "100 %"],
    ["5.50", "5,5 %"],
    ["7.00", "7 %"],
    ["0.125", "0,125 %"],
  ])("a rate of %s is %s", (rate, text) => {
    expect(rateText(rate, receiptLanguage("de"))).toBe(text);
  });

  it.each([
    [Date.UTC(2026, 10, 20, 0, 0), "20/11/2026 00:00"],
    [Date.UTC(2026, 10, 20, 9, 5), "20/11/2026 09:05"],
    [Date.UTC(2026, 10, 20, 23, 59, 59), "20/11/2026 23:59"],
  ])("the wall clock %d is %s", (wallMs, text) => {
    expect(dateTimeText(wallMs, receiptLanguage("en"))).toBe(text);
  });
});
