/** The fiscal archive of this till: begun by a manager, made beside the selling (`views.fiscal`). */
import { oc } from "@orpc/contract";
import { z } from "zod";
import { businessDate, id } from "../../records/fields.ts";
import { actId, answerOf } from "../common.ts";

export const fiscalActs = {
  /** Both days included. Refusals: `fiscal-span-invalid`, `fiscal-running`, `needs-approval`. */
  export: oc
    .input(z.object({ actId, from: businessDate, to: businessDate, approvalId: id.optional() }))
    .output(answerOf(z.object({}))),
};
