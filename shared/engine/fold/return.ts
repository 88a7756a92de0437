/**
 * `return.completed`: goods back by what became of them, value and points back in proportion, and
 * the sale they were sold on marked, so that a second refund of one line is found and named.
 */
import { compact } from "../../base/compact.ts";
import { scaleRound } from "../../base/rounding.ts";
import type { ReturnedLine } from "../../records/entries/return-completed.ts";
import type { Entry } from "../../records/entry.ts";
import type { PurchaseRow } from "../../records/rows/purchase.ts";
import { placeOfCodeLine } from "../return-sale.ts";
import type { RowKey } from "./contract.ts";
import { type FoldDraft, type FoldHandler, list, placeOf } from "./draft.ts";
import { isEarly, noteEarly } from "./early-return.ts";
import { foldSoldLines, foldStaffPurchase, isStocked, lineLedger, soldKeys } from "./goods.ts";
import { fullPurchaseId, purchaseKeys, purchaseTenders, putPurchase, touchClient } from "./sale.ts";
import { moveStock, stockKey } from "./stock.ts";
import {
  balanceIds,
  foldPoints,
  foldRewardsReversed,
  foldTenders,
  moveBalance,
  pointsKeys,
  reversedKeys,
  tenderKeys,
  type ValueContext,
} from "./value.ts";

export const returnCompletedFold: FoldHandler<"return.completed"> = {
  keys(entry, settings) {
    const { body } = entry;
    const placeId = placeOf(entry.storeId, settings);
    const staff = { buyerId: undefined, businessDate: entry.businessDate };
    const keys: RowKey[] = [];
    for (const line of body.lines) {
      if (goesBack(line)) keys.push(stockKey(placeId, line.productId));
      const ledger = returnedLedger(line);
      if (ledger !== undefined) keys.push({ table: "balances", id: ledger.id });
      if (line.saleId !== undefined) {
        keys.push({ table: "purchases", id: line.saleId });
        keys.push({ table: "purchases", id: fullPurchaseId("sale", line.saleId) });
      }
    }
    if (body.exchange !== undefined) keys.push(...soldKeys(body.exchange, settings, staff));
    if (body.staffBuyerId !== undefined) {
      const id = balanceIds.staff(body.staffBuyerId, entry.businessDate.slice(0, 4));
      keys.push({ table: "balances", id });
    }
    return [
      ...keys,
      ...tenderKeys(body.tenders, body.clientId),
      ...pointsKeys(body.clientId),
      ...reversedKeys(list(body.rewardsReversed)),
      ...purchaseKeys("return", body.returnId, body.clientId),
    ];
  },
  fold(entry, draft, settings) {
    const { body } = entry;
    const context = {
      entryId: entry.id,
      at: entry.at,
      currency: body.currency,
      clientId: body.clientId,
      storeId: entry.storeId,
      businessDate: entry.businessDate,
      staffBuyerId: undefined,
    };
    const placeId = placeOf(entry.storeId, settings);
    for (const line of body.lines) foldLine(draft, line, { ...context, placeId });
    markSales(entry, draft);
    if (body.exchange !== undefined) foldSoldLines(draft, body.exchange, context, settings);
    foldTenders(draft, body.tenders, context);
    let points = body.pointsEarned ?? 0;
    let totalMinor = 0;
    for (const line of body.lines) {
      points -= line.pointsReversed ?? 0;
      totalMinor += line.totalMinor;
    }
    foldPoints(draft, points, context, settings);
    foldRewardsReversed(draft, list(body.rewardsReversed), context, settings);
    if (body.staffBuyerId !== undefined) {
      foldStaffPurchase(draft, { ...context, staffId: body.staffBuyerId }, -totalMinor);
    }
    putPurchase(draft, returnPurchase(entry), { body: { ...body }, settings });
    touchClient(draft, { clientId: body.clientId, at: entry.at, visits: 0 });
  },
};

function foldLine(
  draft: FoldDraft,
  line: ReturnedLine,
  context: ValueContext & { readonly placeId: string },
): void {
  const { at, entryId, currency } = context;
  if (goesBack(line)) {
    moveStock(draft, {
      placeId: context.placeId,
      productId: line.productId,
      onHandMilli: line.stockQuantityMilli ?? line.quantityMilli,
      atMs: at,
    });
  }
  const ledger = returnedLedger(line);
  if (ledger === undefined) return;
  const code = ledger.kind === "gift-card" ? line.reference : undefined;
  const amount = -ledger.amount;
  const balance = moveBalance(draft, {
    ...ledger,
    amount,
    at,
    why: "returned",
    entryId,
    code,
    currency,
  });
  if (balance < 0) {
    draft.except("balance-overspent", {
      balanceId: ledger.id,
      kind: ledger.kind,
      missing: Math.min(ledger.amount, -balance),
    });
  }
}

/** Raises what has come back on each sold line, and names what came back more than once. */
function markSales(entry: Entry<"return.completed">, draft: FoldDraft): void {
  for (const line of entry.body.lines) {
    if (line.saleId === undefined || line.saleLineId === undefined) continue;
    const rowId = fullPurchaseId("sale", line.saleId);
    const full = draft.get("purchases", rowId);
    const summary = draft.get("purchases", line.saleId);
    if (summary === undefined && (full === undefined || isEarly(full))) {
      noteEarly(draft, entry, { rowId, line });
      continue;
    }
    const sold = soldLine(full ?? summary, line.saleLineId);
    if (sold !== undefined) nameLoss(draft, line, sold);
    for (const row of [full, summary]) {
      const own = row === undefined ? undefined : soldLine(row, line.saleLineId);
      if (row !== undefined && own !== undefined) {
        draft.put("purchases", withReturned(row, own.id, line.quantityMilli));
      }
    }
  }
}

function nameLoss(draft: FoldDraft, line: ReturnedLine, sold: PurchaseRow["lines"][number]): void {
  const before = sold.returnedMilli ?? 0;
  const overMilli = before + line.quantityMilli - sold.quantityMilli;
  if (overMilli <= 0) return;
  const lostMilli = Math.min(overMilli, line.quantityMilli);
  draft.except(before > 0 ? "receipt-refunded-twice" : "refund-exceeds-sale", {
    saleId: line.saleId as string,
    saleLineId: sold.id,
    productId: line.productId,
    overMilli,
    lossMinor: scaleRound(line.totalMinor, lostMilli, line.quantityMilli, "half_up"),
  });
}

/** The sold line of an id, or of its place when only the receipt's code was there to name it. */
function soldLine(
  row: PurchaseRow | undefined,
  lineId: string,
): PurchaseRow["lines"][number] | undefined {
  const place = placeOfCodeLine(lineId);
  return place === undefined ? row?.lines.find((line) => line.id === lineId) : row?.lines[place];
}

function withReturned(row: PurchaseRow, lineId: string, quantityMilli: number): PurchaseRow {
  return {
    ...row,
    lines: row.lines.map((line) =>
      line.id === lineId
        ? { ...line, returnedMilli: (line.returnedMilli ?? 0) + quantityMilli }
        : line,
    ),
  };
}

function returnPurchase(entry: Entry<"return.completed">): PurchaseRow {
  const { body } = entry;
  let taxMinor = body.exchange?.taxMinor ?? 0;
  for (const line of body.lines) {
    for (const tax of line.taxes) taxMinor -= tax.taxMinor;
  }
  return compact({
    id: body.returnId,
    kind: "return" as const,
    clientId: body.clientId,
    at: entry.at,
    businessDate: entry.businessDate,
    channel: "counter" as const,
    storeId: entry.storeId,
    registerId: entry.registerId,
    staffId: entry.staffId,
    receiptNumber: body.receiptNumber,
    entryId: entry.id,
    currency: body.currency,
    totalMinor: (body.exchangeMinor ?? 0) - body.refundMinor + body.roundingMinor,
    taxMinor,
    discountMinor: body.exchange?.discountMinor ?? 0,
    tenders: purchaseTenders(body.tenders),
    lines: [
      ...body.lines.map((line) => ({
        id: line.id,
        productId: line.productId,
        name: line.name,
        quantityMilli: -line.quantityMilli,
        totalMinor: -line.totalMinor,
        returnedMilli: 0,
      })),
      ...list(body.exchange?.lines).map((line) => ({
        id: line.id,
        productId: line.productId,
        name: line.name,
        quantityMilli: line.quantityMilli,
        totalMinor: line.totalMinor,
        returnedMilli: 0,
      })),
    ],
  });
}

/** Only what can be sold again goes back on the shelf; the rest leaves the sellable stock for good. */
function goesBack(line: ReturnedLine): boolean {
  return line.disposition === "resell" && isStocked(line.productKind ?? "goods");
}

function returnedLedger(line: ReturnedLine): ReturnType<typeof lineLedger> {
  return lineLedger({
    productKind: line.productKind ?? "goods",
    reference: line.reference,
    grossMinor: line.grossMinor ?? line.netMinor,
  });
}
