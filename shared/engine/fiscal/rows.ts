/**
 * What one entry is in the fiscal archive: rows of its tables. Every amount is copied or summed from
 * the entry alone, so till and server write the same rows for the same entry. Columns: tables.ts.
 */
import type { PricedBasket, PricedFee, PricedLine, TaxPart } from "../../records/basket.ts";
import type { ReturnedLine } from "../../records/entries/return-completed.ts";
import type { ShiftClosed } from "../../records/entries/shift-closed.ts";
import { type AnyEntry, type Entry, isEntryOf } from "../../records/entry.ts";
import type { Tender } from "../../records/tender.ts";
import { tenderKey } from "../tender.ts";
import type { FiscalRow, FiscalTableName } from "./tables.ts";

/** Takes a row of a table. */
export type RowTaker = <Table extends FiscalTableName>(table: Table, row: FiscalRow<Table>) => void;

/** Hands every row that an entry makes to `take`, in the order of the paper. */
export function fiscalRows(entry: AnyEntry, take: RowTaker): void {
  if (isEntryOf(entry, "sale.completed")) saleRows(entry, take);
  else if (isEntryOf(entry, "return.completed")) returnRows(entry, take);
  else if (isEntryOf(entry, "shift.closed")) closingRows(entry, take);
  else if (isEntryOf(entry, "basket.trimmed")) voidRows(entry, take);
  else smallRows(entry, take);
}

/** UTC milliseconds as the archive writes an instant. */
export function instantText(atMs: number): string {
  return new Date(atMs).toISOString();
}

function placeOf({ registerId, sequence }: AnyEntry) {
  return { register_id: registerId, sequence };
}

function actOf(entry: AnyEntry) {
  return {
    ...placeOf(entry),
    business_date: entry.businessDate,
    at: instantText(entry.at),
    staff_id: entry.staffId,
    shift_id: entry.shiftId,
  };
}

function saleRows(entry: Entry<"sale.completed">, take: RowTaker): void {
  const { body } = entry;
  const { priced } = body;
  const isDeposit =
    priced.lines.length > 0 && priced.lines.every((line) => line.productKind === "deposit");
  take("receipts", {
    ...actOf(entry),
    started_at: instantText(body.startedAtMs),
    receipt_id: body.saleId,
    receipt_kind: isDeposit ? "deposit" : "sale",
    series: body.series,
    receipt_number: body.receiptNumber,
    channel: body.channel,
    client_id: body.clientId,
    currency: priced.currency,
    goods_minor: priced.goodsMinor,
    discount_minor: priced.discountMinor,
    fees_minor: priced.feesMinor,
    returned_minor: 0,
    restocking_fee_minor: 0,
    tax_minor: priced.taxMinor,
    total_minor: priced.totalMinor,
    rounding_minor: body.roundingMinor,
    paid_minor: paidOf(body.tenders),
    change_minor: body.changeMinor,
    follows_receipt_id: body.followsSaleId,
    follows_reason: body.followsReason,
  });
  basketRows(entry, priced, { from: 1, take });
  for (const tax of sumTaxes([[priced.taxes, 1]])) {
    take("receipt_taxes", { ...placeOf(entry), ...tax });
  }
  tenderRows(entry, { currency: priced.currency, tenders: body.tenders }, take);
}

function returnRows(entry: Entry<"return.completed">, take: RowTaker): void {
  const { body } = entry;
  const { exchange } = body;
  const backTaxMinor = sum(body.lines.flatMap((line) => line.taxes.map((tax) => tax.taxMinor)));
  const kind = exchange === undefined ? "return" : "exchange";
  take("receipts", {
    ...actOf(entry),
    started_at: instantText(body.startedAtMs),
    receipt_id: body.returnId,
    receipt_kind: body.proof === "correction" ? "reversal" : kind,
    series: body.series,
    receipt_number: body.receiptNumber,
    channel: "counter",
    client_id: body.clientId,
    currency: body.currency,
    goods_minor: exchange?.goodsMinor ?? 0,
    discount_minor: exchange?.discountMinor ?? 0,
    fees_minor: exchange?.feesMinor ?? 0,
    returned_minor: sum(body.lines.map((line) => line.totalMinor)),
    restocking_fee_minor: sum(body.lines.map((line) => line.restockingFeeMinor ?? 0)),
    tax_minor: (exchange?.taxMinor ?? 0) - backTaxMinor,
    total_minor: (exchange?.totalMinor ?? 0) - body.refundMinor,
    rounding_minor: body.roundingMinor,
    paid_minor: paidOf(body.tenders),
    change_minor: body.changeMinor ?? 0,
    follows_receipt_id: body.lines.find((line) => line.saleId !== undefined)?.saleId,
    follows_reason: body.proof === "correction" ? "correction" : undefined,
    proof: body.proof,
  });
  body.lines.forEach((line, index) => {
    returnedRows(entry, { line, number: index + 1, currency: body.currency }, take);
  });
  if (exchange !== undefined) basketRows(entry, exchange, { from: body.lines.length + 1, take });
  const back = body.lines.flatMap((line) => line.taxes);
  for (const tax of sumTaxes([
    [exchange?.taxes ?? [], 1],
    [back, -1],
  ])) {
    take("receipt_taxes", { ...placeOf(entry), ...tax });
  }
  tenderRows(entry, { currency: body.currency, tenders: body.tenders }, take);
}

interface Basketing {
  /** Number of the first line. */
  readonly from: number;
  readonly take: RowTaker;
}

function basketRows(entry: AnyEntry, priced: PricedBasket, { from, take }: Basketing): void {
  const { currency } = priced;
  priced.lines.forEach((line, index) => {
    soldRows(entry, { line, number: from + index, currency }, take);
  });
  priced.fees.forEach((fee, index) => {
    feeRows(entry, { line: fee, number: from + priced.lines.length + index, currency }, take);
  });
}

interface Numbered<Line> {
  readonly line: Line;
  readonly number: number;
  readonly currency: string;
}

function soldRows(entry: AnyEntry, of: Numbered<PricedLine>, take: RowTaker): void {
  const { line, number, currency } = of;
  take("products", {
    product_id: line.productId,
    sku: line.sku,
    name: line.name,
    product_kind: line.productKind,
    unit: line.unit,
    tax_category_id: line.taxCategoryId,
  });
  take("lines", {
    ...placeOf(entry),
    line_number: number,
    line_id: line.id,
    line_kind: "sold",
    product_id: line.productId,
    sku: line.sku,
    name: line.name,
    product_kind: line.productKind,
    quantity_milli: line.quantityMilli,
    unit: line.unit,
    currency,
    unit_price_minor: line.unitPriceMinor,
    gross_minor: line.grossMinor,
    discount_minor: line.discountMinor,
    net_minor: line.netMinor,
    restocking_fee_minor: 0,
    tax_minor: sum(line.taxes.map((tax) => tax.taxMinor)),
    total_minor: line.totalMinor,
    price_source: line.priceSource,
    tax_category_id: line.taxCategoryId,
    reason_id: line.priceReasonId,
  });
  lineTaxRows(entry, number, { taxes: line.taxes, sign: 1 }, take);
  line.adjustments.forEach((adjustment, index) => {
    take("adjustments", {
      ...placeOf(entry),
      line_number: number,
      number: index + 1,
      adjustment_kind: adjustment.kind,
      name: adjustment.name,
      offer_id: adjustment.offer?.id,
      reason_id: adjustment.reasonId,
      amount_minor: adjustment.amountMinor,
    });
  });
}

function feeRows(entry: AnyEntry, of: Numbered<PricedFee>, take: RowTaker): void {
  const { line: fee, number, currency } = of;
  take("lines", {
    ...placeOf(entry),
    line_number: number,
    line_id: fee.id,
    line_kind: "fee",
    name: fee.name,
    product_kind: fee.kind,
    quantity_milli: 1_000,
    currency,
    unit_price_minor: fee.amountMinor,
    gross_minor: fee.amountMinor,
    discount_minor: fee.discountMinor,
    net_minor: fee.amountMinor - fee.discountMinor,
    restocking_fee_minor: 0,
    tax_minor: sum(fee.taxes.map((tax) => tax.taxMinor)),
    total_minor: fee.totalMinor,
  });
  lineTaxRows(entry, number, { taxes: fee.taxes, sign: 1 }, take);
}

function returnedRows(entry: AnyEntry, of: Numbered<ReturnedLine>, take: RowTaker): void {
  const { line, number, currency } = of;
  take("lines", {
    ...placeOf(entry),
    line_number: number,
    line_id: line.id,
    line_kind: "returned",
    product_id: line.productId,
    sku: line.sku,
    name: line.name,
    product_kind: line.productKind ?? "goods",
    quantity_milli: -line.quantityMilli,
    currency,
    gross_minor: line.grossMinor === undefined ? undefined : -line.grossMinor,
    discount_minor: line.grossMinor === undefined ? undefined : -(line.grossMinor - line.netMinor),
    net_minor: -line.netMinor,
    restocking_fee_minor: line.restockingFeeMinor ?? 0,
    tax_minor: -sum(line.taxes.map((tax) => tax.taxMinor)),
    total_minor: -line.totalMinor,
    reason_id: line.reasonId,
    disposition: line.disposition,
    of_receipt_id: line.saleId,
    of_line_id: line.saleLineId,
  });
  lineTaxRows(entry, number, { taxes: line.taxes, sign: -1 }, take);
}

function lineTaxRows(
  entry: AnyEntry,
  lineNumber: number,
  of: { readonly taxes: readonly TaxPart[]; readonly sign: 1 | -1 },
  take: RowTaker,
): void {
  for (const tax of of.taxes) {
    take("line_taxes", {
      ...placeOf(entry),
      line_number: lineNumber,
      tax_id: tax.taxId,
      name: tax.name,
      rate: tax.rate,
      base_minor: of.sign * tax.baseMinor,
      tax_minor: of.sign * tax.taxMinor,
      included: tax.included ? 1 : 0,
    });
  }
}

function tenderRows(
  entry: AnyEntry,
  of: { readonly currency: string; readonly tenders: readonly Tender[] },
  take: RowTaker,
): void {
  of.tenders.forEach((tender, index) => {
    take("tenders", {
      ...placeOf(entry),
      number: index + 1,
      tender_id: tender.id,
      tender_key: tenderKey(tender),
      tender_kind: tender.kind,
      name: tender.name,
      currency: of.currency,
      amount_minor: tender.amountMinor,
      given_minor: tender.givenMinor,
      change_minor: tender.changeMinor,
      foreign_currency: tender.foreign?.currency,
      foreign_amount_minor: tender.foreign?.amountMinor,
      foreign_rate: tender.foreign?.rate,
      card_brand: tender.card?.brand,
      card_last_four: tender.card?.lastFour,
      authorisation: tender.card?.authorisation,
      payment_id: tender.paymentId,
    });
  });
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

/** Pieces by denomination, the smallest first, so that the same counts are the same text. */
function countsOf({ counts, counted }: ShiftClosed): readonly Record<string, number>[] {
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
  } else if (isEntryOf(entry, "drawer.opened")) {
    const { drawerId, reasonId, note } = entry.body;
    take("drawer_openings", { ...act, drawer_id: drawerId, reason_id: reasonId, note });
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
      receipt_id: body.saleId ?? body.returnId,
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

/** Taxes of several lists as one row a tax, in the order they are met. */
function sumTaxes(lists: readonly (readonly [readonly TaxPart[], 1 | -1])[]) {
  const byId = new Map<
    string,
    { tax_id: string; name: string; rate: string; base_minor: number; tax_minor: number }
  >();
  for (const [taxes, sign] of lists) {
    for (const { taxId, name, rate, baseMinor, taxMinor } of taxes) {
      const row = byId.get(taxId) ?? { tax_id: taxId, name, rate, base_minor: 0, tax_minor: 0 };
      row.base_minor += sign * baseMinor;
      row.tax_minor += sign * taxMinor;
      byId.set(taxId, row);
    }
  }
  return byId.values();
}

function paidOf(tenders: readonly Tender[]): number {
  return sum(tenders.map(({ amountMinor }) => amountMinor));
}

function sum(amounts: readonly number[]): number {
  return amounts.reduce((all, amount) => all + amount, 0);
}
