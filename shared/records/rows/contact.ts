/** `contacts`: one touch on a client's timeline, by any department. */
import { z } from "zod";
import { atMs, id, longText, shortText } from "../fields.ts";

export const contactRow = z.object({
  id,
  clientId: id,
  at: atMs,
  department: shortText,
  kind: shortText,
  text: longText,
  staffId: id.optional(),
  storeId: id.optional(),
  closesContactId: id.optional(),
  aboutSaleId: id.optional(),
  open: z.boolean().default(false),
});
export type ContactRow = Readonly<z.infer<typeof contactRow>>;
