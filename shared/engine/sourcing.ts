/**
 * Where a promised item may come from: how sure that is by the stock last known and its age, and by
 * when it is there at the latest. What the server makes of the promise is fold/promise.ts.
 */
import { done, type Result, refuse } from "../base/result.ts";
import { addDays, weekdayOf } from "../base/time.ts";
import type { StockRow } from "../records/rows/stock.ts";
import { availableMilli } from "./fold/stock.ts";

export interface SourcePlace {
  readonly placeId: string;
  readonly stock: StockRow | undefined;
  /** When the server last said something about this place; the row's own age when it is younger. */
  readonly heardAtMs: number;
  /** Working days from order to door, or to the collecting store. */
  readonly deliveryDays: number;
  /** Taken by own promises that the server has not decided yet, thousandths. */
  readonly pendingMilli?: number;
}

export interface SourceRequest {
  readonly quantityMilli: number;
  readonly places: readonly SourcePlace[];
  readonly nowMs: number;
  /** Today, `YYYY-MM-DD`. */
  readonly businessDate: string;
  readonly staleAfterMinutes: number;
  /** Days nothing is delivered, `YYYY-MM-DD`; Sundays never count. */
  readonly closedDays?: readonly string[];
}

export interface Source {
  readonly placeId: string;
  readonly availableMilli: number;
  readonly confidencePercent: number;
  /** `YYYY-MM-DD`, the latest. */
  readonly promisedBy: string;
  readonly stockAsOfMs: number;
}

/** Fewer than this in a hundred is not promised to anyone. */
const PROMISE_PERCENT_MIN = 30;

/**
 * Places that may keep the promise, best first: sure ones before unsure ones, then the earlier date,
 * then the order given. Refuses `promise-no-source` when none is sure enough.
 */
export function sourcesFor(request: SourceRequest): Result<readonly Source[], "promise-no-source"> {
  const sources = request.places
    .map((place) => sourceOf(place, request))
    .filter((source) => source.confidencePercent >= PROMISE_PERCENT_MIN);
  if (sources.length === 0) return refuse("promise-no-source");
  const isSure = (source: Source) => (source.confidencePercent >= 80 ? 0 : 1);
  return done(
    sources.sort(
      (left, right) =>
        isSure(left) - isSure(right) ||
        (left.promisedBy < right.promisedBy ? -1 : left.promisedBy > right.promisedBy ? 1 : 0) ||
        right.confidencePercent - left.confidencePercent,
    ),
  );
}

/**
 * How sure a promise is, in percent: 97 when three times what is wanted is there and was heard of
 * just now; less the tighter it gets; less ten for each span of staleness, at least half of it lost
 * after a day. Nothing when too little is there.
 */
export function confidence(about: {
  readonly availableMilli: number;
  readonly quantityMilli: number;
  readonly ageMs: number;
  readonly staleAfterMinutes: number;
}): number {
  const { availableMilli, quantityMilli } = about;
  if (quantityMilli <= 0 || availableMilli < quantityMilli) return 0;
  const times = Math.floor(availableMilli / quantityMilli);
  const base = times >= 3 ? 97 : times === 2 ? 90 : 75;
  const spanMs = Math.max(1, about.staleAfterMinutes) * 60_000;
  const spans = Math.max(0, Math.floor(about.ageMs / spanMs));
  return Math.max(Math.floor(base / 2), base - spans * 10);
}

/** The date so many working days on: Sundays and closed days are left out. */
export function addWorkingDays(
  date: string,
  days: number,
  closedDays: readonly string[] = [],
): string {
  let day = date;
  for (let left = days; left > 0; ) {
    day = addDays(day, 1);
    if (weekdayOf(day) !== 7 && !closedDays.includes(day)) left -= 1;
  }
  return day;
}

function sourceOf(place: SourcePlace, request: SourceRequest): Source {
  const heardAtMs = Math.max(place.heardAtMs, place.stock?.asOfMs ?? 0);
  const available = availableMilli(place.stock) - (place.pendingMilli ?? 0);
  return {
    placeId: place.placeId,
    availableMilli: available,
    confidencePercent: confidence({
      availableMilli: available,
      quantityMilli: request.quantityMilli,
      ageMs: request.nowMs - heardAtMs,
      staleAfterMinutes: request.staleAfterMinutes,
    }),
    promisedBy: addWorkingDays(request.businessDate, place.deliveryDays, request.closedDays),
    stockAsOfMs: heardAtMs,
  };
}
