/** Offers of the catalogue as the promotion engine takes them, compiled once for one list of rows. */
import type { VersionRef } from "../records/fields.ts";
import type { OfferRow } from "../records/rows/offer.ts";
import type { At } from "./catalogue.ts";
import { type CompiledOffers, compileOffers } from "./promotion/compile.ts";
import type { Offer } from "./promotion/offer.ts";

export interface BasketOffers {
  readonly compiled: CompiledOffers;
  readonly rows: ReadonlyMap<string, At<OfferRow>>;
  /** Offers that cannot be used, with why: HQ is told, selling goes on without them. */
  readonly faulty: readonly { readonly offerId: string; readonly code: string }[];
}

const MADE = new WeakMap<object, BasketOffers>();

/** The offers of a list, ready; the same list is readied once. */
export function basketOffers(rows: readonly At<OfferRow>[]): BasketOffers {
  const known = MADE.get(rows);
  if (known !== undefined) return known;
  const made = compileAll(rows);
  MADE.set(rows, made);
  return made;
}

/** The offer of a row: what HQ defined, with the row's own scope, window and order. */
export function offerOf(row: OfferRow): Offer {
  const definition = row.definition as unknown as Omit<Offer, "id">;
  return {
    ...definition,
    id: row.id,
    priority: row.priority,
    exclusive: row.exclusive,
    validFromMs: row.validFromMs,
    ...(row.validToMs === undefined ? {} : { validUntilMs: row.validToMs }),
    ...(row.storeIds === undefined ? {} : { storeIds: row.storeIds }),
    ...(row.channels === undefined ? {} : { channels: row.channels }),
    ...(row.segmentIds === undefined ? {} : { segmentsAny: row.segmentIds }),
    ...(row.couponCodes === undefined
      ? {}
      : { couponCodes: row.couponCodes.map((code) => code.toUpperCase()) }),
  };
}

/** The place an offer has in the catalogue, for the trace of a sale. */
export function offerRef(offers: BasketOffers, offerId: string): VersionRef {
  return { id: offerId, position: offers.rows.get(offerId)?.position ?? 0 };
}

/** Leaves out one faulty offer after the other until the rest compiles. */
function compileAll(rows: readonly At<OfferRow>[]): BasketOffers {
  let offers = rows
    .filter(({ row }) => row.kind === "offer" && row.state === "live")
    .map(({ row }) => offerOf(row));
  const faulty: { offerId: string; code: string }[] = [];
  const byId = new Map(rows.map((at) => [at.row.id, at]));
  for (;;) {
    const compiled = compileOffers(offers);
    if (compiled.ok) return { compiled: compiled.value, rows: byId, faulty };
    const { code, args, position } = compiled.refusal;
    const index = Number(/^offers\[(\d+)\]/.exec(position ?? "")?.[1] ?? offers.length - 1);
    faulty.push({ offerId: String(args?.offerId ?? offers[index]?.id), code });
    offers = offers.filter((_, other) => other !== index);
  }
}
