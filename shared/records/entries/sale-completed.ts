/** `sale.completed`: goods changed hands or were promised, and were paid. A fact; never refused. */
import { z } from "zod";
import { basketDraft, pricedBasket } from "../basket.ts";
import { atMs, id, longText, minor, shortText } from "../fields.ts";
import { creditShare, tender } from "../tender.ts";

export const saleCompleted = z.object({
  /** The sale's own id, minted with the basket: a second press cannot make a second sale. */
  saleId: id,
  receiptNumber: shortText,
  series: shortText,
  channel: z.enum(["counter", "floor", "web"]),
  clientId: id.optional(),
  priced: pricedBasket,
  /** What the person had entered: with `basis` and `segmentIds` enough to price it again, byte for byte. */
  draft: basketDraft.optional(),
  /** Segments the client was in when it was priced. */
  segmentIds: z.array(id).default([]),
  tenders: z.array(tender).max(50),
  /** Cash rounding: due after rounding minus total. */
  roundingMinor: minor,
  changeMinor: minor,
  credit: z.array(creditShare).max(20).default([]),
  approvalIds: z.array(id).default([]),
  /** Promises made with this sale: one `order.promised` id each. */
  promiseIds: z.array(id).default([]),
  pointsEarned: z.int().default(0),
  /** Points given beside the sale, each at most once a year to one client; who gets them is named. */
  rewards: z
    .array(
      z.object({
        kind: z.enum(["birthday", "referral"]),
        clientId: id,
        points: z.int().positive(),
      }),
    )
    .max(2)
    .optional(),
  exemption: z.object({ certificate: shortText, reasonId: id }).optional(),
  staffBuyerId: id.optional(),
  /** The sale this one replaces or completes: a deposit, a quote, a corrected sale. */
  followsSaleId: id.optional(),
  followsReason: z.enum(["correction", "deposit", "layaway", "quote", "web-basket"]).optional(),
  webBasketId: id.optional(),
  startedAtMs: atMs,
  receiptProfileId: id.optional(),
  note: longText.optional(),
});
export type SaleCompleted = Readonly<z.infer<typeof saleCompleted>>;
