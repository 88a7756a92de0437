/**
 * One element of GS1 data: whether a value suits its identifier, and what it means as a number or a
 * date. Strings of elements are read in gs1.ts, web addresses in digital-link.ts.
 */
import { failedCheck, fitsAlphabet, type Gs1CheckRefusal } from "./gs1-checks.ts";
import { readGs1Date, readGs1LongDate } from "./gs1-date.ts";
import { type Component, type Identifier, identifierOf } from "./gs1-identifiers.ts";
import { isDigits } from "./gtin.ts";
import { type Refusal, refuse } from "./result.ts";

export interface Gs1Element {
  readonly ai: string;
  readonly value: string;
}

export type Gs1ValueRefusal = "gs1-empty" | "gs1-length" | Gs1CheckRefusal;

/** What a value says where its identifier has a meaning. */
export interface Gs1Meaning {
  /** A decimal: measures, counts, amounts and prices, with the decimals of the identifier. */
  readonly number?: string;
  /** `YYYY-MM-DD`; of a range its first day. */
  readonly date?: string;
  /** ISO 4217 numeric code of an amount that names its currency. */
  readonly currency?: string;
}

const LENGTH_MAX = 90;

/**
 * Why a value does not suit its identifier, or nothing. Codes: `gs1-empty`, `gs1-length`,
 * `gs1-character`, `gs1-check-digit`, `gs1-date`, `gs1-time`, `gs1-country`, `gs1-currency`,
 * `gs1-iban`, `gs1-content`. Every refusal names the identifier in its arguments.
 */
export function refusalOfValue(
  identifier: Identifier,
  value: string,
  today: string,
): Refusal<Gs1ValueRefusal> | undefined {
  const code = codeOfValue(identifier, value, today);
  return code === undefined ? undefined : refuse(code, { ai: identifier.ai }).refusal;
}

/** The meaning of a value that suits its identifier; empty where it has none. */
export function meaningOf(element: Gs1Element, today: string): Gs1Meaning {
  const { ai, value } = element;
  if (ai === "30" || ai === "37") return { number: decimal(value, 0) };
  if (ai.length === 4 && /^3(?:1[0-6]|[2-6]\d)/.test(ai)) return scaled(ai, value);
  if (ai.length === 4 && /^39[0245]/.test(ai)) return scaled(ai, value);
  if (ai.length === 4 && /^39[13]/.test(ai)) {
    return { ...scaled(ai, value.slice(3)), currency: value.slice(0, 3) };
  }
  const check = identifierOf(ai)?.components[0]?.checks[0];
  if (check === "date" || check === "date0") {
    const dayZero = check === "date0";
    const read = readGs1Date(value.slice(0, 6), { today, dayZero });
    return read.ok ? { date: read.value } : {};
  }
  if (check === "longdate") {
    const read = readGs1LongDate(value.slice(0, 8));
    return read.ok ? { date: read.value } : {};
  }
  return {};
}

function codeOfValue(
  identifier: Identifier,
  value: string,
  today: string,
): Gs1ValueRefusal | undefined {
  if (value === "") return "gs1-empty";
  if (value.length > LENGTH_MAX) return "gs1-length";
  let at = 0;
  for (const component of identifier.components) {
    const part = value.slice(at, at + component.length);
    if (part === "" && component.optional) break;
    const code = codeOfPart(component, part, today);
    if (code !== undefined) return code;
    at += part.length;
  }
  return at === value.length ? undefined : "gs1-length";
}

function codeOfPart(
  component: Component,
  part: string,
  today: string,
): Gs1ValueRefusal | undefined {
  if (!fitsAlphabet(part, component.alphabet)) return "gs1-character";
  if (part === "" || (!component.variable && part.length !== component.length)) {
    return "gs1-length";
  }
  for (const check of component.checks) {
    const code = failedCheck(check, part, today);
    if (code !== undefined) return code;
  }
  return undefined;
}

function scaled(ai: string, digits: string): Gs1Meaning {
  return isDigits(digits) ? { number: decimal(digits, Number(ai.charAt(3))) } : {};
}

/** Digits as a decimal with so many places; figures may have 15 digits, so text, not a number. */
function decimal(digits: string, places: number): string {
  const padded = digits.padStart(places + 1, "0");
  const whole = padded.slice(0, padded.length - places).replace(/^0+(?=\d)/, "");
  return places === 0 ? whole : `${whole}.${padded.slice(-places)}`;
}
