/**
 * What becomes of a promise a till made offline. Only the server decides, after the entry is folded
 * and with the stock rows locked: confirmed from the place promised, from another, or not kept.
 */
import type { OrderRow } from "../../records/rows/order.ts";
import { stockRowId } from "../../records/rows/stock.ts";
import type { Folded, RowKey, RowReader } from "./contract.ts";
import { type FoldDraft, foldWith } from "./draft.ts";
import { availableMilli, moveStock, stockKey } from "./stock.ts";

export interface PromiseDecision {
  readonly order: OrderRow;
  /** Where else the goods may come from, best first: see `engine/sourcing`. */
  readonly otherPlaceIds: readonly string[];
  readonly atMs: number;
}

/** The stock rows that `decidePromise` looks at: every line at every place it may come from. */
export function promiseKeys({ order, otherPlaceIds }: PromiseDecision): readonly RowKey[] {
  const places = candidates(order, otherPlaceIds);
  return [
    { table: "orders", id: order.id },
    ...places.flatMap((placeId) => order.lines.map((line) => stockKey(placeId, line.productId))),
  ];
}

/**
 * Confirms a promise whose every line is available (on hand less reserved less safety) at one place,
 * and reserves it there: `confirmed` at the place promised, `re-sourced` at another. Otherwise the
 * order is `refused` and `promise-unkept` says so. An order decided already changes nothing.
 */
export function decidePromise(decision: PromiseDecision, read: RowReader): Folded {
  return foldWith(read, (draft) => decide(decision, draft));
}

function decide({ order, otherPlaceIds, atMs }: PromiseDecision, draft: FoldDraft): void {
  const current = draft.get("orders", order.id) ?? order;
  if (current.state !== "promised") return;
  const placeId = candidates(current, otherPlaceIds).find((place) =>
    isAvailable(current, place, draft),
  );
  if (placeId === undefined) {
    put(draft, { ...current, state: "refused" }, atMs);
    draft.except("promise-unkept", { orderId: current.id, reason: "not-available" });
    return;
  }
  for (const line of current.lines) {
    moveStock(draft, {
      placeId,
      productId: line.productId,
      reservedMilli: line.quantityMilli,
      atMs: 0,
    });
  }
  const state = placeId === current.fromPlaceId ? "confirmed" : "re-sourced";
  put(draft, { ...current, state, fromPlaceId: placeId }, atMs);
}

function isAvailable(order: OrderRow, placeId: string, draft: FoldDraft): boolean {
  const wanted = new Map<string, number>();
  for (const line of order.lines) {
    wanted.set(line.productId, (wanted.get(line.productId) ?? 0) + line.quantityMilli);
  }
  return [...wanted].every(
    ([productId, quantityMilli]) =>
      availableMilli(draft.get("stock", stockRowId(placeId, productId))) >= quantityMilli,
  );
}

function put(draft: FoldDraft, order: OrderRow, atMs: number): void {
  draft.put("orders", {
    ...order,
    history: [...order.history, { at: atMs, state: order.state, note: "" }],
  });
}

function candidates(order: OrderRow, otherPlaceIds: readonly string[]): readonly string[] {
  const first = order.fromPlaceId === undefined ? [] : [order.fromPlaceId];
  return [...new Set([...first, ...otherPlaceIds])];
}
