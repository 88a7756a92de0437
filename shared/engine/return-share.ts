/**
 * Shares of what was sold that have come back with a quantity: of a line's figures, and of what the
 * sale as a whole gave. What is given back for them is return.ts.
 */
import { isWhole } from "../base/quantity.ts";
import { scaleRound } from "../base/rounding.ts";
import { rewardToReverse } from "./loyalty.ts";
import type { GivenReward, ReturnableLine, ReturnableSale } from "./return-sale.ts";

/**
 * How much of a line's figure has come back with `milli` of it: piece by piece, larger shares first
 * as in return-math, and between two pieces in proportion.
 */
export function upTo(value: number, line: ReturnableLine, milli: number): number {
  const { quantityMilli } = line;
  if (!isWhole(quantityMilli)) return scaleRound(value, milli, quantityMilli, "half_up");
  const pieces = quantityMilli / 1000;
  const rest = value % pieces;
  const small = (value - rest) / pieces;
  const afterPieces = (count: number) => count * small + Math.min(count, rest);
  const whole = Math.floor(milli / 1000);
  const next = afterPieces(Math.min(whole + 1, pieces)) - afterPieces(whole);
  return afterPieces(whole) + scaleRound(next, milli % 1000, 1000, "half_up");
}

/** What of the sale's rewards goes back with these quantities, by line. */
export function rewardsReversed(
  sale: ReturnableSale,
  returnedNow: ReadonlyMap<string, number>,
): readonly GivenReward[] {
  if (sale.rewards === undefined || sale.rewards.length === 0) return [];
  // What was below zero (an empty bottle taken back) cannot come back and is no part of it.
  const lines = sale.lines.filter((line) => line.quantityMilli > 0 && line.totalMinor >= 0);
  let [paidMinor, returnedBeforeMinor, returningMinor, isRest] = [0, 0, 0, true];
  for (const line of lines) {
    const before = Math.min(line.returnedMilli, line.quantityMilli);
    const after = before + (returnedNow.get(line.lineId) ?? 0);
    paidMinor += line.totalMinor;
    const was = upTo(line.totalMinor, line, before);
    returnedBeforeMinor += was;
    returningMinor += upTo(line.totalMinor, line, after) - was;
    isRest &&= after >= line.quantityMilli;
  }
  return sale.rewards.flatMap((reward) => {
    const { points } = reward;
    const about = { points, paidMinor, returnedBeforeMinor, returningMinor, isRest };
    const back = rewardToReverse(about);
    return back > 0 ? [{ ...reward, points: back }] : [];
  });
}
