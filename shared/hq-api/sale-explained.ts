/**
 * A past sale at head office: found by the number on its receipt, explained cent by cent by the rules it
 * was made with, and beside it what the same basket would come to by the rules of now.
 */
import { oc } from "@orpc/contract";
import { z } from "zod";
import { atMs, businessDate, currency, id, milli, minor, shortText } from "../records/fields.ts";
import { hqAnswer } from "./answer.ts";

const codeArgs = z.record(z.string(), z.union([z.string(), z.number(), z.boolean()]));

/** What is paid then and now; without `nowMinor` the basket cannot be priced today. */
const thenAndNow = z.object({
  thenMinor: minor,
  nowMinor: minor.optional(),
  /** Now less then. */
  differenceMinor: minor.optional(),
});

const foundSale = z.object({
  saleId: id,
  receiptNumber: shortText,
  storeName: shortText,
  at: atMs,
  currency,
  totalMinor: minor,
});

const saleExplained = foundSale.extend({
  /** How working it out again with what was in force then came out (engine/sale-replay.ts). */
  replay: z.object({
    state: z.enum(["differs", "held", "not-judged", "same"]),
    differences: z.array(z.object({ code: shortText, args: codeArgs })),
  }),
  /** From unit price to what was paid, in the order it was worked out, as codes and arguments. */
  steps: z.array(
    z.object({
      lineId: id,
      code: shortText,
      args: z.record(z.string(), z.union([z.string(), z.number()])),
    }),
  ),
  lines: z.array(
    thenAndNow.extend({ lineId: id, name: shortText, quantityMilli: milli.optional() }),
  ),
  /** To pay before cash rounding. */
  total: thenAndNow,
  /** The instant whose rules the second column shows. */
  nowMs: atMs,
  /** Why the basket cannot be priced by the rules of now, such as goods that are gone. */
  nowRefusal: z.object({ code: shortText, args: codeArgs }).optional(),
});
export type SaleExplained = Readonly<z.infer<typeof saleExplained>>;

export const saleProcedures = {
  /** Sales with exactly this receipt number on a business day, of stores whose takings one may see. */
  findSales: oc
    .input(z.object({ receiptNumber: shortText.min(1), date: businessDate }))
    .output(z.array(foundSale)),
  /**
   * Refuses `hq-sale-unknown`, also for a sale whose takings are not the asker's to see, and
   * `hq-catalogue-not-kept` when its prices were read in a history that a restore has ended.
   */
  explainSale: oc.input(z.object({ saleId: id })).output(hqAnswer(saleExplained)),
};
