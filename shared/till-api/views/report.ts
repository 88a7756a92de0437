/** The manager's day and month: one sentence, one chart, one table; from replica and journal, offline. */
import { z } from "zod";
import { businessDate, currency, id, minor, shortText } from "../../records/fields.ts";

export const reportIn = z.object({
  span: z.enum(["today", "last-30-days"]),
  by: z.enum(["hour", "tender", "associate", "product", "day", "tax"]),
});

const reportRow = z.object({
  key: shortText,
  /** A name in the data, or a code the screen says in words (`hour`, tender kinds). */
  label: shortText,
  saleCount: z.int(),
  returnCount: z.int(),
  quantityMilli: z.int(),
  netMinor: minor,
  taxMinor: minor,
  totalMinor: minor,
  refId: id.optional(),
});

export const reportView = z.object({
  span: reportIn.shape.span,
  by: reportIn.shape.by,
  currency,
  fromDate: businessDate,
  toDate: businessDate,
  rows: z.array(reportRow),
  totals: z.object({
    saleCount: z.int(),
    returnCount: z.int(),
    grossMinor: minor,
    discountMinor: minor,
    refundMinor: minor,
    taxMinor: minor,
    totalMinor: minor,
    averageMinor: minor,
  }),
  /** The one sentence, as code and arguments. */
  finding: z.object({
    code: shortText,
    args: z.record(z.string(), z.union([z.string(), z.number()])),
  }),
  /** Entries of this till in the figures that the server has not confirmed. */
  pending: z.int(),
  asOfMs: z.int(),
});
export type ReportView = Readonly<z.infer<typeof reportView>>;
