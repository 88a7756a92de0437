/**
 * Makes a hint true: what an offer lacks at its turn is followed on the basket itself, with all the
 * other offers, and asked for again until the offer applies and no part of the hint would do. Where
 * that cannot be, the answer is who stands in the way. missing.ts reads what lacks off one turn.
 */
import type { PriceLine, PriceLinesInput } from "../pricing/input.ts";
import { offersUntil } from "../pricing/price-lines.ts";
import type { CompiledOffer } from "../promotion/compile.ts";
import type { Asked } from "../promotion/run.ts";
import { HINT_LINE, withGoods } from "./goods.ts";
import { type MissingStep, missingOf } from "./missing.ts";

export type Proven =
  | { readonly state: "missing"; readonly missing: readonly MissingStep[] }
  | { readonly state: "blocked"; readonly blockedBy: string }
  | { readonly state: "budget-used" }
  | { readonly state: "nothing-left" };

/** Goods that earlier offers take hold of are asked for again, so many times at most. */
const ROUNDS_MAX = 8;
/** How often a hint is made smaller before it is given up. */
const CUTS_MAX = 40;

/**
 * The steps that together make the offer apply in this very basket, no part of which does; or why
 * there are none: another offer stands in the way (`blocked`), its budget would be passed, or
 * nothing is left to take off. `steps` is what it lacked at its turn.
 */
export function provenHint(
  input: PriceLinesInput,
  compiled: CompiledOffer,
  steps: readonly MissingStep[],
): Proven {
  let wanted = steps;
  let blockedBy: string | undefined;
  for (let round = 0; round < ROUNDS_MAX && wanted.length > 0; round += 1) {
    const turn = turnOf(input, compiled, withGoods(input.lines, wanted));
    if (turn.applied) return smallest(input, compiled, wanted);
    blockedBy = turn.before.at(-1) ?? blockedBy;
    const { asked } = turn;
    // Never asked: an exclusive offer applied before its turn.
    if (asked === undefined) break;
    if (asked.outcome.kind === "budget") return { state: "budget-used" };
    const failed = asked.outcome.kind === "conditions" ? asked.outcome.failed : [];
    const more = missingOf(asked.input, failed);
    if (more.length === 0) return { state: "nothing-left" };
    wanted = joined(wanted, more);
  }
  return blockedBy === undefined ? { state: "nothing-left" } : { state: "blocked", blockedBy };
}

interface Turn {
  readonly applied: boolean;
  /** Offers that applied before it, in order. */
  readonly before: readonly string[];
  readonly asked: Asked | undefined;
}

/** How the offer fares in a basket with these lines. */
function turnOf(
  input: PriceLinesInput,
  compiled: CompiledOffer,
  lines: readonly PriceLine[],
): Turn {
  let asked: Asked | undefined;
  const applied = offersUntil({ ...input, lines }, compiled.index, (one) => {
    if (one.compiled === compiled) asked = one;
  });
  const own = applied.at(-1) === compiled.offer.id;
  return { applied: own, before: own ? applied.slice(0, -1) : applied, asked };
}

/** The hint without anything that is not needed: no step left out, no unit or minor unit fewer. */
function smallest(
  input: PriceLinesInput,
  compiled: CompiledOffer,
  steps: readonly MissingStep[],
): Proven {
  const isEnough = (lines: readonly PriceLine[]): boolean => turnOf(input, compiled, lines).applied;
  // A part would do only if it did with goods that bring no more money than asked, and with others.
  const applies = (part: readonly MissingStep[], hint: readonly MissingStep[]): boolean =>
    isEnough(withGoods(input.lines, part, hint)) && isEnough(withGoods(input.lines, part));
  let hint = steps;
  for (let cut = 0; cut < CUTS_MAX; cut += 1) {
    const whole = hint;
    const less = partsOf(hint).find((part) => applies(part, whole));
    if (less === undefined) return { state: "missing", missing: hint };
    hint = withLeastAmounts(less, (part) => applies(part, whole));
    if (hint.length === 0) break;
    if (!applies(hint, hint)) return { state: "missing", missing: whole };
  }
  return { state: "nothing-left" };
}

/** Every way to do a little less: a step left out, a unit fewer, a minor unit fewer. */
function partsOf(steps: readonly MissingStep[]): readonly (readonly MissingStep[])[] {
  return steps.flatMap((step, index) => {
    const parts: (readonly MissingStep[])[] = [steps.toSpliced(index, 1)];
    const { quantityMilli, amountMinor } = step;
    if (quantityMilli > 1000) {
      parts.push(steps.with(index, { ...step, quantityMilli: quantityMilli - 1000 }));
    }
    if (amountMinor > 1) parts.push(steps.with(index, { ...step, amountMinor: amountMinor - 1 }));
    return parts;
  });
}

/** Each amount as low as the offer lets it be; halving finds it. */
function withLeastAmounts(
  steps: readonly MissingStep[],
  applies: (part: readonly MissingStep[]) => boolean,
): readonly MissingStep[] {
  let least = steps;
  for (const [index, step] of steps.entries()) {
    let [low, high] = [0, step.amountMinor];
    while (low < high) {
      const amountMinor = Math.floor((low + high) / 2);
      if (applies(least.with(index, { ...step, amountMinor }))) high = amountMinor;
      else low = amountMinor + 1;
    }
    least = least.with(index, { ...step, amountMinor: high });
  }
  return least.filter((step) => step.amountMinor > 0 || step.quantityMilli > 0);
}

/** What was wanted and what was wanted on top of it, one step for the same goods. */
function joined(
  steps: readonly MissingStep[],
  more: readonly MissingStep[],
): readonly MissingStep[] {
  const list = [...steps];
  for (const step of more) {
    const place = list.findIndex((one) => isSame(one, step));
    const known = list[place];
    if (known === undefined) {
      list.push(step);
      continue;
    }
    list[place] = {
      ...known,
      quantityMilli: known.quantityMilli + step.quantityMilli,
      amountMinor: known.amountMinor + step.amountMinor,
      afterDiscounts: known.afterDiscounts || step.afterDiscounts,
    };
  }
  return list;
}

/** Whether two steps ask for the same; a line that only the hint brought is the hint's own. */
function isSame(known: MissingStep, step: MissingStep): boolean {
  if (JSON.stringify(known.select) !== JSON.stringify(step.select)) return false;
  if (step.lineId?.startsWith(HINT_LINE) === true) return known.code === "add-in-one-line";
  return known.code === step.code && known.lineId === step.lineId;
}
