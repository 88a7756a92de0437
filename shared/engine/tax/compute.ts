/**
 * What tax a basket carries: per line, per tax and in all, rounded per unit, per line or per
 * document. Exact until the one named rounding. Rates and rules are compiled in rules.ts.
 */
import { addRatio, multiplyRatio, type Ratio, ratio, ZERO } from "../../base/decimal.ts";
import { isAmount } from "../../base/money.ts";
import { QUANTITY_MILLI_MAX } from "../../base/quantity.ts";
import { done, type Result, refuse } from "../../base/result.ts";
import { type RoundingMode, roundRatio, roundRatioBig, toSafe } from "../../base/rounding.ts";
import { spreadOverDocument } from "./document.ts";
import {
  type CompiledTaxes,
  type Linear,
  type PlannedTax,
  planFor,
  type TaxPlan,
  type TaxRefusal,
} from "./rules.ts";
import { type BlendedRate, blendRates, blendShares } from "./weighted.ts";

export interface TaxLine {
  readonly id: string;
  readonly unitPriceMinor: number;
  /** Thousandths; below zero for what comes back. */
  readonly quantityMilli: number;
  /** The line before its discount, where it is already rounded; price times quantity otherwise. */
  readonly extendedMinor?: number;
  /** Off the whole line, on the same basis as the price. */
  readonly discountMinor?: number;
  readonly taxIds: readonly string[];
  /** Takes the average rate of the other lines, weighted by their net (delivery and the like). */
  readonly weightedRate?: boolean;
}

export interface TaxRounding {
  /** `unit`: each tax for one unit, times quantity. `line`. `document`: each tax once. */
  readonly scope: "unit" | "line" | "document";
  readonly mode: RoundingMode;
  /** Every rounded amount is a multiple of it; 1, or 5 for 0.05. */
  readonly incrementMinor: number;
  /** Per document: the price shown is kept (default), or base and taxes are each rounded once. */
  readonly total?: "keep_included_price" | "sum_of_parts";
}

export interface TaxPart {
  readonly id: string;
  readonly baseMinor: number;
  readonly taxMinor: number;
}

export interface TaxedLine {
  readonly id: string;
  readonly baseMinor: number;
  readonly taxMinor: number;
  readonly totalMinor: number;
  readonly taxes: readonly TaxPart[];
  /** What the buyer did not pay by exemption; not in `taxMinor` nor in the total. */
  readonly exemptMinor: number;
}

export interface TaxedBasket {
  readonly baseMinor: number;
  readonly taxMinor: number;
  readonly totalMinor: number;
  /** The summary, in the order of the taxes; taxes that no line carries are left out. */
  readonly taxes: readonly TaxPart[];
  readonly lines: readonly TaxedLine[];
}

/** A line with its plan and its exact price in thousandths of a minor unit. */
export interface Planned {
  readonly line: TaxLine;
  readonly plan: TaxPlan;
  readonly blend: BlendedRate | undefined;
  readonly priceMilli: number;
  /** The quantity with the sign of the unit price: what fixed taxes count. */
  readonly signedMilli: number;
}

/**
 * The taxes of the lines. Amounts minor units, quantities thousandths (at most a million pieces).
 * Refuses, with the position: `amount-unsafe`, `quantity-malformed`, `tax-unknown`,
 * `tax-duplicate`, `tax-rate-impossible`, `tax-increment-invalid`.
 * @example 6000 at 5 % included per document: base 5714, tax 286, total 6000.
 */
export function computeTax(
  lines: readonly TaxLine[],
  taxes: CompiledTaxes,
  rounding: TaxRounding,
): Result<TaxedBasket, TaxRefusal> {
  const step = rounding.incrementMinor;
  if (!Number.isSafeInteger(step) || step < 1) {
    return refuse("tax-increment-invalid", {}, "rounding.incrementMinor");
  }
  const planned = planLines(lines, taxes, rounding);
  if (!planned.ok) return planned;
  if (rounding.scope === "document") {
    return done(spreadOverDocument(planned.value, taxes, rounding));
  }
  return done(
    summarise(
      planned.value.map((one) => taxLine(one, rounding)),
      taxes,
    ),
  );
}

export interface ExactTax {
  readonly base: Ratio;
  readonly tax: Ratio;
  readonly total: Ratio;
  readonly taxes: readonly { readonly id: string; readonly base: Ratio; readonly tax: Ratio }[];
}

/** The same sums before any rounding, in minor units; for checks and for rates on paper. */
export function computeTaxExact(
  lines: readonly TaxLine[],
  taxes: CompiledTaxes,
  rounding: TaxRounding,
): Result<ExactTax, TaxRefusal> {
  const planned = planLines(lines, taxes, rounding);
  if (!planned.ok) return planned;
  let [base, tax] = [ZERO, ZERO];
  const sums = new Map<number, { base: Ratio; tax: Ratio }>();
  for (const one of planned.value) {
    base = addRatio(base, exactBase(one));
    for (const part of exactParts(one)) {
      if (part.exempt) continue;
      tax = addRatio(tax, part.tax);
      const sum = sums.get(part.index) ?? { base: ZERO, tax: ZERO };
      const next = { base: addRatio(sum.base, part.base), tax: addRatio(sum.tax, part.tax) };
      sums.set(part.index, next);
    }
  }
  const list = [...sums].sort(([left], [right]) => left - right);
  return done({
    base,
    tax,
    total: addRatio(base, tax),
    taxes: list.map(([index, sum]) => ({ id: taxes.rules[index]?.id ?? "", ...sum })),
  });
}

/** A linear figure of one line, exact, in minor units. */
export function exactOf(figure: Linear, one: Planned): Ratio {
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

function planLines(
  lines: readonly TaxLine[],
  taxes: CompiledTaxes,
  rounding: TaxRounding,
): Result<readonly Planned[], TaxRefusal> {
  const planned: Planned[] = [];
  let weighted = false;
  for (let index = 0; index < lines.length; index += 1) {
    const line = lines[index] as TaxLine;
    const wrong = wrongFigure(line);
    if (wrong !== undefined) return refuse(wrong.code, {}, `lines[${index}].${wrong.field}`);
    weighted ||= line.weightedRate === true;
    const plan = planFor(taxes, line.weightedRate === true ? [] : line.taxIds);
    if (!plan.ok) {
      return refuse(plan.refusal.code, plan.refusal.args, `lines[${index}].taxIds`);
    }
    planned.push({ line, plan: plan.value, blend: undefined, ...figures(line) });
  }
  if (!weighted) return done(planned);
  const others = planned.filter((one) => one.line.weightedRate !== true);
  const nets = others.map((one) => ({ one, netMinor: taxLine(one, rounding).baseMinor }));
  const blend = blendRates(nets);
  return done(planned.map((one) => (one.line.weightedRate === true ? { ...one, blend } : one)));
}

function wrongFigure(
  line: TaxLine,
): { readonly code: "amount-unsafe" | "quantity-malformed"; readonly field: string } | undefined {
  if (!isAmount(line.unitPriceMinor)) return { code: "amount-unsafe", field: "unitPriceMinor" };
  if (line.discountMinor !== undefined && !isAmount(line.discountMinor)) {
    return { code: "amount-unsafe", field: "discountMinor" };
  }
  const size = Math.abs(line.quantityMilli);
  if (!Number.isSafeInteger(line.quantityMilli) || size > QUANTITY_MILLI_MAX) {
    return { code: "quantity-malformed", field: "quantityMilli" };
  }
  const extended = Math.abs(line.unitPriceMinor) * size;
  if (extended > Number.MAX_SAFE_INTEGER / 2) {
    return { code: "amount-unsafe", field: "quantityMilli" };
  }
  if (Math.abs(line.discountMinor ?? 0) > Number.MAX_SAFE_INTEGER / 2000) {
    return { code: "amount-unsafe", field: "discountMinor" };
  }
  return undefined;
}

function figures(line: TaxLine): { readonly priceMilli: number; readonly signedMilli: number } {
  const extendedMilli =
    line.extendedMinor === undefined
      ? line.unitPriceMinor * line.quantityMilli
      : line.extendedMinor * 1000;
  return {
    priceMilli: extendedMilli - (line.discountMinor ?? 0) * 1000,
    signedMilli: line.unitPriceMinor < 0 ? -line.quantityMilli : line.quantityMilli,
  };
}

/** One line with each of its taxes rounded on the line, or for one unit and multiplied. */
function taxLine(one: Planned, rounding: TaxRounding): TaxedLine {
  if (one.blend !== undefined) return taxBlended(one, one.blend, rounding);
  const amounts = one.plan.taxes.map((tax) => roundedTax(tax, one, rounding));
  let base = lineAmount(one, rounding);
  for (const [place, tax] of one.plan.taxes.entries()) {
    if (tax.rule.included) base -= amounts[place] as number;
  }
  return withParts(one.line.id, base, one.plan.taxes, amounts);
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

function roundedTax(tax: PlannedTax, one: Planned, rounding: TaxRounding): number {
  const { incrementMinor: step, mode } = rounding;
  const quantity = one.line.quantityMilli;
  if (rounding.scope !== "unit" || quantity === 1000) {
    const fast = tax.taxLine.fast;
    const above = fast === undefined ? NaN : fast.x * one.priceMilli + fast.y * one.signedMilli;
    if (fast !== undefined && Number.isSafeInteger(above) && fast.z * step < 2 ** 52) {
      return roundRatio(above, fast.z * step, mode) * step;
    }
    const { above: big, below } = bigFigure(tax, one);
    return toSafe(roundRatioBig(big, below * BigInt(step), mode)) * step;
  }
  if (quantity === 0) return 0;
  const { above, below } = bigFigure(tax, one);
  const perUnit = roundRatioBig(above * 1000n, below * BigInt(quantity) * BigInt(step), mode);
  const times = perUnit * BigInt(quantity);
  return toSafe(roundRatioBig(times, 1000n, mode)) * step;
}

function bigFigure(tax: PlannedTax, one: Planned): { above: bigint; below: bigint } {
  const { x, y, z } = tax.taxLine;
  return { above: x * BigInt(one.priceMilli) + y * BigInt(one.signedMilli), below: z };
}

function taxBlended(one: Planned, blend: BlendedRate, rounding: TaxRounding): TaxedLine {
  const parts = blend.rounded(one.priceMilli, rounding);
  const base = lineAmount(one, rounding) - parts.includedMinor;
  const taxMinor = parts.taxes.reduce((sum, part) => sum + part.taxMinor, 0);
  return {
    id: one.line.id,
    baseMinor: base,
    taxMinor,
    totalMinor: base + taxMinor,
    taxes: parts.taxes,
    exemptMinor: 0,
  };
}
