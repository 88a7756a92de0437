/** `purchases`: summary lines of one sale or return of any channel, for a client or for the store. */
import { z } from "zod";
import { atMs, businessDate, currency, id, milli, minor, shortText } from "../fields.ts";

export const purchaseRow = z.object({
  /** The sale's or return's id. */
  id,
  kind: z.enum(["sale", "return"]),
  clientId: id.optional(),
  at: atMs,
  businessDate,
  channel: z.enum(["counter", "floor", "web"]),
  storeId: id,
  registerId: id.optional(),
  staffId: id.optional(),
  receiptNumber: shortText,
  entryId: id.optional(),
  currency,
  totalMinor: minor,
  taxMinor: minor,
  discountMinor: minor,
  tenders: z.array(z.object({ kind: shortText, name: shortText, amountMinor: minor })),
  lines: z.array(
    z.object({
      id,
      productId: id,
      name: shortText,
      quantityMilli: milli,
      totalMinor: minor,
      returnedMilli: milli.default(0),
    }),
  ),
  /** A summary of a company that does not tell what was paid: amounts are zero and mean nothing. */
  amountsWithheld: z.literal(true).optional(),
  /** The full invoice or credit note that replaces the receipt in the books. */
  invoice: z
    .object({
      id,
      number: shortText,
      /** Issued for the same sale at another till that did not know of it: an exception waits. */
      also: z.array(z.object({ id, number: shortText })).optional(),
    })
    .optional(),
  /** The whole sale within the return window: what a refund needs (`store:<id>` stream only). */
  sale: z.record(z.string(), z.unknown()).optional(),
});
export type PurchaseRow = Readonly<z.infer<typeof purchaseRow>>;
