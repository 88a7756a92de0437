/**
 * A past sale worked out again: with what was in force when it was made, and beside it with what is in
 * force now. The first says whether it came about as it is written; the second changes nothing.
 */
import { compact } from "../base/compact.ts";
import { type Result, refuse } from "../base/result.ts";
import type { PricedBasket } from "../records/basket.ts";
import type { SaleCompleted } from "../records/entries/sale-completed.ts";
import { type PriceBasketRefusal, priceBasket } from "./basket.ts";
import type { CatalogueView } from "./catalogue.ts";
import { type SaleDifference, verifySale } from "./sale.ts";
import { isKnownEngineVersion } from "./versions.ts";

export interface SaleReplay {
  /**
   * `same`: to the cent; `held`: its prices were those of a quote or layaway, not the day's;
   * `not-judged`: made by a version this build does not know, or without what was entered.
   */
  readonly state: "differs" | "held" | "not-judged" | "same";
  readonly differences: readonly SaleDifference[];
}

/** The sale priced again with the catalogue at the entry's `basis`; what differs, by code. */
export function replaySale(body: SaleCompleted, catalogueAtBasis: CatalogueView): SaleReplay {
  const { draft, priced } = body;
  const differences = verifySale(body, catalogueAtBasis);
  if (differences.length > 0) return { state: "differs", differences };
  if (draft === undefined || !isKnownEngineVersion(priced.engineVersion)) {
    return { state: "not-judged", differences };
  }
  return { state: draft.held === undefined ? "same" : "held", differences };
}

/**
 * What the rules of another instant make of the same basket, for the same segments of the client; a
 * quote's held prices do not count. Refuses what pricing refuses, such as `product-unknown` for goods
 * that are gone, and `sale-unreadable` for a sale that does not carry what was entered.
 */
export function repriceByRulesOf(
  body: SaleCompleted,
  catalogue: CatalogueView,
  when: { readonly atMs: number; readonly utcOffsetMinutes: number },
): Result<PricedBasket, PriceBasketRefusal | "sale-unreadable"> {
  if (body.draft === undefined) return refuse("sale-unreadable");
  return priceBasket(body.draft, catalogue, { ...when, segmentIds: body.segmentIds ?? [] });
}

/** What is paid by the rules of then and of now, in minor units. */
export interface ThenAndNow {
  readonly thenMinor: number;
  readonly nowMinor?: number;
  /** Now less then: positive when it would cost more today. */
  readonly differenceMinor?: number;
}

export interface ComparedLine extends ThenAndNow {
  readonly lineId: string;
  readonly name: string;
  /** A fee has none. */
  readonly quantityMilli?: number;
}

export interface ComparedSale {
  readonly lines: readonly ComparedLine[];
  /** To pay before cash rounding. */
  readonly total: ThenAndNow;
}

/** Line by line, fees after the goods. Without `now` there is only what was paid then. */
export function compareSale(then: PricedBasket, now: PricedBasket | undefined): ComparedSale {
  const nowMinor = new Map(
    [...(now?.lines ?? []), ...(now?.fees ?? [])].map(({ id, totalMinor }) => [id, totalMinor]),
  );
  const goods = then.lines.map(({ id, name, quantityMilli, totalMinor }) => ({
    ...{ lineId: id, name, quantityMilli },
    ...thenAndNow(totalMinor, nowMinor.get(id)),
  }));
  const fees = then.fees.map(({ id, name, totalMinor }) => ({
    ...{ lineId: id, name },
    ...thenAndNow(totalMinor, nowMinor.get(id)),
  }));
  return { lines: [...goods, ...fees], total: thenAndNow(then.totalMinor, now?.totalMinor) };
}

function thenAndNow(thenMinor: number, nowMinor: number | undefined): ThenAndNow {
  const differenceMinor = nowMinor === undefined ? undefined : nowMinor - thenMinor;
  return { thenMinor, ...compact({ nowMinor, differenceMinor }) };
}
