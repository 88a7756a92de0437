/**
 * What one entry is in the fiscal archive: rows of its tables. Every amount is copied or summed from
 * the entry alone, so till and server write the same rows for the same entry. Columns: tables.ts.
 */
import type { ShiftClosed } from "../../records/entries/shift-closed.ts";
import { type AnyEntry, type Entry, isEntryOf } from "../../records/entry.ts";
import { actOf, instantText, placeOf, type RowTaker } from "./place.ts";
import { returnRows, saleRows, tenderRows } from "./rows-receipt.ts";

/** Hands every row that an entry makes to `take`, in the order of the paper. */
export function fiscalRows(entry: AnyEntry, take: RowTaker): void {
  if (isEntryOf(entry, "sale.completed")) saleRows(entry, take);
  else if (isEntryOf(entry, "return.completed")) returnRows(entry, take);
  else if (isEntryOf(entry, "shift.closed")) closingRows(entry, take);
  else if (isEntryOf(entry, "basket.trimmed")) voidRows(entry, take);
  else smallRows(entry, take);
}

function closingRows(entry: Entry<"shift.closed">, take: RowTaker): void {
  const { body } = entry;
  const { totals } = body;
  take("closings", {
    ...actOf(entry),
    shift_id: body.shiftId,
    z_number: body.zNumber,
    drawer_id: body.drawerId,
    currency: body.currency,
    first_sequence: body.firstSequence,
    last_sequence: body.lastSequence,
    sale_count: totals.saleCount,
    return_count: totals.returnCount,
    gross_minor: totals.grossMinor,
    discount_minor: totals.discountMinor,
    refund_minor: totals.refundMinor,
    tax_minor: totals.taxMinor,
    net_sales_minor: totals.netSalesMinor,
    rounding_minor: totals.roundingMinor,
    banked_minor: body.bankedMinor ?? 0,
    kept_float_minor: body.keptFloatMinor ?? 0,
    difference_reason_id: body.differenceReasonId,
    difference_note: body.differenceNote,
    counts: JSON.stringify(countsOf(body)),
    unsent_entries: body.unsentEntries,
  });
  for (const tax of body.taxes) {
    take("closing_taxes", {
      ...placeOf(entry),
      tax_id: tax.taxId,
      name: tax.name,
      rate: tax.rate,
      base_minor: tax.baseMinor,
      tax_minor: tax.taxMinor,
    });
  }
  for (const tender of body.tenders) {
    take("closing_tenders", {
      ...placeOf(entry),
      tender_key: tender.key,
      tender_kind: tender.kind,
      name: tender.name,
      expected_minor: tender.expectedMinor,
      counted_minor: tender.countedMinor,
      difference_minor: tender.differenceMinor,
    });
  }
}

function handOverRows(entry: Entry<"drawer.handed">, take: RowTaker): void {
  const { body } = entry;
  for (const tender of body.tenders) {
    take("hand_overs", {
      ...actOf(entry),
      drawer_id: body.drawerId,
      hand_over_id: body.handOverId,
      from_staff_id: body.fromStaffId,
      to_staff_id: body.toStaffId,
      tender_key: tender.key,
      expected_minor: tender.expectedMinor,
      counted_minor: tender.countedMinor,
      difference_minor: tender.differenceMinor,
      currency: tender.currency,
      difference_reason_id: body.differenceReasonId,
      difference_note: body.differenceNote,
      counts: JSON.stringify(countsOf(body)),
    });
  }
}

/** Pieces by denomination, the smallest first, so that the same counts are the same text. */
function countsOf({
  counts,
  counted,
}: Pick<ShiftClosed, "counts" | "counted">): readonly Record<string, number>[] {
  const all = counts ?? (counted === undefined ? [] : [counted]);
  return all.map((one) =>
    Object.fromEntries(Object.entries(one).sort(([left], [right]) => Number(left) - Number(right))),
  );
}

function voidRows(entry: Entry<"basket.trimmed">, take: RowTaker): void {
  const { basketId, what, lines } = entry.body;
  lines.forEach((line, index) => {
    take("voids", {
      ...actOf(entry),
      basket_id: basketId,
      what,
      number: index + 1,
      product_id: line.productId,
      name: line.name,
      quantity_milli: line.quantityMilli,
      amount_minor: line.amountMinor,
    });
  });
}

function smallRows(entry: AnyEntry, take: RowTaker): void {
  const act = actOf(entry);
  if (isEntryOf(entry, "shift.opened")) {
    const { shiftId, drawerId, currency, floatMinor, previousShiftId } = entry.body;
    take("openings", {
      ...act,
      shift_id: shiftId,
      drawer_id: drawerId,
      currency,
      float_minor: floatMinor,
      previous_shift_id: previousShiftId,
    });
  } else if (isEntryOf(entry, "shift.sealed")) {
    const { shiftId, sealedSequence, sealedHash, publicKey, signature } = entry.body;
    take("seals", {
      ...act,
      shift_id: shiftId,
      sealed_sequence: sealedSequence,
      sealed_hash: sealedHash,
      public_key: publicKey,
      signature,
    });
  } else if (isEntryOf(entry, "cash.moved")) {
    const { body } = entry;
    take("cash_movements", {
      ...act,
      drawer_id: body.drawerId,
      movement_id: body.movementId,
      movement_kind: body.kind,
      currency: body.currency,
      amount_minor: body.amountMinor,
      reason_id: body.reasonId,
      note: body.note,
      to_drawer_id: body.toDrawerId,
      bag: body.bag,
    });
  } else if (isEntryOf(entry, "hold.cancelled")) {
    const { body } = entry;
    take("hold_cancellations", {
      ...act,
      hold_id: body.holdId,
      hold_kind: body.kind,
      client_id: body.clientId,
      reason_id: body.reasonId,
      currency: body.currency,
      paid_minor: body.paidMinor,
      fee_minor: body.feeMinor,
      refund_minor: body.refundMinor,
    });
    tenderRows(entry, body, take);
  } else if (isEntryOf(entry, "drawer.opened")) {
    const { drawerId, reasonId, note } = entry.body;
    take("drawer_openings", { ...act, drawer_id: drawerId, reason_id: reasonId, note });
  } else if (isEntryOf(entry, "drawer.handed")) {
    handOverRows(entry, take);
  } else paperRows(entry, act, take);
}

function paperRows(entry: AnyEntry, act: ReturnType<typeof actOf>, take: RowTaker): void {
  if (isEntryOf(entry, "invoice.issued")) {
    const { body } = entry;
    take("invoices", {
      ...act,
      invoice_id: body.invoiceId,
      invoice_kind: body.kind,
      series: body.series,
      number: body.number,
      receipt_id: body.returnId ?? body.saleId,
      of_invoice_id: body.ofInvoiceId,
      buyer_name: body.buyer.name,
      buyer_address: body.buyer.address,
      buyer_tax_number: body.buyer.taxNumber,
      currency: body.currency,
      total_minor: body.totalMinor,
    });
  } else if (isEntryOf(entry, "payment.started")) {
    const { body } = entry;
    take("payments", {
      ...act,
      payment_id: body.paymentId,
      step: "started",
      direction: body.direction,
      tender_kind: body.tenderKind,
      currency: body.currency,
      amount_minor: body.amountMinor,
      terminal_id: body.terminalId,
    });
  } else if (isEntryOf(entry, "payment.settled")) {
    const { paymentId, outcome, amountMinor } = entry.body;
    take("payments", {
      ...act,
      payment_id: paymentId,
      step: "settled",
      outcome,
      amount_minor: amountMinor,
    });
  } else if (isEntryOf(entry, "approval.given")) {
    const { body } = entry;
    take("approvals", {
      ...act,
      approval_id: body.approvalId,
      act: body.act,
      asked_by: body.askedByStaffId,
      approved_by: body.approvedByStaffId,
      outcome: body.outcome,
      amount_minor: body.amountMinor,
    });
  } else deviceRows(entry, act, take);
}

function deviceRows(entry: AnyEntry, act: ReturnType<typeof actOf>, take: RowTaker): void {
  if (isEntryOf(entry, "fiscal.signed")) {
    const { body } = entry;
    take("signatures", {
      ...act,
      document: body.document,
      document_id: body.documentId,
      outcome: body.outcome,
      device_id: body.deviceId,
      serial_number: body.serialNumber,
      client_id: body.clientId,
      transaction_number: body.transactionNumber,
      started_at: instantText(body.startedAtMs),
      finished_at: instantText(body.finishedAtMs),
      signature_counter: body.signatureCounter,
      process_type: body.processType,
      process_data: body.processData,
      signature: body.signature,
      algorithm: body.algorithm,
      time_format: body.timeFormat,
      public_key: body.publicKey,
      certificate: body.certificate,
    });
  } else if (isEntryOf(entry, "outage.recorded")) {
    const { body } = entry;
    take("outages", {
      ...act,
      outage_id: body.outageId,
      device: body.device,
      device_id: body.deviceId,
      from: instantText(body.fromMs),
      to: body.toMs === undefined ? undefined : instantText(body.toMs),
      reason: body.reason,
    });
  }
}
