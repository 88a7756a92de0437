/** `play.answered`: the one ask of a visit and what the client said. */
import { z } from "zod";
import { id, shortText } from "../fields.ts";

export const playAnswered = z.object({
  playId: id,
  clientId: id,
  saleId: id.optional(),
  answer: z.enum(["yes", "no", "not-now", "held-out", "shown"]),
  note: shortText.optional(),
});
export type PlayAnswered = Readonly<z.infer<typeof playAnswered>>;
