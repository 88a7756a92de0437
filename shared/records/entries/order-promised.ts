/** `order.promised`: the till accepted an order before the server could; it may come back as an exception. */
import { z } from "zod";
import { atMs, id, milli, minor, postalAddress, shortText } from "../fields.ts";

export const orderPromised = z.object({
  orderId: id,
  saleId: id,
  clientId: id.optional(),
  fulfilment: z.enum(["ship", "collect"]),
  fromPlaceId: id,
  collectStoreId: id.optional(),
  address: postalAddress.optional(),
  /** Latest date told to the customer. */
  promisedBy: z.string(),
  /** From last known stock and its age, in percent. */
  confidencePercent: z.int().min(0).max(100),
  stockAsOfMs: atMs,
  /** What the customer chose should it not work out. */
  fallback: z.enum(["refund", "substitute", "wait", "other-store"]),
  /** Handed over only after a check of age: years; the buyer was not seen when they ordered. */
  minimumAge: z.int().optional(),
  lines: z.array(
    z.object({
      saleLineId: id,
      productId: id,
      name: shortText,
      quantityMilli: milli,
      totalMinor: minor,
    }),
  ),
});
export type OrderPromised = Readonly<z.infer<typeof orderPromised>>;
