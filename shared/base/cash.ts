/**
 * What is due when only cash is rounded, and what a gift card leaves to pay. Plain sums over plain
 * figures; tenders with their states are engine/tender.
 */
import { type CashRounding, roundCash } from "./money.ts";
import { scaleRound } from "./rounding.ts";

export interface CashDueRequest {
  /** What the basket comes to; below zero when money is paid out. */
  readonly totalMinor: number;
  /** What has been put down so far, cash and anything else, minor units. */
  readonly cashMinor: number;
  readonly otherMinor: number;
  /** Whether any part is, or is about to be, paid in cash; without cash nothing is rounded. */
  readonly takesCash: boolean;
  readonly rule: CashRounding;
}

export interface CashDue {
  readonly paidMinor: number;
  /** What rounding added to (or took off) the total: booked on its own line. */
  readonly roundingMinor: number;
  /** Still to pay; zero once everything is covered. */
  readonly dueMinor: number;
  /** Put down beyond what was due: money to give back. */
  readonly overpaidMinor: number;
}

/**
 * Only the part paid in cash is rounded: what other tenders leave open is rounded to the smallest
 * coin, and the difference is the rounding.
 */
export function cashDue(request: CashDueRequest): CashDue {
  const open = request.totalMinor - request.otherMinor;
  const rounded = request.takesCash ? roundCash(open, request.rule) : open;
  const roundingMinor = rounded - open + 0;
  const left = rounded - request.cashMinor;
  const owes = request.totalMinor < 0 ? left < 0 : left > 0;
  return {
    paidMinor: request.cashMinor + request.otherMinor,
    roundingMinor,
    dueMinor: owes ? left : 0,
    overpaidMinor: owes ? 0 : Math.abs(left),
  };
}

/** What a gift card of `balanceMinor` leaves to pay, with the net kept in proportion (half up). */
export function afterGiftCard(request: {
  readonly netMinor: number;
  readonly grossMinor: number;
  readonly balanceMinor: number;
}): { readonly netMinor: number; readonly grossMinor: number; readonly usedMinor: number } {
  const { netMinor, grossMinor, balanceMinor } = request;
  const usedMinor = Math.max(0, Math.min(grossMinor, balanceMinor));
  const left = grossMinor - usedMinor;
  const net = left === 0 ? 0 : scaleRound(netMinor, left, grossMinor, "half_up");
  return { netMinor: net, grossMinor: left, usedMinor };
}
