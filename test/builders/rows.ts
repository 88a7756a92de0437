/** Rows in memory for tests of the fold: a reader, a strict reader, and applying what a fold says. */

import type { SettingsView } from "#shared/engine/catalogue.ts";
import type { FoldedTable, RowChange, RowKey, RowReader } from "#shared/engine/fold/contract.ts";
import { foldEntry, keysOf } from "#shared/engine/fold/index.ts";
import type { AnyEntry, Entry } from "#shared/records/entry.ts";
import type { ClientRow } from "#shared/records/rows/client.ts";
import type { Rows } from "#shared/records/rows/index.ts";
import type { StockRow } from "#shared/records/rows/stock.ts";
import { stockRowId } from "#shared/records/rows/stock.ts";

export interface RowStore {
  readonly read: RowReader;
  put<Table extends FoldedTable>(table: Table, row: Rows[Table]): RowStore;
  apply(changes: readonly RowChange[]): void;
  /** All rows of a table, by id. */
  all<Table extends FoldedTable>(table: Table): readonly Rows[Table][];
}

/** An empty store of rows. */
export function aRowStore(): RowStore {
  const rows = new Map<string, unknown>();
  const store: RowStore = {
    read: (table, id) => rows.get(`${table}/${id}`) as Rows[typeof table] | undefined,
    put(table, row) {
      rows.set(`${table}/${(row as { readonly id: string }).id}`, row);
      return store;
    },
    apply(changes) {
      for (const change of changes) {
        if (change.row === undefined) rows.delete(`${change.table}/${change.id}`);
        else rows.set(`${change.table}/${change.id}`, change.row);
      }
    },
    all: (table) =>
      [...rows.keys()]
        .filter((key) => key.startsWith(`${table}/`))
        .sort()
        .map((key) => rows.get(key) as Rows[typeof table]),
  };
  return store;
}

/** A reader that throws on any row that was not named, so that `keysOf` is held to its word. */
export function strictReader(read: RowReader, keys: readonly RowKey[]): RowReader {
  const named = new Set(keys.map((key) => `${key.table}/${key.id}`));
  return (table, id) => {
    if (!named.has(`${table}/${id}`)) throw new Error(`keysOf did not name ${table}/${id}`);
    return read(table, id);
  };
}

/** Folds an entry into the store through a strict reader and answers its exceptions' codes. */
export function foldInto(store: RowStore, entry: Entry, settings: SettingsView): string[] {
  const any = entry as unknown as AnyEntry;
  const read = strictReader(store.read, keysOf(any, settings));
  const folded = foldEntry(any, read, settings);
  store.apply(folded.changes);
  return folded.exceptions.map((exception) => exception.code);
}

/** Stock of a product at a place: ten pieces at place-1. */
export function aStockRow(fields: Partial<StockRow> = {}): StockRow {
  const placeId = fields.placeId ?? "place-1";
  const productId = fields.productId ?? "product-1";
  return {
    id: stockRowId(placeId, productId),
    placeId,
    productId,
    onHandMilli: 10_000,
    reservedMilli: 0,
    inTransitMilli: 0,
    safetyMilli: 0,
    lowMilli: 0,
    asOfMs: 0,
    ...fields,
  };
}

/** A client with nothing but a name. */
export function aClientRow(fields: Partial<ClientRow> = {}): ClientRow {
  return {
    id: "client-1",
    name: "Maya Okafor",
    tags: [],
    segmentIds: [],
    consents: [],
    interests: [],
    createdAtMs: 0,
    visits: 0,
    stamps: {},
    ...fields,
  };
}
