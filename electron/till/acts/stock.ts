/** Acts on stock and orders at the counter: receive, count, move, and the steps of an order. */
import { done, type Result, refuse } from "#shared/base/result.ts";
import { orderNumber } from "#shared/engine/fold/stock.ts";
import { advanceOrder as stepOf } from "#shared/engine/order.ts";
import type { OrderAdvanced } from "#shared/records/entries/order-advanced.ts";
import type { StockCounted } from "#shared/records/entries/stock-counted.ts";
import type { StockMoved } from "#shared/records/entries/stock-moved.ts";
import type { Rows } from "#shared/records/rows/index.ts";
import { stockRowId } from "#shared/records/rows/stock.ts";
import { append, entriesOf, storeOf } from "../core.ts";
import type { Counter } from "../counter.ts";
import { permitted } from "./approval.ts";
import { movementsSince } from "./moved-since.ts";
import { letGo } from "./stock-lists.ts";

type Order = Rows["orders"];

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

function placeId({ core }: Counter): string {
  return storeOf(core)?.placeId ?? core.identity.storeId;
}

/** What may be received against: a delivery that was announced, goods on their way from another place. */
const RECEIVED_AGAINST: readonly Order["kind"][] = ["advice", "transfer"];

/**
 * Goods arrived, with or against an advice note or transfer. What it names and nobody scanned is missing
 * when no more is to come; what nobody announced is a difference too.
 */
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
  if (adviceId !== undefined && !RECEIVED_AGAINST.includes(advice?.kind ?? "web")) {
    return refuse("order-unknown");
  }
  const allowed = permitted(counter, who.value, { permission: "stock", input });
  if (!allowed.ok) return allowed;
  const sound = soundLines(input.lines.flatMap((each) => [each.quantityMilli, each.damagedMilli]));
  if (!sound.ok) return sound;
  const receiptId = input.actId;
  const lines = [...input.lines, ...unscanned(advice, input)].map((line) => ({
    productId: line.productId,
    quantityMilli: line.quantityMilli,
    damagedMilli: line.damagedMilli,
    serials: [],
    ...(line.batch === undefined ? {} : { batch: line.batch }),
    ...(advice === undefined ? {} : { expectedMilli: waitedForMilli(advice, line.productId) }),
  }));
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
  if (!written.ok) return written;
  letGo(counter, "receive");
  return done({ receiptId, differences });
}

/** What an advice note still names of a product, in thousandths. */
function waitedForMilli(advice: Order, productId: string): number {
  const named = advice.lines.filter((line) => line.productId === productId);
  return named.reduce((sum, { quantityMilli, doneMilli }) => sum + quantityMilli - doneMilli, 0);
}

function unscanned(
  advice: Order | undefined,
  input: { readonly lines: readonly Line[]; readonly complete: boolean },
): readonly (Line & { readonly damagedMilli: number; readonly batch?: undefined })[] {
  if (advice === undefined || !input.complete) return [];
  const scanned = new Set(input.lines.map(({ productId }) => productId));
  const named = new Set(advice.lines.map(({ productId }) => productId));
  return [...named]
    .filter((productId) => !scanned.has(productId) && waitedForMilli(advice, productId) > 0)
    .map((productId) => ({ productId, quantityMilli: 0, damagedMilli: 0 }));
}

interface Counted {
  readonly productId: string;
  readonly countedMilli: number;
  readonly atMs?: number | undefined;
  readonly area?: string | undefined;
}

/**
 * What was found on the shelf, as movements against what this till believed then. What lies in several
 * areas is counted once: its areas are added up.
 */
export function count(
  counter: Counter,
  input: {
    readonly actId: string;
    readonly blind: boolean;
    readonly lines: readonly Counted[];
    readonly note?: string | undefined;
  },
) {
  const who = counter.actor();
  if (!who.ok) return who;
  const { core } = counter;
  const allowed = permitted(counter, who.value, { permission: "stock", input });
  if (!allowed.ok) return allowed;
  const sound = soundLines(input.lines.map(({ countedMilli }) => countedMilli));
  if (!sound.ok) return sound;
  const countId = input.actId;
  const before = entriesOf(core, "stock.counted").findLast(({ body }) => body.countId === countId);
  const lines = before?.body.lines ?? countedLines(counter, input.lines);
  const differences = lines
    .filter(({ movementMilli }) => movementMilli !== 0)
    .map(({ productId, movementMilli }) => ({
      productId,
      name: core.catalogue.product(productId)?.row.name ?? productId,
      movementMilli,
    }));
  if (before !== undefined) return done({ countId, differences });
  const areas = new Set(input.lines.map(({ area }) => area));
  const [area] = areas.size === 1 ? areas : [];
  const { blind, note } = input;
  const written = append(core, who.value, {
    kind: "stock.counted",
    body: {
      countId,
      placeId: placeId(counter),
      ...(area === undefined ? {} : { area }),
      lines,
      blind,
      ...(note === undefined ? {} : { note }),
    },
  });
  if (!written.ok) return written;
  letGo(counter, "count");
  return done({ countId, differences });
}

function countedLines(counter: Counter, found: readonly Counted[]): StockCounted["lines"] {
  const { core } = counter;
  const place = placeId(counter);
  const nowMs = core.clock.now();
  const sinceMs = Math.min(nowMs, ...found.map(({ atMs }) => atMs ?? nowMs));
  const moved = movementsSince(core, place, sinceMs);
  const products = [...new Set(found.map(({ productId }) => productId))];
  return products.map((productId) => {
    const parts = found.filter((each) => each.productId === productId);
    const atMs = Math.max(...parts.map((each) => each.atMs ?? nowMs));
    const countedMilli = parts.reduce((sum, each) => sum + each.countedMilli, 0);
    const id = stockRowId(place, productId);
    // The shelf held what is believed now, less what has moved since it was counted.
    const since = moved.filter((each) => each.productId === productId && each.atMs > atMs);
    const nowMilli = core.overlay.row("stock", id)?.onHandMilli ?? 0;
    const believedMilli = since.reduce((left, { onHandMilli }) => left - onHandMilli, nowMilli);
    return {
      productId,
      countedMilli,
      believedMilli,
      movementMilli: countedMilli - believedMilli,
      stockPosition: core.replica.get("stock", id)?.position ?? 0,
      atMs,
      ...(parts.length < 2
        ? {}
        : {
            areas: parts.map((each) => ({
              area: each.area ?? "",
              countedMilli: each.countedMilli,
            })),
          }),
    };
  });
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
): Result<{ readonly moveId: string; readonly number?: string }> {
  const who = counter.actor();
  if (!who.ok) return who;
  const { core } = counter;
  const moveId = input.actId;
  const { kind, toPlaceId, transferId, reasonId, note } = input;
  const to = core.catalogue.setting("place", toPlaceId ?? "");
  const isUnderWay = kind === "transfer-out";
  if (to === undefined && (isUnderWay || toPlaceId !== undefined)) return refuse("place-unknown");
  const sound = soundLines(input.lines.map(({ quantityMilli }) => Math.abs(quantityMilli)));
  if (!sound.ok) return sound;
  const isDone = entriesOf(core, "stock.moved").some(({ body }) => body.moveId === moveId);
  const moved = { moveId, ...(isUnderWay ? { number: orderNumber(transferId ?? moveId) } : {}) };
  if (isDone) return done(moved);
  const allowed = permitted(counter, who.value, { permission: "stock", input });
  if (!allowed.ok) return allowed;
  const written = append(core, who.value, {
    kind: "stock.moved",
    body: {
      moveId,
      kind,
      placeId: placeId(counter),
      ...(toPlaceId === undefined ? {} : { toPlaceId }),
      ...(to?.storeId === undefined ? {} : { toStoreId: to.storeId }),
      // What is under way to another place is received there against it.
      ...(isUnderWay ? { transferId: transferId ?? moveId } : {}),
      ...(!isUnderWay && transferId !== undefined ? { transferId } : {}),
      reasonId,
      lines: input.lines.map((line) => ({ ...line, serials: [] })),
      ...(note === undefined ? {} : { note }),
      approvalIds: allowed.value,
    },
  });
  if (!written.ok) return written;
  letGo(counter, "move");
  return done(moved);
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
