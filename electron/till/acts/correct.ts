/**
 * A sale put right, always by new entries: what was sold comes back whole, and, unless it was undone,
 * is sold anew with what had been forgotten. Both are written in one transaction.
 */
import { done, type Result, refuse } from "#shared/base/result.ts";
import { priceBasket } from "#shared/engine/basket.ts";
import { processDataOfReturn, processDataOfSale } from "#shared/engine/fiscal/process-data.ts";
import { addManual } from "#shared/engine/manual.ts";
import { advanceOrder } from "#shared/engine/order.ts";
import { completeReturn, refundTender } from "#shared/engine/refund.ts";
import { planReturn } from "#shared/engine/return.ts";
import { completeSale } from "#shared/engine/sale.ts";
import { addTender, type NewTender } from "#shared/engine/tender.ts";
import type { BasketDraft, PricedBasket } from "#shared/records/basket.ts";
import type { ReturnCompleted } from "#shared/records/entries/return-completed.ts";
import type { SaleCompleted } from "#shared/records/entries/sale-completed.ts";
import type { ReceiptDocument } from "#shared/records/receipt.ts";
import type { PolicySetting } from "#shared/records/settings/index.ts";
import type { Tender, TenderKind } from "#shared/records/tender.ts";
import { append, type EntryPart, entriesOf, policyOf } from "../core.ts";
import type { Counter, DoneView } from "../counter.ts";
import { saleBody, saleRow } from "../views/sales.ts";
import { approvalsFor } from "./approval.ts";
import { pointsOf, receiptNumberOf, rewardsOf } from "./complete.ts";
import { ownDrawerFor } from "./drawer-owner.ts";
import type { Editor } from "./edit.ts";
import { returnReceipt, saleReceipt } from "./receipt.ts";
import { knownSale } from "./sold.ts";

export interface CorrectionAsked {
  readonly actId: string;
  readonly saleId: string;
  readonly what:
    | { readonly kind: "undo-all" }
    | { readonly kind: "tender"; readonly to: TenderKind }
    | { readonly kind: "client"; readonly clientId: string }
    | { readonly kind: "discount"; readonly basisPoints: number };
  readonly reasonId: string;
  readonly approvalId?: string | undefined;
}

const NAMES: Readonly<Partial<Record<TenderKind, string>>> = {
  cash: "Cash",
  "card-external": "Card",
};

/**
 * Puts a sale right. Refuses `sale-unknown`, `return-exceeds-sold` when a part of it came back already,
 * `needs-approval` without the permission "correct" or above the role's refund limit, `tender-not-here` for a way to pay that needs a
 * terminal or an account, and what the engine refuses. The same press again answers the same.
 */
export function correct(counter: Counter, input: CorrectionAsked): Result<DoneView> {
  const who = counter.actor();
  if (!who.ok) return who;
  const { core } = counter;
  const again = entriesOf(core, "return.completed").findLast(
    ({ body }) => body.returnId === input.actId,
  );
  if (again !== undefined) return done(undoneView(again.body, again.id));
  const row = saleRow(core, input.saleId);
  const sale = row === undefined ? undefined : saleBody(row);
  if (sale === undefined) return refuse("sale-unknown");
  const policy = policyOf(core);
  if (policy === undefined) return refuse("still-filling", { percent: 0 });
  const approvals = approvalsFor(counter, {
    act: "correct",
    input,
    allowed: mayCorrect(who.value, sale.priced.totalMinor),
  });
  if (!approvals.ok) return approvals;
  const common = { sale, policy, approvalIds: approvals.value };
  const undone = undo(counter, who.value, input, common);
  if (!undone.ok) return undone;
  const anew =
    input.what.kind === "undo-all" ? done(undefined) : sellAnew(counter, who.value, input, common);
  if (!anew.ok) return anew;
  return write(counter, who.value, undone.value, anew.value);
}

/** Alone, a person puts right no more than they may pay back. */
function mayCorrect({ session: { role } }: Editor, totalMinor: number): boolean {
  return role?.permissions.includes("correct") === true && totalMinor <= role.refundLimitMinor;
}

interface Correcting {
  readonly sale: SaleCompleted;
  readonly policy: PolicySetting;
  readonly approvalIds: string[];
}

/** All of the sale comes back, each leg exactly as it was paid. */
function undo(
  counter: Counter,
  who: Editor,
  input: CorrectionAsked,
  { sale, policy, approvalIds }: Correcting,
): Result<ReturnCompleted> {
  const { core } = counter;
  const returnable = knownSale(core, sale.saleId);
  const { role } = who.session;
  if (returnable === undefined || role === undefined) return refuse("sale-unknown");
  const plan = planReturn({
    sale: returnable,
    wishes: returnable.lines.map((line) => ({
      id: core.ids.next(),
      saleLineId: line.lineId,
      quantityMilli: line.quantityMilli,
      reasonId: input.reasonId,
      // What never left the counter goes back as it is, without a fee for that.
      disposition: "resell" as const,
      serials: line.serials,
    })),
    policy: { ...policy, returns: { ...policy.returns, restockingFeeBasisPoints: 0 } },
    role,
    atMs: core.clock.now(),
    approved: true,
  });
  if (!plan.ok) return plan;
  const atMs = core.clock.now();
  const own = ownDrawerFor(counter, sale.tenders);
  if (!own.ok) return own;
  return completeReturn({
    returnId: input.actId,
    receipt: { number: "", series: core.identity.series },
    plan: plan.value,
    proof: "correction",
    currency: sale.priced.currency,
    clientId: sale.clientId,
    staffBuyerId: sale.staffBuyerId,
    tenders: sale.tenders.map((tender) => refundTender(tender, { id: core.ids.next(), atMs })),
    policy,
    approvalIds,
    startedAtMs: atMs,
  });
}

/** The same goods at the same prices with what was forgotten, paid as before or as it should have been. */
function sellAnew(
  counter: Counter,
  who: Editor,
  input: CorrectionAsked,
  correcting: Correcting,
): Result<SaleCompleted> {
  const { core } = counter;
  const { sale, policy, approvalIds } = correcting;
  const changed = changedBasket(counter, who, input, correcting);
  if (!changed.ok) return changed;
  const { draft, priced } = changed.value;
  const tenders = tendersAnew(counter, input, sale, { priced, policy });
  if (!tenders.ok) return tenders;
  const own = ownDrawerFor(counter, tenders.value);
  if (!own.ok) return own;
  return completeSale({
    saleId: draft.id,
    draft,
    priced,
    tenders: tenders.value,
    receipt: {
      number: "",
      series: core.identity.series,
      profileId: sale.receiptProfileId,
    },
    policy,
    catalogue: core.catalogue,
    // The prices stand as they were paid, so the segments they were worked out for do as well.
    segmentIds: sale.segmentIds ?? [],
    cashier: { staffId: who.staffId, maySellRestricted: true },
    minuteOfDay: 12 * 60,
    shiftIsOpen: true,
    openPayments: 0,
    approvalIds,
    promiseIds: sale.promiseIds ?? [],
    credit: sale.credit ?? [],
    follows: { saleId: sale.saleId, reason: "correction" },
    ...pointsOf(counter, draft.clientId),
    // What the sale gave comes back with it and is given again; another client has their own.
    ...(draft.clientId === sale.clientId
      ? { rewards: sale.rewards ?? [] }
      : rewardsOf(counter, draft.clientId)),
  });
}

function changedBasket(
  counter: Counter,
  who: Editor,
  { what, reasonId }: CorrectionAsked,
  { sale, approvalIds }: Correcting,
): Result<{ readonly draft: BasketDraft; readonly priced: PricedBasket }> {
  const { core } = counter;
  if (sale.draft === undefined) return refuse("sale-unreadable");
  const id = core.ids.next();
  let draft: BasketDraft = { ...sale.draft, id };
  if (what.kind === "client") {
    if (core.overlay.row("clients", what.clientId) === undefined) return refuse("client-unknown");
    draft = { ...draft, clientId: what.clientId };
  }
  if (what.kind !== "discount") return done({ draft, priced: { ...sale.priced, basketId: id } });
  const { role } = who.session;
  if (role === undefined) return refuse("not-allowed");
  const [approvalId] = approvalIds;
  const added = addManual(draft, {
    manual: {
      id: core.ids.next(),
      kind: "percent",
      value: what.basisPoints,
      reasonId,
      staffId: who.staffId,
      ...(approvalId === undefined ? {} : { approvalId }),
    },
    role,
    priced: sale.priced,
  });
  if (!added.ok) return added;
  const { pricedAtMs, utcOffsetMinutes } = sale.priced;
  const priced = priceBasket(added.value, core.catalogue, {
    atMs: pricedAtMs,
    segmentIds: sale.segmentIds ?? [],
    ...(utcOffsetMinutes === undefined ? {} : { utcOffsetMinutes }),
  });
  return priced.ok ? done({ draft: added.value, priced: priced.value }) : priced;
}

/** Paid as before, cards first, so that what is given back comes out of cash; or all by another kind. */
function tendersAnew(
  { core }: Counter,
  { what }: CorrectionAsked,
  sale: SaleCompleted,
  about: { readonly priced: PricedBasket; readonly policy: PolicySetting },
): Result<readonly Tender[]> {
  const { totalMinor, currency } = about.priced;
  const rule = about.policy.cashRounding;
  const atMs = core.clock.now();
  if (totalMinor === 0) return done([]);
  if (what.kind === "tender") {
    const name = NAMES[what.to];
    if (name === undefined) return refuse("tender-not-here", { tender: what.to });
    const leg = { id: core.ids.next(), kind: what.to, name, atMs };
    const added = addTender({ totalMinor, tenders: [], rule, currency }, leg);
    return added.ok ? done(added.value.tenders) : added;
  }
  const isCash = ({ kind }: Tender): boolean => kind === "cash";
  const before = [...sale.tenders.filter((leg) => !isCash(leg)), ...sale.tenders.filter(isCash)];
  let tenders: readonly Tender[] = [];
  let leftMinor = totalMinor;
  for (const leg of before) {
    const amountMinor = Math.min(leg.amountMinor, leftMinor);
    if (amountMinor <= 0) continue;
    const { kind, name, tenderTypeId, reference, card, points } = leg;
    const part: NewTender = {
      ...{ id: core.ids.next(), kind, name, tenderTypeId, reference, card, points, atMs },
      ...(isCash(leg) ? {} : { amountMinor }),
    };
    const added = addTender({ totalMinor, tenders, rule, currency }, part);
    if (!added.ok) return added;
    tenders = added.value.tenders;
    leftMinor -= amountMinor;
  }
  return done(tenders);
}

function write(
  counter: Counter,
  who: Editor,
  undone: ReturnCompleted,
  anew: SaleCompleted | undefined,
): Result<DoneView> {
  const { core } = counter;
  const { series } = core.identity;
  const cashierName = who.session.staff.shortName;
  const at = core.clock.now();
  const entryId = core.ids.next();
  const backMinor = paidOf(undone.tenders) + paidOf(anew?.tenders ?? []);
  const cancelled = anew === undefined ? cancelledOrders(core, undone) : [];
  let view = undoneView(undone, entryId);
  const written = append(core, who, (tools) => {
    const next = (): string => receiptNumberOf(series, tools.takeNumber(series));
    const put = (id: string, document: ReceiptDocument | undefined): void => {
      if (document === undefined) return;
      counter.queue.put(tools.desk, { id, at, title: document.number, document });
    };
    const { staffId, shiftId } = who;
    const back = { ...undone, receiptNumber: next() };
    counter.signing.put(tools.desk, {
      ...{ id: back.returnId, document: "return", staffId, shiftId },
      processData: processDataOfReturn(back),
    });
    put(back.returnId, returnReceipt(core, { body: back, atMs: at, cashierName }));
    const parts: EntryPart[] = [{ kind: "return.completed", body: back, id: entryId }];
    view = undoneView(back, entryId);
    if (anew === undefined) return [...parts, ...cancelled];
    const sale = { ...anew, receiptNumber: next() };
    counter.signing.put(tools.desk, {
      ...{ id: sale.saleId, document: "sale", staffId, shiftId },
      processData: processDataOfSale(sale),
    });
    put(sale.saleId, saleReceipt(core, { sale, atMs: at, cashierName }));
    const saleEntryId = core.ids.next();
    view = {
      kind: "sale",
      saleId: sale.saleId,
      entryId: saleEntryId,
      receiptNumber: sale.receiptNumber,
      totalMinor: sale.priced.totalMinor + sale.roundingMinor,
      // What the customer gets back now, or nothing when it only moved from one tender to another.
      changeMinor: Math.max(0, -backMinor),
      promises: [],
      receipt: "waiting",
    };
    return [...parts, { kind: "sale.completed", body: sale, id: saleEntryId }];
  });
  if (!written.ok) return written;
  setImmediate(() => void counter.queue.run());
  return done(view);
}

/** What the undone sale had promised is not sent any more. */
function cancelledOrders(core: Counter["core"], undone: ReturnCompleted): EntryPart[] {
  const saleId = undone.lines[0]?.saleId;
  const row = saleId === undefined ? undefined : saleRow(core, saleId);
  const sale = row === undefined ? undefined : saleBody(row);
  return (sale?.promiseIds ?? []).flatMap((orderId): EntryPart[] => {
    const order = core.overlay.row("orders", orderId);
    const step = order === undefined ? undefined : advanceOrder(order, { to: "cancelled" });
    return step?.ok === true ? [{ kind: "order.advanced", body: step.value }] : [];
  });
}

function paidOf(tenders: readonly Tender[]): number {
  return tenders.reduce((sum, { amountMinor }) => sum + amountMinor, 0);
}

function undoneView(body: ReturnCompleted, entryId: string): DoneView {
  return {
    kind: "return",
    saleId: body.returnId,
    entryId,
    receiptNumber: body.receiptNumber,
    totalMinor: -body.refundMinor + body.roundingMinor,
    changeMinor: 0,
    promises: [],
    receipt: "waiting",
  };
}
