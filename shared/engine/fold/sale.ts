/** `sale.completed`: stock, ledgers, points, the purchase for the store and for the client. */
import { compact } from "../../base/compact.ts";
import type { Entry } from "../../records/entry.ts";
import type { PurchaseRow } from "../../records/rows/purchase.ts";
import type { SettingsView } from "../catalogue.ts";
import { tellsAmounts, withoutAmounts } from "../legal-entity.ts";
import type { RowKey } from "./contract.ts";
import { type FoldDraft, type FoldHandler, list } from "./draft.ts";
import { withEarly } from "./early-return.ts";
import { foldSoldLines, soldKeys } from "./goods.ts";
import { closeHold, holdKeys } from "./hold.ts";
import { nameStored, storedKeys } from "./payment.ts";
import {
  foldPoints,
  foldRewards,
  foldTenders,
  pointsKeys,
  rewardKeys,
  tenderKeys,
} from "./value.ts";

/** The id of the store's own row of a sale or return, which holds the whole body. */
export function fullPurchaseId(kind: "sale" | "return", id: string): string {
  return `${kind}:${id}`;
}

export const saleCompletedFold: FoldHandler<"sale.completed"> = {
  keys(entry, settings) {
    const { body } = entry;
    const staff = { buyerId: body.staffBuyerId, businessDate: entry.businessDate };
    return [
      ...soldKeys(body.priced, settings, staff),
      ...tenderKeys(body.tenders, body.clientId),
      ...pointsKeys(body.clientId),
      ...rewardKeys(body.rewards ?? [], entry.businessDate),
      ...purchaseKeys("sale", body.saleId, body.clientId),
      { table: "work", id: body.priced.basketId },
      ...(body.webBasketId === undefined ? [] : [order(body.webBasketId)]),
      ...holdKeys(body),
      ...storedKeys(body.tenders),
    ];
  },
  fold(entry, draft, settings) {
    const { body } = entry;
    const context = {
      entryId: entry.id,
      at: entry.at,
      currency: body.priced.currency,
      clientId: body.clientId,
      storeId: entry.storeId,
      businessDate: entry.businessDate,
      staffBuyerId: body.staffBuyerId,
    };
    foldSoldLines(draft, body.priced, context, settings);
    foldTenders(draft, body.tenders, context);
    foldPoints(draft, body.pointsEarned ?? 0, context, settings);
    foldRewards(draft, body.rewards ?? [], context, settings);
    const early = draft.get("purchases", fullPurchaseId("sale", body.saleId));
    const purchase = withEarly(draft, salePurchase(entry), early);
    putPurchase(draft, purchase, { body: { ...body }, settings });
    const isVisit = body.channel !== "web";
    if (isVisit) touchClient(draft, { clientId: body.clientId, at: entry.at, visits: 1 });
    closeBasket(entry, draft);
    closeHold(entry, draft);
    nameStored(entry, draft);
    if (body.webBasketId !== undefined) payWebOrder(entry, draft, body.webBasketId);
  },
};

/**
 * Writes a purchase: whole for the store, and as a summary for a known client, which goes to every
 * store that shares the client and so says what was paid only where the store's company tells it.
 */
export function putPurchase(
  draft: FoldDraft,
  row: PurchaseRow,
  from: { readonly body: Readonly<Record<string, unknown>>; readonly settings: SettingsView },
): void {
  draft.put("purchases", { ...row, id: fullPurchaseId(row.kind, row.id), sale: from.body });
  if (row.clientId === undefined) return;
  draft.put("purchases", tellsAmounts(row.storeId, from.settings) ? row : withoutAmounts(row));
}

/** The rows of a purchase, and its client. */
export function purchaseKeys(
  kind: "sale" | "return",
  id: string,
  clientId: string | undefined,
): readonly RowKey[] {
  const full: RowKey = { table: "purchases", id: fullPurchaseId(kind, id) };
  if (clientId === undefined) return [full];
  return [full, { table: "purchases", id }, { table: "clients", id: clientId }];
}

/** A known client was here: the last visit, and one visit more when this was one. */
export function touchClient(
  draft: FoldDraft,
  touch: { readonly clientId: string | undefined; readonly at: number; readonly visits: number },
): void {
  const client = touch.clientId === undefined ? undefined : draft.get("clients", touch.clientId);
  if (client === undefined) return;
  draft.put("clients", {
    ...client,
    lastVisitMs: Math.max(client.lastVisitMs ?? 0, touch.at),
    visits: (client.visits ?? 0) + touch.visits,
  });
}

/** The tenders of an entry as a purchase lists them. */
export function purchaseTenders(
  tenders: Entry<"sale.completed">["body"]["tenders"],
): PurchaseRow["tenders"] {
  return tenders.map(({ kind, name, amountMinor }) => ({ kind, name, amountMinor }));
}

function salePurchase(entry: Entry<"sale.completed">): PurchaseRow {
  const { body } = entry;
  const { priced } = body;
  return compact({
    id: body.saleId,
    kind: "sale" as const,
    clientId: body.clientId,
    at: entry.at,
    businessDate: entry.businessDate,
    channel: body.channel,
    storeId: entry.storeId,
    registerId: entry.registerId,
    staffId: entry.staffId,
    receiptNumber: body.receiptNumber,
    entryId: entry.id,
    currency: priced.currency,
    totalMinor: priced.totalMinor + body.roundingMinor,
    taxMinor: priced.taxMinor,
    discountMinor: priced.discountMinor,
    tenders: purchaseTenders(body.tenders),
    lines: priced.lines.map((line) => ({
      id: line.id,
      productId: line.productId,
      name: line.name,
      quantityMilli: line.quantityMilli,
      totalMinor: line.totalMinor,
      returnedMilli: 0,
    })),
  });
}

/** A parked basket that was paid is done, whoever held it. */
function closeBasket(entry: Entry<"sale.completed">, draft: FoldDraft): void {
  const parked = draft.get("work", entry.body.priced.basketId);
  if (parked?.kind !== "parked-basket" || parked.state === "done") return;
  draft.put("work", { ...parked, state: "done", entryId: entry.id });
}

/** A web basket paid at the counter: its order is paid, or was already and is paid back. */
function payWebOrder(entry: Entry<"sale.completed">, draft: FoldDraft, orderId: string): void {
  const found = draft.get("orders", orderId);
  if (found === undefined) return;
  if (found.paid && found.saleId !== entry.body.saleId) {
    const args = { orderId, saleId: entry.body.saleId, totalMinor: found.totalMinor };
    draft.except("basket-paid-twice", args);
    return;
  }
  const allCarried = list(entry.body.priced.lines).every(
    (line) => line.fulfilment.kind === "carry",
  );
  const state = allCarried ? "handed-over" : found.state;
  draft.put("orders", {
    ...found,
    state,
    paid: true,
    saleId: entry.body.saleId,
    history: [...found.history, { at: entry.at, state, note: "", by: entry.staffId }],
  });
}

function order(id: string): RowKey {
  return { table: "orders", id };
}
