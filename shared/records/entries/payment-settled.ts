/** `payment.settled`: what the terminal, or a person reading it, said in the end. */
import { z } from "zod";
import { id, minor, shortText } from "../fields.ts";
import { cardFacts } from "../tender.ts";

export const paymentSettled = z.object({
  paymentId: id,
  outcome: z.enum(["approved", "declined", "unknown", "reversed", "partial", "stored"]),
  amountMinor: minor,
  card: cardFacts.optional(),
  reasonCode: shortText.optional(),
  /** Who said so when the terminal could not: the staff member who read its paper. */
  confirmedByStaffId: id.optional(),
});
export type PaymentSettled = Readonly<z.infer<typeof paymentSettled>>;
