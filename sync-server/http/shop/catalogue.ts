/** The shop's shelf: categories, stores, products with their price and where they can be had. */
import type { ShopInfo, ShopProduct } from "#shared/shop-api/contract.ts";
import type { ListedProduct } from "../products.ts";
import { type ShopDeps, shopFault, type WebStore, webStoreOf } from "./deps.ts";
import { shownRestriction } from "./restricted.ts";

/** What a visitor needs to know of the shop itself. */
export async function shopInfoOf({ core, products }: ShopDeps): Promise<ShopInfo> {
  const web = await webStoreOf(core);
  await products.refresh();
  const settings = core.small.now();
  const chain = settings.settings("chain")[0]?.body;
  const counts = products.counts(true);
  return {
    name: chain?.name ?? web.body.name,
    currency: web.body.currency,
    locale: web.body.locale,
    demo: chain?.demo === true,
    countries: [web.body.address.country],
    deliveryDays: daysFrom({ core }, web.body.placeId),
    categories: settings
      .settings("category")
      .map(({ id, body }) => ({
        id,
        name: body.name,
        ...(body.colour === undefined ? {} : { colour: body.colour }),
        products: counts.get(id) ?? 0,
      }))
      .filter((each) => each.products > 0)
      .sort((left, right) => (left.name < right.name ? -1 : 1)),
    stores: collectStores({ core }).map(({ id, body }) => {
      const { street, city, postcode } = body.address;
      return { id, name: body.name, street, city, postcode };
    }),
  };
}

/** Products on sale by words and category, the most bought first. */
export async function findShopProducts(
  deps: ShopDeps,
  asked: {
    readonly query: string;
    readonly category?: string | undefined;
    readonly limit: number;
    readonly offset: number;
  },
): Promise<{ total: number; items: ShopProduct[] }> {
  const web = await webStoreOf(deps.core);
  await deps.products.refresh();
  const { query, category, limit, offset } = asked;
  const found = deps.products.find({ words: query, categoryId: category, onSaleOnly: true });
  const page = found.slice(offset, offset + limit);
  return { total: found.length, items: await withPrices(deps, web, page) };
}

/** One product on sale. Refuses `web-product-unknown`. */
export async function shopProductOf(deps: ShopDeps, id: string): Promise<ShopProduct> {
  const web = await webStoreOf(deps.core);
  await deps.products.refresh();
  const found = deps.products.get(id);
  if (found === undefined || !found.onSale) throw shopFault({ code: "web-product-unknown" });
  const [product] = await withPrices(deps, web, [found]);
  if (product === undefined) throw shopFault({ code: "web-product-unknown" });
  return product;
}

/** Stores where an order can be collected: the chain's shops of the web shop's own currency. */
export function collectStores({ core }: Pick<ShopDeps, "core">): readonly WebStore[] {
  return core.small
    .now()
    .settings("store")
    .filter(({ body }) => body.channel === "shop");
}

/** Days from a place to a customer's door. */
export function daysFrom({ core }: Pick<ShopDeps, "core">, placeId: string): number {
  return core.small.now().setting("place", placeId)?.deliveryDays ?? 3;
}

/** Places that a delivery may leave from, the warehouse first. */
export function deliveryPlaces(web: WebStore): readonly string[] {
  const { placeId, warehousePlaceIds, neighbourPlaceIds } = web.body;
  return [...new Set([placeId, ...warehousePlaceIds, ...neighbourPlaceIds])];
}

/** A product without a price is not for sale: it is left out. */
async function withPrices(
  deps: ShopDeps,
  web: WebStore,
  products: readonly ListedProduct[],
): Promise<ShopProduct[]> {
  const ids = products.map((each) => each.id);
  const tags = await deps.counter.tags(web, ids);
  const stock = await deps.counter.available(ids);
  const stores = collectStores(deps);
  const warehouses = [...new Set([web.body.placeId, ...web.body.warehousePlaceIds])];
  const deliveryDays = daysFrom(deps, web.body.placeId);
  return products.flatMap((product): ShopProduct[] => {
    const tag = tags.get(product.id);
    if (tag === undefined) return [];
    const at = (placeId: string): number => stock.get(`${placeId}:${product.id}`) ?? 0;
    const { id, sku, name, unit, picture, colour } = product;
    const restriction = shownRestriction(deps.core.small.now(), product.restrictionId);
    return [
      {
        id,
        sku,
        name,
        unit,
        categoryIds: [...product.categoryIds],
        gtins: [...product.gtins],
        ...(picture === undefined ? {} : { picture }),
        ...(colour === undefined ? {} : { colour }),
        ...tag,
        ...(restriction === undefined ? {} : { restriction }),
        availability: {
          deliveryMilli: Math.max(0, ...warehouses.map(at)),
          deliveryDays,
          stores: stores.map(({ id: storeId, body }) => ({
            storeId,
            name: body.name,
            availableMilli: at(body.placeId),
          })),
        },
      },
    ];
  });
}
