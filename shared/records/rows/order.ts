/** `orders`: promises, web orders, transfers and advice notes: whatever is owed to someone. */
import { z } from "zod";
import { basketDraft, pricedBasket } from "../basket.ts";
import { atMs, currency, id, milli, minor, postalAddress, shortText } from "../fields.ts";

const ORDER_STATES = [
  "promised",
  "confirmed",
  "re-sourced",
  "refused",
  "picking",
  "picked",
  "packed",
  "ready",
  "shipped",
  "handed-over",
  "cancelled",
  "refunded",
  "received",
] as const;

export const orderRow = z.object({
  id,
  kind: z.enum(["promise", "web", "transfer", "advice", "layaway", "quote"]),
  number: shortText,
  state: z.enum(ORDER_STATES),
  clientId: id.optional(),
  saleId: id.optional(),
  storeId: id.optional(),
  fromPlaceId: id.optional(),
  toPlaceId: id.optional(),
  fulfilment: z.enum(["carry", "ship", "collect", "transfer"]),
  address: postalAddress.optional(),
  promisedBy: z.string().optional(),
  at: atMs,
  currency: currency.optional(),
  totalMinor: minor.default(0),
  paid: z.boolean().default(false),
  /** Handed over only after a check of age: years. */
  minimumAge: z.int().optional(),
  /** Of a quote or layaway: the basket and its prices, and on which terms they stand. */
  held: z
    .object({
      draft: basketDraft,
      priced: pricedBasket,
      segmentIds: z.array(id),
      validTo: shortText,
      firstPaymentMinor: minor,
      cancelFeeMinor: minor,
    })
    .optional(),
  lines: z.array(
    z.object({
      id,
      productId: id,
      name: shortText,
      quantityMilli: milli,
      doneMilli: milli.default(0),
      totalMinor: minor.default(0),
    }),
  ),
  history: z.array(
    z.object({ at: atMs, state: shortText, note: shortText, by: shortText.optional() }),
  ),
});
export type OrderRow = Readonly<z.infer<typeof orderRow>>;
