/** Shelf labels: which change on a day, what each says, and whether it is printed and hangs. */
import { z } from "zod";
import { atMs, id, minor, shortText } from "../../records/fields.ts";
import { labelText } from "../../records/label.ts";
import { paging } from "../common.ts";

/** `today` is the store's business day, `tomorrow` the next. */
export const labelDay = z.enum(["today", "tomorrow"]);
export type LabelDay = z.infer<typeof labelDay>;

const labelSize = z.object({ widthMm: z.number(), heightMm: z.number() });

const labelState = z.enum(["due", "printed", "hung"]);

export const labelItem = z.object({
  productId: id,
  sku: shortText,
  text: labelText,
  priceMinor: minor,
  /** The area it hangs in: the product's category; empty when it has none. */
  areaId: z.string().max(200),
  /** From when it is true. */
  fromMs: atMs,
  state: labelState,
  /** How often this very label was printed. */
  printedTimes: z.int(),
  /** Printed or hung at this till and not yet confirmed by the server. */
  pending: z.boolean(),
});
export type LabelItem = Readonly<z.infer<typeof labelItem>>;

export const labelsIn = paging.extend({
  day: labelDay,
  areaId: z.string().max(200).optional(),
  state: labelState.optional(),
});

export const labelsView = z.object({
  /** `YYYY-MM-DD`. */
  date: shortText,
  items: z.array(labelItem),
  total: z.int(),
  areas: z.array(
    z.object({
      areaId: z.string().max(200),
      name: shortText,
      due: z.int(),
      printed: z.int(),
      hung: z.int(),
    }),
  ),
  /** Label printers of this till, with the roll in them. */
  printers: z.array(z.object({ id, name: shortText, label: labelSize })),
});
export type LabelsView = Readonly<z.infer<typeof labelsView>>;
