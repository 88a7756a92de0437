/** `invoice.issued`: a full invoice or credit note in its own gap-free series; replaces the receipt in the books. */
import { z } from "zod";
import { currency, id, minor, shortText } from "../fields.ts";

export const invoiceIssued = z.object({
  invoiceId: id,
  kind: z.enum(["invoice", "credit-note"]),
  number: shortText,
  series: shortText,
  saleId: id.optional(),
  returnId: id.optional(),
  ofInvoiceId: id.optional(),
  buyer: z.object({ name: shortText, address: shortText, taxNumber: shortText.optional() }),
  totalMinor: minor,
  currency,
});
export type InvoiceIssued = Readonly<z.infer<typeof invoiceIssued>>;
