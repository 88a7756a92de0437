/** One sum over several lines by value, capped by what each may still give. */
import { allocate, type RemainderRule, shareOut } from "../../base/allocate.ts";
import {
  addRatio,
  commonIntegers,
  divideRatio,
  multiplyRatio,
  ratio,
  ZERO,
} from "../../base/decimal.ts";
import { roundExact } from "../../base/rounding.ts";
import type { OfferPolicy } from "./offer.ts";
import type { LineState } from "./state.ts";

const ONE = ratio(1);

/** What a percentage sees of a line: what is left of it, or in parallel stacking the original. */
export function seenAmount(state: LineState, policy: OfferPolicy): number {
  return policy.stacking === "parallel"
    ? state.amountMinor
    : state.amountMinor - state.discountMinor;
}

/**
 * The shares of a sum, in the order of the lines. Weighed by what is left of each line (with tax
 * where the policy says so), each capped by what the line may still give; what cannot be placed
 * goes round again over the others by the same weights.
 */
export function shareOverLines(
  sumMinor: number,
  lines: readonly LineState[],
  policy: OfferPolicy,
): number[] {
  return shareCapped(sumMinor, {
    weights: weightsOf(lines, policy),
    rooms: lines.map((state) => state.capacityMinor),
    remainder: policy.remainder,
  });
}

export interface CappedShares {
  readonly weights: readonly number[] | readonly bigint[];
  /** The most each may get. */
  readonly rooms: readonly number[];
  readonly remainder: RemainderRule;
}

/** Shares of a sum by weight, none above its room; what is over goes round again. */
export function shareCapped(sumMinor: number, request: CappedShares): number[] {
  const { weights, rooms, remainder } = request;
  const given = new Array<number>(weights.length).fill(0);
  let left = sumMinor;
  let open: number[] = [];
  for (let index = 0; index < weights.length; index += 1) {
    if ((weights[index] as number | bigint) > 0) open.push(index);
  }
  while (left > 0 && open.length > 0) {
    const turnWeights = open.map((index) => weights[index] as number);
    const shares = split(left, turnWeights, remainder);
    const next: number[] = [];
    left = 0;
    for (let turn = 0; turn < open.length; turn += 1) {
      const index = open[turn] as number;
      const room = (rooms[index] as number) - (given[index] as number);
      const share = shares[turn] as number;
      const fits = share < room ? share : room;
      given[index] = (given[index] as number) + fits;
      left += share - fits;
      if (fits < room) next.push(index);
    }
    open = next;
  }
  return given;
}

/** A limit that includes tax, on the basis of the prices of these lines; rounded half up. */
export function grossLimit(
  limitMinor: number,
  lines: readonly LineState[],
  policy: OfferPolicy,
): number {
  let [plain, gross] = [ZERO, ZERO];
  for (const state of lines) {
    const seen = ratio(seenAmount(state, policy));
    plain = addRatio(plain, seen);
    gross = addRatio(gross, multiplyRatio(seen, state.line.grossOfPrice ?? ONE));
  }
  if (gross.numerator <= 0n) return limitMinor;
  return roundExact(divideRatio(multiplyRatio(ratio(limitMinor), plain), gross), "half_up");
}

/** What is left of each line, whatever percentages see: a sum is shared by what is asked for now. */
function weightsOf(
  lines: readonly LineState[],
  policy: OfferPolicy,
): readonly number[] | readonly bigint[] {
  const left = lines.map((state) => state.amountMinor - state.discountMinor);
  if (policy.weights === "price") return left;
  return commonIntegers(
    lines.map((state, index) =>
      multiplyRatio(ratio(left[index] as number), state.line.grossOfPrice ?? ONE),
    ),
  );
}

function split(
  amountMinor: number,
  weights: readonly number[] | readonly bigint[],
  remainder: RemainderRule,
): readonly number[] {
  if (typeof weights[0] === "number") {
    return shareOut(amountMinor, weights as readonly number[], remainder);
  }
  const shared = allocate({ amountMinor, weights, remainder });
  return shared.ok ? shared.value : weights.map(() => 0);
}
