/**
 * Spending gift cards, credit and points: what may be spent of the balance seen, and how far without
 * connection. The ledger is fold/value.ts; what is spent beyond it becomes a named debt there.
 */
import { done, type Result, refuse } from "../base/result.ts";
import type { BalanceRow } from "../records/rows/balance.ts";
import type { Tender } from "../records/tender.ts";

export interface SpendRequest {
  /** The balance as this till sees it, own entries included; nothing when it is not known here. */
  readonly row: BalanceRow | undefined;
  /** Where the server's row stood when it was read; 0 when only own entries are known. */
  readonly position: number;
  /** Minor units, or points. */
  readonly amount: number;
  readonly currency: string;
  /** Today, `YYYY-MM-DD`. */
  readonly businessDate: string;
  /** Set while there is no connection: what this register may spend, and has spent, today. */
  readonly offline?: { readonly limitMinor: number; readonly spentMinor: number } | undefined;
  /** What the amount is worth in money, for the offline limit of points. */
  readonly worthMinor?: number;
}

export type SpendRefusal =
  | "balance-expired"
  | "balance-short"
  | "balance-unknown"
  | "currency-mixed"
  | "tender-amount-invalid"
  | "value-limit-reached";

/**
 * Whether an amount may be spent, with the quote of the balance that the tender carries. An account
 * may be owed; all else must be there.
 */
export function spendValue(
  request: SpendRequest,
): Result<NonNullable<Tender["balance"]>, SpendRefusal> {
  const { row, amount, offline } = request;
  if (row === undefined) return refuse("balance-unknown");
  if (!Number.isSafeInteger(amount) || amount <= 0) return refuse("tender-amount-invalid");
  if (row.currency !== undefined && row.currency !== request.currency) {
    return refuse("currency-mixed", { currency: row.currency });
  }
  if (row.expiresOn !== undefined && row.expiresOn < request.businessDate) {
    return refuse("balance-expired", { expiresOn: row.expiresOn });
  }
  if (row.kind !== "account" && amount > row.amount) {
    return refuse("balance-short", { available: Math.max(0, row.amount) });
  }
  const worthMinor = request.worthMinor ?? amount;
  if (offline !== undefined && offline.spentMinor + worthMinor > offline.limitMinor) {
    const leftMinor = Math.max(0, offline.limitMinor - offline.spentMinor);
    return refuse("value-limit-reached", { leftMinor });
  }
  return done({ id: row.id, position: request.position, seenMinor: row.amount });
}

/** What one register may spend offline in a day: an equal share of the store's limit, cut off below. */
export function registerShare(storeLimitMinor: number, registers: number): number {
  return Math.floor(storeLimitMinor / Math.max(1, registers));
}

/** What the tenders of the day so far took from stored value, for the offline limit. */
export function storedValueSpent(tenders: readonly Tender[]): number {
  let sum = 0;
  for (const { kind, amountMinor } of tenders) {
    const isValue = kind === "gift-card" || kind === "credit" || kind === "points";
    if (isValue && amountMinor > 0) sum += amountMinor;
  }
  return sum;
}
