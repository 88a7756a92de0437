/** `client.linked`: two records are the same person; reversible, and no purchase is lost. */
import { z } from "zod";
import { id, shortText } from "../fields.ts";

export const clientLinked = z.object({
  linkId: id,
  keptClientId: id,
  otherClientId: id,
  scorePercent: z.int().min(0).max(100).optional(),
  why: shortText,
});
export type ClientLinked = Readonly<z.infer<typeof clientLinked>>;
