/**
 * Quotes and layaways at the counter: the basket in hand is held, taken up again at its own prices,
 * paid ahead in parts, or cancelled. What the terms are is the engine's; each act is one entry.
 */
import { done, type Result, refuse } from "#shared/base/result.ts";
import { addLine } from "#shared/engine/basket-edit.ts";
import { processDataOfHold } from "#shared/engine/fiscal/process-data.ts";
import { orderNumber } from "#shared/engine/fold/stock.ts";
import { cancelTerms, checkPayment, holdBasket, resumeHold } from "#shared/engine/hold.ts";
import { addTender } from "#shared/engine/tender.ts";
import type { HoldCancelled } from "#shared/records/entries/hold-cancelled.ts";
import type { OrderRow } from "#shared/records/rows/order.ts";
import type { Tender } from "#shared/records/tender.ts";
import { append, businessDateAt, entriesOf, policyOf, storeOf } from "../core.ts";
import type { Counter } from "../counter.ts";
import { paidAheadFor } from "../views/holds.ts";
import { openShift } from "../views/shift.ts";
import { permitted } from "./approval.ts";
import { ownDrawerFor } from "./drawer-owner.ts";
import { type Editor, edit, type Revised } from "./edit.ts";
import { cancelledPaper, heldPaper, putPaper } from "./hold-paper.ts";
import { tenderName } from "./tender.ts";

export interface HoldOpened {
  readonly holdId: string;
  readonly number: string;
  readonly validTo: string;
  readonly totalMinor: number;
  readonly firstPaymentMinor: number;
}

/**
 * Holds the basket in hand; the next one begins. Refuses `not-signed-in`, `needs-approval` without the
 * permission "hold", `basket-being-paid`, and as the engine's `holdBasket`. The same press again
 * answers the hold that it made.
 */
export function open(
  counter: Counter,
  input: {
    readonly actId: string;
    readonly kind: "quote" | "layaway";
    readonly note?: string | undefined;
    readonly approvalId?: string | undefined;
  },
): Result<HoldOpened> {
  const who = counter.actor();
  if (!who.ok) return who;
  const { core } = counter;
  const made = core.overlay.row("orders", input.actId);
  if (made?.held !== undefined) return done(openedOf(made, made.held));
  const basket = counter.basket();
  if (basket.phase === "tendering") return refuse("basket-being-paid");
  if (basket.phase === "done") return refuse("empty-basket");
  const priced = counter.priced();
  if (!priced.ok) return priced;
  const policy = policyOf(core);
  const store = storeOf(core);
  if (policy === undefined || store === undefined) return refuse("still-filling", { percent: 0 });
  const { draft } = basket;
  const body = holdBasket({
    holdId: input.actId,
    kind: input.kind,
    draft,
    priced: priced.value,
    segmentIds: core.overlay.row("clients", draft.clientId ?? "")?.segmentIds ?? [],
    policy,
    placeId: store.placeId,
    businessDate: businessDateAt(core, core.clock.now()),
    note: input.note,
  });
  if (!body.ok) return body;
  const allowed = permitted(counter, who.value, { permission: "hold", input });
  if (!allowed.ok) return allowed;
  const fresh = counter.freshBasket();
  const document = heldPaper(core, body.value, {
    number: orderNumber(input.actId),
    cashierName: who.value.session.staff.shortName,
    paidMinor: 0,
  });
  const written = append(core, who.value, (tools) => {
    counter.putBasket(tools.desk, fresh);
    putPaper(counter, tools.desk, { id: input.actId, document });
    return { kind: "basket.held", body: body.value };
  });
  if (!written.ok) return written;
  counter.showBasket(fresh);
  setImmediate(() => void counter.queue.run());
  const row = core.overlay.row("orders", input.actId);
  return row?.held === undefined ? refuse("hold-unknown") : done(openedOf(row, row.held));
}

/**
 * Takes a hold up to be sold: the basket in hand must be empty. Refuses `basket-not-empty`,
 * `basket-being-paid`, and as the engine's `resumeHold`.
 */
export function resume(counter: Counter, holdId: string): Result<Revised> {
  return edit(counter, (basket) => {
    if (basket.draft.lines.length > 0) return refuse("basket-not-empty");
    const { core } = counter;
    const draft = resumeHold(core.overlay.row("orders", holdId), {
      id: basket.draft.id,
      registerId: core.identity.registerId,
      businessDate: businessDateAt(core, core.clock.now()),
    });
    return draft.ok ? done({ draft: draft.value }) : draft;
  });
}

/**
 * Puts a payment ahead for a hold into the basket in hand, as a line that is neither revenue nor taxed
 * and fills the hold's ledger when it is paid. Refuses as the engine's `checkPayment`, and
 * `hold-not-set-up` without a product for it.
 */
export function pay(
  counter: Counter,
  input: { readonly holdId: string; readonly amountMinor: number },
): Result<Revised> {
  const { core } = counter;
  return edit(counter, ({ draft }) => {
    const { holdId, amountMinor } = input;
    const waiting = draft.lines.filter((line) => line.reference === holdId);
    const inHandMinor = waiting.reduce((sum, line) => sum + (line.typedPriceMinor ?? 0), 0);
    const paidMinor = paidAheadFor(core, holdId) + inHandMinor;
    const order = core.overlay.row("orders", holdId);
    const fits = checkPayment(order, { amountMinor, paidMinor });
    if (!fits.ok) return fits;
    const productId = policyOf(core)?.holds?.depositProductId ?? "";
    const product = core.catalogue.product(productId)?.row;
    if (product?.kind !== "deposit") return refuse("hold-not-set-up");
    const client = draft.clientId ?? order?.clientId;
    const added = addLine(client === undefined ? draft : { ...draft, clientId: client }, {
      product,
      quantityMilli: 1_000,
      typedPriceMinor: amountMinor,
      // The paper and the basket say what it is for.
      typedName: `${product.name} · ${order?.number ?? ""}`,
      reference: holdId,
      id: core.ids.next(),
      atMs: core.clock.now(),
    });
    return added;
  });
}

/**
 * Ends a hold without a sale. Refuses `needs-approval` without the permission "hold-cancel", `no-shift`
 * when cash goes back, `client-needed` for credit without a client, and as the engine's `cancelTerms`.
 * The same press again answers what it did.
 */
export function cancel(
  counter: Counter,
  input: {
    readonly actId: string;
    readonly holdId: string;
    readonly reasonId: string;
    readonly refundTo?: "cash" | "credit" | undefined;
    readonly approvalId?: string | undefined;
  },
): Result<{ readonly holdId: string; readonly feeMinor: number; readonly refundMinor: number }> {
  const who = counter.actor();
  if (!who.ok) return who;
  const { core } = counter;
  const { holdId, reasonId } = input;
  const before = entriesOf(core, "hold.cancelled").findLast(({ body }) => body.holdId === holdId);
  if (before !== undefined) {
    const { feeMinor, refundMinor } = before.body;
    return done({ holdId, feeMinor, refundMinor });
  }
  const paidMinor = paidAheadFor(core, holdId);
  const terms = cancelTerms(core.overlay.row("orders", holdId), paidMinor);
  if (!terms.ok) return terms;
  const { order, feeMinor, refundMinor } = terms.value;
  const tenders = refundLegs(counter, { order, refundMinor, to: input.refundTo ?? "cash" });
  if (!tenders.ok) return tenders;
  const allowed = permitted(counter, who.value, { permission: "hold-cancel", input });
  if (!allowed.ok) return allowed;
  const written = writeCancelled(counter, who.value, {
    order,
    reasonId,
    paidMinor: Math.max(0, paidMinor),
    feeMinor,
    refundMinor,
    tenders: tenders.value,
    approvalIds: allowed.value,
  });
  return written.ok ? done({ holdId, feeMinor, refundMinor }) : written;
}

function refundLegs(
  counter: Counter,
  refund: {
    readonly order: OrderRow;
    readonly refundMinor: number;
    readonly to: "cash" | "credit";
  },
): Result<readonly Tender[]> {
  const { order, refundMinor, to } = refund;
  const { core } = counter;
  if (refundMinor === 0) return done([]);
  if (to === "credit" && order.clientId === undefined) return refuse("client-needed");
  if (to === "cash" && openShift(core) === undefined) return refuse("no-shift");
  const own = ownDrawerFor(counter, [{ kind: to }]);
  if (!own.ok) return own;
  const rule = policyOf(core)?.cashRounding ?? { incrementMinor: 1, mode: "half_up" };
  const currency = order.currency ?? storeOf(core)?.currency ?? "EUR";
  const paidOut = addTender(
    { totalMinor: -refundMinor, tenders: [], rule, currency },
    { id: core.ids.next(), kind: to, name: tenderName(to), atMs: core.clock.now() },
  );
  return paidOut.ok ? done(paidOut.value.tenders) : paidOut;
}

function writeCancelled(
  counter: Counter,
  who: Editor,
  facts: {
    readonly order: OrderRow;
    readonly reasonId: string;
    readonly paidMinor: number;
    readonly feeMinor: number;
    readonly refundMinor: number;
    readonly tenders: readonly Tender[];
    readonly approvalIds: string[];
  },
): Result<unknown> {
  const { order, tenders, ...more } = facts;
  const { core } = counter;
  const body: HoldCancelled = {
    holdId: order.id,
    kind: order.kind === "quote" ? "quote" : "layaway",
    ...(order.clientId === undefined ? {} : { clientId: order.clientId }),
    currency: order.currency ?? storeOf(core)?.currency ?? "EUR",
    ...more,
    tenders: [...tenders],
    placeId: order.fromPlaceId ?? core.identity.storeId,
    lines:
      order.kind === "quote"
        ? []
        : order.lines.map(({ productId, quantityMilli }) => ({ productId, quantityMilli })),
  };
  const paper = cancelledPaper(core, body, {
    number: order.number,
    cashierName: who.session.staff.shortName,
  });
  const written = append(core, who, (tools) => {
    if (tenders.length > 0) {
      const document = "hold" as const;
      const toSign = { id: body.holdId, document, processData: processDataOfHold(body) };
      const { staffId, shiftId } = who;
      counter.signing.put(tools.desk, { staffId, shiftId, ...toSign });
    }
    putPaper(counter, tools.desk, { id: `${body.holdId}:cancelled`, document: paper });
    return { kind: "hold.cancelled", body };
  });
  if (written.ok) setImmediate(() => void counter.queue.run());
  return written;
}

function openedOf(row: OrderRow, held: NonNullable<OrderRow["held"]>): HoldOpened {
  const { validTo, firstPaymentMinor } = held;
  return {
    holdId: row.id,
    number: row.number,
    validTo,
    totalMinor: row.totalMinor,
    firstPaymentMinor,
  };
}
