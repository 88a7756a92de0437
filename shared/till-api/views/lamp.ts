/** The one lamp: what is saved here, how old the oldest is, and when the server last confirmed. */
import { z } from "zod";
import { shortText } from "../../records/fields.ts";

export const lampView = z.object({
  link: z.enum(["up", "connecting", "cut"]),
  /** Cut by hand with the demo switch. */
  cutByHand: z.boolean(),
  pending: z.int().min(0),
  oldestPendingAtMs: z.int().optional(),
  lastConfirmedAtMs: z.int().optional(),
  pushOnlyReason: z.enum(["upgrade", "fenced", "revoked", "lease", "unknown"]).optional(),
  filling: z
    .object({
      percent: z.int(),
      collections: z.array(z.object({ name: shortText, rows: z.int(), expected: z.int() })),
    })
    .optional(),
  /** Oldest age of the data screens show, by kind. */
  dataAsOfMs: z.int().optional(),
  /** When this till's data was last compared with the server's, row by row. */
  checkedAtMs: z.int().optional(),
  /** Parts of the data that differed at a comparison and were fetched again. */
  checkFaults: z.int().min(0).default(0),
  /** This till's own acts whose effect cannot be shown here; they are kept and sent all the same. */
  setAside: z.int().min(0).default(0),
  /** The till's copy of the server's data is damaged and comes anew at the next contact. */
  copyDamaged: z.boolean().default(false),
  clockOffsetMs: z.int().default(0),
  exceptions: z.int().default(0),
});
export type LampView = Readonly<z.infer<typeof lampView>>;
