/**
 * What the archive's tables must say of one entry, worked out anew from the entry's own text: written
 * from the format's description, not from the code that makes archives. Only Node's own modules.
 */
import { mappedRow, TABLE_MAPS, valueAt } from "./mapping.ts";

/** An entry's text as JSON; only what is looked at is typed. */
export interface EntryText {
  readonly kind: string;
  readonly businessDate: string;
  readonly at: number;
  readonly staffId: string;
  readonly shiftId?: string;
  readonly body: Body;
}

interface Tax {
  readonly taxId: string;
  readonly name: string;
  readonly rate: string;
  readonly included: boolean;
  readonly baseMinor: number;
  readonly taxMinor: number;
}

export interface Tender {
  readonly kind: string;
  readonly tenderTypeId?: string;
  readonly amountMinor: number;
  readonly changeMinor?: number;
  readonly foreign?: { readonly currency: string; readonly amountMinor: number };
}

interface Adjustment {
  readonly kind: string;
  readonly name: string;
  readonly offer?: { readonly id: string };
  readonly reasonId?: string;
  readonly amountMinor: number;
}

/** A line sold, a line returned or a fee: what each of them has is optional. */
interface Line {
  readonly id: string;
  readonly name: string;
  readonly quantityMilli: number;
  readonly totalMinor: number;
  readonly taxes: readonly Tax[];
  readonly kind?: string;
  readonly productId?: string;
  readonly sku?: string;
  readonly productKind?: string;
  readonly unit?: string;
  readonly unitPriceMinor?: number;
  readonly grossMinor?: number;
  readonly discountMinor?: number;
  readonly netMinor?: number;
  readonly amountMinor?: number;
  readonly restockingFeeMinor?: number;
  readonly priceSource?: string;
  readonly priceReasonId?: string;
  readonly taxCategoryId?: string;
  readonly reasonId?: string;
  readonly disposition?: string;
  readonly saleId?: string;
  readonly saleLineId?: string;
  readonly adjustments?: readonly Adjustment[];
}

export interface Priced {
  readonly currency: string;
  readonly goodsMinor: number;
  readonly discountMinor: number;
  readonly feesMinor: number;
  readonly totalMinor: number;
  readonly taxMinor: number;
  readonly lines: readonly Line[];
  readonly fees: readonly Line[];
  readonly taxes: readonly Tax[];
}

/** A closing's tender and a receipt's, in one. */
type AnyTender = Tender & {
  readonly key: string;
  readonly expectedMinor: number;
  readonly countedMinor: number;
  readonly differenceMinor: number;
};

/** Every field that some kind of entry has. */
export interface Body {
  readonly saleId: string;
  readonly returnId: string;
  readonly receiptNumber: string;
  readonly series: string;
  readonly number: string;
  readonly channel: string;
  readonly clientId?: string;
  readonly currency?: string;
  readonly proof?: string;
  readonly startedAtMs: number;
  readonly followsSaleId?: string;
  readonly followsReason?: string;
  readonly priced: Priced;
  readonly exchange?: Priced;
  readonly lines: readonly Line[];
  readonly tenders: readonly AnyTender[];
  readonly taxes: readonly Tax[];
  readonly refundMinor: number;
  readonly paidMinor: number;
  readonly feeMinor: number;
  readonly roundingMinor: number;
  readonly changeMinor?: number;
  readonly counts?: readonly Readonly<Record<string, number>>[];
  readonly counted?: Readonly<Record<string, number>>;
  readonly shiftId: string;
  readonly floatMinor: number;
  readonly amountMinor: number;
  readonly zNumber: number;
  readonly totals: Readonly<Record<string, number>>;
  readonly sealedSequence: number;
  readonly sealedHash: string;
  readonly publicKey: string;
  readonly signature: string;
}

/** One row, column by column, as it must be; a column that must be empty is undefined. */
export type ExpectedRow = Readonly<Record<string, string | number | undefined>>;
export type Expected = Readonly<Record<string, readonly ExpectedRow[]>>;

/** Tables whose rows are compared with the entries one by one. */
export const COMPARED: readonly string[] = [
  "receipts",
  "lines",
  "line_taxes",
  "receipt_taxes",
  "adjustments",
  ...new Set(TABLE_MAPS.map(({ table }) => table)),
];

/** The rows that an entry must have made, by table; a table that is not named must have none of it. */
export function expectedRows(entry: EntryText): Expected {
  const rows: Record<string, ExpectedRow[]> = {};
  for (const map of TABLE_MAPS) {
    if (map.kind !== entry.kind) continue;
    const list = map.each === undefined ? undefined : valueAt(entry, map.each);
    rows[map.table] = Array.isArray(list)
      ? list.map((value: unknown, index) => mappedRow(map, entry, { value, number: index + 1 }))
      : [mappedRow(map, entry)];
  }
  const { kind, body } = entry;
  rows.tenders = (rows.tenders ?? []).map((row, at) => {
    const tender = body.tenders[at];
    return { ...row, tender_key: tender === undefined ? undefined : keyOf(tender) };
  });
  for (const table of COUNTED) {
    if (rows[table] === undefined) continue;
    rows[table] = rows[table].map((row) => ({ ...row, counts: countsText(body) }));
  }
  if (kind !== "sale.completed" && kind !== "return.completed") return rows;
  const sold = kind === "sale.completed" ? body.priced : body.exchange;
  const back = kind === "sale.completed" ? [] : body.lines;
  const lines = [...back, ...(sold?.lines ?? []), ...(sold?.fees ?? [])];
  const kinds = [
    ...back.map(() => "returned" as const),
    ...(sold?.lines ?? []).map(() => "sold" as const),
    ...(sold?.fees ?? []).map(() => "fee" as const),
  ];
  rows.receipts = [receiptRow(entry)];
  rows.receipt_taxes = taxRows(taxesOf(entry));
  rows.lines = lines.map((line, at) => lineRow(line, kinds[at] ?? "sold", at + 1, entry));
  rows.line_taxes = lines.flatMap((line, at) =>
    lineTaxRows(line, kinds[at] === "returned", at + 1),
  );
  rows.adjustments = lines.flatMap((line, at) => adjustmentRows(line, at + 1));
  return rows;
}

/** Tables with the counts of a drawer. */
const COUNTED = ["closings", "hand_overs"] as const;

/** Each count as pieces by denomination, the smallest first. */
function countsText({ counts, counted }: Body): string {
  const all = counts ?? (counted === undefined ? [] : [counted]);
  const sorted = all.map((count) => Object.entries(count).sort(([one], [two]) => +one - +two));
  return JSON.stringify(sorted.map((pieces) => Object.fromEntries(pieces)));
}

/** What a closing counts a tender under. */
export function keyOf(tender: Tender): string {
  if (tender.foreign !== undefined) return `cash:${tender.foreign.currency}`;
  return tender.tenderTypeId === undefined ? tender.kind : `${tender.kind}:${tender.tenderTypeId}`;
}

export interface TaxSum {
  readonly name: string;
  readonly rate: string;
  readonly baseMinor: number;
  readonly taxMinor: number;
}

/** Taxes of an entry by tax, of returned goods taken off. */
export function taxesOf({ kind, body }: EntryText): ReadonlyMap<string, TaxSum> {
  if (kind === "sale.completed") return sumTaxes([[body.priced.taxes, 1]]);
  if (kind !== "return.completed") return new Map();
  return sumTaxes([
    [body.exchange?.taxes ?? [], 1],
    [body.lines.flatMap((line) => line.taxes), -1],
  ]);
}

function receiptRow(entry: EntryText): ExpectedRow {
  const { body } = entry;
  const isSale = entry.kind === "sale.completed";
  const sold = isSale ? body.priced : body.exchange;
  const back = isSale ? [] : body.lines;
  const isDeposit =
    body.priced?.lines.length > 0 &&
    body.priced.lines.every((line) => line.productKind === "deposit");
  const returned =
    body.proof === "correction" ? "reversal" : sold === undefined ? "return" : "exchange";
  return {
    business_date: entry.businessDate,
    at: new Date(entry.at).toISOString(),
    started_at: new Date(body.startedAtMs).toISOString(),
    staff_id: entry.staffId,
    shift_id: entry.shiftId,
    receipt_id: isSale ? body.saleId : body.returnId,
    receipt_kind: isSale ? (isDeposit ? "deposit" : "sale") : returned,
    series: body.series,
    receipt_number: body.receiptNumber,
    channel: isSale ? body.channel : "counter",
    client_id: body.clientId,
    currency: isSale ? body.priced.currency : body.currency,
    goods_minor: sold?.goodsMinor ?? 0,
    discount_minor: sold?.discountMinor ?? 0,
    fees_minor: sold?.feesMinor ?? 0,
    returned_minor: total(back, (line) => line.totalMinor),
    restocking_fee_minor: total(back, (line) => line.restockingFeeMinor ?? 0),
    tax_minor: (sold?.taxMinor ?? 0) - total(back, taxOf),
    total_minor: (sold?.totalMinor ?? 0) - (isSale ? 0 : body.refundMinor),
    rounding_minor: body.roundingMinor,
    paid_minor: total(body.tenders, ({ amountMinor }) => amountMinor),
    change_minor: body.changeMinor ?? 0,
    follows_receipt_id: isSale ? body.followsSaleId : back.find((line) => line.saleId)?.saleId,
    follows_reason: isSale
      ? body.followsReason
      : body.proof === "correction"
        ? "correction"
        : undefined,
    proof: isSale ? undefined : body.proof,
  };
}

function lineRow(
  line: Line,
  kind: "sold" | "returned" | "fee",
  number: number,
  { body }: EntryText,
): ExpectedRow {
  const sign = kind === "returned" ? -1 : 1;
  const gross = kind === "fee" ? line.amountMinor : line.grossMinor;
  const net = line.netMinor ?? (gross ?? 0) - (line.discountMinor ?? 0);
  const backDiscount = gross === undefined ? undefined : net - gross;
  return {
    line_number: number,
    line_id: line.id,
    line_kind: kind,
    product_id: line.productId,
    sku: line.sku,
    name: line.name,
    product_kind: kind === "fee" ? line.kind : (line.productKind ?? "goods"),
    quantity_milli: kind === "fee" ? 1_000 : sign * line.quantityMilli,
    unit: line.unit,
    currency: body.currency ?? (body.priced ?? body.exchange)?.currency,
    unit_price_minor: kind === "fee" ? line.amountMinor : line.unitPriceMinor,
    gross_minor: gross === undefined ? undefined : sign * gross,
    discount_minor: kind === "returned" ? backDiscount : line.discountMinor,
    net_minor: sign * net,
    restocking_fee_minor: line.restockingFeeMinor ?? 0,
    tax_minor: sign * taxOf(line),
    total_minor: sign * line.totalMinor,
    price_source: line.priceSource,
    tax_category_id: line.taxCategoryId,
    reason_id: line.priceReasonId ?? line.reasonId,
    disposition: line.disposition,
    of_receipt_id: line.saleId,
    of_line_id: line.saleLineId,
  };
}

function lineTaxRows({ taxes }: Line, isBack: boolean, number: number): ExpectedRow[] {
  const sign = isBack ? -1 : 1;
  return taxes.map((tax) => ({
    line_number: number,
    tax_id: tax.taxId,
    name: tax.name,
    rate: tax.rate,
    base_minor: sign * tax.baseMinor,
    tax_minor: sign * tax.taxMinor,
    included: tax.included ? 1 : 0,
  }));
}

function adjustmentRows({ adjustments }: Line, lineNumber: number): ExpectedRow[] {
  return (adjustments ?? []).map((adjustment, index) => ({
    line_number: lineNumber,
    number: index + 1,
    adjustment_kind: adjustment.kind,
    name: adjustment.name,
    offer_id: adjustment.offer?.id,
    reason_id: adjustment.reasonId,
    amount_minor: adjustment.amountMinor,
  }));
}

function taxRows(taxes: ReadonlyMap<string, TaxSum>): ExpectedRow[] {
  return [...taxes].map(([taxId, { name, rate, baseMinor, taxMinor }]) => ({
    tax_id: taxId,
    name,
    rate,
    base_minor: baseMinor,
    tax_minor: taxMinor,
  }));
}

function sumTaxes(lists: readonly (readonly [readonly Tax[], number])[]): Map<string, TaxSum> {
  const sums = new Map<string, TaxSum>();
  for (const [taxes, sign] of lists) {
    for (const { taxId, name, rate, baseMinor, taxMinor } of taxes) {
      const before = sums.get(taxId);
      sums.set(taxId, {
        name: before?.name ?? name,
        rate: before?.rate ?? rate,
        baseMinor: (before?.baseMinor ?? 0) + sign * baseMinor,
        taxMinor: (before?.taxMinor ?? 0) + sign * taxMinor,
      });
    }
  }
  return sums;
}

function taxOf({ taxes }: Line): number {
  return total(taxes, ({ taxMinor }) => taxMinor);
}

function total<Item>(items: readonly Item[], of: (item: Item) => number): number {
  return items.reduce((sum, item) => sum + of(item), 0);
}
