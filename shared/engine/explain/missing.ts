/** What would have to be in the basket for an offer to apply, worked out at the offer's turn. */

import type { Selection } from "../promotion/offer.ts";
import type { ApplyInput } from "../promotion/proposal.ts";
import { quantityOf, subtotalOf } from "../promotion/run.ts";
import { type LineState, unusedUnits } from "../promotion/state.ts";

/** One thing to do. With both a quantity and an amount, the same goods have to bring both. */
export interface MissingStep {
  readonly code: "add-from" | "add-to-line" | "add-in-one-line";
  /** What to add from: the words of the selection, for the screen to name. */
  readonly select: Selection;
  /** The line to add to, where one line alone has to grow. */
  readonly lineId?: string;
  /** Thousandths more; 0 when only the amount counts. */
  readonly quantityMilli: number;
  /** Minor units more, at the prices before offers; 0 when only the quantity counts. */
  readonly amountMinor: number;
  /** The amount counts after the discounts of earlier offers. */
  readonly afterDiscounts: boolean;
}

export interface TierStep {
  readonly missing: readonly MissingStep[];
  readonly percent?: string;
  readonly amountMinor?: number;
}

type Draft = { -readonly [Key in keyof MissingStep]: MissingStep[Key] };

/** The steps that together make the offer apply; none when no goods can. */
export function missingOf(input: ApplyInput, failed: readonly number[]): readonly MissingStep[] {
  const steps = new Steps();
  for (const index of failed) addCondition(steps, input, index);
  addAction(steps, input);
  return steps.list();
}

/** What the next tier that is not reached needs, and what it gives. */
export function nextTierOf(input: ApplyInput): TierStep | undefined {
  const { tiers, action } = input.compiled;
  const subtotal = subtotalOf({}, input.lines);
  const quantity = quantityOf(input.lines);
  let best: { tier: (typeof tiers)[number]; index: number } | undefined;
  for (const [index, tier] of tiers.entries()) {
    const reached = subtotal >= tier.minSubtotalMinor && quantity >= tier.minQuantityMilli;
    // A later tier that is reached gives the value, so only what comes after it is next.
    best = reached ? undefined : (best ?? { tier, index });
  }
  if (best === undefined || !("tiers" in action)) return undefined;
  const step = tierStep(input, { subtotal, quantity, ...best.tier });
  const listed = action.tiers?.[best.index];
  return {
    missing: [step],
    ...(listed?.percent === undefined ? {} : { percent: listed.percent }),
    ...(listed?.amountMinor === undefined ? {} : { amountMinor: listed.amountMinor }),
  };
}

/** Steps by the selection they add from; what two rules want of the same goods is wanted once. */
class Steps {
  readonly #goods = new Map<number, Draft>();
  readonly #oneLine = new Map<number, { readonly draft: Draft; readonly unitPriceMinor: number }>();

  add(selection: number, step: MissingStep): void {
    const draft = this.#goods.get(selection);
    if (draft === undefined) {
      this.#goods.set(selection, { ...step });
      return;
    }
    draft.quantityMilli = Math.max(draft.quantityMilli, step.quantityMilli);
    draft.amountMinor = Math.max(draft.amountMinor, step.amountMinor);
    draft.afterDiscounts ||= step.afterDiscounts;
  }

  /** One line has to grow; its price, when there is one, counts for what the goods must come to. */
  addInOneLine(selection: number, step: MissingStep, unitPriceMinor: number): void {
    const known = this.#oneLine.get(selection);
    if (known !== undefined && known.draft.quantityMilli >= step.quantityMilli) return;
    this.#oneLine.set(selection, { draft: { ...step }, unitPriceMinor });
  }

  list(): readonly MissingStep[] {
    for (const [selection, { draft, unitPriceMinor }] of this.#oneLine) {
      const goods = this.#goods.get(selection);
      if (goods === undefined) continue;
      const brings = Math.floor((unitPriceMinor * draft.quantityMilli) / 1000);
      goods.quantityMilli = Math.max(0, goods.quantityMilli - draft.quantityMilli);
      if (draft.lineId === undefined) {
        // A line that is yet to come can bring the amount as well.
        draft.amountMinor = goods.amountMinor;
        draft.afterDiscounts = goods.afterDiscounts;
      }
      const left = draft.lineId === undefined ? 0 : goods.amountMinor - brings;
      goods.amountMinor = Math.max(0, left);
    }
    const goods = [...this.#goods.values()];
    const open = goods.filter((step) => step.quantityMilli > 0 || step.amountMinor > 0);
    return [...[...this.#oneLine.values()].map((one) => one.draft), ...open];
  }
}

function from(select: Selection | undefined, more: Partial<MissingStep>): MissingStep {
  return {
    code: "add-from",
    select: select ?? {},
    quantityMilli: 0,
    amountMinor: 0,
    afterDiscounts: false,
    ...more,
  };
}

function addCondition(steps: Steps, input: ApplyInput, index: number): void {
  const entry = input.compiled.conditions[index];
  if (entry === undefined) return;
  const { condition, selection } = entry;
  const lines = input.membersOf(selection);
  const { select } = condition;
  switch (condition.kind) {
    case "contains":
      steps.add(selection, from(select, { quantityMilli: 1000 }));
      break;
    case "min_quantity": {
      const quantityMilli = condition.quantityMilli - quantityOf(lines);
      steps.add(selection, from(select, { quantityMilli }));
      break;
    }
    case "min_subtotal": {
      const amountMinor = condition.amountMinor - subtotalOf(condition, lines);
      const afterDiscounts = condition.basis === "after_earlier_discounts";
      steps.add(selection, from(select, { amountMinor, afterDiscounts }));
      break;
    }
    case "min_line_quantity": {
      const longest = [...lines].sort((a, b) => b.line.quantityMilli - a.line.quantityMilli)[0];
      const has = longest?.line.quantityMilli ?? 0;
      const quantityMilli = condition.quantityMilli - has;
      const where = longest === undefined ? {} : { lineId: longest.line.id };
      const code = longest === undefined ? "add-in-one-line" : "add-to-line";
      const step = from(select, { code, ...where, quantityMilli });
      steps.addInOneLine(selection, step, longest?.line.unitPriceMinor ?? 0);
      break;
    }
  }
}

/** What the action itself needs before it can take anything off. */
function addAction(steps: Steps, input: ApplyInput): void {
  const { compiled, lines } = input;
  const { action } = compiled;
  const key = compiled.target;
  if (action.kind === "buy_get") addBuyGet(steps, input);
  if (action.kind === "bundle") addBundle(steps, input);
  if (!("target" in action) || action.target === "fees") return;
  if (lines.length === 0) steps.add(key, from(action.select, { quantityMilli: 1000 }));
  if (action.groupSize !== undefined && action.target === "items") {
    const most = action.maxUnitsPerLine ?? Number.POSITIVE_INFINITY;
    const units = lines.reduce((sum, state) => sum + Math.min(state.units, most), 0);
    if (units < action.groupSize) {
      steps.add(key, from(action.select, { quantityMilli: (action.groupSize - units) * 1000 }));
    }
  }
  if (compiled.tiers.length === 0) return;
  const subtotal = subtotalOf({}, lines);
  const quantity = quantityOf(lines);
  const reached = (tier: (typeof compiled.tiers)[number]) =>
    subtotal >= tier.minSubtotalMinor && quantity >= tier.minQuantityMilli;
  const first = compiled.tiers[0];
  if (first === undefined || compiled.tiers.some(reached)) return;
  steps.add(key, tierStep(input, { subtotal, quantity, ...first }));
}

function tierStep(
  input: ApplyInput,
  figures: {
    readonly subtotal: number;
    readonly quantity: number;
    readonly minSubtotalMinor: number;
    readonly minQuantityMilli: number;
  },
): MissingStep {
  const { action } = input.compiled;
  return from("select" in action ? action.select : undefined, {
    amountMinor: Math.max(0, figures.minSubtotalMinor - figures.subtotal),
    quantityMilli: Math.max(0, figures.minQuantityMilli - figures.quantity),
  });
}

function addBuyGet(steps: Steps, input: ApplyInput): void {
  const { compiled, lines, membersOf } = input;
  const { action } = compiled;
  if (action.kind !== "buy_get") return;
  const buyKey = compiled.buy;
  if (compiled.buy === compiled.target) {
    const short = action.buy.quantity + action.get.quantity - unitsOf(lines);
    if (short > 0) steps.add(buyKey, from(action.buy.select, { quantityMilli: short * 1000 }));
    return;
  }
  const aside = new Map<LineState, number>();
  const buyShort = setAside(aside, membersOf(compiled.buy), action.buy.quantity);
  const free = lines.reduce((sum, state) => sum + unusedUnits(state) - (aside.get(state) ?? 0), 0);
  const getShort = action.get.quantity - free;
  if (buyShort > 0) steps.add(buyKey, from(action.buy.select, { quantityMilli: buyShort * 1000 }));
  if (getShort > 0) {
    const step = from(action.get.select, { quantityMilli: getShort * 1000 });
    steps.add(compiled.target, step);
  }
}

function addBundle(steps: Steps, input: ApplyInput): void {
  const aside = new Map<LineState, number>();
  const short = new Map<number, number>();
  for (const { selection, quantity } of input.compiled.items) {
    const lacks = setAside(aside, input.membersOf(selection), quantity);
    if (lacks > 0) short.set(selection, (short.get(selection) ?? 0) + lacks);
  }
  for (const [selection, units] of short) {
    const item = input.compiled.items.find((one) => one.selection === selection);
    if (item === undefined) continue;
    const select = input.selectionOf(selection);
    steps.add(selection, from(select, { quantityMilli: units * 1000 }));
  }
}

/** Sets the dearest units aside, as the offer would; returns how many are lacking. */
function setAside(
  aside: Map<LineState, number>,
  lines: readonly LineState[],
  quantity: number,
): number {
  let wanted = quantity;
  const dearest = [...lines].sort(
    (a, b) => b.line.unitPriceMinor - a.line.unitPriceMinor || b.index - a.index,
  );
  for (const state of dearest) {
    const taken = aside.get(state) ?? 0;
    const units = Math.min(wanted, unusedUnits(state) - taken);
    if (units <= 0) continue;
    aside.set(state, taken + units);
    wanted -= units;
  }
  return wanted;
}

function unitsOf(lines: readonly LineState[]): number {
  return lines.reduce((sum, state) => sum + unusedUnits(state), 0);
}
