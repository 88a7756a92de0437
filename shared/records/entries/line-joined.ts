/**
 * `line.joined`: what was sold under a department without a readable code turns out to be a product.
 * The sale stands as it is; its line counts for the product from now on, in history and in stock.
 */
import { z } from "zod";
import { id, milli } from "../fields.ts";

export const lineJoined = z.object({
  saleId: id,
  saleLineId: id,
  clientId: id.optional(),
  departmentId: id,
  productId: id,
  quantityMilli: milli,
  /** The place that the goods left from when they were sold. */
  placeId: id,
});
export type LineJoined = Readonly<z.infer<typeof lineJoined>>;
