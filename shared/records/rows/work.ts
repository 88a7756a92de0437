/** `work`: whatever has an owner and a state: tasks, appointments, exceptions, parked baskets, changes. */
import { z } from "zod";
import { atMs, id, longText, shortText } from "../fields.ts";

export const workRow = z.object({
  id,
  kind: z.enum(["task", "appointment", "exception", "parked-basket", "change", "message", "label"]),
  state: z.enum(["open", "taken", "done", "dropped", "handed-over"]),
  title: shortText,
  text: longText.optional(),
  storeId: id.optional(),
  registerId: id.optional(),
  ownerStaffId: id.optional(),
  clientId: id.optional(),
  at: atMs,
  dueAtMs: atMs.optional(),
  exceptionCode: shortText.optional(),
  entryId: id.optional(),
  /** The register that holds a parked basket, or the facts of an exception. */
  body: z.record(z.string(), z.unknown()).default({}),
});
export type WorkRow = Readonly<z.infer<typeof workRow>>;
