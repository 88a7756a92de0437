/** What `priceLines` is asked with, and everything about it that can be refused. */

import { currencyOf } from "../../base/iso4217.ts";
import { AMOUNT_MINOR_MAX, isAmount } from "../../base/money.ts";
import { QUANTITY_MILLI_MAX } from "../../base/quantity.ts";
import { done, type Result, refuse } from "../../base/result.ts";
import type { RoundingMode } from "../../base/rounding.ts";
import type { CompiledOffers } from "../promotion/compile.ts";
import type { OfferContext, OfferPolicy } from "../promotion/offer.ts";
import { percentPart } from "../promotion/part.ts";
import type { LineMemory } from "../promotion/state.ts";
import type { TaxRounding } from "../tax/lines.ts";
import type { CompiledTaxes, TaxRefusal } from "../tax/rules.ts";

/** A discount that a person gave, before any offer; whether they may is asked in price-book. */
export interface ManualDiscount {
  readonly id: string;
  readonly reasonCode: string;
  /** Percent of what is left of the line, or minor units off the line: one of the two. */
  readonly percent?: string;
  readonly amountMinor?: number;
}

export interface PriceLine {
  readonly id: string;
  /** The price to pay for one unit before offers, minor units. */
  readonly unitPriceMinor: number;
  /** What it costs regularly; the line is marked down when it is higher. */
  readonly regularUnitPriceMinor?: number;
  /** No discount may take a unit below it. */
  readonly floorUnitPriceMinor?: number;
  /** Thousandths, above zero. */
  readonly quantityMilli: number;
  /** The line's currency, when it could differ from the basket's. */
  readonly currency?: string;
  readonly tags?: readonly string[];
  readonly categories?: readonly string[];
  readonly productId?: string;
  readonly brandId?: string;
  readonly taxIds: readonly string[];
  readonly manualDiscounts?: readonly ManualDiscount[];
  /** False: no offer touches or counts it (deposits, gift cards, charity). */
  readonly takesOffers?: boolean;
  /** Where what was found for the line is kept until the next pricing; nothing is when left out. */
  readonly memory?: LineMemory;
}

export interface FeeLine {
  readonly id: string;
  readonly amountMinor: number;
  readonly taxIds: readonly string[];
  readonly tags?: readonly string[];
  /** Taxed at the average rate of the goods. */
  readonly weightedRate?: boolean;
}

export interface PricePolicy {
  readonly offers: OfferPolicy;
  readonly tax: TaxRounding;
  /** How a weighed line's price is rounded to minor units. */
  readonly lineRounding: RoundingMode;
}

export interface PriceLinesInput {
  readonly currency: string;
  readonly lines: readonly PriceLine[];
  readonly fees?: readonly FeeLine[];
  readonly offers: CompiledOffers;
  readonly taxes: CompiledTaxes;
  readonly policy: PricePolicy;
  readonly context: OfferContext;
}

export type PriceRefusal =
  | TaxRefusal
  | "amount-negative"
  | "amount-unsafe"
  | "currency-mixed"
  | "currency-unknown"
  | "discount-malformed"
  | "line-duplicate"
  | "lines-too-many"
  | "quantity-malformed"
  | "quantity-not-positive"
  | "quantity-too-large";

/** More lines than any counter ever rang up; ten thousand would be a fault or an attack. */
const LINES_MAX = 2000;

/**
 * Everything that is wrong with plain figures, before any is used; the first one, with its place.
 * Tax ids are looked at by the tax itself.
 */
export function checkInput(input: PriceLinesInput): Result<undefined, PriceRefusal> {
  const { lines, fees, currency } = input;
  if (currencyOf(currency) === undefined) {
    return refuse("currency-unknown", { currency }, "currency");
  }
  const count = lines.length + (fees?.length ?? 0);
  if (count > LINES_MAX) return refuse("lines-too-many", { linesMax: LINES_MAX }, "lines");
  const ids = new Set<string>();
  for (let index = 0; index < lines.length; index += 1) {
    const line = lines[index] as PriceLine;
    const wrong = ids.has(line.id)
      ? ({ code: "line-duplicate", field: "id" } as const)
      : wrongLine(line, input);
    if (wrong !== undefined) {
      return refuse(wrong.code, { lineId: line.id }, `lines[${index}].${wrong.field}`);
    }
    ids.add(line.id);
  }
  for (const [index, fee] of (fees ?? []).entries()) {
    const code = ids.has(fee.id) ? "line-duplicate" : wrongAmount(fee.amountMinor);
    if (code !== undefined) return refuse(code, { lineId: fee.id }, `fees[${index}]`);
    ids.add(fee.id);
  }
  return done(undefined);
}

interface WrongField {
  readonly code: Exclude<PriceRefusal, TaxRefusal> | "amount-unsafe" | "quantity-malformed";
  readonly field: string;
}

function wrongLine(line: PriceLine, input: PriceLinesInput): WrongField | undefined {
  const price = wrongAmount(line.unitPriceMinor);
  if (price !== undefined) return { code: price, field: "unitPriceMinor" };
  for (const field of ["regularUnitPriceMinor", "floorUnitPriceMinor"] as const) {
    const amount = line[field];
    const code = amount === undefined ? undefined : wrongAmount(amount);
    if (code !== undefined) return { code, field };
  }
  const { quantityMilli } = line;
  if (!Number.isSafeInteger(quantityMilli)) {
    return { code: "quantity-malformed", field: "quantityMilli" };
  }
  if (quantityMilli <= 0) return { code: "quantity-not-positive", field: "quantityMilli" };
  if (quantityMilli > QUANTITY_MILLI_MAX) {
    return { code: "quantity-too-large", field: "quantityMilli" };
  }
  const unit = Math.max(line.unitPriceMinor, line.floorUnitPriceMinor ?? 0);
  if (unit * (quantityMilli / 1000) > AMOUNT_MINOR_MAX) {
    return { code: "amount-unsafe", field: "quantityMilli" };
  }
  if (line.currency !== undefined && line.currency !== input.currency) {
    return { code: "currency-mixed", field: "currency" };
  }
  return line.manualDiscounts === undefined ? undefined : wrongManual(line.manualDiscounts);
}

function wrongManual(discounts: readonly ManualDiscount[]): WrongField | undefined {
  for (const [index, discount] of discounts.entries()) {
    const { percent, amountMinor } = discount;
    const byPercent = percent !== undefined && percentPart(percent) !== undefined;
    const byAmount = amountMinor !== undefined && wrongAmount(amountMinor) === undefined;
    if (byPercent === byAmount) {
      return { code: "discount-malformed", field: `manualDiscounts[${index}]` };
    }
  }
  return undefined;
}

function wrongAmount(amountMinor: number): "amount-unsafe" | "amount-negative" | undefined {
  if (!isAmount(amountMinor)) return "amount-unsafe";
  return amountMinor < 0 ? "amount-negative" : undefined;
}
