/** `safe.counted`: the store's safe counted, as a movement against what was known of it then. */
import { z } from "zod";
import { currency, denominations, id, minor, shortText } from "../fields.ts";

export const safeCounted = z.object({
  countId: id,
  currency,
  expectedMinor: minor,
  countedMinor: minor,
  /** Counted less expected. */
  movementMinor: minor,
  counted: denominations,
  reasonId: id.optional(),
  note: shortText.optional(),
  approvalIds: z.array(id).default([]),
});
export type SafeCounted = Readonly<z.infer<typeof safeCounted>>;
