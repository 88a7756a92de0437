/**
 * Card payments that the terminal keeps while no bank can be asked. The desk holds what this register has
 * waiting, changed only together with the entry that says so; sending is asked one by one, in order, and
 * a payment leaves the desk in the transaction that writes what the bank said.
 *
 *   asking --store--> waiting --forward--> approved | declined (a debt, named)    taken off the desk
 *       \--> declined                  \--> waiting: asked again later
 */
import { done, type Result, refuse } from "#shared/base/result.ts";
import { mayStoreForward, storesForward } from "#shared/engine/store-forward.ts";
import { type Actor, append, policyOf, type TillCore } from "../core.ts";
import type { Counter } from "../counter.ts";
import {
  BANK_NOT_REACHED,
  type ForwardOutcome,
  NOT_KEPT,
  type PaymentTerminal,
  type TerminalOutcome,
  type TerminalRequest,
} from "../devices/terminal.ts";
import type { Desk } from "../journal/desk.ts";
import { permitted } from "./approval.ts";

export interface StoredPayment {
  readonly paymentId: string;
  readonly basketId: string;
  readonly terminalId: string;
  readonly amountMinor: number;
  readonly currency: string;
  readonly staffId: string;
  readonly at: number;
  /** `asking`: the terminal has not said yet whether it keeps it; counted against the caps all the same. */
  readonly state: "asking" | "waiting";
  /** The terminal's own number of it; a person who read its paper may not know it. */
  readonly terminalReceipt?: string;
  /** Why it still waits, by the terminal, when it was last asked. */
  readonly reasonCode?: string;
}

export interface Forwarded {
  readonly approved: number;
  readonly declined: number;
  readonly waiting: number;
}

const KIND = "stored-payment";
const UNKNOWN: TerminalOutcome = { outcome: "unknown", reasonCode: "no-answer" };

/** What this register has waiting for the bank, the oldest first. */
export function storedPayments(core: Pick<TillCore, "journal">): readonly StoredPayment[] {
  return core.journal.desk
    .list<StoredPayment>(KIND)
    .map(({ value }) => value)
    .sort((left, right) => left.at - right.at || (left.paymentId < right.paymentId ? -1 : 1));
}

/**
 * What becomes of a charge that no bank could be asked about: kept by the terminal where shop and terminal
 * do that, else what the terminal said. Refuses `stored-forward-limit`; nothing is kept then.
 */
export async function storeUnseen(
  counter: Counter,
  terminal: PaymentTerminal,
  about: {
    readonly request: TerminalRequest;
    readonly staffId: string;
    readonly said: TerminalOutcome;
  },
): Promise<Result<TerminalOutcome>> {
  const { request, said } = about;
  const { core } = counter;
  const { storeForward } = terminal;
  const isUnseen = said.outcome === "declined" && said.reasonCode === BANK_NOT_REACHED;
  const offline = policyOf(core)?.offline;
  if (!isUnseen || storeForward === undefined) return done(said);
  if (offline === undefined || !storesForward(offline)) return done(said);
  const basketId = counter.basket().draft.id;
  const open = storedPayments(core);
  const ofSale = open.filter((each) => each.basketId === basketId);
  const allowed = mayStoreForward({
    amountMinor: request.amountMinor,
    inSaleMinor: sumOf(ofSale),
    waitingMinor: sumOf(open),
    perSaleMinor: offline.storedForwardPerSaleMinor,
    perRegisterMinor: offline.storedForwardPerRegisterMinor,
  });
  if (!allowed.ok) return allowed;
  const asking: StoredPayment = {
    ...request,
    ...{ basketId, terminalId: terminal.id, staffId: about.staffId, at: core.clock.now() },
    state: "asking",
  };
  core.journal.desk.put(KIND, request.paymentId, asking);
  const kept = await storeForward.store(request).catch(() => UNKNOWN);
  if (kept.outcome !== "unknown") return done(kept);
  return done(await terminal.recover(request).catch(() => UNKNOWN));
}

/** Whether the terminal was asked to keep this payment, so that its paper may say that it does. */
export function isStoring(core: Pick<TillCore, "journal">, paymentId: string): boolean {
  return core.journal.desk.get<StoredPayment>(KIND, paymentId) !== undefined;
}

/** In the transaction of `payment.settled`: what is kept waits from now on, all else is no longer here. */
export function noteSettled(
  desk: Desk,
  about: {
    readonly paymentId: string;
    readonly outcome: string;
    readonly amountMinor: number;
    readonly terminalReceipt: string | undefined;
  },
): void {
  const { paymentId, outcome, amountMinor, terminalReceipt } = about;
  const asking = desk.get<StoredPayment>(KIND, paymentId);
  if (asking === undefined) return;
  if (outcome !== "stored") {
    desk.delete(KIND, paymentId);
    return;
  }
  const receipt = terminalReceipt === undefined ? {} : { terminalReceipt };
  desk.put(KIND, paymentId, { ...asking, amountMinor, state: "waiting", ...receipt });
}

const running = new WeakMap<TillCore, Promise<Forwarded>>();

/**
 * Sends what waits to the bank, in order, until the bank cannot be asked; what this terminal has not waits alone. Asked while it
 * runs it answers the same run, so that nothing is ever sent beside itself.
 */
export function forwardStored(counter: Counter): Promise<Forwarded> {
  const { core } = counter;
  const now = running.get(core);
  if (now !== undefined) return now;
  const run = forwardAll(counter, core).finally(() => running.delete(core));
  running.set(core, run);
  return run;
}

async function forwardAll(counter: Counter, core: TillCore): Promise<Forwarded> {
  let [approved, declined] = [0, 0];
  for (const kept of storedPayments(core)) {
    if (kept.state !== "waiting") continue;
    const terminal = counter.terminal();
    const said = await forwardOne(terminal, kept);
    if (core.closed()) break;
    if (said.outcome === "waiting") {
      core.journal.desk.put(KIND, kept.paymentId, { ...kept, reasonCode: said.reasonCode });
      core.hub.emit(["rows:work"]);
      // What another terminal has, or one has lost, keeps nothing back of what this one can send.
      if (said.reasonCode === NOT_KEPT) continue;
      break;
    }
    // Taken back by the cashier while the bank was asked: the reversal has said all there is.
    if (!isStoring(core, kept.paymentId)) continue;
    const actor = { staffId: kept.staffId, shiftId: counter.shiftId() };
    if (!settleStored(core, actor, kept, said).ok) break;
    if (said.outcome === "approved") approved += 1;
    else declined += 1;
  }
  const waiting = core.closed() ? 0 : storedPayments(core).length;
  return { approved, declined, waiting };
}

/** Only the terminal that keeps a payment can send it; one set up anew is first asked whether it does. */
async function forwardOne(
  terminal: PaymentTerminal | undefined,
  kept: StoredPayment,
): Promise<ForwardOutcome> {
  if (terminal?.storeForward === undefined) return { outcome: "waiting", reasonCode: "off" };
  let { terminalReceipt } = kept;
  if (terminalReceipt === undefined || terminal.id !== kept.terminalId) {
    const there = await terminal.recover(kept).catch(() => UNKNOWN);
    if (there.outcome === "approved") return { outcome: "approved" };
    if (there.outcome !== "stored") return { outcome: "waiting", reasonCode: NOT_KEPT };
    terminalReceipt = there.terminalReceipt;
  }
  const { paymentId, amountMinor, currency } = kept;
  const request = { paymentId, amountMinor, currency, terminalReceipt };
  return terminal.storeForward
    .forward(request)
    .catch(() => ({ outcome: "waiting" as const, reasonCode: "no-answer" }));
}

/**
 * Says what the bank's own list says of a payment whose terminal is broken or gone. Refuses
 * `payment-unknown-id` and `needs-approval`.
 */
export function settleByHand(
  counter: Counter,
  input: {
    readonly paymentId: string;
    readonly paid: boolean;
    readonly approvalId?: string | undefined;
  },
): Result<Record<never, never>> {
  const who = counter.actor();
  if (!who.ok) return who;
  const { core } = counter;
  const kept = storedPayments(core).find(({ paymentId }) => paymentId === input.paymentId);
  if (kept?.state !== "waiting") return refuse("payment-unknown-id");
  const allowed = permitted(counter, who.value, { permission: "correct", input });
  if (!allowed.ok) return allowed;
  const confirmed = { confirmedByStaffId: who.value.staffId, approvalIds: allowed.value };
  const said = input.paid
    ? ({ outcome: "approved" } as const)
    : ({ outcome: "declined", reasonCode: "said-by-person" } as const);
  const written = settleStored(core, who.value, kept, said, confirmed);
  return written.ok ? done({}) : written;
}

/** Writes what the bank said and takes the payment off the desk, both or neither. */
function settleStored(
  core: TillCore,
  actor: Actor,
  kept: StoredPayment,
  said: Exclude<ForwardOutcome, { outcome: "waiting" }>,
  confirmed?: { readonly confirmedByStaffId: string; readonly approvalIds: string[] },
): ReturnType<typeof append> {
  const { paymentId, amountMinor } = kept;
  const isPaid = said.outcome === "approved";
  return append(core, actor, ({ desk }) => {
    desk.delete(KIND, paymentId);
    return {
      kind: "payment.settled",
      body: {
        paymentId,
        outcome: said.outcome,
        amountMinor: isPaid ? amountMinor : 0,
        ...(isPaid ? {} : { reasonCode: said.reasonCode }),
        ...confirmed,
      },
    };
  });
}

function sumOf(payments: readonly StoredPayment[]): number {
  return payments.reduce((sum, { amountMinor }) => sum + amountMinor, 0);
}

/** How long after its last try what waits is tried again. */
const AGAIN_MS = 60_000;

/** Sends what waits at the start, whenever the link comes back, and every minute while something waits. */
export function keepForwarding(counter: Counter): void {
  const { core } = counter;
  let callOff: () => void = () => undefined;
  let isUp = false;
  const tryNow = (): void => {
    callOff();
    if (core.closed()) return;
    callOff = core.clock.after(AGAIN_MS, tryNow);
    if (storedPayments(core).length > 0) void forwardStored(counter);
  };
  const stop = core.sync.onStatus(() => {
    const wasUp = isUp;
    isUp = core.sync.status().link === "up";
    if (isUp && !wasUp) tryNow();
  });
  core.alsoClose.add(() => {
    stop();
    callOff();
  });
  tryNow();
}
