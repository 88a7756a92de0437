/**
 * The web shop's price tag and till drawer in one: looks up prices and stock as they stand, and prices
 * a draft by the same engine as a till, naming the checkpoints it was priced at.
 */

import { machineZoneOffset } from "#machine/time-zone.ts";
import type { Result } from "#shared/base/result.ts";
import { type PriceBasketRefusal, priceBasket } from "#shared/engine/basket.ts";
import type { CatalogueView } from "#shared/engine/catalogue.ts";
import { availableMilli } from "#shared/engine/fold/stock.ts";
import { booksInForce, priceInForce } from "#shared/engine/line-price.ts";
import { CATALOGUE_STREAM } from "#shared/protocol/streams.ts";
import type { BasketDraft, PricedBasket } from "#shared/records/basket.ts";
import type { Basis } from "#shared/records/entry.ts";
import type { Rows } from "#shared/records/rows/index.ts";
import { createPricing } from "../../catalogue/pricing.ts";
import type { Core } from "../../core.ts";
import { readHeads } from "../../database/heads.ts";
import { readChildren } from "../../database/revisions.ts";
import type { WebStore } from "./deps.ts";

export interface PriceTag {
  readonly priceMinor: number;
  readonly regularMinor: number;
  readonly currency: string;
}

export interface PricedNow {
  readonly result: Result<PricedBasket, PriceBasketRefusal>;
  readonly basis: Basis;
  readonly catalogue: CatalogueView;
}

export interface Counter {
  /** Prices of one unit, for the products that have one. */
  readonly tags: (
    store: WebStore,
    productIds: readonly string[],
  ) => Promise<ReadonlyMap<string, PriceTag>>;
  /** What each place has to promise: `placeId:productId` to thousandths. */
  readonly available: (productIds: readonly string[]) => Promise<ReadonlyMap<string, number>>;
  /** Prices a draft; `use` works with the catalogue it was priced with before anyone else's turn. */
  readonly price: <Value>(
    asked: {
      readonly draft: BasketDraft;
      readonly store: WebStore;
      readonly segmentIds: readonly string[];
    },
    use: (priced: PricedNow) => Value,
  ) => Promise<Value>;
}

/** The counter of one chain. */
export function createCounter(core: Core): Counter {
  // Not the core's own: that one belongs to the transaction that accepts entries.
  const pricing = createPricing(core.chain, core.small);
  const inTurn = createTurns();
  const look = <Value>(
    store: WebStore,
    productIds: readonly string[],
    use: (basis: Basis, catalogue: CatalogueView) => Value,
  ): Promise<Value> =>
    inTurn(async () => {
      const basis = await core.database.read(async (tx) => {
        await core.small.refresh(tx);
        const streams = [CATALOGUE_STREAM, ...store.body.priceBookIds.map((id) => `book:${id}`)];
        const heads = await readHeads(tx, core.chain, streams);
        await pricing.load(tx, productIds);
        return Object.fromEntries(
          [...heads].map(([stream, { epoch, position }]) => [stream, { epoch, position }]),
        );
      });
      return use(basis, pricing.at(basis));
    });
  return {
    tags: (store, productIds) =>
      look(store, productIds, (_basis, catalogue) => {
        const atMs = core.now();
        const { currency } = store.body;
        const about = { storeId: store.id, currency, segmentIds: [], atMs };
        const bookIds = booksInForce(store.body, about, catalogue);
        const question = { bookIds, currency, atMs, unitId: undefined, quantityMilli: 1_000 };
        return new Map(
          productIds.flatMap((id): [string, PriceTag][] => {
            const found = priceInForce(catalogue.prices(id, bookIds), question);
            if (found === undefined) return [];
            const priceMinor = found.at.row.amountMinor;
            return [[id, { priceMinor, regularMinor: found.regularMinor, currency }]];
          }),
        );
      }),
    async available(parents) {
      const found = await readChildren(core.database.now, core.chain, { table: "stock", parents });
      return new Map(
        found.map(({ id, body }) => {
          const row = JSON.parse(body ?? "null") as Rows["stock"];
          return [id, Math.max(0, availableMilli(row))];
        }),
      );
    },
    price: ({ draft, store, segmentIds }, use) => {
      const productIds = draft.lines.map((line) => line.productId);
      return look(store, productIds, (basis, catalogue) => {
        const atMs = core.now();
        const utcOffsetMinutes = machineZoneOffset(store.body.timeZone, atMs);
        const result = priceBasket(draft, catalogue, { atMs, segmentIds, utcOffsetMinutes });
        return use({ result, basis, catalogue });
      });
    },
  };
}

/** One after the other: what was loaded for one must not be dropped by the next. */
function createTurns(): <Value>(work: () => Promise<Value>) => Promise<Value> {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const next = last.then(work, work);
    last = next.catch(() => undefined);
    return next;
  };
}
