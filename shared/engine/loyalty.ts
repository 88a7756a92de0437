/**
 * Points: earned on what was really paid, burnt as a tender, taken back in proportion on a return,
 * expiring oldest first, given once a year. The ledger itself is fold/value.ts.
 */
import { currencyOf } from "../base/iso4217.ts";
import { done, type Result, refuse } from "../base/result.ts";
import { scaleRound } from "../base/rounding.ts";
import { addDays, isLeapYear } from "../base/time.ts";
import type { PricedBasket } from "../records/basket.ts";
import type { SaleCompleted } from "../records/entries/sale-completed.ts";
import type { ClientRow } from "../records/rows/client.ts";
import type { SettingBody } from "../records/settings/index.ts";
import type { Tender } from "../records/tender.ts";

export type Loyalty = SettingBody<"loyalty">;

/** Kinds that earn nothing: they are money in another form, or not the shop's. */
const EARNS_NOTHING: ReadonlySet<string> = new Set(["gift-card", "deposit", "tip", "donation"]);

/** What of a basket earns points, minor units: goods and services as paid. */
export function earningMinor(priced: PricedBasket): number {
  let sum = 0;
  for (const line of priced.lines) {
    if (!EARNS_NOTHING.has(line.productKind)) sum += line.totalMinor;
  }
  return sum;
}

/**
 * Points for a sale: full points per major unit of what was paid other than in points, times the
 * tier's multiplier, cut off below, and never beyond the cap.
 * @example 24.90 at 1 point a major unit in a tier of 150 %: 37.
 */
export function earnPoints(about: {
  readonly priced: PricedBasket;
  readonly tenders: readonly Tender[];
  readonly loyalty: Loyalty;
  /** Points the client has now, as far as is known here. */
  readonly balance: number;
  readonly tier?: string | undefined;
}): number {
  const { priced, loyalty } = about;
  let paidInPoints = 0;
  for (const tender of about.tenders) {
    if (tender.kind === "points") paidInPoints += tender.amountMinor;
  }
  const base = Math.max(0, earningMinor(priced) - paidInPoints);
  const multiplier =
    loyalty.tiers.find((tier) => tier.name === about.tier)?.multiplierPercent ?? 100;
  const unit = 10 ** (currencyOf(priced.currency)?.exponent ?? 2);
  const points = scaleRound(base, loyalty.pointsPerMajor * multiplier, unit * 100, "floor");
  if (loyalty.capPoints === undefined) return points;
  return Math.max(0, Math.min(points, loyalty.capPoints - about.balance));
}

/**
 * Points that go back when part of a sale does: in proportion, worked out over all that has come
 * back so far, so that the parts of a whole return sum to the points earned.
 */
export function pointsToReverse(about: {
  readonly pointsEarned: number;
  readonly earningMinor: number;
  /** What of the earning amount came back before, and comes back now. */
  readonly returnedBeforeMinor: number;
  readonly returningMinor: number;
}): number {
  const { pointsEarned, returnedBeforeMinor, returningMinor } = about;
  if (pointsEarned === 0 || about.earningMinor <= 0) return 0;
  const upTo = (returnedMinor: number) =>
    scaleRound(
      pointsEarned,
      Math.min(returnedMinor, about.earningMinor),
      about.earningMinor,
      "floor",
    );
  return upTo(returnedBeforeMinor + returningMinor) - upTo(returnedBeforeMinor);
}

/**
 * Of points that came with the sale as a whole (a birthday, a friend): what goes back with a part of
 * it, in proportion to what was paid and cut off below; with the last piece all that is left, also of
 * a sale that cost nothing. The parts of a whole return sum to what was given.
 */
export function rewardToReverse(about: {
  readonly points: number;
  readonly paidMinor: number;
  /** What of it came back before, and comes back now. */
  readonly returnedBeforeMinor: number;
  readonly returningMinor: number;
  /** Whether nothing of the sale is left after this. */
  readonly isRest: boolean;
}): number {
  const { points, paidMinor, returnedBeforeMinor, isRest } = about;
  const upTo = (returnedMinor: number) =>
    paidMinor <= 0 ? 0 : scaleRound(points, Math.min(returnedMinor, paidMinor), paidMinor, "floor");
  const before = upTo(returnedBeforeMinor);
  return (isRest ? points : upTo(returnedBeforeMinor + about.returningMinor)) - before;
}

/**
 * What points pay. Refuses `points-invalid` (not whole, not above zero, or worth more than is due)
 * and `balance-short`.
 */
export function burnPoints(about: {
  readonly points: number;
  readonly balance: number;
  readonly loyalty: Loyalty;
  readonly dueMinor: number;
}): Result<
  { readonly points: number; readonly amountMinor: number },
  "balance-short" | "points-invalid"
> {
  const { points, balance, loyalty, dueMinor } = about;
  if (!Number.isSafeInteger(points) || points <= 0) return refuse("points-invalid");
  if (points > balance) return refuse("balance-short", { available: balance });
  const amountMinor = points * loyalty.minorPerPoint;
  if (amountMinor > dueMinor) {
    return refuse("points-invalid", { pointsMax: pointsFor(dueMinor, loyalty) });
  }
  return done({ points, amountMinor });
}

/** The most points that can be used on what is due. */
export function pointsFor(dueMinor: number, loyalty: Loyalty): number {
  return loyalty.minorPerPoint <= 0 ? 0 : Math.max(0, Math.floor(dueMinor / loyalty.minorPerPoint));
}

/**
 * Points to let expire at an instant: what was earned before `earnedBeforeMs` and not used since,
 * oldest used first. Movements in any order; zero when nothing expires.
 */
export function expiringPoints(
  movements: readonly { readonly at: number; readonly amount: number }[],
  earnedBeforeMs: number,
): number {
  let [old, used] = [0, 0];
  for (const { at, amount } of movements) {
    if (amount < 0) used -= amount;
    else if (at < earnedBeforeMs) old += amount;
  }
  return Math.max(0, old - used);
}

/**
 * Points for a birthday: on the day or up to a week later, once a year. A birthday on 29 February is
 * kept on the 28th in other years.
 */
export function birthdayPoints(about: {
  /** `MM-DD`. */
  readonly birthday: string | undefined;
  readonly businessDate: string;
  readonly loyalty: Loyalty;
  /** Years in which it was given already. */
  readonly givenYears: readonly string[];
}): number {
  const { birthday, businessDate, loyalty } = about;
  const year = businessDate.slice(0, 4);
  if (birthday === undefined || about.givenYears.includes(year)) return 0;
  const isLeap = isLeapYear(Number(year));
  const day = birthday === "02-29" && !isLeap ? `${year}-02-28` : `${year}-${birthday}`;
  const isNow = businessDate >= day && businessDate <= addDays(day, 7);
  return isNow ? loyalty.birthdayPoints : 0;
}

/** Points for bringing a friend: once a year, when the friend has bought something. */
export function referralPoints(about: {
  readonly loyalty: Loyalty;
  readonly businessDate: string;
  readonly givenYears: readonly string[];
  readonly friendHasBought: boolean;
}): number {
  const isGiven = about.givenYears.includes(about.businessDate.slice(0, 4));
  return about.friendHasBought && !isGiven ? about.loyalty.referralPoints : 0;
}

/**
 * What a sale to this client gives beside its points: a birthday in this week to the client, and for
 * the first purchase of a client whom another one brought, points to that one. Each once a year by the
 * ledger: `isGiven` answers for a kind and a client. Nothing without points in the scheme.
 */
export function rewardsOfSale(about: {
  readonly client: Pick<ClientRow, "id" | "birthday" | "referredByClientId" | "visits">;
  readonly businessDate: string;
  readonly loyalty: Loyalty;
  readonly isGiven: (kind: Reward["kind"], clientId: string) => boolean;
}): readonly Reward[] {
  const { client, businessDate, loyalty } = about;
  const year = businessDate.slice(0, 4);
  const givenYears = (kind: Reward["kind"], clientId: string) =>
    about.isGiven(kind, clientId) ? [year] : [];
  const rewards: Reward[] = [];
  const { id, birthday, referredByClientId: friendId } = client;
  const own = { birthday, businessDate, loyalty, givenYears: givenYears("birthday", id) };
  const points = birthdayPoints(own);
  if (points > 0) rewards.push({ kind: "birthday", clientId: id, points });
  if (friendId === undefined || friendId === id) return rewards;
  const friend = referralPoints({
    loyalty,
    businessDate,
    givenYears: givenYears("referral", friendId),
    friendHasBought: (client.visits ?? 0) === 0,
  });
  if (friend > 0) rewards.push({ kind: "referral", clientId: friendId, points: friend });
  return rewards;
}

type Reward = NonNullable<SaleCompleted["rewards"]>[number];
