/**
 * One collection of RxDB over one SQLite table. An own table is written through `bulkWrite`; a table
 * of the replica is written by `applyPage` only and heard of through its page changes.
 */
import type { DatabaseSync } from "node:sqlite";
import {
  type BulkWriteRow,
  categorizeBulkWriteRows,
  type EventBulk,
  getPrimaryFieldOfPrimaryKey,
  now,
  type PreparedQuery,
  type RxDocumentData,
  type RxJsonSchema,
  type RxStorageBulkWriteResponse,
  type RxStorageChangeEvent,
  type RxStorageCountResult,
  type RxStorageDefaultCheckpoint,
  type RxStorageInstance,
  type RxStorageInstanceCreationParams,
  type RxStorageQueryResult,
} from "rxdb";
import { type Observable, Subject } from "rxjs";
import { keyText } from "#shared/protocol/image/columns.ts";
import type { TableLayout } from "#shared/protocol/image/layout.ts";
import type { PageChange } from "../apply.ts";
import type { Replica } from "../tables.ts";
import {
  type Document,
  type DocumentTable,
  type OwnTable,
  openOwnTable,
  replicaDocument,
  replicaDocuments,
} from "./documents.ts";
import { type DocumentReader, openDocumentReader } from "./query.ts";

/** Options and internals of an instance are nobody's business but this folder's. */
export type NodeSqliteOptions = Readonly<Record<string, never>>;
type Checkpoint = RxStorageDefaultCheckpoint;
type Params<RxDocType> = RxStorageInstanceCreationParams<RxDocType, NodeSqliteOptions>;
type Events<RxDocType> = EventBulk<RxStorageChangeEvent<RxDocType>, Checkpoint>;
export type Instance<RxDocType> = RxStorageInstance<
  RxDocType,
  NodeSqliteInternals,
  NodeSqliteOptions,
  Checkpoint
>;

export interface NodeSqliteInternals {
  readonly database: DatabaseSync;
}

/** A connection that is shared by instances and closed by the last. */
export interface SharedConnection {
  readonly database: DatabaseSync;
  /**
   * The changes of one table, for all its instances: told at once, so that each hears them in the
   * order of the commits. A channel between instances would bring another's write after one's own.
   */
  readonly changesOf: (table: string) => Subject<unknown>;
  readonly release: () => void;
}

/** An instance over a table of its own in `main` or, for RxDB's internal store, in `temp`. */
export function openOwnInstance<RxDocType>(
  params: Params<RxDocType>,
  connection: SharedConnection,
  schemaName: "main" | "temp",
): Instance<RxDocType> {
  const schema = params.schema as unknown as RxJsonSchema<Document>;
  const { collectionName } = params;
  const table = openOwnTable(connection.database, { schemaName, collectionName }, schema);
  const shared = connection.changesOf(table.name) as Subject<Events<RxDocType>>;
  const changes = new Subject<Events<RxDocType>>();
  const heard = shared.subscribe((bulk) => changes.next(bulk));
  const release = (): void => {
    heard.unsubscribe();
    connection.release();
  };
  const base = openBase(params, { database: connection.database, release }, table, changes);
  const primaryPath = getPrimaryFieldOfPrimaryKey(params.schema.primaryKey);
  const remove = connection.database.prepare(
    `DELETE FROM ${table.name} WHERE deleted = 1 AND lwt <= ?`,
  );
  const instance: Instance<RxDocType> = {
    ...base.instance,
    bulkWrite: async (rows, context) => {
      base.ensureOpen();
      const written = writeRows(
        { instance, database: connection.database, table, base },
        rows,
        context,
      );
      const documents = [...written.bulkInsertDocs, ...written.bulkUpdateDocs].map(
        ({ document }) => ({ id: String(document[primaryPath]), lwt: document._meta.lwt }),
      );
      if (written.eventBulk.events.length > 0) {
        shared.next({
          ...written.eventBulk,
          checkpoint: newest(documents),
        } as Events<RxDocType>);
      }
      return { error: written.errors };
    },
    cleanup: async (minimumDeletedTime) => {
      base.ensureOpen();
      remove.run(now() - minimumDeletedTime);
      return true;
    },
    remove: async () => {
      base.ensureOpen();
      table.drop();
      await base.instance.close();
    },
  };
  return instance;
}

/** The checkpoint that has every one of these behind it: by last write time, then by key. */
function newest(checkpoints: readonly Checkpoint[]): Checkpoint {
  return checkpoints.reduce(
    (last, next) => {
      const later = next.lwt > last.lwt;
      return later || (next.lwt === last.lwt && next.id > last.id) ? next : last;
    },
    { id: "", lwt: 0 },
  );
}

interface WriteTarget<RxDocType> {
  readonly instance: Instance<RxDocType>;
  readonly database: DatabaseSync;
  readonly table: OwnTable;
  readonly base: { readonly reader: DocumentReader };
}

/** Checks, writes and sorts a bulk in one transaction; who loses a conflict is among the errors. */
function writeRows<RxDocType>(
  { instance, database, table, base }: WriteTarget<RxDocType>,
  rows: BulkWriteRow<RxDocType>[],
  context: string,
) {
  const primaryPath = getPrimaryFieldOfPrimaryKey(instance.schema.primaryKey);
  database.exec("BEGIN IMMEDIATE");
  try {
    const keys = rows.map(({ document }) => keyText(String(document[primaryPath])));
    const known = new Map(
      base.reader
        .byIds(keys, true)
        .map((document) => [String(document[primaryPath]), document as RxDocumentData<RxDocType>]),
    );
    const sorted = categorizeBulkWriteRows<RxDocType>(
      instance,
      primaryPath as never,
      known as never,
      rows,
      context,
    );
    for (const { document } of [...sorted.bulkInsertDocs, ...sorted.bulkUpdateDocs]) {
      table.put(document as Document);
    }
    database.exec("COMMIT");
    return sorted;
  } catch (error) {
    if (database.isTransaction) database.exec("ROLLBACK");
    throw error;
  }
}

/** An instance over a table of the replica: reads it, hears its pages, refuses to write it. */
export function openReplicaInstance<RxDocType>(
  params: Params<RxDocType>,
  replica: Replica,
  layout: TableLayout,
): Instance<RxDocType> {
  const table = replicaDocuments(layout);
  const changes = new Subject<Events<RxDocType>>();
  const stop = replica.onChange((change) => {
    const bulk = eventsOf(change, layout);
    if (bulk !== undefined) changes.next(bulk as unknown as Events<RxDocType>);
  });
  const connection = { database: replica.database, release: stop };
  const base = openBase(params, connection, table, changes);
  const refuse = async (): Promise<RxStorageBulkWriteResponse<RxDocType>> => {
    throw new Error(
      `The collection "${params.collectionName}" is the replica's: only applyPage writes it.`,
    );
  };
  return {
    ...base.instance,
    bulkWrite: refuse,
    cleanup: async () => {
      base.ensureOpen();
      replica.purge();
      return true;
    },
    remove: async () => {
      await refuse();
    },
  };
}

function eventsOf(
  { applied, tables }: PageChange,
  { name }: TableLayout,
): EventBulk<unknown, Checkpoint> | undefined {
  const changes = tables.get(name);
  if (changes === undefined) return undefined;
  const events = changes.map(({ id, before, row, beforeApplied }) => ({
    documentId: id,
    operation: row === undefined ? "DELETE" : before === undefined ? "INSERT" : "UPDATE",
    documentData: replicaDocument(row ?? before ?? {}, { applied, deleted: row === undefined }),
    previousDocumentData:
      before === undefined
        ? undefined
        : replicaDocument(before, { applied: beforeApplied, deleted: false }),
  }));
  const checkpoint = newest(changes.map(({ id }) => ({ id, lwt: applied })));
  return { id: `${name}-${applied}`, events, checkpoint, context: "replica-page" };
}

interface Base<RxDocType> {
  readonly instance: Omit<Instance<RxDocType>, "bulkWrite" | "cleanup" | "remove">;
  readonly reader: DocumentReader;
  readonly ensureOpen: () => void;
}

/** What every instance has in common: reading, the change stream, closing. */
function openBase<RxDocType>(
  params: Params<RxDocType>,
  connection: Pick<SharedConnection, "database" | "release">,
  table: DocumentTable,
  changes: Subject<Events<RxDocType>>,
): Base<RxDocType> {
  const reader = openDocumentReader(
    connection.database,
    table,
    params.schema as unknown as RxJsonSchema<Document>,
  );
  const primaryPath = String(getPrimaryFieldOfPrimaryKey(params.schema.primaryKey));
  let closed: Promise<void> | undefined;
  const ensureOpen = (): void => {
    if (closed !== undefined) {
      throw new Error(
        `RxStorageInstance is closed: ${params.databaseName}-${params.collectionName}`,
      );
    }
  };
  const asDocuments = (list: Document[]) => list as unknown as RxDocumentData<RxDocType>[];
  const instance: Base<RxDocType>["instance"] = {
    databaseName: params.databaseName,
    collectionName: params.collectionName,
    schema: params.schema,
    internals: { database: connection.database },
    options: params.options,
    findDocumentsById: async (ids, withDeleted) => {
      ensureOpen();
      return asDocuments(reader.byIds(ids.map(keyText), withDeleted));
    },
    query: async (prepared): Promise<RxStorageQueryResult<RxDocType>> => {
      ensureOpen();
      const documents = reader.query(prepared as unknown as PreparedQuery<Document>);
      return { documents: asDocuments(documents) };
    },
    count: async (prepared): Promise<RxStorageCountResult> => {
      ensureOpen();
      return reader.count(prepared as unknown as PreparedQuery<Document>);
    },
    getAttachmentData: async () => {
      throw new Error("Attachments are not kept by this storage: files have their own place.");
    },
    getChangedDocumentsSince: async (limit, checkpoint) => {
      ensureOpen();
      const from = { lwt: checkpoint?.lwt ?? 0, key: keyText(checkpoint?.id ?? "") };
      const documents = reader.since(from, limit);
      const last = documents.at(-1) as RxDocumentData<Document> | undefined;
      return {
        documents: asDocuments(documents),
        checkpoint:
          last === undefined
            ? (checkpoint ?? { id: "", lwt: 0 })
            : { id: String(last[primaryPath]), lwt: last._meta.lwt },
      };
    },
    changeStream: (): Observable<Events<RxDocType>> => changes.asObservable(),
    close: () => {
      closed ??= Promise.resolve().then(() => {
        changes.complete();
        connection.release();
      });
      return closed;
    },
  };
  return { instance, reader, ensureOpen };
}
