/**
 * Orders: the promise a till made, and each step after it. What is decided about a promise is in
 * promise.ts, because only the server may decide.
 *
 *   promised -> confirmed | re-sourced -> picking -> picked -> packed -> ready -> handed-over
 *      |             |                                          \-> shipped -> handed-over
 *      +-> refused   +-> cancelled (from any state before the goods have left) -> refunded
 */
import { compact } from "../../base/compact.ts";
import { quantityText } from "../../base/quantity.ts";
import type { Entry } from "../../records/entry.ts";
import type { OrderRow } from "../../records/rows/order.ts";
import type { RowKey } from "./contract.ts";
import { type FoldDraft, type FoldHandler, list } from "./draft.ts";
import { moveStock, orderNumber, stockKey } from "./stock.ts";

type OrderState = OrderRow["state"];

const OPEN_STATES: readonly OrderState[] = [
  "promised",
  "confirmed",
  "re-sourced",
  "picking",
  "picked",
  "packed",
  "ready",
];

/** From which states each step may be taken. A step may skip: a small shop picks and hands over. */
const STEPS: Readonly<Record<Entry<"order.advanced">["body"]["to"], readonly OrderState[]>> = {
  accepted: ["promised", "confirmed", "re-sourced"],
  picking: ["confirmed", "re-sourced", "promised"],
  picked: ["confirmed", "re-sourced", "picking", "promised"],
  packed: ["confirmed", "re-sourced", "picking", "picked"],
  ready: ["confirmed", "re-sourced", "picking", "picked", "packed"],
  shipped: ["confirmed", "re-sourced", "picking", "picked", "packed", "ready"],
  "handed-over": ["confirmed", "re-sourced", "picking", "picked", "packed", "ready", "shipped"],
  declined: OPEN_STATES,
  cancelled: OPEN_STATES,
};

const STATE_AFTER: Readonly<Record<Entry<"order.advanced">["body"]["to"], OrderState>> = {
  accepted: "confirmed",
  picking: "picking",
  picked: "picked",
  packed: "packed",
  ready: "ready",
  shipped: "shipped",
  "handed-over": "handed-over",
  declined: "refused",
  cancelled: "cancelled",
};

/** States in which the stock of the order is set aside at the place it leaves from. */
const RESERVING: ReadonlySet<OrderState> = new Set([
  "confirmed",
  "re-sourced",
  "picking",
  "picked",
  "packed",
  "ready",
]);

/** Whether an order in this state keeps stock back for its customer. */
function isReserving(state: OrderState): boolean {
  return RESERVING.has(state);
}

/** Whether the step may be taken from the state. */
export function mayAdvance(from: OrderState, to: keyof typeof STEPS): boolean {
  return STEPS[to].includes(from);
}

export const orderPromisedFold: FoldHandler<"order.promised"> = {
  keys: ({ body }) => [
    { table: "orders", id: body.orderId },
    ...(body.clientId === undefined
      ? []
      : ([
          { table: "contacts", id: promiseContactId(body.orderId) },
          { table: "clients", id: body.clientId },
        ] as const)),
  ],
  fold(entry, draft) {
    const { body, at } = entry;
    if (draft.get("orders", body.orderId) !== undefined) return;
    draft.put(
      "orders",
      compact({
        id: body.orderId,
        kind: "promise" as const,
        number: orderNumber(body.orderId),
        state: "promised" as const,
        clientId: body.clientId,
        saleId: body.saleId,
        storeId: body.collectStoreId ?? entry.storeId,
        fromPlaceId: body.fromPlaceId,
        fulfilment: body.fulfilment,
        address: body.address,
        promisedBy: body.promisedBy,
        at,
        totalMinor: body.lines.reduce((sum, line) => sum + line.totalMinor, 0),
        paid: true,
        minimumAge: body.minimumAge,
        lines: body.lines.map((line) => ({
          id: line.saleLineId,
          productId: line.productId,
          name: line.name,
          quantityMilli: line.quantityMilli,
          doneMilli: 0,
          totalMinor: line.totalMinor,
        })),
        history: [{ at, state: "promised", note: body.fallback, by: entry.staffId }],
      }),
    );
    if (body.clientId === undefined || draft.get("clients", body.clientId) === undefined) return;
    draft.put("contacts", {
      id: promiseContactId(body.orderId),
      clientId: body.clientId,
      at,
      department: "store",
      kind: "promise",
      text: body.lines
        .map((line) => `${quantityText(line.quantityMilli)} × ${line.name}`)
        .join(", "),
      staffId: entry.staffId,
      storeId: entry.storeId,
      aboutSaleId: body.saleId,
      open: false,
    });
  },
};

export const orderAdvancedFold: FoldHandler<"order.advanced"> = {
  keys: ({ body }): readonly RowKey[] => {
    const { placeId } = body;
    const goods = placeId === undefined ? [] : list(body.lines);
    return [
      { table: "orders", id: body.orderId },
      ...goods.map((line) => stockKey(placeId as string, line.productId)),
    ];
  },
  fold(entry, draft) {
    const { body, at } = entry;
    const order = draft.get("orders", body.orderId);
    if (order === undefined || !mayAdvance(order.state, body.to)) {
      draft.except("order-moved-on", {
        orderId: body.orderId,
        step: body.to,
        state: order?.state ?? "unknown",
      });
      return;
    }
    const state = STATE_AFTER[body.to];
    moveOrderStock(entry, order, draft);
    const isDone = body.to === "picked" || body.to === "shipped" || body.to === "handed-over";
    draft.put("orders", {
      ...order,
      state,
      lines: isDone ? order.lines.map((line) => withDone(line, entry)) : order.lines,
      history: [
        ...order.history,
        { at, state, note: body.note ?? body.reasonId ?? "", by: entry.staffId },
      ],
    });
    if (body.to === "declined") {
      draft.except("promise-unkept", { orderId: order.id, reason: body.reasonId ?? "declined" });
    }
  },
};

/** Goods that leave are taken off the shelf once; goods not needed any more are set free. */
function moveOrderStock(entry: Entry<"order.advanced">, order: OrderRow, draft: FoldDraft): void {
  const { body, at } = entry;
  if (body.placeId === undefined) return;
  const leaves = body.to === "shipped" || (body.to === "handed-over" && order.state !== "shipped");
  const isSetFree = body.to === "declined" || body.to === "cancelled";
  if (!leaves && !isSetFree) return;
  const wasReserved = isReserving(order.state);
  for (const line of list(body.lines)) {
    moveStock(draft, {
      placeId: body.placeId,
      productId: line.productId,
      onHandMilli: leaves ? -line.quantityMilli : 0,
      reservedMilli: wasReserved ? -line.quantityMilli : 0,
      atMs: at,
      warnNegative: leaves,
    });
  }
}

function withDone(
  line: OrderRow["lines"][number],
  entry: Entry<"order.advanced">,
): OrderRow["lines"][number] {
  const step = list(entry.body.lines).find((candidate) => candidate.lineId === line.id);
  return step === undefined ? line : { ...line, doneMilli: step.quantityMilli };
}

function promiseContactId(orderId: string): string {
  return `promise:${orderId}`;
}
