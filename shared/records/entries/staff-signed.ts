/** `staff.signed`: someone signed in or out, switched, locked, or was locked out. */
import { z } from "zod";
import { shortText } from "../fields.ts";

export const staffSigned = z.object({
  what: z.enum(["in", "out", "switched", "locked", "locked-out", "unlocked"]),
  method: z.enum(["pin", "badge", "code", "idle"]),
  note: shortText.optional(),
});
export type StaffSigned = Readonly<z.infer<typeof staffSigned>>;
