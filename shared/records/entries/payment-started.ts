/** `payment.started`: on disk before the terminal is asked, so that no charge can be forgotten. */
import { z } from "zod";
import { currency, id, minor, shortText } from "../fields.ts";

export const paymentStarted = z.object({
  paymentId: id,
  basketId: id,
  direction: z.enum(["charge", "refund", "reverse"]),
  tenderKind: shortText,
  amountMinor: minor,
  currency,
  terminalId: id,
  /** The payment a refund or reversal belongs to. */
  ofPaymentId: id.optional(),
});
export type PaymentStarted = Readonly<z.infer<typeof paymentStarted>>;
