/** Translates one tax case into shared/engine/tax; knows no rule of its own. */
import {
  compareRatio,
  parseDecimal,
  type Ratio,
  ratioText,
  subtractRatio,
} from "#shared/base/decimal.ts";
import { parseQuantity } from "#shared/base/quantity.ts";
import type { Result } from "#shared/base/result.ts";
import type { RoundingMode } from "#shared/base/rounding.ts";
import { computeTax, computeTaxExact } from "#shared/engine/tax/compute.ts";
import type { TaxLine, TaxRounding } from "#shared/engine/tax/lines.ts";
import { type CompiledTaxes, compileTaxes, type TaxRule } from "#shared/engine/tax/rules.ts";
import { type Outcome, outcome } from "./outcome.ts";

interface TaxCase {
  readonly currency: { readonly increment?: number };
  readonly rounding: {
    readonly scope: TaxRounding["scope"];
    readonly mode: RoundingMode;
    readonly total?: "keep_included_price" | "sum_of_parts";
  };
  readonly taxes: readonly {
    readonly id: string;
    readonly kind: TaxRule["kind"];
    readonly rate?: string;
    readonly amount?: number;
    readonly included?: boolean;
    readonly affects_later?: boolean;
    readonly base_affected?: boolean;
  }[];
  readonly lines: readonly {
    readonly id: string;
    readonly unit_price: number;
    readonly quantity: string | number;
    readonly discount?: number;
    readonly taxes?: readonly string[];
    readonly weighted_rate?: boolean;
  }[];
  readonly expect?: unknown;
  readonly expect_unrounded?: Unrounded;
}

interface Unrounded {
  readonly base?: string;
  readonly tax?: string;
  readonly total?: string;
  readonly taxes?: readonly {
    readonly id: string;
    readonly base?: string;
    readonly tax?: string;
  }[];
  readonly tolerance: string;
}

/** Runs one case through the engine and holds the answer against what the case expects. */
export function runCase(testCase: unknown): Outcome {
  const tax = testCase as TaxCase;
  try {
    const taxes = value(compileTaxes(tax.taxes.map(ruleOf)));
    if (tax.expect_unrounded !== undefined) return unrounded(tax, taxes, tax.expect_unrounded);
    const result = value(computeTax(linesOf(tax), taxes, roundingOf(tax)));
    return outcome(tax.expect, {
      base: result.baseMinor,
      tax: result.taxMinor,
      total: result.totalMinor,
      taxes: result.taxes.map((one) => ({ id: one.id, base: one.baseMinor, tax: one.taxMinor })),
      lines: result.lines.map((one) => ({
        id: one.id,
        base: one.baseMinor,
        tax: one.taxMinor,
        total: one.totalMinor,
      })),
    });
  } catch (error) {
    const expected = tax.expect ?? tax.expect_unrounded;
    return { passed: false, expected, actual: { error: String(error) } };
  }
}

function unrounded(tax: TaxCase, taxes: CompiledTaxes, expected: Unrounded): Outcome {
  const exact = value(computeTaxExact(linesOf(tax), taxes, roundingOf(tax)));
  const near = (want: string | undefined, got: Ratio | undefined): boolean =>
    want === undefined || (got !== undefined && within(want, got, expected.tolerance));
  const passed =
    near(expected.base, exact.base) &&
    near(expected.tax, exact.tax) &&
    near(expected.total, exact.total) &&
    (expected.taxes ?? []).every((want) => {
      const got = exact.taxes.find((one) => one.id === want.id);
      return near(want.base, got?.base) && near(want.tax, got?.tax);
    });
  const text = (one: Ratio) => ratioText(one, 6);
  const actual = {
    base: text(exact.base),
    total: text(exact.total),
    taxes: exact.taxes.map((one) => ({ id: one.id, base: text(one.base), tax: text(one.tax) })),
  };
  return { passed, expected, actual };
}

function within(want: string, got: Ratio, tolerance: string): boolean {
  const gap = subtractRatio(got, value(parseDecimal(want)));
  const size = gap.numerator < 0n ? { ...gap, numerator: -gap.numerator } : gap;
  return compareRatio(size, value(parseDecimal(tolerance))) <= 0;
}

function ruleOf(tax: TaxCase["taxes"][number]): TaxRule {
  return {
    id: tax.id,
    kind: tax.kind,
    ...(tax.rate === undefined ? {} : { rate: String(tax.rate) }),
    ...(tax.amount === undefined ? {} : { amountMinor: tax.amount }),
    included: tax.included ?? false,
    affectsLater: tax.affects_later ?? false,
    baseAffected: tax.base_affected ?? true,
  };
}

function linesOf(tax: TaxCase): readonly TaxLine[] {
  return tax.lines.map((line) => ({
    id: line.id,
    unitPriceMinor: line.unit_price,
    quantityMilli: value(parseQuantity(String(line.quantity))),
    discountMinor: line.discount ?? 0,
    taxIds: line.taxes ?? [],
    weightedRate: line.weighted_rate ?? false,
  }));
}

function roundingOf(tax: TaxCase): TaxRounding {
  const { scope, mode, total } = tax.rounding;
  const incrementMinor = tax.currency.increment ?? 1;
  return { scope, mode, incrementMinor, ...(total === undefined ? {} : { total }) };
}

/** The figure of a result; a refused one fails its case. */
function value<Value>(result: Result<Value>): Value {
  if (result.ok) return result.value;
  throw new Error(`the case is refused: ${result.refusal.code} ${result.refusal.position ?? ""}`);
}
