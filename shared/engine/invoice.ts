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

/**
 * The invoice of a sale. Refuses `invoice-needs-buyer`, and `invoice-there` when the sale has one
 * that no credit note has taken back.
 */
export function issueInvoice(
  sale: SaleCompleted,
  request: InvoiceRequest,
  existing: readonly InvoiceIssued[] = [],
): Result<InvoiceIssued, "invoice-needs-buyer" | "invoice-there"> {
  if (!hasBuyer(request.buyer)) return refuse("invoice-needs-buyer");
  const taken = new Set(existing.map((one) => one.ofInvoiceId));
  const open = existing.find(
    (one) => one.kind === "invoice" && one.saleId === sale.saleId && !taken.has(one.invoiceId),
  );
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

/** The credit note of a return, or of a whole invoice that was wrong. Refuses `invoice-needs-buyer`. */
export function issueCreditNote(
  of:
    | { readonly returned: ReturnCompleted; readonly invoice?: InvoiceIssued }
    | { readonly invoice: InvoiceIssued },
  request: InvoiceRequest,
): Result<InvoiceIssued, "invoice-needs-buyer"> {
  if (!hasBuyer(request.buyer)) return refuse("invoice-needs-buyer");
  const returned = "returned" in of ? of.returned : undefined;
  const { invoice } = of;
  return done({
    invoiceId: request.invoiceId,
    kind: "credit-note",
    number: invoiceNumber(request.series, request.counter),
    series: request.series,
    ...(invoice?.saleId === undefined ? {} : { saleId: invoice.saleId }),
    ...(returned === undefined ? {} : { returnId: returned.returnId }),
    ...(invoice === undefined ? {} : { ofInvoiceId: invoice.invoiceId }),
    buyer: request.buyer,
    totalMinor: returned?.refundMinor ?? invoice?.totalMinor ?? 0,
    currency: returned?.currency ?? invoice?.currency ?? "XXX",
  });
}

/** A number of a gap-free series: `R1-000042`. Receipts and invoices are written the same way. */
function invoiceNumber(series: string, counter: number): string {
  return `${series}-${String(counter).padStart(6, "0")}`;
}

function hasBuyer(buyer: InvoiceIssued["buyer"]): boolean {
  return buyer.name.trim() !== "" && buyer.address.trim() !== "";
}
