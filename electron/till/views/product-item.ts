/** A product as lists and search show it: price in force now, stock here, near and in the warehouse. */
import { done, type Result } from "#shared/base/result.ts";
import { asksOf, newBasket } from "#shared/engine/basket-edit.ts";
import { isSoldByVariants } from "#shared/engine/variants.ts";
import type { Rows } from "#shared/records/rows/index.ts";
import type { ProductItem } from "#shared/till-api/views/lists.ts";
import { unknownProduct } from "../acts/lookup.ts";
import { availableAt } from "../acts/promise.ts";
import { policyOf, storeOf, type TillCore } from "../core.ts";
import { price } from "../counter.ts";
import { knownAt } from "./stale.ts";

export interface PriceNow {
  readonly unitPriceMinor: number;
  readonly regularUnitPriceMinor: number | undefined;
}

/** The price of one piece now, by the engine's own pricing; none when it has none yet. */
export function priceNow(core: TillCore, product: Rows["products"]): PriceNow | undefined {
  const store = storeOf(core);
  if (store === undefined) return undefined;
  const atMs = core.clock.now();
  const draft = newBasket({
    id: "price-check",
    storeId: core.identity.storeId,
    currency: store.currency,
    channel: "counter",
    atMs,
  });
  const line = {
    id: "price-check",
    productId: product.id,
    quantityMilli: 1_000,
    manual: [],
    serials: [],
    addedAtMs: atMs,
  };
  const priced = price(core, { ...draft, lines: [line] });
  if (!priced.ok) return undefined;
  const [first] = priced.value.lines;
  return first === undefined
    ? undefined
    : {
        unitPriceMinor: first.unitPriceMinor,
        regularUnitPriceMinor: first.regularUnitPriceMinor,
      };
}

/** The product for a list; one that is sold by its variants shows the stock of all of them. */
export function productItem(core: TillCore, product: Rows["products"]): ProductItem {
  const store = storeOf(core);
  const variants = core.catalogue.variantsOf(product.id);
  const hasVariants = isSoldByVariants(product, variants);
  const sold = hasVariants ? variants : [product];
  const now = hasVariants ? samePrice(core, variants) : priceNow(core, product);
  const at = (placeId: string) => sold.map(({ id }) => availableAt(core, placeId, id));
  const here = store === undefined ? undefined : at(store.placeId);
  const sum = (places: readonly string[]): number =>
    places.flatMap(at).reduce((total, one) => total + Math.max(0, one.availableMilli), 0);
  return {
    id: product.id,
    sku: product.sku,
    name: product.name,
    ...(product.picture === undefined ? {} : { picture: product.picture }),
    ...(product.colour === undefined ? {} : { colour: product.colour }),
    ...(product.categoryIds[0] === undefined ? {} : { categoryId: product.categoryIds[0] }),
    ...(now === undefined ? {} : { priceMinor: now.unitPriceMinor }),
    ...(now?.regularUnitPriceMinor === undefined
      ? {}
      : { regularPriceMinor: now.regularUnitPriceMinor }),
    ...(here === undefined
      ? {}
      : { hereMilli: here.reduce((total, { onHandMilli }) => total + onHandMilli, 0) }),
    ...(store === undefined
      ? {}
      : {
          nearMilli: sum(store.neighbourPlaceIds),
          warehouseMilli: sum(store.warehousePlaceIds),
        }),
    ...(here === undefined ? {} : knownAt(core, Math.max(...here.map(({ asOfMs }) => asOfMs)))),
    hasVariants,
    ...(product.variantOf === undefined ? {} : { variantOf: product.variantOf }),
    ...asked(core, product),
  };
}

/** The price of all of them when it is one. */
function samePrice(core: TillCore, variants: readonly Rows["products"][]): PriceNow | undefined {
  const [first, ...others] = variants.map((one) => priceNow(core, one));
  return others.every((one) => one?.unitPriceMinor === first?.unitPriceMinor) ? first : undefined;
}

/** The product of an id. Refuses `product-unknown`, and `still-filling` while it may yet come. */
export function productById(core: TillCore, productId: string): Result<ProductItem> {
  const product = core.catalogue.product(productId)?.row;
  return product === undefined ? unknownProduct(core, productId) : done(productItem(core, product));
}

function asked(core: TillCore, product: Rows["products"]) {
  const asks = asksOf(product);
  if (asks.length === 0) return {};
  const makesNumbers = policyOf(core)?.giftCards?.makesNumbers === true;
  return { asks: [...asks], ...(makesNumbers && asks.includes("number") ? { makesNumbers } : {}) };
}
