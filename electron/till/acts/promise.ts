/** Promising what is sold out here from a warehouse: where it may come from, and how sure that is. */
import { addDays } from "#shared/base/time.ts";
import { stockRowId } from "#shared/records/rows/stock.ts";
import { businessDateAt, policyOf, storeOf, type TillCore } from "../core.ts";

export interface PromiseSource {
  readonly placeId: string;
  readonly placeName: string;
  readonly availableMilli: number;
  readonly confidencePercent: number;
  /** `YYYY-MM-DD`. */
  readonly promisedBy: string;
  readonly asOfMs: number;
}

const MINUTE_MS = 60_000;
const SURE_PERCENT = 97;
const STALE_PERCENT = 80;
const TIGHT_PERCENT = 60;

/** What lies free at a place, as this till knows it: on hand less reserved less safety. */
export function availableAt(
  core: TillCore,
  placeId: string,
  productId: string,
): { readonly availableMilli: number; readonly onHandMilli: number; readonly asOfMs: number } {
  const row = core.overlay.row("stock", stockRowId(placeId, productId));
  if (row === undefined) return { availableMilli: 0, onHandMilli: 0, asOfMs: 0 };
  return {
    availableMilli: row.onHandMilli - row.reservedMilli - row.safetyMilli,
    onHandMilli: row.onHandMilli,
    asOfMs: row.asOfMs,
  };
}

/** The warehouse to promise a quantity from, the surest first; none when no warehouse has enough. */
export function promiseSource(
  core: TillCore,
  productId: string,
  quantityMilli: number,
): PromiseSource | undefined {
  const store = storeOf(core);
  const sources = (store?.warehousePlaceIds ?? []).flatMap((placeId) => {
    const source = sourceAt(core, placeId, { productId, quantityMilli });
    return source === undefined ? [] : [source];
  });
  return sources.sort((left, right) => right.confidencePercent - left.confidencePercent)[0];
}

/** One place as a source; nothing when it has not enough. */
export function sourceAt(
  core: TillCore,
  placeId: string,
  wanted: { readonly productId: string; readonly quantityMilli: number },
): PromiseSource | undefined {
  const { availableMilli, asOfMs } = availableAt(core, placeId, wanted.productId);
  const place = core.catalogue.setting("place", placeId);
  if (place === undefined || availableMilli < wanted.quantityMilli) return undefined;
  const nowMs = core.clock.now();
  const staleMs = (policyOf(core)?.stock.staleAfterMinutes ?? 60) * MINUTE_MS;
  const contactMs = core.sync.status().lastPulledAtMs ?? asOfMs;
  const isTight = availableMilli < wanted.quantityMilli * 2;
  const isStale = nowMs - Math.max(contactMs, asOfMs) > staleMs;
  return {
    placeId,
    placeName: place.name,
    availableMilli,
    confidencePercent: isTight ? TIGHT_PERCENT : isStale ? STALE_PERCENT : SURE_PERCENT,
    promisedBy: addDays(businessDateAt(core, nowMs), place.deliveryDays),
    asOfMs,
  };
}
