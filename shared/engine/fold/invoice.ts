/**
 * `invoice.issued`: the sale or return it replaces in the books carries its number from then on, and a
 * sale whose invoice was taken back whole carries none, so that it can have a right one. Two tills that
 * do not know of each other may each issue one: both stand, and the second is named.
 */
import type { InvoiceIssued } from "../../records/entries/invoice-issued.ts";
import type { PurchaseRow } from "../../records/rows/purchase.ts";
import type { RowKey } from "./contract.ts";
import { type FoldDraft, type FoldHandler, list } from "./draft.ts";
import { fullPurchaseId } from "./sale.ts";

export const invoiceIssuedFold: FoldHandler<"invoice.issued"> = {
  keys: ({ body }) => purchaseIds(body).map((id): RowKey => ({ table: "purchases", id })),
  fold({ body }, draft) {
    const rows = purchaseIds(body).flatMap((id) => draft.get("purchases", id) ?? []);
    nameSecond(draft, body, rows);
    for (const row of rows) {
      const next = takesBackWhole(body) ? withoutInvoice(row, body) : withInvoice(row, body);
      if (next !== row) draft.put("purchases", next);
    }
  },
};

/** The first stands on the row; what was issued beside it is remembered there until one is taken back. */
function withInvoice(row: PurchaseRow, { invoiceId, number }: InvoiceIssued): PurchaseRow {
  const { invoice: first } = row;
  const own = { id: invoiceId, number };
  if (first === undefined) return { ...row, invoice: own };
  return { ...row, invoice: { ...first, also: [...list(first.also), own] } };
}

function withoutInvoice(row: PurchaseRow, { ofInvoiceId }: InvoiceIssued): PurchaseRow {
  const { invoice: first, ...receipt } = row;
  if (first === undefined) return row;
  const { also, ...named } = first;
  const standing = [named, ...list(also)];
  const [invoice, ...others] = standing.filter(({ id }) => id !== ofInvoiceId);
  if (others.length + 1 === standing.length && invoice !== undefined) return row;
  if (invoice === undefined) return receipt;
  return { ...receipt, invoice: others.length === 0 ? invoice : { ...invoice, also: others } };
}

/**
 * Whether the sale or return has its paper already, or the invoice that is taken back was taken back
 * before: the tax of `amountMinor` stands once too often, or is missing once, until somebody answers.
 */
function nameSecond(draft: FoldDraft, body: InvoiceIssued, rows: readonly PurchaseRow[]): void {
  const [row] = rows;
  if (row === undefined) return;
  const { invoice } = row;
  const standing = invoice === undefined ? [] : [invoice, ...list(invoice.also)];
  const isSecond = takesBackWhole(body)
    ? standing.every(({ id }) => id !== body.ofInvoiceId)
    : standing.length > 0;
  if (!isSecond) return;
  draft.except("invoice-issued-twice", {
    ...(body.saleId === undefined ? {} : { saleId: body.saleId }),
    ...(body.returnId === undefined ? {} : { returnId: body.returnId }),
    number: body.number,
    otherNumber: invoice?.number ?? "",
    amountMinor: body.totalMinor,
  });
}

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
