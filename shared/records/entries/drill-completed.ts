/** `drill.completed`: an outage drill ran: what passed, what failed by name, and the score. */
import { z } from "zod";
import { id, shortText } from "../fields.ts";

export const drillCompleted = z.object({
  drillId: id,
  scorePercent: z.int().min(0).max(100),
  checks: z.array(z.object({ key: shortText, passed: z.boolean(), detail: shortText })),
});
export type DrillCompleted = Readonly<z.infer<typeof drillCompleted>>;
