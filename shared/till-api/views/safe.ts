/** The store's safe and its bank bags as this till knows them, with their age. */
import { z } from "zod";
import { currency, id, minor, shortText } from "../../records/fields.ts";

export const safeView = z.object({
  /** Cash by currency, own first; nothing when nothing ever moved. */
  cash: z.array(z.object({ currency, balanceMinor: minor, inBagsMinor: minor })),
  /** Bags that are here or on their way first, then the newest of the others. */
  bags: z.array(
    z.object({
      bagId: id,
      number: shortText,
      currency,
      packedMinor: minor,
      state: z.enum(["packed", "collected", "confirmed", "differs", "returned"]),
      packedAtMs: z.int(),
      packedBy: shortText,
      carrier: shortText.optional(),
      differenceMinor: minor.optional(),
    }),
  ),
  /** Face values for counting, by currency; largest first. */
  denominations: z.record(currency, z.array(z.int())),
  differenceLimitMinor: minor,
  /** When the server last spoke: other tills' movements are known up to then. */
  asOfMs: z.int(),
  stale: z.boolean(),
});
export type SafeView = Readonly<z.infer<typeof safeView>>;
