// Loaded into a till's process before it starts (`--import`): while the file that KEEPSHOP_TEST_FULL
// names is there, the journal's disk has no room. SQLite itself refuses to let the database grow, with
// the error code of a full disk, so that all that follows is the product's own.
import { existsSync } from "node:fs";
import { DatabaseSync } from "node:sqlite";

const flag = process.env.KEEPSHOP_TEST_FULL ?? "";
const NO_LIMIT = 1_073_741_823;
const plainExec = DatabaseSync.prototype.exec;

DatabaseSync.prototype.exec = function exec(this: DatabaseSync, sql: string): void {
  if (sql === "BEGIN IMMEDIATE" && (this.location() ?? "").endsWith("journal.db")) {
    const pages = existsSync(flag) ? 1 : NO_LIMIT;
    // A limit below what there is already becomes what there is.
    plainExec.call(this, `PRAGMA max_page_count = ${pages}`);
  }
  plainExec.call(this, sql);
};
