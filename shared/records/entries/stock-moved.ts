/** `stock.moved`: a transfer, damage, write-off or correction: signed movements by place. */
import { z } from "zod";
import { id, milli, shortText } from "../fields.ts";

export const stockMoved = z.object({
  moveId: id,
  kind: z.enum([
    "transfer-out",
    "transfer-in",
    "damage",
    "loss",
    "found",
    "own-use",
    "vendor-return",
    "correction",
  ]),
  placeId: id,
  toPlaceId: id.optional(),
  /** The store of `toPlaceId`: the one that receives what is under way. */
  toStoreId: id.optional(),
  transferId: id.optional(),
  reasonId: id,
  lines: z.array(
    z.object({
      productId: id,
      /** Signed change of stock at `placeId`. */
      quantityMilli: milli,
      batch: shortText.optional(),
      serials: z.array(shortText).default([]),
    }),
  ),
  note: shortText.optional(),
  approvalIds: z.array(id).default([]),
});
export type StockMoved = Readonly<z.infer<typeof stockMoved>>;
