/**
 * Taking goods back, with or without their sale, and exchanging them for the basket in hand: planned
 * and settled by the engine, written as one entry. What is known of the sale is in sold.ts.
 */
import { done, type Refusal, type Result, refuse } from "#shared/base/result.ts";
import { DAY_MS } from "#shared/base/time.ts";
import { addLine, newBasket } from "#shared/engine/basket-edit.ts";
import { processDataOfReturn } from "#shared/engine/fiscal/process-data.ts";
import { completeReturn } from "#shared/engine/refund.ts";
import { planLooseReturn, planReturn, type ReturnPlan } from "#shared/engine/return.ts";
import type { PricedBasket, TaxPart } from "#shared/records/basket.ts";
import type { ReturnCompleted } from "#shared/records/entries/return-completed.ts";
import type { Rows } from "#shared/records/rows/index.ts";
import type { PolicySetting } from "#shared/records/settings/index.ts";
import type { Tender, TenderKind } from "#shared/records/tender.ts";
import { append, entriesOf, policyOf, storeOf } from "../core.ts";
import { type Basket, type Counter, type DoneView, price } from "../counter.ts";
import { priceNow } from "../views/product-item.ts";
import { approvalsFor } from "./approval.ts";
import { receiptNumberOf, saleOf } from "./complete.ts";
import type { Editor } from "./edit.ts";
import { returnReceipt } from "./receipt.ts";
import { legsBack, settle } from "./return-money.ts";
import { returnRows, type Sold, type SoldProof, soldBy } from "./sold.ts";
import { refundCard } from "./terminal.ts";

export interface ReturnAsked extends SoldProof {
  readonly clientId?: string | undefined;
  readonly lines: readonly ReturnLineAsked[];
  readonly withExchange: boolean;
  readonly identity?: string | undefined;
  readonly refundTo?: TenderKind | undefined;
}

interface ReturnLineAsked {
  readonly saleLineId?: string | undefined;
  readonly productId: string;
  readonly quantityMilli: number;
  readonly reasonId: string;
  readonly disposition?: ReturnCompleted["lines"][number]["disposition"] | undefined;
  readonly unitPriceMinor?: number | undefined;
}

export interface ReturnToDo extends ReturnAsked {
  readonly actId: string;
  readonly pay?:
    | { readonly kind: TenderKind; readonly givenMinor?: number | undefined }
    | undefined;
  readonly approvalId?: string | undefined;
  readonly note?: string | undefined;
}

/** What a policy refuses and a second person may allow. */
const LIFTED_BY_APPROVAL: ReadonlySet<string> = new Set([
  "needs-approval",
  "return-window-over",
  "return-too-often",
  "return-above-cap",
]);
const MONTH_DAYS = 30;

/** What would come back: per line and per tender, and what is left to pay after the basket in hand. */
export function previewReturn(counter: Counter, asked: ReturnAsked) {
  const planned = plan(counter, asked);
  if (!planned.ok) return planned;
  const { result, needs, exchange, currency } = planned.value;
  const balanceMinor = (exchange?.totalMinor ?? 0) - result.refundMinor;
  const legs = balanceMinor < 0 ? legsBack(counter, planned.value, asked, -balanceMinor) : [];
  return done({
    currency,
    refundMinor: result.refundMinor,
    lines: result.lines.map(
      ({ productId, name, quantityMilli, totalMinor, restockingFeeMinor }) => ({
        productId,
        name,
        quantityMilli,
        refundMinor: totalMinor - restockingFeeMinor,
      }),
    ),
    legs: legs.map(({ kind, name, amountMinor }) => ({ kind, name, amountMinor })),
    needsApproval: needs !== undefined,
    balanceMinor,
  });
}

/**
 * Takes back what was asked, against the basket in hand when it is an exchange: one entry, on the disk
 * before money moves. Refuses as the engine's plans and `completeReturn`, `needs-approval` for what a
 * second person may allow, `basket-being-paid` and `empty-basket`.
 */
export function takeBack(counter: Counter, input: ReturnToDo): Result<DoneView> {
  const again = doneBefore(counter, input.actId);
  if (again !== undefined) return done(again);
  const prepared = prepare(counter, input);
  if (!prepared.ok) return prepared;
  return write(counter, prepared.value.who, prepared.value.body, input.withExchange);
}

/**
 * The same where a part goes back to a card at the terminal: that is on the disk before the terminal is
 * asked, and is asked for once a press. Refuses also `terminal-not-here`, `card-declined`, and
 * `payment-open` while the terminal cannot tell; then nothing came back yet.
 */
export async function takeBackWithCard(
  counter: Counter,
  input: ReturnToDo,
): Promise<Result<DoneView>> {
  if (doneBefore(counter, input.actId) !== undefined) return takeBack(counter, input);
  const prepared = prepare(counter, input);
  if (!prepared.ok) return prepared;
  const { who, body } = prepared.value;
  const cards = body.tenders.filter(
    ({ kind, amountMinor }) => kind === "card-terminal" && amountMinor < 0,
  );
  if (cards.length > 0) {
    const amountMinor = cards.reduce((sum, leg) => sum - leg.amountMinor, 0);
    const { currency } = body;
    const paymentId = `refund.${input.actId}`;
    const paid = await refundCard(counter, who, { paymentId, amountMinor, currency });
    if (!paid.ok) return paid;
  }
  return takeBack(counter, input);
}

function doneBefore({ core }: Counter, actId: string): DoneView | undefined {
  const entry = entriesOf(core, "return.completed").findLast(({ body }) => body.returnId === actId);
  return entry === undefined ? undefined : returnDone(entry.body, entry.id);
}

/** The body of the entry, allowed and settled, before anything is written. */
function prepare(
  counter: Counter,
  input: ReturnToDo,
): Result<{ readonly who: Editor; readonly body: ReturnCompleted }> {
  const who = counter.actor();
  if (!who.ok) return who;
  const { core } = counter;
  const planned = plan(counter, input);
  if (!planned.ok) return planned;
  const { sold, needs, result, exchange, pointsEarned } = planned.value;
  const approved =
    needs === undefined ? done([]) : approvalsFor(counter, { act: needs, input, allowed: false });
  if (!approved.ok) return approved;
  const settled = settle(counter, planned.value, input);
  if (!settled.ok) return settled;
  const body = completeReturn({
    returnId: input.actId,
    receipt: { number: "", series: core.identity.series },
    plan: result,
    proof: sold?.proof ?? "none",
    currency: planned.value.currency,
    clientId: input.clientId ?? sold?.sale.clientId,
    staffBuyerId: sold?.sale.staffBuyerId,
    exchange,
    pointsEarned,
    tenders: settled.value,
    policy: planned.value.policy,
    approvalIds: approved.value,
    identity: input.identity,
    startedAtMs: core.clock.now(),
    note: input.note,
  });
  return body.ok ? done({ who: who.value, body: body.value }) : body;
}

/** Writes a return with its receipt; the basket in hand is done with when it was exchanged. */
function write(
  counter: Counter,
  who: Editor,
  made: ReturnCompleted,
  withExchange: boolean,
): Result<DoneView> {
  const { core } = counter;
  const entryId = core.ids.next();
  const at = core.clock.now();
  let view = returnDone(made, entryId);
  let after: Basket | undefined;
  const written = append(core, who, (tools) => {
    const { series } = core.identity;
    const body = { ...made, receiptNumber: receiptNumberOf(series, tools.takeNumber(series)) };
    view = returnDone(body, entryId);
    const cashierName = who.session.staff.shortName;
    const document = returnReceipt(core, { body, atMs: at, cashierName });
    if (document !== undefined) {
      counter.queue.put(tools.desk, { id: body.returnId, at, title: document.number, document });
    }
    const { staffId, shiftId } = who;
    const processData = processDataOfReturn(body);
    const toSign = { id: body.returnId, document: "return", processData } as const;
    counter.signing.put(tools.desk, { staffId, shiftId, ...toSign });
    after = withExchange ? counter.freshBasket() : undefined;
    if (after !== undefined) counter.putBasket(tools.desk, after);
    return { kind: "return.completed", body, id: entryId };
  });
  if (!written.ok) return written;
  if (after !== undefined) counter.showBasket(after);
  setImmediate(() => void counter.queue.run());
  return done(view);
}

interface Planned {
  readonly sold: Sold | undefined;
  readonly result: ReturnPlan;
  /** The act that somebody must approve, when this is more than the cashier may do alone. */
  readonly needs: string | undefined;
  readonly exchange: PricedBasket | undefined;
  readonly pointsEarned: number;
  readonly currency: string;
  readonly policy: PolicySetting;
}

function plan(counter: Counter, asked: ReturnAsked): Result<Planned> {
  const who = counter.actor();
  if (!who.ok) return who;
  const { core } = counter;
  const policy = policyOf(core);
  const { role } = who.value.session;
  if (policy === undefined) return refuse("still-filling", { percent: 0 });
  if (role === undefined) return refuse("not-allowed");
  const sold = soldBy(core, asked);
  if (!sold.ok) return sold;
  const exchange = asked.withExchange ? exchangeOf(counter, who.value) : done(undefined);
  if (!exchange.ok) return exchange;
  const planOnce = (approved: boolean) =>
    sold.value === undefined
      ? planLoose(counter, asked, { policy, role, approved })
      : planReturn({
          sale: sold.value.sale,
          wishes: asked.lines.map((line) => wishOf(counter, line)),
          policy,
          role,
          atMs: core.clock.now(),
          approved,
        });
  const permission = sold.value === undefined ? "return-no-receipt" : "return";
  const alone = planOnce(false);
  const isLifted = !alone.ok && LIFTED_BY_APPROVAL.has(alone.refusal.code);
  const result = isLifted ? planOnce(true) : alone;
  if (!result.ok) return result as { readonly ok: false; readonly refusal: Refusal };
  const mayNot = !role.permissions.includes(permission);
  const elsewhere = goesElsewhere(sold.value, asked, policy);
  const needs = mayNot ? permission : isLifted || elsewhere ? "refund" : undefined;
  return done({
    sold: sold.value,
    result: result.value,
    needs,
    exchange: exchange.value?.priced,
    pointsEarned: exchange.value?.pointsEarned ?? 0,
    currency: sold.value?.sale.currency ?? storeOf(core)?.currency ?? "EUR",
    policy,
  });
}

/** Money goes back the way it came, and without receipt as the policy says; else somebody approves. */
function goesElsewhere(
  sold: Sold | undefined,
  { refundTo }: ReturnAsked,
  policy: PolicySetting,
): boolean {
  if (refundTo === undefined || refundTo === "credit") return false;
  if (sold === undefined) return policy.returns.noReceiptTender === "credit";
  return !sold.sale.tenders.some(({ kind }) => kind === refundTo);
}

function wishOf({ core }: Counter, line: ReturnLineAsked) {
  const reason = core.catalogue.setting("reason", line.reasonId);
  return {
    id: core.ids.next(),
    saleLineId: line.saleLineId,
    quantityMilli: line.quantityMilli,
    reasonId: line.reasonId,
    disposition: line.disposition ?? reason?.disposition ?? "resell",
  };
}

function planLoose(
  counter: Counter,
  asked: ReturnAsked,
  about: {
    readonly policy: PolicySetting;
    readonly role: Parameters<typeof planLooseReturn>[0]["role"];
    readonly approved: boolean;
  },
) {
  const { core } = counter;
  const client =
    asked.clientId === undefined ? undefined : core.overlay.row("clients", asked.clientId);
  const since = core.clock.now() - MONTH_DAYS * DAY_MS;
  const recent =
    asked.clientId === undefined
      ? []
      : returnRows(core, asked.clientId).filter(
          ({ proof, startedAtMs }) => proof === "none" && startedAtMs >= since,
        );
  const wishes = [];
  for (const line of asked.lines) {
    const product = core.catalogue.product(line.productId)?.row;
    if (product === undefined) return refuse("product-unknown", { code: line.productId });
    const nowMinor = priceNow(core, product)?.unitPriceMinor ?? 0;
    // What was typed counts up to what the shop asks today; nobody earns by bringing things back.
    const unitPriceMinor = Math.min(line.unitPriceMinor ?? nowMinor, nowMinor);
    const taxesOf = (totalMinor: number) => taxesInside(counter, product, totalMinor);
    wishes.push({ ...wishOf(counter, line), product, unitPriceMinor, taxesOf });
  }
  return planLooseReturn({
    ...about,
    wishes,
    identity: client?.name ?? asked.identity,
    recentReturns: recent.length,
  });
}

/** The taxes inside an amount, as the shop would sell the product for it today. */
function taxesInside(
  { core }: Counter,
  product: Rows["products"],
  totalMinor: number,
): readonly TaxPart[] {
  const atMs = core.clock.now();
  const draft = newBasket({
    id: "return-taxes",
    storeId: core.identity.storeId,
    currency: storeOf(core)?.currency ?? "EUR",
    channel: "counter",
    atMs,
  });
  const id = "return-taxes";
  const line = addLine(draft, { id, atMs, product, embeddedPriceMinor: totalMinor });
  const priced = line.ok ? price(core, line.value.draft) : line;
  return priced.ok ? (priced.value.lines[0]?.taxes ?? []) : [];
}

/** The basket in hand as the other side of an exchange: checked as a sale would be. */
function exchangeOf(
  counter: Counter,
  who: Editor,
): Result<{ readonly priced: PricedBasket; readonly pointsEarned: number }> {
  const basket = counter.basket();
  if (basket.phase === "tendering") return refuse("basket-being-paid");
  if (basket.phase === "done" || basket.draft.lines.length === 0) return refuse("empty-basket");
  if (basket.promises.length > 0) return refuse("promise-not-possible");
  const priced = counter.priced();
  if (!priced.ok) return priced;
  const { totalMinor } = priced.value;
  const paid: Tender = {
    id: "exchange",
    kind: "other",
    name: "",
    amountMinor: totalMinor,
    atMs: counter.core.clock.now(),
  };
  const tenders = totalMinor === 0 ? [] : [paid];
  const sale = saleOf(counter, who, { ...basket, tenders }, priced.value);
  if (!sale.ok) return sale;
  return done({ priced: priced.value, pointsEarned: sale.value.pointsEarned });
}

function returnDone(body: ReturnCompleted, entryId: string): DoneView {
  const balanceMinor = (body.exchangeMinor ?? 0) - body.refundMinor + body.roundingMinor;
  return {
    kind: body.exchange === undefined ? "return" : "exchange",
    saleId: body.returnId,
    entryId,
    receiptNumber: body.receiptNumber,
    totalMinor: balanceMinor,
    changeMinor: body.changeMinor,
    promises: [],
    receipt: "waiting",
  };
}
