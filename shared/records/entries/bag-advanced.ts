/** `bag.advanced`: a bank bag leaves the safe, is answered for by the bank, or is opened and put back. */
import { z } from "zod";
import { currency, id, minor, shortText } from "../fields.ts";

export const bagAdvanced = z.object({
  bagId: id,
  number: shortText,
  currency,
  /** `answered`: the bank says what was in it. */
  step: z.enum(["collected", "answered", "returned"]),
  /** What went into it. */
  amountMinor: minor,
  /** What the bank counted; with `answered` only. */
  countedMinor: minor.optional(),
  /** Who took it; with `collected`. */
  carrier: shortText.optional(),
  note: shortText.optional(),
  approvalIds: z.array(id).default([]),
});
export type BagAdvanced = Readonly<z.infer<typeof bagAdvanced>>;
