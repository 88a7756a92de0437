/**
 * Lists, sorts and limits over replica and overlay alike: what the replica found, less the rows the
 * overlay stands for, plus those of them that fit. Live queries and search both go through here.
 */
import type { FoldedTable } from "#shared/engine/fold/contract.ts";
import type { Rows } from "#shared/records/rows/index.ts";
import type { Overlay } from "./overlay.ts";

export interface MergeQuery<Row> {
  readonly matches: (row: Row) => boolean;
  /** The order of the list; the replica's rows come in this order too. */
  readonly compare: (left: Row, right: Row) => number;
  readonly skip?: number;
  readonly limit?: number;
}

/**
 * How many rows to ask of the replica so that a page of the merged list is complete: the overlay may
 * take away as many of them as it has rows of that table. `skip` is applied after the merge.
 */
export function rowsToAsk(
  overlay: Pick<Overlay, "overlaid">,
  table: FoldedTable,
  query: { readonly skip?: number; readonly limit?: number },
): number | undefined {
  if (query.limit === undefined) return undefined;
  return (query.skip ?? 0) + query.limit + overlay.overlaid(table).length;
}

/** The merged list. `rows` are the replica's answer to the same question, at least `rowsToAsk` long. */
export function mergeRows<Table extends FoldedTable>(
  overlay: Pick<Overlay, "overlaid" | "has">,
  table: Table,
  rows: readonly Rows[Table][],
  query: MergeQuery<Rows[Table]>,
): readonly Rows[Table][] {
  const own = overlay.overlaid(table);
  const merged = own.length === 0 ? rows : mergeOwn(overlay, table, rows, query);
  const skip = query.skip ?? 0;
  return merged.slice(skip, query.limit === undefined ? undefined : skip + query.limit);
}

function mergeOwn<Table extends FoldedTable>(
  overlay: Pick<Overlay, "overlaid" | "has">,
  table: Table,
  rows: readonly Rows[Table][],
  query: MergeQuery<Rows[Table]>,
): readonly Rows[Table][] {
  const kept = rows.filter((row) => !overlay.has(table, row.id));
  const added: Rows[Table][] = [];
  for (const { row } of overlay.overlaid(table)) {
    if (row !== undefined && query.matches(row)) added.push(row);
  }
  return added.length === 0 ? kept : [...kept, ...added].sort(query.compare);
}
