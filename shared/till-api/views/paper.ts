/** A printable document for the screen: the receipt's blocks, and what a virtual printer was sent. */
import { z } from "zod";
import { shortText } from "../../records/fields.ts";
import { receiptDocument } from "../../records/receipt.ts";

export const paperView = z.object({
  documents: z.array(
    z.object({
      id: shortText,
      at: z.int(),
      title: shortText,
      state: z.enum(["printed", "waiting", "failed"]),
      document: receiptDocument,
    }),
  ),
  printer: z.object({
    name: shortText,
    state: z.enum(["ready", "paper-out", "cover-open", "off", "none"]),
  }),
});
export type PaperView = Readonly<z.infer<typeof paperView>>;
