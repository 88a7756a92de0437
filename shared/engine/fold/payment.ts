/**
 * Card payments that the terminal keeps until the bank can be asked: one row of work each, from the
 * moment it is kept until the bank has answered, and on as a debt when the bank said no.
 *
 *   stored --> open task --approved | reversed--> done
 *                   \--declined--> exception `card-declined-later`, which a person answers
 */

import type { Entry } from "../../records/entry.ts";
import { EXCEPTIONS } from "../../records/exceptions.ts";
import type { WorkRow } from "../../records/rows/work.ts";
import type { Tender } from "../../records/tender.ts";
import type { RowKey } from "./contract.ts";
import { type FoldDraft, type FoldHandler, list } from "./draft.ts";

/** The title of the row of work while the bank has not answered. */
export const CARD_STORED = "card-stored";

/** The row of work of a card payment that the terminal keeps. */
export function storedPaymentId(paymentId: string): string {
  return `payment:${paymentId}`;
}

export const paymentSettledFold: FoldHandler<"payment.settled"> = {
  keys: ({ body }) => [{ table: "work", id: rowIdOf(body) }],
  fold(entry, draft) {
    const { body } = entry;
    const { paymentId, amountMinor, outcome } = body;
    const kept = draft.get("work", rowIdOf(body));
    if (outcome === "stored") return keep(entry, draft);
    if (outcome === "unknown") draft.except("payment-unknown", { paymentId, amountMinor });
    else if (kept !== undefined && outcome === "declined") declineLater(entry, draft, kept);
    else if (kept !== undefined) draft.put("work", { ...kept, state: "done" });
  },
};

/** The rows of the legs of a sale that the terminal keeps. */
export function storedKeys(tenders: readonly Tender[]): readonly RowKey[] {
  return storedIn(tenders).map((id): RowKey => ({ table: "work", id }));
}

/** The sale is made: whoever looks at what is kept sees the receipt, and whom to call. */
export function nameStored({ body }: Entry<"sale.completed">, draft: FoldDraft): void {
  for (const id of storedIn(body.tenders)) {
    const kept = draft.get("work", id);
    if (kept === undefined) continue;
    const { saleId, receiptNumber, clientId } = body;
    draft.put("work", {
      ...kept,
      ...(clientId === undefined ? {} : { clientId }),
      body: { ...kept.body, saleId, receiptNumber },
    });
  }
}

function storedIn(tenders: readonly Tender[]): readonly string[] {
  return list(tenders).flatMap(({ storedForward, paymentId }) =>
    storedForward === true && paymentId !== undefined ? [storedPaymentId(paymentId)] : [],
  );
}

function rowIdOf(body: Entry<"payment.settled">["body"]): string {
  return storedPaymentId(body.ofPaymentId ?? body.paymentId);
}

function keep(entry: Entry<"payment.settled">, draft: FoldDraft): void {
  const { paymentId, amountMinor, card } = entry.body;
  draft.put("work", {
    id: storedPaymentId(paymentId),
    kind: "task",
    state: "open",
    title: CARD_STORED,
    storeId: entry.storeId,
    registerId: entry.registerId,
    at: entry.at,
    entryId: entry.id,
    body: { paymentId, amountMinor, ...(card === undefined ? {} : { card }) },
  });
}

/** The sale stands; what the bank would not pay is owed, in the client's name where one is known. */
function declineLater(entry: Entry<"payment.settled">, draft: FoldDraft, kept: WorkRow): void {
  const { paymentId, reasonCode } = entry.body;
  const { amountMinor } = kept.body;
  const owedMinor = typeof amountMinor === "number" ? amountMinor : entry.body.amountMinor;
  const code = "card-declined-later";
  const { owner, choices, says, meanwhile } = EXCEPTIONS[code];
  const args = { paymentId, amountMinor: owedMinor };
  draft.put("work", {
    ...kept,
    kind: "exception",
    state: "open",
    title: says,
    text: meanwhile,
    at: entry.at,
    exceptionCode: code,
    entryId: entry.id,
    body: {
      ...kept.body,
      ...{ owner, choices, args, takenAtMs: kept.at },
      ...(reasonCode === undefined ? {} : { reasonCode }),
    },
  });
  draft.except(code, args);
}
