/** `basket.parked`: a basket was put aside, to be resumed at any till of the store by one owner. */
import { z } from "zod";
import { basketDraft } from "../basket.ts";
import { id, minor, shortText } from "../fields.ts";

export const basketParked = z.object({
  basketId: id,
  draft: basketDraft,
  label: shortText,
  totalMinor: minor,
  forRegisterId: id.optional(),
});
export type BasketParked = Readonly<z.infer<typeof basketParked>>;
