/** What to suggest, offline: products that go with what is in the basket or was bought, each with why. */
import type { SuggestionView } from "#shared/till-api/views/client-card.ts";
import { availableAt } from "../acts/promise.ts";
import { storeOf, type TillCore } from "../core.ts";
import type { Counter } from "../counter.ts";
import { priceNow } from "./product-item.ts";

export const SUGGESTIONS_MAX = 5;
/** What lies in the basket says more than what was bought last year. */
const BASKET_WEIGHT = 3;
const SOURCES_MAX = 40;

/** Five suggestions from the item-to-item scores; none while a complaint is open. */
export function suggestionsFor(
  core: TillCore,
  from: {
    readonly inBasket?: readonly string[];
    readonly bought: readonly string[];
    readonly silent: boolean;
  },
): SuggestionView[] {
  if (from.silent) return [];
  const inBasket = from.inBasket ?? [];
  const scores = new Map<string, { score: number; why: string; best: number }>();
  const take = (productId: string, weight: number): void => {
    for (const [related, score] of core.replica.get("affinities", productId)?.row.related ?? []) {
      const known = scores.get(related) ?? { score: 0, why: productId, best: 0 };
      const added = score * weight;
      known.score += added;
      if (added > known.best) Object.assign(known, { best: added, why: productId });
      scores.set(related, known);
    }
  };
  for (const productId of new Set(inBasket)) take(productId, BASKET_WEIGHT);
  for (const productId of [...new Set(from.bought)].slice(0, SOURCES_MAX)) take(productId, 1);
  const has = new Set([...inBasket, ...from.bought]);
  const ranked = [...scores].sort(
    ([one, left], [other, right]) => right.score - left.score || (one < other ? -1 : 1),
  );
  const found: SuggestionView[] = [];
  for (const [productId, { why }] of ranked) {
    if (found.length >= SUGGESTIONS_MAX) break;
    const made = has.has(productId) ? undefined : suggestionOf(core, productId, { why, inBasket });
    if (made !== undefined) found.push(made);
  }
  return found;
}

/** Suggestions for the basket in hand and its client. */
export function basketSuggestions(counter: Counter): SuggestionView[] {
  const { core } = counter;
  const { draft } = counter.basket();
  const client =
    draft.clientId === undefined ? undefined : core.overlay.row("clients", draft.clientId);
  const purchases =
    draft.clientId === undefined
      ? []
      : core.replica.byIndex("purchases", {
          where: { clientId: draft.clientId },
          order: { column: "at", descending: true },
          limit: 20,
        });
  return suggestionsFor(core, {
    inBasket: draft.lines.map(({ productId }) => productId),
    bought: purchases.flatMap(({ row }) => row.lines.map(({ productId }) => productId)),
    silent: client?.openComplaint !== undefined,
  });
}

function suggestionOf(
  core: TillCore,
  productId: string,
  from: { readonly why: string; readonly inBasket: readonly string[] },
): SuggestionView | undefined {
  const product = core.catalogue.product(productId)?.row;
  if (product === undefined || product.discontinued || product.blocked !== undefined) return;
  const price = priceNow(core, product);
  const placeId = storeOf(core)?.placeId;
  const name = core.catalogue.product(from.why)?.row.name ?? "";
  const code = from.inBasket.includes(from.why) ? "in-basket" : "bought-before";
  return {
    productId,
    name: product.name,
    ...(product.picture === undefined ? {} : { picture: product.picture }),
    ...(price === undefined ? {} : { priceMinor: price.unitPriceMinor }),
    ...(placeId === undefined
      ? {}
      : { onHandMilli: availableAt(core, placeId, productId).onHandMilli }),
    reason: { code, args: { name } },
  };
}
