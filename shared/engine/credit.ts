/**
 * Who made the sale: its credit shared by rule over those who advised, rang up, shipped or won the
 * customer on the web. The shares of one sale are the whole of it, in basis points and in money.
 */
import { allocate, shareOut } from "../base/allocate.ts";
import type { CreditShare } from "../records/tender.ts";

export interface CreditPart {
  readonly staffId: string;
  /** Weight of the part that person had; zero or more. */
  readonly weight: number;
}

/**
 * Shares of 10,000 basis points in proportion to the weights; one person in two parts has both.
 * No parts, or none with a weight: no shares.
 */
export function shareCredit(parts: readonly CreditPart[]): readonly CreditShare[] {
  const weights = new Map<string, number>();
  for (const { staffId, weight } of parts) {
    weights.set(staffId, (weights.get(staffId) ?? 0) + Math.max(0, Math.trunc(weight)));
  }
  const people = [...weights].filter(([, weight]) => weight > 0);
  if (people.length === 0) return [];
  const shares = shareOut(
    10_000,
    people.map(([, weight]) => weight),
    "largest_remainder",
  );
  return people.map(([staffId], index) => ({ staffId, shareBasisPoints: shares[index] ?? 0 }));
}

/** What each share is worth of an amount; the parts sum to it, for returns below zero as well. */
export function creditAmounts(
  shares: readonly CreditShare[],
  amountMinor: number,
): readonly { readonly staffId: string; readonly amountMinor: number }[] {
  const weights = shares.map((share) => share.shareBasisPoints);
  const parts = allocate({ amountMinor, weights, remainder: "largest_remainder" });
  if (!parts.ok) return [];
  return shares.map(({ staffId }, index) => ({ staffId, amountMinor: parts.value[index] ?? 0 }));
}
