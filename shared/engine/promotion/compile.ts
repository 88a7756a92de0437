/**
 * Offers checked and readied once, so that pricing a basket touches only the offers that select
 * something in it: every tag, category, product and brand leads to the selections that name it.
 */
import { isAmount } from "../../base/money.ts";
import { done, type Result, refuse } from "../../base/result.ts";
import { checkOffer } from "./check.ts";
import type {
  BundleAction,
  BundleItem,
  Condition,
  Offer,
  OfferAction,
  OfferRefusal,
  Selection,
} from "./offer.ts";
import { type Part, percentPart } from "./part.ts";

export interface CompiledSelection {
  readonly select: Selection;
  /** Selects by price alone (or everything): no word of a line leads to it. */
  readonly global: boolean;
  readonly everything: boolean;
  /** What must still be checked once one of its words was found on a line. */
  readonly test: ((line: SelectableLine) => boolean) | undefined;
}

/** What a selection looks at. */
export interface SelectableLine {
  readonly unitPriceMinor: number;
  readonly regularUnitPriceMinor?: number;
  readonly tags?: readonly string[];
  readonly categories?: readonly string[];
  readonly productId?: string;
  readonly brandId?: string;
}

export interface CompiledTier {
  readonly minSubtotalMinor: number;
  readonly minQuantityMilli: number;
  readonly part: Part | undefined;
  readonly amountMinor: number;
}

export interface CompiledOffer {
  readonly offer: Offer;
  readonly action: OfferAction;
  readonly index: number;
  /** Selection of what the action takes money off. */
  readonly target: number;
  readonly buy: number;
  readonly items: readonly { readonly selection: number; readonly quantity: number }[];
  readonly conditions: readonly { readonly condition: Condition; readonly selection: number }[];
  readonly part: Part | undefined;
  readonly amountMinor: number;
  readonly tiers: readonly CompiledTier[];
  /** Nothing but the basket decides whether it is live. */
  readonly alwaysLive: boolean;
}

export interface CompiledOffers {
  readonly offers: readonly CompiledOffer[];
  readonly selections: readonly CompiledSelection[];
  readonly byTag: ReadonlyMap<string, readonly number[]>;
  readonly byCategory: ReadonlyMap<string, readonly number[]>;
  readonly byProduct: ReadonlyMap<string, readonly number[]>;
  readonly byBrand: ReadonlyMap<string, readonly number[]>;
  /** Selections that go by price alone: every line is held against them. */
  readonly byPrice: readonly number[];
  /** Offers whose target a selection is. */
  readonly offersOfTarget: readonly (readonly number[])[];
  /** Offers that any line may be a target of, or that have fees as their target. */
  readonly alwaysCandidates: readonly number[];
  readonly listed: readonly number[];
  readonly byPriority: readonly number[];
  readonly anyExclusive: boolean;
  /** Some limit includes tax, so lines must say what they come to with it. */
  readonly countsGross: boolean;
}

/**
 * Checks and indexes offers in their listed order. Refuses, with the position of the offer:
 * `offer-duplicate`, `offer-kind-unknown`, `offer-percent-invalid`, `offer-amount-invalid`,
 * `offer-quantity-invalid`, `offer-window-invalid`, `offer-selection-empty`,
 * `offer-without-effect`, `bundle-unknown`, `bundle-circular`.
 */
export function compileOffers(offers: readonly Offer[]): Result<CompiledOffers, OfferRefusal> {
  const byId = new Map<string, Offer>();
  for (const [index, offer] of offers.entries()) {
    if (byId.has(offer.id)) {
      return refuse("offer-duplicate", { offerId: offer.id }, `offers[${index}]`);
    }
    byId.set(offer.id, offer);
  }
  const book = new SelectionBook();
  const compiled: CompiledOffer[] = [];
  for (const [index, offer] of offers.entries()) {
    const position = `offers[${index}]`;
    const wrong = checkOffer(offer);
    if (wrong !== undefined) {
      return refuse(wrong.code, { offerId: offer.id }, `${position}.${wrong.field}`);
    }
    const items =
      offer.action.kind === "bundle" ? flatten(offer.action, byId, [offer.id]) : done([]);
    if (!items.ok) return refuse(items.refusal.code, { offerId: offer.id }, `${position}.action`);
    compiled.push(compileOffer(offer, { index, items: items.value, book }));
  }
  return done(indexed(compiled, book));
}

/** Whether a line is meant by a selection, tested in full. */
export function selects(select: Selection, line: SelectableLine): boolean {
  const { minUnitPriceMinor: low, maxUnitPriceMinor: high } = select;
  if (low !== undefined && line.unitPriceMinor < low) return false;
  if (high !== undefined && line.unitPriceMinor > high) return false;
  const regular = line.regularUnitPriceMinor;
  if (select.excludeMarkedDown === true && regular !== undefined) {
    if (regular > line.unitPriceMinor) return false;
  }
  return (
    meets(select.tagsAny, line.tags) &&
    meets(select.categoriesAny, line.categories) &&
    within(select.productsAny, line.productId) &&
    within(select.brandsAny, line.brandId)
  );
}

function meets(wanted: readonly string[] | undefined, has: readonly string[] | undefined): boolean {
  return wanted === undefined || (has?.some((word) => wanted.includes(word)) ?? false);
}

function within(wanted: readonly string[] | undefined, has: string | undefined): boolean {
  return wanted === undefined || (has !== undefined && wanted.includes(has));
}

/** Gives every different selection a number, once. */
class SelectionBook {
  readonly selections: CompiledSelection[] = [];
  readonly #numbers = new Map<string, number>();

  numberOf(select: Selection = {}): number {
    const key = JSON.stringify([
      select.tagsAny,
      select.categoriesAny,
      select.productsAny,
      select.brandsAny,
      select.minUnitPriceMinor,
      select.maxUnitPriceMinor,
      select.excludeMarkedDown === true,
    ]);
    const known = this.#numbers.get(key);
    if (known !== undefined) return known;
    const parts = [select.tagsAny, select.categoriesAny, select.productsAny, select.brandsAny];
    const words = parts.filter((part) => part !== undefined).length;
    const plain =
      select.minUnitPriceMinor === undefined &&
      select.maxUnitPriceMinor === undefined &&
      select.excludeMarkedDown !== true;
    const everything = words === 0 && plain;
    const test = plain && words <= 1 ? undefined : (line: SelectableLine) => selects(select, line);
    this.selections.push({ select, global: words === 0, everything, test });
    this.#numbers.set(key, this.selections.length - 1);
    return this.selections.length - 1;
  }
}

interface CompileRequest {
  readonly index: number;
  readonly items: readonly BundleItem[];
  readonly book: SelectionBook;
}

function compileOffer(offer: Offer, { index, items, book }: CompileRequest): CompiledOffer {
  const { action } = offer;
  const reaches = action.kind !== "buy_get" && action.kind !== "bundle";
  const percent =
    action.kind === "percent" || action.kind === "buy_get" ? action.percent : undefined;
  const amount = action.kind === "fixed" || action.kind === "buy_get" ? action.amountMinor : 0;
  const get = action.kind === "buy_get" ? action.get.select : undefined;
  const compiledItems = items.map((item) => ({
    selection: book.numberOf(item.select),
    quantity: item.quantity,
  }));
  return {
    offer,
    action,
    index,
    target: compiledItems[0]?.selection ?? book.numberOf(reaches ? action.select : get),
    buy: action.kind === "buy_get" ? book.numberOf(action.buy.select) : -1,
    items: compiledItems,
    conditions: (offer.conditions ?? []).map((condition) => ({
      condition,
      selection: book.numberOf(condition.select),
    })),
    part: percentPart(percent),
    amountMinor: amount ?? 0,
    tiers: ((reaches ? action.tiers : undefined) ?? []).map((tier) => ({
      minSubtotalMinor: tier.minSubtotalMinor ?? 0,
      minQuantityMilli: tier.minQuantityMilli ?? 0,
      part: percentPart(tier.percent),
      amountMinor: tier.amountMinor ?? 0,
    })),
    alwaysLive: isAlwaysLive(offer),
  };
}

function isAlwaysLive(offer: Offer): boolean {
  return (
    offer.couponCodes === undefined &&
    offer.segmentsAny === undefined &&
    offer.storeIds === undefined &&
    offer.channels === undefined &&
    offer.validFromMs === undefined &&
    offer.validUntilMs === undefined &&
    offer.daysOfWeek === undefined &&
    offer.fromMinute === undefined &&
    offer.untilMinute === undefined
  );
}

function indexed(offers: readonly CompiledOffer[], book: SelectionBook): CompiledOffers {
  const { selections } = book;
  const maps = [0, 1, 2, 3].map(() => new Map<string, number[]>());
  for (const [number, { select }] of selections.entries()) {
    // Lines are led in by one kind of word, the most telling one; the test looks at the others.
    const kinds = [select.productsAny, select.tagsAny, select.categoriesAny, select.brandsAny];
    const kind = kinds.findIndex((words) => words !== undefined);
    if (kind < 0) continue;
    for (const word of new Set(kinds[kind])) {
      const map = maps[kind] as Map<string, number[]>;
      const list = map.get(word);
      if (list === undefined) map.set(word, [number]);
      else list.push(number);
    }
  }
  const [byProduct, byTag, byCategory, byBrand] = maps as [
    Map<string, number[]>,
    Map<string, number[]>,
    Map<string, number[]>,
    Map<string, number[]>,
  ];
  const offersOfTarget: number[][] = selections.map(() => []);
  const alwaysCandidates: number[] = [];
  for (const { action, index, target } of offers) {
    const onFees = "target" in action && action.target === "fees";
    if (onFees || selections[target]?.global === true) alwaysCandidates.push(index);
    else offersOfTarget[target]?.push(index);
  }
  const listed = offers.map((one) => one.index);
  const priorityOf = (index: number) => offers[index]?.offer.priority ?? 0;
  const byPriority = [...listed].sort((a, b) => priorityOf(b) - priorityOf(a) || a - b);
  const anyExclusive = offers.some((one) => one.offer.exclusive === true);
  return {
    offers,
    selections,
    byTag,
    byCategory,
    byProduct,
    byBrand,
    byPrice: selections.flatMap(({ global, everything }, number) =>
      global && !everything ? [number] : [],
    ),
    offersOfTarget,
    alwaysCandidates,
    listed,
    byPriority,
    anyExclusive,
    countsGross: offers.some(
      ({ action }) => "maxGrossAmountMinor" in action && action.maxGrossAmountMinor !== undefined,
    ),
  };
}

/** The items of a bundle with those of the bundles inside it. */
function flatten(
  action: BundleAction,
  byId: ReadonlyMap<string, Offer>,
  path: readonly string[],
): Result<readonly BundleItem[], OfferRefusal> {
  const items: BundleItem[] = [];
  for (const item of action.items) {
    if (item.ofOfferId === undefined) {
      items.push(item);
      continue;
    }
    if (path.includes(item.ofOfferId)) return refuse("bundle-circular");
    const inner = byId.get(item.ofOfferId)?.action;
    if (inner === undefined || inner.kind !== "bundle") return refuse("bundle-unknown");
    const flat = flatten(inner, byId, [...path, item.ofOfferId]);
    if (!flat.ok) return flat;
    for (const one of flat.value) {
      const quantity = one.quantity * item.quantity;
      if (!isAmount(quantity)) return refuse("offer-quantity-invalid");
      items.push({ ...one, quantity });
    }
  }
  return done(items);
}
