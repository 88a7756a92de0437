/** Promising what is sold out here from a warehouse: where it may come from, and how sure that is. */
import { sourcesFor } from "#shared/engine/sourcing.ts";
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

const STALE_MINUTES = 60;

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

/**
 * The place to promise a quantity from: the surest warehouse, else the surest shop near by, whose shelf
 * a customer may empty meanwhile. None when no place has enough.
 */
export function promiseSource(
  core: TillCore,
  productId: string,
  quantityMilli: number,
): PromiseSource | undefined {
  const store = storeOf(core);
  const wanted = { productId, quantityMilli };
  return (
    bestSource(core, store?.warehousePlaceIds ?? [], wanted) ??
    bestSource(core, store?.neighbourPlaceIds ?? [], wanted)
  );
}

/** One place as a source; nothing when it has not enough, or is too unsure to promise from. */
export function sourceAt(
  core: TillCore,
  placeId: string,
  wanted: { readonly productId: string; readonly quantityMilli: number },
): PromiseSource | undefined {
  return bestSource(core, [placeId], wanted);
}

/** The engine's choice among places, by what this till knows and has itself promised since. */
function bestSource(
  core: TillCore,
  placeIds: readonly string[],
  wanted: { readonly productId: string; readonly quantityMilli: number },
): PromiseSource | undefined {
  const { productId, quantityMilli } = wanted;
  const nowMs = core.clock.now();
  const heardAtMs = core.sync.status().lastPulledAtMs ?? 0;
  const sources = sourcesFor({
    quantityMilli,
    places: placeIds.map((placeId) => ({
      placeId,
      stock: core.overlay.row("stock", stockRowId(placeId, productId)),
      heardAtMs,
      deliveryDays: core.catalogue.setting("place", placeId)?.deliveryDays ?? 0,
      pendingMilli: ownPromised(core, placeId, productId),
    })),
    nowMs,
    businessDate: businessDateAt(core, nowMs),
    staleAfterMinutes: policyOf(core)?.stock.staleAfterMinutes ?? STALE_MINUTES,
    closedDays: storeOf(core)?.closedDays ?? [],
  });
  const [best] = sources.ok ? sources.value : [];
  if (best === undefined) return undefined;
  const { placeId, availableMilli, confidencePercent, promisedBy, stockAsOfMs } = best;
  const placeName = core.catalogue.setting("place", placeId)?.name ?? placeId;
  return { placeId, placeName, availableMilli, confidencePercent, promisedBy, asOfMs: stockAsOfMs };
}

/** What this till has promised from a place and the server has not decided yet. */
function ownPromised(core: TillCore, placeId: string, productId: string): number {
  let sum = 0;
  for (const { row } of core.overlay.overlaid("orders")) {
    if (row?.state !== "promised" || row.fromPlaceId !== placeId) continue;
    for (const line of row.lines) if (line.productId === productId) sum += line.quantityMilli;
  }
  return sum;
}
