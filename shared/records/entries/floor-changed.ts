/** `floor.changed`: a tablet or phone was paired with this till, under a number of its own, or taken out. */
import { z } from "zod";
import { id, shortText } from "../fields.ts";

export const floorChanged = z.object({
  deviceId: id,
  name: shortText,
  /** What the receipt numbers of the device begin with. */
  series: shortText,
  state: z.enum(["paired", "revoked"]),
});
export type FloorChanged = Readonly<z.infer<typeof floorChanged>>;
