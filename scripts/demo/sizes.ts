/**
 * Goods of the demo that come in sizes and colours: a shirt in both, an apron in sizes alone. The name
 * that the sizes share is a product without a price; what is sold are its variants.
 */
import type { Prng } from "#shared/base/prng.ts";
import { internalGtin } from "./products.ts";
import { CHAIN_BOOK, CURRENCY, placeOf, type SeedRow, seedRow, WAREHOUSE_PLACE } from "./rows.ts";

interface SizedGoods {
  readonly id: string;
  readonly name: string;
  readonly sku: string;
  /** As a scanner reads it from the tag that all sizes share. */
  readonly gtin: string;
  /** Each variant takes the next code after it. */
  readonly item: number;
  readonly priceMinor: number;
  readonly sizes: readonly string[];
  /** With their colour; empty for goods in one colour. */
  readonly colours: Readonly<Record<string, string>>;
  readonly colour: string;
}

/** Codes far beyond those of the catalogue, however large it is asked for. */
const FIRST_ITEM = 9_000_000_000;
const CATEGORY = "cat-other";
const CATEGORY_NAME = "Curiosities";
/** One size in so many is sold out in a shop. */
const SOLD_OUT_EVERY = 4;

export const SIZED_GOODS: readonly SizedGoods[] = [
  {
    id: "p-tee",
    name: "Willow Organic T-Shirt",
    sku: "TEE",
    gtin: internalGtin(FIRST_ITEM),
    item: FIRST_ITEM,
    priceMinor: 2_400,
    sizes: ["S", "M", "L", "XL"],
    colours: { Ecru: "#d9cdb4", Navy: "#23395d", Moss: "#5b6f43" },
    colour: "#23395d",
  },
  {
    id: "p-apron",
    name: "Finch Linen Apron",
    sku: "APRON",
    gtin: internalGtin(FIRST_ITEM + 100),
    item: FIRST_ITEM + 100,
    priceMinor: 3_200,
    sizes: ["Child", "Adult"],
    colours: {},
    colour: "#8a6d00",
  },
];

export interface SizedVariant {
  readonly id: string;
  readonly sku: string;
  readonly name: string;
  /** As a scanner reads it. */
  readonly gtin: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly colour: string;
}

/** Every size and colour of such goods, in the order of their codes. */
export function variantsOf(goods: SizedGoods): readonly SizedVariant[] {
  const colours = Object.entries(goods.colours);
  const looks = colours.length === 0 ? [["", goods.colour] as const] : colours;
  return goods.sizes
    .flatMap((size) => looks.map(([name, colour]) => ({ size, name, colour })))
    .map(({ size, name, colour }, at) => {
      const words = [size, name].filter((word) => word !== "");
      return {
        id: [goods.id, ...words].join("-").toLowerCase(),
        sku: [goods.sku, ...words].join("-").toUpperCase(),
        name: [goods.name, ...words.reverse()].join(" "),
        gtin: internalGtin(goods.item + 1 + at),
        attributes: { size, ...(name === "" ? {} : { colour: name }) },
        colour,
      };
    });
}

/** Products, prices and stock of them all, in every shop and the warehouse. */
export function* sizedRows(
  storeIds: readonly string[],
  prng: Prng,
  at: { readonly nowMs: number; readonly pricesFromMs: number },
): Generator<SeedRow> {
  for (const goods of SIZED_GOODS) {
    const { id, sku, name, colour, gtin } = goods;
    yield productOf({ id, sku, name, colour, gtin, attributes: {} });
    for (const [index, variant] of variantsOf(goods).entries()) {
      yield productOf(variant, id);
      yield seedRow("prices", {
        id: `price-${variant.id}`,
        bookId: CHAIN_BOOK,
        productId: variant.id,
        amountMinor: goods.priceMinor,
        currency: CURRENCY,
        minQuantityMilli: 1000,
        validFromMs: at.pricesFromMs,
        kind: "regular",
      });
      for (const [shop, storeId] of storeIds.entries()) {
        const isOut = (index + shop) % SOLD_OUT_EVERY === 1;
        yield stockOf(variant.id, placeOf(storeId), isOut ? 0 : prng.int(1, 9), at.nowMs);
      }
      yield stockOf(variant.id, WAREHOUSE_PLACE, prng.int(20, 90), at.nowMs);
    }
  }
}

function productOf(one: SizedVariant, variantOf?: string): SeedRow {
  return seedRow("products", {
    id: one.id,
    sku: one.sku,
    name: one.name,
    gtins: [one.gtin.padStart(14, "0")],
    kind: "goods",
    categoryIds: [CATEGORY],
    tags: [CATEGORY_NAME],
    taxCategoryId: "standard",
    unit: "piece",
    units: [],
    weighed: false,
    tracks: "none",
    attributes: { ...one.attributes },
    ...(variantOf === undefined ? {} : { variantOf }),
    picture: CATEGORY,
    colour: one.colour,
    popularity: 0,
    discontinued: false,
  });
}

function stockOf(productId: string, placeId: string, units: number, nowMs: number): SeedRow {
  return seedRow("stock", {
    id: `${placeId}:${productId}`,
    placeId,
    productId,
    onHandMilli: units * 1000,
    reservedMilli: 0,
    inTransitMilli: 0,
    safetyMilli: 0,
    lowMilli: 1000,
    asOfMs: nowMs,
  });
}
