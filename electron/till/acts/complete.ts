/**
 * The moment of sale: one transaction with the sale, its promises, its receipt number, the paper that
 * waits and the basket as done; after the commit, and only then, print and drawer.
 */

import { machineZoneOffset } from "#machine/time-zone.ts";
import { done, type Result, refuse } from "#shared/base/result.ts";
import { addDays, wallClockMs } from "#shared/base/time.ts";
import { processDataOfSale } from "#shared/engine/fiscal/process-data.ts";
import { balanceIds, isGiven } from "#shared/engine/fold/value.ts";
import { rewardsOfSale } from "#shared/engine/loyalty.ts";
import { checkGoods, completeSale } from "#shared/engine/sale.ts";
import type { BasketDraft, PricedBasket } from "#shared/records/basket.ts";
import type { OrderPromised } from "#shared/records/entries/order-promised.ts";
import type { SaleCompleted } from "#shared/records/entries/sale-completed.ts";
import { append, businessDateAt, type EntryPart, policyOf, storeOf } from "../core.ts";
import type { Basket, Counter, DoneView, PlannedPromise } from "../counter.ts";
import { openShift } from "../views/shift.ts";
import type { Editor } from "./edit.ts";
import { loadedCards } from "./gift-card.ts";
import { saleReceipt } from "./receipt.ts";

/** Digits of a receipt number after its series. */
const NUMBER_DIGITS = 6;
const DAY_MINUTES = 1_440;

/**
 * Completes the basket. Refuses as the engine's `completeSale`, and with the journal's codes when the
 * disk takes nothing more; then nothing was sold and the basket is as it was.
 */
export function completeBasket(
  counter: Counter,
  who: Editor,
  basket: Basket,
  priced: PricedBasket,
): Result<DoneView> {
  const sale = saleOf(counter, who, basket, priced);
  if (!sale.ok) return sale;
  const { core } = counter;
  const entryId = core.ids.next();
  let after: Basket = basket;
  const written = append(core, who, (tools) => {
    const number = tools.takeNumber(core.identity.series);
    const receiptNumber = receiptNumberOf(core.identity.series, number);
    const body: SaleCompleted = { ...sale.value, receiptNumber };
    const promised = promisesOf(counter, body, basket.promises);
    const view = doneViewOf(body, entryId, promised);
    const print = policyOf(core)?.receipt.print ?? "always";
    const at = core.clock.now();
    const document = saleReceipt(core, {
      sale: body,
      atMs: at,
      cashierName: who.session.staff.shortName,
      loaded: loadedCards(core, body),
      promises: view.promises.map(({ text, promisedBy }, index) => ({
        text,
        promisedBy,
        how: promised[index]?.fulfilment ?? "ship",
      })),
    });
    if (print !== "never" && document !== undefined) {
      counter.queue.put(tools.desk, { id: body.saleId, at, title: receiptNumber, document });
    }
    counter.signing.put(tools.desk, {
      ...{ staffId: who.staffId, shiftId: who.shiftId },
      ...{ id: body.saleId, document: "sale", processData: processDataOfSale(body) },
    });
    const receipt = print === "never" ? ("not-asked" as const) : ("waiting" as const);
    after = { ...counter.freshBasket(), phase: "done", fixed: priced, done: { ...view, receipt } };
    after = { ...after, draft: basket.draft, tenders: basket.tenders };
    counter.putBasket(tools.desk, after);
    const parts: EntryPart[] = [{ kind: "sale.completed", body, id: entryId }];
    for (const promise of promised) parts.push({ kind: "order.promised", body: promise });
    return parts;
  });
  if (!written.ok) return written;
  counter.showBasket(after);
  printAfterCommit(counter, after);
  if (after.done === undefined) return refuse("sale-unknown");
  return done(after.done);
}

/**
 * Whether the basket may be sold, asked before any money changes hands: once it has, the basket takes
 * neither an answer about an age nor a serial number. Refuses as the engine's `checkGoods`.
 */
export function mayBeSold(
  counter: Counter,
  who: Editor,
  basket: { readonly draft: BasketDraft; readonly priced: PricedBasket },
): Result<undefined> {
  const policy = policyOf(counter.core);
  if (policy === undefined) return refuse("still-filling", { percent: 0 });
  return checkGoods({ ...basket, policy, ...sellingNow(counter, who, basket.draft) });
}

/** Who sells here and at which minute of the store's day, and what the buyer has bought as staff. */
function sellingNow(counter: Counter, { staffId, session }: Editor, draft: BasketDraft) {
  const { core } = counter;
  const wallMs = wallClockMs(core.clock.now(), storeOf(core)?.timeZone ?? "UTC", machineZoneOffset);
  return {
    catalogue: core.catalogue,
    cashier: { staffId, maySellRestricted: session.staff.maySellRestricted ?? true },
    minuteOfDay: Math.floor(wallMs / 60_000) % DAY_MINUTES,
    shiftIsOpen: mayTakeMoney(core),
    ...staffSpentOf(counter, draft.staffBuyerId),
  };
}

/** The sale that the basket would be with these legs, checked by the engine and not yet written. */
export function saleOf(
  counter: Counter,
  who: Editor,
  basket: Basket,
  priced: PricedBasket,
): Result<SaleCompleted> {
  const { core } = counter;
  const policy = policyOf(core);
  const store = storeOf(core);
  if (policy === undefined || store === undefined) return refuse("still-filling", { percent: 0 });
  const { draft, tenders } = basket;
  const client =
    draft.clientId === undefined ? undefined : core.overlay.row("clients", draft.clientId);
  return completeSale({
    saleId: draft.id,
    draft,
    priced,
    tenders,
    receipt: {
      number: "",
      series: core.identity.series,
      profileId: store.receiptProfileId,
    },
    policy,
    segmentIds: client?.segmentIds ?? [],
    ...sellingNow(counter, who, draft),
    openPayments: basket.openPayment === undefined ? 0 : 1,
    promiseIds: basket.promises.map(({ orderId }) => orderId),
    ...pointsOf(counter, draft.clientId),
    ...rewardsOf(counter, draft.clientId),
  });
}

/** A register that never opened a shift sells without one; one that did sells only while one is open. */
export function mayTakeMoney(core: Counter["core"]): boolean {
  return openShift(core) !== undefined || core.journal.ofKind("shift.opened").length === 0;
}

/** What the client's points and tier say of earning; nothing without a loyalty scheme or a client. */
export function pointsOf(counter: Counter, clientId: string | undefined) {
  const { core } = counter;
  const [loyalty] = core.catalogue.settings("loyalty");
  if (loyalty === undefined || clientId === undefined) return {};
  const balance = core.overlay.row("balances", balanceIds.points(clientId));
  return {
    points: { loyalty: loyalty.body, balance: balance?.amount ?? 0, tier: balance?.tier },
  };
}

/** Points for a birthday or a friend that this sale gives, as far as this till knows the ledger. */
export function rewardsOf({ core }: Counter, clientId: string | undefined) {
  const [loyalty] = core.catalogue.settings("loyalty");
  const client = clientId === undefined ? undefined : core.overlay.row("clients", clientId);
  if (loyalty === undefined || client === undefined) return {};
  const businessDate = businessDateAt(core, core.clock.now());
  const year = businessDate.slice(0, 4);
  const isGivenTo = (kind: string, id: string): boolean =>
    isGiven(core.overlay.row("balances", balanceIds.reward(kind, id, year)));
  const asked = { client, businessDate, loyalty: loyalty.body, isGiven: isGivenTo };
  return { rewards: rewardsOfSale(asked) };
}

/** What the buyer of a staff purchase has bought this year, as far as this till knows. */
function staffSpentOf({ core }: Counter, buyerId: string | undefined) {
  if (buyerId === undefined) return {};
  const year = businessDateAt(core, core.clock.now()).slice(0, 4);
  const row = core.overlay.row("balances", balanceIds.staff(buyerId, year));
  return { staffSpentMinor: row?.amount ?? 0 };
}

/** The register's own number, gap-free, as it stands on the paper. */
export function receiptNumberOf(series: string, number: number): string {
  return `${series}-${String(number).padStart(NUMBER_DIGITS, "0")}`;
}

function promisesOf(
  counter: Counter,
  sale: SaleCompleted,
  planned: readonly PlannedPromise[],
): readonly OrderPromised[] {
  return planned.flatMap((promise) => {
    const line = sale.priced.lines.find(({ id }) => id === promise.lineId);
    if (line === undefined || line.fulfilment.kind === "carry") return [];
    const { kind, placeId, collectStoreId, promisedBy } = line.fulfilment;
    const today = businessDateAt(counter.core, counter.core.clock.now());
    return [
      {
        orderId: promise.orderId,
        saleId: sale.saleId,
        ...(sale.clientId === undefined ? {} : { clientId: sale.clientId }),
        fulfilment: kind,
        fromPlaceId: placeId,
        ...(collectStoreId === undefined ? {} : { collectStoreId }),
        promisedBy: promisedBy ?? addDays(today, 3),
        confidencePercent: promise.confidencePercent,
        stockAsOfMs: promise.stockAsOfMs,
        fallback: promise.fallback,
        lines: [
          {
            saleLineId: line.id,
            productId: line.productId,
            name: line.name,
            quantityMilli: line.quantityMilli,
            totalMinor: line.totalMinor,
          },
        ],
      },
    ];
  });
}

function doneViewOf(
  body: SaleCompleted,
  entryId: string,
  promised: readonly OrderPromised[],
): DoneView {
  return {
    kind: "sale",
    saleId: body.saleId,
    entryId,
    receiptNumber: body.receiptNumber,
    totalMinor: body.priced.totalMinor + body.roundingMinor,
    changeMinor: body.changeMinor,
    promises: promised.map(({ orderId, promisedBy, lines }) => ({
      orderId,
      text: lines.map(({ name }) => name).join(", "),
      promisedBy,
    })),
    receipt: "waiting",
    ...storedIn(body),
  };
}

/** What of the sale no bank has answered for yet; nothing on an ordinary sale. */
function storedIn({ tenders }: SaleCompleted): Pick<DoneView, "storedMinor"> {
  const stored = tenders.filter(({ storedForward }) => storedForward === true);
  if (stored.length === 0) return {};
  return { storedMinor: stored.reduce((sum, { amountMinor }) => sum + amountMinor, 0) };
}

/**
 * Paper and drawer, after the entry is on the disk and after the answer: encoding a receipt and noting
 * that it prints must not stand between a customer and their change.
 */
function printAfterCommit(counter: Counter, after: Basket): void {
  const saleId = after.done?.saleId;
  const show = (): void => {
    if (counter.core.closed()) return;
    const now = counter.basket();
    const job = counter.queue.jobs().find(({ id }) => id === saleId);
    if (now.done?.saleId !== saleId || now.done === undefined || job?.state !== "printed") return;
    counter.setBasket({ ...now, done: { ...now.done, receipt: "printed" } });
  };
  setImmediate(() => void counter.queue.run().then(show));
}
