/**
 * `invoice.issued`: the sale or return it replaces in the books carries its number from then on, and a
 * sale whose invoice was taken back whole carries none, so that it can have a right one.
 */
import type { InvoiceIssued } from "../../records/entries/invoice-issued.ts";
import type { RowKey } from "./contract.ts";
import type { FoldHandler } from "./draft.ts";
import { fullPurchaseId } from "./sale.ts";

export const invoiceIssuedFold: FoldHandler<"invoice.issued"> = {
  keys: ({ body }) => purchaseIds(body).map((id): RowKey => ({ table: "purchases", id })),
  fold({ body }, draft) {
    for (const id of purchaseIds(body)) {
      const purchase = draft.get("purchases", id);
      if (purchase === undefined) continue;
      const { invoice: before, ...receipt } = purchase;
      if (!takesBackWhole(body)) {
        const invoice = { id: body.invoiceId, number: body.number };
        draft.put("purchases", { ...receipt, invoice });
      } else if (before?.id === body.ofInvoiceId) draft.put("purchases", receipt);
    }
  },
};

type Replacing = Pick<InvoiceIssued, "kind" | "saleId" | "returnId">;

/** The sale's rows for an invoice and the note that takes it back whole; a return's note is the return's. */
function purchaseIds(body: Replacing): readonly string[] {
  const { saleId, returnId } = body;
  if (returnId !== undefined) return [returnId, fullPurchaseId("return", returnId)];
  return saleId === undefined ? [] : [saleId, fullPurchaseId("sale", saleId)];
}

function takesBackWhole({ kind, returnId }: Replacing): boolean {
  return kind === "credit-note" && returnId === undefined;
}
