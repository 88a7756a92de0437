/** `affinities`: item-to-item scores the server computed; a plain table at the till, not a collection. */
import { z } from "zod";
import { id } from "../fields.ts";

export const affinityRow = z.object({
  /** The product they belong to. */
  id,
  /** Best first: product and score in thousandths. */
  related: z.array(z.tuple([id, z.int()])),
});
export type AffinityRow = Readonly<z.infer<typeof affinityRow>>;
