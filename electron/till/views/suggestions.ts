/** What to suggest, offline: the engine's suggestions over this till's rows, each with why. */
import { type Suggestion, suggest } from "#shared/engine/recommend.ts";
import type { SuggestionView } from "#shared/till-api/views/client-card.ts";
import { availableAt } from "../acts/promise.ts";
import { storeOf, type TillCore } from "../core.ts";
import type { Counter } from "../counter.ts";
import { priceNow } from "./product-item.ts";
import { mergedRows } from "./rows.ts";

const PURCHASES_READ = 20;

/** The screen's words for the engine's reasons. */
const REASONS: Readonly<Record<Suggestion["reason"]["code"], string>> = {
  "goes-with-basket": "in-basket",
  "goes-with-owned": "bought-before",
  "looked-at": "popular",
  popular: "popular",
};

/** Five suggestions; none while a complaint is open. */
export function suggestionsFor(
  core: TillCore,
  from: {
    readonly inBasket?: readonly string[];
    readonly bought: readonly string[];
    readonly silent: boolean;
  },
): SuggestionView[] {
  const store = storeOf(core);
  const places = store === undefined ? [] : [store.placeId, ...store.warehousePlaceIds];
  const found = suggest({
    owned: [...new Set(from.bought)],
    basket: from.inBasket ?? [],
    affinities: (productId) => core.replica.get("affinities", productId)?.row,
    products: (productId) => core.catalogue.product(productId)?.row,
    stock: (productId) =>
      places.reduce((sum, place) => sum + availableAt(core, place, productId).availableMilli, 0),
    openComplaint: from.silent,
  });
  return found.flatMap((suggestion) => suggestionOf(core, suggestion) ?? []);
}

/** Suggestions for the basket in hand and its client. */
export function basketSuggestions({ core, basket }: Counter): SuggestionView[] {
  const { draft } = basket();
  const { clientId } = draft;
  const client = clientId === undefined ? undefined : core.overlay.row("clients", clientId);
  const purchases =
    clientId === undefined
      ? []
      : mergedRows(core, "purchases", {
          where: { clientId },
          order: { column: "at", descending: true },
          limit: PURCHASES_READ,
          matches: (row) => row.clientId === clientId,
        });
  return suggestionsFor(core, {
    inBasket: draft.lines.map(({ productId }) => productId),
    bought: purchases.flatMap(({ lines }) => lines.map(({ productId }) => productId)),
    silent: client?.openComplaint !== undefined,
  });
}

function suggestionOf(core: TillCore, suggestion: Suggestion): SuggestionView | undefined {
  const { productId, reason } = suggestion;
  const product = core.catalogue.product(productId)?.row;
  if (product === undefined) return undefined;
  const price = priceNow(core, product);
  const placeId = storeOf(core)?.placeId;
  const name = core.catalogue.product(reason.withProductId ?? "")?.row.name;
  return {
    productId,
    name: product.name,
    ...(product.picture === undefined ? {} : { picture: product.picture }),
    ...(price === undefined ? {} : { priceMinor: price.unitPriceMinor }),
    ...(placeId === undefined
      ? {}
      : { onHandMilli: availableAt(core, placeId, productId).onHandMilli }),
    reason: { code: REASONS[reason.code], args: name === undefined ? {} : { name } },
  };
}
