/** Translates one promotion case into shared/engine/pricing; knows no rule of its own. */
import type { RemainderRule } from "#shared/base/allocate.ts";
import { parseQuantity } from "#shared/base/quantity.ts";
import type { Result } from "#shared/base/result.ts";
import type { RoundingMode } from "#shared/base/rounding.ts";
import type { FeeLine, PriceLine } from "#shared/engine/pricing/input.ts";
import { type PricedLine, priceLines } from "#shared/engine/pricing/price-lines.ts";
import { compileOffers } from "#shared/engine/promotion/compile.ts";
import type {
  Condition,
  Offer,
  OfferAction,
  OfferPolicy,
  Selection,
  Tier,
} from "#shared/engine/promotion/offer.ts";
import { compileTaxes, type TaxRule } from "#shared/engine/tax/rules.ts";
import { type Outcome, outcome } from "./outcome.ts";

type Fields = Readonly<Record<string, unknown>>;

interface TaxFields {
  readonly tax_rate?: string | number;
  readonly tax_included?: boolean;
}

interface CaseLine extends TaxFields {
  readonly id: string;
  readonly unit_price: number;
  readonly quantity: number | string;
  readonly tags?: readonly string[];
  readonly regular_unit_price?: number;
  readonly floor_unit_price?: number;
}

interface CaseFee extends TaxFields {
  readonly id?: string;
  readonly amount?: number;
  readonly unit_price?: number;
  readonly quantity?: number;
  readonly tags?: readonly string[];
}

interface PromotionCase {
  readonly currency: string | { readonly code: string };
  readonly lines: readonly CaseLine[];
  readonly fees?: readonly CaseFee[];
  readonly promotions?: readonly Fields[];
  readonly policy?: Fields;
  readonly expect_units?: Readonly<Record<string, readonly number[]>>;
  readonly expect: unknown;
}

/** Runs one case through the engine and holds the answer against what the case expects. */
export function runCase(testCase: unknown): Outcome {
  const promotion = testCase as PromotionCase;
  const units = promotion.expect_units;
  const expected =
    units === undefined ? promotion.expect : { ...(promotion.expect as Fields), units };
  try {
    return outcome(expected, answer(promotion));
  } catch (error) {
    return { passed: false, expected, actual: { error: String(error) } };
  }
}

function answer(promotion: PromotionCase): Fields {
  const fees = (promotion.fees ?? []).map(feeOf);
  const priced = value(
    priceLines({
      currency:
        typeof promotion.currency === "string" ? promotion.currency : promotion.currency.code,
      lines: promotion.lines.map(lineOf),
      fees,
      offers: value(compileOffers((promotion.promotions ?? []).map(offerOf).filter(hasEffect))),
      taxes: value(compileTaxes(taxesOf([...promotion.lines, ...(promotion.fees ?? [])]))),
      policy: {
        offers: policyOf(promotion.policy ?? {}),
        tax: { scope: "line", mode: "half_up", incrementMinor: 1 },
        lineRounding: "half_up",
      },
      context: { atMs: 0 },
    }),
  );
  const { totals } = priced;
  const byLine = (line: PricedLine) => ({ id: line.id, discount: line.discountMinor });
  return {
    discount_total: totals.discountMinor,
    total: totals.afterDiscountMinor,
    lines: priced.lines.map(byLine),
    fees: priced.fees.map(byLine),
    net_total: totals.baseMinor,
    gross_total: totals.totalMinor,
    units: Object.fromEntries(priced.lines.map((line) => [line.id, unitsOf(line, promotion)])),
  };
}

function unitsOf(line: PricedLine, promotion: PromotionCase): readonly number[] {
  const quantity = Number(promotion.lines.find((one) => one.id === line.id)?.quantity);
  // A weighed line is one piece.
  const pieces = Number.isInteger(quantity) ? quantity : 1;
  if (line.discountMinor === 0) return new Array<number>(pieces).fill(0);
  return line.unitDiscounts.flatMap((group) =>
    new Array<number>(group.units).fill(group.discountMinor),
  );
}

function lineOf(line: CaseLine): PriceLine {
  return {
    id: line.id,
    unitPriceMinor: line.unit_price,
    quantityMilli: milli(line.quantity),
    tags: line.tags ?? [],
    taxIds: taxIdsOf(line),
    ...given("regularUnitPriceMinor", line.regular_unit_price),
    ...given("floorUnitPriceMinor", line.floor_unit_price),
  };
}

function feeOf(fee: CaseFee, index: number): FeeLine {
  return {
    id: fee.id ?? `fee${index}`,
    amountMinor: (fee.amount ?? fee.unit_price ?? 0) * (fee.quantity ?? 1),
    taxIds: taxIdsOf(fee),
    tags: fee.tags ?? [],
  };
}

function taxIdsOf(line: TaxFields): readonly string[] {
  return line.tax_rate === undefined ? [] : [taxId(line)];
}

function taxId(line: TaxFields): string {
  return `${line.tax_rate}${line.tax_included === true ? " included" : ""}`;
}

function taxesOf(lines: readonly TaxFields[]): readonly TaxRule[] {
  const rules = new Map<string, TaxRule>();
  for (const line of lines) {
    if (line.tax_rate === undefined) continue;
    rules.set(taxId(line), {
      id: taxId(line),
      kind: "percent",
      rate: String(line.tax_rate),
      included: line.tax_included === true,
      affectsLater: false,
      baseAffected: true,
    });
  }
  return [...rules.values()];
}

function policyOf(policy: Fields): OfferPolicy {
  return {
    order: (policy.order as OfferPolicy["order"] | undefined) ?? "as_listed",
    stacking: (policy.stacking as OfferPolicy["stacking"] | undefined) ?? "sequential",
    rounding: (policy.rounding as RoundingMode | undefined) ?? "half_up",
    remainder: (policy.remainder as RemainderRule | undefined) ?? "largest_remainder",
    weights: policy.weights === "gross" ? "gross" : "price",
  };
}

/** What can take nothing off is left out, as the till leaves it out. */
function hasEffect(offer: Offer): boolean {
  const compiled = compileOffers([offer]);
  return compiled.ok || compiled.refusal.code !== "offer-without-effect";
}

function offerOf(promotion: Fields, index: number): Offer {
  const budget = promotion.budget as Fields | undefined;
  return {
    id: `${index}`,
    action: actionOf(promotion.action as Fields),
    conditions: ((promotion.conditions ?? []) as readonly Fields[]).map(conditionOf),
    ...given("priority", promotion.priority as number | undefined),
    ...given("exclusive", promotion.exclusive as boolean | undefined),
    ...given(
      "budget",
      budget === undefined
        ? undefined
        : {
            ...given("spendLimitMinor", budget.spend_limit as number | undefined),
            ...given("spentMinor", budget.spent as number | undefined),
            ...given("useLimit", budget.use_limit as number | undefined),
            ...given("used", budget.used as number | undefined),
          },
    ),
  };
}

function conditionOf(condition: Fields): Condition {
  const select = selectOf(condition.select as Fields | undefined);
  switch (condition.kind) {
    case "min_subtotal":
      return {
        kind: "min_subtotal",
        amountMinor: condition.amount as number,
        select,
        basis: condition.basis === "after_earlier_discounts" ? condition.basis : "undiscounted",
      };
    case "min_quantity":
    case "min_line_quantity":
      return { kind: condition.kind, quantityMilli: milli(condition.quantity), select };
    default:
      return { kind: condition.kind as "contains", select };
  }
}

function selectOf(select: Fields | undefined): Selection {
  return {
    ...given("tagsAny", named(select?.tags_any)),
    ...given("minUnitPriceMinor", select?.min_unit_price as number | undefined),
    ...given("maxUnitPriceMinor", select?.max_unit_price as number | undefined),
    ...given("excludeMarkedDown", select?.exclude_marked_down as boolean | undefined),
  };
}

/** An empty list names nothing that would have to be there. */
function named(words: unknown): readonly string[] | undefined {
  return Array.isArray(words) && words.length > 0 ? words : undefined;
}

/** A limit of 0 is none. */
function limit(units: unknown): number | undefined {
  return units === 0 || units === "0" ? undefined : (units as number | undefined);
}

function actionOf(action: Fields): OfferAction {
  const percent = action.kind === "percent" || action.value_kind === "percent";
  const worth = { ...worthOf(action.value, percent) };
  if (action.kind === "buy_get") return buyGetOf(action, worth);
  const reach = {
    target: (action.target ?? "items") as "items" | "order" | "fees",
    select: selectOf(action.select as Fields | undefined),
    ...given("allocation", action.allocation as "each" | "line" | "across" | undefined),
    ...given("maxUnitsPerLine", limit(action.max_units_per_line)),
    ...given("maxUnits", limit(action.max_units)),
    ...given("pick", action.pick as "most_expensive" | undefined),
    ...given("groupSize", limit(action.group_size)),
    ...given("maxAmountMinor", action.max_amount as number | undefined),
    ...given("maxGrossAmountMinor", action.max_gross_amount as number | undefined),
    ...given(
      "tiers",
      (action.tiers as readonly Fields[] | undefined)?.map((tier) => tierOf(tier, percent)),
    ),
  };
  if (action.kind === "first_and_additional") {
    const firstMinor = Number(action.first);
    return { kind: action.kind, firstMinor, additionalMinor: Number(action.additional), ...reach };
  }
  return { kind: action.kind as "percent" | "fixed", ...worth, ...reach };
}

function buyGetOf(action: Fields, worth: ReturnType<typeof worthOf>): OfferAction {
  const side = (fields: Fields) => ({
    select: selectOf(fields.select as Fields | undefined),
    quantity: Number(fields.quantity),
  });
  const isFixed = action.value_kind === "fixed";
  return {
    kind: "buy_get",
    buy: side(action.buy as Fields),
    get: side(action.get as Fields),
    ...(isFixed ? worth : worthOf(action.value ?? "100", true)),
    repeat: action.repeat === true,
    ...given("pick", action.pick as "most_expensive" | undefined),
  };
}

function tierOf(tier: Fields, percent: boolean): Tier {
  return {
    ...given("minSubtotalMinor", tier.min_subtotal as number | undefined),
    ...given(
      "minQuantityMilli",
      tier.min_quantity === undefined ? undefined : milli(tier.min_quantity),
    ),
    ...worthOf(tier.value, percent),
  };
}

function worthOf(
  worth: unknown,
  percent: boolean,
): { readonly percent?: string; readonly amountMinor?: number } {
  if (worth === undefined) return {};
  return percent ? { percent: String(worth) } : { amountMinor: Number(worth) };
}

function milli(quantity: unknown): number {
  return value(parseQuantity(String(quantity)));
}

/** The field when there is a value for it; nothing otherwise. */
function given<Key extends string, Value>(
  key: Key,
  field: Value | undefined,
): { readonly [Name in Key]?: Value } {
  return (field === undefined ? {} : { [key]: field }) as { readonly [Name in Key]?: Value };
}

/** The figure of a result; a refused one fails its case. */
function value<Value>(result: Result<Value>): Value {
  if (result.ok) return result.value;
  const { code, position } = result.refusal;
  throw new Error(`the case is refused: ${code} ${position ?? ""}`);
}
