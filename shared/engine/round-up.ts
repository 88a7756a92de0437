/**
 * Rounding a total up for a good cause: a line of kind `donation` over what is missing to the next
 * unit, put on a basket whose prices stand already. Neither revenue nor taxed, and nothing else moves.
 */
import { done, type Result, refuse } from "../base/result.ts";
import type { BasketDraft, BasketLine, PricedBasket, PricedLine } from "../records/basket.ts";
import type { SettingBody } from "../records/settings/index.ts";
import { type PriceContext, priceBasket } from "./basket.ts";
import type { CatalogueView } from "./catalogue.ts";

export type RoundUpPolicy = NonNullable<SettingBody<"policy">["roundUp"]>;

/** A basket being paid, as far as rounding up goes: what was drafted, and the prices that stand. */
export interface FixedBasket {
  readonly draft: BasketDraft;
  readonly priced: PricedBasket;
}

/**
 * What is missing to the next whole unit, minor units. Zero for a total that is round or not above
 * zero, for held prices, and with a delivery, whose tax would move with one line more.
 * @example 12.40 with a unit of 1.00: 0.60.
 */
export function roundUpMinor({ draft, priced }: FixedBasket, policy: RoundUpPolicy): number {
  const { totalMinor, fees } = priced;
  if (totalMinor <= 0 || fees.length > 0 || draft.held !== undefined) return 0;
  const { unitMinor } = policy;
  return (unitMinor - (totalMinor % unitMinor)) % unitMinor;
}

/** What a basket is rounded up by now; nothing when it is not. */
export function roundedUpMinor({ draft, priced }: FixedBasket): number | undefined {
  return priced.lines.find((line) => line.id === roundUpLineId(draft))?.totalMinor;
}

/**
 * The basket with its donation, priced on its own so that every other line, price and tax stays as it
 * was. One that is rounded up already is answered as it is. Refuses `round-up-nothing` when there is
 * nothing to round, or the shop's product for it is none of kind `donation`.
 */
export function withRoundUp(
  basket: FixedBasket,
  policy: RoundUpPolicy,
  by: { readonly catalogue: CatalogueView; readonly context: PriceContext },
): Result<FixedBasket, "round-up-nothing"> {
  if (roundedUpMinor(basket) !== undefined) return done(basket);
  const { draft, priced } = basket;
  const amountMinor = roundUpMinor(basket, policy);
  const product = by.catalogue.product(policy.productId)?.row;
  if (amountMinor === 0 || product?.kind !== "donation") return refuse("round-up-nothing");
  const line: BasketLine = {
    id: roundUpLineId(draft),
    productId: policy.productId,
    quantityMilli: 1000,
    typedPriceMinor: amountMinor,
    manual: [],
    serials: [],
    addedAtMs: by.context.atMs,
  };
  const alone = priceBasket({ ...draft, lines: [line], manual: [] }, by.catalogue, by.context);
  const donation = alone.ok ? alone.value.lines[0] : undefined;
  if (donation?.totalMinor !== amountMinor) return refuse("round-up-nothing");
  return done({
    draft: { ...draft, lines: [...draft.lines, line] },
    priced: withLines(priced, [...priced.lines, donation], amountMinor),
  });
}

/** The basket without its donation; as it is when it has none. */
export function withoutRoundUp(basket: FixedBasket): FixedBasket {
  const amountMinor = roundedUpMinor(basket);
  if (amountMinor === undefined) return basket;
  const { draft, priced } = basket;
  const id = roundUpLineId(draft);
  const isOther = (line: { readonly id: string }): boolean => line.id !== id;
  return {
    draft: { ...draft, lines: draft.lines.filter(isOther) },
    priced: withLines(priced, priced.lines.filter(isOther), -amountMinor),
  };
}

function withLines(
  priced: PricedBasket,
  lines: readonly PricedLine[],
  movedMinor: number,
): PricedBasket {
  return {
    ...priced,
    lines: [...lines],
    goodsMinor: priced.goodsMinor + movedMinor,
    totalMinor: priced.totalMinor + movedMinor,
    quantityMilli: lines.reduce((sum, line) => sum + line.quantityMilli, 0),
  };
}

/** One basket has one such line, and its id says so. */
function roundUpLineId(draft: Pick<BasketDraft, "id">): string {
  return `${draft.id}.round-up`;
}
