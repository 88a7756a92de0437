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
  lines: z.array(z.object({ lineId: id, quantityMilli: milli })).default([]),
  reasonId: id.optional(),
  proof: shortText.optional(),
  note: shortText.optional(),
});
export type OrderAdvanced = Readonly<z.infer<typeof orderAdvanced>>;
