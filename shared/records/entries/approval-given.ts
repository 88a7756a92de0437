/** `approval.given`: a second person allowed one act: who asked, who approved, why; bound to the act. */
import { z } from "zod";
import { hash, id, minor, shortText } from "../fields.ts";

export const approvalGiven = z.object({
  approvalId: id,
  act: shortText,
  /** Hash of the act's own input, so that an approval cannot be used for another. */
  actHash: hash,
  askedByStaffId: id,
  approvedByStaffId: id,
  method: z.enum(["pin", "badge", "code"]),
  outcome: z.enum(["approved", "refused"]),
  reasonId: id.optional(),
  amountMinor: minor.optional(),
  note: shortText.optional(),
});
export type ApprovalGiven = Readonly<z.infer<typeof approvalGiven>>;
