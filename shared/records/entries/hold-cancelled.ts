/** `hold.cancelled`: a quote or a layaway ends without a sale; what was paid goes back less the fee. */
import { z } from "zod";
import { currency, id, minor } from "../fields.ts";
import { tender } from "../tender.ts";

export const holdCancelled = z.object({
  holdId: id,
  kind: z.enum(["quote", "layaway"]),
  clientId: id.optional(),
  reasonId: id,
  currency,
  /** Paid ahead, minor units: the fee kept and the refund sum to it. */
  paidMinor: minor,
  feeMinor: minor,
  refundMinor: minor,
  /** Money back, legs below zero. */
  tenders: z.array(tender).max(20),
  placeId: id,
  /** Goods set free again. */
  lines: z.array(z.object({ productId: id, quantityMilli: z.int() })),
  approvalIds: z.array(id).default([]),
});
export type HoldCancelled = Readonly<z.infer<typeof holdCancelled>>;
