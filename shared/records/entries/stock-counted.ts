/** `stock.counted`: what was found on the shelf: a movement against a position, never a number set. */
import { z } from "zod";
import { atMs, id, milli, position, shortText } from "../fields.ts";

export const stockCounted = z.object({
  countId: id,
  placeId: id,
  area: shortText.optional(),
  lines: z.array(
    z.object({
      productId: id,
      countedMilli: milli,
      /** What the till believed then: replica plus its own pending entries. */
      believedMilli: milli,
      /** Counted less believed: the movement this entry makes. */
      movementMilli: milli,
      stockPosition: position,
      atMs,
      /** Of a product found in several areas: how much in which. */
      areas: z.array(z.object({ area: shortText, countedMilli: milli })).optional(),
    }),
  ),
  blind: z.boolean(),
  note: shortText.optional(),
});
export type StockCounted = Readonly<z.infer<typeof stockCounted>>;
