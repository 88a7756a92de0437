/**
 * What was sold, cut into the parts that can come back: one part a unit of a line, one a fee. Every
 * part knows what was paid for it, net and tax by tax. Which part is refunded is return-math.ts.
 */
import { parseDecimal, type Ratio } from "../base/decimal.ts";
import { done, type Result, refuse } from "../base/result.ts";
import { roundRatioBig, toSafe } from "../base/rounding.ts";

export interface PartTax {
  /** The tax's id, or its rate where a caller has only that; sums are kept by it. */
  readonly key: string;
  readonly taxMinor: number;
}

/** One unit of a line, or one fee: the smallest thing that can be refunded whole. */
export interface SoldPart {
  readonly kind: "unit" | "fee";
  /** Line id or fee id. */
  readonly target: string;
  /** Which unit of the line, counted from 1; 1 for a fee. */
  readonly unit: number;
  /** Paid, without tax, after every discount. Minor units, zero or more. */
  readonly netMinor: number;
  readonly taxes: readonly PartTax[];
}

/** A sold line (or fee, with one unit) whose tax is still to be worked out per unit. */
export interface PricedLine {
  readonly kind: "unit" | "fee";
  readonly id: string;
  readonly unitPriceMinor: number;
  /** Whole units, 1 to 100,000; a weighed line is one unit with its line price. */
  readonly units: number;
  /** Off the whole line, shared over its units in minor units, larger shares first. */
  readonly discountMinor?: number;
  /** Off each unit; instead of `discountMinor`. */
  readonly unitDiscountsMinor?: readonly number[];
  /** Percent as decimal text; absent means no tax. */
  readonly taxRate?: string;
  readonly taxIncluded?: boolean;
}

/** A sold line whose totals are known, as the sale's entry has them. */
export interface SettledLine {
  readonly kind: "unit" | "fee";
  readonly id: string;
  readonly units: number;
  readonly netMinor: number;
  readonly taxes: readonly PartTax[];
}

export type PartsRefusal = "return-sale-malformed";

export const UNITS_MAX = 100_000;

/**
 * The parts of lines priced per unit: discount shared, tax of each unit rounded half up (away from
 * zero). Refuses `return-sale-malformed`: a figure below zero or not whole, a discount above the
 * price, a rate that is no decimal, more than 100,000 units, or two lines with one id.
 */
export function partsOfPriced(lines: readonly PricedLine[]): Result<SoldPart[], PartsRefusal> {
  const parts: SoldPart[] = [];
  for (const [index, line] of lines.entries()) {
    const rate = line.taxRate === undefined ? undefined : parseDecimal(line.taxRate);
    const paid = paidPerUnit(line);
    const badRate = rate !== undefined && (!rate.ok || rate.value.numerator < 0n);
    if (paid === undefined || badRate || parts.length + paid.length > UNITS_MAX) {
      return refuse("return-sale-malformed", undefined, `lines[${index}]`);
    }
    paid.forEach((paidMinor, at) => {
      const tax = rate?.ok ? taxOf(paidMinor, rate.value, line.taxIncluded === true) : 0;
      const taxes = rate === undefined ? [] : [{ key: line.taxRate ?? "", taxMinor: tax }];
      const netMinor = line.taxIncluded === true ? paidMinor - tax : paidMinor;
      parts.push({ kind: line.kind, target: line.id, unit: at + 1, netMinor, taxes });
    });
  }
  return repeatedId(lines) ? refuse("return-sale-malformed") : done(parts);
}

/**
 * The parts of lines whose totals stand: net and each tax shared over the units, larger shares
 * first, so that the parts sum to what was paid to the cent. Refuses `return-sale-malformed`.
 */
export function partsOfSettled(lines: readonly SettledLine[]): Result<SoldPart[], PartsRefusal> {
  const parts: SoldPart[] = [];
  for (const [index, line] of lines.entries()) {
    const figures = [line.netMinor, ...line.taxes.map((tax) => tax.taxMinor)];
    const whole = isUnits(line.units) && parts.length + line.units <= UNITS_MAX;
    if (!whole || !figures.every(isAmount)) {
      return refuse("return-sale-malformed", undefined, `lines[${index}]`);
    }
    const nets = largerFirst(line.netMinor, line.units);
    const taxes = line.taxes.map(({ key, taxMinor }) => ({
      key,
      shares: largerFirst(taxMinor, line.units),
    }));
    for (let at = 0; at < line.units; at += 1) {
      parts.push({
        kind: line.kind,
        target: line.id,
        unit: at + 1,
        netMinor: nets[at] ?? 0,
        taxes: taxes.map(({ key, shares }) => ({ key, taxMinor: shares[at] ?? 0 })),
      });
    }
  }
  return repeatedId(lines) ? refuse("return-sale-malformed") : done(parts);
}

/** What was paid for a part, tax included. */
export function grossOf(part: SoldPart): number {
  return part.taxes.reduce((sum, tax) => sum + tax.taxMinor, part.netMinor);
}

/** An amount over equal shares in whole minor units, larger ones first. */
export function largerFirst(amountMinor: number, shares: number): number[] {
  const rest = amountMinor % shares;
  const base = (amountMinor - rest) / shares;
  return Array.from({ length: shares }, (_, index) => base + (index < rest ? 1 : 0));
}

function paidPerUnit(line: PricedLine): number[] | undefined {
  const { units, unitPriceMinor, discountMinor = 0, unitDiscountsMinor } = line;
  if (!isUnits(units) || !isAmount(unitPriceMinor) || !isAmount(discountMinor)) return undefined;
  if (unitDiscountsMinor !== undefined && unitDiscountsMinor.length !== units) return undefined;
  const discounts = unitDiscountsMinor ?? largerFirst(discountMinor, units);
  const paid = discounts.map((discount) => unitPriceMinor - discount);
  const sound = discounts.every(isAmount) && paid.every(isAmount);
  return sound ? paid : undefined;
}

/** Percent of the price on top, or the part of it that is tax when included; rounded half up. */
function taxOf(paidMinor: number, rate: Ratio, included: boolean): number {
  const hundred = 100n * rate.denominator;
  const below = included ? hundred + rate.numerator : hundred;
  return toSafe(roundRatioBig(BigInt(paidMinor) * rate.numerator, below, "half_up"));
}

function repeatedId(lines: readonly { readonly id: string }[]): boolean {
  return new Set(lines.map((line) => line.id)).size !== lines.length;
}

function isUnits(units: number): boolean {
  return Number.isSafeInteger(units) && units >= 1 && units <= UNITS_MAX;
}

/** Zero or more and far below where sums of 100,000 parts would stop being exact. */
function isAmount(amountMinor: number): boolean {
  return Number.isSafeInteger(amountMinor) && amountMinor >= 0 && amountMinor <= 900_000_000_000;
}
