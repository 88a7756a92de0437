/**
 * One sum over several shares so that nothing is lost: each share is rounded toward zero and the
 * steps left over go one by one to the shares that a named rule puts first.
 */
import { commonIntegers, type DecimalRefusal, parseRatio, type Ratio } from "./decimal.ts";
import { done, type Result, refuse } from "./result.ts";
import { toSafe } from "./rounding.ts";

/**
 * Who gets the steps left over. `first`, `last`: in (reverse) order, weights of zero skipped.
 * `largest_remainder`: who lost most by rounding. `largest_weight`: who weighs most. Ties: earlier.
 */
export const REMAINDER_RULES = ["first", "last", "largest_remainder", "largest_weight"] as const;

export type RemainderRule = (typeof REMAINDER_RULES)[number];

export interface Allocation {
  /** The sum to share, minor units; below zero is shared as its opposite. */
  readonly amountMinor: number;
  /** Whole numbers, none below zero; see `parseWeights` for decimals and fractions. */
  readonly weights: readonly number[] | readonly bigint[];
  readonly remainder: RemainderRule;
  /** Every share is a multiple of it; what does not fill a step is not shared. 1 by default. */
  readonly stepMinor?: number;
  /** What weights that are all zero mean: a refusal (default), or as if all were equal. */
  readonly zeroWeights?: "refuse" | "equal_shares";
}

export type AllocateRefusal = "weights-invalid";

/**
 * Shares in the order of the weights; they sum to the amount (to the last full step).
 * Refuses `weights-invalid`: no weights, one below zero or not whole, or all zero.
 * @example allocate({ amountMinor: 100, weights: [1, 1, 1], remainder: "first" }) // 34, 33, 33
 */
export function allocate(request: Allocation): Result<number[], AllocateRefusal> {
  const { weights, zeroWeights } = request;
  for (let index = 0; index < weights.length; index += 1) {
    const weight = weights[index] as number | bigint;
    if (weight < 0 || (typeof weight === "number" && !Number.isSafeInteger(weight))) {
      return refuse("weights-invalid", {}, `weights[${index}]`);
    }
  }
  if (weights.length === 0) return refuse("weights-invalid", {}, "weights");
  if (weights.some((weight) => weight > 0)) return done(share(request, weights));
  if (zeroWeights !== "equal_shares") return refuse("weights-invalid", {}, "weights");
  return done(share(request, new Array<number>(weights.length).fill(1)));
}

/** Weights written as integers, decimals or fractions, as whole numbers in the same proportion. */
export function parseWeights(texts: readonly string[]): Result<readonly bigint[], DecimalRefusal> {
  const ratios: Ratio[] = [];
  for (const text of texts) {
    const parsed = parseRatio(text);
    if (!parsed.ok) return parsed;
    ratios.push(parsed.value);
  }
  return done(commonIntegers(ratios));
}

/**
 * The hot form: shares `amountMinor` (zero or more) over whole weights with a sum above zero.
 * The caller has checked both. Same rules as `allocate`, steps of one minor unit.
 */
export function shareOut(
  amountMinor: number,
  weights: readonly number[],
  remainder: RemainderRule,
): number[] {
  let total = 0;
  for (const weight of weights) total += weight;
  if (amountMinor * total > Number.MAX_SAFE_INTEGER) {
    return shareBig({ amountMinor, weights, remainder }, weights);
  }
  const shares: number[] = [];
  const rests: number[] = [];
  let left = amountMinor;
  for (const weight of weights) {
    const product = amountMinor * weight;
    const rest = product % total;
    const part = (product - rest) / total;
    shares.push(part);
    rests.push(rest);
    left -= part;
  }
  if (left > 0) handOut({ shares, rests, weights, left, step: 1, remainder });
  return shares;
}

function share(request: Allocation, weights: readonly number[] | readonly bigint[]): number[] {
  const step = request.stepMinor ?? 1;
  const small = typeof weights[0] === "number" && step === 1 && request.amountMinor >= 0;
  if (small) return shareOut(request.amountMinor, weights as readonly number[], request.remainder);
  return shareBig(request, weights);
}

function shareBig(request: Allocation, weights: readonly number[] | readonly bigint[]): number[] {
  const step = request.stepMinor ?? 1;
  const negative = request.amountMinor < 0;
  const steps = BigInt(Math.trunc(Math.abs(request.amountMinor) / step));
  const bigWeights = weights.map((weight: number | bigint) => BigInt(weight));
  const total = bigWeights.reduce((sum, weight) => sum + weight, 0n);
  const unit = negative ? -step : step;
  const rests = bigWeights.map((weight) => (steps * weight) % total);
  const parts = bigWeights.map((weight) => (steps * weight) / total);
  const left = toSafe(steps - parts.reduce((sum, part) => sum + part, 0n));
  const shares = parts.map((part) => toSafe(part) * unit + 0);
  handOut({ shares, rests, weights: bigWeights, left, step: unit, remainder: request.remainder });
  return shares;
}

interface HandOut {
  readonly shares: number[];
  readonly rests: readonly (number | bigint)[];
  readonly weights: readonly (number | bigint)[];
  /** Steps left over: always fewer than the weights above zero. */
  readonly left: number;
  readonly step: number;
  readonly remainder: RemainderRule;
}

function handOut({ shares, rests, weights, left, step, remainder }: HandOut): void {
  const takers: number[] = [];
  for (let index = 0; index < weights.length; index += 1) {
    if ((weights[index] as number | bigint) > 0) takers.push(index);
  }
  if (remainder === "last") takers.reverse();
  const key = remainder === "largest_weight" ? weights : rests;
  if (remainder === "largest_remainder" || remainder === "largest_weight") {
    takers.sort((a, b) => {
      const [left, right] = [key[a] as number | bigint, key[b] as number | bigint];
      return left > right ? -1 : left < right ? 1 : a - b;
    });
  }
  for (let turn = 0; turn < left; turn += 1) {
    const index = takers[turn] as number;
    shares[index] = (shares[index] as number) + step;
  }
}
