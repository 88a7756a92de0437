/**
 * Trade item numbers: GTIN-8, -12, -13 and -14 and the zero-suppressed UPC-E. Check digits after
 * the GS1 General Specifications, section 7.9. What a number is sold for is not known here.
 */
import { done, type Result, refuse } from "./result.ts";

export type GtinKind = "gtin8" | "gtin12" | "gtin13" | "gtin14";

export interface Gtin {
  readonly kind: GtinKind;
  /** As read. */
  readonly digits: string;
  /** Padded with zeros to fourteen digits: the one form under which a product is kept. */
  readonly gtin14: string;
}

export type GtinRefusal = "gtin-length" | "gtin-not-numeric" | "gtin-check-digit";

const KINDS: Readonly<Record<number, GtinKind>> = {
  8: "gtin8",
  12: "gtin12",
  13: "gtin13",
  14: "gtin14",
};

/**
 * The trade item number in a text. Refuses `gtin-length` (digits only, or nothing, but not 8, 12,
 * 13 or 14 of them), `gtin-not-numeric` and `gtin-check-digit`, in this order.
 */
export function readGtin(code: string): Result<Gtin, GtinRefusal> {
  if (code.length <= 14 && !isDigits(code) && code !== "") return refuse("gtin-not-numeric");
  const kind = KINDS[code.length];
  if (kind === undefined) {
    return refuse(code === "" || isDigits(code) ? "gtin-length" : "gtin-not-numeric");
  }
  if (!hasCheckDigit(code)) return refuse("gtin-check-digit");
  return done({ kind, digits: code, gtin14: code.padStart(14, "0") });
}

/**
 * The twelve digits behind an eight-digit UPC-E: number system 0 or 1, six digits, check digit
 * (General Specifications section 5.2.2.4.2). Refusals as `readGtin`, judged over the twelve.
 * @example expandUpcE("04252614") is "042100005264"
 */
export function expandUpcE(code: string): Result<string, GtinRefusal> {
  if (code.length > 8 || !isDigits(code)) {
    return refuse(code === "" || isDigits(code) ? "gtin-length" : "gtin-not-numeric");
  }
  if (code.length !== 8 || code > "2") return refuse("gtin-length");
  const [system, item, last, check] = [code[0], code.slice(1, 6), code[6] ?? "", code[7]];
  let body: string;
  if (last <= "2") body = `${item.slice(0, 2)}${last}0000${item.slice(2)}`;
  else if (last === "3") body = `${item.slice(0, 3)}00000${item.slice(3)}`;
  else if (last === "4") body = `${item.slice(0, 4)}00000${item.slice(4)}`;
  else body = `${item}0000${last}`;
  const digits = `${system}${body}${check}`;
  return hasCheckDigit(digits) ? done(digits) : refuse("gtin-check-digit");
}

/** The mod-10 check digit of digits that lack it: weights 3 and 1 from the right. */
export function checkDigit(digits: string): string {
  let sum = 0;
  for (let index = 0; index < digits.length; index += 1) {
    const digit = digits.charCodeAt(digits.length - 1 - index) - 48;
    sum += index % 2 === 0 ? digit * 3 : digit;
  }
  return String((10 - (sum % 10)) % 10);
}

/** Whether the last digit of an all-digit code is the check digit of those before it. */
export function hasCheckDigit(code: string): boolean {
  return code.length > 1 && checkDigit(code.slice(0, -1)) === code.slice(-1);
}

/** Whether a text is one or more ASCII digits and nothing else. */
export function isDigits(text: string): boolean {
  for (let index = 0; index < text.length; index += 1) {
    const char = text.charCodeAt(index);
    if (char < 48 || char > 57) return false;
  }
  return text.length > 0;
}
