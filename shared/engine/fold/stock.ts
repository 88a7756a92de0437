/** Stock as signed movements: received, counted, moved; on hand is their sum and may be negative. */
import { planted } from "../../base/planted.ts";
import type { OrderRow } from "../../records/rows/order.ts";
import type { StockRow } from "../../records/rows/stock.ts";
import { stockRowId } from "../../records/rows/stock.ts";
import type { RowKey } from "./contract.ts";
import { type FoldDraft, type FoldHandler, list } from "./draft.ts";

export interface StockMovement {
  readonly placeId: string;
  readonly productId: string;
  readonly onHandMilli?: number;
  readonly reservedMilli?: number;
  readonly inTransitMilli?: number;
  readonly atMs: number;
  /** Raises `stock-negative` when this movement takes the stock below zero. */
  readonly warnNegative?: boolean;
}

/** Adds a signed movement to the row of a product at a place; a row not yet there begins at zero. */
export function moveStock(draft: FoldDraft, movement: StockMovement): void {
  const { placeId, productId } = movement;
  const id = stockRowId(placeId, productId);
  const before: StockRow = draft.get("stock", id) ?? emptyStock(placeId, productId);
  const onHandMilli = before.onHandMilli + (movement.onHandMilli ?? 0);
  draft.put("stock", {
    ...before,
    onHandMilli,
    reservedMilli: Math.max(0, before.reservedMilli + (movement.reservedMilli ?? 0)),
    inTransitMilli: Math.max(0, before.inTransitMilli + (movement.inTransitMilli ?? 0)),
    asOfMs: Math.max(before.asOfMs, movement.atMs),
  });
  if (movement.warnNegative && before.onHandMilli >= 0 && onHandMilli < 0) {
    draft.except("stock-negative", { placeId, productId, onHandMilli });
  }
}

/** Units that may be promised: on hand less what is taken and what the place keeps back. */
export function availableMilli(row: StockRow | undefined): number {
  return row === undefined ? 0 : row.onHandMilli - row.reservedMilli - row.safetyMilli;
}

/** The key of a product's stock at a place. */
export function stockKey(placeId: string, productId: string): RowKey {
  return { table: "stock", id: stockRowId(placeId, productId) };
}

export const stockReceivedFold: FoldHandler<"stock.received"> = {
  keys: ({ body }) => [
    ...body.lines.map((line) => stockKey(body.placeId, line.productId)),
    ...orderKey(body.adviceId),
  ],
  fold(entry, draft) {
    const { body, at } = entry;
    const advice = body.adviceId === undefined ? undefined : draft.get("orders", body.adviceId);
    for (const line of body.lines) {
      moveStock(draft, {
        placeId: body.placeId,
        productId: line.productId,
        onHandMilli: line.quantityMilli - (line.damagedMilli ?? 0),
        ...(body.adviceId === undefined
          ? {}
          : { inTransitMilli: -landedMilli(advice, line, body) }),
        atMs: at,
      });
    }
    if (body.adviceId === undefined) return;
    closeLines(draft, {
      orderId: body.adviceId,
      lines: body.lines,
      complete: body.complete,
      at,
      by: entry.staffId,
    });
  },
};

/**
 * What is not under way any more: a delivery that is complete brings nothing later, so what is short of
 * it is not waited for, and what came beyond it was never under way.
 */
function landedMilli(
  advice: OrderRow | undefined,
  line: { readonly productId: string; readonly quantityMilli: number },
  { complete }: { readonly complete: boolean },
): number {
  if (advice === undefined || !complete) return line.quantityMilli;
  const named = list(advice.lines).filter(({ productId }) => productId === line.productId);
  return named.reduce((sum, each) => sum + Math.max(0, each.quantityMilli - each.doneMilli), 0);
}

export const stockCountedFold: FoldHandler<"stock.counted"> = {
  keys: ({ body }) => body.lines.map((line) => stockKey(body.placeId, line.productId)),
  fold({ body, at }, draft) {
    for (const line of body.lines) {
      moveStock(draft, {
        placeId: body.placeId,
        productId: line.productId,
        onHandMilli: planted("F22") ? setTo(draft, body.placeId, line) : line.movementMilli,
        atMs: at,
      });
    }
  },
};

/** For the planted bug F22: the movement that sets stock to the number counted. */
function setTo(
  draft: FoldDraft,
  placeId: string,
  line: { readonly productId: string; readonly countedMilli: number },
): number {
  const row = draft.get("stock", stockRowId(placeId, line.productId));
  return line.countedMilli - (row?.onHandMilli ?? 0);
}

export const stockMovedFold: FoldHandler<"stock.moved"> = {
  keys: ({ body }) => [
    ...body.lines.map((line) => stockKey(body.placeId, line.productId)),
    ...(body.kind === "transfer-out" && body.toPlaceId !== undefined
      ? body.lines.map((line) => stockKey(body.toPlaceId as string, line.productId))
      : []),
    ...orderKey(body.transferId),
  ],
  fold(entry, draft) {
    const { body, at } = entry;
    for (const { productId, quantityMilli } of body.lines) {
      const isArrival = body.kind === "transfer-in";
      moveStock(draft, {
        placeId: body.placeId,
        productId,
        onHandMilli: quantityMilli,
        ...(isArrival ? { inTransitMilli: -quantityMilli } : {}),
        atMs: at,
      });
      if (body.kind !== "transfer-out" || body.toPlaceId === undefined) continue;
      moveStock(draft, {
        placeId: body.toPlaceId,
        productId,
        inTransitMilli: -quantityMilli,
        atMs: at,
      });
    }
    if (body.transferId === undefined) return;
    if (body.kind === "transfer-out") openTransfer(entry, draft);
    if (body.kind === "transfer-in") {
      closeLines(draft, {
        orderId: body.transferId,
        lines: body.lines,
        complete: false,
        at,
        by: entry.staffId,
      });
    }
  },
};

function openTransfer(
  entry: Parameters<FoldHandler<"stock.moved">["fold"]>[0],
  draft: FoldDraft,
): void {
  const { body, at, staffId } = entry;
  const transferId = body.transferId as string;
  if (draft.get("orders", transferId) !== undefined) return;
  draft.put("orders", {
    id: transferId,
    kind: "transfer",
    number: orderNumber(transferId),
    state: "shipped",
    // The store that waits for it sees it: a row is in one stream.
    storeId: body.toStoreId ?? entry.storeId,
    fromPlaceId: body.placeId,
    ...(body.toPlaceId === undefined ? {} : { toPlaceId: body.toPlaceId }),
    fulfilment: "transfer",
    at,
    totalMinor: 0,
    paid: false,
    lines: body.lines.map((line, index) => ({
      id: `${index + 1}`,
      productId: line.productId,
      name: line.productId,
      quantityMilli: -line.quantityMilli,
      doneMilli: 0,
      totalMinor: 0,
    })),
    history: [{ at, state: "shipped", note: body.note ?? "", by: staffId }],
  });
}

interface Arrival {
  readonly orderId: string;
  readonly lines: readonly { readonly productId: string; readonly quantityMilli: number }[];
  readonly complete: boolean;
  readonly at: number;
  readonly by: string;
}

/** Books what arrived against the lines of a transfer or advice note. */
function closeLines(draft: FoldDraft, arrival: Arrival): void {
  const order = draft.get("orders", arrival.orderId);
  if (order === undefined) return;
  const left = new Map<string, number>();
  for (const line of arrival.lines) {
    left.set(line.productId, (left.get(line.productId) ?? 0) + line.quantityMilli);
  }
  const lines = list(order.lines).map((line) => {
    const arrived = left.get(line.productId) ?? 0;
    left.delete(line.productId);
    return arrived === 0 ? line : { ...line, doneMilli: line.doneMilli + arrived };
  });
  const isDone = arrival.complete || lines.every((line) => line.doneMilli >= line.quantityMilli);
  const state = isDone ? "received" : order.state;
  draft.put("orders", {
    ...order,
    state,
    lines,
    history: [...order.history, { at: arrival.at, state, note: "", by: arrival.by }],
  });
}

/** What a person says on the telephone instead of the order's id. */
export function orderNumber(orderId: string): string {
  return orderId
    .replace(/[^A-Za-z0-9]/g, "")
    .slice(-8)
    .toUpperCase();
}

function orderKey(orderId: string | undefined): readonly RowKey[] {
  return orderId === undefined ? [] : [{ table: "orders", id: orderId }];
}

function emptyStock(placeId: string, productId: string): StockRow {
  return {
    id: stockRowId(placeId, productId),
    placeId,
    productId,
    onHandMilli: 0,
    reservedMilli: 0,
    inTransitMilli: 0,
    safetyMilli: 0,
    lowMilli: 0,
    asOfMs: 0,
  };
}
