/** `invoice.issued`: the sale or return it replaces in the books carries its number from then on. */
import type { RowKey } from "./contract.ts";
import type { FoldHandler } from "./draft.ts";
import { fullPurchaseId } from "./sale.ts";

export const invoiceIssuedFold: FoldHandler<"invoice.issued"> = {
  keys: ({ body }) => purchaseIds(body).map((id): RowKey => ({ table: "purchases", id })),
  fold({ body }, draft) {
    for (const id of purchaseIds(body)) {
      const purchase = draft.get("purchases", id);
      if (purchase === undefined) continue;
      const invoice = { id: body.invoiceId, number: body.number };
      draft.put("purchases", { ...purchase, invoice });
    }
  },
};

function purchaseIds(body: {
  readonly kind: "invoice" | "credit-note";
  readonly saleId?: string | undefined;
  readonly returnId?: string | undefined;
}): readonly string[] {
  // A credit note for a whole sale cancels its invoice and leaves the invoice's number in the books.
  const sale = body.kind === "invoice" ? body.saleId : undefined;
  return [
    ...(sale === undefined ? [] : [sale, fullPurchaseId("sale", sale)]),
    ...(body.returnId === undefined
      ? []
      : [body.returnId, fullPurchaseId("return", body.returnId)]),
  ];
}
