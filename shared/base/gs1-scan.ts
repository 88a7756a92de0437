/**
 * What a barcode reader sends when it says which symbol it read: a symbology identifier (ISO/IEC
 * 15424) and the data. Symbols that GS1 does not use are the engine's to guess at (engine/scan.ts).
 */
import { type LinkRefusal, looksLikeLink, readDigitalLink } from "./digital-link.ts";
import { type Gs1Refusal, readRaw } from "./gs1.ts";
import type { Gs1Element } from "./gs1-value.ts";
import { type Gtin, type GtinRefusal, isDigits, readGtin } from "./gtin.ts";
import { done, type Result, refuse } from "./result.ts";

export type ScanData =
  | { readonly kind: "gtin"; readonly gtin: Gtin; readonly elements?: readonly Gs1Element[] }
  | { readonly kind: "elements"; readonly elements: readonly Gs1Element[]; readonly link: boolean }
  | { readonly kind: "text"; readonly text: string };

export type ScanDataRefusal =
  | "scan-symbology"
  | "scan-too-long"
  | Gs1Refusal
  | GtinRefusal
  | LinkRefusal;

/** What a symbol carries, by identifier: a plain GTIN of so many digits, elements, or anything. */
const SYMBOLS: Readonly<Record<string, number | "elements" | "plain">> = {
  "]E0": 13,
  "]E4": 8,
  "]I1": 14,
  "]C1": "elements",
  "]e0": "elements",
  "]d2": "elements",
  "]Q3": "elements",
  "]J1": "elements",
  "]d1": "plain",
  "]Q1": "plain",
  "]J0": "plain",
};
const COMPOSITE = "|]e0";
const SCAN_MAX = 8_000;

/** The symbology identifier at the start of a text, such as `]Q3`. */
export function symbologyOf(input: string): string | undefined {
  return /^\][A-Za-z][0-9A-Za-z]/.test(input) ? input.slice(0, 3) : undefined;
}

/**
 * The data behind a symbology identifier. EAN/UPC symbols give a GTIN, with the elements of a
 * composite part when one follows; GS1 symbols give elements; plain 2D symbols give the elements of
 * a web address when they hold one, else text. Refuses `scan-too-long`, `scan-symbology` (none, or
 * not one of GS1's), and what the readers of each form refuse.
 */
export function readScan(input: string, today: string): Result<ScanData, ScanDataRefusal> {
  if (input.length > SCAN_MAX) return refuse("scan-too-long", { max: SCAN_MAX });
  const symbol = input.slice(0, 3);
  const carries = Object.hasOwn(SYMBOLS, symbol) ? SYMBOLS[symbol] : undefined;
  const data = input.slice(3);
  if (carries === undefined) return refuse("scan-symbology");
  if (typeof carries === "number") return readPlainGtin(data, carries, today);
  if (carries === "plain" && !looksLikeLink(data)) return done({ kind: "text", text: data });
  const link = carries === "plain";
  const elements = link ? readDigitalLink(data, today) : readRaw(data, today);
  return elements.ok ? done({ kind: "elements", elements: elements.value, link }) : elements;
}

function readPlainGtin(
  data: string,
  length: number,
  today: string,
): Result<ScanData, ScanDataRefusal> {
  const digits = data.slice(0, length);
  const rest = data.slice(length);
  if (isDigits(digits) && digits.length < length) return refuse("gtin-length");
  const gtin = readGtin(digits);
  if (!gtin.ok) return gtin;
  if (rest === "") return done({ kind: "gtin", gtin: gtin.value });
  if (!rest.startsWith(COMPOSITE)) return refuse("gtin-length");
  const composite = readRaw(rest.slice(COMPOSITE.length), today);
  if (!composite.ok) return composite;
  const elements = [{ ai: "01", value: gtin.value.gtin14 }, ...composite.value];
  return done({ kind: "gtin", gtin: gtin.value, elements });
}
