/** Whether an offer is live for this buyer, here and now, whatever lies in the basket. */
import type { Offer, OfferContext } from "./offer.ts";

/** Why an offer is not live; each says what would have to be different. */
export type NotLive =
  | "channel-other"
  | "coupon-missing"
  | "day-other"
  | "ended"
  | "hour-other"
  | "segment-missing"
  | "starts-later"
  | "store-other";

const DAY_MINUTES = 24 * 60;
const MINUTE_MS = 60_000;

/** The first reason why the offer is not live, or nothing. */
export function notLive(offer: Offer, context: OfferContext): NotLive | undefined {
  const { atMs } = context;
  if (offer.validFromMs !== undefined && atMs < offer.validFromMs) return "starts-later";
  if (offer.validUntilMs !== undefined && atMs >= offer.validUntilMs) return "ended";
  if (offer.storeIds !== undefined && !holds(offer.storeIds, context.storeId)) return "store-other";
  if (offer.channels !== undefined && !holds(offer.channels, context.channel)) {
    return "channel-other";
  }
  const clock = clockReason(offer, context);
  if (clock !== undefined) return clock;
  if (offer.segmentsAny !== undefined && !meets(offer.segmentsAny, context.segments)) {
    return "segment-missing";
  }
  if (offer.couponCodes !== undefined && !meets(offer.couponCodes, context.coupons)) {
    return "coupon-missing";
  }
  return undefined;
}

function clockReason(offer: Offer, context: OfferContext): "day-other" | "hour-other" | undefined {
  const { daysOfWeek, fromMinute, untilMinute } = offer;
  if (daysOfWeek === undefined && fromMinute === undefined && untilMinute === undefined) {
    return undefined;
  }
  const minutes = Math.floor(context.atMs / MINUTE_MS) + (context.utcOffsetMinutes ?? 0);
  const days = Math.floor(minutes / DAY_MINUTES);
  const minute = minutes - days * DAY_MINUTES;
  const from = fromMinute ?? 0;
  const until = untilMinute ?? DAY_MINUTES;
  const overNight = from > until;
  const open = overNight ? minute >= from || minute < until : minute >= from && minute < until;
  if (!open) return "hour-other";
  // After midnight, a window over night still belongs to the day it began on.
  const startDay = overNight && minute < until ? days - 1 : days;
  // 1970-01-01 was a Thursday, ISO day 4.
  const isoDay = ((((startDay + 3) % 7) + 7) % 7) + 1;
  return daysOfWeek?.includes(isoDay) === false ? "day-other" : undefined;
}

function holds(list: readonly string[], value: string | undefined): boolean {
  return value !== undefined && list.includes(value);
}

function meets(wanted: readonly string[], has: readonly string[] | undefined): boolean {
  return has?.some((one) => wanted.includes(one)) ?? false;
}
