/** A percentage as two small integers, so that every amount times it stays exact. */
import { lowestTerms, parseDecimal } from "../../base/decimal.ts";

/** A part of the whole: `amount * above / below`. */
export interface Part {
  readonly above: number;
  readonly below: number;
}

const SMALL_MAX = 100_000_000n;

/** Percent text above zero as a part; undefined when it is none or has too many digits. */
export function percentPart(text: string | undefined): Part | undefined {
  if (text === undefined) return undefined;
  const parsed = parseDecimal(text);
  if (!parsed.ok) return undefined;
  const { numerator, denominator } = lowestTerms({
    numerator: parsed.value.numerator,
    denominator: parsed.value.denominator * 100n,
  });
  if (numerator <= 0n || numerator > SMALL_MAX || denominator > SMALL_MAX) return undefined;
  return { above: Number(numerator), below: Number(denominator) };
}
