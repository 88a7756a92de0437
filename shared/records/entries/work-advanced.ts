/** `work.advanced`: something with an owner and a state moved: a task made, taken, done, handed over. */
import { z } from "zod";
import { atMs, id, longText, shortText } from "../fields.ts";

export const workAdvanced = z.object({
  workId: id,
  /** Set when this entry makes the work: what it is. */
  created: z
    .object({
      kind: shortText,
      title: shortText,
      clientId: id.optional(),
      dueAtMs: atMs.optional(),
    })
    .optional(),
  state: z.enum(["open", "taken", "done", "dropped", "handed-over"]),
  ownerStaffId: id.optional(),
  note: longText.optional(),
});
export type WorkAdvanced = Readonly<z.infer<typeof workAdvanced>>;
