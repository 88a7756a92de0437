/**
 * Goods that came back before the server heard of their sale: the sale was made at a till that is cut
 * off, or its entry comes again after a restore. What came back is kept in the place of the sale's row,
 * so that a second refund is found whichever of the three arrives last.
 */
import { compact } from "../../base/compact.ts";
import { scaleRound } from "../../base/rounding.ts";
import type { ReturnedLine } from "../../records/entries/return-completed.ts";
import type { Entry } from "../../records/entry.ts";
import type { PurchaseRow } from "../../records/rows/purchase.ts";
import { placeOfCodeLine } from "../return-sale.ts";
import type { FoldDraft } from "./draft.ts";

type SoldLine = PurchaseRow["lines"][number];

/** Whether a row only stands for a sale that is yet to come. */
export function isEarly(row: PurchaseRow | undefined): boolean {
  return row !== undefined && row.at === 0 && row.entryId === undefined;
}

/** Notes a line that came back of a sale nobody knows yet, on the row the sale will take. */
export function noteEarly(
  draft: FoldDraft,
  entry: Entry<"return.completed">,
  about: { readonly rowId: string; readonly line: ReturnedLine },
): void {
  const { rowId, line } = about;
  const known = draft.get("purchases", rowId);
  const lines = known?.lines ?? [];
  const before = lines.find(({ id }) => id === line.saleLineId);
  const returnedMilli = (before?.returnedMilli ?? 0) + line.quantityMilli;
  const noted: SoldLine = {
    id: line.saleLineId as string,
    productId: line.productId,
    name: line.name,
    quantityMilli: 0,
    totalMinor: 0,
    returnedMilli,
  };
  draft.put("purchases", {
    id: rowId,
    kind: "sale",
    // Of no day, so that no list and no report shows it.
    at: 0,
    businessDate: "1970-01-01",
    channel: "counter",
    storeId: known?.storeId ?? entry.storeId,
    receiptNumber: "",
    currency: entry.body.currency,
    totalMinor: 0,
    taxMinor: 0,
    discountMinor: 0,
    tenders: [],
    lines: [...lines.filter(({ id }) => id !== line.saleLineId), noted],
  });
}

/** The sale as it is after what had come back of it already; more than was sold is named. */
export function withEarly(
  draft: FoldDraft,
  sale: PurchaseRow,
  early: PurchaseRow | undefined,
): PurchaseRow {
  if (early === undefined || !isEarly(early)) return sale;
  const back = new Map<string, number>();
  for (const { id, returnedMilli } of early.lines) {
    const place = placeOfCodeLine(id);
    const lineId = place === undefined ? id : (sale.lines[place]?.id ?? id);
    back.set(lineId, (back.get(lineId) ?? 0) + (returnedMilli ?? 0));
  }
  const lines = sale.lines.map((line) => {
    const returnedMilli = back.get(line.id) ?? 0;
    const overMilli = returnedMilli - line.quantityMilli;
    if (overMilli > 0) {
      draft.except("refund-exceeds-sale", {
        saleId: sale.id,
        saleLineId: line.id,
        productId: line.productId,
        overMilli,
        lossMinor: scaleRound(line.totalMinor, overMilli, line.quantityMilli, "half_up"),
      });
    }
    return returnedMilli === 0 ? line : { ...line, returnedMilli };
  });
  return compact({ ...sale, lines });
}
