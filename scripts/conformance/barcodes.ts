/** Translates one barcode case into calls of shared/base; knows no rule of its own. */
import { readDigitalLink } from "#shared/base/digital-link.ts";
import { rawText, readBracketed } from "#shared/base/gs1.ts";
import { readGs1Date } from "#shared/base/gs1-date.ts";
import { readScan } from "#shared/base/gs1-scan.ts";
import { type Gs1Element, meaningOf } from "#shared/base/gs1-value.ts";
import { expandUpcE, readGtin } from "#shared/base/gtin.ts";
import { measureText, readMeasure } from "#shared/base/gtin-measure.ts";
import type { Refusal } from "#shared/base/result.ts";
import { type Outcome, outcome } from "./outcome.ts";

interface BarcodeCase {
  readonly kind: string;
  readonly code?: string;
  readonly input?: string;
  readonly value?: string;
  readonly pattern?: string;
  readonly today?: string;
  readonly expect: unknown;
}

type Fields = Readonly<Record<string, unknown>>;

/** Names that the schema gives to refusals of trade item numbers. */
const ERRORS: Readonly<Record<string, string>> = {
  "gtin-length": "length",
  "gtin-not-numeric": "not_numeric",
  "gtin-check-digit": "check_digit",
};
/** Figures are decimals: 12.50 and 12.5 are the same one. */
const FIGURES: readonly string[] = ["number", "value"];

/** Reads the code of one case and compares what it names, field by field, with what is expected. */
export function runCase(testCase: unknown): Outcome {
  const barcode = testCase as BarcodeCase;
  const today = barcode.today ?? "2026-01-01";
  const answered = answer(barcode, today, fieldsOf(barcode.expect));
  const held = outcome(sameForm(barcode.expect, barcode), sameForm(answered, barcode));
  return { passed: held.passed, expected: barcode.expect, actual: answered };
}

function answer(barcode: BarcodeCase, today: string, expect: Fields): Fields | string {
  const { kind, code = "", input = "", value = "", pattern = "" } = barcode;
  switch (kind) {
    case "gtin": {
      const read = readGtin(code);
      if (!read.ok) return { valid: false, error: ERRORS[read.refusal.code] };
      return { valid: true, symbology: read.value.kind, gtin14: read.value.gtin14 };
    }
    case "upce": {
      const read = expandUpcE(code);
      return read.ok ? oneText(read.value, barcode.expect) : refused(read.refusal);
    }
    case "date": {
      const read = readGs1Date(value, { today, dayZero: true });
      return read.ok ? oneText(read.value, barcode.expect) : refused(read.refusal);
    }
    case "elements": {
      const read = readBracketed(input, today);
      if (!read.ok) return refused(read.refusal);
      return { valid: true, elements: withMeaning(read.value, today), raw: rawText(read.value) };
    }
    case "digital_link": {
      const read = readDigitalLink(input, today);
      if (!read.ok) return refused(read.refusal);
      return { valid: true, elements: withMeaning(read.value, today), raw: rawText(read.value) };
    }
    case "scan":
      return scanned(input, today, expect);
    case "variable_measure": {
      const read = readMeasure(code, pattern);
      if (!read.ok) return { match: false, refusal: read.refusal.code };
      return { match: true, value: measureText(read.value), item_code: read.value.itemCode };
    }
    default:
      return { refusal: `a kind without translation: ${kind}` };
  }
}

function scanned(input: string, today: string, expect: Fields): Fields {
  const read = readScan(input, today);
  if (!read.ok) return refused(read.refusal);
  const data = read.value;
  if (data.kind === "text") return { valid: true, text: data.text };
  const elements = withMeaning(data.elements ?? [], today);
  if (data.kind === "elements") return { valid: true, elements };
  if (expect.gtin === undefined) return { valid: true, gtin: data.gtin.digits, elements };
  // The number may be written as it was read or in its fourteen digits; beside it stand the elements
  // of the composite part, without it all of them.
  const long = String(expect.gtin).length === 14;
  const gtin = long ? data.gtin.gtin14 : data.gtin.digits;
  return { valid: true, gtin, elements: elements.slice(1) };
}

function withMeaning(elements: readonly Gs1Element[], today: string): Fields[] {
  return elements.map((element) => ({ ...element, ...meaningOf(element, today) }));
}

/** The schema does not name the field of a kind that answers one text: it is the one expected. */
function oneText(text: string, expect: unknown): Fields | string {
  if (typeof expect === "string") return text;
  const names = Object.keys(fieldsOf(expect)).filter((name) => name !== "valid");
  return { valid: true, ...Object.fromEntries(names.map((name) => [name, text])) };
}

function refused(refusal: Refusal): Fields {
  return { valid: false, error: ERRORS[refusal.code] ?? refusal.code };
}

function fieldsOf(value: unknown): Fields {
  return typeof value === "object" && value !== null ? (value as Fields) : {};
}

/** Figures without trailing zeros, where the case is about figures. */
function sameForm(value: unknown, barcode: BarcodeCase): unknown {
  if (Array.isArray(value)) return value.map((item) => sameForm(item, barcode));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, field]) => {
      const figure = name === "number" || barcode.kind === "variable_measure";
      if (figure && FIGURES.includes(name)) return [name, String(Number(field))];
      return [name, sameForm(field, barcode)];
    }),
  );
}
