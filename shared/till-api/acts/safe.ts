/** Acts of the store's safe: count it, make up a bag for the bank, and say what became of a bag. */
import { oc } from "@orpc/contract";
import { z } from "zod";
import { bagAdvanced } from "../../records/entries/bag-advanced.ts";
import { currency, denominations, id, minor, shortText } from "../../records/fields.ts";
import { actId, answerOf } from "../common.ts";

export const safeActs = {
  count: oc
    .input(
      z.object({
        actId,
        currency,
        counted: denominations,
        reasonId: id.optional(),
        note: shortText.optional(),
        approvalId: id.optional(),
      }),
    )
    .output(answerOf(z.object({ countedMinor: minor, differenceMinor: minor }))),
  pack: oc
    .input(
      z.object({
        actId,
        number: shortText,
        currency,
        counted: denominations,
        note: shortText.optional(),
        approvalId: id.optional(),
      }),
    )
    .output(answerOf(z.object({ bagId: id, amountMinor: minor }))),
  advance: oc
    .input(
      z.object({
        actId,
        bagId: id,
        step: bagAdvanced.shape.step,
        countedMinor: minor.optional(),
        carrier: shortText.optional(),
        note: shortText.optional(),
        approvalId: id.optional(),
      }),
    )
    .output(answerOf(z.object({}))),
};
