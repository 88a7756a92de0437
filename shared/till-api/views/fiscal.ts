/** The fiscal archive on its way at this till, and how the signing device is. */
import { z } from "zod";
import { atMs, shortText } from "../../records/fields.ts";

export const fiscalView = z.object({
  state: z.enum(["idle", "running", "done", "failed"]),
  /** Entries that are in, of so many. */
  done: z.int(),
  of: z.int(),
  /** The folder of this till's archives. */
  folder: z.string(),
  /** The archive that was made last. */
  made: z
    .object({ file: z.string(), receipts: z.int(), closings: z.int(), entries: z.int() })
    .optional(),
  /** Why none was made. */
  code: shortText.optional(),
  /** Since when documents go out without a signature, and why. */
  outage: z.object({ fromMs: atMs, reason: shortText }).optional(),
});
export type FiscalView = Readonly<z.infer<typeof fiscalView>>;
