/**
 * The shop of the golden sales: fixed products, prices and offers, and baskets drawn from a seed. What
 * the engine made of them in each version is in test/fixtures/golden-sales and never changes.
 */
import { createPrng } from "#shared/base/prng.ts";
import type { CatalogueView } from "#shared/engine/catalogue.ts";
import type { BasketDraft, BasketLine, ManualChange } from "#shared/records/basket.ts";
import { aCatalogue, aDraftBasket, anOffer, aPrice, aProduct } from "./catalogue.ts";
import { NOON_MS } from "./entry.ts";

const PRODUCTS = Array.from({ length: 12 }, (_, index) =>
  aProduct({
    id: `g${index}`,
    name: `Golden ${index}`,
    categoryIds: [index % 2 === 0 ? "even" : "odd"],
    tags: index % 3 === 0 ? ["third"] : [],
    taxCategoryId: index % 4 === 0 ? "reduced" : "standard",
    weighed: index === 5,
    kind: index === 11 ? "gift-card" : "goods",
  }),
);

const ACTIONS = [
  { kind: "percent", target: "items", percent: "12.5", select: { categoriesAny: ["even"] } },
  { kind: "fixed", target: "order", amountMinor: 250 },
  {
    kind: "buy_get",
    buy: { select: { tagsAny: ["third"] }, quantity: 2 },
    get: { select: { tagsAny: ["third"] }, quantity: 1 },
    percent: "50",
    repeat: true,
  },
];

/** The catalogue of the golden sales. */
export function goldenCatalogue(): CatalogueView {
  return aCatalogue({
    products: PRODUCTS,
    prices: PRODUCTS.slice(0, 11).flatMap((product, index) => [
      aPrice(product.id, 199 + index * 137),
      aPrice(product.id, 149 + index * 120, { id: `b-${index}`, minQuantityMilli: 5000 }),
    ]),
    offers: ACTIONS.map((action, index) =>
      anOffer({ action }, { id: `golden-${index}`, name: `Offer ${index}`, priority: -index }),
    ),
  });
}

/** The baskets of the golden sales, the same in each run. */
export function goldenBaskets(): readonly BasketDraft[] {
  const prng = createPrng("golden sales 1");
  const manual = (id: string): ManualChange => ({
    id,
    kind: prng.chance(1, 2) ? "percent" : "amount",
    value: prng.int(1, 120),
    reasonId: "scratch",
    staffId: "staff-1",
  });
  return Array.from({ length: 24 }, (_, basket) => {
    const lines = Array.from({ length: prng.int(1, 9) }, (_, place): BasketLine => {
      const number = prng.int(0, 11);
      const id = `line-${basket}-${place}`;
      return {
        id,
        productId: `g${number}`,
        quantityMilli: number === 5 ? prng.int(1, 4000) : prng.int(1, 7) * 1000,
        manual: prng.chance(1, 4) ? [manual(`m-${id}`)] : [],
        serials: [],
        ...(number === 11 ? { typedPriceMinor: 5000, reference: `G-${basket}` } : {}),
        addedAtMs: NOON_MS,
      };
    });
    const whole = prng.chance(1, 3) ? [manual(`m-${basket}`)] : [];
    return aDraftBasket(lines, { id: `golden-${basket}`, manual: whole });
  });
}
