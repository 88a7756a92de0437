/**
 * What happened in one shift as DSFinV-K's "Bons": receipts, the float it began with, cash moved,
 * transactions of the signing device that belong to nothing. Amounts in minor units. Writing them
 * down is closing.ts.
 */
import type { CsvRecord } from "../fiscal-check/csv.ts";
import {
  CASE_OF_MOVEMENT,
  CASE_OF_PRODUCT,
  NO_TAX,
  PAYMENT_OF_TENDER,
  type TaxKey,
  taxKeyOf,
} from "./meaning.ts";
import type { ClosingRows } from "./source.ts";

export interface TaxedAmount {
  readonly tax: TaxKey;
  readonly grossMinor: number;
  readonly netMinor: number;
  readonly taxMinor: number;
}

export interface BonLine {
  readonly caseType: string;
  readonly text: string;
  readonly article?: string | undefined;
  readonly category?: string | undefined;
  readonly quantity: number;
  readonly unit?: string | undefined;
  /** Of one unit, tax inside. */
  readonly unitGrossMinor: number;
  readonly amounts: readonly TaxedAmount[];
  /** Price before reductions, and each reduction below zero; none where nothing was reduced. */
  readonly steps: readonly { readonly type: "base_amount" | "discount"; readonly minor: number }[];
  /** The receipt and line that a returned line was sold on. */
  readonly ofReceipt?: string | undefined;
}

export interface BonPayment {
  readonly type: string;
  readonly name: string;
  readonly currency: string;
  readonly minor: number;
  readonly baseMinor: number;
}

export interface Bon {
  readonly id: string;
  readonly sequence: number;
  readonly number: number;
  readonly type: "Beleg" | "AVBelegabbruch";
  readonly name: string;
  readonly isReversal: boolean;
  readonly startedAt: string;
  readonly endedAt: string;
  readonly staffId: string;
  readonly clientId: string | undefined;
  readonly grossMinor: number;
  readonly lines: readonly BonLine[];
  readonly amounts: readonly TaxedAmount[];
  readonly payments: readonly BonPayment[];
  readonly follows: string | undefined;
  readonly signature: CsvRecord | undefined;
}

/** The Bons of a shift in the order of its entries. */
export function bonsOf({ closing, rows }: ClosingRows): Bon[] {
  const own = text(closing, "currency");
  const signatures = new Map(rows.signatures.map((row) => [row.get("document_id"), row]));
  const of = (name: keyof ClosingRows["rows"]) => Map.groupBy(rows[name], sequenceOf);
  const parts: ReceiptParts = {
    lines: of("lines"),
    lineTaxes: of("line_taxes"),
    taxes: of("receipt_taxes"),
    adjustments: of("adjustments"),
    tenders: of("tenders"),
  };
  const receipts = rows.receipts.map((row) => receiptBon(row, parts));
  const floats = rows.openings
    .filter((row) => minor(row, "float_minor") !== 0)
    .map((row) =>
      cashBon(row, {
        id: `${text(row, "shift_id")}`,
        caseType: "Anfangsbestand",
        amountMinor: minor(row, "float_minor"),
        own,
      }),
    );
  const movements = rows.cash_movements.map((row) =>
    cashBon(row, {
      id: text(row, "movement_id"),
      caseType: CASE_OF_MOVEMENT[text(row, "movement_kind")] ?? "Einzahlung",
      amountMinor: minor(row, "amount_minor"),
      own,
    }),
  );
  const differences = rows.hand_overs
    .filter((row) => minor(row, "difference_minor") !== 0)
    .map((row) =>
      cashBon(row, {
        id: `${text(row, "hand_over_id")} ${text(row, "tender_key")}`,
        caseType: "DifferenzSollIst",
        amountMinor: minor(row, "difference_minor"),
        own,
      }),
    );
  const cancelled = rows.hold_cancellations.map((row) =>
    cancelledBon(row, parts.tenders.get(sequenceOf(row)) ?? []),
  );
  const abandoned = rows.signatures
    .filter((row) => row.get("outcome") === "abandoned")
    .map(abandonedBon);
  return [...receipts, ...floats, ...movements, ...differences, ...cancelled, ...abandoned]
    .map((bon) => ({ ...bon, signature: bon.signature ?? signatures.get(bon.id) }))
    .sort((left, right) => left.sequence - right.sequence);
}

interface ReceiptParts {
  readonly lines: ReadonlyMap<number, readonly CsvRecord[]>;
  readonly lineTaxes: ReadonlyMap<number, readonly CsvRecord[]>;
  readonly taxes: ReadonlyMap<number, readonly CsvRecord[]>;
  readonly adjustments: ReadonlyMap<number, readonly CsvRecord[]>;
  readonly tenders: ReadonlyMap<number, readonly CsvRecord[]>;
}

function receiptBon(row: CsvRecord, parts: ReceiptParts): Bon {
  const sequence = sequenceOf(row);
  const roundingMinor = minor(row, "rounding_minor");
  const totalMinor = minor(row, "total_minor");
  const lines = (parts.lines.get(sequence) ?? []).map((line) => lineOf(line, parts));
  const feeMinor = minor(row, "restocking_fee_minor");
  if (feeMinor !== 0) lines.push(extraLine("Umsatz", "Gebühr", feeMinor));
  if (roundingMinor !== 0) {
    lines.push(extraLine(roundingMinor > 0 ? "Aufschlag" : "Rabatt", "Rundung", roundingMinor));
  }
  const taxed = (parts.taxes.get(sequence) ?? []).map(taxedAmount);
  const kind = text(row, "receipt_kind");
  return {
    id: text(row, "receipt_id"),
    sequence,
    number: Number(/\d+$/.exec(text(row, "receipt_number"))?.[0] ?? sequence),
    type: "Beleg",
    name: text(row, "receipt_number"),
    isReversal: kind === "reversal",
    startedAt: text(row, "started_at"),
    endedAt: text(row, "at"),
    staffId: text(row, "staff_id"),
    clientId: row.get("client_id"),
    grossMinor: totalMinor + roundingMinor,
    lines,
    amounts: completed(taxed, totalMinor + roundingMinor),
    payments: (parts.tenders.get(sequence) ?? []).flatMap(paymentsOf),
    follows: row.get("follows_receipt_id"),
    signature: undefined,
  };
}

function lineOf(row: CsvRecord, parts: ReceiptParts): BonLine {
  const sequence = sequenceOf(row);
  const number = row.get("line_number");
  const here = (each: CsvRecord): boolean => each.get("line_number") === number;
  const taxes = (parts.lineTaxes.get(sequence) ?? []).filter(here).map(taxedAmount);
  const reductions = (parts.adjustments.get(sequence) ?? []).filter(here);
  const totalMinor = minor(row, "total_minor");
  const quantity = minor(row, "quantity_milli") / 1_000;
  const steps = reductions.map((each) => ({
    type: "discount" as const,
    minor: -minor(each, "amount_minor"),
  }));
  const kind = text(row, "product_kind");
  return {
    caseType: row.get("line_kind") === "fee" ? "Umsatz" : (CASE_OF_PRODUCT[kind] ?? "Umsatz"),
    text: text(row, "name"),
    article: row.get("sku"),
    category: row.get("tax_category_id"),
    quantity,
    unit: row.get("unit"),
    unitGrossMinor: quantity === 0 ? totalMinor : totalMinor / quantity,
    amounts: completed(taxes, totalMinor),
    steps:
      steps.length === 0
        ? []
        : [{ type: "base_amount", minor: minor(row, "gross_minor") }, ...steps],
    ofReceipt: row.get("of_receipt_id"),
  };
}

function extraLine(caseType: string, name: string, amountMinor: number): BonLine {
  return {
    caseType,
    text: name,
    quantity: 1,
    unitGrossMinor: amountMinor,
    amounts: completed([], amountMinor),
    steps: [],
  };
}

/** Foreign cash, and own cash handed back for it. */
function paymentsOf(row: CsvRecord): BonPayment[] {
  const type = PAYMENT_OF_TENDER[text(row, "tender_kind")] ?? "Unbar";
  const name = text(row, "name");
  const currency = text(row, "currency");
  const amountMinor = minor(row, "amount_minor");
  const foreign = row.get("foreign_currency");
  if (foreign === undefined) {
    return [{ type, name, currency, minor: amountMinor, baseMinor: amountMinor }];
  }
  const changeMinor = minor(row, "change_minor");
  const given = {
    type: "Bar",
    name: foreign,
    currency: foreign,
    minor: minor(row, "foreign_amount_minor"),
    baseMinor: amountMinor + changeMinor,
  };
  if (changeMinor === 0) return [given];
  return [given, { type: "Bar", name, currency, minor: -changeMinor, baseMinor: -changeMinor }];
}

/** Foreign notes that are moved have no rate: they are named in their own currency, worth nothing in ours. */
function cashBon(
  row: CsvRecord,
  about: {
    readonly id: string;
    readonly caseType: string;
    readonly amountMinor: number;
    readonly own: string;
  },
): Bon {
  const { id, caseType } = about;
  const currency = text(row, "currency");
  const isOwn = currency === about.own;
  const amountMinor = isOwn ? about.amountMinor : 0;
  const name = isOwn ? "" : currency;
  const cash = { type: "Bar", name, currency, minor: about.amountMinor, baseMinor: amountMinor };
  return {
    id,
    sequence: sequenceOf(row),
    number: sequenceOf(row),
    type: "Beleg",
    name: caseType,
    isReversal: false,
    startedAt: text(row, "at"),
    endedAt: text(row, "at"),
    staffId: text(row, "staff_id"),
    clientId: undefined,
    grossMinor: amountMinor,
    lines: [extraLine(caseType, row.get("note") ?? caseType, amountMinor)],
    amounts: completed([], amountMinor),
    payments: [cash],
    follows: undefined,
    signature: undefined,
  };
}

/** Money paid ahead goes back, less the fee that is kept. */
function cancelledBon(row: CsvRecord, tenders: readonly CsvRecord[]): Bon {
  const feeMinor = minor(row, "fee_minor");
  const refundMinor = minor(row, "refund_minor");
  const lines = [extraLine("Anzahlungsaufloesung", "Anzahlung", -minor(row, "paid_minor"))];
  if (feeMinor !== 0) lines.push(extraLine("Umsatz", "Gebühr", feeMinor));
  return {
    id: text(row, "hold_id"),
    sequence: sequenceOf(row),
    number: sequenceOf(row),
    type: "Beleg",
    name: "Anzahlungsaufloesung",
    isReversal: false,
    startedAt: text(row, "at"),
    endedAt: text(row, "at"),
    staffId: text(row, "staff_id"),
    clientId: row.get("client_id"),
    grossMinor: -refundMinor,
    lines,
    amounts: completed([], -refundMinor),
    payments: tenders.flatMap(paymentsOf),
    follows: undefined,
    signature: undefined,
  };
}

function abandonedBon(row: CsvRecord): Bon {
  return {
    id: `tse-${text(row, "transaction_number")}-${sequenceOf(row)}`,
    sequence: sequenceOf(row),
    number: sequenceOf(row),
    type: "AVBelegabbruch",
    name: "",
    isReversal: false,
    startedAt: text(row, "started_at"),
    endedAt: text(row, "finished_at"),
    staffId: text(row, "staff_id"),
    clientId: undefined,
    grossMinor: 0,
    lines: [],
    amounts: [],
    payments: [],
    follows: undefined,
    signature: row,
  };
}

function taxedAmount(row: CsvRecord): TaxedAmount {
  const netMinor = minor(row, "base_minor");
  const taxMinor = minor(row, "tax_minor");
  const tax = taxKeyOf(text(row, "rate"));
  return { tax, netMinor, taxMinor, grossMinor: netMinor + taxMinor };
}

/** By tax key, with what no tax is on, so that they sum to the total. */
function completed(taxed: readonly TaxedAmount[], totalMinor: number): TaxedAmount[] {
  const byKey = new Map<number, TaxedAmount>();
  const add = (each: TaxedAmount): void => {
    const before = byKey.get(each.tax.key);
    byKey.set(each.tax.key, {
      tax: each.tax,
      grossMinor: (before?.grossMinor ?? 0) + each.grossMinor,
      netMinor: (before?.netMinor ?? 0) + each.netMinor,
      taxMinor: (before?.taxMinor ?? 0) + each.taxMinor,
    });
  };
  for (const each of taxed) add(each);
  const restMinor = totalMinor - taxed.reduce((sum, each) => sum + each.grossMinor, 0);
  if (restMinor !== 0 || taxed.length === 0) {
    add({ tax: NO_TAX, grossMinor: restMinor, netMinor: restMinor, taxMinor: 0 });
  }
  return [...byKey.values()];
}

function sequenceOf(row: CsvRecord): number {
  return Number(row.get("sequence"));
}

function text(row: CsvRecord, column: string): string {
  return row.get(column) ?? "";
}

function minor(row: CsvRecord, column: string): number {
  return Number(row.get(column) ?? 0);
}
