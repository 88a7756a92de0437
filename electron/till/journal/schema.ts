/**
 * The journal's tables, and how its file comes into being: whole under another name, then linked,
 * so that a crash at first start leaves no half-made journal. No entry is written here.
 */
import { randomUUID } from "node:crypto";
import { closeSync, existsSync, fsyncSync, linkSync, openSync, renameSync, rmSync } from "node:fs";
import { dirname } from "node:path";
import type { DatabaseSync } from "node:sqlite";
import { type Connect, pragma } from "./connection.ts";

/** "KSJL": marks a SQLite file as a Keepshop journal. */
const JOURNAL_APPLICATION_ID = 0x4b_53_4a_4c;
/** Raised with every change of the tables below; a newer file is refused, never touched. */
const JOURNAL_FORMAT = 1;

const TABLES = `
  CREATE TABLE entry (
    sequence INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL,
    businessDate TEXT NOT NULL,
    at INTEGER NOT NULL,
    text TEXT NOT NULL,
    hash TEXT NOT NULL
  ) STRICT;
  CREATE INDEX entry_date ON entry (businessDate, sequence);
  CREATE INDEX entry_kind ON entry (kind, sequence);
  CREATE TABLE answer (
    sequence INTEGER PRIMARY KEY REFERENCES entry (sequence),
    outcome TEXT NOT NULL,
    text TEXT NOT NULL
  ) STRICT;
  CREATE TABLE seal (
    sequence INTEGER PRIMARY KEY REFERENCES entry (sequence),
    hash TEXT NOT NULL,
    signature TEXT
  ) STRICT;
  CREATE TABLE head (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    registerId TEXT,
    sequence INTEGER NOT NULL,
    hash TEXT NOT NULL,
    answeredTo INTEGER NOT NULL
  ) STRICT;
  CREATE TABLE guest (
    registerId TEXT NOT NULL,
    sequence INTEGER NOT NULL,
    hash TEXT NOT NULL,
    text TEXT NOT NULL,
    answer TEXT,
    PRIMARY KEY (registerId, sequence, hash)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE series (name TEXT PRIMARY KEY, last INTEGER NOT NULL) STRICT, WITHOUT ROWID;
  CREATE TABLE client_key (clientId TEXT PRIMARY KEY, wrapped TEXT NOT NULL) STRICT, WITHOUT ROWID;
  CREATE TABLE desk (
    kind TEXT NOT NULL,
    key TEXT NOT NULL,
    value TEXT NOT NULL,
    PRIMARY KEY (kind, key)
  ) STRICT, WITHOUT ROWID;
`;

/**
 * Makes an empty journal at `file`, whole or not at all. When another process makes one at the same
 * instant, the first to be there stays: a rename would take the file from under its writer (F16).
 */
export function createJournalFile(file: string, connect: Connect, genesis: string): void {
  const draft = `${file}.new-${randomUUID()}`;
  const database = connect(draft);
  try {
    database.exec("PRAGMA journal_mode = DELETE; PRAGMA synchronous = FULL");
    database.exec(`PRAGMA application_id = ${JOURNAL_APPLICATION_ID}; BEGIN; ${TABLES}`);
    database.prepare("INSERT INTO head VALUES (1, NULL, 0, ?, 0)").run(genesis);
    database.exec(`PRAGMA user_version = ${JOURNAL_FORMAT}; COMMIT`);
  } finally {
    database.close();
  }
  try {
    linkSync(draft, file);
  } catch (error) {
    const code = error instanceof Error && "code" in error ? error.code : undefined;
    // A disk without links (exFAT) can only rename.
    if (code === "EPERM" || code === "ENOTSUP" || code === "ENOSYS") renameSync(draft, file);
    else if (code !== "EEXIST") throw error;
  } finally {
    rmSync(draft, { force: true });
  }
  syncFolder(dirname(file));
}

/** The trace of a journal that was here, when the file itself is not. */
export function traceOfLostJournal(file: string): string | undefined {
  return [`${file}-wal`, `${file}.reserve`].find((trace) => existsSync(trace));
}

/** What kind of file this is, by its own header. */
export function fileKind(database: DatabaseSync): "journal" | "newer" | "foreign" {
  if (pragma(database, "application_id") !== JOURNAL_APPLICATION_ID) return "foreign";
  const format = Number(pragma(database, "user_version"));
  if (format > JOURNAL_FORMAT) return "newer";
  return format >= 1 ? "journal" : "foreign";
}

/** Makes a rename or a new file in `folder` durable. Windows has no folder sync and needs none. */
function syncFolder(folder: string): void {
  if (process.platform === "win32") return;
  const handle = openSync(folder, "r");
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}
