/**
 * The working set of one fold: rows as the entry leaves them, read through so that two lines about
 * one row add up. What the kinds do with it is in the files beside this one.
 */
import { assert } from "../../base/assert.ts";
import type { RefusalArgs } from "../../base/result.ts";
import type { EntryKind } from "../../records/entries/index.ts";
import type { Entry } from "../../records/entry.ts";
import type { ExceptionCode } from "../../records/exceptions.ts";
import type { Rows } from "../../records/rows/index.ts";
import type { SettingsView } from "../catalogue.ts";
import type {
  Folded,
  FoldedException,
  FoldedTable,
  RowChange,
  RowKey,
  RowReader,
} from "./contract.ts";

export interface FoldDraft {
  /** The row as the entry has made it so far. */
  get<Table extends FoldedTable>(table: Table, id: string): Rows[Table] | undefined;
  put<Table extends FoldedTable>(table: Table, row: Rows[Table]): void;
  except(code: ExceptionCode, args: RefusalArgs): void;
}

/** How one kind of entry folds: which rows it looks at, and what it makes of them. */
export interface FoldHandler<Kind extends EntryKind> {
  readonly keys: (entry: Entry<Kind>, settings: SettingsView) => readonly RowKey[];
  readonly fold: (entry: Entry<Kind>, draft: FoldDraft, settings: SettingsView) => void;
}

/** Runs `work` over a fresh working set and answers what changed, in the order of first change. */
export function foldWith(read: RowReader, work: (draft: FoldDraft) => void): Folded {
  const rows = new Map<string, RowChange>();
  const exceptions: FoldedException[] = [];
  work({
    get(table, id) {
      const change = rows.get(`${table}/${id}`);
      return change === undefined ? read(table, id) : (change.row as Rows[typeof table]);
    },
    put(table, row) {
      const { id } = row as { readonly id: string };
      assert(id !== "", "a row that changes has an id");
      rows.set(`${table}/${id}`, { table, id, row } as RowChange);
    },
    except(code, args) {
      exceptions.push({ code, args });
    },
  });
  return { changes: [...rows.values()], exceptions };
}

/** A list whose absence means empty: bodies from the wire may leave defaults out. */
export function list<Item>(items: readonly Item[] | undefined): readonly Item[] {
  return items ?? [];
}

/** The policy of the store, if both are known. */
export function policyOf(storeId: string, settings: SettingsView) {
  const store = settings.setting("store", storeId);
  return store === undefined ? undefined : settings.setting("policy", store.policyId);
}

/** The place of the store's own shelf; the store's id when the store is not known. */
export function placeOf(storeId: string, settings: SettingsView): string {
  return settings.setting("store", storeId)?.placeId ?? storeId;
}
