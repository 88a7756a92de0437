/**
 * `basket.held`: the prices of a basket stand for a customer until a date. A quote holds prices only; a
 * layaway also sets the goods aside and is paid in parts. It becomes a sale once, or is cancelled.
 */
import { z } from "zod";
import { basketDraft, pricedBasket } from "../basket.ts";
import { businessDate, id, minor, shortText } from "../fields.ts";

export const basketHeld = z.object({
  /** The order that the hold is from now on. */
  holdId: id,
  kind: z.enum(["quote", "layaway"]),
  clientId: id.optional(),
  draft: basketDraft,
  priced: pricedBasket,
  segmentIds: z.array(id).default([]),
  /** Last business date on which it may become a sale. */
  validTo: businessDate,
  /** The least that a first payment must be; 0 for a quote. */
  firstPaymentMinor: minor,
  /** What the store keeps of the payments when it is cancelled. */
  cancelFeeMinor: minor,
  /** Where the goods of a layaway are set aside. */
  placeId: id,
  note: shortText.optional(),
});
export type BasketHeld = Readonly<z.infer<typeof basketHeld>>;
