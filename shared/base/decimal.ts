/**
 * Exact numbers: decimal text and ratios of big integers, for the places where a figure is not yet
 * a whole number of minor units. No rounding lives here (rounding.ts) and no currency (money.ts).
 */
import { done, type Result, refuse } from "./result.ts";

/** An exact fraction. The denominator is always above zero; it need not be in lowest terms. */
export interface Ratio {
  readonly numerator: bigint;
  readonly denominator: bigint;
}

export type DecimalRefusal = "decimal-malformed" | "decimal-too-long";

/** Longer text is not a price, a rate or a quantity of this trade; it is an attack or a mistake. */
const DIGITS_MAX = 40;
const DECIMAL = /^([+-]?)(\d+)(?:\.(\d+))?$/;

export const ZERO: Ratio = { numerator: 0n, denominator: 1n };

/**
 * The exact value of decimal text such as `-12.50`. Only plain digits with one optional point.
 * Refuses `decimal-malformed` and `decimal-too-long` (more than 40 digits).
 */
export function parseDecimal(text: string): Result<Ratio, DecimalRefusal> {
  if (text.length > DIGITS_MAX + 2) return refuse("decimal-too-long", { lengthMax: DIGITS_MAX });
  const match = DECIMAL.exec(text);
  if (match === null) return refuse("decimal-malformed");
  const fraction = match[3] ?? "";
  const digits = BigInt(`${match[2] ?? ""}${fraction}`);
  return done({
    numerator: match[1] === "-" ? -digits : digits,
    denominator: 10n ** BigInt(fraction.length),
  });
}

/** Decimal text or a fraction such as `1/3` or `2/7`. Refuses as `parseDecimal`, and a zero below. */
export function parseRatio(text: string): Result<Ratio, DecimalRefusal> {
  const slash = text.indexOf("/");
  if (slash < 0) return parseDecimal(text);
  const above = parseDecimal(text.slice(0, slash));
  if (!above.ok) return above;
  const below = parseDecimal(text.slice(slash + 1));
  if (!below.ok) return below;
  if (below.value.numerator <= 0n) return refuse("decimal-malformed");
  return done({
    numerator: above.value.numerator * below.value.denominator,
    denominator: above.value.denominator * below.value.numerator,
  });
}

/** The integer (or integer over integer) as a ratio; `denominator` must be above zero. */
export function ratio(numerator: number | bigint, denominator: number | bigint = 1): Ratio {
  return { numerator: BigInt(numerator), denominator: BigInt(denominator) };
}

/** `left + right`, exact. */
export function addRatio(left: Ratio, right: Ratio): Ratio {
  if (left.denominator === right.denominator) {
    return { numerator: left.numerator + right.numerator, denominator: left.denominator };
  }
  return lowestTerms({
    numerator: left.numerator * right.denominator + right.numerator * left.denominator,
    denominator: left.denominator * right.denominator,
  });
}

/** `left - right`, exact. */
export function subtractRatio(left: Ratio, right: Ratio): Ratio {
  return addRatio(left, { numerator: -right.numerator, denominator: right.denominator });
}

/** `left * right`, exact, in lowest terms. */
export function multiplyRatio(left: Ratio, right: Ratio): Ratio {
  return lowestTerms({
    numerator: left.numerator * right.numerator,
    denominator: left.denominator * right.denominator,
  });
}

/** `left / right`; `right` must not be zero (the caller has refused it by then). */
export function divideRatio(left: Ratio, right: Ratio): Ratio {
  const sign = right.numerator < 0n ? -1n : 1n;
  return lowestTerms({
    numerator: left.numerator * right.denominator * sign,
    denominator: left.denominator * right.numerator * sign,
  });
}

/** Below zero when `left` is smaller, zero when equal, above zero when larger. */
export function compareRatio(left: Ratio, right: Ratio): number {
  const difference = left.numerator * right.denominator - right.numerator * left.denominator;
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

/** The same value with the smallest denominator. */
export function lowestTerms(value: Ratio): Ratio {
  let left = value.numerator < 0n ? -value.numerator : value.numerator;
  let right = value.denominator;
  while (right !== 0n) [left, right] = [right, left % right];
  if (left <= 1n) return value;
  return { numerator: value.numerator / left, denominator: value.denominator / left };
}

/** Integers in the same proportion as the ratios: each times the common denominator. */
export function commonIntegers(values: readonly Ratio[]): readonly bigint[] {
  let common = 1n;
  for (const value of values) {
    const denominator = lowestTerms(value).denominator;
    common *= denominator / greatestDivisor(common, denominator);
  }
  return values.map((value) => (value.numerator * common) / value.denominator);
}

/** Decimal text with `places` digits after the point, cut (not rounded) beyond them; for reading. */
export function ratioText(value: Ratio, places: number): string {
  const scale = 10n ** BigInt(places);
  const scaled = (value.numerator * scale) / value.denominator;
  const sign = scaled < 0n ? "-" : "";
  const digits = (scaled < 0n ? -scaled : scaled).toString().padStart(places + 1, "0");
  if (places === 0) return `${sign}${digits}`;
  return `${sign}${digits.slice(0, -places)}.${digits.slice(-places)}`;
}

function greatestDivisor(left: bigint, right: bigint): bigint {
  let [high, low] = [left, right];
  while (low !== 0n) [high, low] = [low, high % low];
  return high;
}
