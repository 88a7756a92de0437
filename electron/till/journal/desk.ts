/**
 * The desk: what lies on the counter now (draft basket, print queue, device settings, PIN lock-outs,
 * HQ drafts), as JSON by kind and key, in the journal's file. Money is never only here.
 */
import type { DatabaseSync } from "node:sqlite";

export interface DeskItem<Value = unknown> {
  readonly key: string;
  readonly value: Value;
}

/** Reads and writes that take part in whatever transaction is open. */
export interface Desk {
  /** Keeps `value` (plain JSON) under kind and key, in place of what was there. */
  readonly put: (kind: string, key: string, value: unknown) => void;
  readonly get: <Value>(kind: string, key: string) => Value | undefined;
  /** Takes the item away; says whether it was there. */
  readonly delete: (kind: string, key: string) => boolean;
  /** All items of a kind, by key in the order of UTF-8 bytes. */
  readonly list: <Value>(kind: string) => readonly DeskItem<Value>[];
}

/** The desk tables of an open journal. */
export function openDesk(database: DatabaseSync): Desk {
  const put = database.prepare(
    "INSERT INTO desk VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET value = excluded.value",
  );
  const get = database.prepare("SELECT value FROM desk WHERE kind = ? AND key = ?");
  const remove = database.prepare("DELETE FROM desk WHERE kind = ? AND key = ?");
  const list = database.prepare("SELECT key, value FROM desk WHERE kind = ? ORDER BY key");
  return {
    put: (kind, key, value) => {
      put.run(kind, key, JSON.stringify(value));
    },
    get: <Value>(kind: string, key: string) => {
      const row = get.get(kind, key);
      return row === undefined ? undefined : (JSON.parse(String(row.value)) as Value);
    },
    delete: (kind, key) => Number(remove.run(kind, key).changes) > 0,
    list: <Value>(kind: string) =>
      list.all(kind).map((row) => ({
        key: String(row.key),
        value: JSON.parse(String(row.value)) as Value,
      })),
  };
}
