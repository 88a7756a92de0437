/** How every act at HQ answers: a value, or a refusal in words. What there is to ask is in contract.ts. */
import { z } from "zod";
import { shortText } from "../records/fields.ts";

/** A refusal as every edge answers it: what happened, what is safe, what to do. */
const hqRefusal = z.object({
  code: shortText,
  args: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).default({}),
  happened: z.string(),
  act: z.string(),
});

/** The output of an act: `{ ok: true, value }` or `{ ok: false, refusal }`. */
export function hqAnswer<Value extends z.ZodType>(value: Value) {
  return z.discriminatedUnion("ok", [
    z.object({ ok: z.literal(true), value }),
    z.object({ ok: z.literal(false), refusal: hqRefusal }),
  ]);
}
