/**
 * What a scan is: the first step from a key burst or a serial line to a basket line. Reads the form
 * only; which product, client or sale it names is looked up by the caller.
 *
 *   clean -> receipt code -> symbology named: what the symbol carries
 *                        \-> not named: card, address, brackets, separators, digits, text
 */
import { looksLikeLink, readDigitalLink } from "../base/digital-link.ts";
import { elementValue, GROUP_SEPARATOR, readBracketed, readRaw } from "../base/gs1.ts";
import { readScan, type ScanDataRefusal, symbologyOf } from "../base/gs1-scan.ts";
import { type Gs1Element, meaningOf } from "../base/gs1-value.ts";
import { expandUpcE, type GtinRefusal, isDigits, readGtin } from "../base/gtin.ts";
import { readMeasure } from "../base/gtin-measure.ts";
import { done, type Result, refuse } from "../base/result.ts";
import { isReadableReceiptCode, looksLikeReceiptCode } from "./receipt-code.ts";
import { looksLikeClientCard, readClientCard } from "./scan-card.ts";

/** A layout of the shop's own scale labels; the first that matches counts. */
export interface ScanPattern {
  readonly pattern: string;
  readonly gives: "price" | "weight" | "quantity";
}

export interface ScanOptions {
  readonly patterns: readonly ScanPattern[];
  /** `YYYY-MM-DD`: decides the century of two-digit years. */
  readonly today: string;
}

/** A decimal figure of a code, and what it counts. */
export interface ScanFigure {
  readonly decimal: string;
  readonly unit?: "kg" | "lb" | "ozt";
  /** ISO 4217 numeric code, when the code names one. */
  readonly currencyNumeric?: string;
}

export type Scan =
  | { readonly kind: "gtin"; readonly gtin14: string; readonly addOn?: string }
  | ScanElements
  | {
      readonly kind: "variable-measure";
      readonly itemCode: string;
      readonly gives: ScanPattern["gives"];
      /** The figure's digits and how many of them are decimals: 15.41 is 1541 with 2. */
      readonly amount: number;
      readonly decimals: number;
    }
  | { readonly kind: "client-card"; readonly cardNumber: string }
  | { readonly kind: "receipt-code"; readonly text: string }
  | { readonly kind: "coupon"; readonly code: string }
  /** A SKU, a name, anything; `doubt` says what it might have been if nothing is found by it. */
  | { readonly kind: "text"; readonly text: string; readonly doubt?: GtinRefusal };

/** Elements of a GS1 code, with the ones a counter uses by name. */
export interface ScanElements {
  readonly kind: "elements";
  readonly elements: readonly Gs1Element[];
  readonly gtin14?: string;
  readonly serial?: string;
  readonly batch?: string;
  /** `YYYY-MM-DD`, the day after which it may not be sold or used. */
  readonly expiresOn?: string;
  readonly bestBefore?: string;
  readonly count?: number;
  readonly weight?: ScanFigure;
  readonly price?: ScanFigure;
}

export type ScanRefusal =
  | "scan-empty"
  | "scan-garbled"
  | "client-card-malformed"
  | "receipt-code-version"
  | ScanDataRefusal;

const SCAN_MAX = 8_000;
/** NUL and other controls but GS, marks that turn the writing direction, halves of a sign. */
const GARBLED =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it is for
  /[\u0000-\u001c\u001e\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufffe\uffff]/;
const WEIGHTS = [
  ["310", "kg"],
  ["320", "lb"],
  ["356", "ozt"],
] as const;

/**
 * What was scanned or typed. Line ends and blanks around it are ignored.
 * Refuses `scan-too-long`, `scan-empty`, `scan-garbled` (control signs, halves of signs, marks that
 * turn the writing), `client-card-malformed`, `receipt-code-version`, and what the readers of the
 * form refuse once the form is beyond doubt: a named symbology, a web address, brackets.
 */
export function parseScan(raw: string, options: ScanOptions): Result<Scan, ScanRefusal> {
  if (raw.length > SCAN_MAX) return refuse("scan-too-long", { max: SCAN_MAX });
  // biome-ignore lint/suspicious/noControlCharactersInRegex: scanners frame a code with these
  const input = raw.replace(/^[\s\u0002\ufeff]+|[ \t\r\n\u0003]+$/g, "");
  if (input === "") return refuse("scan-empty");
  if (GARBLED.test(input) || !input.isWellFormed()) return refuse("scan-garbled");
  const symbology = symbologyOf(input);
  if (symbology === undefined) return readText(input, options);
  return readSymbol(input, symbology, options);
}

function readSymbol(
  input: string,
  symbology: string,
  options: ScanOptions,
): Result<Scan, ScanRefusal> {
  const sent = input.slice(symbology.length);
  // Some readers send the symbol's leading FNC1 as a separator.
  const data = sent.startsWith(GROUP_SEPARATOR) ? sent.slice(1) : sent;
  if (symbology === "]E3") return readAddOn(data, options);
  const read = readScan(symbology + data, options.today);
  if (read.ok) {
    if (read.value.kind === "text") return readText(read.value.text, options);
    if (read.value.kind === "elements") return done(named(read.value.elements, options.today));
    const { gtin, elements } = read.value;
    return done(
      elements === undefined
        ? ofGtin(gtin.digits, gtin.gtin14, options)
        : named(elements, options.today),
    );
  }
  // A symbol that GS1 does not use carries the shop's own text; many readers send UPC-A short.
  if (read.refusal.code === "scan-symbology") return readText(data, options);
  if (symbology === "]E0" && read.refusal.code === "gtin-length") {
    const short = readGtin(data);
    if (short.ok) return done(ofGtin(short.value.digits, short.value.gtin14, options));
  }
  return read;
}

/** A code that does not say what symbol it was in: from a plain reader, or typed. */
function readText(text: string, options: ScanOptions): Result<Scan, ScanRefusal> {
  if (text === "") return refuse("scan-empty");
  if (looksLikeReceiptCode(text)) {
    return isReadableReceiptCode(text)
      ? done({ kind: "receipt-code", text })
      : refuse("receipt-code-version");
  }
  if (looksLikeClientCard(text)) {
    const card = readClientCard(text);
    return card.ok ? done({ kind: "client-card", cardNumber: card.value }) : card;
  }
  const elements = elementsOf(text, options.today);
  if (elements !== undefined) {
    return elements.ok ? done(named(elements.value, options.today)) : elements;
  }
  return done(isDigits(text) ? ofDigits(text, options) : { kind: "text", text });
}

/** The elements of a text that can be nothing else; `undefined` when it can. */
function elementsOf(
  text: string,
  today: string,
): Result<Gs1Element[], ScanDataRefusal> | undefined {
  if (looksLikeLink(text)) return readDigitalLink(text, today);
  if (/^\(\d{2,4}\)/.test(text)) return readBracketed(text, today);
  if (text.includes(GROUP_SEPARATOR)) {
    return readRaw(text.startsWith(GROUP_SEPARATOR) ? text.slice(1) : text, today);
  }
  // Without a separator only a trade item number in front makes a string of elements believable.
  if (!/^0[12]\d{14}/.test(text)) return undefined;
  const read = readRaw(text, today);
  return read.ok ? read : undefined;
}

function ofDigits(digits: string, options: ScanOptions): Scan {
  const gtin = readGtin(digits);
  if (gtin.ok) return ofGtin(digits, gtin.value.gtin14, options);
  const short = expandUpcE(digits);
  if (short.ok) return { kind: "gtin", gtin14: short.value.padStart(14, "0") };
  const doubt = gtin.refusal.code;
  return { kind: "text", text: digits, ...(doubt === "gtin-check-digit" ? { doubt } : {}) };
}

/** A valid number: a scale label, a coupon (prefixes 981 to 984 and 99 of GS1), or a product. */
function ofGtin(digits: string, gtin14: string, options: ScanOptions): Scan {
  for (const { pattern, gives } of options.patterns) {
    const read = readMeasure(digits, pattern);
    if (!read.ok) continue;
    const { amount, decimals, itemCode } = read.value;
    return { kind: "variable-measure", itemCode, gives, amount, decimals };
  }
  if (digits.length === 13 && /^(?:98[1-4]|99)/.test(digits)) {
    return { kind: "coupon", code: digits };
  }
  return { kind: "gtin", gtin14 };
}

/** A magazine's or book's number with the two or five digits of its issue or price. */
function readAddOn(data: string, options: ScanOptions): Result<Scan, ScanRefusal> {
  const gtin = readGtin(data.slice(0, 13));
  const addOn = data.slice(13);
  if (!gtin.ok) return gtin;
  if (!isDigits(addOn) || (addOn.length !== 2 && addOn.length !== 5)) return refuse("gtin-length");
  const scan = ofGtin(gtin.value.digits, gtin.value.gtin14, options);
  return done(scan.kind === "gtin" ? { ...scan, addOn } : scan);
}

/** Elements with what a counter needs of them by name; a coupon when they are one. */
function named(elements: readonly Gs1Element[], today: string): Scan {
  const coupon = elements.find(({ ai }) => ai === "255" || ai === "8110" || ai === "8112");
  if (coupon !== undefined) return { kind: "coupon", code: `(${coupon.ai})${coupon.value}` };
  const value = (ai: string): string | undefined => elementValue(elements, ai);
  const date = (ai: string): string | undefined => {
    const text = value(ai);
    return text === undefined ? undefined : meaningOf({ ai, value: text }, today).date;
  };
  const count = value("30") ?? value("37");
  return dropUndefined({
    kind: "elements",
    elements,
    gtin14: value("01") ?? value("02") ?? value("8006")?.slice(0, 14),
    serial: value("21"),
    batch: value("10"),
    expiresOn: date("17") ?? date("7003"),
    bestBefore: date("15"),
    count: count === undefined ? undefined : Number(count),
    weight: weightOf(elements, today),
    price: priceOf(elements, today),
  });
}

function weightOf(elements: readonly Gs1Element[], today: string): ScanFigure | undefined {
  for (const [start, unit] of WEIGHTS) {
    const element = elements.find(({ ai }) => ai.length === 4 && ai.startsWith(start));
    const decimal = element === undefined ? undefined : meaningOf(element, today).number;
    if (decimal !== undefined) return { decimal, unit };
  }
  return undefined;
}

function priceOf(elements: readonly Gs1Element[], today: string): ScanFigure | undefined {
  const element = elements.find(({ ai }) => /^39[23]\d$/.test(ai));
  if (element === undefined) return undefined;
  const { number: decimal, currency } = meaningOf(element, today);
  if (decimal === undefined) return undefined;
  return currency === undefined ? { decimal } : { decimal, currencyNumeric: currency };
}

/** The same elements without the members that have no value, as the exact types want them. */
function dropUndefined(
  fields: {
    readonly [Name in keyof ScanElements]: ScanElements[Name] | undefined;
  },
): ScanElements {
  const kept = Object.entries(fields).filter(([, value]) => value !== undefined);
  return Object.fromEntries(kept) as unknown as ScanElements;
}
