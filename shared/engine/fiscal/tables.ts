/**
 * The files of the fiscal archive as data: each table's columns with type and meaning, in the order
 * they are written. How an entry becomes rows is in rows.ts; docs/fiscal.md is made for people.
 */

import { MASTER_TABLES } from "./tables-master.ts";
import { RECEIPT_TABLES } from "./tables-receipts.ts";
import { REGISTER_TABLES } from "./tables-register.ts";

export const FISCAL_TABLES = { ...RECEIPT_TABLES, ...REGISTER_TABLES, ...MASTER_TABLES } as const;

export type FiscalTableName = keyof typeof FISCAL_TABLES;
export type FiscalColumn<Table extends FiscalTableName> =
  keyof (typeof FISCAL_TABLES)[Table]["columns"];

/** One row of a table: a cell for a column; a column left out is empty. */
export type FiscalRow<Table extends FiscalTableName> = {
  readonly [Name in FiscalColumn<Table>]?: string | number | undefined;
};

export const FISCAL_TABLE_NAMES = Object.keys(FISCAL_TABLES) as readonly FiscalTableName[];

/** Kinds whose text is in the archive; of all others only place and hash are, for the chain. */
export const FISCAL_KINDS: ReadonlySet<string> = new Set([
  "approval.given",
  "basket.trimmed",
  "cash.moved",
  "drawer.handed",
  "drawer.opened",
  "fiscal.signed",
  "hold.cancelled",
  "invoice.issued",
  "outage.recorded",
  "payment.settled",
  "payment.started",
  "return.completed",
  "sale.completed",
  "shift.closed",
  "shift.opened",
  "shift.sealed",
]);
