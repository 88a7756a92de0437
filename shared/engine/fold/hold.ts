/**
 * Quotes and layaways as orders: opened by `basket.held`, closed once by the sale that completes them
 * or by `hold.cancelled`. What is paid ahead lies in the order's deposit ledger, goods.ts and value.ts.
 */
import { compact } from "../../base/compact.ts";
import type { SaleCompleted } from "../../records/entries/sale-completed.ts";
import type { Entry } from "../../records/entry.ts";
import type { OrderRow } from "../../records/rows/order.ts";
import type { RowKey } from "./contract.ts";
import type { FoldDraft, FoldHandler } from "./draft.ts";
import { isStocked } from "./goods.ts";
import { moveStock, orderNumber, stockKey } from "./stock.ts";
import { balanceIds, foldTenders, moveBalance, tenderKeys } from "./value.ts";

/** Whether a hold in this state can still become a sale. */
export function isOpenHold(row: OrderRow): boolean {
  return row.held !== undefined && row.state === "ready";
}

export const basketHeldFold: FoldHandler<"basket.held"> = {
  keys: ({ body }) => [
    { table: "orders", id: body.holdId },
    ...setAside(body).map(({ productId }) => stockKey(body.placeId, productId)),
  ],
  fold(entry, draft) {
    const { body, at } = entry;
    if (draft.get("orders", body.holdId) !== undefined) return;
    draft.put("orders", heldOrder(entry));
    for (const { productId, quantityMilli } of setAside(body)) {
      moveStock(draft, {
        placeId: body.placeId,
        productId,
        reservedMilli: quantityMilli,
        atMs: at,
      });
    }
  },
};

export const holdCancelledFold: FoldHandler<"hold.cancelled"> = {
  keys: ({ body }) => [
    { table: "orders", id: body.holdId },
    { table: "balances", id: balanceIds.deposit(body.holdId) },
    ...body.lines.map(({ productId }) => stockKey(body.placeId, productId)),
    ...tenderKeys(body.tenders, body.clientId),
  ],
  fold(entry, draft) {
    const { body, at } = entry;
    const order = draft.get("orders", body.holdId);
    const { clientId, currency } = body;
    const context = { entryId: entry.id, at, currency, clientId };
    // The money went back, whatever the order says by now: the ledger shows it, below zero if need be.
    if (body.paidMinor !== 0) {
      const id = balanceIds.deposit(body.holdId);
      const left = moveBalance(draft, {
        ...context,
        id,
        kind: "deposit",
        amount: -body.paidMinor,
        why: "refunded",
      });
      if (left < 0) {
        const missing = Math.min(body.paidMinor, -left);
        draft.except("balance-overspent", { balanceId: id, kind: "deposit", missing });
      }
    }
    foldTenders(draft, body.tenders, context);
    if (order === undefined || !isOpenHold(order)) {
      draft.except("order-moved-on", {
        orderId: body.holdId,
        step: "cancelled",
        state: order?.state ?? "unknown",
      });
      return;
    }
    close(draft, order, { state: "cancelled", at, note: body.reasonId, by: entry.staffId });
    setFree(draft, { ...body, atMs: at });
  },
};

/** The rows that the sale of a held basket looks at. */
export function holdKeys({ draft, priced }: SaleCompleted): readonly RowKey[] {
  const held = draft?.held;
  if (held === undefined) return [];
  const goods = held.kind === "quote" ? [] : priced.lines;
  return [
    { table: "orders", id: held.holdId },
    ...goods.map((line) => stockKey(held.placeId, line.productId)),
  ];
}

/**
 * The sale of a held basket closes its hold. A hold that is closed already, or that held another total,
 * stays as it is and raises `order-moved-on` or `total-differs`: the sale stands.
 */
export function closeHold(entry: Entry<"sale.completed">, draft: FoldDraft): void {
  const { body, at } = entry;
  const held = body.draft?.held;
  if (held === undefined) return;
  const order = draft.get("orders", held.holdId);
  if (order === undefined || !isOpenHold(order)) {
    draft.except("order-moved-on", {
      orderId: held.holdId,
      step: "handed-over",
      state: order?.state ?? "unknown",
    });
    return;
  }
  if (order.totalMinor !== body.priced.totalMinor) {
    const { totalMinor } = body.priced;
    draft.except("total-differs", { totalMinor, expectedMinor: order.totalMinor });
  }
  close(
    draft,
    { ...order, saleId: body.saleId, paid: true },
    { state: "handed-over", at, note: "", by: entry.staffId },
  );
  if (held.kind === "quote") return;
  const lines = order.lines.map(({ productId, quantityMilli }) => ({ productId, quantityMilli }));
  setFree(draft, { placeId: held.placeId, lines, atMs: at });
}

function heldOrder(entry: Entry<"basket.held">): OrderRow {
  const { body, at } = entry;
  return compact({
    id: body.holdId,
    kind: body.kind,
    number: orderNumber(body.holdId),
    state: "ready" as const,
    clientId: body.clientId,
    storeId: entry.storeId,
    fromPlaceId: body.placeId,
    fulfilment: "carry" as const,
    promisedBy: body.validTo,
    at,
    currency: body.priced.currency,
    totalMinor: body.priced.totalMinor,
    paid: false,
    held: {
      draft: body.draft,
      priced: body.priced,
      segmentIds: body.segmentIds ?? [],
      validTo: body.validTo,
      firstPaymentMinor: body.firstPaymentMinor,
      cancelFeeMinor: body.cancelFeeMinor,
    },
    lines: setAsideLines(body).map((line) => ({
      id: line.id,
      productId: line.productId,
      name: line.name,
      quantityMilli: line.stockQuantityMilli ?? line.quantityMilli,
      doneMilli: 0,
      totalMinor: line.totalMinor,
    })),
    history: [{ at, state: "ready", note: body.note ?? "", by: entry.staffId }],
  });
}

function setAsideLines({ priced }: Entry<"basket.held">["body"]) {
  return priced.lines.filter((line) => isStocked(line.productKind));
}

/** Goods that a layaway keeps back from others; a quote keeps nothing back. */
function setAside(
  body: Entry<"basket.held">["body"],
): readonly { readonly productId: string; readonly quantityMilli: number }[] {
  if (body.kind === "quote") return [];
  return setAsideLines(body).map((line) => ({
    productId: line.productId,
    quantityMilli: line.stockQuantityMilli ?? line.quantityMilli,
  }));
}

function setFree(
  draft: FoldDraft,
  goods: {
    readonly placeId: string;
    readonly lines: readonly { readonly productId: string; readonly quantityMilli: number }[];
    readonly atMs: number;
  },
): void {
  for (const { productId, quantityMilli } of goods.lines) {
    moveStock(draft, {
      placeId: goods.placeId,
      productId,
      reservedMilli: -quantityMilli,
      atMs: goods.atMs,
    });
  }
}

function close(
  draft: FoldDraft,
  order: OrderRow,
  step: {
    readonly state: "handed-over" | "cancelled";
    readonly at: number;
    readonly note: string;
    readonly by: string;
  },
): void {
  draft.put("orders", { ...order, state: step.state, history: [...order.history, step] });
}
