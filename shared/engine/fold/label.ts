/**
 * Shelf labels as work: one row a product and store, with what the newest label says and whether it is
 * printed (`taken`) or hangs (`done`). A label that became true later wins over an earlier one.
 */
import { labelWorkId } from "../../records/entries/labels-advanced.ts";
import type { WorkRow } from "../../records/rows/work.ts";
import type { FoldHandler } from "./draft.ts";

export const labelsAdvancedFold: FoldHandler<"labels.advanced"> = {
  keys: ({ storeId, body }) =>
    body.labels.map(({ productId }) => ({ table: "work", id: labelWorkId(storeId, productId) })),
  fold(entry, draft) {
    const { to } = entry.body;
    for (const label of entry.body.labels) {
      const id = labelWorkId(entry.storeId, label.productId);
      const before = draft.get("work", id);
      if (before !== undefined && fromMsOf(before) > label.fromMs) continue;
      const isSame = before?.body.says === label.says && fromMsOf(before) === label.fromMs;
      const times = isSame ? Number(before.body.printedTimes ?? 0) : 0;
      draft.put("work", {
        id,
        kind: "label",
        state: to === "hung" || (isSame && before.state === "done") ? "done" : "taken",
        title: label.productId,
        storeId: entry.storeId,
        at: entry.at,
        entryId: entry.id,
        ownerStaffId: entry.staffId,
        body: { ...label, printedTimes: to === "printed" ? times + 1 : times },
      });
    }
  },
};

function fromMsOf(row: WorkRow): number {
  return typeof row.body.fromMs === "number" ? row.body.fromMs : 0;
}
