/** The open shift as its cashier may see it; a blind count hides what is expected. */
import { z } from "zod";
import { currency, id, minor, shortText } from "../../records/fields.ts";

export const shiftView = z.object({
  open: z.boolean(),
  shiftId: id.optional(),
  openedAtMs: z.int().optional(),
  openedBy: shortText.optional(),
  /** Who has the drawer now. */
  holderStaffId: id.optional(),
  holderName: shortText.optional(),
  currency,
  blind: z.boolean(),
  floatMinor: minor,
  saleCount: z.int(),
  returnCount: z.int(),
  /** Absent while a blind count has not been confirmed. */
  tenders: z
    .array(z.object({ key: shortText, kind: shortText, name: shortText, expectedMinor: minor }))
    .optional(),
  /** What is counted besides cash, without what is expected: a blind count shows these. */
  countable: z.array(z.object({ key: shortText, kind: shortText, name: shortText })).optional(),
  movements: z.array(
    z.object({
      id,
      kind: shortText,
      amountMinor: minor,
      currency,
      reason: shortText,
      staffName: shortText,
      at: z.int(),
      note: shortText.optional(),
    }),
  ),
  /** The drawer passed from person to person, own cash: both of them have seen these figures. */
  handOvers: z.array(
    z.object({
      id,
      at: z.int(),
      fromName: shortText,
      toName: shortText,
      countedMinor: minor,
      differenceMinor: minor,
    }),
  ),
  noSales: z.array(z.object({ at: z.int(), staffName: shortText, reason: shortText })),
  denominations: z.array(z.int()),
  unsentEntries: z.int(),
  lastZ: z
    .object({
      number: z.int(),
      at: z.int(),
      totalMinor: minor,
      complete: z.boolean(),
      keptFloatMinor: minor,
    })
    .optional(),
  /** The limit that the drawer is over, when the shop has one and it is. */
  fullAtMinor: minor.optional(),
  differenceLimitMinor: minor,
});
export type ShiftView = Readonly<z.infer<typeof shiftView>>;
