/**
 * The priced basket with what each offer did, or what is missing for it, as codes and arguments.
 * Costs more than pricing alone: asked for by screens, never by a sale.
 */
import { done, type Result } from "../base/result.ts";
import type { BasketDraft, OfferHint, PricedBasket } from "../records/basket.ts";
import { type PriceBasketRefusal, type PriceContext, prepareBasket } from "./basket.ts";
import { pricedBasketOf } from "./basket-result.ts";
import type { CatalogueView } from "./catalogue.ts";
import { explainLines, type OfferExplanation } from "./explain/explain-lines.ts";
import type { MissingStep } from "./explain/missing.ts";

/**
 * As `priceBasket`, with `hints`: one an offer that touches a line. The code is `applied`, the first
 * step that is missing (`add-from`, `add-to-line`, `add-in-one-line`), why it is not live (such as
 * `coupon-missing`), `blocked`, `budget-used` or `nothing-left`. Refuses as `priceBasket`.
 */
export function explainBasket(
  draft: BasketDraft,
  catalogue: CatalogueView,
  context: PriceContext,
): Result<PricedBasket, PriceBasketRefusal> {
  const prepared = prepareBasket(draft, catalogue, context);
  if (!prepared.ok) return prepared;
  const explained = explainLines(prepared.value.input);
  if (!explained.ok) return explained;
  const priced = pricedBasketOf({ ...prepared.value, priced: explained.value.priced });
  const { rows } = prepared.value.offers;
  const hints = explained.value.offers.map((offer) =>
    hintOf(offer, rows.get(offer.offerId)?.row.name ?? offer.offerId),
  );
  return done({ ...priced, hints });
}

function hintOf(offer: OfferExplanation, name: string): OfferHint {
  const step = offer.missing[0];
  const code =
    offer.state === "missing" && step !== undefined ? step.code : (offer.reason ?? offer.state);
  return {
    offerId: offer.offerId,
    name,
    lineIds: [...offer.lineIds],
    applied: offer.state === "applied",
    amountMinor: offer.amountMinor,
    code,
    args: {
      ...(step === undefined ? {} : argsOf(step)),
      ...(offer.missing.length > 1 ? { steps: offer.missing.length } : {}),
      ...(offer.blockedBy === undefined ? {} : { blockedBy: offer.blockedBy }),
    },
  };
}

/** What to add, in words of the catalogue: the first kind of word that the selection names. */
function argsOf(step: MissingStep): OfferHint["args"] {
  const { select } = step;
  const from: Record<string, string> = {};
  for (const [key, words] of [
    ["products", select.productsAny],
    ["categories", select.categoriesAny],
    ["tags", select.tagsAny],
    ["brands", select.brandsAny],
  ] as const) {
    if (words !== undefined && words.length > 0) from[key] = words.join(", ");
  }
  return {
    ...(step.quantityMilli > 0 ? { quantityMilli: step.quantityMilli } : {}),
    ...(step.amountMinor > 0 ? { amountMinor: step.amountMinor } : {}),
    ...(step.lineId === undefined ? {} : { lineId: step.lineId }),
    ...from,
  };
}
