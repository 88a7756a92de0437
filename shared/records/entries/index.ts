/** The closed union of entry kinds: one file and one schema each; unknown kinds are stored and skipped. */
import { type ApprovalGiven, approvalGiven } from "./approval-given.ts";
import { type BagAdvanced, bagAdvanced } from "./bag-advanced.ts";
import { type BagPacked, bagPacked } from "./bag-packed.ts";
import { type BasketClaimed, basketClaimed } from "./basket-claimed.ts";
import { type BasketHeld, basketHeld } from "./basket-held.ts";
import { type BasketParked, basketParked } from "./basket-parked.ts";
import { type BasketTrimmed, basketTrimmed } from "./basket-trimmed.ts";
import { type CashMoved, cashMoved } from "./cash-moved.ts";
import { type ClientChanged, clientChanged } from "./client-changed.ts";
import { type ClientCreated, clientCreated } from "./client-created.ts";
import { type ClientLinked, clientLinked } from "./client-linked.ts";
import { type ClientUnlinked, clientUnlinked } from "./client-unlinked.ts";
import { type ConsentChanged, consentChanged } from "./consent-changed.ts";
import { type ContactAdded, contactAdded } from "./contact-added.ts";
import { type DrawerHanded, drawerHanded } from "./drawer-handed.ts";
import { type DrawerOpened, drawerOpened } from "./drawer-opened.ts";
import { type DrillCompleted, drillCompleted } from "./drill-completed.ts";
import { type ExceptionResolved, exceptionResolved } from "./exception-resolved.ts";
import { type FiscalSigned, fiscalSigned } from "./fiscal-signed.ts";
import { type FloorChanged, floorChanged } from "./floor-changed.ts";
import { type HoldCancelled, holdCancelled } from "./hold-cancelled.ts";
import { type InvoiceIssued, invoiceIssued } from "./invoice-issued.ts";
import { type LabelsAdvanced, labelsAdvanced } from "./labels-advanced.ts";
import { type LineJoined, lineJoined } from "./line-joined.ts";
import { type OrderAdvanced, orderAdvanced } from "./order-advanced.ts";
import { type OrderPromised, orderPromised } from "./order-promised.ts";
import { type OutageRecorded, outageRecorded } from "./outage-recorded.ts";
import { type PaymentSettled, paymentSettled } from "./payment-settled.ts";
import { type PaymentStarted, paymentStarted } from "./payment-started.ts";
import { type PlayAnswered, playAnswered } from "./play-answered.ts";
import { type ReceiptMailed, receiptMailed } from "./receipt-mailed.ts";
import { type ReturnCompleted, returnCompleted } from "./return-completed.ts";
import { type SafeCounted, safeCounted } from "./safe-counted.ts";
import { type SaleCompleted, saleCompleted } from "./sale-completed.ts";
import { type ShiftClosed, shiftClosed } from "./shift-closed.ts";
import { type ShiftOpened, shiftOpened } from "./shift-opened.ts";
import { type ShiftSealed, shiftSealed } from "./shift-sealed.ts";
import { type SignalsRecorded, signalsRecorded } from "./signals-recorded.ts";
import { type StaffSigned, staffSigned } from "./staff-signed.ts";
import { type StockCounted, stockCounted } from "./stock-counted.ts";
import { type StockMoved, stockMoved } from "./stock-moved.ts";
import { type StockReceived, stockReceived } from "./stock-received.ts";
import { type TaxFreeIssued, taxFreeIssued } from "./tax-free-issued.ts";
import { type VariantSet, variantSet } from "./variant-set.ts";
import { type WorkAdvanced, workAdvanced } from "./work-advanced.ts";

export const entryBodies = {
  "approval.given": approvalGiven,
  "bag.advanced": bagAdvanced,
  "bag.packed": bagPacked,
  "basket.claimed": basketClaimed,
  "basket.held": basketHeld,
  "basket.parked": basketParked,
  "basket.trimmed": basketTrimmed,
  "cash.moved": cashMoved,
  "client.changed": clientChanged,
  "client.created": clientCreated,
  "client.linked": clientLinked,
  "client.unlinked": clientUnlinked,
  "consent.changed": consentChanged,
  "contact.added": contactAdded,
  "drawer.handed": drawerHanded,
  "drawer.opened": drawerOpened,
  "drill.completed": drillCompleted,
  "exception.resolved": exceptionResolved,
  "fiscal.signed": fiscalSigned,
  "floor.changed": floorChanged,
  "hold.cancelled": holdCancelled,
  "invoice.issued": invoiceIssued,
  "labels.advanced": labelsAdvanced,
  "line.joined": lineJoined,
  "order.advanced": orderAdvanced,
  "order.promised": orderPromised,
  "outage.recorded": outageRecorded,
  "payment.settled": paymentSettled,
  "payment.started": paymentStarted,
  "play.answered": playAnswered,
  "receipt.mailed": receiptMailed,
  "return.completed": returnCompleted,
  "safe.counted": safeCounted,
  "sale.completed": saleCompleted,
  "shift.closed": shiftClosed,
  "shift.opened": shiftOpened,
  "shift.sealed": shiftSealed,
  "signals.recorded": signalsRecorded,
  "staff.signed": staffSigned,
  "stock.counted": stockCounted,
  "stock.moved": stockMoved,
  "stock.received": stockReceived,
  "tax-free.issued": taxFreeIssued,
  "variant.set": variantSet,
  "work.advanced": workAdvanced,
} as const;

export interface EntryBodies {
  readonly "approval.given": ApprovalGiven;
  readonly "bag.advanced": BagAdvanced;
  readonly "bag.packed": BagPacked;
  readonly "basket.claimed": BasketClaimed;
  readonly "basket.held": BasketHeld;
  readonly "basket.parked": BasketParked;
  readonly "basket.trimmed": BasketTrimmed;
  readonly "cash.moved": CashMoved;
  readonly "client.changed": ClientChanged;
  readonly "client.created": ClientCreated;
  readonly "client.linked": ClientLinked;
  readonly "client.unlinked": ClientUnlinked;
  readonly "consent.changed": ConsentChanged;
  readonly "contact.added": ContactAdded;
  readonly "drawer.handed": DrawerHanded;
  readonly "drawer.opened": DrawerOpened;
  readonly "drill.completed": DrillCompleted;
  readonly "exception.resolved": ExceptionResolved;
  readonly "fiscal.signed": FiscalSigned;
  readonly "floor.changed": FloorChanged;
  readonly "hold.cancelled": HoldCancelled;
  readonly "invoice.issued": InvoiceIssued;
  readonly "labels.advanced": LabelsAdvanced;
  readonly "line.joined": LineJoined;
  readonly "order.advanced": OrderAdvanced;
  readonly "order.promised": OrderPromised;
  readonly "outage.recorded": OutageRecorded;
  readonly "payment.settled": PaymentSettled;
  readonly "payment.started": PaymentStarted;
  readonly "play.answered": PlayAnswered;
  readonly "receipt.mailed": ReceiptMailed;
  readonly "return.completed": ReturnCompleted;
  readonly "safe.counted": SafeCounted;
  readonly "sale.completed": SaleCompleted;
  readonly "shift.closed": ShiftClosed;
  readonly "shift.opened": ShiftOpened;
  readonly "shift.sealed": ShiftSealed;
  readonly "signals.recorded": SignalsRecorded;
  readonly "staff.signed": StaffSigned;
  readonly "stock.counted": StockCounted;
  readonly "stock.moved": StockMoved;
  readonly "stock.received": StockReceived;
  readonly "tax-free.issued": TaxFreeIssued;
  readonly "variant.set": VariantSet;
  readonly "work.advanced": WorkAdvanced;
}

export type EntryKind = keyof EntryBodies;

export const ENTRY_KINDS = Object.keys(entryBodies) as readonly EntryKind[];
