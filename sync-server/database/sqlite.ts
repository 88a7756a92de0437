/**
 * The server's database as one SQLite file: one writing connection behind a queue, one reading
 * connection on WAL snapshots, `synchronous=FULL` read back. Tables are in migrations/.
 */
import { DatabaseSync, type SQLInputValue, type StatementSync } from "node:sqlite";
import { assert } from "#shared/base/assert.ts";
import { planted } from "#shared/base/planted.ts";
import { done, type Result, refuse } from "#shared/base/result.ts";
import type { ServerRefusalCode } from "#shared/records/refusals/server.ts";
import type { Database, Dialect, KeyedTarget, Target, Tx } from "./contract.ts";
import { type Sql, sql } from "./sql.ts";

/** Makes the writing connection. */
export type Connect = (file: string) => DatabaseSync;

const STATEMENTS_MAX = 400;
const SQLITE_BUSY = 5;
const SQLITE_NOTADB = 26;
const SQLITE_CORRUPT = 11;

/**
 * Opens (and creates) the file. Refuses `server-database-in-use`, `server-database-damaged`,
 * `server-folder-unwritable` and `server-sqlite-version`.
 */
export function openSqlite(
  file: string,
  connect: Connect = connectToFile,
): Result<Database, ServerRefusalCode> {
  let writer: DatabaseSync | undefined;
  try {
    writer = connect(file);
    const version = String(writer.prepare("SELECT sqlite_version() AS v").get()?.v);
    if (!isSafeVersion(version)) return refuse("server-sqlite-version", { version });
    makeDurable(writer);
    return done(databaseOver(file, writer));
  } catch (error) {
    writer?.close();
    const code = error instanceof Error && "errcode" in error ? Number(error.errcode) & 0xff : 0;
    if (code === SQLITE_BUSY) return refuse("server-database-in-use", { file });
    if (code === SQLITE_NOTADB || code === SQLITE_CORRUPT) {
      return refuse("server-database-damaged", { file });
    }
    if (code !== 0) return refuse("server-folder-unwritable", { file });
    throw error;
  }
}

function connectToFile(file: string): DatabaseSync {
  return new DatabaseSync(file, { enableDoubleQuotedStringLiterals: false, timeout: 2_000 });
}

function openReader(file: string): DatabaseSync {
  const reader = new DatabaseSync(file, { readOnly: true, timeout: 2_000 });
  reader.exec("PRAGMA query_only = ON; PRAGMA trusted_schema = OFF; PRAGMA cache_size = -65536");
  return reader;
}

function makeDurable(database: DatabaseSync): void {
  database.exec("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA fullfsync = 1");
  database.exec("PRAGMA checkpoint_fullfsync = 1; PRAGMA trusted_schema = OFF");
  database.exec("PRAGMA cache_size = -65536; PRAGMA wal_autocheckpoint = 4000");
  database.exec("BEGIN IMMEDIATE; COMMIT");
  if (planted("F10")) {
    database.exec("PRAGMA synchronous = NORMAL");
    return;
  }
  assert(pragma(database, "synchronous") === 2, "the server's connection is synchronous=FULL");
  assert(pragma(database, "journal_mode") === "wal", "the server's file is in WAL mode");
}

function pragma(database: DatabaseSync, name: string): unknown {
  return Object.values(database.prepare(`PRAGMA ${name}`).get() ?? {})[0];
}

/** Free of the WAL-reset bug (sqlite.org/wal.html#walresetbug): 3.51.3 or later, or a fixed branch. */
function isSafeVersion(version: string): boolean {
  const [major = 0, minor = 0, patch = 0] = version.split(".").map(Number);
  if (major !== 3) return major > 3;
  if (minor === 44) return patch >= 6;
  if (minor === 50) return patch >= 7;
  return minor > 51 || (minor === 51 && patch >= 3);
}

function databaseOver(file: string, writer: DatabaseSync): Database {
  const writing = txOver(writer);
  const readers = [openReader(file), openReader(file)] as const;
  const now = txOver(readers[0]);
  // A long snapshot has a connection of its own, so that single statements never see its past.
  const reading = txOver(readers[1]);
  const writes = createQueue();
  const reads = createQueue();
  return {
    kind: "sqlite",
    address: file,
    now,
    write: (work) => writes(() => inTransaction(writing, BEGIN_WRITING, work)),
    read: (work) => reads(() => inTransaction(reading, BEGIN_READING, work)),
    tune: () => writes(() => writeStatistics(writing)),
    isDataFault,
    async close() {
      // The writer goes last: only it can bring the log into the file, and then nothing lies beside it.
      await reads(async () => undefined);
      for (const reader of readers) if (reader.isOpen) reader.close();
      await writes(async () => {
        if (!writer.isOpen) return;
        writer.exec("PRAGMA wal_checkpoint(TRUNCATE)");
        writer.close();
      });
    },
  };
}

/**
 * Rows of each index, and rows that share its first one, two, three columns, in a chain of some size.
 * SQLite would guess that one chain has ten rows and read a whole log instead of an index.
 */
const STATISTICS: readonly (readonly [table: string, index: string, shares: string])[] = [
  ["revision", "revision", "1000000 1000000 20000 1"],
  ["revision", "revision_current", "900000 900000 70000 1"],
  ["revision", "revision_parent", "600000 600000 200000 3"],
  ["revision", "revision_past", "100000 100000 15000 10"],
  ["revision", "revision_past_price", "10000 10000 2"],
  ["entry", "sqlite_autoindex_entry_1", "1000000 1000000 10000 1 1"],
  ["entry", "entry_id", "1000000 1000000 1"],
  ["entry", "entry_arrival", "1000000 1000000 1"],
  ["entry", "entry_kind", "1000000 1000000 30000 2"],
  ["seen", "seen", "500000 500000 5000 1000 1"],
  ["seen", "seen_stream", "500000 500000 10000 2"],
  ["stream_head", "sqlite_autoindex_stream_head_1", "1000 1000 1"],
  ["register", "sqlite_autoindex_register_1", "500 500 1"],
  ["register", "register_token", "500 500 1"],
  ["register", "register_series", "500 500 5 1"],
];

/** In one transaction with the table they lie in, so that every connection reads them with it. */
async function writeStatistics(tx: Tx): Promise<void> {
  await inTransaction(tx, BEGIN_WRITING, async () => {
    await tx.query(sql`PRAGMA analysis_limit = 1`);
    await tx.query(sql`ANALYZE`);
    await tx.query(sql`DELETE FROM sqlite_stat1`);
    for (const [table, index, shares] of STATISTICS) {
      await tx.query(
        sql`INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES (${table}, ${index}, ${shares})`,
      );
    }
  });
  await tx.query(sql`ANALYZE sqlite_schema`);
}

/** Generic errors, constraints and values out of range; every other code is the disk's or a lock's. */
const DATA_FAULTS: ReadonlySet<number> = new Set([1, 18, 19, 20, 25]);

function isDataFault(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  return !("errcode" in error) || DATA_FAULTS.has(Number(error.errcode) & 0xff);
}

const BEGIN_WRITING = sql`begin immediate`;
const BEGIN_READING = sql`begin`;
const COMMIT = sql`commit`;
const ROLLBACK = sql`rollback`;

async function inTransaction<Value>(
  tx: Tx,
  begin: Sql,
  work: (tx: Tx) => Promise<Value>,
): Promise<Value> {
  await tx.query(begin);
  try {
    const value = await work(tx);
    await tx.query(COMMIT);
    return value;
  } catch (error) {
    // A full disk may have rolled back already; then there is nothing left to roll back.
    await tx.query(ROLLBACK).catch(() => undefined);
    throw error;
  }
}

/** Runs one thing after the other: a connection holds one transaction at a time. */
function createQueue(): <Value>(work: () => Promise<Value>) => Promise<Value> {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const next = last.then(work, work);
    last = next.catch(() => undefined);
    return next;
  };
}

function txOver(database: DatabaseSync): Tx {
  const prepare = keepingStatements(database);
  const runEach = (text: string, rows: readonly (readonly SQLInputValue[])[]): void => {
    const { statement } = prepare(text);
    for (const row of rows) statement.run(...row);
  };
  return {
    dialect: sqliteDialect,
    async query(wanted) {
      const { statement, reader } = prepare(wanted.text(parameterName));
      if (reader) return statement.all(...wanted.values);
      statement.run(...wanted.values);
      return [];
    },
    async insert(into, chain, rows) {
      if (rows.length === 0) return;
      runEach(
        insertText(into),
        rows.map((row) => [chain, ...row]),
      );
    },
    async update(of, chain, rows) {
      if (rows.length === 0) return;
      runEach(
        updateText(of),
        rows.map((row) => [chain, ...row]),
      );
    },
    lockNames: () => Promise.resolve(),
  };
}

function insertText({ table, columns }: Target): string {
  const names = Object.keys(columns);
  const values = names.map((_, index) => `?${index + 2}`);
  return `INSERT INTO ${table} (chain, ${names}) VALUES (?1, ${values})`;
}

function updateText({ table, key, columns }: KeyedTarget): string {
  const keys = Object.keys(key);
  const found = keys.map((name, index) => ` AND ${name} = ?${index + 2}`).join("");
  const set = Object.keys(columns).map((name, index) => `${name} = ?${index + 2 + keys.length}`);
  return `UPDATE ${table} SET ${set} WHERE chain = ?1${found}`;
}

interface Kept {
  readonly statement: StatementSync;
  readonly reader: boolean;
}

/** Prepares each text once. */
function keepingStatements(database: DatabaseSync): (text: string) => Kept {
  const statements = new Map<string, Kept>();
  return (text) => {
    const known = statements.get(text);
    if (known !== undefined) return known;
    if (statements.size >= STATEMENTS_MAX) statements.clear();
    const statement = database.prepare(text);
    const kept = { statement, reader: statement.columns().length > 0 };
    statements.set(text, kept);
    return kept;
  };
}

function parameterName(): string {
  return "?";
}

const sqliteDialect: Dialect = {
  name: "sqlite",
  tuples: (values, columns) => {
    const picked = Object.keys(columns).map((name, index) => `value->>${index} AS "${name}"`);
    return sql`(SELECT ${sql.raw(picked.join())} FROM json_each(${JSON.stringify(values)}) LIMIT -1)`;
  },
  afterMigration: [],
  forUpdate: sql``,
  types: { key: "TEXT", text: "TEXT", integer: "INTEGER", clustered: "WITHOUT ROWID" },
};
