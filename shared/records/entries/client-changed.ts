/** `client.changed`: fields of a client were set; the last writer per field by HLC wins. */
import { z } from "zod";
import { clientFields } from "../client.ts";
import { id, shortText } from "../fields.ts";

export const clientChanged = z.object({
  clientId: id,
  set: clientFields.partial(),
  cleared: z.array(shortText).default([]),
  tagsAdded: z.array(shortText).default([]),
  tagsRemoved: z.array(shortText).default([]),
});
export type ClientChanged = Readonly<z.infer<typeof clientChanged>>;
