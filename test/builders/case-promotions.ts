/**
 * What a promotion case comes to, worked out from the sentences of its SCHEMA.md alone: every unit
 * is a thing of its own here, and nothing is shared with the engine's way of counting.
 */
import { type Fraction, fraction, minus, over, plus, roundedTo, times } from "./case-fraction.ts";

export interface CaseSelection {
  readonly tags_any?: readonly string[];
  readonly min_unit_price?: number;
  readonly max_unit_price?: number;
  readonly exclude_marked_down?: boolean;
}
export interface CaseGoods {
  readonly id: string;
  readonly unit_price: number;
  readonly quantity: number;
  readonly tags: readonly string[];
  readonly regular_unit_price?: number;
  readonly floor_unit_price?: number;
  readonly tax_rate?: string;
  readonly tax_included?: boolean;
}
export interface CaseAction {
  readonly kind: string;
  readonly target?: string;
  readonly value?: string | number;
  readonly select?: CaseSelection;
  readonly allocation?: string;
  readonly max_amount?: number;
  readonly tiers?: readonly {
    readonly min_subtotal?: number;
    readonly min_quantity?: number;
    readonly value: string | number;
  }[];
  readonly first?: number;
  readonly additional?: number;
  readonly max_units?: number;
  readonly buy?: { readonly select: CaseSelection; readonly quantity: number };
  readonly get?: { readonly select: CaseSelection; readonly quantity: number };
  readonly repeat?: boolean;
}
export interface CaseCondition {
  readonly kind: string;
  readonly amount?: number;
  readonly quantity?: number;
  readonly select?: CaseSelection;
  readonly basis?: string;
}
export interface CasePromotion {
  readonly id: string;
  readonly conditions: readonly CaseCondition[];
  readonly action: CaseAction;
  readonly priority?: number;
  readonly exclusive?: boolean;
  readonly budget?: Readonly<Record<"spend_limit" | "spent" | "use_limit" | "used", number>>;
}
export interface PromotionCaseData {
  readonly currency: { readonly code: string };
  readonly lines: readonly CaseGoods[];
  readonly fees?: readonly { readonly id: string; readonly amount: number }[];
  readonly promotions: readonly CasePromotion[];
  readonly policy: Readonly<Record<string, string>>;
}

/** A line as it is worked on: goods or a fee. */
interface Work {
  readonly goods: CaseGoods;
  readonly full: number;
  readonly floor: number;
  off: number;
  /** Units that a buy-and-get has used. */
  used: number;
}

/** `discount_total`, `total`, the discount of each line, `net_total` and `gross_total`. */
export function expectPromotions(data: PromotionCaseData) {
  const lines = data.lines.map(work);
  const fees = (data.fees ?? []).map(({ id, amount }) =>
    work({ id, unit_price: amount, quantity: 1, tags: [] }),
  );
  const byPriority = data.policy["order"] === "priority_desc";
  const order = [...data.promotions];
  if (byPriority) order.sort((a, b) => (b.priority ?? 0) - (a.priority ?? 0));
  const alone = order
    .filter((promotion) => promotion.exclusive === true)
    .some((promotion) => apply(data, promotion, lines, fees));
  if (!alone) {
    for (const promotion of order) {
      if (promotion.exclusive !== true) apply(data, promotion, lines, fees);
    }
  }
  const all = [...lines, ...fees];
  const discount = sum(all.map((one) => one.off));
  const total = sum(all.map((one) => one.full)) - discount;
  const taxed = all.map((one) => taxOf(one));
  return {
    discount_total: discount,
    total,
    lines: lines.map((one) => ({ id: one.goods.id, discount: one.off })),
    net_total: sum(taxed.map(({ net }) => net)),
    gross_total: sum(taxed.map(({ gross }) => gross)),
  };
}

function work(goods: CaseGoods): Work {
  const full = goods.unit_price * goods.quantity;
  const floor = Math.min(full, (goods.floor_unit_price ?? 0) * goods.quantity);
  return { goods, full, floor, off: 0, used: 0 };
}

/** Lays one promotion on the lines; whether it gave anything. */
function apply(
  data: PromotionCaseData,
  promotion: CasePromotion,
  lines: readonly Work[],
  fees: readonly Work[],
): boolean {
  const { action, budget } = promotion;
  if (!promotion.conditions.every((one) => holds(one, lines))) return false;
  if (budget !== undefined && budget.used >= budget.use_limit) return false;
  const pool = action.target === "fees" ? fees : lines;
  const chosen = pool.filter((one) => matches(action.select, one.goods));
  const before = lines.map((one) => one.used);
  const given = giving(data, action, chosen, lines);
  const total = sum([...given.values()]);
  const over = budget !== undefined && budget.spent + total > budget.spend_limit;
  if (total === 0 || over) {
    for (const [index, one] of lines.entries()) one.used = before[index] ?? 0;
    return false;
  }
  for (const [one, amount] of given) one.off += amount;
  return true;
}

function giving(
  data: PromotionCaseData,
  action: CaseAction,
  chosen: readonly Work[],
  lines: readonly Work[],
): Map<Work, number> {
  if (action.kind === "buy_get") return buyGet(data, action, lines);
  const most = action.max_amount ?? Number.MAX_SAFE_INTEGER;
  if (action.kind === "first_and_additional") {
    const limit =
      action.max_units === undefined || action.max_units === 0 ? Infinity : action.max_units;
    return capLines(
      data,
      chosen.map((one) => {
        const units = Math.min(one.goods.quantity, limit);
        return [one, (action.first ?? 0) + (units - 1) * (action.additional ?? 0)] as const;
      }),
      most,
    );
  }
  const value = reachedValue(action, chosen);
  if (value === undefined) return new Map();
  const seen = (one: Work) =>
    data.policy["stacking"] === "parallel" ? one.full : one.full - one.off;
  const percent = (amount: number) =>
    roundedTo(
      over(times(fraction(amount), fraction(value)), fraction(100)),
      1,
      data.policy["rounding"],
    );
  if (action.target === "order" || action.allocation === "across") {
    const whole = action.kind === "percent" ? percent(sum(chosen.map(seen))) : Number(value);
    return share(data, Math.min(whole, most), chosen);
  }
  return capLines(
    data,
    chosen.map((one) => {
      if (action.kind === "percent") return [one, percent(seen(one))] as const;
      const times = action.allocation === "line" ? 1 : one.goods.quantity;
      return [one, Number(value) * times] as const;
    }),
    most,
  );
}

/** Each line by itself, none below its floor; over the limit, the limit shared like a sum. */
function capLines(
  data: PromotionCaseData,
  wanted: readonly (readonly [Work, number])[],
  most: number,
): Map<Work, number> {
  const given = wanted.map(([one, amount]) => [one, Math.min(amount, room(one))] as const);
  const total = sum(given.map(([, amount]) => amount));
  if (total <= most) return new Map(given);
  const shares = split(
    most,
    given.map(([, amount]) => fraction(amount)),
    data.policy["remainder"],
  );
  return new Map(given.map(([one], index) => [one, shares[index] ?? 0]));
}

/** One sum by value: capped by what is left above the floor, and what is over goes round again. */
function share(
  data: PromotionCaseData,
  amount: number,
  chosen: readonly Work[],
): Map<Work, number> {
  const given = new Map<Work, number>();
  let open = chosen.filter((one) => one.full - one.off > 0);
  let left = amount;
  while (left > 0 && open.length > 0) {
    const weights = open.map((one) => {
      const value = fraction(one.full - one.off);
      return data.policy["weights"] === "gross" ? times(value, grossOf(one.goods)) : value;
    });
    const shares = split(left, weights, data.policy["remainder"]);
    left = 0;
    const full = new Set<Work>();
    for (const [index, one] of open.entries()) {
      const before = given.get(one) ?? 0;
      const fits = Math.min(shares[index] ?? 0, room(one) - before);
      given.set(one, before + fits);
      left += (shares[index] ?? 0) - fits;
      if (before + fits === room(one)) full.add(one);
    }
    open = open.filter((one) => !full.has(one));
  }
  return given;
}

/** Shares rounded toward zero; what is left goes one by one as the remainder rule says. */
function split(
  amount: number,
  weights: readonly Fraction[],
  remainder: string | undefined,
): number[] {
  const whole = plus(...weights);
  if (whole.above === 0n) return weights.map(() => 0);
  const exact = weights.map((one) => over(times(fraction(amount), one), whole));
  const shares = exact.map((one) => Number(one.above / one.below));
  const rest = exact.map((one, index) => minus(one, fraction(shares[index] ?? 0)));
  let order = weights.map((_, index) => index).filter((index) => weights[index]?.above !== 0n);
  if (remainder === "last") order = order.reverse();
  if (remainder === "largest_remainder") {
    order.sort((a, b) => {
      const difference = minus(rest[b] ?? fraction(0), rest[a] ?? fraction(0)).above;
      return difference > 0n ? 1 : difference < 0n ? -1 : a - b;
    });
  }
  for (let left = amount - sum(shares), turn = 0; left > 0; left -= 1, turn += 1) {
    const index = order[turn % order.length] ?? 0;
    shares[index] = (shares[index] ?? 0) + 1;
  }
  return shares;
}

/** One unit after the other: the dearest to buy are set aside, the dearest left are got. */
function buyGet(
  data: PromotionCaseData,
  action: CaseAction,
  lines: readonly Work[],
): Map<Work, number> {
  const got = new Map<Work, number>();
  const dearest = [...lines].sort(
    (a, b) => b.goods.unit_price - a.goods.unit_price || lines.indexOf(b) - lines.indexOf(a),
  );
  const take = (side: CaseAction["buy"]): Work[] | undefined => {
    const taken: Work[] = [];
    for (const one of dearest) {
      if (!matches(side?.select, one.goods)) continue;
      while (one.used < one.goods.quantity && taken.length < (side?.quantity ?? 0)) {
        one.used += 1;
        taken.push(one);
      }
    }
    if (taken.length === side?.quantity) return taken;
    for (const one of taken) one.used -= 1;
    return undefined;
  };
  for (;;) {
    const bought = take(action.buy);
    if (bought === undefined) break;
    const free = take(action.get);
    if (free === undefined) {
      for (const one of bought) one.used -= 1;
      break;
    }
    for (const one of free) got.set(one, (got.get(one) ?? 0) + 1);
    if (action.repeat !== true) break;
  }
  const given = new Map<Work, number>();
  for (const [one, units] of got) {
    const value = times(fraction(one.goods.unit_price), fraction(units));
    const off = over(times(value, fraction(action.value ?? "100")), fraction(100));
    const amount = roundedTo(off, 1, data.policy["rounding"]);
    given.set(
      one,
      Math.min(amount, (one.goods.unit_price - (one.goods.floor_unit_price ?? 0)) * units),
    );
  }
  return given;
}

function holds(condition: CaseCondition, lines: readonly Work[]): boolean {
  const chosen = lines.filter((one) => matches(condition.select, one.goods));
  switch (condition.kind) {
    case "min_subtotal": {
      const after = condition.basis === "after_earlier_discounts";
      return sum(chosen.map((one) => one.full - (after ? one.off : 0))) >= (condition.amount ?? 0);
    }
    case "min_quantity":
      return sum(chosen.map((one) => one.goods.quantity)) >= (condition.quantity ?? 0);
    case "min_line_quantity":
      return chosen.some((one) => one.goods.quantity >= (condition.quantity ?? 0));
    default:
      return chosen.length > 0;
  }
}

function matches(select: CaseSelection | undefined, goods: CaseGoods): boolean {
  if (select === undefined) return true;
  const { tags_any, min_unit_price = -Infinity, max_unit_price = Infinity } = select;
  const marked = (goods.regular_unit_price ?? 0) > goods.unit_price;
  return (
    (tags_any === undefined || tags_any.some((tag) => goods.tags.includes(tag))) &&
    goods.unit_price >= min_unit_price &&
    goods.unit_price <= max_unit_price &&
    !(select.exclude_marked_down === true && marked)
  );
}

function reachedValue(action: CaseAction, chosen: readonly Work[]): string | number | undefined {
  if (action.tiers === undefined) return action.value;
  const subtotal = sum(chosen.map((one) => one.full));
  const quantity = sum(chosen.map((one) => one.goods.quantity));
  const reached = action.tiers.filter(
    (tier) => subtotal >= (tier.min_subtotal ?? 0) && quantity >= (tier.min_quantity ?? 0),
  );
  return reached.at(-1)?.value;
}

/** Tax of a line after all discounts, rounded half up. */
function taxOf(one: Work): { readonly net: number; readonly gross: number } {
  const amount = one.full - one.off;
  const rate = fraction(one.goods.tax_rate ?? "0");
  const included = one.goods.tax_included === true;
  const whole = included ? plus(fraction(100), rate) : fraction(100);
  const tax = roundedTo(over(times(fraction(amount), rate), whole), 1);
  return included ? { net: amount - tax, gross: amount } : { net: amount, gross: amount + tax };
}

/** Price with tax per price. */
function grossOf(goods: CaseGoods): Fraction {
  if (goods.tax_included === true) return fraction(1);
  return over(plus(fraction(100), fraction(goods.tax_rate ?? "0")), fraction(100));
}

function room(one: Work): number {
  return Math.max(0, one.full - one.floor - one.off);
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
