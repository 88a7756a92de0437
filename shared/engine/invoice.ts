/**
 * Full invoices and credit notes: the same sale under another number, in a series of its own that
 * has no gaps. The receipt it replaces counts once in the books.
 */
import { done, type Result, refuse } from "../base/result.ts";
import type { InvoiceIssued } from "../records/entries/invoice-issued.ts";
import type { ReturnCompleted } from "../records/entries/return-completed.ts";
import type { SaleCompleted } from "../records/entries/sale-completed.ts";

export interface InvoiceRequest {
  readonly invoiceId: string;
  readonly series: string;
  /** The number after the last one of the series. */
  readonly counter: number;
  readonly buyer: InvoiceIssued["buyer"];
}

/** An invoice as far as a credit note must name it. */
type Named = Pick<InvoiceIssued, "invoiceId" | "saleId">;

/** What a credit note is of: what came back, or a whole invoice that was wrong. */
export type Credited =
  | { readonly returned: ReturnCompleted; readonly invoice?: Named }
  | { readonly invoice: Named & Pick<InvoiceIssued, "totalMinor" | "currency"> };

/**
 * The invoice of a sale. Refuses `invoice-needs-buyer`, and `invoice-there` when the sale has one
 * that no credit note has taken back whole.
 */
export function issueInvoice(
  sale: SaleCompleted,
  request: InvoiceRequest,
  existing: readonly InvoiceIssued[] = [],
): Result<InvoiceIssued, "invoice-needs-buyer" | "invoice-there"> {
  if (!hasBuyer(request.buyer)) return refuse("invoice-needs-buyer");
  const open = openInvoiceOf(sale.saleId, existing);
  if (open !== undefined) return refuse("invoice-there", { number: open.number });
  return done({
    invoiceId: request.invoiceId,
    kind: "invoice",
    number: invoiceNumber(request.series, request.counter),
    series: request.series,
    saleId: sale.saleId,
    buyer: request.buyer,
    totalMinor: sale.priced.totalMinor,
    currency: sale.priced.currency,
  });
}

/** The invoice of a sale that stands: the credit note of a return leaves it standing. */
function openInvoiceOf(
  saleId: string,
  existing: readonly InvoiceIssued[],
): InvoiceIssued | undefined {
  const taken = new Set(existing.filter(isOfWhole).map((one) => one.ofInvoiceId));
  return existing.find(
    (one) => one.kind === "invoice" && one.saleId === saleId && !taken.has(one.invoiceId),
  );
}

/**
 * The credit note of a return, or of a whole invoice that was wrong. Refuses `invoice-needs-buyer`,
 * and `credit-note-there` when the return has one, or when any names the invoice to be taken back
 * whole: what was credited once would be credited twice.
 */
export function issueCreditNote(
  of: Credited,
  request: InvoiceRequest,
  existing: readonly InvoiceIssued[] = [],
): Result<InvoiceIssued, "invoice-needs-buyer" | "credit-note-there"> {
  if (!hasBuyer(request.buyer)) return refuse("invoice-needs-buyer");
  const before = creditNoteOf(of, existing);
  if (before !== undefined) return refuse("credit-note-there", { number: before.number });
  const common = {
    invoiceId: request.invoiceId,
    kind: "credit-note" as const,
    number: invoiceNumber(request.series, request.counter),
    series: request.series,
    ...(of.invoice?.saleId === undefined ? {} : { saleId: of.invoice.saleId }),
    ...(of.invoice === undefined ? {} : { ofInvoiceId: of.invoice.invoiceId }),
    buyer: request.buyer,
  };
  if (!("returned" in of)) {
    const { totalMinor, currency } = of.invoice;
    return done({ ...common, totalMinor, currency });
  }
  const { returnId, refundMinor, currency } = of.returned;
  return done({ ...common, returnId, totalMinor: refundMinor, currency });
}

/** The note that stands in the way of a new one. */
function creditNoteOf(of: Credited, existing: readonly InvoiceIssued[]): InvoiceIssued | undefined {
  const notes = existing.filter(({ kind }) => kind === "credit-note");
  return "returned" in of
    ? notes.find(({ returnId }) => returnId === of.returned.returnId)
    : notes.find(({ ofInvoiceId }) => ofInvoiceId === of.invoice.invoiceId);
}

function isOfWhole({ kind, returnId }: InvoiceIssued): boolean {
  return kind === "credit-note" && returnId === undefined;
}

/** A number of a gap-free series: `R1-000042`. Receipts and invoices are written the same way. */
function invoiceNumber(series: string, counter: number): string {
  return `${series}-${String(counter).padStart(6, "0")}`;
}

function hasBuyer(buyer: InvoiceIssued["buyer"]): boolean {
  return buyer.name.trim() !== "" && buyer.address.trim() !== "";
}
