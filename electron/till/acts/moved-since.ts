/**
 * What moved the stock of a place since an instant, as far as this till knows: by its own entries, and by
 * sales and returns that other tills of the store have brought to it. A count needs it, because selling
 * goes on while people count.
 */
import { foldEntry } from "#shared/engine/fold/index.ts";
import type { AnyEntry } from "#shared/records/entry.ts";
import type { Rows } from "#shared/records/rows/index.ts";
import { businessDateAt, type TillCore } from "../core.ts";
import { mergedRows } from "../views/rows.ts";

export interface Movement {
  readonly productId: string;
  /** Signed change of what lies on the shelf, in thousandths of the product's own unit. */
  readonly onHandMilli: number;
  readonly atMs: number;
}

/** Every known movement at the place after `sinceMs`, in no promised order. */
export function movementsSince(
  core: TillCore,
  placeId: string,
  sinceMs: number,
): readonly Movement[] {
  const own = core.journal.since(businessDateAt(core, sinceMs)).filter(({ at }) => at > sinceMs);
  return [...own, ...soldElsewhere(core, sinceMs)].flatMap((entry) =>
    movementsOf(core, placeId, entry),
  );
}

/** The same fold that moves the stock says by how much: what it would change once more. */
function movementsOf(core: TillCore, placeId: string, entry: AnyEntry): readonly Movement[] {
  return foldedRows(core, entry).flatMap((row) => {
    if (row.placeId !== placeId) return [];
    const before = core.overlay.row("stock", row.id)?.onHandMilli ?? 0;
    const onHandMilli = row.onHandMilli - before;
    return onHandMilli === 0 ? [] : [{ productId: row.productId, onHandMilli, atMs: entry.at }];
  });
}

function foldedRows(core: TillCore, entry: AnyEntry): readonly Rows["stock"][] {
  try {
    return foldEntry(entry, core.overlay.row, core.catalogue).changes.flatMap((change) =>
      change.table === "stock" && change.row !== undefined ? [change.row as Rows["stock"]] : [],
    );
  } catch {
    // One that cannot be folded has moved nothing here either: the overlay has set it aside and named it.
    return [];
  }
}

/** Sales and returns of the store's other tills, as their entries said them: the store's row has them whole. */
function soldElsewhere(core: TillCore, sinceMs: number): readonly AnyEntry[] {
  const { storeId, registerId } = core.identity;
  const rows = mergedRows(core, "purchases", {
    between: { column: "at", from: sinceMs + 1 },
    order: { column: "at" },
    matches: (row) => row.at > sinceMs,
  });
  return rows
    .filter((row) => row.sale !== undefined && row.storeId === storeId)
    .filter((row) => row.registerId !== registerId)
    .map(
      (row) =>
        ({
          id: row.entryId ?? row.id,
          kind: row.kind === "sale" ? "sale.completed" : "return.completed",
          at: row.at,
          businessDate: row.businessDate,
          storeId,
          registerId: row.registerId,
          staffId: row.staffId,
          body: row.sale,
        }) as unknown as AnyEntry,
    );
}
