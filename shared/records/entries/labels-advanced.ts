/** `labels.advanced`: shelf labels were printed, or hang now: which, and what each of them says. */
import { z } from "zod";
import { atMs, id, minor, shortText } from "../fields.ts";

/** Labels of one entry at most; more are several entries. */
export const LABELS_MAX = 400;

export const labelsAdvanced = z.object({
  to: z.enum(["printed", "hung"]),
  labels: z
    .array(
      z.object({
        productId: id,
        priceMinor: minor,
        /** From when the label is true. */
        fromMs: atMs,
        /** Everything that stands on it: two labels that differ in it are two pieces of paper. */
        says: z.string().max(600),
      }),
    )
    .min(1)
    .max(LABELS_MAX),
  /** The label printer's or the sheet's name. */
  on: shortText.optional(),
});
export type LabelsAdvanced = Readonly<z.infer<typeof labelsAdvanced>>;

/** The row of a product's label in a store. */
export function labelWorkId(storeId: string, productId: string): string {
  return `label:${storeId}:${productId}`;
}
