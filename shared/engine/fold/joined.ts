/** `line.joined`: a line sold under a department becomes the product's, once, with its history. */
import type { PurchaseRow } from "../../records/rows/purchase.ts";
import type { FoldHandler } from "./draft.ts";
import { fullPurchaseId } from "./sale.ts";
import { moveStock, stockKey } from "./stock.ts";

export const lineJoinedFold: FoldHandler<"line.joined"> = {
  keys: ({ body }) => [
    { table: "purchases", id: fullPurchaseId("sale", body.saleId) },
    ...(body.clientId === undefined ? [] : [{ table: "purchases" as const, id: body.saleId }]),
    stockKey(body.placeId, body.productId),
  ],
  fold({ body, at }, draft) {
    const full = draft.get("purchases", fullPurchaseId("sale", body.saleId));
    // A line that another till has joined before is joined already: the goods left the shelf once.
    if (full === undefined || !isOfDepartment(full, body)) return;
    const rows = [full];
    const summary = body.clientId === undefined ? undefined : draft.get("purchases", body.saleId);
    if (summary !== undefined) rows.push(summary);
    for (const row of rows) {
      const lines = row.lines.map((line) =>
        line.id === body.saleLineId ? { ...line, productId: body.productId } : line,
      );
      draft.put("purchases", { ...row, lines });
    }
    moveStock(draft, {
      placeId: body.placeId,
      productId: body.productId,
      onHandMilli: -body.quantityMilli,
      atMs: at,
    });
  },
};

function isOfDepartment(
  row: PurchaseRow,
  { saleLineId, departmentId }: { readonly saleLineId: string; readonly departmentId: string },
): boolean {
  return row.lines.some((line) => line.id === saleLineId && line.productId === departmentId);
}
