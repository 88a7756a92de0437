/**
 * The demo chain as rows, in the order a server takes them: settings, staff, catalogue, stock, people,
 * a year of purchases, what they say about each other, offers, and the five stories. Deterministic:
 * the same seed and the same day give the same rows.
 */

import { affinitiesOf } from "#server/projections/affinities.ts";
import { createPrng, type Prng } from "#shared/base/prng.ts";
import { pastSales, purchaseRows } from "./history.ts";
import { DEMO_STAFF, type DemoClient, demoClients, STORY, staffRows } from "./people.ts";
import { categoryRows, type DemoProduct, demoProducts, productRows } from "./products.ts";
import { quickKeyRows } from "./quick-keys.ts";
import {
  CLIENT_GROUP,
  CURRENCY,
  DEMO_STORES,
  type DemoStore,
  placeOf,
  type SeedRow,
  seedRow,
  WAREHOUSE_PLACE,
  WEB_STORE,
} from "./rows.ts";
import { settingsOf } from "./settings.ts";
import { sizedRows } from "./sizes.ts";
import { unitRows } from "./units.ts";

const DAY_MS = 86_400_000;

export interface ChainSize {
  readonly stores?: number;
  readonly skus?: number;
  readonly clients?: number;
  readonly seed: string;
  readonly nowMs: number;
  readonly sha256: (text: string) => string;
}

const CLIENTS_DEFAULT = 420;
/** Every so many-th product is sold out in a shop and lies in the warehouse: the promise has a use. */
const SOLD_OUT_EVERY = 9;

/** Up to so many products every shop carries all; beyond it, half of them each. */
const RANGE_WHOLE_MAX = 10_000;

/** All rows of the chain. `progress` is told what is being made. */
export function* demoChain(
  size: ChainSize,
  progress: (what: string) => void = () => undefined,
): Generator<SeedRow> {
  const prng = createPrng(size.seed);
  const stores = storesOf(size.stores ?? DEMO_STORES.length);
  progress("settings and staff");
  yield* settingsOf(stores);
  yield* categoryRows();
  yield* staffRows(
    [...stores, { id: WEB_STORE, name: "web", street: "", city: "", postcode: "" }],
    size.sha256,
  );
  const products = demoProducts(size.skus, prng.fork("products"));
  const clients = demoClients(size.clients ?? CLIENTS_DEFAULT, prng.fork("clients"), size.nowMs);
  const sales = pastSales({
    products,
    clients,
    stores,
    staffIds: DEMO_STAFF.map((one) => one.id),
    nowMs: size.nowMs,
  });
  const popularity = countUnits(sales.map((sale) => sale.lines.map((line) => line.product.id)));
  progress(`${products.length} products`);
  const pricesFrom = size.nowMs - 400 * DAY_MS;
  for (const one of products) yield* productRows(one, popularity.get(one.id) ?? 0, pricesFrom);
  yield* quickKeyRows(stores, pricesFrom);
  progress("stock");
  yield* stockRows(products, stores, prng.fork("stock"), size.nowMs);
  const storeIds = stores.map(({ id }) => id);
  const at = { nowMs: size.nowMs, pricesFromMs: pricesFrom };
  yield* sizedRows(storeIds, prng.fork("sizes"), at);
  yield* unitRows(storeIds, at);
  progress(`${clients.length} customers`);
  const lastVisits = new Map(sales.map((sale) => [sale.clientId, sale.atMs]));
  for (const one of clients) yield* clientRows(one, lastVisits.get(one.id), prng);
  progress(`${sales.length} past sales`);
  for (const [index, sale] of sales.entries()) yield* purchaseRows(sale, size.nowMs, index + 1);
  progress("what goes with what");
  for (const row of affinitiesOf(sales.map((sale) => sale.lines.map((line) => line.product.id))))
    yield seedRow("affinities", row);
  yield* offerRows(size.nowMs);
  yield* storyRows(products, size.nowMs);
}

function storesOf(count: number): readonly DemoStore[] {
  const more = Array.from({ length: Math.max(0, count - DEMO_STORES.length) }, (_, at) => ({
    id: `store-${String(at + 4).padStart(3, "0")}`,
    name: `Willow & Finch ${at + 4}`,
    street: `${at + 4} High Street`,
    city: "London",
    postcode: "EC1A 1XX",
  }));
  return [...DEMO_STORES.slice(0, count), ...more];
}

function countUnits(baskets: readonly (readonly string[])[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const basket of baskets) for (const id of basket) counts.set(id, (counts.get(id) ?? 0) + 1);
  return counts;
}

function* stockRows(
  products: readonly DemoProduct[],
  stores: readonly DemoStore[],
  prng: Prng,
  nowMs: number,
): Generator<SeedRow> {
  const ranged = products.length > RANGE_WHOLE_MAX;
  for (const product of products) {
    for (const store of stores) {
      if (ranged && (product.item + Number(store.id.replace(/\D/g, "") || 0)) % 2 === 1) continue;
      const out = (product.item + store.id.length) % SOLD_OUT_EVERY === 0;
      yield stockRow(product, placeOf(store.id), out ? 0 : prng.int(2, 40), nowMs);
    }
    yield stockRow(product, WAREHOUSE_PLACE, prng.int(20, 400), nowMs);
  }
}

function stockRow(product: DemoProduct, placeId: string, units: number, nowMs: number): SeedRow {
  return seedRow("stock", {
    id: `${placeId}:${product.id}`,
    placeId,
    productId: product.id,
    onHandMilli: units * 1000,
    reservedMilli: 0,
    inTransitMilli: 0,
    safetyMilli: 0,
    lowMilli: 3000,
    asOfMs: nowMs,
  });
}

function* clientRows(
  one: DemoClient,
  lastVisitMs: number | undefined,
  prng: Prng,
): Generator<SeedRow> {
  yield {
    ...one.row,
    row: { ...one.row.row, ...(lastVisitMs === undefined ? {} : { lastVisitMs, visits: 1 }) },
  };
  const capped = one.id === STORY.pointsCap;
  yield seedRow(
    "balances",
    {
      id: `points:${one.id}`,
      kind: "points",
      clientId: one.id,
      amount: capped ? 5_000 : prng.int(0, 900),
      tier: capped ? "Willow" : "Finch",
      capReached: capped,
      at: one.row.row.createdAtMs,
      recent: [],
    },
    { clientGroup: CLIENT_GROUP },
  );
}

function* offerRows(nowMs: number): Generator<SeedRow> {
  const common = {
    kind: "offer",
    state: "live",
    validFromMs: nowMs - 7 * DAY_MS,
    priority: 0,
    exclusive: false,
  } as const;
  yield seedRow("offers", {
    ...common,
    id: "offer-candles",
    name: "3 for 2 on Candles & Lights",
    definition: {
      action: {
        kind: "buy_get",
        buy: { select: { categoriesAny: ["cat-light"] }, quantity: 2 },
        get: { select: { categoriesAny: ["cat-light"] }, quantity: 1 },
        percent: "100",
        repeat: true,
        pick: "cheapest",
      },
    },
  });
  yield seedRow("offers", {
    ...common,
    id: "offer-forty",
    name: "5 off 40",
    definition: {
      conditions: [{ kind: "min_subtotal", amountMinor: 4_000 }],
      action: { kind: "fixed", target: "order", amountMinor: 500 },
    },
  });
}

/** The open complaint and the promise that is owed. */
function* storyRows(products: readonly DemoProduct[], nowMs: number): Generator<SeedRow> {
  const owed = products[SOLD_OUT_EVERY] ?? products[0];
  yield seedRow(
    "contacts",
    {
      id: "contact-george-1",
      clientId: STORY.complaint,
      at: nowMs - 3 * DAY_MS,
      department: "service",
      kind: "complaint",
      text: "The teapot arrived chipped and nobody called back.",
      open: true,
    },
    { clientGroup: CLIENT_GROUP },
  );
  yield seedRow(
    "contacts",
    {
      id: "contact-maya-1",
      clientId: STORY.regular,
      at: nowMs - 20 * DAY_MS,
      department: "store",
      kind: "note",
      text: "Collects owls; loves anything with a recipe on it.",
      open: false,
    },
    { clientGroup: CLIENT_GROUP },
  );
  if (owed === undefined) return;
  const promisedBy = new Date(nowMs + 2 * DAY_MS).toISOString().slice(0, 10);
  yield seedRow(
    "orders",
    {
      id: "order-priya-1",
      kind: "promise",
      number: "P000001",
      state: "confirmed",
      clientId: STORY.promise,
      storeId: "store-covent",
      fromPlaceId: WAREHOUSE_PLACE,
      fulfilment: "ship",
      promisedBy,
      at: nowMs - DAY_MS,
      currency: CURRENCY,
      totalMinor: owed.priceMinor,
      paid: true,
      lines: [
        {
          id: "l1",
          productId: owed.id,
          name: owed.name,
          quantityMilli: 1000,
          doneMilli: 0,
          totalMinor: owed.priceMinor,
        },
      ],
      history: [
        { at: nowMs - DAY_MS, state: "promised", note: "Promised at the counter" },
        { at: nowMs - DAY_MS, state: "confirmed", note: "The warehouse has it" },
      ],
    },
    { storeId: "store-covent" },
  );
}
