/**
 * Exact fractions for working out what an acceptance case must come to. On purpose not those of
 * shared/base: a fault there must not be able to hide in the expectation.
 */

export interface Fraction {
  readonly above: bigint;
  /** Above zero. */
  readonly below: bigint;
}

/** Decimal text, a whole number or `1/3` as a fraction. */
export function fraction(text: string | number | bigint): Fraction {
  const [above = "0", below = "1"] = String(text).split("/");
  const [left, right] = [decimal(above), decimal(below)];
  return reduced(left.above * right.below, left.below * right.above);
}

export function plus(...terms: readonly Fraction[]): Fraction {
  return terms.reduce(
    (sum, one) => reduced(sum.above * one.below + one.above * sum.below, sum.below * one.below),
    fraction(0),
  );
}

export function minus(left: Fraction, right: Fraction): Fraction {
  return plus(left, { above: -right.above, below: right.below });
}

export function times(...factors: readonly Fraction[]): Fraction {
  return factors.reduce(
    (product, one) => reduced(product.above * one.above, product.below * one.below),
    fraction(1),
  );
}

export function over(left: Fraction, right: Fraction): Fraction {
  return times(left, reduced(right.below, right.above));
}

/** Below zero, zero or above zero, as the fraction is. */
export function signOf(value: Fraction): number {
  return value.above < 0n ? -1 : value.above > 0n ? 1 : 0;
}

/** The whole number next to zero. */
function cut(value: Fraction): bigint {
  return value.above / value.below;
}

/**
 * The whole number that a mode chooses, told from where the fraction lies between its two
 * neighbours and on which side of zero, as the schema's list of modes says in words.
 */
export function rounded(value: Fraction, mode: string): number {
  const down = value.above >= 0n ? cut(value) : -((-value.above + value.below - 1n) / value.below);
  const rest = minus(value, fraction(down));
  if (signOf(rest) === 0) return Number(down);
  const [floor, ceiling] = [Number(down), Number(down + 1n)];
  const negative = value.above < 0n;
  const [toZero, fromZero] = negative ? [ceiling, floor] : [floor, ceiling];
  const half = signOf(minus(rest, fraction("1/2")));
  const nearest = half < 0 ? floor : ceiling;
  const even = floor % 2 === 0 ? floor : ceiling;
  const chosen: Readonly<Record<string, number>> = {
    half_up: half === 0 ? fromZero : nearest,
    half_down: half === 0 ? toZero : nearest,
    half_even: half === 0 ? even : nearest,
    half_odd: half === 0 ? (even === floor ? ceiling : floor) : nearest,
    half_ceiling: half === 0 ? ceiling : nearest,
    half_floor: half === 0 ? floor : nearest,
    ceiling,
    floor,
    toward_zero: toZero,
    away_from_zero: fromZero,
  };
  const answer = chosen[mode];
  if (answer === undefined) throw new Error(`no such mode: ${mode}`);
  return answer;
}

/** To a multiple of a step. */
export function roundedTo(value: Fraction, step: number, mode = "half_up"): number {
  return rounded(over(value, fraction(step)), mode) * step + 0;
}

function decimal(text: string): Fraction {
  const [whole = "0", places = ""] = text.replace(/^[+-]/, "").split(".");
  const size = reduced(BigInt(whole + places), 10n ** BigInt(places.length));
  return text.startsWith("-") ? { above: -size.above, below: size.below } : size;
}

function reduced(above: bigint, below: bigint): Fraction {
  let [left, right] = [above < 0n ? -above : above, below < 0n ? -below : below];
  while (right !== 0n) [left, right] = [right, left % right];
  const by = below < 0n ? -left : left;
  return left === 0n ? { above: 0n, below: 1n } : { above: above / by, below: below / by };
}
