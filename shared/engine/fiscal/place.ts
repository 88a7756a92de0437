/** What rows of the fiscal archive begin with, and how an instant is written. */
import type { AnyEntry } from "../../records/entry.ts";
import type { FiscalRow, FiscalTableName } from "./tables.ts";

/** Takes a row of a table. */
export type RowTaker = <Table extends FiscalTableName>(table: Table, row: FiscalRow<Table>) => void;

/** UTC milliseconds as the archive writes an instant. */
export function instantText(atMs: number): string {
  return new Date(atMs).toISOString();
}

/** The columns that say which entry a row was made from. */
export function placeOf({ registerId, sequence }: AnyEntry) {
  return { register_id: registerId, sequence };
}

/** The columns that every row about one act begins with. */
export function actOf(entry: AnyEntry) {
  return {
    ...placeOf(entry),
    business_date: entry.businessDate,
    at: instantText(entry.at),
    staff_id: entry.staffId,
    shift_id: entry.shiftId,
  };
}
