/** `clients`: a customer known by name, as the server folded all entries about them. */
import { z } from "zod";
import { clientFields } from "../client.ts";
import { CONSENT_CHANNELS, CONSENT_PURPOSES } from "../entries/consent-changed.ts";
import { atMs, id, shortText } from "../fields.ts";

export const clientRow = clientFields.extend({
  id,
  tags: z.array(shortText).default([]),
  segmentIds: z.array(id).default([]),
  consents: z
    .array(
      z.object({
        purpose: z.enum(CONSENT_PURPOSES),
        channel: z.enum(CONSENT_CHANNELS),
        given: z.boolean(),
        atMs,
        proof: shortText,
      }),
    )
    .default([]),
  /** An open complaint: promotion is silent everywhere until it is answered. */
  openComplaint: z.object({ contactId: id, text: shortText, atMs }).optional(),
  /** Linked away: the record that stands for this one. */
  linkedTo: id.optional(),
  interests: z.array(shortText).default([]),
  createdAtMs: atMs,
  lastVisitMs: atMs.optional(),
  visits: z.int().default(0),
  /** HLC of the newest entry that set a field, a tag or a consent: the last writer of each wins. */
  stamps: z.record(z.string(), z.string()).default({}),
});
export type ClientRow = Readonly<z.infer<typeof clientRow>>;
