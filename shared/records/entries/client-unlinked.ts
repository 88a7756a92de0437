/** `client.unlinked`: undoes a link; both records stand again as they were. */
import { z } from "zod";
import { id, shortText } from "../fields.ts";

export const clientUnlinked = z.object({
  linkId: id,
  keptClientId: id,
  otherClientId: id,
  why: shortText,
});
export type ClientUnlinked = Readonly<z.infer<typeof clientUnlinked>>;
