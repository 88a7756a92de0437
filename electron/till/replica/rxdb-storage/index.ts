/**
 * Our RxStorage on `node:sqlite`. Over a replica it shows the replica's tables as collections; without
 * one it keeps collections of any schema in files, which is how RxDB's own suite judges it.
 */
import { createHash } from "node:crypto";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import {
  ensureRxStorageInstanceParamsAreCorrect,
  RXDB_VERSION,
  type RxStorage,
  type RxStorageInstanceCreationParams,
} from "rxdb";
import { Subject } from "rxjs";
import type { Replica } from "../tables.ts";
import {
  type Instance,
  type NodeSqliteInternals,
  type NodeSqliteOptions,
  openOwnInstance,
  openReplicaInstance,
  type SharedConnection,
} from "./instance.ts";

export interface NodeSqliteSettings {
  /** Collections named like one of its tables show that table; all others live in TEMP tables. */
  readonly replica?: Replica;
  /** Without a replica: the folder of the database files; in memory of this process when absent. */
  readonly folder?: string;
}

export type RxStorageNodeSqlite = RxStorage<NodeSqliteInternals, NodeSqliteOptions>;

const NAME = "node-sqlite";

/**
 * The storage. Instances of one table in one process hear each other's writes; two processes never
 * share a file (DESIGN 5). Attachments are refused at once; encryption and key compression are RxDB's wrappers'.
 * @example createRxDatabase({ name, storage: getRxStorageNodeSqlite({ replica }), multiInstance: false })
 */
export function getRxStorageNodeSqlite(settings: NodeSqliteSettings = {}): RxStorageNodeSqlite {
  return {
    name: NAME,
    rxdbVersion: RXDB_VERSION,
    createStorageInstance: async <RxDocType>(
      params: RxStorageInstanceCreationParams<RxDocType, NodeSqliteOptions>,
    ) => {
      ensureRxStorageInstanceParamsAreCorrect(params);
      if (params.schema.attachments !== undefined) {
        throw new Error(
          `The storage "${NAME}" keeps no attachments; take them out of the schema of "${params.collectionName}".`,
        );
      }
      return createInstance(params, settings);
    },
  };
}

function createInstance<RxDocType>(
  params: RxStorageInstanceCreationParams<RxDocType, NodeSqliteOptions>,
  { replica, folder }: NodeSqliteSettings,
): Instance<RxDocType> {
  if (replica !== undefined) {
    const table = replica.layout.tables.find(({ name }) => name === params.collectionName);
    if (table !== undefined) return openReplicaInstance(params, replica, table);
    return openOwnInstance(params, internalConnection(replica), "temp");
  }
  const connection = sharedConnection(params.databaseName, folder);
  try {
    return openOwnInstance(params, connection, "main");
  } catch (error) {
    connection.release();
    throw error;
  }
}

const internals = new WeakMap<DatabaseSync, SharedConnection>();

/** What RxDB keeps for itself goes through the replica's connection, which it never closes. */
function internalConnection(replica: Replica): SharedConnection {
  const { database } = replica;
  const known = internals.get(database);
  if (known !== undefined) return known;
  const connection = {
    database,
    changesOf: changesByTable(),
    release: () => {},
  };
  internals.set(database, connection);
  return connection;
}

function changesByTable(): SharedConnection["changesOf"] {
  const subjects = new Map<string, Subject<unknown>>();
  return (table) => {
    const known = subjects.get(table) ?? new Subject<unknown>();
    subjects.set(table, known);
    return known;
  };
}

interface OpenFile {
  readonly database: DatabaseSync;
  readonly changesOf: SharedConnection["changesOf"];
  holders: number;
}

const connections = new Map<string, OpenFile>();

/** One connection a file; files are named by hash because database names may be paths. */
function sharedConnection(databaseName: string, folder: string | undefined): SharedConnection {
  const name = createHash("sha256").update(databaseName).digest("hex").slice(0, 32);
  const file = folder === undefined ? `memory ${name}` : join(folder, `${name}.db`);
  let shared = connections.get(file);
  if (shared === undefined) {
    if (folder !== undefined) mkdirSync(folder, { recursive: true });
    const database = new DatabaseSync(folder === undefined ? ":memory:" : file);
    database.exec("PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL");
    shared = { database, changesOf: changesByTable(), holders: 0 };
    connections.set(file, shared);
  }
  const held = shared;
  held.holders += 1;
  let released = false;
  return {
    database: held.database,
    changesOf: held.changesOf,
    release: () => {
      if (released) return;
      released = true;
      held.holders -= 1;
      if (held.holders > 0) return;
      connections.delete(file);
      held.database.close();
    },
  };
}
