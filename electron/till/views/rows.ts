/** Rows as a person sees them, replica and overlay together, for views and acts that list something. */
import type { FoldedTable } from "#shared/engine/fold/contract.ts";
import { nameKeyOf } from "#shared/protocol/image/columns.ts";
import type { Rows } from "#shared/records/rows/index.ts";
import type { TillCore } from "../core.ts";
import { isLocked } from "../lease.ts";
import { mergeRows, rowsToAsk } from "../overlay/merge.ts";
import type { Look } from "../replica/read.ts";

export interface MergedLook<Row> extends Look {
  /** Whether a row of the overlay belongs to the list: the same question as `where` and `between`. */
  readonly matches: (row: Row) => boolean;
  readonly skip?: number;
}

type Listed = Pick<TillCore, "replica" | "overlay"> & Partial<Pick<TillCore, "lease">>;
type Ordered = Readonly<Record<string, unknown>>;

/** The list, in the order asked for and then by id. */
export function mergedRows<Table extends FoldedTable>(
  core: Listed,
  table: Table,
  look: MergedLook<Rows[Table]>,
): readonly Rows[Table][] {
  if (core.lease !== undefined && isLocked(core.lease, table)) return [];
  const { matches, skip, limit, ...rest } = look;
  const page = {
    ...(skip === undefined ? {} : { skip }),
    ...(limit === undefined ? {} : { limit }),
  };
  const ask = rowsToAsk(core.overlay, table, page);
  const rows = core.replica
    .byIndex(table, { ...rest, ...(ask === undefined ? {} : { limit: ask }) })
    .map(({ row }) => row);
  const compare = comparison<Rows[Table]>(look.order);
  return mergeRows(core.overlay, table, rows, { matches, compare, ...page });
}

/** The order of the replica's own answers: one column, then the id, both the same way. */
export function comparison<Row>(order: Look["order"]): (left: Row, right: Row) => number {
  const way = order?.descending ? -1 : 1;
  const column = order?.column;
  return (left, right) => {
    const [one, other] = [left as Ordered, right as Ordered];
    const first =
      column === undefined ? 0 : compareValues(columnOf(one, column), columnOf(other, column));
    return way * (first === 0 ? compareValues(one.id, other.id) : first);
  };
}

/** A column of the layout that is made from the row is made here too, for the overlay's rows. */
function columnOf(row: Ordered, column: string): unknown {
  return column === "nameKey" && row.nameKey === undefined
    ? nameKeyOf(String(row.name ?? ""))
    : row[column];
}

function compareValues(left: unknown, right: unknown): number {
  if (left === right) return 0;
  if (left === undefined) return -1;
  if (right === undefined) return 1;
  return (left as string) < (right as string) ? -1 : 1;
}

/** How many rows the list has in all. */
export function mergedCount<Table extends FoldedTable>(
  core: Listed,
  table: Table,
  look: Omit<MergedLook<Rows[Table]>, "limit" | "skip" | "order">,
): number {
  if (core.lease !== undefined && isLocked(core.lease, table)) return 0;
  const { matches, ...rest } = look;
  let count = core.replica.count(table, rest);
  for (const { id, row } of core.overlay.overlaid(table)) {
    const before = core.replica.get(table, id)?.row;
    if (before !== undefined && matches(before)) count -= 1;
    if (row !== undefined && matches(row)) count += 1;
  }
  return count;
}
