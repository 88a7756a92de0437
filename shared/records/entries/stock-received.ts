/** `stock.received`: goods arrived, with or against an advice note. */
import { z } from "zod";
import { id, milli, minor, shortText } from "../fields.ts";

export const stockReceived = z.object({
  receiptId: id,
  placeId: id,
  adviceId: id.optional(),
  supplier: shortText.optional(),
  lines: z.array(
    z.object({
      productId: id,
      quantityMilli: milli,
      expectedMilli: milli.optional(),
      costMinor: minor.optional(),
      batch: shortText.optional(),
      serials: z.array(shortText).default([]),
      damagedMilli: milli.default(0),
    }),
  ),
  note: shortText.optional(),
  complete: z.boolean(),
});
export type StockReceived = Readonly<z.infer<typeof stockReceived>>;
