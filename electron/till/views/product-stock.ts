/** Where a product lies: here, near, in the warehouse, with the age of each figure. */
import type { ProductStockView } from "#shared/till-api/views/lists.ts";
import { availableAt } from "../acts/promise.ts";
import { policyOf, storeOf, type TillCore } from "../core.ts";

const MINUTE_MS = 60_000;

/** The product's places, or nothing when it is not known here. */
export function readProductStock(core: TillCore, productId: string): ProductStockView | undefined {
  const product = core.catalogue.product(productId)?.row;
  const store = storeOf(core);
  if (product === undefined || store === undefined) return undefined;
  const staleMs = (policyOf(core)?.stock.staleAfterMinutes ?? 60) * MINUTE_MS;
  const contactMs = core.sync.status().lastPulledAtMs ?? 0;
  const isStale = core.clock.now() - contactMs > staleMs;
  const at = (placeId: string, kind: ProductStockView["places"][number]["kind"]) => {
    const { availableMilli, onHandMilli, asOfMs } = availableAt(core, placeId, productId);
    const name = core.catalogue.setting("place", placeId)?.name ?? placeId;
    // What the server said is as old as the last time it spoke; this till's own sales are newer.
    const known = Math.max(asOfMs, contactMs);
    return { placeId, name, kind, onHandMilli, availableMilli, asOfMs: known, stale: isStale };
  };
  return {
    productId,
    name: product.name,
    places: [
      at(store.placeId, "here"),
      ...store.neighbourPlaceIds.map((placeId) => at(placeId, "near")),
      ...store.warehousePlaceIds.map((placeId) => at(placeId, "warehouse")),
    ],
  };
}
