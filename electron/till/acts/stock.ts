/** Acts on stock and orders at the counter: receive, count, move, and the steps of an order. */
import { done, type Result, refuse } from "#shared/base/result.ts";
import { advanceOrder as stepOf } from "#shared/engine/order.ts";
import type { OrderAdvanced } from "#shared/records/entries/order-advanced.ts";
import type { StockMoved } from "#shared/records/entries/stock-moved.ts";
import { isEntryOf } from "#shared/records/entry.ts";
import { stockRowId } from "#shared/records/rows/stock.ts";
import { append, businessDateAt, entriesOf, storeOf, type TillCore } from "../core.ts";
import type { Counter } from "../counter.ts";
import { permitted } from "./approval.ts";

interface Line {
  readonly productId: string;
  readonly quantityMilli: number;
}

/** Refuses `stock-lines-missing`, and `stock-quantity-invalid` with the line's place. */
function soundLines(quantities: readonly number[]): Result<Record<never, never>> {
  if (quantities.length === 0) return refuse("stock-lines-missing");
  const wrong = quantities.findIndex((each) => !Number.isSafeInteger(each) || each < 0);
  return wrong < 0 ? done({}) : refuse("stock-quantity-invalid", {}, `lines[${wrong}]`);
}

/**
 * What this till sold (less what came back) of a product since an instant: the shelf was counted then,
 * and selling went on. Thousandths, in the product's own unit.
 */
function soldSince(core: TillCore, productId: string, sinceMs: number): number {
  let sum = 0;
  for (const entry of core.journal.since(businessDateAt(core, sinceMs))) {
    if (entry.at <= sinceMs) continue;
    if (isEntryOf(entry, "sale.completed")) {
      for (const line of entry.body.priced.lines) {
        if (line.productId !== productId || line.fulfilment.kind !== "carry") continue;
        sum += line.stockQuantityMilli ?? line.quantityMilli;
      }
    }
    if (isEntryOf(entry, "return.completed")) {
      for (const line of entry.body.lines) {
        const isBack = line.productId === productId && line.disposition === "resell";
        if (isBack) sum -= line.stockQuantityMilli ?? line.quantityMilli;
      }
    }
  }
  return sum;
}

function placeId({ core }: Counter): string {
  return storeOf(core)?.placeId ?? core.identity.storeId;
}

/** Goods arrived, with or against an advice note. */
export function receive(
  counter: Counter,
  input: {
    readonly actId: string;
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
  const allowed = permitted(counter, who.value, { permission: "stock", input });
  if (!allowed.ok) return allowed;
  const sound = soundLines(input.lines.flatMap((each) => [each.quantityMilli, each.damagedMilli]));
  if (!sound.ok) return sound;
  const receiptId = input.actId;
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
  const differences = lines.filter(
    ({ expectedMilli, quantityMilli }) =>
      expectedMilli !== undefined && expectedMilli !== quantityMilli,
  ).length;
  const isDone = entriesOf(core, "stock.received").some(({ body }) => body.receiptId === receiptId);
  if (isDone) return done({ receiptId, differences });
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
  return written.ok ? done({ receiptId, differences }) : written;
}

/** What was found on the shelf, as movements against what this till believed then. */
export function count(
  counter: Counter,
  input: {
    readonly actId: string;
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
  const allowed = permitted(counter, who.value, { permission: "stock", input });
  if (!allowed.ok) return allowed;
  const sound = soundLines(input.lines.map(({ countedMilli }) => countedMilli));
  if (!sound.ok) return sound;
  const countId = input.actId;
  const before = entriesOf(core, "stock.counted").findLast(({ body }) => body.countId === countId);
  const lines =
    before?.body.lines ??
    input.lines.map(({ productId, countedMilli, atMs }) => {
      const id = stockRowId(place, productId);
      const nowMilli = core.overlay.row("stock", id)?.onHandMilli ?? 0;
      // The shelf held what is believed now, and what was sold since it was counted.
      const believedMilli = nowMilli + (atMs === undefined ? 0 : soldSince(core, productId, atMs));
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
  const differences = lines
    .filter(({ movementMilli }) => movementMilli !== 0)
    .map(({ productId, movementMilli }) => ({
      productId,
      name: core.catalogue.product(productId)?.row.name ?? productId,
      movementMilli,
    }));
  if (before !== undefined) return done({ countId, differences });
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
  return written.ok ? done({ countId, differences }) : written;
}

/** A transfer, damage, loss or correction at this store's place. */
export function move(
  counter: Counter,
  input: {
    readonly actId: string;
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
  const moveId = input.actId;
  const { kind, toPlaceId, transferId, reasonId, note } = input;
  if (toPlaceId !== undefined && core.catalogue.setting("place", toPlaceId) === undefined) {
    return refuse("place-unknown");
  }
  const sound = soundLines(input.lines.map(({ quantityMilli }) => Math.abs(quantityMilli)));
  if (!sound.ok) return sound;
  const isDone = entriesOf(core, "stock.moved").some(({ body }) => body.moveId === moveId);
  if (isDone) return done({ moveId });
  const allowed = permitted(counter, who.value, { permission: "stock", input });
  if (!allowed.ok) return allowed;
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
      approvalIds: allowed.value,
    },
  });
  return written.ok ? done({ moveId }) : written;
}

/** One step of an order. Refuses `order-unknown` and `order-step-impossible`. */
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
  const step = stepOf(order, input);
  if (!step.ok) return step;
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
