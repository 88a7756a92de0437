/** Acts of paying: add a leg, cancel a leg, finish, next customer. Finishing is on disk before it answers. */
import { oc } from "@orpc/contract";
import { z } from "zod";
import { currency, id, minor, shortText } from "../../records/fields.ts";
import { TENDER_KINDS } from "../../records/tender.ts";
import { actId, answerOf } from "../common.ts";
import { doneView } from "../views/basket.ts";

const paying = answerOf(
  z.object({ revision: z.int(), dueMinor: minor, done: doneView.optional() }),
);

export const tenderActs = {
  /** Opens the tender sheet: prices are fixed from here until paid or cancelled. */
  start: oc.input(z.object({ actId })).output(paying),
  back: oc.input(z.object({ actId })).output(paying),
  /**
   * Adds a leg; when the total is covered the sale completes in the same act.
   * `amountMinor` absent means all that is due. Cash may give more than is due: the rest is change.
   */
  add: oc
    .input(
      z.object({
        actId,
        kind: z.enum(TENDER_KINDS),
        tenderTypeId: id.optional(),
        amountMinor: minor.optional(),
        givenMinor: minor.optional(),
        foreign: z.object({ currency, amountMinor: minor }).optional(),
        reference: shortText.optional(),
        card: z
          .object({ brand: shortText, lastFour: z.string(), authorisation: shortText })
          .optional(),
      }),
    )
    .output(paying),
  /** Rounds the total up for a good cause, or takes that back. Refuses `round-up-nothing`. */
  roundUp: oc.input(z.object({ actId, on: z.boolean() })).output(paying),
  cancelLeg: oc.input(z.object({ actId, tenderId: id })).output(paying),
  /** Says what the terminal's own paper says, when the till could not learn it. */
  settle: oc.input(z.object({ actId, paymentId: id, charged: z.boolean() })).output(paying),
  /** Has what the terminal keeps sent to the bank now; the view `storedPayments` shows what comes of it. */
  forward: oc.input(z.object({ actId })).output(answerOf(z.object({}))),
  /** Says what the bank's own list says of a kept payment whose terminal is gone. */
  settleStored: oc
    .input(z.object({ actId, paymentId: id, paid: z.boolean(), approvalId: id.optional() }))
    .output(answerOf(z.object({}))),
  /** For a basket with nothing to pay. */
  complete: oc.input(z.object({ actId })).output(paying),
  /** Leaves the "change due" page for the next customer. */
  next: oc.input(z.object({ actId })).output(answerOf(z.object({ revision: z.int() }))),
};
