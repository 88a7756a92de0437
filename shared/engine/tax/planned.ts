/**
 * Lines joined with their plans, their exact figures, and how parts become lines and summaries;
 * shared by the scopes (compute.ts, document.ts) and by blended rates (weighted.ts).
 */
import { addRatio, multiplyRatio, type Ratio, ratio } from "../../base/decimal.ts";
import { roundRatio } from "../../base/rounding.ts";
import type { TaxedBasket, TaxedLine, TaxLine, TaxPart, TaxRounding } from "./lines.ts";
import type { CompiledTaxes, Linear, PlannedTax, TaxPlan } from "./rules.ts";

/** A line with its plan and its exact price in thousandths of a minor unit. */
export interface Planned {
  readonly line: TaxLine;
  readonly plan: TaxPlan;
  readonly blend: BlendedRate | undefined;
  readonly priceMilli: number;
  /** The quantity with the sign of the unit price: what fixed taxes count. */
  readonly signedMilli: number;
}

export interface BlendedTax {
  readonly id: string;
  readonly index: number;
  readonly included: boolean;
  readonly exempt: boolean;
  /** Tax per unit of base, averaged over all other lines. */
  readonly rate: Ratio;
  /** The part of the net that carries this tax. */
  readonly share: Ratio;
}

export interface BlendedRate {
  readonly taxes: readonly BlendedTax[];
  /** Base per unit of price: 1 / (1 + the included rates). */
  readonly baseOfPrice: Ratio;
  /** The parts of a price (thousandths of a minor unit), included and added each rounded once. */
  readonly rounded: (
    priceMilli: number,
    rounding: TaxRounding,
  ) => { readonly includedMinor: number; readonly taxes: readonly TaxPart[] };
}

/** A linear figure of one line, exact, in minor units. */
function exactOf(figure: Linear, one: Planned): Ratio {
  return addRatio(
    multiplyRatio(figure.price, ratio(one.priceMilli, 1000)),
    multiplyRatio(figure.quantity, ratio(one.signedMilli, 1000)),
  );
}

export interface ExactPart {
  readonly id: string;
  readonly index: number;
  readonly included: boolean;
  readonly exempt: boolean;
  readonly base: Ratio;
  readonly tax: Ratio;
}

/** Every tax of one line before rounding, exempt ones too. */
export function exactParts(one: Planned): readonly ExactPart[] {
  if (one.blend !== undefined) return blendShares(one.blend, one.priceMilli);
  return one.plan.taxes.map((tax) => ({
    id: tax.id,
    index: tax.index,
    included: tax.rule.included,
    exempt: tax.exempt,
    base: exactOf(tax.base, one),
    tax: exactOf(tax.tax, one),
  }));
}

/** The base of one line before rounding. */
export function exactBase(one: Planned): Ratio {
  if (one.blend === undefined) return exactOf(one.plan.base, one);
  return multiplyRatio(one.blend.baseOfPrice, ratio(one.priceMilli, 1000));
}

/** The line's price as it is shown: rounded to the increment. */
export function lineAmount(one: Planned, rounding: TaxRounding): number {
  const step = rounding.incrementMinor;
  return roundRatio(one.priceMilli, 1000 * step, rounding.mode) * step;
}

/** Lines with their taxes as sums; the summary follows the order of the taxes. */
export function summarise(lines: readonly TaxedLine[], taxes: CompiledTaxes): TaxedBasket {
  let [baseMinor, taxMinor, totalMinor] = [0, 0, 0];
  const bases = new Array<number>(taxes.rules.length).fill(0);
  const sums = new Array<number>(taxes.rules.length).fill(0);
  const seen = new Uint8Array(taxes.rules.length);
  for (const line of lines) {
    baseMinor += line.baseMinor;
    taxMinor += line.taxMinor;
    totalMinor += line.totalMinor;
    for (const part of line.taxes) {
      const index = taxes.indexById.get(part.id) as number;
      bases[index] = (bases[index] as number) + part.baseMinor;
      sums[index] = (sums[index] as number) + part.taxMinor;
      seen[index] = 1;
    }
  }
  const parts: TaxPart[] = [];
  for (let index = 0; index < seen.length; index += 1) {
    if (seen[index] === 0) continue;
    const id = taxes.rules[index]?.id as string;
    parts.push({ id, baseMinor: bases[index] as number, taxMinor: sums[index] as number });
  }
  return { baseMinor, taxMinor, totalMinor, taxes: parts, lines };
}

/** Puts a line together from its base and the amount of each of its taxes. */
export function withParts(
  id: string,
  baseMinor: number,
  taxes: readonly PlannedTax[],
  amounts: readonly number[],
): TaxedLine {
  let [taxMinor, exemptMinor, added] = [0, 0, 0];
  const parts: TaxPart[] = [];
  for (let place = 0; place < taxes.length; place += 1) {
    const tax = taxes[place] as PlannedTax;
    const amount = amounts[place] as number;
    if (tax.exempt) {
      exemptMinor += amount;
      continue;
    }
    const partBase = tax.rule.baseAffected ? baseMinor + added : baseMinor;
    parts.push({ id: tax.id, baseMinor: partBase, taxMinor: amount });
    taxMinor += amount;
    if (tax.rule.affectsLater) added += amount;
  }
  return { id, baseMinor, taxMinor, totalMinor: baseMinor + taxMinor, taxes: parts, exemptMinor };
}

/** Every tax of a price at the average rate, before rounding. */
function blendShares(blend: BlendedRate, priceMilli: number): readonly ExactPart[] {
  const base = multiplyRatio(blend.baseOfPrice, ratio(priceMilli, 1000));
  return blend.taxes.map(({ rate, share, ...tax }) => ({
    ...tax,
    base: multiplyRatio(base, share),
    tax: multiplyRatio(base, rate),
  }));
}
