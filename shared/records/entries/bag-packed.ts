/** `bag.packed`: cash counted out of the safe into a bag for the bank. */
import { z } from "zod";
import { currency, denominations, id, minor, shortText } from "../fields.ts";

export const bagPacked = z.object({
  bagId: id,
  /** What is printed on the bag. */
  number: shortText,
  currency,
  amountMinor: minor,
  counted: denominations,
  note: shortText.optional(),
  approvalIds: z.array(id).default([]),
});
export type BagPacked = Readonly<z.infer<typeof bagPacked>>;
