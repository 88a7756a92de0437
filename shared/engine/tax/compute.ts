/**
 * What tax a basket carries: per line, per tax and in all, rounded per unit, per line or per
 * document. Exact until the one named rounding. Rates and rules are compiled in rules.ts.
 */
import { addRatio, type Ratio, ZERO } from "../../base/decimal.ts";
import { isAmount } from "../../base/money.ts";
import { QUANTITY_MILLI_MAX } from "../../base/quantity.ts";
import { done, type Result, refuse } from "../../base/result.ts";
import { roundRatio, roundRatioBig, toSafe } from "../../base/rounding.ts";
import { spreadOverDocument } from "./document.ts";
import type { TaxedBasket, TaxedLine, TaxLine, TaxRounding } from "./lines.ts";
import {
  type BlendedRate,
  exactBase,
  exactParts,
  lineAmount,
  type Planned,
  summarise,
  withParts,
} from "./planned.ts";
import { type CompiledTaxes, type PlannedTax, planFor, type TaxRefusal } from "./rules.ts";
import { blendRates } from "./weighted.ts";

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
