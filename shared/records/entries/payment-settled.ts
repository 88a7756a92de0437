/**
 * `payment.settled`: what the terminal, or a person reading it, said in the end. `stored` is not the end:
 * the terminal keeps the card until the bank can be asked, and a second entry says what the bank said.
 */
import { z } from "zod";
import { id, minor, shortText } from "../fields.ts";
import { cardFacts } from "../tender.ts";

export const paymentSettled = z.object({
  paymentId: id,
  outcome: z.enum(["approved", "declined", "unknown", "reversed", "partial", "stored"]),
  amountMinor: minor,
  card: cardFacts.optional(),
  reasonCode: shortText.optional(),
  /** With `reversed`: the payment that was taken back, so that one kept for later is not sent. */
  ofPaymentId: id.optional(),
  /** Who said so when the terminal could not: the staff member who read its paper. */
  confirmedByStaffId: id.optional(),
  /** Who allowed that person to say it, when it was a stored payment's end. */
  approvalIds: z.array(id).optional(),
});
export type PaymentSettled = Readonly<z.infer<typeof paymentSettled>>;
