/** Sizes by colours of a product that has variants or is one, each with its stock here, near and afar. */
import { variantMatrix } from "#shared/engine/variants.ts";
import type { Rows } from "#shared/records/rows/index.ts";
import type { SettingBody } from "#shared/records/settings/index.ts";
import type { ProductStockView } from "#shared/till-api/views/lists.ts";
import { availableAt } from "../acts/promise.ts";
import type { TillCore } from "../core.ts";
import { priceNow } from "./product-item.ts";
import { knownAt } from "./stale.ts";

type Matrix = NonNullable<ProductStockView["matrix"]>;

/** The table of the whole family, whichever of it was asked for; nothing for a product without one. */
export function productMatrix(
  core: TillCore,
  store: SettingBody<"store">,
  product: Rows["products"],
): Matrix | undefined {
  const headId = product.variantOf ?? product.id;
  const variants = core.catalogue.variantsOf(headId);
  const head = core.catalogue.product(headId)?.row ?? product;
  const matrix = variantMatrix(head, variants);
  if (matrix === undefined) return undefined;
  return {
    name: head.name,
    rows: [...matrix.rows],
    columns: [...matrix.columns],
    cells: matrix.cells.flatMap((cell) => {
      const one = core.catalogue.product(cell.productId)?.row;
      return one === undefined ? [] : [{ ...cell, ...stockOf(core, store, one) }];
    }),
  };
}

function stockOf(core: TillCore, store: SettingBody<"store">, product: Rows["products"]) {
  const near = freeAt(core, store.neighbourPlaceIds, product.id);
  const warehouse = freeAt(core, store.warehousePlaceIds, product.id);
  const now = priceNow(core, product);
  return {
    name: product.name,
    ...(now === undefined ? {} : { priceMinor: now.unitPriceMinor }),
    hereMilli: availableAt(core, store.placeId, product.id).onHandMilli,
    nearMilli: sumOf(near),
    warehouseMilli: sumOf(warehouse),
    elsewhere: [...warehouse, ...near],
  };
}

function freeAt(core: TillCore, placeIds: readonly string[], productId: string) {
  return placeIds.flatMap((placeId) => {
    const { availableMilli, asOfMs } = availableAt(core, placeId, productId);
    if (availableMilli <= 0) return [];
    const name = core.catalogue.setting("place", placeId)?.name ?? placeId;
    return [{ placeId, name, availableMilli, asOfMs: knownAt(core, asOfMs).asOfMs ?? 0 }];
  });
}

function sumOf(places: readonly { readonly availableMilli: number }[]): number {
  return places.reduce((sum, { availableMilli }) => sum + availableMilli, 0);
}
