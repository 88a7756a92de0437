/** `prices`: one product's price in one price book from an instant on; nobody activates it. */
import { z } from "zod";
import { atMs, currency, id, milli, minor } from "../fields.ts";

export const priceRow = z.object({
  id,
  bookId: id,
  productId: id,
  unitId: id.optional(),
  amountMinor: minor,
  currency,
  minQuantityMilli: milli.default(1000),
  validFromMs: atMs,
  validToMs: atMs.optional(),
  kind: z.enum(["regular", "markdown"]).default("regular"),
  reasonId: id.optional(),
  floorMinor: minor.optional(),
  capMinor: minor.optional(),
  setByStaffId: id.optional(),
});
export type PriceRow = Readonly<z.infer<typeof priceRow>>;
