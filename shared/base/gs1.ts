/**
 * GS1 element strings (General Specifications section 7.8): the bracketed form people write and the
 * raw form scanners send. What a shop does with an element is the engine's (engine/scan.ts).
 */
import { identifierOf, leadingIdentifier } from "./gs1-identifiers.ts";
import { type Gs1Element, type Gs1ValueRefusal, refusalOfValue } from "./gs1-value.ts";
import { isDigits } from "./gtin.ts";
import { done, type Result, refuse } from "./result.ts";

export type Gs1Refusal = "gs1-too-long" | "gs1-form" | "gs1-unknown-identifier" | Gs1ValueRefusal;

/** The separator between elements as scanners send it; in writing it is `^`. */
export const GROUP_SEPARATOR = "\u001d";

/** No symbol holds more: a QR code's 4,296 signs with room to spare. */
const GS1_DATA_MAX = 8_000;

/**
 * The elements of a bracketed string. A bracket inside a value is written `\(`; a closing one may be
 * written `\)` or stand alone.
 * Refuses `gs1-too-long`, `gs1-form` (no identifier in brackets where one must stand),
 * `gs1-unknown-identifier` and what `refusalOfValue` refuses, with the place as position.
 * @example readBracketed("(01)12345678901231(10)A", "2026-01-01") gives two elements
 */
export function readBracketed(input: string, today: string): Result<Gs1Element[], Gs1Refusal> {
  if (input.length > GS1_DATA_MAX) return refuse("gs1-too-long", { max: GS1_DATA_MAX });
  const elements: Gs1Element[] = [];
  let at = 0;
  do {
    const close = input.charAt(at) === "(" ? input.indexOf(")", at) : -1;
    const ai = close < 0 ? "" : input.slice(at + 1, close);
    if (!isDigits(ai) || ai.length < 2 || ai.length > 4) {
      return refuse("gs1-form", undefined, `[${at}]`);
    }
    const value = bracketedValue(input, close + 1);
    const refused = checked(elements, { ai, value: value.text }, today);
    if (refused !== undefined) return refused;
    at = value.end;
  } while (at < input.length);
  return done(elements);
}

/**
 * The elements of what a scanner sends after the symbology identifier: separators after values of
 * variable length; one after a value of predefined length or at the end does no harm.
 * Refuses as `readBracketed`.
 */
export function readRaw(data: string, today: string): Result<Gs1Element[], Gs1Refusal> {
  if (data.length > GS1_DATA_MAX) return refuse("gs1-too-long", { max: GS1_DATA_MAX });
  const elements: Gs1Element[] = [];
  let at = 0;
  do {
    const identifier = leadingIdentifier(data, at);
    if (identifier === undefined) {
      return refuse("gs1-unknown-identifier", undefined, `[${at}]`);
    }
    const { ai, predefinedLength } = identifier;
    const from = at + ai.length;
    const separator = data.indexOf(GROUP_SEPARATOR, from);
    const limit = separator < 0 ? data.length : separator;
    const end = predefinedLength === undefined ? limit : Math.min(limit, from + predefinedLength);
    const refused = checked(elements, { ai, value: data.slice(from, end) }, today);
    if (refused !== undefined) return refused;
    at = data.startsWith(GROUP_SEPARATOR, end) ? end + 1 : end;
  } while (at < data.length);
  return done(elements);
}

/** The raw form with FNC1 as `^`: at the start and between, after values of variable length. */
export function rawText(elements: readonly Gs1Element[]): string {
  return elements.reduce((text, { ai, value }, index) => {
    const before = elements[index - 1];
    const open = before === undefined || identifierOf(before.ai)?.predefinedLength === undefined;
    return `${text}${open ? "^" : ""}${ai}${value}`;
  }, "");
}

/** The bracketed form, brackets inside values escaped. */
export function bracketedText(elements: readonly Gs1Element[]): string {
  return elements.map(({ ai, value }) => `(${ai})${value.replaceAll("(", "\\(")}`).join("");
}

/** The value of the first element with the identifier. */
export function elementValue(elements: readonly Gs1Element[], ai: string): string | undefined {
  return elements.find((element) => element.ai === ai)?.value;
}

/** The value from a place on, up to a bracket that is not escaped. */
function bracketedValue(input: string, from: number): { text: string; end: number } {
  let text = "";
  let at = from;
  while (at < input.length && input.charAt(at) !== "(") {
    if (input.startsWith("\\(", at) || input.startsWith("\\)", at)) at += 1;
    text += input.charAt(at);
    at += 1;
  }
  return { text, end: at };
}

/** Adds the element, or answers why it cannot be one. */
function checked(elements: Gs1Element[], element: Gs1Element, today: string) {
  const position = `[${elements.length}]`;
  const identifier = identifierOf(element.ai);
  if (identifier === undefined) {
    return refuse("gs1-unknown-identifier", { ai: element.ai }, position);
  }
  const refusal = refusalOfValue(identifier, element.value, today);
  if (refusal !== undefined) return refuse(refusal.code, { ai: element.ai }, position);
  elements.push(element);
  return undefined;
}
