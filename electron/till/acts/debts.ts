/**
 * Answers to what is owed because a bank declined a card after the sale: called and still open, paid in
 * cash (which goes into the drawer as a pay-in of the same act), paid another way, written off.
 */
import { done, type Result, refuse } from "#shared/base/result.ts";
import type { CashMoved } from "#shared/records/entries/cash-moved.ts";
import type { WorkRow } from "#shared/records/rows/work.ts";
import { append, type EntryPart, entriesOf } from "../core.ts";
import type { Counter } from "../counter.ts";
import { permitted } from "./approval.ts";
import { ownDrawer } from "./drawer-owner.ts";
import { inShift, writeMovement } from "./shift.ts";

type Nothing = Record<never, never>;

export interface DebtAnswer {
  readonly actId: string;
  readonly workId: string;
  readonly choice: string;
  readonly note?: string | undefined;
  readonly approvalId?: string | undefined;
}

const DEBT = "card-declined-later";
const CASH = "paid-cash";
/** Answers that say nothing without a word of how or why. */
const NEEDS_NOTE: ReadonlySet<string> = new Set(["paid-otherwise", "write-off"]);
/** Money given up is as a sale corrected: whoever may do that alone may do this. */
const PERMISSION = "correct";

/** Whether a row of work is money owed. */
export function isDebt(row: WorkRow): boolean {
  return row.kind === "exception" && row.exceptionCode === DEBT;
}

/**
 * Answers a debt, once: one that is settled stays as it is. Refuses `note-needed`, `needs-approval` (to
 * write it off), and for cash `no-shift` and `drawer-of-another`.
 */
export function answerDebt(counter: Counter, row: WorkRow, input: DebtAnswer): Result<Nothing> {
  const who = counter.actor();
  if (!who.ok) return who;
  if (row.state !== "open") return done({});
  const note = input.note?.trim() ?? "";
  if (NEEDS_NOTE.has(input.choice) && note === "") return refuse("note-needed");
  const allowed =
    input.choice === "write-off"
      ? permitted(counter, who.value, { permission: PERMISSION, input })
      : done([]);
  if (!allowed.ok) return allowed;
  const part: EntryPart = {
    kind: "exception.resolved",
    body: {
      exceptionId: row.id,
      code: DEBT,
      choice: input.choice,
      ...(note === "" ? {} : { note }),
      ...(allowed.value.length === 0 ? {} : { approvalIds: allowed.value }),
    },
  };
  if (input.choice === CASH) return moveCash(counter, row, { actId: input.actId, sign: 1, part });
  const written = append(counter.core, who.value, part);
  return written.ok ? done({}) : written;
}

/** Opens a debt again; cash that was paid for it goes out of the drawer in the same act. */
export function undoDebt(counter: Counter, row: WorkRow): Result<Nothing> {
  const who = counter.actor();
  if (!who.ok) return who;
  const { core } = counter;
  const answered = entriesOf(core, "exception.resolved").findLast(
    ({ body }) => body.exceptionId === row.id,
  );
  if (answered === undefined || row.state === "open") return refuse("work-unknown");
  const part: EntryPart = {
    kind: "exception.resolved",
    body: { exceptionId: row.id, code: DEBT, choice: "undo", undoes: answered.id },
  };
  if (answered.body.choice === CASH) {
    return moveCash(counter, row, { actId: core.ids.next(), sign: -1, part });
  }
  const written = append(core, who.value, part);
  return written.ok ? done({}) : written;
}

function moveCash(
  counter: Counter,
  row: WorkRow,
  about: { readonly actId: string; readonly sign: 1 | -1; readonly part: EntryPart },
): Result<Nothing> {
  const shift = inShift(counter);
  if (!shift.ok) return shift;
  const own = ownDrawer(counter);
  if (!own.ok) return own;
  const { figures, who } = shift.value;
  const { amountMinor, receiptNumber } = row.body;
  const [reason] = counter.core.catalogue
    .settings("reason")
    .filter(({ body }) => body.for === "pay-in");
  const body: CashMoved = {
    movementId: about.actId,
    drawerId: figures.drawerId,
    kind: about.sign > 0 ? "pay-in" : "correction",
    amountMinor: about.sign * Number(amountMinor),
    currency: figures.currency,
    reasonId: reason?.id ?? DEBT,
    ...(typeof receiptNumber === "string" ? { note: receiptNumber } : {}),
    approvalIds: [],
  };
  const written = writeMovement(counter, who, body, [about.part]);
  return written.ok ? done({}) : written;
}
