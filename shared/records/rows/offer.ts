/** `offers`: promotions and plays. The definition is plain data that `engine/promotion` compiles. */
import { z } from "zod";
import { atMs, id, shortText } from "../fields.ts";

export const offerRow = z.object({
  id,
  kind: z.enum(["offer", "play"]),
  name: shortText,
  names: z.record(z.string(), shortText).optional(),
  state: z.enum(["live", "stopped"]),
  validFromMs: atMs,
  validToMs: atMs.optional(),
  /** Stores it is published to; absent means every store of the chain. */
  storeIds: z.array(id).optional(),
  channels: z.array(z.enum(["counter", "floor", "web"])).optional(),
  segmentIds: z.array(id).optional(),
  couponCodes: z.array(shortText).optional(),
  priority: z.int().default(0),
  exclusive: z.boolean().default(false),
  /** Conditions, action, budget, days and hours: see `engine/promotion`. */
  definition: z.record(z.string(), z.unknown()),
  ownerStaffId: id.optional(),
});
export type OfferRow = Readonly<z.infer<typeof offerRow>>;
