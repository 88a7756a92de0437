/** `drawer.opened`: the drawer opened without a sale; shows who and why. */
import { z } from "zod";
import { id, shortText } from "../fields.ts";

export const drawerOpened = z.object({
  drawerId: id,
  reasonId: id,
  note: shortText.optional(),
  approvalIds: z.array(id).default([]),
});
export type DrawerOpened = Readonly<z.infer<typeof drawerOpened>>;
