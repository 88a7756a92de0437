/**
 * RxDB over an open replica: the collections that screens watch by query. Reading and watching only;
 * rows come by applyPage, and a till that nobody watches runs without this file.
 */
import {
  createRxDatabase,
  type MangoQuery,
  type MangoQueryNoLimit,
  type RxCollection,
  type RxDatabase,
  type RxJsonSchema,
} from "rxdb";
import { BehaviorSubject, map, NEVER, type Observable, switchMap } from "rxjs";
import type { TableLayout } from "#shared/protocol/image/layout.ts";
import type { Rows, TableName } from "#shared/records/rows/index.ts";
import { getRxStorageNodeSqlite } from "./rxdb-storage/index.ts";
import type { Replica } from "./tables.ts";

export type CollectionName = Exclude<TableName, "affinities">;

/** A row as a live query gives it: the row, and the columns made from it (`nameKey`, `categoryId`). */
export type WatchedRow<Name extends CollectionName> = Rows[Name] & {
  readonly nameKey?: string;
  readonly categoryId?: string;
};

export type ReplicaCollections = {
  readonly [Name in CollectionName]: RxCollection<WatchedRow<Name>>;
};

export interface WatchedReplica {
  /** The collections as they are now; `renew` puts others in their place. */
  readonly collections: ReplicaCollections;
  /**
   * The rows of a query, now and after each page that changes them, as plain data. Goes on over a
   * renewal; ends with `close`.
   */
  readonly watch: <Name extends CollectionName>(
    name: Name,
    query?: MangoQuery<WatchedRow<Name>>,
  ) => Observable<readonly WatchedRow<Name>[]>;
  /** How many rows match, without loading them; the selector's fields must be columns. */
  readonly watchCount: <Name extends CollectionName>(
    name: Name,
    query?: MangoQueryNoLimit<WatchedRow<Name>>,
  ) => Observable<number>;
  /** Opens anew, over the same replica after a fill or over the one that took its place. */
  readonly renew: (replica: Replica) => Promise<void>;
  /** Stops all live queries and closes RxDB; the replica stays open. Before a swap of the file. */
  readonly close: () => Promise<void>;
}

/** Ids and codes are far shorter; names are at most this long (`shortText`). */
const TEXT_CHARACTERS_MAX = 400;
const ID_CHARACTERS_MAX = 80;

let opened = 0;

/**
 * Opens the twelve collections. A page over several of them reaches each live query once, after the
 * page is whole. Pages applied with `fill` are told to nobody: call `renew` after the fill. For a
 * swap of the file: `renew` with the new replica, then close the old one.
 */
export async function openCollections(replica: Replica): Promise<WatchedReplica> {
  let current = await openGeneration(replica);
  const generations = new BehaviorSubject<Generation | undefined>(current);
  const eachGeneration = <Value>(watch: (collections: ReplicaCollections) => Observable<Value>) =>
    generations.pipe(
      switchMap((generation) => (generation === undefined ? NEVER : watch(generation.collections))),
    );
  return {
    get collections() {
      return current.collections;
    },
    watch: (name, query = {}) =>
      eachGeneration((collections) =>
        rowsOf(collections[name] as unknown as RxCollection, query as MangoQuery),
      ) as Observable<readonly never[]>,
    watchCount: (name, query = {}) =>
      eachGeneration((collections) => {
        const collection = collections[name] as unknown as RxCollection;
        return collection.count(query as MangoQueryNoLimit<unknown>).$;
      }),
    renew: async (next) => {
      generations.next(undefined);
      await current.close();
      current = await openGeneration(next);
      generations.next(current);
    },
    close: async () => {
      generations.complete();
      await current.close();
    },
  };
}

function rowsOf(collection: RxCollection, query: MangoQuery): Observable<readonly unknown[]> {
  return collection.find(query).$.pipe(map((found) => plainRows(found)));
}

interface Generation {
  readonly collections: ReplicaCollections;
  readonly close: () => Promise<void>;
}

async function openGeneration(replica: Replica): Promise<Generation> {
  opened += 1;
  const database: RxDatabase = await createRxDatabase({
    name: `replica-${opened}`,
    storage: getRxStorageNodeSqlite({ replica }),
    multiInstance: false,
    eventReduce: true,
    localDocuments: false,
  });
  const tables = replica.layout.tables.filter(({ name }) => name !== "affinities");
  const collections = await database.addCollections(
    Object.fromEntries(tables.map((table) => [table.name, { schema: schemaOf(table) }])),
  );
  return {
    collections: collections as unknown as ReplicaCollections,
    close: async () => {
      await database.close();
    },
  };
}

/** The rows of a query's answer as plain data: RxDB's documents stay behind this line. */
export function plainRows<Row>(
  documents: readonly { readonly toJSON: (withMeta?: false) => unknown }[],
): readonly Row[] {
  return documents.map((document) => document.toJSON() as Row);
}

/** The RxDB schema of a table: its columns by name, the rest of the row unspoken. */
export function schemaOf(table: TableLayout): RxJsonSchema<Record<string, unknown>> {
  const properties = Object.fromEntries(
    table.columns.map(({ name, type }) => [
      name,
      type === "text"
        ? { type: "string", maxLength: TEXT_CHARACTERS_MAX }
        : type === "boolean"
          ? { type: "boolean" }
          : {
              type: "integer",
              minimum: -Number.MAX_SAFE_INTEGER,
              maximum: Number.MAX_SAFE_INTEGER,
              multipleOf: 1,
            },
    ]),
  );
  return {
    version: 0,
    primaryKey: "id",
    type: "object",
    properties: { id: { type: "string", maxLength: ID_CHARACTERS_MAX }, ...properties },
    required: ["id"],
    indexes: table.indexes.map((index) => [...index]),
  } as RxJsonSchema<Record<string, unknown>>;
}
