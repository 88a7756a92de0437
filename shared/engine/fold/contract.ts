/**
 * The fold: how an entry changes rows. One pure function serves the server, which writes the result
 * and gives it positions, and the till's overlay, which lays it over the replica until the server's
 * rows have caught up. That is why there is no conflict handler at the till.
 */

import type { RefusalArgs } from "../../base/result.ts";
import type { AnyEntry } from "../../records/entry.ts";
import type { ExceptionCode } from "../../records/exceptions.ts";
import type { Rows, TableName } from "../../records/rows/index.ts";
import type { SettingsView } from "../catalogue.ts";

/** Tables that entries change; the others are HQ's alone. */
export type FoldedTable = Extract<
  TableName,
  "stock" | "clients" | "contacts" | "purchases" | "orders" | "balances" | "work" | "prices"
>;

export interface RowKey {
  readonly table: FoldedTable;
  readonly id: string;
}

/** Answers the row as it stands before the entry, or undefined. */
export type RowReader = <Table extends FoldedTable>(
  table: Table,
  id: string,
) => Rows[Table] | undefined;

export type RowChange = {
  [Table in FoldedTable]: {
    readonly table: Table;
    readonly id: string;
    /** The whole row after the entry, or undefined when it is gone. */
    readonly row: Rows[Table] | undefined;
  };
}[FoldedTable];

export interface FoldedException {
  readonly code: ExceptionCode;
  readonly args: RefusalArgs;
}

export interface Folded {
  readonly changes: readonly RowChange[];
  readonly exceptions: readonly FoldedException[];
}

/** Which rows must be read before `foldEntry`: lets the server fetch a whole batch in one statement a table. */
export type KeysOf = (entry: AnyEntry, settings: SettingsView) => readonly RowKey[];

/** What the entry makes of the rows. Unknown kinds change nothing. Reads only rows named by `keysOf`. */
export type FoldEntry = (entry: AnyEntry, read: RowReader, settings: SettingsView) => Folded;
