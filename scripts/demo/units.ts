/** Goods of the demo that are sold in more than one unit: a tea by the tin and by the box of twelve. */
import { internalGtin } from "./products.ts";
import { CHAIN_BOOK, CURRENCY, placeOf, type SeedRow, seedRow, WAREHOUSE_PLACE } from "./rows.ts";

/** Codes far beyond those of the catalogue and of the goods in sizes. */
const FIRST_ITEM = 9_100_000_000;
const CATEGORY = "cat-kitchen";
const CATEGORY_NAME = "Kitchen & Table";
const SHOP_TINS = 96;
const WAREHOUSE_TINS = 1_200;

/** Codes as a scanner reads them; the box costs less than its twelve tins. */
export const BOXED_TEA = {
  id: "p-tea",
  sku: "TEA",
  name: "Finch Breakfast Blend, Loose Leaf",
  gtin: internalGtin(FIRST_ITEM),
  priceMinor: 325,
  box: {
    id: "box",
    name: "box",
    factorMilli: 12_000,
    gtin: internalGtin(FIRST_ITEM + 1),
    priceMinor: 3_600,
  },
} as const;

/** The product, the price of each unit, and its stock in every shop and the warehouse. */
export function* unitRows(
  storeIds: readonly string[],
  at: { readonly nowMs: number; readonly pricesFromMs: number },
): Generator<SeedRow> {
  const { id, sku, name, gtin, priceMinor, box } = BOXED_TEA;
  yield seedRow("products", {
    id,
    sku,
    name,
    gtins: [gtin.padStart(14, "0")],
    kind: "goods",
    categoryIds: [CATEGORY],
    tags: [CATEGORY_NAME],
    taxCategoryId: "zero",
    unit: "piece",
    units: [
      {
        id: box.id,
        name: box.name,
        factorMilli: box.factorMilli,
        gtins: [box.gtin.padStart(14, "0")],
      },
    ],
    weighed: false,
    tracks: "none",
    attributes: {},
    picture: CATEGORY,
    colour: "#a0522d",
    popularity: 0,
    discontinued: false,
  });
  yield priceOf(priceMinor, at.pricesFromMs);
  yield priceOf(box.priceMinor, at.pricesFromMs, box.id);
  for (const storeId of storeIds) yield stockOf(placeOf(storeId), SHOP_TINS, at.nowMs);
  yield stockOf(WAREHOUSE_PLACE, WAREHOUSE_TINS, at.nowMs);
}

function priceOf(amountMinor: number, validFromMs: number, unitId?: string): SeedRow {
  return seedRow("prices", {
    id: ["price", BOXED_TEA.id, ...(unitId === undefined ? [] : [unitId])].join("-"),
    bookId: CHAIN_BOOK,
    productId: BOXED_TEA.id,
    ...(unitId === undefined ? {} : { unitId }),
    amountMinor,
    currency: CURRENCY,
    minQuantityMilli: 1000,
    validFromMs,
    kind: "regular",
  });
}

function stockOf(placeId: string, tins: number, nowMs: number): SeedRow {
  return seedRow("stock", {
    id: `${placeId}:${BOXED_TEA.id}`,
    placeId,
    productId: BOXED_TEA.id,
    onHandMilli: tins * 1000,
    reservedMilli: 0,
    inTransitMilli: 0,
    safetyMilli: 0,
    lowMilli: 12_000,
    asOfMs: nowMs,
  });
}
