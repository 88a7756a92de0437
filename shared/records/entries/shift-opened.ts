/** `shift.opened`: a drawer with its float begins to belong to a register or a person. */
import { z } from "zod";
import { currency, denominations, id, minor } from "../fields.ts";

export const shiftOpened = z.object({
  shiftId: id,
  drawerId: id,
  floatMinor: minor,
  currency,
  /** What of the float was taken from the safe; the rest had stayed in the drawer. */
  fromSafeMinor: minor.optional(),
  counted: denominations.optional(),
  previousShiftId: id.optional(),
});
export type ShiftOpened = Readonly<z.infer<typeof shiftOpened>>;
