/**
 * Acts of the drawer and the day: open, move cash, open without a sale, count, X and Z. Every figure is
 * the engine's, folded from the shift's entries; the Z is one entry, numbered and sealed by the journal.
 */
import { done, type Result, refuse } from "#shared/base/result.ts";
import { processDataOfMovement } from "#shared/engine/fiscal/process-data.ts";
import { receiptOfCashMovement, receiptOfX, receiptOfZ } from "#shared/engine/receipt/day.ts";
import { closeShift, countCash, countShift, moveCash, needsReason } from "#shared/engine/shift.ts";
import type { ShiftFigures } from "#shared/engine/shift-figures.ts";
import type { CashMoved } from "#shared/records/entries/cash-moved.ts";
import type { ShiftClosed } from "#shared/records/entries/shift-closed.ts";
import type { Entry } from "#shared/records/entry.ts";
import type { ReceiptDocument } from "#shared/records/receipt.ts";
import { append, type EntryPart, entriesOf, policyOf, storeOf, type TillCore } from "../core.ts";
import type { Counter } from "../counter.ts";
import { recordSeal } from "../fiscal/seal.ts";
import { countsOf, figuresOf, keepCount, openShift } from "../views/shift.ts";
import { permitted } from "./approval.ts";
import { drawerIdOf, ownDrawer } from "./drawer-owner.ts";
import type { Editor } from "./edit.ts";
import { receiptContext } from "./receipt.ts";

type Nothing = Record<never, never>;

export interface Pressed {
  readonly actId: string;
  readonly approvalId?: string | undefined;
}

/**
 * Opens a shift with its float, typed or counted. Refuses `shift-open`, `needs-approval`,
 * `count-malformed` and `movement-invalid` (more from the safe than the float). The same press again answers the shift that it opened.
 */
export function open(
  counter: Counter,
  input: Pressed & {
    readonly floatMinor: number;
    readonly counted?: Record<string, number> | undefined;
    readonly fromSafeMinor?: number | undefined;
  },
): Result<{ readonly shiftId: string }> {
  const who = counter.actor();
  if (!who.ok) return who;
  const { core } = counter;
  const now = openShift(core);
  if (now?.body.shiftId === input.actId) return done({ shiftId: input.actId });
  if (now !== undefined) return refuse("shift-open");
  const allowed = permitted(counter, who.value, { permission: "shift", input });
  if (!allowed.ok) return allowed;
  const counted = input.counted === undefined ? undefined : countCash(input.counted);
  if (counted !== undefined && !counted.ok) return counted;
  const floatMinor = counted?.value ?? input.floatMinor;
  const { fromSafeMinor = 0 } = input;
  if (fromSafeMinor > floatMinor) return refuse("movement-invalid");
  const before = entriesOf(core, "shift.closed").at(-1);
  const shiftId = input.actId;
  const written = append(
    core,
    { ...who.value, shiftId },
    {
      kind: "shift.opened",
      body: {
        shiftId,
        drawerId: drawerIdOf(core, who.value.staffId),
        floatMinor,
        ...(fromSafeMinor === 0 ? {} : { fromSafeMinor }),
        currency: storeOf(core)?.currency ?? "EUR",
        ...(input.counted === undefined ? {} : { counted: input.counted }),
        ...(before === undefined ? {} : { previousShiftId: before.body.shiftId }),
      },
    },
  );
  core.hub.emit(["shift", "session"]);
  return written.ok ? done({ shiftId }) : written;
}

/**
 * Moves cash into or out of the drawer; the slip waits with it. The amount is given above zero (signed
 * for a hand-over or correction). Refuses `no-shift`, `needs-approval`, `movement-invalid`,
 * `drawer-short` (how much is there is not said to who has yet to count it blind) and `drawer-of-another`.
 */
export function move(
  counter: Counter,
  input: Pressed & {
    readonly kind: CashMoved["kind"];
    readonly amountMinor: number;
    readonly currency?: string | undefined;
    readonly reasonId: string;
    readonly note?: string | undefined;
    readonly bag?: string | undefined;
  },
): Result<{ readonly movementId: string }> {
  const shift = inShift(counter);
  if (!shift.ok) return shift;
  const { who, figures, policy } = shift.value;
  const movementId = input.actId;
  if (figures.movements.some(({ body }) => body.movementId === movementId)) {
    return done({ movementId });
  }
  const own = ownDrawer(counter);
  if (!own.ok) return own;
  // Before the drawer is looked at: who may not move cash is not told what lies there either.
  const allowed = permitted(counter, who, { permission: "cash-move", input });
  if (!allowed.ok) return allowed;
  const signed = moveCash(figures, input);
  if (!signed.ok) {
    // The figure would tell a blind count what is expected.
    return mayShowExpected(counter.core, figures, policy) ? signed : refuse(signed.refusal.code);
  }
  const { kind, reasonId, note, bag } = input;
  const body: CashMoved = {
    movementId,
    drawerId: figures.drawerId,
    kind,
    amountMinor: signed.value,
    currency: input.currency ?? figures.currency,
    reasonId,
    ...(note === undefined ? {} : { note }),
    ...(bag === undefined ? {} : { bag }),
    approvalIds: allowed.value,
  };
  return writeMovement(counter, who, body);
}

/** What is expected stays hidden from a blind count until one was made. */
function mayShowExpected(
  core: TillCore,
  { shiftId }: ShiftFigures,
  policy: { readonly shift: { readonly blind: boolean } },
): boolean {
  return !policy.shift.blind || countsOf(core, shiftId).counts.length > 0;
}

/** Writes a movement that may be made, in one act with what goes with it; its slip waits to be printed. */
export function writeMovement(
  counter: Counter,
  who: Editor,
  body: CashMoved,
  also: readonly EntryPart[] = [],
): Result<{ readonly movementId: string }> {
  const { core } = counter;
  const { movementId, reasonId } = body;
  const at = core.clock.now();
  const written = append(core, who, (tools) => {
    const context = receiptContext(core, { atMs: at, cashierName: who.session.staff.shortName });
    if (context !== undefined) {
      const reason = core.catalogue.setting("reason", reasonId)?.name ?? reasonId;
      const document = receiptOfCashMovement({ at, body } as Entry<"cash.moved">, context, reason);
      counter.queue.put(tools.desk, { id: movementId, at, title: document.number, document });
    }
    const processData = processDataOfMovement(body);
    const { staffId, shiftId } = who;
    const document = { id: movementId, document: "cash-movement", processData } as const;
    counter.signing.put(tools.desk, { staffId, shiftId, ...document });
    return [{ kind: "cash.moved", body }, ...also];
  });
  if (!written.ok) return written;
  printSoon(counter);
  return done({ movementId });
}

/**
 * Prints the slip of a movement or hand-over again, marked as copy. Refuses `movement-unknown` when this
 * register did not make it, or long ago.
 */
export function slip(counter: Counter, input: { readonly movementId: string }): Result<Nothing> {
  const job = counter.queue.jobs().find(({ id }) => id === input.movementId);
  if (job === undefined) return refuse("movement-unknown");
  const { id, at, title, document } = job;
  const { desk } = counter.core.journal;
  counter.queue.put(desk, {
    id: `${id}:${counter.core.ids.next()}`,
    at,
    title,
    document,
    copy: true,
  });
  printSoon(counter);
  return done({});
}

/** Opens the drawer without a sale: recorded with who and why first, then opened. */
export function noSale(
  counter: Counter,
  input: Pressed & { readonly reasonId: string; readonly note?: string | undefined },
): Result<Nothing> {
  const who = counter.actor();
  if (!who.ok) return who;
  const allowed = permitted(counter, who.value, { permission: "no-sale", input });
  if (!allowed.ok) return allowed;
  const own = ownDrawer(counter);
  if (!own.ok) return own;
  const { core } = counter;
  const { reasonId, note } = input;
  const written = append(core, who.value, {
    kind: "drawer.opened",
    body: {
      drawerId: openShift(core)?.body.drawerId ?? drawerIdOf(core, who.value.staffId),
      reasonId,
      ...(note === undefined ? {} : { note }),
      approvalIds: allowed.value,
    },
  });
  if (!written.ok) return written;
  void counter.queue
    .printer()
    ?.kick()
    .catch(() => false);
  return done({});
}

/**
 * One count of the drawer; each is kept, the last stands. What was expected is answered only now.
 * Refuses `no-shift`, `basket-being-paid` and `count-malformed`.
 */
export function count(
  counter: Counter,
  input: {
    readonly counted: Record<string, number>;
    readonly others: readonly { readonly key: string; readonly countedMinor: number }[];
  },
): Result<{ readonly tenders: ShiftClosed["tenders"]; readonly needsReason: boolean }> {
  const shift = inShift(counter);
  if (!shift.ok) return shift;
  const { figures, policy } = shift.value;
  if (counter.basket().phase === "tendering") return refuse("basket-being-paid");
  const before = countsOf(counter.core, figures.shiftId);
  const counts = [...before.counts, input.counted];
  const counted = countShift(figures, { counts, others: input.others });
  if (!counted.ok) return counted;
  keepCount(counter.core, figures, { counts, others: input.others });
  counter.core.hub.emit(["shift"]);
  return done({ tenders: counted.value, needsReason: needsReason(counted.value, policy) });
}

/** The shift so far, on screen or paper. Refuses `no-shift`, `needs-approval`, `still-filling`. */
export function x(
  counter: Counter,
  input: { readonly actId: string; readonly print: boolean },
): Result<ReceiptDocument> {
  const shift = inShift(counter);
  if (!shift.ok) return shift;
  const { figures, policy, who } = shift.value;
  const allowed = permitted(counter, who, { permission: "x", input });
  if (!allowed.ok) return allowed;
  const { core } = counter;
  const atMs = core.clock.now();
  const context = receiptContext(core, { atMs, cashierName: who.session.staff.shortName });
  if (context === undefined) return refuse("still-filling", { percent: 0 });
  const document = receiptOfX(figures, context, {
    atMs,
    showExpected: mayShowExpected(core, figures, policy),
  });
  if (input.print) {
    const id = `x:${input.actId}`;
    counter.queue.put(core.journal.desk, { id, at: atMs, title: document.number, document });
    printSoon(counter);
  }
  return done(document);
}

/**
 * Closes the shift: one sealed entry with the register's next Z number, also with unsent sales. Refuses
 * `no-shift`, `basket-being-paid`, `payment-open`, `needs-approval`, `count-missing` (none, or
 * something was paid since the last one), `difference-needs-reason` and `movement-invalid`.
 */
export function close(
  counter: Counter,
  input: Pressed & {
    readonly differenceReasonId?: string | undefined;
    readonly differenceNote?: string | undefined;
    readonly keptFloatMinor: number;
  },
): Result<{
  readonly zNumber: number;
  readonly unsentEntries: number;
  readonly document: ReceiptDocument;
}> {
  const { core } = counter;
  const again = closedBy(counter, input.actId);
  if (again !== undefined) return again;
  const shift = inShift(counter);
  if (!shift.ok) return shift;
  const { figures, policy, who } = shift.value;
  if (counter.basket().openPayment !== undefined) return refuse("payment-open");
  if (counter.basket().phase === "tendering") return refuse("basket-being-paid");
  const allowed = permitted(counter, who, { permission: "z", input });
  if (!allowed.ok) return allowed;
  const counted = countsOf(core, figures.shiftId, figures);
  const { differenceReasonId, differenceNote, keptFloatMinor } = input;
  const series = zSeries(counter);
  const closing = closeShift({
    figures,
    policy,
    ...counted,
    zNumber: core.journal.lastNumber(series) + 1,
    differenceReasonId,
    differenceNote,
    keptFloatMinor,
    approvalIds: allowed.value,
    unsentEntries: core.sync.status().pending,
  });
  if (!closing.ok) return closing;
  const at = core.clock.now();
  const cashierName = who.session.staff.shortName;
  const context = receiptContext(core, { atMs: at, cashierName });
  if (context === undefined) return refuse("still-filling", { percent: 0 });
  let body = closing.value;
  let document = zDocument(body, at, context);
  const written = append(core, who, (tools) => {
    body = { ...closing.value, zNumber: tools.takeNumber(series) };
    document = zDocument(body, at, context);
    counter.queue.put(tools.desk, {
      id: `z:${body.zNumber}`,
      at,
      title: document.number,
      document,
    });
    tools.desk.put(CLOSED, input.actId, { zNumber: body.zNumber });
    return { kind: "shift.closed", body };
  });
  if (!written.ok) return written;
  recordSeal(core);
  core.hub.emit(["shift", "session"]);
  printSoon(counter);
  return done({ zNumber: body.zNumber, unsentEntries: body.unsentEntries, document });
}

/** Desk kind: which press closed which shift, so that a second one answers the same Z. */
const CLOSED = "shift-closed-by";

function closedBy(counter: Counter, actId: string): ReturnType<typeof close> | undefined {
  const { core } = counter;
  const known = core.journal.desk.get<{ readonly zNumber: number }>(CLOSED, actId);
  if (known === undefined) return undefined;
  const entry = entriesOf(core, "shift.closed").findLast(
    ({ body }) => body.zNumber === known.zNumber,
  );
  const document = entry === undefined ? undefined : zOf(counter, entry);
  if (entry === undefined || document === undefined) return undefined;
  const { zNumber, unsentEntries } = entry.body;
  return done({ zNumber, unsentEntries, document });
}

/** The paper of a Z that was sealed before. */
function zOf({ core }: Counter, entry: Entry<"shift.closed">): ReceiptDocument | undefined {
  const cashierName = core.replica.get("staff", entry.staffId)?.row.shortName ?? "";
  const context = receiptContext(core, { atMs: entry.at, cashierName });
  return context === undefined ? undefined : receiptOfZ(entry, context);
}

function zDocument(
  body: ShiftClosed,
  at: number,
  context: NonNullable<ReturnType<typeof receiptContext>>,
): ReceiptDocument {
  return receiptOfZ({ at, body } as Entry<"shift.closed">, context);
}

/** The journal counts Z numbers as it counts receipts: without gaps, only with their entry. */
function zSeries({ core }: Counter): string {
  return `Z:${core.identity.registerId}`;
}

export interface InShift {
  readonly who: Editor;
  readonly figures: ShiftFigures;
  readonly policy: NonNullable<ReturnType<typeof policyOf>>;
}

/** Who acts, with the open shift and its policy. Refuses `not-signed-in`, `no-shift`, `still-filling`. */
export function inShift(counter: Counter): Result<InShift> {
  const who = counter.actor();
  if (!who.ok) return who;
  const figures = figuresOf(counter.core);
  if (figures === undefined) return refuse("no-shift");
  const policy = policyOf(counter.core);
  if (policy === undefined) return refuse("still-filling", { percent: 0 });
  return done({ who: who.value, figures, policy });
}

/** After the answer: the paper never stands between a cashier and the screen. */
export function printSoon(counter: Counter): void {
  setImmediate(() => void counter.queue.run());
}
