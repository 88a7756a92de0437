/**
 * The fold: every kind of entry and what it makes of the rows. The server writes the answer; the
 * till lays it over its replica until the server's rows have caught up. The kinds are in the files
 * beside this one; here is only the closed table and the two functions of the contract.
 */

import type { EntryKind } from "../../records/entries/index.ts";
import { type AnyEntry, type Entry, isKnownKind } from "../../records/entry.ts";
import type { SettingsView } from "../catalogue.ts";
import {
  clientChangedFold,
  clientCreatedFold,
  clientLinkedFold,
  clientUnlinkedFold,
  consentChangedFold,
  contactAddedFold,
  playAnsweredFold,
  signalsRecordedFold,
} from "./client.ts";
import type { Folded, RowKey, RowReader } from "./contract.ts";
import { type FoldHandler, foldWith } from "./draft.ts";
import { basketHeldFold, holdCancelledFold } from "./hold.ts";
import { invoiceIssuedFold } from "./invoice.ts";
import { lineJoinedFold } from "./joined.ts";
import { labelsAdvancedFold } from "./label.ts";
import { orderAdvancedFold, orderPromisedFold } from "./order.ts";
import { paymentSettledFold } from "./payment.ts";
import { returnCompletedFold } from "./return.ts";
import {
  bagAdvancedFold,
  bagPackedFold,
  cashMovedFold,
  safeCountedFold,
  shiftClosedFold,
  shiftOpenedFold,
} from "./safe.ts";
import { saleCompletedFold } from "./sale.ts";
import { stockCountedFold, stockMovedFold, stockReceivedFold } from "./stock.ts";
import {
  basketClaimedFold,
  basketParkedFold,
  exceptionResolvedFold,
  receiptMailedFold,
  variantSetFold,
  workAdvancedFold,
} from "./work.ts";

/** Acts that are facts of the journal and of the shift's figures, and change no row. */
const NOTHING = { keys: () => [], fold: () => undefined };

const FOLDS: { readonly [Kind in EntryKind]: FoldHandler<Kind> } = {
  "approval.given": NOTHING,
  "bag.advanced": bagAdvancedFold,
  "bag.packed": bagPackedFold,
  "basket.claimed": basketClaimedFold,
  "basket.held": basketHeldFold,
  "basket.parked": basketParkedFold,
  "basket.trimmed": NOTHING,
  "cash.moved": cashMovedFold,
  "client.changed": clientChangedFold,
  "client.created": clientCreatedFold,
  "client.linked": clientLinkedFold,
  "client.unlinked": clientUnlinkedFold,
  "consent.changed": consentChangedFold,
  "contact.added": contactAddedFold,
  "drawer.handed": NOTHING,
  "drawer.opened": NOTHING,
  "drill.completed": NOTHING,
  "floor.changed": NOTHING,
  "exception.resolved": exceptionResolvedFold,
  "fiscal.signed": NOTHING,
  "hold.cancelled": holdCancelledFold,
  "invoice.issued": invoiceIssuedFold,
  "labels.advanced": labelsAdvancedFold,
  "line.joined": lineJoinedFold,
  "order.advanced": orderAdvancedFold,
  "order.promised": orderPromisedFold,
  "outage.recorded": NOTHING,
  "payment.settled": paymentSettledFold,
  "payment.started": NOTHING,
  "play.answered": playAnsweredFold,
  "receipt.mailed": receiptMailedFold,
  "return.completed": returnCompletedFold,
  "safe.counted": safeCountedFold,
  "sale.completed": saleCompletedFold,
  "shift.closed": shiftClosedFold,
  "shift.opened": shiftOpenedFold,
  "shift.sealed": NOTHING,
  "signals.recorded": signalsRecordedFold,
  "staff.signed": NOTHING,
  "stock.counted": stockCountedFold,
  "stock.moved": stockMovedFold,
  "stock.received": stockReceivedFold,
  "tax-free.issued": NOTHING,
  "variant.set": variantSetFold,
  "work.advanced": workAdvancedFold,
};

/** Which rows `foldEntry` will look at, each once, for one statement a table over a whole batch. */
export function keysOf(entry: AnyEntry, settings: SettingsView): readonly RowKey[] {
  if (!isKnownKind(entry.kind)) return [];
  const handler = handlerOf(entry.kind);
  const keys = new Map<string, RowKey>();
  for (const key of handler.keys(entry as unknown as Entry, settings)) {
    keys.set(`${key.table}/${key.id}`, key);
  }
  return [...keys.values()];
}

/**
 * What the entry makes of the rows: whole rows after it, and the exceptions that only the rows can
 * show. Unknown kinds change nothing. Reads only rows named by `keysOf`. The body must have passed
 * `parseEntry`, with sealed personal fields opened.
 */
export function foldEntry(entry: AnyEntry, read: RowReader, settings: SettingsView): Folded {
  if (!isKnownKind(entry.kind)) return { changes: [], exceptions: [] };
  const handler = handlerOf(entry.kind);
  return foldWith(read, (draft) => handler.fold(entry as unknown as Entry, draft, settings));
}

/** The handler of a kind, as one that takes any entry: the table pairs kinds and handlers. */
function handlerOf(kind: EntryKind): FoldHandler<EntryKind> {
  return FOLDS[kind] as unknown as FoldHandler<EntryKind>;
}
