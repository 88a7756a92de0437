/**
 * The overlay's memory: pending entries with the rows they touch, and those rows as folded. Which
 * entry is pending, and for which stream, is decided in overlay.ts.
 */
import { assert, present } from "#shared/base/assert.ts";
import type { FoldedTable, RowChange, RowKey } from "#shared/engine/fold/contract.ts";
import type { AnyEntry } from "#shared/records/entry.ts";
import type { Rows } from "#shared/records/rows/index.ts";

export interface Touch {
  readonly key: RowKey;
  readonly stream: string;
}

export interface Pending {
  readonly find: <Table extends FoldedTable>(
    table: Table,
    id: string,
  ) => { readonly id: string; readonly row: Rows[Table] | undefined } | undefined;
  readonly rowsOf: <Table extends FoldedTable>(
    table: Table,
  ) => readonly { readonly id: string; readonly row: Rows[Table] | undefined }[];
  /** Every row the overlay stands for. */
  readonly keys: () => readonly RowKey[];
  readonly put: (change: RowChange) => void;
  /** Takes a row out of the overlay; says whether it was there. */
  readonly drop: (key: RowKey) => boolean;
  readonly keep: (entry: AnyEntry, touches: readonly Touch[]) => void;
  /** Lets go of an entry; its rows stay until dropped. */
  readonly forget: (sequence: number) => AnyEntry;
  readonly sequences: () => readonly number[];
  readonly touchesOf: (sequence: number) => readonly Touch[];
  /** Sequences, in order, that share rows, directly or through others, with a touch that matches. */
  readonly connected: (matches: (touch: Touch) => boolean) => readonly number[];
}

interface Kept {
  readonly entry: AnyEntry;
  readonly touches: readonly Touch[];
}

/** An empty memory. */
export function openPending(): Pending {
  const tables = new Map<string, Map<string, RowChange>>();
  const kept = new Map<number, Kept>();
  const byRow = new Map<string, Set<number>>();

  return {
    find: <Table extends FoldedTable>(table: Table, id: string) =>
      tables.get(table)?.get(id) as { id: string; row: Rows[Table] | undefined } | undefined,
    rowsOf: <Table extends FoldedTable>(table: Table) =>
      [...(tables.get(table)?.values() ?? [])] as unknown as readonly {
        id: string;
        row: Rows[Table] | undefined;
      }[],
    keys: () => [...tables.values()].flatMap((rows) => [...rows.values()]),
    put: (change) => {
      const rows = tables.get(change.table) ?? new Map<string, RowChange>();
      tables.set(change.table, rows.set(change.id, change));
    },
    drop: ({ table, id }) => tables.get(table)?.delete(id) ?? false,
    keep: (entry, touches) => {
      assert(!kept.has(entry.sequence), "an entry is folded once");
      kept.set(entry.sequence, { entry, touches });
      for (const { key } of touches) {
        const text = rowKeyText(key);
        byRow.set(text, (byRow.get(text) ?? new Set()).add(entry.sequence));
      }
    },
    forget: (sequence) => {
      const { entry, touches } = present(kept.get(sequence), "the entry is pending");
      kept.delete(sequence);
      for (const { key } of touches) {
        const text = rowKeyText(key);
        const on = byRow.get(text);
        on?.delete(sequence);
        if (on?.size === 0) byRow.delete(text);
      }
      return entry;
    },
    sequences: () => [...kept.keys()].sort((left, right) => left - right),
    touchesOf: (sequence) => kept.get(sequence)?.touches ?? [],
    connected: (matches) => {
      const found = new Set<number>();
      const waiting: number[] = [];
      for (const [sequence, { touches }] of kept) {
        if (!touches.some(matches)) continue;
        found.add(sequence);
        waiting.push(sequence);
      }
      for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
        for (const { key } of kept.get(next)?.touches ?? []) {
          for (const other of byRow.get(rowKeyText(key)) ?? []) {
            if (found.has(other)) continue;
            found.add(other);
            waiting.push(other);
          }
        }
      }
      return [...found].sort((left, right) => left - right);
    },
  };
}

/** One text for a table and a row's id. */
function rowKeyText({ table, id }: RowKey): string {
  return `${table}/${id}`;
}
