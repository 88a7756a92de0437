/**
 * Opens SQLite so that an acknowledged write is on the disk: version, pragmas read back, one writer.
 * Tables and entries do not belong here.
 */
import { DatabaseSync } from "node:sqlite";
import { assert } from "#shared/base/assert.ts";
import { planted } from "#shared/base/planted.ts";
import { done, type Result, refuse } from "#shared/base/result.ts";
import type { JournalRefusalCode } from "#shared/records/refusals/journal.ts";

/** Makes the connection; tests give one that fails on purpose. */
export type Connect = (file: string) => DatabaseSync;

/** SQLite's primary result codes that this folder tells apart (sqlite.org/rescode.html). */
const SQLITE_BUSY = 5;
const SQLITE_READONLY = 8;
const SQLITE_IOERR = 10;
const SQLITE_CORRUPT = 11;
const SQLITE_FULL = 13;
const SQLITE_CANTOPEN = 14;
const SQLITE_NOTADB = 26;

export type DiskTrouble = "full" | "failing" | "damaged" | "busy" | "unwritable";

/** The plain connection of the product. Extensions and double-quoted strings stay off. */
export function connectToFile(file: string): DatabaseSync {
  return new DatabaseSync(file, { enableDoubleQuotedStringLiterals: false, timeout: 0 });
}

/**
 * Whether this SQLite is free of the WAL-reset bug: 3.51.3 and later, or the fixed 3.50.7 and 3.44.6
 * branches (sqlite.org/wal.html#walresetbug).
 */
export function isSafeSqliteVersion(version: string): boolean {
  const [major = 0, minor = 0, patch = 0] = version.split(".").map(Number);
  if (major !== 3) return major > 3;
  if (minor === 44) return patch >= 6;
  if (minor === 50) return patch >= 7;
  return minor > 51 || (minor === 51 && patch >= 3);
}

/** The version of the SQLite that is linked in. */
function sqliteVersion(database: DatabaseSync): string {
  return String(database.prepare("SELECT sqlite_version() AS version").get()?.version);
}

/**
 * Makes a connection durable and the file's only one: exclusive lock (F16), WAL, `synchronous=FULL`
 * read back (F09), full fsync on macOS. Refuses with `journal-in-use` and `journal-sqlite-version`.
 */
export function makeDurable(database: DatabaseSync): Result<DatabaseSync, JournalRefusalCode> {
  const version = sqliteVersion(database);
  if (!isSafeSqliteVersion(version)) return refuse("journal-sqlite-version", { version });
  if (!planted("F16")) database.exec("PRAGMA locking_mode = EXCLUSIVE");
  try {
    database.exec("PRAGMA journal_mode = WAL; BEGIN IMMEDIATE; COMMIT");
  } catch (error) {
    if (diskTrouble(error) === "busy") return refuse("journal-in-use");
    throw error;
  }
  database.exec("PRAGMA synchronous = FULL; PRAGMA fullfsync = 1; PRAGMA checkpoint_fullfsync = 1");
  database.exec("PRAGMA foreign_keys = ON; PRAGMA trusted_schema = OFF");
  // A key that is destroyed is overwritten, not only unlinked.
  database.exec("PRAGMA secure_delete = ON");
  database.exec("PRAGMA journal_size_limit = 16777216");
  if (planted("F09") || planted("F16")) {
    database.exec(planted("F09") ? "PRAGMA synchronous = NORMAL" : "");
    return done(database);
  }
  assert(pragma(database, "synchronous") === 2, "the journal's connection is synchronous=FULL");
  assert(pragma(database, "journal_mode") === "wal", "the journal's file is in WAL mode");
  assert(pragma(database, "locking_mode") === "exclusive", "the journal has one connection");
  return done(database);
}

/** The value a pragma reads back as. */
export function pragma(database: DatabaseSync, name: string): number | string | undefined {
  const row = database.prepare(`PRAGMA ${name}`).get();
  const value = row === undefined ? undefined : Object.values(row)[0];
  return typeof value === "number" || typeof value === "string" ? value : undefined;
}

/** What the disk or the file has, when an error comes from SQLite; nothing when it is a bug. */
export function diskTrouble(error: unknown): DiskTrouble | undefined {
  if (!(error instanceof Error) || !("errcode" in error)) return undefined;
  const code = Number(error.errcode) & 0xff;
  if (code === SQLITE_FULL) return "full";
  if (code === SQLITE_BUSY) return "busy";
  if (code === SQLITE_CORRUPT || code === SQLITE_NOTADB) return "damaged";
  if (code === SQLITE_READONLY || code === SQLITE_CANTOPEN) return "unwritable";
  return code === SQLITE_IOERR ? "failing" : undefined;
}

/** Writes what only helps later: a full or failing disk does without it. */
export function asHint(write: () => void): void {
  try {
    write();
  } catch (error) {
    if (diskTrouble(error) === undefined) throw error;
  }
}
