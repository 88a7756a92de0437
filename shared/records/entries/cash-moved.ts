/** `cash.moved`: money into or out of the drawer that is neither sale nor refund. */
import { z } from "zod";
import { currency, id, minor, shortText } from "../fields.ts";

export const cashMoved = z.object({
  movementId: id,
  drawerId: id,
  kind: z.enum(["pay-in", "pay-out", "drop", "float", "bank", "hand-over", "correction"]),
  /** Signed: into the drawer is positive. */
  amountMinor: minor,
  currency,
  reasonId: id,
  note: shortText.optional(),
  toDrawerId: id.optional(),
  bag: shortText.optional(),
  approvalIds: z.array(id).default([]),
});
export type CashMoved = Readonly<z.infer<typeof cashMoved>>;
