/**
 * Receipts as rows of the fiscal archive: head, lines, taxes, reductions and legs of payment. Amounts
 * are copied or summed from the entry alone. Columns: tables-receipts.ts.
 */
import type { PricedBasket, PricedFee, PricedLine, TaxPart } from "../../records/basket.ts";
import type { ReturnedLine } from "../../records/entries/return-completed.ts";
import type { AnyEntry, Entry } from "../../records/entry.ts";
import type { Tender } from "../../records/tender.ts";
import { tenderKey } from "../tender.ts";
import { actOf, instantText, placeOf, type RowTaker } from "./place.ts";

/** Rows of a sale. */
export function saleRows(entry: Entry<"sale.completed">, take: RowTaker): void {
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

/** Rows of a return, an exchange or a reversal; what comes back is below zero. */
export function returnRows(entry: Entry<"return.completed">, take: RowTaker): void {
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

/** One row for each leg of payment of an entry. */
export function tenderRows(
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
