/** Acts on the basket. Every one answers the basket view's revision; the view itself is live. */
import { oc } from "@orpc/contract";
import { z } from "zod";
import { fulfilment, manualChange } from "../../records/basket.ts";
import { atMs, id, milli, minor, shortText } from "../../records/fields.ts";
import { actId, answerOf } from "../common.ts";
import { personItem, productItem } from "../views/lists.ts";

const revised = answerOf(z.object({ revision: z.int(), lineId: id.optional() }));

export const sellActs = {
  /** What a scanner sent, or a person typed and confirmed. Adds a line, finds a client, opens a receipt. */
  scan: oc
    .input(
      z.object({
        actId,
        raw: z.string().max(4_000),
        source: z.enum(["wedge", "serial", "camera", "typed"]).default("wedge"),
        atMs: atMs.optional(),
      }),
    )
    .output(
      answerOf(
        z.object({
          revision: z.int(),
          found: z.enum([
            ...["product", "client", "receipt", "coupon", "gift-card", "parked", "hold"],
            "variants",
          ] as const),
          /** Of a product that is sold by its variants: nothing was added, one has to be chosen. */
          productId: id.optional(),
          lineId: id.optional(),
          clientId: id.optional(),
          saleId: id.optional(),
          holdId: id.optional(),
        }),
      ),
    ),
  /** A page has what one of the register's own scanners read: it is not shown any more. */
  codeTaken: oc.input(z.object({ actId, codeId: id })).output(answerOf(z.object({}))),
  add: oc
    .input(
      z.object({
        actId,
        productId: id,
        quantityMilli: milli.default(1000),
        typedPriceMinor: minor.optional(),
        typedName: shortText.optional(),
        unitId: id.optional(),
        reference: shortText.optional(),
        /** Of a gift card: sold for the first time, when left out, or filled again. */
        card: z.enum(["new", "top-up"]).optional(),
      }),
    )
    .output(revised),
  setQuantity: oc.input(z.object({ actId, lineId: id, quantityMilli: milli })).output(revised),
  /** Sells the line in another unit of its product; in the product's own when left out. */
  setUnit: oc.input(z.object({ actId, lineId: id, unitId: id.optional() })).output(revised),
  /** The quantity from what lies on the register's scale. */
  weigh: oc.input(z.object({ actId, lineId: id })).output(revised),
  removeLine: oc.input(z.object({ actId, lineId: id })).output(revised),
  /** Brings back what was removed last. */
  undo: oc.input(z.object({ actId })).output(revised),
  change: oc
    .input(
      z.object({
        actId,
        lineId: id.optional(),
        manual: manualChange.omit({ id: true, staffId: true }),
      }),
    )
    .output(revised),
  dropChange: oc.input(z.object({ actId, lineId: id.optional(), manualId: id })).output(revised),
  setNote: oc.input(z.object({ actId, lineId: id.optional(), note: shortText })).output(revised),
  setSerials: oc
    .input(
      z.object({ actId, lineId: id, serials: z.array(shortText), batch: shortText.optional() }),
    )
    .output(revised),
  setGift: oc.input(z.object({ actId, lineId: id.optional(), gift: z.boolean() })).output(revised),
  setFulfilment: oc.input(z.object({ actId, lineId: id, fulfilment })).output(revised),
  /** Promise a sold-out line from a warehouse, shipped free, or to be collected here. */
  promise: oc
    .input(
      z.object({
        actId,
        lineId: id,
        placeId: id,
        how: z.enum(["ship", "collect"]),
        fallback: z.enum(["refund", "substitute", "wait", "other-store"]).default("refund"),
      }),
    )
    .output(revised),
  addCoupon: oc.input(z.object({ actId, code: shortText })).output(revised),
  dropCoupon: oc.input(z.object({ actId, code: shortText })).output(revised),
  setExemption: oc
    .input(
      z
        .object({ actId, certificate: shortText, reasonId: id })
        .or(z.object({ actId, none: z.literal(true) })),
    )
    .output(revised),
  setStaffBuyer: oc.input(z.object({ actId, staffId: id.optional() })).output(revised),
  answerRestriction: oc
    .input(z.object({ actId, restrictionId: id, outcome: z.enum(["checked", "refused"]) }))
    .output(revised),
  setClient: oc.input(z.object({ actId, clientId: id.optional() })).output(revised),
  /** Throws the basket away; recorded with who and how much. */
  abandon: oc.input(z.object({ actId })).output(revised),
  park: oc
    .input(z.object({ actId, label: shortText.default("") }))
    .output(answerOf(z.object({ basketId: id }))),
  resume: oc.input(z.object({ actId, basketId: id })).output(revised),
  /** Price and stock of something without selling it. */
  priceCheck: oc.input(z.object({ raw: z.string().max(4_000) })).output(answerOf(productItem)),
  /** A product by its id, with what it asks before it is sold. */
  product: oc.input(z.object({ productId: id })).output(answerOf(productItem)),
  searchProducts: oc
    .input(
      z.object({
        query: z.string().max(400),
        limit: z.int().min(1).max(200).default(40),
        categoryId: id.optional(),
      }),
    )
    .output(
      z.object({
        items: z.array(productItem),
        tookMs: z.number(),
        fillingPercent: z.int().optional(),
      }),
    ),
  searchPeople: oc
    .input(z.object({ query: z.string().max(400), limit: z.int().min(1).max(100).default(20) }))
    .output(z.object({ items: z.array(personItem), tookMs: z.number() })),
};
