/** `consent.changed`: given or withdrawn, by purpose and channel, with its proof; the newest withdrawal wins. */
import { z } from "zod";
import { id, shortText } from "../fields.ts";

export const CONSENT_PURPOSES = ["marketing", "profiling", "service"] as const;
export const CONSENT_CHANNELS = ["email", "sms", "phone", "letter", "whatsapp", "any"] as const;

export const consentChanged = z.object({
  clientId: id,
  purpose: z.enum(CONSENT_PURPOSES),
  channel: z.enum(CONSENT_CHANNELS),
  given: z.boolean(),
  proof: shortText,
});
export type ConsentChanged = Readonly<z.infer<typeof consentChanged>>;
