/** Where a product and its variants lie: here, near, in the warehouse, with the age of each figure. */
import type { ProductStockView } from "#shared/till-api/views/lists.ts";
import { availableAt } from "../acts/promise.ts";
import { storeOf, type TillCore } from "../core.ts";
import { productMatrix } from "./product-matrix.ts";
import { knownAt } from "./stale.ts";

/** The product's places, or nothing when it is not known here. */
export function readProductStock(core: TillCore, productId: string): ProductStockView | undefined {
  const product = core.catalogue.product(productId)?.row;
  const store = storeOf(core);
  if (product === undefined || store === undefined) return undefined;
  const at = (placeId: string, kind: ProductStockView["places"][number]["kind"]) => {
    const { availableMilli, onHandMilli, asOfMs } = availableAt(core, placeId, productId);
    const name = core.catalogue.setting("place", placeId)?.name ?? placeId;
    const known = { asOfMs: 0, ...knownAt(core, asOfMs) };
    return { placeId, name, kind, onHandMilli, availableMilli, ...known };
  };
  const matrix = productMatrix(core, store, product);
  return {
    productId,
    name: product.name,
    places: [
      at(store.placeId, "here"),
      ...store.neighbourPlaceIds.map((placeId) => at(placeId, "near")),
      ...store.warehousePlaceIds.map((placeId) => at(placeId, "warehouse")),
    ],
    ...(matrix === undefined ? {} : { matrix }),
  };
}
