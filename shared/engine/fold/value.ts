/**
 * Ledgers: gift cards, credit, points, tiers, deposits, coupons used and staff purchases. A balance
 * is the sum of its movements; what is spent beyond it is a debt with a name, never a lost sale.
 */
import { compact } from "../../base/compact.ts";
import type { ReturnCompleted } from "../../records/entries/return-completed.ts";
import type { SaleCompleted } from "../../records/entries/sale-completed.ts";
import type { BalanceRow } from "../../records/rows/balance.ts";
import type { Tender } from "../../records/tender.ts";
import type { SettingsView } from "../catalogue.ts";
import type { RowKey } from "./contract.ts";
import type { FoldDraft } from "./draft.ts";

/** Movements kept in the row for the statement; older ones are found through their entries. */
const RECENT_MAX = 20;

export interface Movement {
  readonly id: string;
  readonly kind: BalanceRow["kind"];
  /** Signed: minor units, points or uses. */
  readonly amount: number;
  readonly at: number;
  readonly why: string;
  readonly entryId: string;
  readonly clientId?: string | undefined;
  readonly code?: string | undefined;
  readonly currency?: string | undefined;
  readonly storeId?: string | undefined;
}

/** The id of the balance row of each kind of stored value. */
export const balanceIds = {
  points: (clientId: string) => `points:${clientId}`,
  tier: (clientId: string) => `tier:${clientId}`,
  credit: (clientId: string) => `credit:${clientId}`,
  account: (clientId: string) => `account:${clientId}`,
  giftCard: (code: string) => `gift:${code}`,
  deposit: (orderId: string) => `deposit:${orderId}`,
  coupon: (code: string) => `coupon:${code}`,
  staff: (staffId: string, year: string) => `staff:${staffId}:${year}`,
  safe: (storeId: string, currency: string) => `safe:${storeId}:${currency}`,
  bag: (bagId: string) => `bag:${bagId}`,
  reward: (kind: string, clientId: string, year: string) => `reward:${kind}:${clientId}:${year}`,
} as const;

/** Adds a movement to a ledger and answers the balance after it. */
export function moveBalance(draft: FoldDraft, movement: Movement): number {
  const { id, amount, at, why, entryId } = movement;
  const before = draft.get("balances", id);
  const balance = (before?.amount ?? 0) + amount;
  draft.put("balances", {
    ...(before ?? newBalance(movement)),
    amount: balance,
    at: Math.max(before?.at ?? 0, at),
    recent: [{ at, amount, why, entryId }, ...(before?.recent ?? [])].slice(0, RECENT_MAX),
  });
  return balance;
}

/** The ledger that a tender takes from (or, on a refund, gives to), when it is stored value. */
function tenderBalance(
  tender: Tender,
  clientId: string | undefined,
): { readonly id: string; readonly kind: BalanceRow["kind"] } | undefined {
  const seen = tender.balance?.id;
  switch (tender.kind) {
    case "gift-card":
      return named("gift-card", seen ?? prefixed(balanceIds.giftCard, tender.reference));
    case "credit":
      return named("credit", seen ?? prefixed(balanceIds.credit, clientId ?? tender.reference));
    case "points":
      return named("points", seen ?? prefixed(balanceIds.points, clientId));
    case "account":
      return named("account", seen ?? prefixed(balanceIds.account, clientId));
    case "deposit":
      return named("deposit", seen ?? prefixed(balanceIds.deposit, tender.reference));
    default:
      return undefined;
  }
}

/** What a tender takes from its ledger: minor units, or points when it is points. */
function tenderAmount(tender: Tender): number {
  return tender.kind === "points" ? (tender.points ?? 0) : tender.amountMinor;
}

export interface ValueContext {
  readonly entryId: string;
  readonly at: number;
  readonly currency: string;
  readonly clientId: string | undefined;
}

/** Books every leg of stored value; a ledger that ends below zero raises `balance-overspent`. */
export function foldTenders(
  draft: FoldDraft,
  tenders: readonly Tender[],
  context: ValueContext,
): void {
  for (const tender of tenders) {
    const ledger = tenderBalance(tender, context.clientId);
    const amount = tenderAmount(tender);
    if (ledger === undefined || amount === 0) continue;
    const balance = moveBalance(draft, {
      ...ledger,
      amount: -amount,
      at: context.at,
      why: amount > 0 ? "spent" : "refunded",
      entryId: context.entryId,
      clientId: ledger.kind === "gift-card" ? undefined : context.clientId,
      code: ledger.kind === "gift-card" ? tender.reference : undefined,
      currency: ledger.kind === "points" ? undefined : context.currency,
    });
    // An account is meant to be owed; everything else was paid for before it could be spent.
    if (amount > 0 && balance < 0 && ledger.kind !== "account") {
      draft.except("balance-overspent", {
        balanceId: ledger.id,
        kind: ledger.kind,
        missing: Math.min(amount, -balance),
      });
    }
  }
}

/** The ledgers that the tenders of an entry touch. */
export function tenderKeys(
  tenders: readonly Tender[],
  clientId: string | undefined,
): readonly RowKey[] {
  return tenders.flatMap((tender): RowKey[] => {
    const ledger = tenderBalance(tender, clientId);
    return ledger === undefined ? [] : [{ table: "balances", id: ledger.id }];
  });
}

/** Points earned (or, negative, taken back): the balance, and the tier by what was ever earned. */
export function foldPoints(
  draft: FoldDraft,
  points: number,
  context: ValueContext,
  settings: SettingsView,
): void {
  const { clientId } = context;
  if (clientId === undefined || points === 0) return;
  const loyalty = settings.settings("loyalty")[0]?.body;
  const common = { amount: points, at: context.at, entryId: context.entryId, clientId };
  const why = points > 0 ? "earned" : "reversed";
  moveBalance(draft, { ...common, id: balanceIds.points(clientId), kind: "points", why });
  const earned = moveBalance(draft, {
    ...common,
    id: balanceIds.tier(clientId),
    kind: "tier",
    why,
  });
  const row = draft.get("balances", balanceIds.points(clientId));
  const tierRow = draft.get("balances", balanceIds.tier(clientId));
  if (row === undefined || tierRow === undefined || loyalty === undefined) return;
  const tier = tierOf(earned, loyalty.tiers);
  const capReached = loyalty.capPoints !== undefined && row.amount >= loyalty.capPoints;
  draft.put("balances", compact({ ...row, capReached, tier }) as BalanceRow);
  draft.put("balances", compact({ ...tierRow, tier }) as BalanceRow);
}

type Rewards = readonly NonNullable<SaleCompleted["rewards"]>[number][];

/**
 * Points for a birthday or a friend: booked when the client has none of that kind in that year yet,
 * and passed over otherwise, so that two tills without a line to each other give them once.
 */
export function foldRewards(
  draft: FoldDraft,
  rewards: Rewards,
  context: ValueContext & { readonly businessDate: string },
  settings: SettingsView,
): void {
  const { at, entryId } = context;
  for (const { kind, clientId, points } of rewards) {
    const id = balanceIds.reward(kind, clientId, context.businessDate.slice(0, 4));
    if (isGiven(draft.get("balances", id))) continue;
    moveBalance(draft, { id, kind: "reward", amount: points, at, why: kind, entryId, clientId });
    foldPoints(draft, points, { ...context, clientId }, settings);
  }
}

/** Whether a year's reward is given; one that a return took back whole may be given again. */
export function isGiven(row: BalanceRow | undefined): boolean {
  return row !== undefined && row.amount > 0;
}

type Reversed = readonly NonNullable<ReturnCompleted["rewardsReversed"]>[number][];

/**
 * Points for a birthday or a friend taken back with the sale that gave them. Nothing where another
 * sale gave the year's, and never more than is left of them.
 */
export function foldRewardsReversed(
  draft: FoldDraft,
  reversed: Reversed,
  context: ValueContext,
  settings: SettingsView,
): void {
  const { at, entryId } = context;
  for (const { kind, clientId, year, points, givenByEntryId } of reversed) {
    const id = balanceIds.reward(kind, clientId, year);
    const row = draft.get("balances", id);
    const gave = row?.recent.some((one) => one.entryId === givenByEntryId && one.amount > 0);
    const amount = -Math.min(points, row?.amount ?? 0);
    if (gave !== true || amount >= 0) continue;
    moveBalance(draft, { id, kind: "reward", amount, at, why: "reversed", entryId, clientId });
    foldPoints(draft, amount, { ...context, clientId }, settings);
  }
}

/** The rows `foldRewardsReversed` looks at. */
export function reversedKeys(reversed: Reversed): readonly RowKey[] {
  return reversed.flatMap(({ kind, clientId, year }): RowKey[] => [
    { table: "balances", id: balanceIds.reward(kind, clientId, year) },
    ...pointsKeys(clientId),
  ]);
}

/** The rows `foldRewards` looks at. */
export function rewardKeys(rewards: Rewards, businessDate: string): readonly RowKey[] {
  const year = businessDate.slice(0, 4);
  return rewards.flatMap(({ kind, clientId }): RowKey[] => [
    { table: "balances", id: balanceIds.reward(kind, clientId, year) },
    ...pointsKeys(clientId),
  ]);
}

/** The rows `foldPoints` looks at. */
export function pointsKeys(clientId: string | undefined): readonly RowKey[] {
  if (clientId === undefined) return [];
  return [
    { table: "balances", id: balanceIds.points(clientId) },
    { table: "balances", id: balanceIds.tier(clientId) },
  ];
}

/** The highest tier whose threshold the points ever earned have reached, if any. */
function tierOf(
  earned: number,
  tiers: readonly { readonly name: string; readonly fromPoints: number }[],
): string | undefined {
  let best: { readonly name: string; readonly fromPoints: number } | undefined;
  for (const tier of tiers) {
    if (earned >= tier.fromPoints && (best === undefined || tier.fromPoints >= best.fromPoints)) {
      best = tier;
    }
  }
  return best?.name;
}

function newBalance(movement: Movement): BalanceRow {
  return {
    id: movement.id,
    kind: movement.kind,
    ...compact({
      clientId: movement.clientId,
      code: movement.code,
      currency: movement.currency,
      storeId: movement.storeId,
    }),
    amount: 0,
    capReached: false,
    at: movement.at,
    recent: [],
  };
}

function named(
  kind: BalanceRow["kind"],
  id: string | undefined,
): { readonly id: string; readonly kind: BalanceRow["kind"] } | undefined {
  return id === undefined ? undefined : { id, kind };
}

function prefixed(make: (name: string) => string, name: string | undefined): string | undefined {
  return name === undefined ? undefined : make(name);
}
