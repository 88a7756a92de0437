/**
 * The money's way back: to the tenders it came from, and how a return or an uneven exchange becomes
 * one entry. What comes back is planned in return.ts.
 */
import { compact } from "../base/compact.ts";
import { done, type Result, refuse } from "../base/result.ts";
import { scaleRound } from "../base/rounding.ts";
import type { PricedBasket } from "../records/basket.ts";
import type { ReturnCompleted } from "../records/entries/return-completed.ts";
import type { SettingBody } from "../records/settings/index.ts";
import type { Tender, TenderKind } from "../records/tender.ts";
import type { ReturnPlan } from "./return.ts";
import type { RefundableTender } from "./return-sale.ts";
import { tenderState } from "./tender.ts";

/** Cards first, because money that never was in the drawer should not leave it. */
const ORDER: readonly TenderKind[] = [
  "card-terminal",
  "card-external",
  "other",
  "gift-card",
  "credit",
  "points",
  "account",
  "deposit",
  "cash",
];

/**
 * A tender that the shop made up (a voucher of the street, a staff account): its money is not the shop's
 * to turn into cash, so it goes back only to itself.
 */
export function isOwnTender({ kind }: { readonly kind: TenderKind }): boolean {
  return kind === "other";
}

/** One leg of a refund as it should go; the amount is above zero, the entry's leg is its opposite. */
export type RefundLeg = RefundableTender;

/**
 * How an amount goes back: to each tender of the sale up to what it paid, cards before cash, less
 * what was refunded on it before. Points go back as points. What no tender can take (a fee waived by
 * hand, a code without tenders) goes to the kind given as `rest`.
 */
export function refundLegs(about: {
  readonly refundMinor: number;
  readonly tenders: readonly RefundableTender[];
  readonly refundedBefore?: readonly Refunded[];
  readonly rest: { readonly kind: TenderKind; readonly name: string };
}): readonly RefundLeg[] {
  const before = new Map<string, number>();
  for (const refunded of about.refundedBefore ?? []) {
    const key = keyOf(refunded);
    before.set(key, (before.get(key) ?? 0) + Math.abs(refunded.amountMinor));
  }
  const legs: RefundLeg[] = [];
  let leftMinor = about.refundMinor;
  const tenders = [...about.tenders].sort(
    (left, right) => ORDER.indexOf(left.kind) - ORDER.indexOf(right.kind),
  );
  for (const tender of tenders) {
    if (tender.amountMinor <= 0) continue;
    const key = keyOf(tender);
    const used = Math.min(before.get(key) ?? 0, tender.amountMinor);
    before.set(key, (before.get(key) ?? 0) - used);
    const amountMinor = Math.min(leftMinor, tender.amountMinor - used);
    if (amountMinor <= 0) continue;
    leftMinor -= amountMinor;
    const { points, ...rest } = tender;
    legs.push({
      ...rest,
      amountMinor,
      ...(points === undefined
        ? {}
        : { points: scaleRound(points, amountMinor, tender.amountMinor, "half_up") }),
    });
  }
  if (leftMinor > 0) legs.push({ ...about.rest, amountMinor: leftMinor });
  return legs;
}

/** A part of the money that went back before. */
interface Refunded {
  readonly kind: string;
  readonly tenderTypeId?: string | undefined;
  readonly amountMinor: number;
}

/** Two tenders that the shop made up are two; all other money of a kind is one. */
function keyOf({ kind, tenderTypeId }: Omit<Refunded, "amountMinor">): string {
  return kind === "other" ? `${kind}:${tenderTypeId ?? ""}` : kind;
}

/** A refund leg as the entry holds it: money that leaves is below zero. */
export function refundTender(
  leg: RefundLeg,
  made: { readonly id: string; readonly atMs: number },
): Tender {
  const { points, tenderTypeId, reference, card } = leg;
  return {
    id: made.id,
    kind: leg.kind,
    name: leg.name,
    amountMinor: -leg.amountMinor,
    ...compact({ tenderTypeId, reference, card }),
    ...(points === undefined ? {} : { points: -points }),
    atMs: made.atMs,
  };
}

export interface ReturnToComplete {
  readonly returnId: string;
  readonly receipt: { readonly number: string; readonly series: string };
  readonly plan: ReturnPlan;
  readonly proof: ReturnCompleted["proof"];
  readonly currency: string;
  readonly clientId?: string | undefined;
  readonly staffBuyerId?: string | undefined;
  /** New goods of an exchange, priced. */
  readonly exchange?: PricedBasket | undefined;
  readonly pointsEarned?: number;
  /** Refund legs below zero; payments of an exchange that costs more above zero. */
  readonly tenders: readonly Tender[];
  /** Kinds money may go back to; any when left out. */
  readonly allowedKinds?: readonly TenderKind[];
  readonly policy: SettingBody<"policy">;
  readonly approvalIds?: readonly string[];
  readonly identity?: string | undefined;
  readonly startedAtMs: number;
  readonly note?: string | undefined;
}

/**
 * The body of `return.completed`: goods back, new goods out and the difference settled, in one
 * entry. Refuses `return-empty`, `currency-mixed`, `refund-tender-wrong` (a leg that goes the wrong
 * way or to a kind that is not allowed, or money that does not add up) and `short-tender` when the
 * customer still owes.
 */
export function completeReturn(
  request: ReturnToComplete,
): Result<
  ReturnCompleted,
  "currency-mixed" | "refund-tender-wrong" | "return-empty" | "short-tender"
> {
  const { plan, exchange, tenders, policy } = request;
  if (plan.lines.length === 0) return refuse("return-empty");
  if (exchange !== undefined && exchange.currency !== request.currency) {
    return refuse("currency-mixed");
  }
  const exchangeMinor = exchange?.totalMinor ?? 0;
  const balanceMinor = exchangeMinor - plan.refundMinor;
  for (const [index, { kind, amountMinor }] of tenders.entries()) {
    const goesBack = amountMinor < 0;
    const isForbidden = goesBack && request.allowedKinds?.includes(kind) === false;
    if (goesBack !== balanceMinor < 0 || isForbidden) {
      return refuse("refund-tender-wrong", { kind }, `tenders[${index}]`);
    }
  }
  const state = tenderState({ totalMinor: balanceMinor, tenders, rule: policy.cashRounding });
  if (!state.covered) {
    const code = balanceMinor > 0 ? "short-tender" : "refund-tender-wrong";
    return refuse(code, { missingMinor: state.dueMinor });
  }
  if (state.paidMinor !== balanceMinor + state.roundingMinor) return refuse("refund-tender-wrong");
  return done({
    returnId: request.returnId,
    receiptNumber: request.receipt.number,
    series: request.receipt.series,
    ...compact({ clientId: request.clientId }),
    currency: request.currency,
    proof: request.proof,
    lines: [...plan.lines],
    ...(exchange === undefined ? {} : { exchange: { ...exchange, hints: [] } }),
    tenders: [...tenders],
    refundMinor: plan.refundMinor,
    exchangeMinor,
    roundingMinor: state.roundingMinor,
    changeMinor: state.changeMinor,
    ...(plan.rewardsReversed.length === 0 ? {} : { rewardsReversed: [...plan.rewardsReversed] }),
    pointsEarned: request.pointsEarned ?? 0,
    ...compact({ staffBuyerId: request.staffBuyerId }),
    approvalIds: [...(request.approvalIds ?? [])],
    ...compact({ identity: request.identity }),
    startedAtMs: request.startedAtMs,
    ...compact({ note: request.note }),
  });
}
