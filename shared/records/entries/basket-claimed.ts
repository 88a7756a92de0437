/** `basket.claimed`: a parked or web basket has one owner from now on: this register. */
import { z } from "zod";
import { id } from "../fields.ts";

export const basketClaimed = z.object({
  basketId: id,
  /** `resumed` to go on with it, `discarded` to throw it away. */
  outcome: z.enum(["resumed", "discarded"]),
});
export type BasketClaimed = Readonly<z.infer<typeof basketClaimed>>;
