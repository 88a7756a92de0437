/** Lists a screen scrolls: products, clients, stock, orders, sales, work; live, paged, with their age. */
import { z } from "zod";
import { atMs, currency, id, milli, minor, shortText } from "../../records/fields.ts";
import { paging, savedState } from "../common.ts";

export const listIn = paging.extend({ query: shortText.default(""), filter: shortText.optional() });

export const productItem = z.object({
  id,
  sku: shortText,
  name: shortText,
  picture: shortText.optional(),
  colour: shortText.optional(),
  categoryId: id.optional(),
  priceMinor: minor.optional(),
  regularPriceMinor: minor.optional(),
  hereMilli: milli.optional(),
  nearMilli: milli.optional(),
  warehouseMilli: milli.optional(),
  asOfMs: z.int().optional(),
  /** The figures are older than the shop allows. */
  stale: z.boolean().optional(),
  /** It is only the name of its variants: one of them has to be chosen. */
  hasVariants: z.boolean().default(false),
  /** The product whose variant it is. */
  variantOf: id.optional(),
  /** What has to be said before it is sold: its price, the number of the card it is about. */
  asks: z.array(z.enum(["price", "number"])).optional(),
  /** Of a card: the till makes a number where none is said. */
  makesNumbers: z.boolean().optional(),
});
export type ProductItem = Readonly<z.infer<typeof productItem>>;

export const personItem = z.object({
  id,
  name: shortText,
  phone: shortText.optional(),
  email: shortText.optional(),
  city: shortText.optional(),
  lastVisitMs: z.int().optional(),
  openComplaint: z.boolean().default(false),
});
export type PersonItem = Readonly<z.infer<typeof personItem>>;

export const saleItem = z.object({
  saleId: id,
  entryId: id,
  kind: z.enum(["sale", "return"]),
  receiptNumber: shortText,
  at: atMs,
  staffName: shortText,
  clientName: shortText.optional(),
  channel: shortText,
  registerName: shortText,
  totalMinor: minor,
  /** Another company's sale whose amounts it does not tell: `totalMinor` means nothing. */
  amountsWithheld: z.boolean().optional(),
  currency,
  tenders: z.array(shortText),
  lines: z.int(),
  state: savedState,
});
export type SaleItem = Readonly<z.infer<typeof saleItem>>;

export const stockItem = z.object({
  productId: id,
  name: shortText,
  sku: shortText,
  placeId: id,
  placeName: shortText,
  onHandMilli: milli,
  reservedMilli: milli,
  lowMilli: milli,
  asOfMs: z.int(),
  stale: z.boolean().optional(),
});
export type StockItem = Readonly<z.infer<typeof stockItem>>;

export const orderItem = z.object({
  id,
  number: shortText,
  kind: shortText,
  state: shortText,
  clientName: shortText.optional(),
  /** Of a transfer: the place it comes from. */
  fromName: shortText.optional(),
  fulfilment: shortText,
  promisedBy: shortText.optional(),
  at: atMs,
  totalMinor: minor,
  lines: z.array(
    z.object({
      lineId: id,
      name: shortText,
      quantityMilli: milli,
      doneMilli: milli,
      productId: id,
    }),
  ),
  history: z.array(z.object({ at: atMs, state: shortText, note: shortText })),
  /** Handed over only after a check of age: years. */
  minimumAge: z.int().optional(),
  /** Steps the order can take from here, the usual one first. */
  next: z.array(shortText).optional(),
  pending: z.boolean(),
});
export type OrderItem = Readonly<z.infer<typeof orderItem>>;

export const workItem = z.object({
  id,
  kind: shortText,
  state: shortText,
  title: shortText,
  text: z.string().optional(),
  at: atMs,
  dueAtMs: z.int().optional(),
  ownerName: shortText.optional(),
  clientName: shortText.optional(),
  exceptionCode: shortText.optional(),
  /** What was spent beyond a card's or account's balance: minor units of `currency`, or points. */
  owed: z
    .object({
      kind: shortText,
      of: shortText.optional(),
      missing: z.int(),
      currency: currency.optional(),
    })
    .optional(),
  entryId: id.optional(),
  choices: z.array(shortText),
  /** Money that is owed: how much, of which sale, and whom to call. */
  debt: z
    .object({
      amountMinor: minor,
      receiptNumber: shortText.optional(),
      takenAtMs: z.int(),
      cardBrand: shortText.optional(),
      lastFour: shortText.optional(),
      phone: shortText.optional(),
      email: shortText.optional(),
      /** What was done about it while it stayed open, newest first. */
      told: z.array(z.object({ at: atMs, choice: shortText, note: z.string() })),
    })
    .optional(),
  meanwhile: shortText.optional(),
  pending: z.boolean(),
  /** Set while an answer can still be taken back. */
  undoable: z.boolean().default(false),
});
export type WorkItem = Readonly<z.infer<typeof workItem>>;

export const parkedItem = z.object({
  basketId: id,
  label: shortText,
  registerName: shortText,
  staffName: shortText,
  at: atMs,
  totalMinor: minor,
  lines: z.int(),
  mine: z.boolean(),
});
export type ParkedItem = Readonly<z.infer<typeof parkedItem>>;

/** A quote or a layaway that can still become a sale. */
export const holdItem = z.object({
  holdId: id,
  kind: z.enum(["quote", "layaway"]),
  number: shortText,
  at: atMs,
  clientId: id.optional(),
  clientName: shortText.optional(),
  note: shortText.optional(),
  /** `YYYY-MM-DD`, the last day on which its prices stand. */
  validTo: shortText,
  isOver: z.boolean(),
  lines: z.array(z.object({ id, name: shortText, quantityMilli: milli, totalMinor: minor })),
  totalMinor: minor,
  paidMinor: minor,
  /** The least that the next payment must be. */
  leastMinor: minor,
  /** What a cancellation would keep and give back now. */
  feeMinor: minor,
  refundMinor: minor,
  currency: shortText,
});
export type HoldItem = Readonly<z.infer<typeof holdItem>>;

/** A page of a list: its items, how many there are in all, and the instant (UTC ms) they are of. */
export function pageOf<Item extends z.ZodType>(item: Item) {
  return z.object({ items: z.array(item), total: z.int(), asOfMs: z.int().optional() });
}

export const productStock = z.object({
  productId: id,
  name: shortText,
  places: z.array(
    z.object({
      placeId: id,
      name: shortText,
      kind: z.enum(["here", "near", "warehouse", "web"]),
      onHandMilli: milli,
      availableMilli: milli,
      asOfMs: z.int(),
      stale: z.boolean(),
    }),
  ),
  /** Sizes by colours, when the product has variants or is one; one empty column for sizes alone. */
  matrix: z
    .object({
      /** What all of them are called. */
      name: shortText,
      rows: z.array(shortText),
      columns: z.array(shortText),
      cells: z.array(
        z.object({
          row: shortText,
          column: shortText,
          productId: id,
          name: shortText,
          priceMinor: minor.optional(),
          hereMilli: milli,
          nearMilli: milli,
          warehouseMilli: milli,
          /** Other places that have it free, in the order in which a promise is made from them. */
          elsewhere: z.array(
            z.object({ placeId: id, name: shortText, availableMilli: milli, asOfMs: z.int() }),
          ),
        }),
      ),
    })
    .optional(),
});
export type ProductStockView = Readonly<z.infer<typeof productStock>>;
