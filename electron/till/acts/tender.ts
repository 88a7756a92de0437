/**
 * Acts of paying: legs, what is due, and the moment in which a basket becomes a sale. The sale is on
 * the disk before anything is printed, opened or answered; a second press finds it done.
 */
import { done, type Result, refuse } from "#shared/base/result.ts";
import { withoutRoundUp } from "#shared/engine/round-up.ts";
import { addTender, cancelTender, type NewTender, tenderState } from "#shared/engine/tender.ts";
import type { PricedBasket } from "#shared/records/basket.ts";
import type { PolicySetting } from "#shared/records/settings/index.ts";
import type { Tender, TenderKind } from "#shared/records/tender.ts";
import { append, policyOf } from "../core.ts";
import type { Basket, Counter, DoneView } from "../counter.ts";
import { paidAheadFor } from "../views/holds.ts";
import { completeBasket, mayBeSold, mayTakeMoney } from "./complete.ts";
import { ownDrawerFor } from "./drawer-owner.ts";
import type { Editor } from "./edit.ts";
import { isStoring, noteSettled } from "./store-forward.ts";
import { isStoredValue, valueLeg } from "./value.ts";

export interface Paying {
  readonly revision: number;
  readonly dueMinor: number;
  readonly done?: DoneView;
}

export interface LegInput {
  readonly kind: TenderKind;
  readonly tenderTypeId?: string | undefined;
  readonly amountMinor?: number | undefined;
  readonly givenMinor?: number | undefined;
  readonly foreign?: { readonly currency: string; readonly amountMinor: number } | undefined;
  readonly reference?: string | undefined;
  readonly card?: Tender["card"] | undefined;
}

/** Kinds that a leg can be of; a `deposit` spends what was paid ahead for the order in hand. */
const TAKEN: ReadonlySet<TenderKind> = new Set([
  "cash",
  "card-external",
  "card-terminal",
  "gift-card",
  "credit",
  "points",
  "account",
  "deposit",
  "other",
]);
const NAMES: Readonly<Partial<Record<TenderKind, string>>> = {
  cash: "Cash",
  "card-external": "Card",
  "card-terminal": "Card",
  "gift-card": "Gift card",
  credit: "Store credit",
  points: "Points",
  account: "Account",
  deposit: "Paid ahead",
  other: "Other",
};

/** Fixes the prices and opens the pay sheet, with what was paid ahead on it. Refuses `empty-basket`, `shift-closed`, what pricing refuses and what `mayBeSold` does. */
export function start(counter: Counter): Result<Paying> {
  return paying(counter, (basket, who) => {
    if (basket.phase === "tendering") return done(basket);
    if (basket.draft.lines.length === 0) return refuse("empty-basket");
    // Said before any money changes hands, not when the sale would be completed.
    if (!mayTakeMoney(counter.core)) return refuse("shift-closed");
    const priced = counter.priced();
    if (!priced.ok) return priced;
    const sellable = mayBeSold(counter, who, { draft: basket.draft, priced: priced.value });
    if (!sellable.ok) return sellable;
    const sheet: Basket = { ...basket, phase: "tendering", tenders: [], fixed: priced.value };
    return done(withPaidAhead(counter, sheet, priced.value));
  });
}

/** What was paid ahead for a held basket counts first, so that nobody is asked for it twice. */
function withPaidAhead(counter: Counter, sheet: Basket, priced: PricedBasket): Basket {
  const holdId = sheet.draft.held?.holdId;
  if (holdId === undefined || paidAheadFor(counter.core, holdId) <= 0) return sheet;
  const leg = valueLeg(counter, sheet, { kind: "deposit" });
  if (!leg.ok) return sheet;
  const added = addTender(sheetOf(counter, sheet, priced), leg.value);
  return added.ok ? { ...sheet, tenders: added.value.tenders } : sheet;
}

/** Back to the basket. Refuses `payment-open` while a card may have been charged. */
export function back(counter: Counter): Result<Paying> {
  return paying(counter, (basket) => {
    if (basket.openPayment !== undefined) return refuse("payment-open");
    const charged = basket.tenders.find(({ paymentId }) => paymentId !== undefined);
    if (charged !== undefined) {
      return refuse("tender-needs-reversal", { paymentId: charged.paymentId ?? "" });
    }
    return done({ ...basket, phase: "selling", draft: plainDraft(basket), ...NOT_PAID });
  });
}

const NOT_PAID = { tenders: [], fixed: undefined } as const;

/** The draft without what rounded its total up: the total may change before it is paid again. */
function plainDraft({ draft, fixed }: Basket): Basket["draft"] {
  return fixed === undefined ? draft : withoutRoundUp({ draft, priced: fixed }).draft;
}

/**
 * Adds a leg; when the total is covered the sale completes in the same act. A card that was charged
 * outside is on the disk as `payment.started` before and as `payment.settled` after.
 */
export function add(counter: Counter, input: LegInput): Result<Paying> {
  return paying(counter, (basket, who) => {
    if (basket.phase !== "tendering" || basket.fixed === undefined) return refuse("not-being-paid");
    if (basket.openPayment !== undefined) return refuse("payment-open");
    const { kind } = input;
    const own = ownDrawerFor(counter, [{ kind }]);
    if (!own.ok) return own;
    if (kind === "card-terminal") return refuse("terminal-not-here");
    const leg = isStoredValue(kind)
      ? valueLeg(counter, basket, { ...input, kind })
      : legOf(counter, input);
    if (!leg.ok) return leg;
    const added = addTender(sheetOf(counter, basket, basket.fixed), leg.value);
    if (!added.ok) return added;
    const made = added.value.tenders.at(-1);
    if (input.kind !== "card-external" || made === undefined) {
      return done({ ...basket, tenders: added.value.tenders });
    }
    return chargeOutside(counter, who, { basket, leg: made });
  });
}

/** Takes a leg out again. Refuses `tender-unknown` and `tender-needs-reversal` for a charged card. */
export function cancelLeg(counter: Counter, tenderId: string): Result<Paying> {
  return paying(counter, (basket, who) => {
    const leg = basket.tenders.find(({ id }) => id === tenderId);
    const { paymentId } = leg ?? {};
    if (leg === undefined || paymentId === undefined) {
      const left = cancelTender(basket.tenders, { id: tenderId });
      return left.ok ? done({ ...basket, tenders: left.value }) : left;
    }
    // Charged outside, so reversed outside too: the entry says that a person did it.
    const left = cancelTender(basket.tenders, { id: tenderId, reversed: true });
    if (!left.ok) return left;
    const next: Basket = { ...basket, tenders: left.value };
    const written = append(counter.core, who, (tools) => {
      counter.putBasket(tools.desk, next);
      return {
        kind: "payment.settled",
        body: {
          paymentId,
          outcome: "reversed",
          amountMinor: leg.amountMinor,
          confirmedByStaffId: who.staffId,
        },
      };
    });
    return written.ok ? done(next) : written;
  });
}

/** Says what the terminal's own paper says of a payment that was open when the till stopped. */
export function settle(
  counter: Counter,
  input: { readonly paymentId: string; readonly charged: boolean },
): Result<Paying> {
  return paying(counter, (basket, who) => {
    const open = basket.openPayment;
    if (open?.paymentId !== input.paymentId) return refuse("payment-unknown-id");
    // Its paper says the same of a card that was charged and of one that it keeps for the bank.
    const isStored = input.charged && isStoring(counter.core, open.paymentId);
    const leg: Tender = {
      id: open.tenderId,
      kind: open.kind ?? "card-external",
      name: tenderName(open.kind ?? "card-external"),
      amountMinor: open.amountMinor,
      paymentId: open.paymentId,
      ...(isStored ? { storedForward: true } : {}),
      atMs: counter.core.clock.now(),
    };
    const outcome = isStored ? "stored" : input.charged ? "approved" : "declined";
    return settled(counter, who, { basket, leg, outcome });
  });
}

/** Completes a basket whose total is covered, or with nothing to pay. Refuses `short-tender`. */
export function complete(counter: Counter): Result<Paying> {
  return paying(counter, (basket) => {
    if (basket.phase === "tendering") return done(basket);
    const priced = counter.priced();
    if (!priced.ok) return priced;
    if (basket.draft.lines.length === 0) return refuse("empty-basket");
    if (priced.value.totalMinor !== 0) {
      return refuse("short-tender", { missingMinor: priced.value.totalMinor });
    }
    return done({ ...basket, phase: "tendering", tenders: [], fixed: priced.value });
  });
}

/** Leaves the "change due" page for the next customer. */
export function next(counter: Counter): Result<{ readonly revision: number }> {
  if (counter.basket().phase === "done") counter.setBasket(counter.freshBasket());
  return done({ revision: counter.revision() });
}

/** A tender's name where the chain gave it none of its own. */
export function tenderName(kind: TenderKind): string {
  return NAMES[kind] ?? kind;
}

/** What is left to pay of the basket in hand. */
export function sheetState(counter: Counter, basket: Basket, priced: PricedBasket) {
  return tenderState(sheetOf(counter, basket, priced));
}

/** The frame of a paying act: signed in, changed, and completed when nothing is left to pay. */
export function paying(
  counter: Counter,
  run: (basket: Basket, who: Editor) => Result<Basket>,
): Result<Paying> {
  const paid = tryPaying(counter, run);
  if (!paid.ok) counter.setNotice(paid.refusal);
  return paid;
}

function tryPaying(
  counter: Counter,
  run: (basket: Basket, who: Editor) => Result<Basket>,
): Result<Paying> {
  const who = counter.actor();
  if (!who.ok) return who;
  return payAs(counter, who.value, run);
}

/** The same for somebody who began to pay before: a payment that a restart has left open. */
export function payAs(
  counter: Counter,
  who: Editor,
  run: (basket: Basket, who: Editor) => Result<Basket>,
): Result<Paying> {
  const now = counter.basket();
  // The press that came too late: the sale is made, and made once.
  if (now.phase === "done" && now.done !== undefined) {
    return done({ revision: counter.revision(), dueMinor: 0, done: now.done });
  }
  const changed = run(now, who);
  if (!changed.ok) return changed;
  const basket = changed.value;
  const { fixed } = basket;
  if (basket.phase !== "tendering" || fixed === undefined) {
    counter.setBasket(basket);
    return done({ revision: counter.revision(), dueMinor: 0 });
  }
  const state = sheetState(counter, basket, fixed);
  if (!state.covered || basket.openPayment !== undefined) {
    counter.setBasket(basket);
    return done({ revision: counter.revision(), dueMinor: state.dueMinor });
  }
  counter.showBasket(basket);
  const completed = completeBasket(counter, who, basket, fixed);
  if (!completed.ok) {
    counter.setBasket(basket);
    return completed;
  }
  return done({ revision: counter.revision(), dueMinor: 0, done: completed.value });
}

/** What the engine needs to know to add a leg. */
export function sheetOf(counter: Counter, basket: Basket, priced: PricedBasket) {
  const rule = ruleOf(policyOf(counter.core));
  const { totalMinor, currency } = priced;
  return { totalMinor, tenders: basket.tenders, rule, currency };
}

function ruleOf(policy: PolicySetting | undefined): PolicySetting["cashRounding"] {
  return policy?.cashRounding ?? { incrementMinor: 1, mode: "half_up" };
}

/** A leg as it was asked for, with the names and rates of the settings. */
export function legOf(counter: Counter, input: LegInput): Result<NewTender> {
  if (!TAKEN.has(input.kind)) return refuse("tender-not-here", { tender: input.kind });
  const { core } = counter;
  const type =
    input.tenderTypeId === undefined
      ? undefined
      : core.catalogue.setting("tender-type", input.tenderTypeId);
  if (input.kind === "other" && type === undefined) {
    return refuse("tender-not-here", { tender: input.kind });
  }
  const { foreign } = input;
  const rate = core.catalogue
    .settings("exchange-rate")
    .find(({ body }) => body.currency === foreign?.currency)?.body;
  return done({
    ...input,
    foreign: foreign === undefined ? undefined : { ...foreign, rate },
    id: core.ids.next(),
    name: type?.name ?? tenderName(input.kind),
    needsReference: type?.needsReference ?? false,
    atMs: core.clock.now(),
    ...(input.kind === "card-external" ? { paymentId: core.ids.next() } : {}),
  });
}

/** `payment.started` on disk, then the leg with `payment.settled`: a kill between leaves it open. */
function chargeOutside(
  counter: Counter,
  who: Editor,
  { basket, leg }: { readonly basket: Basket; readonly leg: Tender },
): Result<Basket> {
  const paymentId = leg.paymentId ?? leg.id;
  const waiting: Basket = {
    ...basket,
    openPayment: { paymentId, tenderId: leg.id, amountMinor: leg.amountMinor, state: "unknown" },
  };
  const started = append(counter.core, who, (tools) => {
    counter.putBasket(tools.desk, waiting);
    return {
      kind: "payment.started",
      body: {
        paymentId,
        basketId: basket.draft.id,
        direction: "charge",
        tenderKind: leg.kind,
        amountMinor: leg.amountMinor,
        currency: basket.draft.currency,
        terminalId: "outside",
      },
    };
  });
  if (!started.ok) return started;
  return settled(counter, who, { basket: waiting, leg, outcome: "approved" });
}

/** Closes an open payment: its entry, and the leg when the card was charged. */
export function settled(
  counter: Counter,
  who: Editor,
  payment: {
    readonly basket: Basket;
    readonly leg: Tender;
    readonly outcome: "approved" | "declined" | "partial" | "stored";
    /** What the terminal said of a payment that was not made. */
    readonly reasonCode?: string;
    /** The terminal said so itself: nobody had to read its paper. */
    readonly bySelf?: boolean;
  },
): Result<Basket> {
  const { basket, leg, outcome, reasonCode } = payment;
  const tenders = outcome === "declined" ? basket.tenders : [...basket.tenders, leg];
  const next: Basket = { ...basket, tenders, openPayment: undefined };
  const paymentId = leg.paymentId ?? leg.id;
  const { amountMinor } = leg;
  const written = append(counter.core, who, (tools) => {
    counter.putBasket(tools.desk, next);
    noteSettled(tools.desk, { paymentId, outcome, amountMinor, terminalReceipt: leg.reference });
    return {
      kind: "payment.settled",
      body: {
        ...{ paymentId, outcome, amountMinor },
        ...(payment.bySelf === true ? {} : { confirmedByStaffId: who.staffId }),
        ...(reasonCode === undefined ? {} : { reasonCode }),
        ...(leg.card === undefined ? {} : { card: leg.card }),
      },
    };
  });
  return written.ok ? done(next) : written;
}
