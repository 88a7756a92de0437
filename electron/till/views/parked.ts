/** Baskets put aside at any till of the store, as far as this till knows. */
import { basketDraft } from "#shared/records/basket.ts";
import type { Rows } from "#shared/records/rows/index.ts";
import type { ParkedItem } from "#shared/till-api/views/lists.ts";
import type { TillCore } from "../core.ts";
import { mergedRows } from "./rows.ts";

/** Parked baskets that nobody has taken yet, newest first. */
export function parkedBaskets(core: TillCore): readonly Rows["work"][] {
  const isOpen = (row: Rows["work"]): boolean =>
    row.kind === "parked-basket" &&
    row.state === "open" &&
    (row.storeId === undefined || row.storeId === core.identity.storeId);
  const rows = mergedRows(core, "work", {
    where: { kind: "parked-basket", state: "open" },
    matches: isOpen,
  });
  return rows.filter(isOpen).sort((left, right) => right.at - left.at);
}

/** The draft inside a parked basket's row, when it can be read. */
export function parkedDraft(row: Rows["work"]) {
  const read = basketDraft.safeParse(row.body.draft);
  return read.success ? read.data : undefined;
}

/** The parked baskets for the screen. */
export function readParked(core: TillCore): ParkedItem[] {
  return parkedBaskets(core).map((row) => {
    const registerId = textOf(row.body.parkedAtRegisterId);
    const staffId = textOf(row.body.parkedByStaffId);
    return {
      basketId: row.id,
      label: row.title,
      registerName: core.catalogue.setting("register", registerId)?.name ?? registerId,
      staffName: core.replica.get("staff", staffId)?.row.shortName ?? "",
      at: row.at,
      totalMinor: typeof row.body.totalMinor === "number" ? row.body.totalMinor : 0,
      lines: parkedDraft(row)?.lines.length ?? 0,
      mine: registerId === core.identity.registerId,
    };
  });
}

function textOf(value: unknown): string {
  return typeof value === "string" ? value : "";
}
