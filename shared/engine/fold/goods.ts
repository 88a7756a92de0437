/** What sold lines do, in a sale or as the new side of an exchange: stock, cards sold, deposits paid. */
import type { PricedBasket, PricedLine } from "../../records/basket.ts";
import type { SettingsView } from "../catalogue.ts";
import type { RowKey } from "./contract.ts";
import { type FoldDraft, list, policyOf } from "./draft.ts";
import { moveStock, stockKey } from "./stock.ts";
import { balanceIds, moveBalance, type ValueContext } from "./value.ts";

/** Kinds of product that lie on a shelf; the others are services, values and charges. */
const STOCKED_KINDS: ReadonlySet<string> = new Set(["goods", "bag"]);

/** Whether selling or returning this kind of product moves stock. */
export function isStocked(productKind: string): boolean {
  return STOCKED_KINDS.has(productKind);
}

/** The rows that `foldSoldLines` looks at. */
export function soldKeys(
  priced: PricedBasket,
  settings: SettingsView,
  staff: { readonly buyerId: string | undefined; readonly businessDate: string },
): readonly RowKey[] {
  const keys: RowKey[] = [];
  for (const line of priced.lines) {
    if (leavesNow(line)) keys.push(stockKey(line.fulfilment.placeId, line.productId));
    const ledger = lineLedger(line);
    if (ledger !== undefined) keys.push({ table: "balances", id: ledger.id });
  }
  for (const code of limitedCoupons(priced, settings)) {
    keys.push({ table: "balances", id: balanceIds.coupon(code) });
  }
  if (staff.buyerId !== undefined) {
    const id = balanceIds.staff(staff.buyerId, staff.businessDate.slice(0, 4));
    keys.push({ table: "balances", id });
  }
  return keys;
}

/** Moves the stock of lines carried away, books cards and deposits sold, counts single-use codes. */
export function foldSoldLines(
  draft: FoldDraft,
  priced: PricedBasket,
  context: ValueContext & {
    readonly storeId: string;
    readonly businessDate: string;
    readonly staffBuyerId: string | undefined;
  },
  settings: SettingsView,
): void {
  const warnNegative = policyOf(context.storeId, settings)?.stock.warnNegative ?? true;
  const { entryId, at, currency } = context;
  for (const line of priced.lines) {
    if (leavesNow(line)) {
      moveStock(draft, {
        placeId: line.fulfilment.placeId,
        productId: line.productId,
        onHandMilli: -(line.stockQuantityMilli ?? line.quantityMilli),
        atMs: at,
        warnNegative,
      });
    }
    const ledger = lineLedger(line);
    if (ledger === undefined) continue;
    const code = ledger.kind === "gift-card" ? line.reference : undefined;
    const clientId = ledger.kind === "deposit" ? context.clientId : undefined;
    moveBalance(draft, { ...ledger, at, why: "bought", entryId, code, clientId, currency });
  }
  for (const code of limitedCoupons(priced, settings)) {
    const id = balanceIds.coupon(code);
    const uses = moveBalance(draft, { id, kind: "coupon", amount: 1, at, why: "used", entryId });
    const usesMax = couponUses(code, settings) as number;
    if (uses > usesMax) draft.except("coupon-used-twice", { couponCode: code, uses, usesMax });
  }
  if (context.staffBuyerId !== undefined) {
    foldStaffPurchase(draft, { ...context, staffId: context.staffBuyerId }, priced.totalMinor);
  }
}

/** Adds to what a member of staff bought at the staff price this year (negative: came back). */
export function foldStaffPurchase(
  draft: FoldDraft,
  context: ValueContext & { readonly businessDate: string; readonly staffId: string },
  amountMinor: number,
): void {
  moveBalance(draft, {
    id: balanceIds.staff(context.staffId, context.businessDate.slice(0, 4)),
    kind: "staff",
    amount: amountMinor,
    at: context.at,
    why: amountMinor < 0 ? "returned" : "bought",
    entryId: context.entryId,
    currency: context.currency,
  });
}

/** The ledger that a line fills: a gift card's face value, or a deposit for an order. */
export function lineLedger(line: {
  readonly productKind: string;
  readonly reference?: string | undefined;
  readonly grossMinor: number;
}):
  | { readonly id: string; readonly kind: "gift-card" | "deposit"; readonly amount: number }
  | undefined {
  if (line.reference === undefined) return undefined;
  const amount = line.grossMinor;
  if (line.productKind === "gift-card") {
    return { id: balanceIds.giftCard(line.reference), kind: "gift-card", amount };
  }
  if (line.productKind === "deposit") {
    return { id: balanceIds.deposit(line.reference), kind: "deposit", amount };
  }
  return undefined;
}

function leavesNow(line: PricedLine): boolean {
  return line.fulfilment.kind === "carry" && isStocked(line.productKind);
}

function limitedCoupons(priced: PricedBasket, settings: SettingsView): readonly string[] {
  const codes = list(priced.couponsUsed).filter((code) => couponUses(code, settings) !== undefined);
  return [...new Set(codes)];
}

/** How often a code may be used in all, when HQ has said so. */
function couponUses(code: string, settings: SettingsView): number | undefined {
  const usesMax = settings.setting("coupon", code)?.usesMax;
  return typeof usesMax === "number" ? usesMax : undefined;
}
