/**
 * A web basket as the engine's draft: lines with their way to the customer and the place the goods
 * leave from. The engine prices it; nothing is priced here.
 */

import { machineZoneOffset } from "#machine/time-zone.ts";
import { compact } from "#shared/base/compact.ts";
import { done, type Result, refuse } from "#shared/base/result.ts";
import { addDays, businessDate } from "#shared/base/time.ts";
import type { BasketDraft, BasketLine, Fulfilment } from "#shared/records/basket.ts";
import type { ShopFulfilment } from "#shared/shop-api/contract.ts";
import { collectStores, daysFrom, deliveryPlaces } from "./catalogue.ts";
import type { ShopDeps, WebStore } from "./deps.ts";

export interface WebBasket {
  readonly basketId: string;
  readonly lines: readonly {
    readonly id?: string | undefined;
    readonly productId: string;
    readonly quantity: number;
  }[];
  readonly coupons: readonly string[];
  readonly clientId?: string | undefined;
  readonly fulfilment?: ShopFulfilment | undefined;
}

export type BasketFault = "web-product-unknown" | "web-stock-short" | "web-store-unknown";

/**
 * The draft of a basket. Each line leaves from the first place that has all of it; with `reserve`
 * a line that no place has is refused (`web-stock-short`), without it the first place is named.
 * Refuses `web-product-unknown` for what is not sold here (any more), and `web-store-unknown` for a
 * shop that cannot be collected from.
 */
export async function draftOf(
  deps: ShopDeps,
  web: WebStore,
  basket: WebBasket,
  reserve: "reserve" | "look",
): Promise<Result<BasketDraft, BasketFault>> {
  const places = placesFor(deps, web, basket.fulfilment);
  if (places === undefined) return refuse("web-store-unknown", {}, "fulfilment.storeId");
  await deps.products.refresh();
  const unknown = basket.lines.findIndex(({ productId }) => !isSold(deps, productId));
  if (unknown >= 0) return refuse("web-product-unknown", {}, `lines[${unknown}].productId`);
  const atMs = deps.core.now();
  const left = new Map(
    await deps.counter.available([...new Set(basket.lines.map((line) => line.productId))]),
  );
  const lines: BasketLine[] = [];
  for (const [index, line] of basket.lines.entries()) {
    const quantityMilli = line.quantity * 1_000;
    const has = (placeId: string): number => left.get(`${placeId}:${line.productId}`) ?? 0;
    const placeId = places.find((each) => has(each) >= quantityMilli);
    if (placeId === undefined && reserve === "reserve") {
      const most = Math.max(0, ...places.map(has));
      const args = { productId: line.productId, availableMilli: most };
      return refuse("web-stock-short", args, `lines[${index}].quantity`);
    }
    const from = placeId ?? places[0] ?? web.body.placeId;
    left.set(`${from}:${line.productId}`, has(from) - quantityMilli);
    lines.push({
      id: line.id ?? `l${index + 1}`,
      productId: line.productId,
      quantityMilli,
      manual: [],
      serials: [],
      fulfilment: fulfilmentOf(deps, web, { from, atMs, asked: basket.fulfilment }),
      addedAtMs: atMs,
    });
  }
  return done(
    compact({
      id: basket.basketId,
      storeId: web.id,
      currency: web.body.currency,
      channel: "web" as const,
      lines,
      clientId: basket.clientId,
      manual: [],
      coupons: [...basket.coupons],
      fees: [],
      openedAtMs: atMs,
      checks: [],
    }),
  );
}

function isSold({ products }: ShopDeps, productId: string): boolean {
  return products.get(productId)?.onSale === true;
}

/** The date of the shop's books at an instant. */
export function shopDate(web: WebStore, atMs: number): string {
  const { timeZone: zone, cutOverMinutes } = web.body;
  return businessDate(atMs, { zone, cutOverMinutes }, machineZoneOffset);
}

/** Where goods may leave from, best first; nothing when the shop to collect from is none of ours. */
function placesFor(
  deps: ShopDeps,
  web: WebStore,
  asked: ShopFulfilment | undefined,
): readonly string[] | undefined {
  if (asked?.kind !== "collect") return deliveryPlaces(web);
  const store = collectStores(deps).find(({ id }) => id === asked.storeId);
  if (store === undefined) return undefined;
  return [
    ...new Set([store.body.placeId, ...store.body.warehousePlaceIds, ...deliveryPlaces(web)]),
  ];
}

function fulfilmentOf(
  deps: ShopDeps,
  web: WebStore,
  line: {
    readonly from: string;
    readonly atMs: number;
    readonly asked: ShopFulfilment | undefined;
  },
): Fulfilment {
  const today = shopDate(web, line.atMs);
  const days = daysFrom(deps, line.from);
  if (line.asked?.kind === "collect") {
    const { storeId } = line.asked;
    const isThere = deps.core.small.now().setting("store", storeId)?.placeId === line.from;
    return {
      kind: "collect",
      placeId: line.from,
      collectStoreId: storeId,
      promisedBy: addDays(today, isThere ? 1 : days),
    };
  }
  return {
    kind: "ship",
    placeId: line.from,
    country: line.asked?.address.country ?? web.body.address.country,
    promisedBy: addDays(today, days),
  };
}
