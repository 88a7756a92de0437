/** Acts of the drawer and the day: open, move cash, no-sale, count, X and Z. */
import { oc } from "@orpc/contract";
import { z } from "zod";
import { cashMoved } from "../../records/entries/cash-moved.ts";
import { currency, denominations, id, minor, shortText } from "../../records/fields.ts";
import { receiptDocument } from "../../records/receipt.ts";
import { actId, answerOf } from "../common.ts";

export const shiftActs = {
  open: oc
    .input(
      z.object({
        actId,
        floatMinor: minor,
        counted: denominations.optional(),
        /** What of it was taken from the safe. */
        fromSafeMinor: minor.min(0).optional(),
      }),
    )
    .output(answerOf(z.object({ shiftId: id }))),
  move: oc
    .input(
      z.object({
        actId,
        kind: cashMoved.shape.kind,
        amountMinor: minor,
        /** Another currency's notes; own cash when left out. */
        currency: currency.optional(),
        reasonId: id,
        note: shortText.optional(),
        bag: shortText.optional(),
        approvalId: id.optional(),
      }),
    )
    .output(answerOf(z.object({ movementId: id }))),
  /** Prints the slip of a movement or hand-over of this register again, marked as copy. */
  slip: oc.input(z.object({ actId, movementId: id })).output(answerOf(z.object({}))),
  noSale: oc
    .input(z.object({ actId, reasonId: id, note: shortText.optional(), approvalId: id.optional() }))
    .output(answerOf(z.object({}))),
  /** One blind count; both stay when it is counted again. Answers the differences only now. */
  count: oc
    .input(
      z.object({
        actId,
        counted: denominations,
        others: z.array(z.object({ key: shortText, countedMinor: minor })).default([]),
      }),
    )
    .output(
      answerOf(
        z.object({
          tenders: z.array(
            z.object({
              key: shortText,
              kind: shortText,
              name: shortText,
              expectedMinor: minor,
              countedMinor: minor,
              differenceMinor: minor,
            }),
          ),
          needsReason: z.boolean(),
        }),
      ),
    ),
  /**
   * Passes the drawer to the next person as it was counted last, who proves it is them by PIN or badge
   * and is signed in from then on.
   */
  handOver: oc
    .input(
      z.object({
        actId,
        staffId: id.optional(),
        pin: z.string().max(64).optional(),
        badge: z.string().max(200).optional(),
        differenceReasonId: id.optional(),
        differenceNote: shortText.optional(),
        approvalId: id.optional(),
      }),
    )
    .output(answerOf(z.object({ handOverId: id, countedMinor: minor, staffName: shortText }))),
  x: oc
    .input(z.object({ actId, print: z.boolean().default(false) }))
    .output(answerOf(receiptDocument)),
  close: oc
    .input(
      z.object({
        actId,
        differenceReasonId: id.optional(),
        differenceNote: shortText.optional(),
        keptFloatMinor: minor.default(0),
        approvalId: id.optional(),
      }),
    )
    .output(
      answerOf(z.object({ zNumber: z.int(), unsentEntries: z.int(), document: receiptDocument })),
    ),
};
