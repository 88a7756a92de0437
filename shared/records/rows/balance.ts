/** `balances`: what is left on a gift card, a credit or a points account: the sum of its ledger. */
import { z } from "zod";
import { atMs, currency, id, shortText } from "../fields.ts";

export const balanceRow = z.object({
  id,
  /**
   * `coupon`: uses of a code; `staff`: a buyer's own purchases of a year; `deposit`: paid ahead;
   * `reward`: points given for a birthday or a friend in a year.
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
  ]),
  clientId: id.optional(),
  /** For a gift card: what is printed on it. */
  code: shortText.optional(),
  /** Minor units, or points. */
  amount: z.int(),
  currency: currency.optional(),
  tier: shortText.optional(),
  expiresOn: z.string().optional(),
  capReached: z.boolean().default(false),
  at: atMs,
  /** The newest movements, newest first, for the statement. */
  recent: z
    .array(z.object({ at: atMs, amount: z.int(), why: shortText, entryId: id.optional() }))
    .default([]),
});
export type BalanceRow = Readonly<z.infer<typeof balanceRow>>;
