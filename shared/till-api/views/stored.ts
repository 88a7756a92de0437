/** Card payments that the terminal keeps until the bank can be asked, and how much more it may keep. */
import { z } from "zod";
import { atMs, id, minor, shortText } from "../../records/fields.ts";

export const storedPaymentsView = z.object({
  currency: shortText,
  /** What waits in this store, the oldest first. */
  items: z.array(
    z.object({
      paymentId: id,
      at: atMs,
      amountMinor: minor,
      receiptNumber: shortText.optional(),
      clientName: shortText.optional(),
      cardBrand: shortText.optional(),
      lastFour: shortText.optional(),
      registerName: shortText,
      /** Kept by the terminal of this register, which alone can send it. */
      mine: z.boolean(),
      /** Why it still waits, as the terminal said when it was last asked. */
      reasonCode: shortText.optional(),
    }),
  ),
  /** Of this register. */
  waitingMinor: minor,
  /** The caps of the shop; nothing where it takes no cards unseen. */
  caps: z.object({ perSaleMinor: minor, perRegisterMinor: minor, leftMinor: minor }).optional(),
  /** Whether the terminal of this register keeps cards at all. */
  terminal: z.enum(["keeps", "does-not", "none"]),
});
export type StoredPaymentsView = Readonly<z.infer<typeof storedPaymentsView>>;
