/**
 * Days and instants by arithmetic alone: civil dates, wall clocks and the business date of a store.
 * Instants are UTC milliseconds (`atMs`); a date is `YYYY-MM-DD`. Which offset a zone has at an
 * instant is the caller's knowledge (the host's zone data), handed in as a function.
 */
import { assert } from "./assert.ts";

export const MINUTE_MS = 60_000;
export const HOUR_MS = 3_600_000;
export const DAY_MS = 86_400_000;

/** Minutes that a zone's wall clock is ahead of UTC at an instant. */
export type ZoneOffset = (zone: string, atMs: number) => number;

/** A zone's offsets as data: `initialMinutes` until the first change; changes in order of time. */
export interface ZoneRules {
  readonly initialMinutes: number;
  readonly changes: readonly { readonly fromMs: number; readonly offsetMinutes: number }[];
}

export interface CivilDate {
  readonly year: number;
  /** 1 to 12. */
  readonly month: number;
  /** 1 to 31. */
  readonly day: number;
}

/** When a store's business day ends: minutes after midnight on its wall clock, 0 to 1439. */
export interface BusinessDay {
  readonly zone: string;
  readonly cutOverMinutes: number;
}

/**
 * The business date of an instant: the wall clock's date, or the day before while the wall clock
 * shows less than the cut-over. On the nights of a clock change the wall clock decides.
 * @example cut-over 240 (04:00), zone at +60: 2026-03-01T02:30Z is 03:30 there, so "2026-02-28".
 */
export function businessDate(atMs: number, day: BusinessDay, offset: ZoneOffset): string {
  assert(day.cutOverMinutes >= 0 && day.cutOverMinutes < 1_440, "a cut-over lies within a day");
  return dateOfMs(wallClockMs(atMs, day.zone, offset) - day.cutOverMinutes * MINUTE_MS);
}

/** The wall clock of a zone, as milliseconds of an imaginary UTC that shows the same hands. */
export function wallClockMs(atMs: number, zone: string, offset: ZoneOffset): number {
  return atMs + offset(zone, atMs) * MINUTE_MS;
}

/**
 * The first instant at which the wall clock of a zone shows the given hands (`YYYY-MM-DD` and
 * minutes after midnight). Hands that a clock change skips are read by the offset before the change.
 */
export function instantOfWallClock(
  wall: { readonly date: string; readonly minutes: number },
  zone: string,
  offset: ZoneOffset,
): number {
  const shown = msOfDate(wall.date) + wall.minutes * MINUTE_MS;
  const before = offset(zone, shown - DAY_MS);
  const after = offset(zone, shown + DAY_MS);
  const first = shown - Math.max(before, after) * MINUTE_MS;
  const second = shown - Math.min(before, after) * MINUTE_MS;
  for (const atMs of [first, second]) {
    if (wallClockMs(atMs, zone, offset) === shown) return atMs;
  }
  return second;
}

/** An offset function from rules as data, by zone name; an unknown zone is a bug of the caller. */
export function offsetFromRules(rules: Readonly<Record<string, ZoneRules>>): ZoneOffset {
  return (zone, atMs) => {
    const zoneRules = Object.hasOwn(rules, zone) ? rules[zone] : undefined;
    assert(zoneRules !== undefined, `the time zone is known: ${zone}`);
    let minutes = zoneRules.initialMinutes;
    for (const change of zoneRules.changes) {
      if (change.fromMs > atMs) break;
      minutes = change.offsetMinutes;
    }
    return minutes;
  };
}

/** The UTC date of an instant, years 0000 to 9999. */
export function dateOfMs(atMs: number): string {
  return formatDate(civilOfDays(Math.floor(atMs / DAY_MS)));
}

/** Midnight UTC of a date, in milliseconds. The date must be one (`parseDate`). */
export function msOfDate(date: string): number {
  const civil = parseDate(date);
  assert(civil !== undefined, `the date is one: ${date}`);
  return daysOfCivil(civil) * DAY_MS;
}

/** The parts of `YYYY-MM-DD`, or `undefined` when it is not a date of the Gregorian calendar. */
export function parseDate(text: string): CivilDate | undefined {
  if (text.length !== 10 || !/^\d{4}-\d{2}-\d{2}$/.test(text)) return undefined;
  const year = Number(text.slice(0, 4));
  const month = Number(text.slice(5, 7));
  const day = Number(text.slice(8));
  if (month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month)) return undefined;
  return { year, month, day };
}

/** `YYYY-MM-DD`. */
export function formatDate({ year, month, day }: CivilDate): string {
  assert(year >= 0 && year <= 9_999, `a date's year has four digits: ${year}`);
  return `${String(year).padStart(4, "0")}-${twoDigits(month)}-${twoDigits(day)}`;
}

/** The date so many days later (or earlier). */
export function addDays(date: string, days: number): string {
  return dateOfMs(msOfDate(date) + days * DAY_MS);
}

/** Whole days from one date to another; negative when `to` comes first. */
export function daysBetween(from: string, to: string): number {
  return (msOfDate(to) - msOfDate(from)) / DAY_MS;
}

/** ISO weekday, Monday 1 to Sunday 7. */
export function weekdayOf(date: string): number {
  const days = msOfDate(date) / DAY_MS;
  return ((((days + 3) % 7) + 7) % 7) + 1;
}

/** 28 to 31. */
export function daysInMonth(year: number, month: number): number {
  if (month === 2) return isLeapYear(year) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

/** Gregorian rule. */
export function isLeapYear(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}

function twoDigits(value: number): string {
  return value < 10 ? `0${value}` : String(value);
}

/** Days since 1970-01-01 in years that begin in March, so that the leap day comes last. */
function daysOfCivil({ year, month, day }: CivilDate): number {
  const shifted = month <= 2 ? year - 1 : year;
  const era = Math.floor(shifted / 400);
  const yearOfEra = shifted - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  const leapDays = Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100);
  return era * 146_097 + yearOfEra * 365 + leapDays + dayOfYear - 719_468;
}

function civilOfDays(days: number): CivilDate {
  const shifted = days + 719_468;
  const era = Math.floor(shifted / 146_097);
  const dayOfEra = shifted - era * 146_097;
  const leapless =
    dayOfEra -
    Math.floor(dayOfEra / 1_460) +
    Math.floor(dayOfEra / 36_524) -
    Math.floor(dayOfEra / 146_096);
  const yearOfEra = Math.floor(leapless / 365);
  const dayOfYear =
    dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const marchMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9;
  return {
    year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0),
    month,
    day: dayOfYear - Math.floor((153 * marchMonth + 2) / 5) + 1,
  };
}
