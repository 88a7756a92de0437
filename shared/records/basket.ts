/**
 * The basket before payment and the same basket priced. The draft says what a person chose; the
 * priced form is what `engine/basket` made of it with catalogue, offers and taxes, and is copied into
 * the entry of a sale as its trace: enough to explain every cent anywhere, offline.
 */
import { z } from "zod";
import {
  atMs,
  currency,
  decimal,
  id,
  LINES_MAX,
  milli,
  minor,
  shortText,
  versionRef,
} from "./fields.ts";

/** How one line reaches the customer, and from which place its stock leaves. */
export const fulfilment = z.object({
  kind: z.enum(["carry", "ship", "collect"]),
  /** The place the goods leave from; the store's own place for `carry`. */
  placeId: id,
  /** The store where they are collected, for `collect`. */
  collectStoreId: id.optional(),
  /** Country the goods go to, for `ship`: decides the taxes. */
  country: shortText.optional(),
  /** Latest date promised, `YYYY-MM-DD`, for `ship` and `collect`. */
  promisedBy: z.string().optional(),
});
export type Fulfilment = Readonly<z.infer<typeof fulfilment>>;

/** A price or discount a person set by hand; above the role's limit it carries an approval. */
export const manualChange = z.object({
  id,
  kind: z.enum(["price", "percent", "amount"]),
  /** New unit price in minor units, percent off as basis points, or minor units off the line. */
  value: z.int(),
  reasonId: id,
  staffId: id,
  approvalId: id.optional(),
});
export type ManualChange = Readonly<z.infer<typeof manualChange>>;

/** What a person put into the basket. Everything optional is absent rather than null. */
const basketLine = z.object({
  id,
  productId: id,
  /** Negative never: a return is its own entry. */
  quantityMilli: milli,
  /** The unit sold when it is not the product's own, such as a box of twelve. */
  unitId: id.optional(),
  /** For goods sold under a department: the typed unit price and name. */
  typedPriceMinor: minor.optional(),
  typedName: shortText.optional(),
  /** Price embedded in the scanned code, for the whole line. */
  embeddedPriceMinor: minor.optional(),
  manual: z.array(manualChange).max(20).default([]),
  serials: z.array(shortText).max(200).default([]),
  batch: shortText.optional(),
  expiresOn: z.string().optional(),
  note: shortText.optional(),
  gift: z.boolean().optional(),
  fulfilment: fulfilment.optional(),
  /** Gift card being sold or topped up, tip for whom, deposit for which order: by product kind. */
  reference: shortText.optional(),
  addedAtMs: atMs,
});
export type BasketLine = Readonly<z.infer<typeof basketLine>>;

export const basketDraft = z.object({
  id,
  storeId: id,
  registerId: id.optional(),
  currency,
  channel: z.enum(["counter", "floor", "web"]),
  lines: z.array(basketLine).max(LINES_MAX),
  clientId: id.optional(),
  /** Discounts on the whole basket, by hand. */
  manual: z.array(manualChange).max(20).default([]),
  coupons: z.array(shortText).max(50).default([]),
  fees: z
    .array(
      z.object({ id, kind: shortText, name: shortText, amountMinor: minor, taxIds: z.array(id) }),
    )
    .max(50)
    .default([]),
  exemption: z
    .object({ certificate: shortText, reasonId: id, taxIds: z.array(id).optional() })
    .optional(),
  /** A purchase by staff: the buyer; never the person who rings it up. */
  staffBuyerId: id.optional(),
  note: shortText.optional(),
  /** The quote or layaway that this basket is: its prices are the held ones, to the cent. */
  held: z.object({ holdId: id, kind: z.enum(["quote", "layaway"]), placeId: id }).optional(),
  openedAtMs: atMs,
  /** Restricted-goods checks made for this sale: kept as checked or refused, never a birth date. */
  checks: z
    .array(z.object({ restrictionId: id, outcome: z.enum(["checked", "refused"]), staffId: id }))
    .max(50)
    .default([]),
});
export type BasketDraft = Readonly<z.infer<typeof basketDraft>>;

/** One reduction of one line, with who or what gave it. */
const adjustment = z.object({
  kind: z.enum(["offer", "manual", "markdown", "coupon", "staff", "points"]),
  /** The offer at its position, when an offer gave it. */
  offer: versionRef.optional(),
  manualId: id.optional(),
  name: shortText,
  reasonId: id.optional(),
  /** Minor units taken off the line; positive reduces. */
  amountMinor: minor,
});
export type Adjustment = Readonly<z.infer<typeof adjustment>>;

export const taxPart = z.object({
  taxId: id,
  name: shortText,
  kind: z.enum(["percent", "fixed", "division"]),
  rate: decimal,
  included: z.boolean(),
  baseMinor: minor,
  taxMinor: minor,
});
export type TaxPart = Readonly<z.infer<typeof taxPart>>;

const pricedLine = z.object({
  id,
  productId: id,
  sku: shortText,
  name: shortText,
  productKind: shortText,
  quantityMilli: milli,
  unit: shortText,
  /** Quantity in the product's own unit, when it was sold in another: a box of twelve is 12,000. */
  stockQuantityMilli: milli.optional(),
  unitPriceMinor: minor,
  /** Shown struck through when higher than the unit price. */
  regularUnitPriceMinor: minor.optional(),
  /** The price row used, or absent when typed, embedded or set by hand. */
  price: versionRef.optional(),
  priceSource: z.enum(["book", "typed", "embedded", "manual"]),
  /** The hand-made price: who set it is in the draft, why is here. */
  priceReasonId: id.optional(),
  /** Unit price times quantity, before any reduction. */
  grossMinor: minor,
  adjustments: z.array(adjustment),
  discountMinor: minor,
  /** Gross less discount, in the price's own basis (with included tax inside). */
  netMinor: minor,
  taxes: z.array(taxPart),
  /** What the customer pays for the line: net plus added taxes. */
  totalMinor: minor,
  taxCategoryId: id,
  categoryIds: z.array(id),
  serials: z.array(shortText),
  batch: shortText.optional(),
  note: shortText.optional(),
  gift: z.boolean().optional(),
  fulfilment,
  reference: shortText.optional(),
});
export type PricedLine = Readonly<z.infer<typeof pricedLine>>;

const pricedFee = z.object({
  id,
  kind: shortText,
  name: shortText,
  amountMinor: minor,
  discountMinor: minor,
  taxes: z.array(taxPart),
  totalMinor: minor,
});
export type PricedFee = Readonly<z.infer<typeof pricedFee>>;

/** What an offer did, or what is missing for it to apply, as codes and arguments for any language. */
const offerHint = z.object({
  offerId: id,
  name: shortText,
  lineIds: z.array(id),
  applied: z.boolean(),
  amountMinor: minor,
  /** `applied`, or the closed code of what is missing, such as `more-units` or `more-spend`. */
  code: shortText,
  args: z.record(z.string(), z.union([z.string(), z.int(), z.boolean()])),
});
export type OfferHint = Readonly<z.infer<typeof offerHint>>;

export const pricedBasket = z.object({
  basketId: id,
  currency,
  pricedAtMs: atMs,
  /** Minutes the store's clock was ahead of UTC then; opening hours of offers go by it. */
  utcOffsetMinutes: z.int().optional(),
  engineVersion: z.int(),
  lines: z.array(pricedLine),
  fees: z.array(pricedFee),
  taxes: z.array(taxPart),
  /** Sum of gross line amounts. */
  goodsMinor: minor,
  discountMinor: minor,
  feesMinor: minor,
  /** All tax in the total, included and added. */
  taxMinor: minor,
  /** To pay before cash rounding. */
  totalMinor: minor,
  /** Thousandths of units, for "3 articles". */
  quantityMilli: milli,
  couponsUsed: z.array(shortText),
  hints: z.array(offerHint).default([]),
});
export type PricedBasket = Readonly<z.infer<typeof pricedBasket>>;
