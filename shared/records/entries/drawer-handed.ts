/** `drawer.handed`: a drawer counted and passed from one person to the next while its shift goes on. */
import { z } from "zod";
import { currency, denominations, id, minor, shortText } from "../fields.ts";

export const drawerHanded = z.object({
  handOverId: id,
  shiftId: id,
  drawerId: id,
  /** Who had the drawer, and to whom what was missing or too much belongs. */
  fromStaffId: id,
  /** Who has it now, with what was counted. */
  toStaffId: id,
  currency,
  /** Cash only: own, and foreign each in its own currency. */
  tenders: z.array(
    z.object({
      key: shortText,
      kind: shortText,
      name: shortText,
      currency,
      expectedMinor: minor,
      countedMinor: minor,
      differenceMinor: minor,
    }),
  ),
  counted: denominations,
  /** Every blind count that was made; the last one stands. */
  counts: z.array(denominations),
  differenceReasonId: id.optional(),
  differenceNote: shortText.optional(),
  approvalIds: z.array(id).default([]),
});
export type DrawerHanded = Readonly<z.infer<typeof drawerHanded>>;
