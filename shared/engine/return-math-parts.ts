/**
 * What was sold, cut into the parts that can come back: one part a unit of a line, one a fee. Every
 * part knows what was paid for it, net and tax by tax. Which part is refunded is return-math.ts.
 */
import { parseDecimal, type Ratio } from "../base/decimal.ts";
import { done, type Result, refuse } from "../base/result.ts";
import { roundRatioBig, toSafe } from "../base/rounding.ts";
import type { ReceiptCode } from "./receipt-code.ts";

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

const UNITS_MAX = 100_000;

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
 * The parts of lines whose totals stand: what was paid, and each tax, shared over the units, larger
 * shares first, so that no unit is worth a cent more than the next and the parts sum to what was
 * paid. Refuses `return-sale-malformed`.
 */
export function partsOfSettled(lines: readonly SettledLine[]): Result<SoldPart[], PartsRefusal> {
  const parts: SoldPart[] = [];
  for (const [index, line] of lines.entries()) {
    const figures = [line.netMinor, ...line.taxes.map((tax) => tax.taxMinor)];
    const whole = isUnits(line.units) && parts.length + line.units <= UNITS_MAX;
    if (!whole || !figures.every(isAmount)) {
      return refuse("return-sale-malformed", undefined, `lines[${index}]`);
    }
    parts.push(...sharedOut(line));
  }
  return repeatedId(lines) ? refuse("return-sale-malformed") : done(parts);
}

/**
 * The parts of a sale that is known from its receipt's code only. A line's target is its place on
 * the receipt, from `1`; lines below zero (an empty bottle taken back) cannot come back and are left
 * out. Refuses `return-sale-malformed`: a code without its lines, or figures that cannot be.
 */
export function partsOfReceiptCode(code: ReceiptCode): Result<SoldPart[], PartsRefusal> {
  if (!code.complete) return refuse("return-sale-malformed");
  const settled = code.lines.map((line, index): SettledLine => {
    const taxes = line.taxes.map(({ rule, taxMinor }) => ({
      key: code.taxRules[rule]?.id ?? "",
      taxMinor,
    }));
    const taxMinor = taxes.reduce((sum, tax) => sum + tax.taxMinor, 0);
    const whole = line.kind === "goods" && line.quantityMilli % 1_000 === 0;
    return {
      kind: line.kind === "fee" ? "fee" : "unit",
      id: String(index + 1),
      units: whole ? line.quantityMilli / 1_000 : 1,
      netMinor: line.totalMinor - taxMinor,
      taxes,
    };
  });
  return partsOfSettled(
    settled.filter((_, index) => {
      const line = code.lines[index];
      return line !== undefined && line.quantityMilli > 0 && line.totalMinor >= 0;
    }),
  );
}

/** What was paid for a part, tax included. */
export function grossOf(part: SoldPart): number {
  return part.taxes.reduce((sum, tax) => sum + tax.taxMinor, part.netMinor);
}

/** An amount over equal shares in whole minor units, larger ones first. */
function largerFirst(amountMinor: number, shares: number): number[] {
  const rest = amountMinor % shares;
  const base = (amountMinor - rest) / shares;
  return Array.from({ length: shares }, (_, index) => base + (index < rest ? 1 : 0));
}

/**
 * A line's units. The paid total is shared first and net is what remains of a unit: sharing net and
 * tax apart would make a unit of 20.00 worth 20.01. A tax that finds no room waits for the next.
 */
function sharedOut(line: SettledLine): SoldPart[] {
  const { kind, id, units } = line;
  const total = line.taxes.reduce((sum, tax) => sum + tax.taxMinor, line.netMinor);
  const paid = largerFirst(total, units);
  const shares = line.taxes.map((tax) => largerFirst(tax.taxMinor, units));
  const waiting = line.taxes.map(() => 0);
  return paid.map((paidMinor, at): SoldPart => {
    let open = paidMinor;
    const taxes = line.taxes.map(({ key }, index) => {
      const wanted = (shares[index]?.[at] ?? 0) + (waiting[index] ?? 0);
      const taxMinor = Math.min(wanted, open);
      waiting[index] = wanted - taxMinor;
      open -= taxMinor;
      return { key, taxMinor };
    });
    return { kind, target: id, unit: at + 1, netMinor: open, taxes };
  });
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
