/** `balances`: what is left on a gift card, a credit, points, in a safe or a bag: the sum of its ledger. */
import { z } from "zod";
import { atMs, currency, id, minor, shortText } from "../fields.ts";

export const balanceRow = z.object({
  id,
  /**
   * `coupon`: uses of a code; `staff`: a buyer's own purchases of a year; `deposit`: paid ahead;
   * `reward`: points given for a birthday or a friend in a year; `safe`: a store's cash in one
   * currency; `bag`: what lies in a bag for the bank until the bank has answered.
   */
  kind: z.enum([
    "gift-card",
    "credit",
    "points",
    "tier",
    "account",
    "deposit",
    "coupon",
    "staff",
    "reward",
    "safe",
    "bag",
  ]),
  clientId: id.optional(),
  /** For a safe or a bag: whose it is. */
  storeId: id.optional(),
  /** For a gift card or a bag: what is printed on it. */
  code: shortText.optional(),
  /** Minor units, or points. */
  amount: z.int(),
  currency: currency.optional(),
  tier: shortText.optional(),
  expiresOn: z.string().optional(),
  capReached: z.boolean().default(false),
  at: atMs,
  bag: z
    .object({
      bagId: id,
      state: z.enum(["packed", "collected", "confirmed", "differs", "returned"]),
      packedMinor: minor,
      packedAtMs: atMs,
      packedByStaffId: id,
      carrier: shortText.optional(),
      /** What the bank counted, and that less what went in. */
      countedMinor: minor.optional(),
      differenceMinor: minor.optional(),
    })
    .optional(),
  /** The newest movements, newest first, for the statement. */
  recent: z
    .array(z.object({ at: atMs, amount: z.int(), why: shortText, entryId: id.optional() }))
    .default([]),
});
export type BalanceRow = Readonly<z.infer<typeof balanceRow>>;
