/** `return.completed`: goods or money came back; an uneven exchange carries its new lines too. */
import { z } from "zod";
import { pricedBasket, taxPart } from "../basket.ts";
import { atMs, currency, id, longText, milli, minor, shortText } from "../fields.ts";
import { tender } from "../tender.ts";

const returnedLine = z.object({
  id,
  /** The sale and line it was sold on; absent for a return without receipt. */
  saleId: id.optional(),
  saleLineId: id.optional(),
  productId: id,
  sku: shortText,
  name: shortText,
  /** The product's kind, as sold; only goods move stock. */
  productKind: shortText.default("goods"),
  quantityMilli: milli,
  /** Quantity in the product's own unit, when it was sold in another. */
  stockQuantityMilli: milli.optional(),
  /** Price of these units before any reduction: the face value of a gift card that comes back. */
  grossMinor: minor.optional(),
  /** The gift card or order that the sold line was about. */
  reference: shortText.optional(),
  /** What goes back for these units: price paid less shared discounts, positive. */
  netMinor: minor,
  taxes: z.array(taxPart),
  totalMinor: minor,
  restockingFeeMinor: minor.default(0),
  reasonId: id,
  disposition: z.enum(["resell", "repair", "bin", "vendor"]),
  serials: z.array(shortText).default([]),
  pointsReversed: z.int().default(0),
});
export type ReturnedLine = Readonly<z.infer<typeof returnedLine>>;

export const returnCompleted = z.object({
  returnId: id,
  receiptNumber: shortText,
  series: shortText,
  clientId: id.optional(),
  currency,
  /** How the sale was proved. */
  proof: z.enum(["receipt", "receipt-code", "client", "search", "none", "correction"]),
  lines: z.array(returnedLine).max(2_000),
  /** New goods of an exchange. */
  exchange: pricedBasket.optional(),
  /** Refund legs are negative, payments of an uneven exchange positive. */
  tenders: z.array(tender).max(50),
  refundMinor: minor,
  exchangeMinor: minor.default(0),
  roundingMinor: minor,
  changeMinor: minor.default(0),
  approvalIds: z.array(id).default([]),
  /** Of what the sale gave beside its points: who loses how much of which, given by which entry. */
  rewardsReversed: z
    .array(
      z.object({
        kind: z.enum(["birthday", "referral"]),
        clientId: id,
        year: shortText,
        points: z.int().positive(),
        givenByEntryId: id,
      }),
    )
    .max(2)
    .optional(),
  /** Points of the exchange's new lines. */
  pointsEarned: z.int().default(0),
  /** The buyer of a staff purchase that comes back. */
  staffBuyerId: id.optional(),
  identity: shortText.optional(),
  startedAtMs: atMs,
  note: longText.optional(),
});
export type ReturnCompleted = Readonly<z.infer<typeof returnCompleted>>;
