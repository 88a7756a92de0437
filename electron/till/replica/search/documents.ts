/**
 * Products and people as search sees them: which of their fields are words, which are codes, and how
 * a code is written so that every notation of it meets. Shared by filling and asking.
 */
import { compactCode, foldText, QUERY_UNITS_MAX, wordsOf } from "./normalise.ts";
import { PLACE_BESIDE_NAME } from "./segment.ts";

export interface ProductDocument {
  readonly id: string;
  readonly sku?: string;
  /** As stored: 8 to 14 digits, with or without leading zeros. */
  readonly gtins?: readonly string[];
  readonly name: string;
  /** The name in other languages. */
  readonly otherNames?: readonly string[];
  readonly brand?: string;
  readonly category?: string;
  /** Size, colour and the like; any language. */
  readonly attributes?: readonly string[];
  /** How often it is asked for: any count from 0; only its order of magnitude matters. */
  readonly popularity?: number;
}

export interface PersonDocument {
  readonly id: string;
  readonly name: string;
  /** Numbers in any notation. */
  readonly phones?: readonly string[];
  readonly emails?: readonly string[];
  readonly cardCodes?: readonly string[];
  readonly city?: string;
  readonly popularity?: number;
}

/** A document ready for the index. */
export interface Indexable {
  readonly id: string;
  readonly words: readonly string[];
  readonly places: readonly number[];
  readonly nameLetters: number;
  /** 0 to 255. */
  readonly popularity: number;
  readonly codes: readonly string[];
}

/** The first letter of a stored code says what it is. */
export const CODE = {
  gtin: "g",
  sku: "s",
  phone: "p",
  phoneBackwards: "r",
  email: "e",
  card: "c",
} as const;

/** A product's words and codes. */
export function indexableProduct(product: ProductDocument): Indexable {
  const codes: string[] = [];
  for (const gtin of product.gtins ?? []) {
    const digits = withoutLeadingZeros(compactCode(gtin));
    if (digits !== "") codes.push(CODE.gtin + digits);
  }
  const sku = compactCode(product.sku ?? "");
  if (sku !== "") codes.push(CODE.sku + sku);
  const beside = [
    ...(product.otherNames ?? []),
    product.brand ?? "",
    product.category ?? "",
    ...(product.attributes ?? []),
  ];
  return indexable(product.id, product.name, beside, product.popularity, codes);
}

/** A person's words and codes. */
export function indexablePerson(person: PersonDocument): Indexable {
  const codes: string[] = [];
  for (const phone of person.phones ?? []) {
    const { national, all } = phoneDigits(phone);
    if (national === "") continue;
    codes.push(CODE.phone + national, CODE.phoneBackwards + backwards(all));
  }
  for (const email of person.emails ?? []) {
    const folded = foldText(email.slice(0, QUERY_UNITS_MAX)).trim();
    if (folded !== "") codes.push(CODE.email + folded);
  }
  for (const card of person.cardCodes ?? []) {
    const code = compactCode(card);
    if (code !== "") codes.push(CODE.card + code);
  }
  return indexable(person.id, person.name, [person.city ?? ""], person.popularity, codes);
}

/** Digits as they are compared, so that UPC-A, EAN-13 and GTIN-14 of one article are one code. */
export function withoutLeadingZeros(digits: string): string {
  return digits.replace(/^0+/, "");
}

/**
 * The digits of a phone number: `all` without trunk and exit zeros, `national` also without the
 * country code where the number shows one (E.164).
 */
export function phoneDigits(text: string): { readonly national: string; readonly all: string } {
  const folded = foldText(text.slice(0, 64)).replace(/\(0\)/g, "");
  const digits = folded.replace(/[^0-9]/g, "");
  const isInternational = folded.trimStart().startsWith("+") || digits.startsWith("00");
  const all = withoutLeadingZeros(digits);
  if (!isInternational) return { national: all, all };
  return { national: withoutLeadingZeros(all.slice(countryCodeUnits(all))), all };
}

/** The text from its end to its beginning. */
export function backwards(text: string): string {
  return [...text].reverse().join("");
}

/** ITU-T E.164: zones 1 and 7 have one digit, these have two, the others three. */
function countryCodeUnits(digits: string): number {
  if (/^[17]/.test(digits)) return 1;
  return /^(?:2[07]|3[0-469]|4[013-9]|5[1-8]|6[0-6]|8[1246]|9[0-58])/.test(digits) ? 2 : 3;
}

function indexable(
  id: string,
  name: string,
  beside: readonly string[],
  popularity: number | undefined,
  codes: readonly string[],
): Indexable {
  const words = wordsOf(name);
  const places = words.map((_, index) => Math.min(index, PLACE_BESIDE_NAME - 1));
  const nameLetters = words.reduce((sum, word) => sum + word.length, 0);
  const known = new Set(words);
  for (const word of beside.flatMap((text) => wordsOf(text))) {
    if (known.has(word)) continue;
    known.add(word);
    words.push(word);
    places.push(PLACE_BESIDE_NAME);
  }
  return { id, words, places, nameLetters, popularity: popularityByte(popularity), codes };
}

/** Doubling counts the same everywhere: 0, 1, 3, 7 ... 1,500 and more is the top. */
function popularityByte(popularity: number | undefined): number {
  if (popularity === undefined || !(popularity > 0)) return 0;
  return Math.min(255, Math.round(24 * Math.log2(1 + popularity)));
}
