/**
 * Rounding, always by a named mode, always exact: integers in, an integer out, no floating point
 * in between. What is rounded and why is decided by the caller (tax, promotion, tender).
 */
import { assert } from "./assert.ts";
import type { Ratio } from "./decimal.ts";

/** The ten modes. `half_up` is half away from zero and `half_down` half toward zero, as in trade. */
export const ROUNDING_MODES = [
  "half_up",
  "half_down",
  "half_even",
  "half_odd",
  "half_ceiling",
  "half_floor",
  "ceiling",
  "floor",
  "toward_zero",
  "away_from_zero",
] as const;

export type RoundingMode = (typeof ROUNDING_MODES)[number];

/** Whether a text names a rounding mode. */
export function isRoundingMode(text: unknown): text is RoundingMode {
  return (ROUNDING_MODES as readonly unknown[]).includes(text);
}

/**
 * `numerator / denominator` rounded to an integer by `mode`. Both are safe integers, the
 * denominator not zero. Exact for every safe integer: `%` of two integers loses nothing.
 */
export function roundRatio(numerator: number, denominator: number, mode: RoundingMode): number {
  const flip = denominator < 0;
  const above = flip ? -numerator : numerator;
  const below = flip ? -denominator : denominator;
  assert(Number.isSafeInteger(above) && below > 0 && Number.isSafeInteger(below), "a safe ratio");
  const rest = above % below;
  const whole = (above - rest) / below;
  // Adding zero turns a negative zero into a plain one, so that equal figures are equal bytes.
  if (rest === 0) return whole + 0;
  const negative = rest < 0;
  const restSize = negative ? -rest : rest;
  const gap = below - restSize;
  const half = restSize < gap ? -1 : restSize > gap ? 1 : 0;
  if (!goesAway(mode, half, negative, whole % 2 !== 0)) return whole + 0;
  return whole + (negative ? -1 : 1) + 0;
}

/** The same for big integers of any size. */
export function roundRatioBig(numerator: bigint, denominator: bigint, mode: RoundingMode): bigint {
  const flip = denominator < 0n;
  const above = flip ? -numerator : numerator;
  const below = flip ? -denominator : denominator;
  assert(below > 0n, "a denominator above zero");
  const rest = above % below;
  const whole = above / below;
  if (rest === 0n) return whole;
  const negative = rest < 0n;
  const twice = (negative ? -rest : rest) * 2n;
  const half = twice < below ? -1 : twice > below ? 1 : 0;
  if (!goesAway(mode, half, negative, whole % 2n !== 0n)) return whole;
  return negative ? whole - 1n : whole + 1n;
}

/**
 * `factor * numerator / denominator` rounded by `mode`, exact even where the product passes 2^53.
 * Asserts that the answer is a safe integer.
 */
export function scaleRound(
  factor: number,
  numerator: number,
  denominator: number,
  mode: RoundingMode,
): number {
  const product = factor * numerator;
  if (product <= Number.MAX_SAFE_INTEGER && product >= -Number.MAX_SAFE_INTEGER) {
    return roundRatio(product, denominator, mode);
  }
  return toSafe(roundRatioBig(BigInt(factor) * BigInt(numerator), BigInt(denominator), mode));
}

/** An exact ratio rounded to a multiple of `step` (1 by default). Asserts a safe answer. */
export function roundExact(value: Ratio, mode: RoundingMode, step = 1): number {
  const whole = roundRatioBig(value.numerator, value.denominator * BigInt(step), mode);
  return toSafe(whole * BigInt(step));
}

/** `amount` (an integer) rounded to a multiple of `step` (above zero) by `mode`. */
export function roundToStep(amount: number, step: number, mode: RoundingMode): number {
  return step === 1 ? amount : roundRatio(amount, step, mode) * step;
}

/** The big integer as a number; asserts that JavaScript holds it exactly. */
export function toSafe(value: bigint): number {
  const number = Number(value);
  assert(Number.isSafeInteger(number), `the figure fits a safe integer: ${value}`);
  return number;
}

/** Whether the rest is rounded away from zero. `half` is -1 below, 0 at, 1 above the middle. */
function goesAway(mode: RoundingMode, half: number, negative: boolean, odd: boolean): boolean {
  switch (mode) {
    case "half_up":
      return half >= 0;
    case "half_down":
      return half > 0;
    case "half_even":
      return half === 0 ? odd : half > 0;
    case "half_odd":
      return half === 0 ? !odd : half > 0;
    case "half_ceiling":
      return half === 0 ? !negative : half > 0;
    case "half_floor":
      return half === 0 ? negative : half > 0;
    case "ceiling":
      return !negative;
    case "floor":
      return negative;
    case "toward_zero":
      return false;
    case "away_from_zero":
      return true;
  }
}
