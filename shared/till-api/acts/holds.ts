/** Acts on quotes and layaways: hold the basket in hand, take it up again, pay ahead, cancel. */
import { oc } from "@orpc/contract";
import { z } from "zod";
import { id, minor, shortText } from "../../records/fields.ts";
import { actId, answerOf } from "../common.ts";

const revised = answerOf(z.object({ revision: z.int(), lineId: id.optional() }));

export const holdActs = {
  /** Holds the prices of the basket in hand; the next basket begins. */
  open: oc
    .input(
      z.object({
        actId,
        kind: z.enum(["quote", "layaway"]),
        note: shortText.optional(),
        approvalId: id.optional(),
      }),
    )
    .output(
      answerOf(
        z.object({
          holdId: id,
          number: shortText,
          validTo: shortText,
          totalMinor: minor,
          firstPaymentMinor: minor,
        }),
      ),
    ),
  /** Takes a hold up to be sold, at exactly its prices. */
  resume: oc.input(z.object({ actId, holdId: id })).output(revised),
  /** Puts a payment ahead into the basket in hand, to be paid like anything else. */
  pay: oc.input(z.object({ actId, holdId: id, amountMinor: minor })).output(revised),
  /** Ends a hold without a sale; what was paid goes back less the fee of the policy. */
  cancel: oc
    .input(
      z.object({
        actId,
        holdId: id,
        reasonId: id,
        refundTo: z.enum(["cash", "credit"]).default("cash"),
        approvalId: id.optional(),
      }),
    )
    .output(answerOf(z.object({ holdId: id, feeMinor: minor, refundMinor: minor }))),
  /** Prints where a hold stands now: what is paid, what is left, until when. */
  print: oc
    .input(z.object({ actId, holdId: id }))
    .output(answerOf(z.object({ state: z.enum(["printed", "waiting"]) }))),
};
