/**
 * What a tax case comes to, worked out from the sentences of its SCHEMA.md alone: the taxes of a
 * line are followed in their order for a base that is found, not planned. Nothing of the engine.
 */
import {
  type Fraction,
  fraction,
  minus,
  over,
  plus,
  roundedTo,
  signOf,
  times,
} from "./case-fraction.ts";

export interface CaseTax {
  readonly id: string;
  readonly kind: "percent" | "fixed" | "division";
  readonly rate?: string;
  readonly amount?: number;
  readonly included?: boolean;
  readonly affects_later?: boolean;
  readonly base_affected?: boolean;
}
export interface CaseTaxLine {
  readonly id: string;
  readonly unit_price: number;
  readonly quantity: string;
  readonly discount?: number;
  readonly taxes: readonly string[];
}
export interface TaxCaseData {
  readonly id: string;
  readonly currency: {
    readonly code: string;
    readonly exponent: number;
    readonly increment: number;
  };
  readonly rounding: {
    readonly mode: "half_up";
    readonly scope: "unit" | "line" | "document";
    readonly total?: "keep_included_price" | "sum_of_parts";
  };
  readonly taxes: readonly CaseTax[];
  readonly lines: readonly CaseTaxLine[];
}

interface LineTax {
  readonly tax: CaseTax;
  readonly amount: Fraction;
}

/**
 * The fields `base`, `tax`, `total` and each tax, with its own base where taxes are rounded by line;
 * undefined: no base can be found.
 */
export function expectTax(data: TaxCaseData) {
  const worked = data.lines.map((line) => ({ line, ...exactLine(data, line) }));
  if (worked.some((one) => one.base === undefined)) return undefined;
  const step = data.currency.increment;
  const { scope, total } = data.rounding;
  const used = data.taxes.filter((tax) => data.lines.some((line) => line.taxes.includes(tax.id)));
  const sums = new Map<string, number>(used.map((tax) => [tax.id, 0]));
  const bases = new Map<string, number>();
  let base = 0;
  if (scope === "document") {
    for (const tax of used) {
      const exact = worked.flatMap((one) => one.taxes.filter((part) => part.tax.id === tax.id));
      sums.set(tax.id, roundedTo(plus(...exact.map((part) => part.amount)), step));
    }
    if (total === "sum_of_parts") {
      base = roundedTo(plus(...worked.map((one) => one.base as Fraction)), step);
    } else {
      base = roundedTo(plus(...worked.map((one) => one.price)), step);
      for (const tax of used) if (tax.included === true) base -= sums.get(tax.id) ?? 0;
    }
  } else {
    for (const one of worked) {
      let lineBase = roundedTo(one.price, step);
      const own: { readonly tax: CaseTax; readonly mine: number }[] = [];
      for (const { tax, amount } of one.taxes) {
        const quantity = fraction(one.line.quantity);
        const perUnit = scope === "unit" && signOf(quantity) !== 0;
        const mine = perUnit
          ? roundedTo(times(fraction(roundedTo(over(amount, quantity), step)), quantity), step)
          : roundedTo(amount, step);
        sums.set(tax.id, (sums.get(tax.id) ?? 0) + mine);
        if (tax.included === true) lineBase -= mine;
        own.push({ tax, mine });
      }
      base += lineBase;
      let added = 0;
      for (const { tax, mine } of own) {
        const mineBase = tax.base_affected === false ? lineBase : lineBase + added;
        bases.set(tax.id, (bases.get(tax.id) ?? 0) + mineBase);
        if (tax.affects_later === true) added += mine;
      }
    }
  }
  const tax = [...sums.values()].reduce((sum, one) => sum + one, 0);
  const taxes = [...sums].map(([id, amount]) => {
    const own = bases.get(id);
    return { id, tax: amount, ...(own === undefined ? {} : { base: own }) };
  });
  return { base, tax, total: base + tax, taxes };
}

/** Base and taxes before rounding: B solves price = B + included taxes of B, a straight line in B. */
function exactLine(data: TaxCaseData, line: CaseTaxLine) {
  const price = minus(
    times(fraction(line.unit_price), fraction(line.quantity)),
    fraction(line.discount ?? 0),
  );
  const division = divisionOf(data, line);
  // The whole price is tax, or more than it: the schema's table says the first, no base the second.
  if (signOf(minus(fraction(100), division)) <= 0) return { price, base: undefined, taxes: [] };
  const shown = (base: Fraction) =>
    plus(
      base,
      ...taxesOf(data, line, base)
        .filter(({ tax }) => tax.included === true)
        .map(({ amount }) => amount),
    );
  const atZero = shown(fraction(0));
  const slope = minus(shown(fraction(1)), atZero);
  if (signOf(slope) <= 0) return { price, base: undefined, taxes: [] };
  const base = over(minus(price, atZero), slope);
  return { price, base, taxes: taxesOf(data, line, base) };
}

function taxesOf(data: TaxCaseData, line: CaseTaxLine, lineBase: Fraction): LineTax[] {
  const mine = data.taxes.filter((tax) => line.taxes.includes(tax.id));
  const division = divisionOf(data, line);
  let added = fraction(0);
  return mine.map((tax) => {
    const base = tax.base_affected === false ? lineBase : plus(lineBase, added);
    let amount: Fraction;
    if (tax.kind === "fixed") {
      const sign = line.unit_price < 0 ? -1 : 1;
      amount = times(fraction(tax.amount ?? 0), fraction(line.quantity), fraction(sign));
    } else {
      const whole = tax.kind === "percent" ? fraction(100) : minus(fraction(100), division);
      amount = over(times(base, fraction(tax.rate ?? 0)), whole);
    }
    if (tax.affects_later === true) added = plus(added, amount);
    return { tax, amount };
  });
}

/** The rates of all division taxes on the line. */
function divisionOf(data: TaxCaseData, line: CaseTaxLine): Fraction {
  const mine = data.taxes.filter((tax) => tax.kind === "division" && line.taxes.includes(tax.id));
  return plus(...mine.map((tax) => fraction(tax.rate ?? 0)));
}
