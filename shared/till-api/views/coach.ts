/** The first shift of a new cashier, in training: the steps, each ticked when it really happened. */
import { z } from "zod";

export const COACH_STEPS = ["sign-in", "scan", "client", "pay", "next", "return"] as const;

export const coachView = z.object({
  /** False outside training: then there is nothing to show. */
  on: z.boolean(),
  steps: z.array(z.object({ key: z.enum(COACH_STEPS), done: z.boolean() })),
});
export type CoachView = Readonly<z.infer<typeof coachView>>;
