/**
 * Taxes as data, compiled into plans: for each set of taxes a line can carry, every tax is a fixed
 * linear figure of the line's price and its quantity. No amounts of a basket here (compute.ts).
 */
import {
  addRatio,
  commonIntegers,
  divideRatio,
  multiplyRatio,
  parseDecimal,
  type Ratio,
  ratio,
  subtractRatio,
  ZERO,
} from "../../base/decimal.ts";
import { isAmount } from "../../base/money.ts";
import { done, type Result, refuse } from "../../base/result.ts";

export interface TaxRule {
  readonly id: string;
  /**
   * `percent` of the tax's base; `fixed` minor units per unit of quantity; `division`: the tax is
   * the rate's part of the price with tax, base * rate / (100 - all division rates of the line).
   */
  readonly kind: "percent" | "fixed" | "division";
  /** Percent as decimal text, such as `8.875`; for `percent` and `division`. */
  readonly rate?: string;
  /** Minor units per unit of quantity; for `fixed`. */
  readonly amountMinor?: number;
  /** The tax is part of the price. */
  readonly included: boolean;
  /** The tax is added to the base of the taxes listed after it. */
  readonly affectsLater: boolean;
  /** False: this tax ignores what earlier taxes add to the base. */
  readonly baseAffected: boolean;
}

export type TaxRefusal =
  | "amount-unsafe"
  | "quantity-malformed"
  | "tax-duplicate"
  | "tax-increment-invalid"
  | "tax-kind-unknown"
  | "tax-rate-impossible"
  | "tax-rate-malformed"
  | "tax-unknown";

/** `price * P + quantity * Q`: P minor units, Q the quantity with the sign of the unit price. */
export interface Linear {
  readonly price: Ratio;
  readonly quantity: Ratio;
}

/** A linear figure over thousandths, as integers: (x * priceMilli + y * quantityMilli) / z. */
export interface Line {
  readonly x: bigint;
  readonly y: bigint;
  readonly z: bigint;
  /** The same as numbers where all three are small enough, for the fast way. */
  readonly fast: { readonly x: number; readonly y: number; readonly z: number } | undefined;
}

export interface PlannedTax {
  readonly id: string;
  /** Place among all compiled taxes. */
  readonly index: number;
  readonly rule: TaxRule;
  /** The buyer is exempt: worked out (to take it out of the price) but not charged. */
  readonly exempt: boolean;
  readonly tax: Linear;
  readonly base: Linear;
  readonly taxLine: Line;
}

export interface TaxPlan {
  readonly taxes: readonly PlannedTax[];
  /** The line's own base. */
  readonly base: Linear;
}

/** Taxes in the order of calculation, checked, with the plans made so far. */
export interface CompiledTaxes {
  readonly rules: readonly TaxRule[];
  readonly rates: readonly Ratio[];
  readonly indexById: ReadonlyMap<string, number>;
  readonly exempt: ReadonlySet<string>;
  /** Memory of plans by the joined ids; holds nothing that the rules do not determine. */
  readonly plans: Map<string, TaxPlan>;
}

const HUNDRED = ratio(100);
const ONE = ratio(1);
const FAST_MAX = 2 ** 31;

/**
 * Checks taxes and readies them. `exemptTaxIds`: what this buyer does not pay, with a certificate
 * that the caller has checked. Refuses `tax-duplicate`, `tax-kind-unknown`, `tax-rate-malformed`,
 * `tax-unknown` (an exemption of a tax that is not there), with the position.
 */
export function compileTaxes(
  rules: readonly TaxRule[],
  exemptTaxIds: "all" | readonly string[] = [],
): Result<CompiledTaxes, TaxRefusal> {
  const rates: Ratio[] = [];
  const indexById = new Map<string, number>();
  for (const [index, rule] of rules.entries()) {
    const position = `taxes[${index}]`;
    if (indexById.has(rule.id)) return refuse("tax-duplicate", { taxId: rule.id }, position);
    const rate = rateOf(rule);
    if (!rate.ok) return refuse(rate.refusal.code, { taxId: rule.id }, position);
    rates.push(rate.value);
    indexById.set(rule.id, index);
  }
  const exempt = new Set(exemptTaxIds === "all" ? indexById.keys() : exemptTaxIds);
  for (const id of exempt) {
    if (!indexById.has(id)) return refuse("tax-unknown", { taxId: id }, "exemptTaxIds");
  }
  return done({ rules, rates, indexById, exempt, plans: new Map() });
}

/**
 * The plan of a line that carries these taxes. Refuses `tax-unknown`, `tax-duplicate` and
 * `tax-rate-impossible` (division rates above 100, or included taxes that leave no base).
 */
export function planFor(
  taxes: CompiledTaxes,
  taxIds: readonly string[],
): Result<TaxPlan, TaxRefusal> {
  const key = taxIds.length === 1 ? (taxIds[0] as string) : taxIds.join("\u0000");
  const known = taxes.plans.get(key);
  if (known !== undefined) return { ok: true, value: known };
  const indexes: number[] = [];
  for (const id of taxIds) {
    const index = taxes.indexById.get(id);
    if (index === undefined) return refuse("tax-unknown", { taxId: id });
    if (indexes.includes(index)) return refuse("tax-duplicate", { taxId: id });
    indexes.push(index);
  }
  const plan = makePlan(
    taxes,
    indexes.sort((left, right) => left - right),
  );
  if (plan.ok) taxes.plans.set(key, plan.value);
  return plan;
}

function rateOf(rule: TaxRule): Result<Ratio, "tax-rate-malformed" | "tax-kind-unknown"> {
  if (rule.kind === "fixed") {
    return isAmount(rule.amountMinor)
      ? done(ratio(rule.amountMinor))
      : refuse("tax-rate-malformed");
  }
  if (rule.kind !== "percent" && rule.kind !== "division") return refuse("tax-kind-unknown");
  const rate = parseDecimal(rule.rate ?? "");
  return rate.ok ? rate : refuse("tax-rate-malformed");
}

/** A tax as a figure of the line base B: factor * B + constant * quantity; likewise its base. */
interface OverBase {
  readonly factor: Ratio;
  readonly constant: Ratio;
  readonly baseFactor: Ratio;
  readonly baseConstant: Ratio;
}

function makePlan(taxes: CompiledTaxes, indexes: readonly number[]): Result<TaxPlan, TaxRefusal> {
  const divisionSum = indexes
    .filter((index) => taxes.rules[index]?.kind === "division")
    .reduce((sum, index) => addRatio(sum, taxes.rates[index] as Ratio), ZERO);
  const overHundred = subtractRatio(HUNDRED, divisionSum).numerator;
  if (overHundred < 0n) return refuse("tax-rate-impossible");
  // With the whole price being tax there is no base left to divide by: the rate is of the price.
  const divisor = overHundred === 0n ? HUNDRED : subtractRatio(HUNDRED, divisionSum);
  const all = overBase(taxes, indexes, { divisor, charged: () => true });
  let [factor, constant] = [ONE, ZERO];
  for (const [place, index] of indexes.entries()) {
    if (taxes.rules[index]?.included !== true) continue;
    factor = addRatio(factor, (all[place] as OverBase).factor);
    constant = addRatio(constant, (all[place] as OverBase).constant);
  }
  if (factor.numerator <= 0n) return refuse("tax-rate-impossible");
  const wholePrice = overHundred === 0n && includesDivision(taxes, indexes);
  const base: Linear = wholePrice
    ? { price: ZERO, quantity: ZERO }
    : {
        price: divideRatio(ONE, factor),
        quantity: divideRatio(subtractRatio(ZERO, constant), factor),
      };
  const charged = (index: number) => !taxes.exempt.has(taxes.rules[index]?.id ?? "");
  const final = taxes.exempt.size === 0 ? all : overBase(taxes, indexes, { divisor, charged });
  const planned = indexes.map((index, place): PlannedTax => {
    const rule = taxes.rules[index] as TaxRule;
    const exempt = !charged(index);
    const over = (exempt ? all[place] : final[place]) as OverBase;
    const tax =
      wholePrice && rule.kind === "division" && rule.included
        ? partOfPrice(taxes.rates[index] as Ratio, constant)
        : linear(base, over.factor, over.constant);
    const taxBase = linear(base, over.baseFactor, over.baseConstant);
    return { id: rule.id, index, rule, exempt, tax, base: taxBase, taxLine: integers(tax) };
  });
  return done({ taxes: planned, base });
}

function includesDivision(taxes: CompiledTaxes, indexes: readonly number[]): boolean {
  return indexes.some((index) => {
    const rule = taxes.rules[index];
    return rule?.kind === "division" && rule.included;
  });
}

/** Division taxes of 100 % together: each takes its rate of the price less included fixed taxes. */
function partOfPrice(rate: Ratio, includedConstant: Ratio): Linear {
  const part = divideRatio(rate, HUNDRED);
  return { price: part, quantity: subtractRatio(ZERO, multiplyRatio(part, includedConstant)) };
}

function overBase(
  taxes: CompiledTaxes,
  indexes: readonly number[],
  options: { readonly divisor: Ratio; readonly charged: (index: number) => boolean },
): readonly OverBase[] {
  let [addedFactor, addedConstant] = [ZERO, ZERO];
  return indexes.map((index) => {
    const rule = taxes.rules[index] as TaxRule;
    const rate = taxes.rates[index] as Ratio;
    const baseFactor = rule.baseAffected ? addRatio(ONE, addedFactor) : ONE;
    const baseConstant = rule.baseAffected ? addedConstant : ZERO;
    const part = divideRatio(rate, rule.kind === "division" ? options.divisor : HUNDRED);
    const factor = rule.kind === "fixed" ? ZERO : multiplyRatio(part, baseFactor);
    const constant = rule.kind === "fixed" ? rate : multiplyRatio(part, baseConstant);
    if (rule.affectsLater && options.charged(index)) {
      addedFactor = addRatio(addedFactor, factor);
      addedConstant = addRatio(addedConstant, constant);
    }
    return { factor, constant, baseFactor, baseConstant };
  });
}

function linear(base: Linear, factor: Ratio, constant: Ratio): Linear {
  return {
    price: multiplyRatio(base.price, factor),
    quantity: addRatio(multiplyRatio(base.quantity, factor), constant),
  };
}

function integers(figure: Linear): Line {
  const thousandth = ratio(1, 1000);
  const [x = 0n, y = 0n, z = 1n] = commonIntegers([
    multiplyRatio(figure.price, thousandth),
    multiplyRatio(figure.quantity, thousandth),
    ONE,
  ]);
  const small = [x, y, z].every((value) => value < FAST_MAX && value > -FAST_MAX);
  return { x, y, z, fast: small ? { x: Number(x), y: Number(y), z: Number(z) } : undefined };
}
