/** `shift.closed`: the Z. Sealed, numbered without gaps per register, never edited. */
import { z } from "zod";
import { atMs, currency, decimal, denominations, id, minor, shortText } from "../fields.ts";

export const shiftClosed = z.object({
  shiftId: id,
  drawerId: id,
  zNumber: z.int().min(1),
  currency,
  firstSequence: z.int(),
  lastSequence: z.int(),
  totals: z.object({
    saleCount: z.int(),
    returnCount: z.int(),
    grossMinor: minor,
    discountMinor: minor,
    refundMinor: minor,
    taxMinor: minor,
    netSalesMinor: minor,
    roundingMinor: minor,
  }),
  /** Of what passed through: given for good causes, less what went back; left out when nothing was. */
  donatedMinor: minor.optional(),
  taxes: z.array(
    z.object({ taxId: id, name: shortText, rate: decimal, baseMinor: minor, taxMinor: minor }),
  ),
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
  counted: denominations.optional(),
  /** Every blind count that was made; the last one stands. */
  counts: z.array(denominations).default([]),
  differenceReasonId: id.optional(),
  differenceNote: shortText.optional(),
  approvalIds: z.array(id).default([]),
  /** Own cash of each hand-over of the drawer within the shift; left out when there was none. */
  handOvers: z
    .array(
      z.object({
        at: atMs,
        fromStaffId: id,
        toStaffId: id,
        countedMinor: minor,
        differenceMinor: minor,
      }),
    )
    .optional(),
  /** Where what was taken out went, foreign notes too; left out before stores had a safe. */
  takingsTo: z.enum(["safe"]).optional(),
  bankedMinor: minor.default(0),
  keptFloatMinor: minor.default(0),
  /** Entries the server had not acknowledged when the day was closed. */
  unsentEntries: z.int().min(0),
});
export type ShiftClosed = Readonly<z.infer<typeof shiftClosed>>;
