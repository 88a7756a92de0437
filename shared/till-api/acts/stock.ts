/** Acts on stock and orders at the counter: receive, count, move, and the steps of an order. */
import { oc } from "@orpc/contract";
import { z } from "zod";
import { orderAdvanced } from "../../records/entries/order-advanced.ts";
import { stockMoved } from "../../records/entries/stock-moved.ts";
import { atMs, id, milli, shortText } from "../../records/fields.ts";
import { actId, answerOf } from "../common.ts";

const line = z.object({ productId: id, quantityMilli: milli });

export const stockListName = z.enum(["receive", "count", "move"]);

/** What was scanned and not confirmed yet. */
export const keptStockList = z.object({
  adviceId: id.optional(),
  area: shortText.optional(),
  supplier: shortText.optional(),
  lines: z
    .array(
      line.extend({
        name: shortText,
        damagedMilli: milli,
        expectedMilli: milli.optional(),
        area: shortText.optional(),
        /** When it was touched last. */
        atMs,
      }),
    )
    .max(5_000),
});

export const stockActs = {
  keep: oc
    .input(z.object({ actId, list: stockListName, kept: keptStockList }))
    .output(answerOf(z.object({}))),
  kept: oc.input(z.object({ list: stockListName })).output(keptStockList.optional()),
  receive: oc
    .input(
      z.object({
        actId,
        adviceId: id.optional(),
        supplier: shortText.optional(),
        lines: z
          .array(line.extend({ damagedMilli: milli.default(0), batch: shortText.optional() }))
          .max(2_000),
        complete: z.boolean().default(true),
        note: shortText.optional(),
      }),
    )
    .output(answerOf(z.object({ receiptId: id, differences: z.int() }))),
  count: oc
    .input(
      z.object({
        actId,
        blind: z.boolean().default(true),
        /** A product may lie in several areas: what was found in each is one line. */
        lines: z
          .array(
            z.object({
              productId: id,
              countedMilli: milli,
              atMs: z.int().optional(),
              area: shortText.optional(),
            }),
          )
          .max(5_000),
        note: shortText.optional(),
      }),
    )
    .output(
      answerOf(
        z.object({
          countId: id,
          differences: z.array(z.object({ productId: id, name: shortText, movementMilli: milli })),
        }),
      ),
    ),
  move: oc
    .input(
      z.object({
        actId,
        kind: stockMoved.shape.kind,
        toPlaceId: id.optional(),
        transferId: id.optional(),
        reasonId: id,
        /** Signed change of stock here: what leaves is negative. */
        lines: z.array(line).max(2_000),
        note: shortText.optional(),
        approvalId: id.optional(),
      }),
    )
    /** `number`: what is under way, as the place that receives it reads it. */
    .output(answerOf(z.object({ moveId: id, number: shortText.optional() }))),
  advanceOrder: oc
    .input(
      z.object({
        actId,
        orderId: id,
        to: orderAdvanced.shape.to,
        lines: orderAdvanced.shape.lines,
        reasonId: id.optional(),
        proof: shortText.optional(),
        note: shortText.optional(),
      }),
    )
    .output(answerOf(z.object({}))),
};
