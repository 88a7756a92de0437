/** `outage.recorded`: a signing device, terminal or printer failed or came back; the sale went on. */
import { z } from "zod";
import { atMs, id, shortText } from "../fields.ts";

export const outageRecorded = z.object({
  outageId: id,
  device: z.enum(["signing-device", "terminal", "printer", "drawer", "disk"]),
  deviceId: id,
  fromMs: atMs,
  toMs: atMs.optional(),
  reason: shortText,
});
export type OutageRecorded = Readonly<z.infer<typeof outageRecorded>>;
