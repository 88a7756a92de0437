/** `contact.added`: one touch on a client's timeline, by any department. */
import { z } from "zod";
import { id, longText, shortText } from "../fields.ts";

export const contactAdded = z.object({
  contactId: id,
  clientId: id,
  department: z.enum(["store", "service", "marketing", "web", "repairs", "management"]),
  kind: z.enum([
    "note",
    "call",
    "visit",
    "message",
    "complaint",
    "answer",
    "promise",
    "fitting",
    "repair",
  ]),
  text: longText,
  /** An open complaint silences promotion everywhere until it is answered. */
  opensComplaint: z.boolean().optional(),
  closesContactId: id.optional(),
  aboutSaleId: id.optional(),
  channel: shortText.optional(),
});
export type ContactAdded = Readonly<z.infer<typeof contactAdded>>;
