/**
 * Dates and times as GS1 data carries them: YYMMDD with a sliding century (General Specifications
 * section 7.12). "Today" is an argument, so that the same code reads the same on every machine.
 */
import { isDigits } from "./gtin.ts";
import { done, type Result, refuse } from "./result.ts";
import { daysInMonth, formatDate } from "./time.ts";

export type Gs1DateRefusal = "gs1-date" | "gs1-time";

export interface Gs1DateOptions {
  /** `YYYY-MM-DD`. */
  readonly today: string;
  /** Whether day 00 may stand for the last day of the month. */
  readonly dayZero: boolean;
}

/**
 * The ISO date of six digits. The year is the one from 49 years back to 50 years ahead of today's
 * that ends in YY. Refuses `gs1-date`.
 * @example "280200" is "2028-02-29" with day zero allowed and today in 2026
 */
export function readGs1Date(text: string, options: Gs1DateOptions): Result<string, "gs1-date"> {
  if (text.length !== 6 || !isDigits(text)) return refuse("gs1-date");
  const thisYear = Number(options.today.slice(0, 4));
  const short = Number(text.slice(0, 2));
  const ahead = short - (thisYear % 100);
  const century = ahead >= 51 ? -100 : ahead <= -50 ? 100 : 0;
  return civil(thisYear + ahead + century, text.slice(2), options.dayZero);
}

/** The ISO date of eight digits with the century written out. Refuses `gs1-date`. */
export function readGs1LongDate(text: string): Result<string, "gs1-date"> {
  if (text.length !== 8 || !isDigits(text)) return refuse("gs1-date");
  return civil(Number(text.slice(0, 4)), text.slice(4), false);
}

/** Whether two digits are hours 00 to 23. */
export function isHour(text: string): boolean {
  return text.length === 2 && isDigits(text) && text <= "23";
}

/** Whether two digits are minutes or seconds 00 to 59. */
export function isSixtieth(text: string): boolean {
  return text.length === 2 && isDigits(text) && text <= "59";
}

function civil(year: number, monthDay: string, dayZero: boolean): Result<string, "gs1-date"> {
  const month = Number(monthDay.slice(0, 2));
  if (month < 1 || month > 12) return refuse("gs1-date");
  const last = daysInMonth(year, month);
  const written = Number(monthDay.slice(2));
  const day = written === 0 && dayZero ? last : written;
  return day < 1 || day > last ? refuse("gs1-date") : done(formatDate({ year, month, day }));
}
