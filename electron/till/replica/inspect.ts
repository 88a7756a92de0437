/**
 * Reads every page of a replica's file once, in short steps, so that damage is found before a cashier
 * meets it. It looks whether the file can be read, not whether the rows are right: that is sync/check.
 */
import type { DatabaseSync } from "node:sqlite";
import { ReplicaDamage } from "./damage.ts";

/** Rows a step: about a millisecond. */
const ROWS_AT_ONCE = 500;

/**
 * Walks all tables and indexes; each step reads a few hundred rows of a table or counts one index.
 * Throws SQLite's error where a page cannot be read, `ReplicaDamage` where a row is no JSON.
 */
export function* inspectFile(database: DatabaseSync): Generator<void> {
  const objects = database
    .prepare(
      `SELECT type, name, tbl_name AS owner, sql FROM sqlite_schema
       WHERE rootpage > 0 ORDER BY type DESC, name`,
    )
    .all();
  for (const { type, name, owner, sql } of objects) {
    if (type === "index") {
      // A partial index cannot be asked for by name without its condition; its table is read anyway.
      if (/\bWHERE\b/i.test(String(sql))) continue;
      const [first] = database.prepare("SELECT name FROM pragma_index_info(?)").all(String(name));
      countColumn(database, first?.name, `${quoted(owner)} INDEXED BY ${quoted(name)}`);
    } else if (/WITHOUT ROWID/i.test(String(sql))) {
      // The tree of such a table is its key; NOT INDEXED would still read a smaller index in its place.
      const [key] = database
        .prepare("SELECT name FROM pragma_index_list(?) WHERE origin = 'pk'")
        .all(String(name));
      const [first] = database.prepare("SELECT name FROM pragma_table_info(?)").all(String(name));
      countColumn(database, first?.name, `${quoted(owner)} INDEXED BY ${quoted(key?.name)}`);
    } else yield* inspectTable(database, String(name));
    yield;
  }
}

/** Of a column, because for `count(*)` SQLite walks whichever tree is the smallest. */
function countColumn(database: DatabaseSync, column: unknown, from: string): void {
  database.prepare(`SELECT count(${quoted(column)}) FROM ${from}`).get();
}

function* inspectTable(database: DatabaseSync, name: string): Generator<void> {
  const columns = database
    .prepare("SELECT name FROM pragma_table_info(?)")
    .all(name)
    .map((column) => String(column.name));
  const isRows = columns.includes("data") && columns.includes("applied");
  // Every column is touched, so that what overflows onto pages of its own is read too.
  const bad = isRows ? "NOT json_valid(data)" : "0";
  const size = columns.map((column) => `length(CAST(${quoted(column)} AS BLOB))`).join(" + ");
  const step = database.prepare(
    `SELECT max(at) AS last, sum(bad) AS bad, sum(size) AS size FROM
     (SELECT rowid AS at, ${bad} AS bad, ${size} AS size FROM ${quoted(name)} NOT INDEXED
      WHERE rowid > ? ORDER BY rowid LIMIT ${ROWS_AT_ONCE})`,
  );
  for (let after = -1; ; ) {
    const read = step.get(after);
    if (Number(read?.bad ?? 0) > 0) throw new ReplicaDamage(`${name} after row ${after}`);
    if (typeof read?.last !== "number" || read.last <= after) return;
    after = read.last;
    yield;
  }
}

function quoted(name: unknown): string {
  return `"${String(name).replaceAll('"', '""')}"`;
}
