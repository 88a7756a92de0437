/** A small catalogue for tests: a tee at 10.00, a mug at 5.00 and what else a test adds. */
import type { At, CatalogueView, SettingsView } from "#shared/engine/catalogue.ts";
import type { BasketDraft, BasketLine } from "#shared/records/basket.ts";
import type { OfferRow } from "#shared/records/rows/offer.ts";
import type { PriceRow } from "#shared/records/rows/price.ts";
import type { ProductRow } from "#shared/records/rows/product.ts";
import { anId, NOON_MS } from "./entry.ts";
import { someSettings } from "./settings.ts";

/** A product of the goods kind with the standard tax. */
export function aProduct(fields: Partial<ProductRow> = {}): ProductRow {
  const id = fields.id ?? "product-1";
  return {
    id,
    sku: id.toUpperCase(),
    name: id,
    gtins: [],
    kind: "goods",
    categoryIds: [],
    tags: [],
    taxCategoryId: "standard",
    unit: "pc",
    units: [],
    weighed: false,
    tracks: "none",
    attributes: {},
    popularity: 0,
    discontinued: false,
    ...fields,
  };
}

/** A regular price of the chain's book. */
export function aPrice(productId: string, amountMinor: number, fields: Partial<PriceRow> = {}) {
  const row: PriceRow = {
    id: `price-${productId}-${amountMinor}`,
    bookId: "book-1",
    productId,
    amountMinor,
    currency: "EUR",
    minQuantityMilli: 1000,
    validFromMs: 0,
    kind: "regular",
    ...fields,
  };
  return row;
}

/** A live offer of the whole chain around a definition. */
export function anOffer(
  definition: Readonly<Record<string, unknown>>,
  fields: Partial<OfferRow> = {},
): OfferRow {
  return {
    id: "offer-1",
    kind: "offer",
    name: "Ten off",
    state: "live",
    validFromMs: 0,
    priority: 0,
    exclusive: false,
    definition,
    ...fields,
  };
}

export interface CatalogueSeed {
  readonly products?: readonly ProductRow[];
  readonly prices?: readonly PriceRow[];
  readonly offers?: readonly OfferRow[];
  readonly settings?: SettingsView;
}

export const TEE: ProductRow = aProduct({ id: "tee", name: "Tee" });
export const MUG: ProductRow = aProduct({ id: "mug", name: "Mug", categoryIds: ["kitchen"] });

/** A catalogue over plain rows; positions count from 1 in the order given. `lookUps` counts reads. */
export function aCatalogue(
  seed: CatalogueSeed = {},
): CatalogueView & { readonly lookUps: () => number } {
  const settings = seed.settings ?? someSettings();
  const numbered = <Row>(rows: readonly Row[]): At<Row>[] =>
    rows.map((row, index) => ({ row, position: index + 1 }));
  const products = new Map(
    numbered(seed.products ?? [TEE, MUG]).map((at) => [at.row.id, at] as const),
  );
  const prices = numbered(seed.prices ?? [aPrice("tee", 1000), aPrice("mug", 500)]);
  const offers = numbered(seed.offers ?? []);
  let lookUps = 0;
  return {
    ...settings,
    product: (id) => {
      lookUps += 1;
      return products.get(id);
    },
    prices: (productId, bookIds) =>
      prices.filter(({ row }) => row.productId === productId && bookIds.includes(row.bookId)),
    offers: () => offers,
    lookUps: () => lookUps,
  };
}

/** A line of one piece. */
export function aLine(productId = "tee", fields: Partial<BasketLine> = {}): BasketLine {
  return {
    id: anId(),
    productId,
    quantityMilli: 1000,
    manual: [],
    serials: [],
    addedAtMs: NOON_MS,
    ...fields,
  };
}

/** A draft at the counter of store-1. */
export function aDraftBasket(
  lines: readonly BasketLine[] = [aLine()],
  fields: Partial<BasketDraft> = {},
): BasketDraft {
  return {
    id: anId(),
    storeId: "store-1",
    currency: "EUR",
    channel: "counter",
    lines: [...lines],
    manual: [],
    coupons: [],
    fees: [],
    openedAtMs: NOON_MS,
    checks: [],
    ...fields,
  };
}
