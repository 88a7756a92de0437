/** `basket.trimmed`: a line was removed or a basket abandoned before payment: who, and how much. */
import { z } from "zod";
import { id, milli, minor, shortText } from "../fields.ts";

export const basketTrimmed = z.object({
  basketId: id,
  what: z.enum(["line-removed", "quantity-lowered", "basket-abandoned"]),
  lines: z.array(
    z.object({ productId: id, name: shortText, quantityMilli: milli, amountMinor: minor }),
  ),
  amountMinor: minor,
  clientId: id.optional(),
});
export type BasketTrimmed = Readonly<z.infer<typeof basketTrimmed>>;
