/**
 * Money: a currency and a whole number of its minor units. Sums, conversion, the rounding of cash
 * and the text of an amount. What a shop owes or takes is decided in the engine, not here.
 */
import { assert } from "./assert.ts";
import { multiplyRatio, parseDecimal, type Ratio, ratio } from "./decimal.ts";
import { currencyOf } from "./iso4217.ts";
import { done, type Result, refuse } from "./result.ts";
import { type RoundingMode, roundExact, scaleRound } from "./rounding.ts";

export interface Money {
  /** Whole minor units of the currency; a safe integer. */
  readonly amountMinor: number;
  /** ISO 4217 code. */
  readonly currency: string;
}

export type MoneyRefusal =
  | "currency-unknown"
  | "amount-malformed"
  | "amount-unsafe"
  | "amount-too-fine";

/** Past this a sum of ten thousand lines could leave the safe integers: about 9 billion major. */
export const AMOUNT_MINOR_MAX = 900_000_000_000;

/**
 * An amount of a known currency. Refuses `currency-unknown` and `amount-unsafe` (not a whole
 * number, NaN, or beyond 900,000,000,000 minor units either way).
 */
export function money(amountMinor: number, currency: string): Result<Money, MoneyRefusal> {
  if (currencyOf(currency) === undefined) return refuse("currency-unknown", { currency });
  if (!isAmount(amountMinor)) return refuse("amount-unsafe", { amountMinor });
  return done({ amountMinor, currency });
}

/** Whether a number can be an amount: whole, and within the range every sum stays exact in. */
export function isAmount(amountMinor: unknown): amountMinor is number {
  return (
    Number.isSafeInteger(amountMinor) &&
    Math.abs(amountMinor as number) <= AMOUNT_MINOR_MAX &&
    !Object.is(amountMinor, -0)
  );
}

/** The sum of two amounts of one currency; asserts that the currency is the same. */
export function addMoney(left: Money, right: Money): Money {
  assert(left.currency === right.currency, "amounts of one currency are added");
  return { amountMinor: left.amountMinor + right.amountMinor, currency: left.currency };
}

/** The difference of two amounts of one currency; asserts that the currency is the same. */
export function subtractMoney(left: Money, right: Money): Money {
  assert(left.currency === right.currency, "amounts of one currency are subtracted");
  return { amountMinor: left.amountMinor - right.amountMinor, currency: left.currency };
}

/** `quantityMilli` times a unit price in minor units, rounded by `mode`; exact at any size. */
export function extend(unitMinor: number, quantityMilli: number, mode: RoundingMode): number {
  return quantityMilli % 1000 === 0
    ? scaleRound(unitMinor, quantityMilli / 1000, 1, mode)
    : scaleRound(unitMinor, quantityMilli, 1000, mode);
}

export interface CashRounding {
  /** The smallest coin in use, minor units: 5 where one and two cent coins are gone. */
  readonly incrementMinor: number;
  readonly mode: RoundingMode;
}

/** An exact amount of minor units as it is paid in coins and notes: a multiple of the increment. */
export function roundCash(amount: Ratio | number, rule: CashRounding): number {
  const exact = typeof amount === "number" ? ratio(amount) : amount;
  return roundExact(exact, rule.mode, rule.incrementMinor);
}

export interface Conversion {
  readonly amountMinor: number;
  /** Units of the target per unit of the source, in major units; decimal text. */
  readonly rate: string;
  readonly mode: RoundingMode;
  /** Decimals of source and target; 2 and the same when left out. */
  readonly fromExponent?: number;
  readonly toExponent?: number;
}

/** An amount at a rate, in minor units of the target. Refuses `amount-malformed` for a bad rate. */
export function convert(request: Conversion): Result<number, MoneyRefusal> {
  const rate = parseDecimal(request.rate);
  if (!rate.ok || rate.value.numerator <= 0n) return refuse("amount-malformed", {}, "rate");
  const from = request.fromExponent ?? 2;
  const to = request.toExponent ?? from;
  const shift = ratio(10n ** BigInt(to), 10n ** BigInt(from));
  const exact = multiplyRatio(multiplyRatio(ratio(request.amountMinor), rate.value), shift);
  return done(roundExact(exact, request.mode));
}

/** Exact minor units of decimal text in major units; may be finer than the currency. */
export function parseMajorExact(text: string, exponent: number): Result<Ratio, MoneyRefusal> {
  const parsed = parseDecimal(text);
  if (!parsed.ok) return refuse("amount-malformed");
  return done(multiplyRatio(parsed.value, ratio(10n ** BigInt(exponent))));
}

/**
 * Minor units of text such as `20.41` in major units.
 * Refuses `amount-malformed`, `amount-too-fine` (decimals the currency has not) and `amount-unsafe`.
 */
export function parseMajor(text: string, exponent: number): Result<number, MoneyRefusal> {
  const exact = parseMajorExact(text, exponent);
  if (!exact.ok) return exact;
  const { numerator, denominator } = exact.value;
  if (numerator % denominator !== 0n) return refuse("amount-too-fine", { exponent });
  const amountMinor = Number(numerator / denominator);
  return isAmount(amountMinor) ? done(amountMinor) : refuse("amount-unsafe");
}

/** Plain text in major units with all decimals, for files and tests; screens format by locale. */
export function majorText(amountMinor: number, exponent: number): string {
  const sign = amountMinor < 0 ? "-" : "";
  const digits = String(Math.abs(amountMinor)).padStart(exponent + 1, "0");
  if (exponent === 0) return `${sign}${digits}`;
  return `${sign}${digits.slice(0, -exponent)}.${digits.slice(-exponent)}`;
}
