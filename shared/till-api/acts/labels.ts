/** Acts on shelf labels: what a label says now, print labels, and note that they are printed or hang. */
import { oc } from "@orpc/contract";
import { z } from "zod";
import { id, shortText } from "../../records/fields.ts";
import { actId, answerOf } from "../common.ts";
import { labelDay, labelItem } from "../views/labels.ts";

/** Labels of one press at most. */
const LABELS_AT_ONCE_MAX = 5_000;

/** Which labels: of products, as they change on a day, or (`now`) as they are at this moment. */
const which = z.object({
  actId,
  day: z.union([labelDay, z.literal("now")]),
  productIds: z.array(id).min(1).max(LABELS_AT_ONCE_MAX),
});

export const labelActs = {
  /** The labels in words, in the order asked for; products without a price are left out. */
  look: oc.input(which.omit({ actId: true })).output(z.array(labelItem)),
  /** Prints on a label printer; what was printed before says so in `again`. */
  print: oc
    .input(which.extend({ deviceId: id, copies: z.int().min(1).max(99).default(1) }))
    .output(answerOf(z.object({ printed: z.int(), again: z.int() }))),
  /** Notes that labels came out (on a sheet) or hang on the shelf. */
  advance: oc
    .input(which.extend({ to: z.enum(["printed", "hung"]), on: shortText.optional() }))
    .output(answerOf(z.object({ labels: z.int(), again: z.int() }))),
};
