/** `staff`: who may sign in where, and as what. A verifier, never a PIN. */
import { z } from "zod";
import { id, shortText } from "../fields.ts";

export const staffRow = z.object({
  id,
  name: shortText,
  /** What is on the receipt. */
  shortName: shortText,
  roleId: id,
  storeIds: z.array(id),
  /** argon2id verifier of the PIN. */
  pinVerifier: shortText,
  /** SHA-256 of the badge's code. */
  badgeHash: shortText.optional(),
  active: z.boolean(),
  /** After this business date without contact the badge no longer opens the till. */
  badgeValidUntil: z.string().optional(),
  language: shortText.optional(),
  /** Year of birth is not kept; only whether restricted goods may be sold by them. */
  maySellRestricted: z.boolean().default(true),
});
export type StaffRow = Readonly<z.infer<typeof staffRow>>;
