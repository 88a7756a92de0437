/**
 * Offers over a basket: finds those that select something in it, asks them in the order of the
 * policy and lays what they give on the lines. Amounts are worked out in apply.ts.
 */
import { propose } from "./apply.ts";
import {
  type CompiledOffer,
  type CompiledOffers,
  type CompiledSelection,
  selects,
} from "./compile.ts";
import { type NotLive, notLive } from "./live.ts";
import type { Condition, OfferContext, OfferPolicy, Selection } from "./offer.ts";
import { type ApplyInput, NOTHING, type Proposal } from "./proposal.ts";
import { type LineState, place } from "./state.ts";

export interface RunRequest {
  /** Goods that offers may touch, in cart order. */
  readonly lines: readonly LineState[];
  readonly fees: readonly LineState[];
  readonly offers: CompiledOffers;
  readonly policy: OfferPolicy;
  readonly context: OfferContext;
  /** Told of every offer that was asked, in order; for explanations. */
  readonly onAsked?: (asked: Asked) => void;
  /** Stops once the offer of this place was asked. */
  readonly until?: number;
}

/** How an offer fared, told at its turn, before the offers after it. */
export interface Asked {
  readonly compiled: CompiledOffer;
  readonly input: ApplyInput;
  readonly outcome: AskedOutcome;
}

export type AskedOutcome =
  | { readonly kind: "applied"; readonly proposal: Proposal }
  | { readonly kind: "not-live"; readonly reason: NotLive }
  /** Conditions that do not hold, by their place. */
  | { readonly kind: "conditions"; readonly failed: readonly number[] }
  | { readonly kind: "nothing" }
  | { readonly kind: "budget" };

/**
 * Works out all offers and leaves what they took on the lines. Returns the ids of the offers that
 * applied, in order. With an exclusive offer that applies, the first of them is the only one.
 */
export function runOffers(request: RunRequest): readonly string[] {
  const { offers, policy, until } = request;
  const run = new Run(request);
  const order = policy.order === "as_listed" ? offers.listed : offers.byPriority;
  const candidates = run.candidates();
  const applied: string[] = [];
  if (offers.anyExclusive) {
    for (const index of order) {
      const compiled = offers.offers[index] as CompiledOffer;
      if (compiled.offer.exclusive !== true || candidates[index] === 0) continue;
      if (run.ask(compiled)) return [compiled.offer.id];
      if (index === until) return [];
    }
  }
  for (const index of order) {
    if (candidates[index] === 0) continue;
    const compiled = offers.offers[index] as CompiledOffer;
    if (compiled.offer.exclusive === true) continue;
    if (run.ask(compiled)) applied.push(compiled.offer.id);
    if (index === until) break;
  }
  return applied;
}

/** One pass over one basket. */
class Run {
  readonly #request: RunRequest;
  /** Lines of each selection; filled by words at the start, by price alone when first asked. */
  readonly #members: (LineState[] | undefined)[];

  constructor(request: RunRequest) {
    this.#request = request;
    this.#members = new Array<LineState[] | undefined>(request.offers.selections.length);
    for (const state of request.lines) this.#lead(state);
  }

  /** One flag for each offer: whether anything in the basket makes it worth asking. */
  candidates(): Uint8Array {
    const { offers, onAsked, until } = this.#request;
    const flags = new Uint8Array(offers.offers.length);
    for (const index of offers.alwaysCandidates) flags[index] = 1;
    for (let selection = 0; selection < this.#members.length; selection += 1) {
      if (this.#members[selection] === undefined) continue;
      for (const index of offers.offersOfTarget[selection] as readonly number[]) flags[index] = 1;
    }
    // An explanation also wants the offers that something in the basket only begins to meet.
    if (until !== undefined) flags[until] = 1;
    else if (onAsked !== undefined) flags.fill(1);
    return flags;
  }

  /** Applies the offer if it can; whether it did. */
  ask(compiled: CompiledOffer): boolean {
    const { onAsked, policy } = this.#request;
    const input: ApplyInput = {
      compiled,
      lines: this.#targets(compiled),
      membersOf: this.#membersOf,
      selectionOf: this.#selectionOf,
      policy,
    };
    const outcome = this.#try(input);
    onAsked?.({ compiled, input, outcome });
    if (outcome.kind !== "applied") return false;
    for (const cell of outcome.proposal.cells) place(cell.state, cell.placement);
    return true;
  }

  #try(input: ApplyInput): AskedOutcome {
    const { compiled } = input;
    const reason = compiled.alwaysLive ? undefined : notLive(compiled.offer, this.#request.context);
    if (reason !== undefined) return { kind: "not-live", reason };
    const all = this.#request.onAsked !== undefined;
    let failed: number[] | undefined;
    for (let index = 0; index < compiled.conditions.length; index += 1) {
      const { condition, selection } = compiled.conditions[index] as {
        condition: Condition;
        selection: number;
      };
      if (conditionHolds(condition, this.#membersOf(selection))) continue;
      if (!all) return { kind: "conditions", failed: [index] };
      failed = [...(failed ?? []), index];
    }
    if (failed !== undefined) return { kind: "conditions", failed };
    const { budget } = compiled.offer;
    if (budget?.useLimit !== undefined && (budget.used ?? 0) >= budget.useLimit) {
      return { kind: "budget" };
    }
    const proposal = input.lines.length === 0 ? NOTHING : propose(input);
    if (proposal.totalMinor <= 0) return { kind: "nothing" };
    const limit = budget?.spendLimitMinor;
    if (limit !== undefined && (budget?.spentMinor ?? 0) + proposal.totalMinor > limit) {
      return { kind: "budget" };
    }
    return { kind: "applied", proposal };
  }

  #targets(compiled: CompiledOffer): readonly LineState[] {
    const { action } = compiled;
    if (!("target" in action) || action.target !== "fees") return this.#membersOf(compiled.target);
    const { fees, offers } = this.#request;
    const selection = offers.selections[compiled.target] as CompiledSelection;
    if (selection.everything) return fees;
    return fees.filter((fee) => selects(selection.select, fee.line));
  }

  readonly #selectionOf = (number: number): Selection =>
    this.#request.offers.selections[number]?.select ?? {};

  readonly #membersOf = (number: number): readonly LineState[] => {
    const known = this.#members[number];
    if (known !== undefined) return known;
    const selection = this.#request.offers.selections[number];
    if (selection === undefined || !selection.global) return NONE;
    return selection.everything ? this.#request.lines : NONE;
  };

  /** Puts a line into every selection it belongs to, as remembered or as found now. */
  #lead(state: LineState): void {
    const { offers } = this.#request;
    const { memory } = state.line;
    let selections = memory?.offers === offers ? memory.selections : undefined;
    if (selections === undefined) {
      selections = selectionsOf(state.line, offers);
      if (memory !== undefined) Object.assign(memory, { offers, selections });
    }
    for (const number of selections) {
      const members = this.#members[number];
      if (members === undefined) this.#members[number] = [state];
      else members.push(state);
    }
  }
}

/** Every selection that one of the line's words or its price leads to, each once. */
function selectionsOf(line: LineState["line"], offers: CompiledOffers): readonly number[] {
  const found: number[] = [];
  const join = (numbers: readonly number[] | undefined): void => {
    if (numbers === undefined) return;
    for (const number of numbers) {
      if (found.includes(number)) continue;
      const { test } = offers.selections[number] as CompiledSelection;
      if (test === undefined || test(line)) found.push(number);
    }
  };
  const { tags, categories, productId, brandId } = line;
  if (offers.byTag.size > 0) for (const tag of tags ?? []) join(offers.byTag.get(tag));
  if (offers.byCategory.size > 0) {
    for (const category of categories ?? []) join(offers.byCategory.get(category));
  }
  if (productId !== undefined) join(offers.byProduct.get(productId));
  if (brandId !== undefined) join(offers.byBrand.get(brandId));
  join(offers.byPrice);
  return found;
}

const NONE: readonly LineState[] = [];

/** Whether one condition holds over the lines it selects. */
function conditionHolds(condition: Condition, lines: readonly LineState[]): boolean {
  if (condition.kind === "contains") return lines.length > 0;
  if (condition.kind === "min_line_quantity") {
    return lines.some((state) => state.line.quantityMilli >= condition.quantityMilli);
  }
  if (condition.kind === "min_quantity") return quantityOf(lines) >= condition.quantityMilli;
  return subtotalOf(condition, lines) >= condition.amountMinor;
}

/** Thousandths over lines. */
export function quantityOf(lines: readonly LineState[]): number {
  let quantity = 0;
  for (const state of lines) quantity += state.line.quantityMilli;
  return quantity;
}

/** What a subtotal condition counts, minor units. */
export function subtotalOf(
  condition: { readonly basis?: "undiscounted" | "after_earlier_discounts" },
  lines: readonly LineState[],
): number {
  const after = condition.basis === "after_earlier_discounts";
  let subtotal = 0;
  for (const state of lines) {
    subtotal += after ? state.amountMinor - state.discountMinor : state.amountMinor;
  }
  return subtotal;
}
