/** `variant.set`: a store bent a price, offer or greeting inside its rail, checked against that version. */
import { z } from "zod";
import { atMs, id, position, shortText } from "../fields.ts";

export const variantSet = z.object({
  variantId: id,
  subject: z.enum(["price", "offer", "greeting", "assortment", "quick-keys", "setting"]),
  subjectId: id,
  value: z.union([z.int(), shortText, z.boolean()]),
  validFromMs: atMs,
  validToMs: atMs.optional(),
  railId: id,
  railPosition: position,
  reasonId: id.optional(),
});
export type VariantSet = Readonly<z.infer<typeof variantSet>>;
