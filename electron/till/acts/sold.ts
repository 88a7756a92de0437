/**
 * What this till knows of something sold: its whole sale in replica or journal, or what a receipt's own
 * signed code proves. What may come back of it is the engine's; the act is in returns.ts.
 */
import { done, type Result, refuse } from "#shared/base/result.ts";
import { looksLikeReceiptCode, type ReceiptCode } from "#shared/engine/receipt-code.ts";
import { refundableLines } from "#shared/engine/return.ts";
import {
  codeLineId,
  type ReturnableSale,
  returnableOfCode,
  returnableOfPurchase,
} from "#shared/engine/return-sale.ts";
import { type ReturnCompleted, returnCompleted } from "#shared/records/entries/return-completed.ts";
import type { Rows } from "#shared/records/rows/index.ts";
import { entriesOf, type TillCore } from "../core.ts";
import { mergedRows } from "../views/rows.ts";
import { saleRow } from "../views/sales.ts";
import { lookUp } from "./lookup.ts";
import { receiptCodeOf } from "./receipt.ts";

/** Where a return says its sale is. */
export interface SoldProof {
  readonly saleId?: string | undefined;
  readonly receiptCode?: string | undefined;
  /** Whose sales it was found among. */
  readonly clientId?: string | undefined;
}

export interface Sold {
  readonly sale: ReturnableSale;
  readonly proof: ReturnCompleted["proof"];
  /** What went back on its tenders before, as far as is known here. */
  readonly refundedBefore: readonly { readonly kind: string; readonly amountMinor: number }[];
}

const RETURNS_LOOKED_AT = 2_000;

/**
 * The sale that a return is of; nothing for a return without receipt. Refuses `sale-unknown` (also for
 * a code without lines whose sale is not here) and the codes of `readReceiptCode`.
 */
export function soldBy(core: TillCore, proof: SoldProof): Result<Sold | undefined> {
  const { saleId, receiptCode } = proof;
  if (receiptCode !== undefined) return soldByCode(core, receiptCode);
  if (saleId === undefined) return done(undefined);
  const sale = knownSale(core, saleId);
  if (sale === undefined) return refuse("sale-unknown");
  const isTheirs = proof.clientId !== undefined && proof.clientId === sale.clientId;
  return done({
    sale,
    proof: isTheirs ? "client" : "search",
    refundedBefore: refundedBefore(core, sale),
  });
}

/** What may still come back of a sale, line by line; nothing for what is no whole sale. */
export function refundableOf(sale: ReturnableSale) {
  return refundableLines(sale).map(({ line, leftMilli, refundMinor }) => ({
    lineId: line.lineId,
    productId: line.productId,
    name: line.name,
    sku: line.sku,
    soldMilli: line.quantityMilli,
    returnableMilli: leftMilli,
    refundMinor,
  }));
}

/**
 * A scanned or typed receipt: its sale when it is here, else what its code proves. Refuses as `soldBy`
 * and as `lookUp`.
 */
export function openReceipt(core: TillCore, raw: string) {
  const text = raw.trim();
  const isCode = looksLikeReceiptCode(text);
  const found = isCode ? undefined : lookUp(core, text);
  if (found !== undefined && !found.ok) return found;
  if (found !== undefined && found.value.kind !== "receipt") return refuse("sale-unknown");
  const saleId = found?.value.kind === "receipt" ? found.value.saleId : undefined;
  const sold = soldBy(core, isCode ? { receiptCode: text } : { saleId });
  if (!sold.ok) return sold;
  if (sold.value === undefined) return refuse("sale-unknown");
  const { sale } = sold.value;
  const client =
    sale.clientId === undefined ? undefined : core.overlay.row("clients", sale.clientId);
  const isHere = knownSale(core, sale.saleId) !== undefined;
  return done({
    ...(isHere ? { saleId: sale.saleId } : {}),
    ...(isCode ? { receiptCode: text } : {}),
    receiptNumber: sale.receiptNumber,
    atMs: sale.soldAtMs,
    ...(client === undefined ? {} : { clientName: client.name }),
    refundable: refundableOf(sale),
  });
}

/** The sale as it can be returned, when its whole row is here. */
export function knownSale(core: TillCore, saleId: string): ReturnableSale | undefined {
  const row = saleRow(core, saleId);
  return row === undefined ? undefined : returnableOfPurchase(row);
}

function soldByCode(core: TillCore, text: string): Result<Sold> {
  const read = receiptCodeOf(core, text.trim());
  if (!read.ok) return read;
  const known = knownSale(core, read.value.saleId);
  if (known !== undefined) {
    return done({ sale: known, proof: "receipt", refundedBefore: refundedBefore(core, known) });
  }
  const sale = returnableOfCode(read.value, (sku) => productOfSku(core, sku));
  if (sale === undefined) return refuse("sale-unknown");
  return done({
    sale: withOwnReturns(core, sale, read.value),
    proof: "receipt-code",
    refundedBefore: refundedBefore(core, sale),
  });
}

/** A sale that is not here came back before at this till: the journal remembers what the code cannot. */
function withOwnReturns(core: TillCore, sale: ReturnableSale, code: ReceiptCode): ReturnableSale {
  const back = new Map<string, number>();
  for (const { body } of entriesOf(core, "return.completed")) {
    for (const line of body.lines) {
      if (line.saleId !== code.saleId || line.saleLineId === undefined) continue;
      back.set(line.saleLineId, (back.get(line.saleLineId) ?? 0) + line.quantityMilli);
    }
  }
  const lines = sale.lines.map((line, index) => ({
    ...line,
    returnedMilli: back.get(line.lineId) ?? back.get(codeLineId(index + 1)) ?? 0,
  }));
  return { ...sale, lines };
}

function refundedBefore(core: TillCore, sale: ReturnableSale): Sold["refundedBefore"] {
  const isNew = sale.lines.every(({ returnedMilli }) => returnedMilli === 0);
  if (isNew) return [];
  return returnRows(core)
    .filter(({ lines }) => lines.some(({ saleId }) => saleId === sale.saleId))
    .flatMap(({ tenders }) => tenders)
    .filter(({ amountMinor }) => amountMinor < 0);
}

/** Whole returns that this till knows of, its own among them, newest first. */
export function returnRows(core: TillCore, clientId?: string): readonly ReturnCompleted[] {
  const isReturn = (row: Rows["purchases"]): boolean =>
    row.kind === "return" && (clientId === undefined || row.clientId === clientId);
  const rows = mergedRows(core, "purchases", {
    ...(clientId === undefined ? {} : { where: { clientId } }),
    order: { column: "at", descending: true },
    limit: RETURNS_LOOKED_AT,
    matches: isReturn,
  });
  return rows.filter(isReturn).flatMap((row) => {
    const read = returnCompleted.safeParse(row.sale);
    return read.success ? [read.data] : [];
  });
}

function productOfSku(core: TillCore, sku: string): Rows["products"] | undefined {
  return core.replica.byIndex("products", { where: { sku }, limit: 1 })[0]?.row;
}
