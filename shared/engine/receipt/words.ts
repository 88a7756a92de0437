/**
 * The words of receipts and how figures are written, as data and by language; a caller may hand in
 * any other language in the same form. No locale of the machine is ever asked.
 */

import { currencyOf } from "../../base/iso4217.ts";
import { majorText } from "../../base/money.ts";
import { quantityText } from "../../base/quantity.ts";
import { dateOfMs, MINUTE_MS, msOfDate } from "../../base/time.ts";
import { ARABIC, ENGLISH, GERMAN, type ReceiptWord, type ReceiptWords } from "./word-lists.ts";
import { FRENCH, ITALIAN, SPANISH } from "./word-lists-romance.ts";

export type { ReceiptWord };

export interface ReceiptLanguage {
  /** BCP 47 tag. */
  readonly language: string;
  readonly direction: "ltr" | "rtl";
  readonly words: ReceiptWords;
  readonly decimalSign: string;
  readonly groupSign: string;
  /** How a date is written: parts of `YYYY`, `MM`, `DD` with what stands between. */
  readonly datePattern: string;
}

const english: ReceiptLanguage = {
  language: "en",
  direction: "ltr",
  words: ENGLISH,
  decimalSign: ".",
  groupSign: ",",
  datePattern: "DD/MM/YYYY",
};

/** The languages of the continent write a comma where English writes a point. */
const comma = { direction: "ltr", decimalSign: ",", groupSign: "." } as const;

/** English as written in the United States: only the date differs. */
const american: ReceiptLanguage = { ...english, language: "en-US", datePattern: "MM/DD/YYYY" };

const LANGUAGES: readonly ReceiptLanguage[] = [
  english,
  american,
  { ...comma, language: "de", words: GERMAN, datePattern: "DD.MM.YYYY" },
  { ...comma, language: "fr", words: FRENCH, groupSign: "\u202f", datePattern: "DD/MM/YYYY" },
  { ...comma, language: "es", words: SPANISH, datePattern: "DD/MM/YYYY" },
  { ...comma, language: "it", words: ITALIAN, datePattern: "DD/MM/YYYY" },
  { ...english, language: "ar", direction: "rtl", words: ARABIC },
];

/** The languages that receipts are written in, as BCP 47 tags. */
export const RECEIPT_LANGUAGES: readonly string[] = LANGUAGES.map(({ language }) => language);

/** The language of a tag such as `de-AT`: the exact one, else its first part, else English. */
export function receiptLanguage(tag: string): ReceiptLanguage {
  const exact = LANGUAGES.find((candidate) => candidate.language === tag);
  const [first] = tag.split("-");
  return exact ?? LANGUAGES.find((candidate) => candidate.language === first) ?? english;
}

/** An amount with all its decimals, grouped, without the currency's sign. */
export function amountText(amountMinor: number, currency: string, language: ReceiptLanguage) {
  const exponent = currencyOf(currency)?.exponent ?? 2;
  const [whole = "0", fraction] = majorText(Math.abs(amountMinor), exponent).split(".");
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, language.groupSign);
  const text = fraction === undefined ? grouped : `${grouped}${language.decimalSign}${fraction}`;
  return amountMinor < 0 ? `-${text}` : text;
}

/** A quantity without needless zeros. */
export function quantityIn(quantityMilli: number, language: ReceiptLanguage): string {
  return quantityText(quantityMilli).replace(".", language.decimalSign);
}

/** A rate in percent. */
export function rateText(rate: string, language: ReceiptLanguage): string {
  const trimmed = rate.includes(".") ? rate.replace(/0+$/, "").replace(/\.$/, "") : rate;
  return `${trimmed.replace(".", language.decimalSign)} %`;
}

/** Date and time of a wall clock given as milliseconds of an imaginary UTC (`base/time`). */
export function dateTimeText(wallMs: number, language: ReceiptLanguage): string {
  const date = dateOfMs(wallMs);
  const minutes = Math.floor((wallMs - msOfDate(date)) / MINUTE_MS);
  const hours = String(Math.floor(minutes / 60)).padStart(2, "0");
  return `${dateText(date, language)} ${hours}:${String(minutes % 60).padStart(2, "0")}`;
}

/** A date `YYYY-MM-DD` as the language writes it. */
export function dateText(date: string, language: ReceiptLanguage): string {
  const [year = "", month = "", day = ""] = date.split("-");
  return language.datePattern.replace("YYYY", year).replace("MM", month).replace("DD", day);
}
