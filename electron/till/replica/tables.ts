/**
 * The replica: what the server said, in one SQLite file that can be thrown away and fetched again.
 * Opening the file and the whole contract are here; applying pages is apply.ts, look-ups are read.ts.
 */
import { existsSync } from "node:fs";
import { DatabaseSync } from "node:sqlite";
import { assert } from "#shared/base/assert.ts";
import { done, type Result, refuse } from "#shared/base/result.ts";
import { deferrableIndexes, type SchemaObject, schemaObjects } from "#shared/protocol/image/ddl.ts";
import {
  layout as currentLayout,
  type Layout,
  REPLICA_APPLICATION_ID,
} from "#shared/protocol/image/layout.ts";
import type { ReplicaRefusalCode } from "#shared/records/refusals/replica.ts";
import { openApplier, type ReplicaWriter } from "./apply.ts";
import { openReader, type ReplicaReader } from "./read.ts";

export type ReplicaFaultPoint = "between-rows-and-checkpoint" | "before-commit" | "after-commit";

export interface ReplicaOptions {
  readonly file: string;
  /** This version's layout unless said. */
  readonly layout?: Layout;
  /** Called at the instants at which tests end the process; never given in production. */
  readonly fault?: (point: ReplicaFaultPoint) => void;
  readonly connect?: (file: string) => DatabaseSync;
}

export interface Replica extends ReplicaReader, ReplicaWriter {
  readonly file: string;
  readonly layout: Layout;
  /** The file's only connection, for search and RxDB in this folder. They never write row tables. */
  readonly database: DatabaseSync;
  /** Before the first rows of an empty replica: leaves out what can be built at the end. */
  readonly beginFill: () => void;
  /** Builds what was left out, moves all into the main file and syncs it. */
  readonly endFill: () => void;
  /** Whether a fill was begun and not ended, in this run or an earlier one. */
  readonly filling: () => boolean;
  /** Takes every row off the disk, overwritten and not only unlinked. */
  readonly wipe: () => void;
  readonly close: () => void;
}

/**
 * Opens the replica's file or makes an empty one. Refuses `replica-layout` when the file has other
 * tables than the layout says (make a new file beside it), `replica-damaged` (throw it away),
 * `replica-in-use` and `replica-unwritable`.
 */
export function openReplica(options: ReplicaOptions): Result<Replica, ReplicaRefusalCode> {
  const layout = options.layout ?? currentLayout;
  let database: DatabaseSync | undefined;
  try {
    const fresh = !existsSync(options.file);
    database = (options.connect ?? connectToFile)(options.file);
    prepareConnection(database);
    if (fresh) createTables(database, layout);
    else if (!hasLayout(database, layout)) {
      database.close();
      return refuse("replica-layout");
    } else readMarks(database);
    return done(replicaOver(database, layout, options));
  } catch (error) {
    if (database?.isOpen) database.close();
    const code = openingRefusal(error);
    if (code === undefined) throw error;
    return refuse(code);
  }
}

/** Whether a file's tables and indexes are word for word those of the layout. */
export function hasLayout(database: DatabaseSync, layout: Layout): boolean {
  if (database.prepare("PRAGMA application_id").get()?.application_id !== REPLICA_APPLICATION_ID) {
    return false;
  }
  if (database.prepare("PRAGMA user_version").get()?.user_version !== layout.version) return false;
  const found = new Map(
    database
      .prepare("SELECT name, sql FROM sqlite_schema WHERE sql IS NOT NULL")
      .all()
      .map((row) => [String(row.name), String(row.sql)]),
  );
  const late = new Set(isFilling(database) ? deferrableIndexes(layout).map(nameOf) : []);
  return schemaObjects(layout).every(
    ({ name, sql }) => found.get(name) === sql || (late.has(name) && !found.has(name)),
  );
}

/** Without these nothing can be said about the rest: damage here is found at open. */
function readMarks(database: DatabaseSync): void {
  for (const table of ["checkpoint", "seen", "meta"])
    database.prepare(`SELECT * FROM ${table}`).all();
}

function nameOf(object: SchemaObject): string {
  return object.name;
}

function isFilling(database: DatabaseSync): boolean {
  return database.prepare("SELECT 1 FROM meta WHERE key = 'filling'").get() !== undefined;
}

/** Makes the empty tables of a layout, in one transaction. */
function createTables(database: DatabaseSync, layout: Layout): void {
  const statements = schemaObjects(layout).map((object) => object.sql);
  database.exec(`BEGIN IMMEDIATE; ${statements.join(";\n")};
    PRAGMA application_id = ${REPLICA_APPLICATION_ID};
    PRAGMA user_version = ${layout.version};
    INSERT INTO meta VALUES ('applied', '1'); COMMIT`);
}

function connectToFile(file: string): DatabaseSync {
  return new DatabaseSync(file, { enableDoubleQuotedStringLiterals: false, timeout: 0 });
}

function prepareConnection(database: DatabaseSync): void {
  database.exec(`PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = WAL;
    PRAGMA synchronous = NORMAL; PRAGMA temp_store = MEMORY; PRAGMA cache_size = -16384;
    PRAGMA wal_autocheckpoint = 4000; PRAGMA trusted_schema = OFF; BEGIN IMMEDIATE; COMMIT`);
  const mode = database.prepare("PRAGMA synchronous").get()?.synchronous;
  assert(mode === 1, "the replica's connection is synchronous=NORMAL");
}

function replicaOver(database: DatabaseSync, layout: Layout, options: ReplicaOptions): Replica {
  const reader = openReader(database, layout);
  const applier = openApplier({ database, layout, fault: options.fault });
  return {
    ...reader,
    ...applier,
    file: options.file,
    layout,
    database,
    beginFill: () => {
      const drops = deferrableIndexes(layout).map(({ name }) => `DROP INDEX IF EXISTS "${name}";`);
      if (Object.keys(reader.checkpoints()).length > 0) return;
      database.exec(`BEGIN IMMEDIATE; INSERT OR REPLACE INTO meta VALUES ('filling', '1');
        ${drops.join("\n")} COMMIT`);
    },
    endFill: () => {
      const builds = deferrableIndexes(layout).map(
        ({ sql }) => `${sql.replace("CREATE INDEX", "CREATE INDEX IF NOT EXISTS")};`,
      );
      database.exec(`BEGIN IMMEDIATE; ${builds.join("\n")}
        DELETE FROM meta WHERE key = 'filling'; COMMIT; PRAGMA wal_checkpoint(TRUNCATE)`);
    },
    filling: () => isFilling(database),
    wipe: () => {
      const drop = Object.keys(reader.checkpoints());
      database.exec("PRAGMA secure_delete = ON");
      applier.applyPage({ rows: [], checkpoints: {}, seen: {}, drop });
      database.exec("PRAGMA wal_checkpoint(TRUNCATE)");
    },
    close: () => {
      if (database.isOpen) database.close();
    },
  };
}

function openingRefusal(error: unknown): ReplicaRefusalCode | undefined {
  if (!(error instanceof Error) || !("errcode" in error)) return undefined;
  switch (Number(error.errcode) & 0xff) {
    case 5:
      return "replica-in-use";
    case 8:
    case 10:
    case 13:
    case 14:
      return "replica-unwritable";
    case 11:
    case 26:
      return "replica-damaged";
    default:
      return undefined;
  }
}
