/** Baskets, offers and policies with defaults, so that every field a test sets matters. */
import type { Result } from "#shared/base/result.ts";
import type { PriceLine, PriceLinesInput, PricePolicy } from "#shared/engine/pricing/input.ts";
import { type PricedLines, priceLines } from "#shared/engine/pricing/price-lines.ts";
import { compileOffers } from "#shared/engine/promotion/compile.ts";
import type { Offer, OfferAction, OfferPolicy } from "#shared/engine/promotion/offer.ts";
import { compileTaxes, type TaxRule } from "#shared/engine/tax/rules.ts";

const anOfferPolicy: OfferPolicy = {
  order: "as_listed",
  stacking: "sequential",
  rounding: "half_up",
  remainder: "largest_remainder",
  weights: "price",
};

export const aPricePolicy: PricePolicy = {
  offers: anOfferPolicy,
  tax: { scope: "line", mode: "half_up", incrementMinor: 1 },
  lineRounding: "half_up",
};

/** A line of whole units. */
export function aPriceLine(
  id: string,
  unitPriceMinor: number,
  more: Partial<PriceLine> & { readonly quantity?: number } = {},
): PriceLine {
  const { quantity = 1, ...rest } = more;
  return { id, unitPriceMinor, quantityMilli: quantity * 1000, taxIds: [], ...rest };
}

/** An offer that takes ten percent off every line, unless told otherwise. */
export function anOffer(
  id: string,
  action: OfferAction = { kind: "percent", target: "items", percent: "10" },
  more: Partial<Offer> = {},
): Offer {
  return { id, action, ...more };
}

export interface PricingSetup {
  readonly lines: readonly PriceLine[];
  readonly offers?: readonly Offer[];
  readonly taxes?: readonly TaxRule[];
  readonly policy?: Partial<OfferPolicy>;
  readonly more?: Partial<PriceLinesInput>;
}

/** The whole input of `priceLines`; throws when offers or taxes of the test are refused. */
export function aPricing(setup: PricingSetup): PriceLinesInput {
  return {
    currency: "EUR",
    lines: setup.lines,
    offers: valueOfResult(compileOffers(setup.offers ?? [])),
    taxes: valueOfResult(compileTaxes(setup.taxes ?? [])),
    policy: { ...aPricePolicy, offers: { ...anOfferPolicy, ...setup.policy } },
    context: { atMs: 0 },
    ...setup.more,
  };
}

/** The priced lines of a setup; throws when it is refused. */
export function priced(setup: PricingSetup): PricedLines {
  return valueOfResult(priceLines(aPricing(setup)));
}

/** The value; a refusal fails the test with its code and position. */
export function valueOfResult<Value>(result: Result<Value>): Value {
  if (result.ok) return result.value;
  throw new Error(`refused: ${result.refusal.code} at ${result.refusal.position ?? "?"}`);
}
