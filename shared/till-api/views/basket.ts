/** The counter: the basket as drafted and priced, what is being paid, and what was just done. */
import { z } from "zod";
import { basketDraft, pricedBasket } from "../../records/basket.ts";
import { currency, decimal, id, minor, shortText } from "../../records/fields.ts";
import { tender } from "../../records/tender.ts";
import { refusalOut } from "../common.ts";

const basketLineFacts = z.object({
  lineId: id,
  picture: shortText.optional(),
  colour: shortText.optional(),
  /** On hand here after this basket, and the age of that figure. */
  onHandMilli: z.int().optional(),
  asOfMs: z.int().optional(),
  soldOutHere: z.boolean().default(false),
  /** Of a product sold in more than one: the units, its own first, and which the line is sold in. */
  units: z
    .array(
      z.object({
        unitId: id.optional(),
        name: shortText,
        /** How much of the product's own unit it is. */
        holdsMilli: z.int(),
        isChosen: z.boolean(),
      }),
    )
    .optional(),
  /** Sold by weight, and this register has a scale. */
  canWeigh: z.literal(true).optional(),
  /** "Ship free from the warehouse" is on offer for this line. */
  canPromise: z
    .object({
      placeId: id,
      placeName: shortText,
      confidencePercent: z.int(),
      promisedBy: shortText,
      availableMilli: z.int(),
    })
    .optional(),
});

export const doneView = z.object({
  kind: z.enum(["sale", "return", "exchange"]),
  saleId: id,
  entryId: id,
  receiptNumber: shortText,
  totalMinor: minor,
  changeMinor: minor,
  promises: z.array(z.object({ orderId: id, text: shortText, promisedBy: shortText })),
  receipt: z.enum(["printed", "waiting", "not-asked"]),
  /** Paid by cards that the terminal keeps until the bank can be asked. */
  storedMinor: minor.optional(),
});

export const basketView = z.object({
  phase: z.enum(["selling", "tendering", "done"]),
  draft: basketDraft,
  priced: pricedBasket,
  facts: z.array(basketLineFacts),
  client: z
    .object({
      id,
      name: shortText,
      greeting: shortText,
      pointsBalance: z.int().optional(),
      openComplaint: z.boolean(),
    })
    .optional(),
  tenders: z.array(tender),
  paidMinor: minor,
  /** Still to pay; after cash rounding when the rest is paid in cash. */
  dueMinor: minor,
  cashDueMinor: minor,
  quickCashMinor: z.array(minor),
  /** What is due in the other currencies whose notes the shop takes now, and likely notes for it. */
  foreignDue: z
    .array(z.object({ currency, dueMinor: minor, rate: decimal, quickMinor: z.array(minor) }))
    .optional(),
  /** While paying, where the shop offers it: what rounds the total up, for what, and whether it does. */
  roundUp: z.object({ amountMinor: minor, name: shortText, on: z.boolean() }).optional(),
  openPayment: z
    .object({ paymentId: id, amountMinor: minor, state: z.enum(["asking", "unknown"]) })
    .optional(),
  done: doneView.optional(),
  /** The line touched last, to bring into view. */
  lastLineId: id.optional(),
  /** What was refused since the last good act, kept until dismissed or superseded. */
  notice: refusalOut.optional(),
  parkedCount: z.int(),
  revision: z.int(),
});
export type BasketView = Readonly<z.infer<typeof basketView>>;
