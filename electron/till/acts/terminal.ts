/**
 * Card payments at a terminal: `payment.started` on the disk before it is asked, and one leg when it has
 * charged. What it could not tell is asked again, also after a restart, and in the end said by a person.
 *
 *   started --ask--> approved | partial | stored | declined --> payment.settled
 *               \--> unknown --recover--> ... | unknown: a person reads the paper (tender.settle)
 */
import { done, type Result, refuse } from "#shared/base/result.ts";
import { addTender } from "#shared/engine/tender.ts";
import type { Tender } from "#shared/records/tender.ts";
import { append, entriesOf } from "../core.ts";
import { type Basket, type Counter, sessionFor } from "../counter.ts";
import type { PaymentTerminal, TerminalOutcome, TerminalRequest } from "../devices/terminal.ts";
import type { Editor } from "./edit.ts";
import { forwardStored, noteSettled, storeUnseen } from "./store-forward.ts";
import {
  type LegInput,
  legOf,
  type Paying,
  payAs,
  settled,
  sheetOf,
  tenderName,
} from "./tender.ts";

/**
 * Charges a card for what is due or for less. Refuses `terminal-not-here`, `payment-open`,
 * `card-declined` with the terminal's reason, `stored-forward-limit`, and as `addTender`. Where no bank
 * can be asked the terminal may keep the card (store-forward.ts). When the terminal cannot tell, the
 * payment stays open and on the screen.
 */
export async function chargeCard(counter: Counter, input: LegInput): Promise<Result<Paying>> {
  const charged = await charge(counter, input);
  if (!charged.ok) counter.setNotice(charged.refusal);
  return charged;
}

async function charge(counter: Counter, input: LegInput): Promise<Result<Paying>> {
  const who = counter.actor();
  if (!who.ok) return who;
  const terminal = counter.terminal();
  if (terminal === undefined) return refuse("terminal-not-here");
  const basket = counter.basket();
  if (basket.phase !== "tendering" || basket.fixed === undefined) return refuse("not-being-paid");
  if (basket.openPayment !== undefined) return refuse("payment-open");
  const paymentId = counter.core.ids.next();
  const leg = legOf(counter, input);
  if (!leg.ok) return leg;
  const added = addTender(sheetOf(counter, basket, basket.fixed), { ...leg.value, paymentId });
  if (!added.ok) return added;
  const made = added.value.tenders.at(-1);
  if (made === undefined) return refuse("nothing-due");
  const { amountMinor } = made;
  const { currency } = basket.draft;
  const openPayment = {
    ...{ paymentId, tenderId: made.id, amountMinor },
    state: "asking" as const,
    kind: "card-terminal" as const,
  };
  const asking: Basket = { ...basket, openPayment };
  const started = append(counter.core, who.value, (tools) => {
    counter.putBasket(tools.desk, asking);
    return {
      kind: "payment.started",
      body: {
        ...{ paymentId, basketId: basket.draft.id, direction: "charge", amountMinor, currency },
        tenderKind: "card-terminal",
        terminalId: terminal.id,
      },
    };
  });
  if (!started.ok) return started;
  counter.showBasket(asking);
  const request = { paymentId, amountMinor, currency };
  const said = await askTwice(terminal, request);
  const { staffId } = who.value;
  const stored = await storeUnseen(counter, terminal, { request, staffId, said });
  const outcome = stored.ok ? stored.value : said;
  const taken = take(counter, who.value, { outcome, paymentId });
  // A bank that answers can also be told of what waits.
  if (taken.ok && outcome.outcome !== "stored") void forwardStored(counter);
  // Above the cap the cashier is told that, and not only that the card was not charged.
  const isTooMuch = !stored.ok && !taken.ok && taken.refusal.code === "card-declined";
  return isTooMuch ? stored : taken;
}

/** Whether a leg was charged by the terminal, so that only the terminal can take it back. */
export function isOnTerminal(counter: Counter, tenderId: string): boolean {
  const leg = counter.basket().tenders.find(({ id }) => id === tenderId);
  return leg?.kind === "card-terminal" && leg.paymentId !== undefined;
}

/**
 * Takes a charged leg back at the terminal. Refuses `tender-unknown`, `terminal-not-here` and
 * `tender-needs-reversal` when the terminal did not reverse it: the leg then stays.
 */
export async function reverseCard(counter: Counter, tenderId: string): Promise<Result<Paying>> {
  const who = counter.actor();
  if (!who.ok) return who;
  const terminal = counter.terminal();
  const basket = counter.basket();
  const leg = basket.tenders.find(({ id }) => id === tenderId);
  if (leg?.paymentId === undefined) return refuse("tender-unknown");
  if (terminal === undefined) return refuse("terminal-not-here");
  if (basket.openPayment !== undefined) return refuse("payment-open");
  const { amountMinor } = leg;
  const ofPaymentId = leg.paymentId;
  const paymentId = counter.core.ids.next();
  const { currency } = basket.draft;
  const started = append(counter.core, who.value, {
    kind: "payment.started",
    body: {
      ...{ paymentId, basketId: basket.draft.id, direction: "reverse", amountMinor, currency },
      ...{ tenderKind: "card-terminal", terminalId: terminal.id, ofPaymentId },
    },
  });
  if (!started.ok) return started;
  const request = { paymentId, amountMinor, currency, terminalReceipt: leg.reference ?? "" };
  const reversed = await terminal.reverse(request).catch(unknownOutcome);
  const isUndone = reversed.outcome === "approved";
  const left = basket.tenders.filter(({ id }) => id !== tenderId);
  const next: Basket = isUndone ? { ...counter.basket(), tenders: left } : counter.basket();
  const written = append(counter.core, who.value, (tools) => {
    if (isUndone) {
      counter.putBasket(tools.desk, next);
      const terminalReceipt = leg.reference;
      const of = { paymentId: ofPaymentId, outcome: "reversed", amountMinor, terminalReceipt };
      noteSettled(tools.desk, of);
    }
    return {
      kind: "payment.settled",
      body: {
        paymentId,
        outcome: isUndone ? "reversed" : reversed.outcome,
        amountMinor: isUndone ? amountMinor : 0,
        ...(isUndone ? { ofPaymentId } : {}),
        ...("reasonCode" in reversed ? { reasonCode: reversed.reasonCode } : {}),
      },
    };
  });
  if (!written.ok) return written;
  if (!isUndone) return refuse("tender-needs-reversal", { paymentId: ofPaymentId });
  return payAs(counter, who.value, () => done(next));
}

/**
 * Pays back to a card: on the disk before the terminal is asked, and never twice for one payment id.
 * Refuses `terminal-not-here`, `card-declined`, and `payment-open` while the terminal cannot tell.
 */
export async function refundCard(
  counter: Counter,
  who: Editor,
  request: TerminalRequest,
): Promise<Result<Record<never, never>>> {
  const { core } = counter;
  const { paymentId, amountMinor, currency } = request;
  const ends = entriesOf(core, "payment.settled").filter(
    ({ body }) => body.paymentId === paymentId,
  );
  if (ends.some(({ body }) => body.outcome === "approved")) return done({});
  const terminal = counter.terminal();
  if (terminal === undefined) return refuse("terminal-not-here");
  const begun = entriesOf(core, "payment.started").some(({ body }) => body.paymentId === paymentId);
  const isOpen = begun && ends.length === 0;
  if (!isOpen) {
    const started = append(core, who, {
      kind: "payment.started",
      body: {
        ...{ paymentId, basketId: counter.basket().draft.id, direction: "refund", amountMinor },
        ...{ currency, tenderKind: "card-terminal", terminalId: terminal.id },
      },
    });
    if (!started.ok) return started;
  }
  const asked = isOpen ? terminal.recover(request) : terminal.refund(request);
  let outcome = await asked.catch(unknownOutcome);
  if (outcome.outcome === "unknown" && !isOpen) {
    outcome = await terminal.recover(request).catch(unknownOutcome);
  }
  if (outcome.outcome === "unknown") return refuse("payment-open");
  const isPaid = outcome.outcome === "approved" && outcome.amountMinor === amountMinor;
  const written = append(core, who, {
    kind: "payment.settled",
    body: {
      paymentId,
      outcome: isPaid ? "approved" : "declined",
      amountMinor: isPaid ? amountMinor : 0,
      ...("reasonCode" in outcome ? { reasonCode: outcome.reasonCode } : {}),
    },
  });
  if (!written.ok) return written;
  return isPaid
    ? done({})
    : refuse("card-declined", { reason: "reasonCode" in outcome ? outcome.reasonCode : "partial" });
}

/**
 * After a start: asks the terminal what became of a payment that was open when the till stopped. Does
 * nothing when there is none; leaves it open, for a person to say, when the terminal cannot tell.
 */
export async function recoverOpenPayment(counter: Counter): Promise<void> {
  const open = counter.basket().openPayment;
  if (open?.kind !== "card-terminal") return;
  const { core } = counter;
  const started = entriesOf(core, "payment.started").findLast(
    ({ body }) => body.paymentId === open.paymentId,
  );
  const staff = core.replica.get("staff", started?.staffId ?? "")?.row;
  const terminal = counter.terminal();
  if (started === undefined || staff === undefined || terminal === undefined)
    return markUnknown(counter);
  const { paymentId, amountMinor, currency } = started.body;
  const outcome = await terminal
    .recover({ paymentId, amountMinor, currency })
    .catch(unknownOutcome);
  if (core.closed()) return;
  const who = { staffId: staff.id, shiftId: counter.shiftId(), session: sessionFor(core, staff) };
  take(counter, who, { outcome, paymentId });
}

/** Settles the open payment by what the terminal said, and completes the sale when all is paid. */
function take(
  counter: Counter,
  who: Editor,
  said: { readonly outcome: TerminalOutcome; readonly paymentId: string },
): Result<Paying> {
  const { outcome, paymentId } = said;
  const open = counter.basket().openPayment;
  // Somebody said meanwhile what the terminal's paper says.
  if (counter.core.closed() || open?.paymentId !== paymentId) return refuse("payment-unknown-id");
  if (outcome.outcome === "unknown") {
    markUnknown(counter);
    return refuse("payment-open");
  }
  const isCharged = outcome.outcome !== "declined";
  const leg: Tender = {
    id: open.tenderId,
    kind: "card-terminal",
    name: isCharged && outcome.card.brand !== "" ? outcome.card.brand : tenderName("card-terminal"),
    amountMinor: isCharged ? outcome.amountMinor : open.amountMinor,
    paymentId,
    ...(isCharged ? { card: outcome.card, reference: outcome.terminalReceipt } : {}),
    ...(outcome.outcome === "stored" ? { storedForward: true } : {}),
    atMs: counter.core.clock.now(),
  };
  const paid = payAs(counter, who, (basket) =>
    settled(counter, who, {
      ...{ basket, leg, outcome: outcome.outcome, bySelf: true },
      ...(isCharged ? {} : { reasonCode: outcome.reasonCode }),
    }),
  );
  if (!paid.ok || isCharged) return paid;
  return refuse("card-declined", { reason: outcome.reasonCode });
}

function markUnknown(counter: Counter): void {
  const basket = counter.basket();
  const { openPayment } = basket;
  if (openPayment === undefined) return;
  counter.setBasket({ ...basket, openPayment: { ...openPayment, state: "unknown" } });
}

/** Asks, and when the answer was lost on the way, asks once what came of it. */
async function askTwice(
  terminal: PaymentTerminal,
  request: TerminalRequest,
): Promise<TerminalOutcome> {
  const outcome = await terminal.charge(request).catch(unknownOutcome);
  return outcome.outcome === "unknown" ? terminal.recover(request).catch(unknownOutcome) : outcome;
}

function unknownOutcome(): TerminalOutcome {
  return { outcome: "unknown", reasonCode: "no-answer" };
}
