/**
 * Quantities as whole thousandths: 1000 is one piece, 350 is 0.350 kg. Nothing about money.
 */
import { parseDecimal } from "./decimal.ts";
import { done, type Result, refuse } from "./result.ts";
import { toSafe } from "./rounding.ts";

const MILLI = 1000;

/** A million pieces; more in one line is a slip of the hand, and keeps every product safe. */
export const QUANTITY_MILLI_MAX = 1_000_000 * MILLI;

export type QuantityRefusal = "quantity-malformed" | "quantity-too-fine" | "quantity-too-large";

/**
 * Thousandths from decimal text such as `1`, `0.350` or `-2`.
 * Refuses `quantity-malformed`, `quantity-too-fine` (more than three decimals that matter) and
 * `quantity-too-large`.
 */
export function parseQuantity(text: string): Result<number, QuantityRefusal> {
  const parsed = parseDecimal(text);
  if (!parsed.ok) return refuse("quantity-malformed");
  const scaled = parsed.value.numerator * BigInt(MILLI);
  if (scaled % parsed.value.denominator !== 0n) return refuse("quantity-too-fine");
  const milli = scaled / parsed.value.denominator;
  if (milli > QUANTITY_MILLI_MAX || milli < -QUANTITY_MILLI_MAX) {
    return refuse("quantity-too-large", { quantityMilliMax: QUANTITY_MILLI_MAX });
  }
  return done(toSafe(milli));
}

/** Decimal text of thousandths without needless zeros: 350 is `0.35`, 2000 is `2`. */
export function quantityText(quantityMilli: number): string {
  const size = Math.abs(quantityMilli);
  const fraction = String(size % MILLI)
    .padStart(3, "0")
    .replace(/0+$/, "");
  const whole = `${quantityMilli < 0 ? "-" : ""}${Math.trunc(size / MILLI)}`;
  return fraction === "" ? whole : `${whole}.${fraction}`;
}

/** Whether the quantity is a number of whole pieces. */
export function isWhole(quantityMilli: number): boolean {
  return quantityMilli % MILLI === 0;
}
