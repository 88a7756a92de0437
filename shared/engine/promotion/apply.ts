/**
 * What an offer takes off: worked out as a proposal first (so that a budget can refuse it whole)
 * and only then laid on the lines. Which offers are asked, and in which order, is run.ts.
 */
import { shareOut } from "../../base/allocate.ts";
import { scaleRound } from "../../base/rounding.ts";
import { proposeBundle, proposeBuyGet } from "./buy-get.ts";
import type { FirstAndAdditionalAction, FixedAction, OfferPolicy, PercentAction } from "./offer.ts";
import { type ApplyInput, type Cell, NOTHING, type Proposal, type Value } from "./proposal.ts";
import { grossLimit, seenAmount, shareOverLines } from "./share.ts";
import { type LineState, valueOfUnits } from "./state.ts";

/** What the offer would take off, in minor units per line; nothing is changed yet. */
export function propose(input: ApplyInput): Proposal {
  const { action } = input.compiled;
  switch (action.kind) {
    case "buy_get":
      return proposeBuyGet(input, action);
    case "bundle":
      return proposeBundle(input, action);
    case "first_and_additional":
      return proposeFirst(input, action);
    default:
      return proposeReach(input, action);
  }
}

/** The value of the action, or of the last tier that the selected goods reach. */
function reachedValue(input: ApplyInput): Value | undefined {
  const { compiled, lines } = input;
  if (compiled.tiers.length === 0) return compiled;
  let [subtotal, quantity] = [0, 0];
  for (const state of lines) {
    subtotal += state.amountMinor;
    quantity += state.line.quantityMilli;
  }
  let value: Value | undefined;
  for (const tier of compiled.tiers) {
    if (subtotal >= tier.minSubtotalMinor && quantity >= tier.minQuantityMilli) value = tier;
  }
  return value;
}

function proposeReach(input: ApplyInput, action: PercentAction | FixedAction): Proposal {
  const { lines, policy, compiled } = input;
  const value = reachedValue(input);
  if (value === undefined) return NOTHING;
  const fallback = action.target === "items" ? "each" : "across";
  const forFees = action.target === "fees" && action.kind === "percent" ? "each" : fallback;
  const allocation = action.target === "order" ? "across" : (action.allocation ?? forFees);
  const id = compiled.offer.id;
  if (allocation === "across") {
    let sum = value.amountMinor;
    if (value.part !== undefined) {
      let seen = 0;
      for (const state of lines) seen += seenAmount(state, policy);
      sum = scaleRound(seen, value.part.above, value.part.below, policy.rounding);
    }
    return shared(Math.min(sum, limitOf(input, action)), input);
  }
  const cells: Cell[] = [];
  let total = 0;
  const limited = countUnits(lines, action);
  for (let index = 0; index < lines.length; index += 1) {
    const state = lines[index] as LineState;
    const units = limited === undefined ? state.units : (limited[index] as number);
    if (units === 0) continue;
    const amount =
      units < state.units
        ? partOfLine(state, { value, units, policy, each: allocation === "each" })
        : wholeLine(state, { value, policy, each: allocation === "each" });
    if (amount <= 0) continue;
    const whole = units === state.units;
    const placement = whole ? { id, amountMinor: amount } : { id, amountMinor: amount, units };
    cells.push({ state, placement });
    total += amount;
  }
  return capped({ cells, totalMinor: total }, limitOf(input, action), policy);
}

interface LineValue {
  readonly value: Value;
  readonly policy: OfferPolicy;
  /** A fixed amount is off every unit; otherwise once for the line. */
  readonly each: boolean;
}

function wholeLine(state: LineState, { value, policy, each }: LineValue): number {
  const room = state.capacityMinor;
  let amount = value.amountMinor;
  if (value.part !== undefined) {
    const seen = seenAmount(state, policy);
    amount = scaleRound(seen, value.part.above, value.part.below, policy.rounding);
  } else if (each) {
    const { runs, line } = state;
    if (runs !== undefined) {
      amount = 0;
      for (const run of runs) {
        const left = run.amountMinor - run.floorMinor - run.discountMinor;
        amount += Math.max(0, Math.min(value.amountMinor * run.units, left));
      }
    } else if (line.quantityMilli % 1000 === 0) {
      amount = value.amountMinor * state.units;
    } else {
      amount = scaleRound(value.amountMinor, line.quantityMilli, 1000, policy.rounding);
    }
  }
  return amount < room ? amount : room;
}

function partOfLine(state: LineState, request: LineValue & { readonly units: number }): number {
  const { value, policy, each, units } = request;
  const original = policy.stacking === "parallel";
  const chosen = valueOfUnits(state, { units, unusedOnly: false, original });
  let amount = each ? value.amountMinor * units : value.amountMinor;
  if (value.part !== undefined) {
    const { above, below } = value.part;
    amount = scaleRound(chosen.above, above, below * chosen.below, policy.rounding);
  }
  return Math.min(amount, chosen.capacityMinor, state.capacityMinor);
}

/** How many units of each line are reached; undefined when all are. */
function countUnits(
  lines: readonly LineState[],
  action: {
    readonly maxUnitsPerLine?: number;
    readonly maxUnits?: number;
    readonly groupSize?: number;
    readonly pick?: "most_expensive" | "cheapest";
  },
): number[] | undefined {
  const { maxUnitsPerLine, maxUnits, groupSize, pick } = action;
  if (maxUnitsPerLine === undefined && maxUnits === undefined && groupSize === undefined) {
    return undefined;
  }
  const counts = lines.map((state) => Math.min(state.units, maxUnitsPerLine ?? state.units));
  let left = counts.reduce((sum, count) => sum + count, 0);
  if (maxUnits !== undefined) left = Math.min(left, maxUnits);
  if (groupSize !== undefined) left -= left % groupSize;
  const order = counts.map((_, index) => index);
  const chosen =
    pick ?? (groupSize === undefined && maxUnits !== undefined ? "most_expensive" : "");
  const price = (index: number) => (lines[index] as LineState).line.unitPriceMinor;
  if (chosen === "most_expensive") order.sort((a, b) => price(b) - price(a) || a - b);
  if (chosen === "cheapest") order.sort((a, b) => price(a) - price(b) || a - b);
  for (const index of order) {
    const units = Math.min(left, counts[index] as number);
    counts[index] = units;
    left -= units;
  }
  return counts;
}

function proposeFirst(input: ApplyInput, action: FirstAndAdditionalAction): Proposal {
  const { lines, compiled } = input;
  const most = action.maxUnits === undefined || action.maxUnits === 0 ? Infinity : action.maxUnits;
  const worth = (units: number) => {
    const counted = Math.min(units, most);
    return counted === 0 ? 0 : action.firstMinor + action.additionalMinor * (counted - 1);
  };
  if (action.target === "order" || action.allocation === "across") {
    const units = lines.reduce((sum, state) => sum + state.units, 0);
    return shared(Math.min(worth(units), limitOf(input, action)), input);
  }
  const cells: Cell[] = [];
  let totalMinor = 0;
  for (const state of lines) {
    const amountMinor = Math.min(worth(state.units), state.capacityMinor);
    if (amountMinor <= 0) continue;
    cells.push({ state, placement: { id: compiled.offer.id, amountMinor } });
    totalMinor += amountMinor;
  }
  return capped({ cells, totalMinor }, limitOf(input, action), input.policy);
}

function shared(sumMinor: number, input: ApplyInput): Proposal {
  const { lines, policy, compiled } = input;
  const shares = shareOverLines(sumMinor, lines, policy);
  const cells: Cell[] = [];
  let totalMinor = 0;
  for (let index = 0; index < lines.length; index += 1) {
    const amountMinor = shares[index] as number;
    if (amountMinor === 0) continue;
    const state = lines[index] as LineState;
    cells.push({ state, placement: { id: compiled.offer.id, amountMinor } });
    totalMinor += amountMinor;
  }
  return { cells, totalMinor };
}

function limitOf(
  input: ApplyInput,
  action: { readonly maxAmountMinor?: number; readonly maxGrossAmountMinor?: number },
): number {
  let limit = action.maxAmountMinor ?? Infinity;
  if (action.maxGrossAmountMinor !== undefined) {
    limit = Math.min(limit, grossLimit(action.maxGrossAmountMinor, input.lines, input.policy));
  }
  return limit;
}

/** Over a limit, the limit is shared in proportion to what the lines would have got. */
function capped(proposal: Proposal, limitMinor: number, policy: OfferPolicy): Proposal {
  if (proposal.totalMinor <= limitMinor) return proposal;
  const amounts = proposal.cells.map((cell) => cell.placement.amountMinor);
  const shares = shareOut(limitMinor, amounts, policy.remainder);
  const cells = proposal.cells.map((cell, index) => ({
    state: cell.state,
    placement: { ...cell.placement, amountMinor: shares[index] as number },
  }));
  return { cells, totalMinor: limitMinor };
}
