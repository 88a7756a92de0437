/**
 * The one low-level entry of pricing: plain lines in, every figure of every line out. Joins manual
 * discounts, offers and taxes; looks nothing up. `engine/basket` stands on top of it.
 */
import { addRatio, type Ratio, ZERO } from "../../base/decimal.ts";
import { extend } from "../../base/money.ts";
import { done, type Result } from "../../base/result.ts";
import { scaleRound } from "../../base/rounding.ts";
import { percentPart } from "../promotion/part.ts";
import { type Asked, type RunRequest, runOffers } from "../promotion/run.ts";
import { type LineState, openLine, place, unitDiscounts } from "../promotion/state.ts";
import { computeTax } from "../tax/compute.ts";
import type { TaxedBasket, TaxedLine, TaxLine, TaxPart } from "../tax/lines.ts";
import { type CompiledTaxes, planFor, type TaxPlan } from "../tax/rules.ts";
import { checkInput, type PriceLinesInput, type PriceRefusal } from "./input.ts";

export interface PricedAdjustment {
  /** Id of the offer or of the manual discount. */
  readonly id: string;
  readonly source: "manual" | "offer";
  readonly amountMinor: number;
  /** How many units it is for; the whole line when left out. */
  readonly units?: number;
}

/** Every figure of a line (or a fee), minor units. */
export interface PricedLine {
  readonly id: string;
  /** Unit price times quantity, rounded. */
  readonly beforeDiscountMinor: number;
  readonly discountMinor: number;
  /** What is asked for the line, on the basis of its price (included taxes inside). */
  readonly afterDiscountMinor: number;
  readonly adjustments: readonly PricedAdjustment[];
  /** Discounts of the single units as groups, larger first; empty without discount. */
  readonly unitDiscounts: readonly { readonly units: number; readonly discountMinor: number }[];
  /** Without any tax. */
  readonly baseMinor: number;
  readonly taxMinor: number;
  readonly exemptMinor: number;
  /** With every tax: what the line adds to the bill. */
  readonly totalMinor: number;
  readonly taxes: readonly TaxPart[];
}

export interface PriceTotals {
  readonly goodsMinor: number;
  readonly feesMinor: number;
  readonly discountMinor: number;
  readonly afterDiscountMinor: number;
  readonly baseMinor: number;
  readonly taxMinor: number;
  readonly totalMinor: number;
}

export interface PricedLines {
  readonly currency: string;
  readonly lines: readonly PricedLine[];
  readonly fees: readonly PricedLine[];
  /** Per tax, in the order of the taxes. */
  readonly taxes: readonly TaxPart[];
  /** Offers that applied, in the order they did. */
  readonly offers: readonly { readonly id: string; readonly amountMinor: number }[];
  readonly totals: PriceTotals;
}

/**
 * Prices plain lines. Money minor units, quantities thousandths, at most 2000 lines and fees.
 * The same input gives the same bytes on any machine: integers only, keys in a fixed order.
 * Refuses, with the position: `currency-unknown`, `currency-mixed`, `lines-too-many`,
 * `line-duplicate`, `amount-unsafe`, `amount-negative`, `quantity-malformed`,
 * `quantity-not-positive`, `quantity-too-large`, `discount-malformed`, and those of tax.
 */
export function priceLines(input: PriceLinesInput): Result<PricedLines, PriceRefusal> {
  return priceAndTell(input);
}

/** As `priceLines`, telling of every offer at its turn; what explanations are made from. */
export function priceAndTell(
  input: PriceLinesInput,
  onAsked?: (asked: Asked) => void,
): Result<PricedLines, PriceRefusal> {
  const checked = checkInput(input);
  if (!checked.ok) return checked;
  const { states, fees, manual, run } = opened(input);
  const applied = runOffers(onAsked === undefined ? run : { ...run, onAsked });
  const all = fees.length === 0 ? states : [...states, ...fees];
  const taxed = computeTax(taxLines(input, all), input.taxes, input.policy.tax);
  if (!taxed.ok) return feePosition(taxed, input.lines.length);
  return done(result(input, { states: all, taxed: taxed.value, applied, manual }));
}

/**
 * The offers that apply up to and with the one of this place, in order, telling of each at its turn.
 * Of a basket that was checked before; prices nothing else. What hints are proven with.
 */
export function offersUntil(
  input: PriceLinesInput,
  until: number,
  onAsked: (asked: Asked) => void,
): readonly string[] {
  return runOffers({ ...opened(input).run, until, onAsked });
}

function opened(input: PriceLinesInput): {
  readonly states: LineState[];
  readonly fees: LineState[];
  readonly manual: Uint16Array;
  readonly run: RunRequest;
} {
  const states = openStates(input);
  const manual = placeManual(input, states);
  const lines = input.lines.some((line) => line.takesOffers === false)
    ? states.filter((_, index) => input.lines[index]?.takesOffers !== false)
    : states;
  const fees = openFees(input, states.length);
  const { offers, policy, context } = input;
  return { states, fees, manual, run: { lines, fees, offers, policy: policy.offers, context } };
}

/** Goods and fees are taxed in one list; a refusal still names the list the caller knows. */
function feePosition(
  refused: Extract<Result<TaxedBasket, PriceRefusal>, { ok: false }>,
  goods: number,
): Extract<Result<PricedLines, PriceRefusal>, { ok: false }> {
  const { refusal } = refused;
  const match = /^lines\[(\d+)\](.*)$/.exec(refusal.position ?? "");
  const index = Number(match?.[1]);
  if (match === null || index < goods) return refused;
  return { ok: false, refusal: { ...refusal, position: `fees[${index - goods}]${match[2]}` } };
}

function openStates(input: PriceLinesInput): LineState[] {
  const { lines, policy, taxes } = input;
  const gross = policy.offers.weights === "gross" || input.offers.countsGross;
  const states: LineState[] = [];
  for (let index = 0; index < lines.length; index += 1) {
    const line = lines[index] as (typeof lines)[number];
    const amount = extend(line.unitPriceMinor, line.quantityMilli, policy.lineRounding);
    const known = gross ? { ...line, grossOfPrice: grossOfPrice(taxes, line.taxIds) } : line;
    states.push(openLine(known, index, amount));
  }
  return states;
}

function openFees(input: PriceLinesInput, offset: number): LineState[] {
  return (input.fees ?? []).map((fee, index) => {
    const line = {
      id: fee.id,
      unitPriceMinor: fee.amountMinor,
      quantityMilli: 1000,
      grossOfPrice: grossOfPrice(input.taxes, fee.taxIds),
      ...(fee.tags === undefined ? {} : { tags: fee.tags }),
    };
    return openLine(line, offset + index, fee.amountMinor);
  });
}

/** What a price of one comes to with the taxes that go by price; unknown taxes count nothing. */
function grossOfPrice(taxes: CompiledTaxes, taxIds: readonly string[]): Ratio {
  const plan = planFor(taxes, taxIds);
  if (!plan.ok) return { numerator: 1n, denominator: 1n };
  const known = GROSS.get(plan.value);
  if (known !== undefined) return known;
  const gross = sumOfPlan(plan.value);
  GROSS.set(plan.value, gross);
  return gross;
}

/** Worked out once for each set of taxes; a plan is the same object for the same set. */
const GROSS = new WeakMap<TaxPlan, Ratio>();

function sumOfPlan(plan: TaxPlan): Ratio {
  const charged = plan.taxes.filter((tax) => !tax.exempt);
  return addRatio(
    plan.base.price,
    charged.reduce((sum, tax) => addRatio(sum, tax.tax.price), ZERO),
  );
}

/** Lays manual discounts on the lines; returns how many adjustments of each line are manual. */
function placeManual(input: PriceLinesInput, states: readonly LineState[]): Uint16Array {
  const counts = new Uint16Array(states.length);
  for (let index = 0; index < states.length; index += 1) {
    const discounts = input.lines[index]?.manualDiscounts;
    if (discounts === undefined) continue;
    const state = states[index] as LineState;
    for (const { id, percent, amountMinor } of discounts) {
      const part = percentPart(percent);
      const left = state.amountMinor - state.discountMinor;
      const wanted =
        part === undefined
          ? (amountMinor ?? 0)
          : scaleRound(left, part.above, part.below, input.policy.offers.rounding);
      place(state, { id, amountMinor: Math.min(wanted, state.capacityMinor) });
    }
    counts[index] = state.adjustments?.length ?? 0;
  }
  return counts;
}

function taxLines(input: PriceLinesInput, states: readonly LineState[]): TaxLine[] {
  const goods = input.lines.length;
  const list: TaxLine[] = [];
  for (let index = 0; index < states.length; index += 1) {
    const state = states[index] as LineState;
    const fee = index < goods ? undefined : input.fees?.[index - goods];
    const taxIds = fee?.taxIds ?? input.lines[index]?.taxIds ?? [];
    list.push({
      id: state.line.id,
      unitPriceMinor: state.line.unitPriceMinor,
      quantityMilli: state.line.quantityMilli,
      extendedMinor: state.amountMinor,
      discountMinor: state.discountMinor,
      taxIds,
      weightedRate: fee?.weightedRate === true,
    });
  }
  return list;
}

interface Worked {
  readonly states: readonly LineState[];
  readonly taxed: TaxedBasket;
  readonly applied: readonly string[];
  readonly manual: Uint16Array;
}

function result(input: PriceLinesInput, worked: Worked): PricedLines {
  const { states, taxed, applied, manual } = worked;
  const goods = input.lines.length;
  const priced: PricedLine[] = [];
  const byOffer = new Map<string, number>();
  for (const id of applied) byOffer.set(id, 0);
  let [goodsMinor, feesMinor, discountMinor] = [0, 0, 0];
  for (let index = 0; index < states.length; index += 1) {
    const state = states[index] as LineState;
    const manualCount = index < goods ? (manual[index] as number) : 0;
    priced.push(pricedLine(state, taxed.lines[index] as TaxedLine, manualCount));
    if (index < goods) goodsMinor += state.amountMinor;
    else feesMinor += state.amountMinor;
    discountMinor += state.discountMinor;
    const { adjustments } = state;
    if (adjustments === undefined) continue;
    for (let place = manualCount; place < adjustments.length; place += 1) {
      const { id, amountMinor } = adjustments[place] as (typeof adjustments)[number];
      byOffer.set(id, (byOffer.get(id) ?? 0) + amountMinor);
    }
  }
  return {
    currency: input.currency,
    lines: goods === priced.length ? priced : priced.slice(0, goods),
    fees: goods === priced.length ? [] : priced.slice(goods),
    taxes: taxed.taxes,
    offers: applied.map((id) => ({ id, amountMinor: byOffer.get(id) as number })),
    totals: {
      goodsMinor,
      feesMinor,
      discountMinor,
      afterDiscountMinor: goodsMinor + feesMinor - discountMinor,
      baseMinor: taxed.baseMinor,
      taxMinor: taxed.taxMinor,
      totalMinor: taxed.totalMinor,
    },
  };
}

function pricedLine(state: LineState, taxed: TaxedLine, manualCount: number): PricedLine {
  const { adjustments } = state;
  const list: PricedAdjustment[] = [];
  for (let index = 0; index < (adjustments?.length ?? 0); index += 1) {
    const one = (adjustments as NonNullable<typeof adjustments>)[index];
    if (one === undefined) continue;
    const source = index < manualCount ? "manual" : "offer";
    const { id, amountMinor, units } = one;
    list.push(
      units === undefined ? { id, source, amountMinor } : { id, source, amountMinor, units },
    );
  }
  return {
    id: state.line.id,
    beforeDiscountMinor: state.amountMinor,
    discountMinor: state.discountMinor,
    afterDiscountMinor: state.amountMinor - state.discountMinor,
    adjustments: list,
    unitDiscounts: state.discountMinor === 0 ? [] : unitDiscounts(state),
    baseMinor: taxed.baseMinor,
    taxMinor: taxed.taxMinor,
    exemptMinor: taxed.exemptMinor,
    totalMinor: taxed.totalMinor,
    taxes: taxed.taxes,
  };
}
