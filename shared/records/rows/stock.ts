/** `stock`: on hand at one place, the sum of all movements; negative is allowed and flagged. */
import { z } from "zod";
import { atMs, id, milli } from "../fields.ts";

export const stockRow = z.object({
  /** `placeId:productId`. */
  id,
  placeId: id,
  productId: id,
  onHandMilli: milli,
  /** Taken by confirmed promises and web orders not yet handed over. */
  reservedMilli: milli.default(0),
  inTransitMilli: milli.default(0),
  safetyMilli: milli.default(0),
  lowMilli: milli.default(0),
  asOfMs: atMs,
});
export type StockRow = Readonly<z.infer<typeof stockRow>>;

/** The id of the stock row of a product at a place. */
export function stockRowId(placeId: string, productId: string): string {
  return `${placeId}:${productId}`;
}
