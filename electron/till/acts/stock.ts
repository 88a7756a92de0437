/** Acts on stock and orders at the counter: receive, count, move, and the steps of an order. */
import { done, type Result, refuse } from "#shared/base/result.ts";
import type { OrderAdvanced } from "#shared/records/entries/order-advanced.ts";
import type { StockMoved } from "#shared/records/entries/stock-moved.ts";
import { stockRowId } from "#shared/records/rows/stock.ts";
import { append, storeOf } from "../core.ts";
import type { Counter } from "../counter.ts";

interface Line {
  readonly productId: string;
  readonly quantityMilli: number;
}

function placeId({ core }: Counter): string {
  return storeOf(core)?.placeId ?? core.identity.storeId;
}

/** Goods arrived, with or against an advice note. */
export function receive(
  counter: Counter,
  input: {
    readonly adviceId?: string | undefined;
    readonly supplier?: string | undefined;
    readonly lines: readonly (Line & {
      readonly damagedMilli: number;
      readonly batch?: string | undefined;
    })[];
    readonly complete: boolean;
    readonly note?: string | undefined;
  },
): Result<{ readonly receiptId: string; readonly differences: number }> {
  const who = counter.actor();
  if (!who.ok) return who;
  const { core } = counter;
  const { adviceId, supplier, note, complete } = input;
  const advice = adviceId === undefined ? undefined : core.overlay.row("orders", adviceId);
  if (adviceId !== undefined && advice === undefined) return refuse("order-unknown");
  const receiptId = core.ids.next();
  const lines = input.lines.map(({ productId, quantityMilli, damagedMilli, batch }) => {
    const expected = advice?.lines.find((line) => line.productId === productId);
    return {
      productId,
      quantityMilli,
      damagedMilli,
      serials: [],
      ...(batch === undefined ? {} : { batch }),
      ...(expected === undefined
        ? {}
        : { expectedMilli: expected.quantityMilli - expected.doneMilli }),
    };
  });
  const written = append(core, who.value, {
    kind: "stock.received",
    body: {
      receiptId,
      placeId: placeId(counter),
      ...(adviceId === undefined ? {} : { adviceId }),
      ...(supplier === undefined ? {} : { supplier }),
      lines,
      ...(note === undefined ? {} : { note }),
      complete,
    },
  });
  if (!written.ok) return written;
  const differences = lines.filter(
    ({ expectedMilli, quantityMilli }) =>
      expectedMilli !== undefined && expectedMilli !== quantityMilli,
  ).length;
  return done({ receiptId, differences });
}

/** What was found on the shelf, as movements against what this till believed then. */
export function count(
  counter: Counter,
  input: {
    readonly area?: string | undefined;
    readonly blind: boolean;
    readonly lines: readonly {
      readonly productId: string;
      readonly countedMilli: number;
      readonly atMs?: number | undefined;
    }[];
    readonly note?: string | undefined;
  },
) {
  const who = counter.actor();
  if (!who.ok) return who;
  const { core } = counter;
  const place = placeId(counter);
  const countId = core.ids.next();
  const lines = input.lines.map(({ productId, countedMilli, atMs }) => {
    const id = stockRowId(place, productId);
    const believedMilli = core.overlay.row("stock", id)?.onHandMilli ?? 0;
    return {
      productId,
      countedMilli,
      believedMilli,
      movementMilli: countedMilli - believedMilli,
      stockPosition: core.replica.get("stock", id)?.position ?? 0,
      atMs: atMs ?? core.clock.now(),
    };
  });
  const { area, blind, note } = input;
  const written = append(core, who.value, {
    kind: "stock.counted",
    body: {
      countId,
      placeId: place,
      ...(area === undefined ? {} : { area }),
      lines,
      blind,
      ...(note === undefined ? {} : { note }),
    },
  });
  if (!written.ok) return written;
  const differences = lines
    .filter(({ movementMilli }) => movementMilli !== 0)
    .map(({ productId, movementMilli }) => ({
      productId,
      name: core.catalogue.product(productId)?.row.name ?? productId,
      movementMilli,
    }));
  return done({ countId, differences });
}

/** A transfer, damage, loss or correction at this store's place. */
export function move(
  counter: Counter,
  input: {
    readonly kind: StockMoved["kind"];
    readonly toPlaceId?: string | undefined;
    readonly transferId?: string | undefined;
    readonly reasonId: string;
    readonly lines: readonly Line[];
    readonly note?: string | undefined;
    readonly approvalId?: string | undefined;
  },
): Result<{ readonly moveId: string }> {
  const who = counter.actor();
  if (!who.ok) return who;
  const { core } = counter;
  const moveId = core.ids.next();
  const { kind, toPlaceId, transferId, reasonId, note, approvalId } = input;
  const written = append(core, who.value, {
    kind: "stock.moved",
    body: {
      moveId,
      kind,
      placeId: placeId(counter),
      ...(toPlaceId === undefined ? {} : { toPlaceId }),
      ...(transferId === undefined ? {} : { transferId }),
      reasonId,
      lines: input.lines.map((line) => ({ ...line, serials: [] })),
      ...(note === undefined ? {} : { note }),
      approvalIds: approvalId === undefined ? [] : [approvalId],
    },
  });
  return written.ok ? done({ moveId }) : written;
}

/** One step of an order. Refuses `order-unknown`. */
export function advanceOrder(
  counter: Counter,
  input: {
    readonly orderId: string;
    readonly to: OrderAdvanced["to"];
    readonly lines: OrderAdvanced["lines"];
    readonly reasonId?: string | undefined;
    readonly proof?: string | undefined;
    readonly note?: string | undefined;
  },
): Result<Record<never, never>> {
  const who = counter.actor();
  if (!who.ok) return who;
  const order = counter.core.overlay.row("orders", input.orderId);
  if (order === undefined) return refuse("order-unknown");
  const { orderId, to, lines, reasonId, proof, note } = input;
  const written = append(counter.core, who.value, {
    kind: "order.advanced",
    body: {
      orderId,
      from: order.state,
      to,
      // The place and the products name the stock that the step moves.
      ...(order.fromPlaceId === undefined ? {} : { placeId: order.fromPlaceId }),
      lines,
      ...(reasonId === undefined ? {} : { reasonId }),
      ...(proof === undefined ? {} : { proof }),
      ...(note === undefined ? {} : { note }),
    },
  });
  return written.ok ? done({}) : written;
}
