/**
 * Codes that a scale or the fresh-food counter prints: an item number with a price or weight in it,
 * laid out by the shop's own pattern. Which product and what the figure means is not known here.
 *
 *   24iiiiivvvddc   2 4 must be there, i item, v whole digits, d decimals, c check digit
 */
import { checkDigit, hasCheckDigit, isDigits } from "./gtin.ts";
import { done, type Result, refuse } from "./result.ts";

export interface Measure {
  /** The figure's digits as a whole number: 015.41 is 1541. */
  readonly amount: number;
  /** How many of the digits stand after the point. */
  readonly decimals: number;
  /** The code under which the item is kept: the figure zero, the check digit worked out again. */
  readonly itemCode: string;
}

export type MeasureRefusal =
  | "measure-pattern"
  | "measure-no-match"
  | "measure-not-numeric"
  | "measure-check-digit";

const LENGTHS: readonly number[] = [8, 12, 13, 14];

/** Whether a pattern can be used: 8, 12, 13 or 14 signs, a figure (v before d), check digit last. */
export function isMeasurePattern(pattern: string): boolean {
  return LENGTHS.includes(pattern.length) && /^[0-9i]*(?:v+[0-9i]*d*|d+)[0-9i]*c$/.test(pattern);
}

/**
 * The figure and the item in a code. Refuses `measure-pattern` (the pattern itself is not one),
 * `measure-no-match` (another length, or a fixed digit differs), `measure-not-numeric` and
 * `measure-check-digit` (of the whole code).
 * @example readMeasure("2488638015418", "24iiiiivvvddc") is 15.41 of item 2488638000001
 */
export function readMeasure(code: string, pattern: string): Result<Measure, MeasureRefusal> {
  if (!isMeasurePattern(pattern)) return refuse("measure-pattern");
  if (code.length !== pattern.length) return refuse("measure-no-match");
  if (!isDigits(code)) return refuse("measure-not-numeric");
  let figure = "";
  let decimals = 0;
  let item = "";
  for (let index = 0; index < pattern.length - 1; index += 1) {
    const [sign, digit] = [pattern.charAt(index), code.charAt(index)];
    if (sign === "v" || sign === "d") {
      figure += digit;
      decimals += sign === "d" ? 1 : 0;
      item += "0";
    } else if (sign === "i" || sign === digit) item += digit;
    else return refuse("measure-no-match");
  }
  if (!hasCheckDigit(code)) return refuse("measure-check-digit");
  return done({ amount: Number(figure), decimals, itemCode: item + checkDigit(item) });
}

/** The figure as decimal text: no leading zeros but one before the point, decimals kept. */
export function measureText(measure: Pick<Measure, "amount" | "decimals">): string {
  if (measure.decimals === 0) return String(measure.amount);
  const digits = String(measure.amount).padStart(measure.decimals + 1, "0");
  return `${digits.slice(0, -measure.decimals)}.${digits.slice(-measure.decimals)}`;
}
