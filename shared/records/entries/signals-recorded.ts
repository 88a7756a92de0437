/** `signals.recorded`: small signs of interest, gathered: scanned and put back, shown, looked at, refused. */
import { z } from "zod";
import { atMs, id } from "../fields.ts";

export const signalsRecorded = z.object({
  signals: z
    .array(
      z.object({
        kind: z.enum([
          "view",
          "review",
          "put-back",
          "shown",
          "refused",
          "abandoned",
          "search-empty",
          "out-of-stock",
        ]),
        productId: id.optional(),
        clientId: id.optional(),
        text: z.string().max(120).optional(),
        atMs,
      }),
    )
    .max(500),
});
export type SignalsRecorded = Readonly<z.infer<typeof signalsRecorded>>;
