/** `order.advanced`: one step of an order's state machine taken at a till: picked, packed, handed over. */
import { z } from "zod";
import { id, milli, shortText } from "../fields.ts";

export const orderAdvanced = z.object({
  orderId: id,
  from: shortText,
  to: z.enum([
    "accepted",
    "picking",
    "picked",
    "packed",
    "ready",
    "handed-over",
    "shipped",
    "declined",
    "cancelled",
  ]),
  /** The place the goods lie at: with each line's product it names the stock that a step moves. */
  placeId: id.optional(),
  lines: z.array(z.object({ lineId: id, productId: id, quantityMilli: milli })).default([]),
  reasonId: id.optional(),
  proof: shortText.optional(),
  note: shortText.optional(),
});
export type OrderAdvanced = Readonly<z.infer<typeof orderAdvanced>>;
