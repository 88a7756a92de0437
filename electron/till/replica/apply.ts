/**
 * The only writer of the replica: a page of rows of several tables together with its checkpoints and
 * `seen`, in one transaction (F13), then the events. What the rows mean is not known here.
 */
import type { DatabaseSync, StatementSync } from "node:sqlite";
import { present } from "#shared/base/assert.ts";
import { planted } from "#shared/base/planted.ts";
import type { Layout } from "#shared/protocol/image/layout.ts";
import type { Checkpoints, Seen } from "#shared/protocol/messages.ts";
import type { TableName } from "#shared/records/rows/index.ts";
import { NOTE_KINDS, noteKey } from "./notes.ts";
import { openTable, type PageRow, type RowChange, type TableWriter } from "./table-writer.ts";
import type { ReplicaFaultPoint } from "./tables.ts";

export interface ReplicaPage {
  readonly rows: readonly PageRow[];
  readonly checkpoints: Checkpoints;
  readonly seen: Seen;
  /** How far looks have brought rows ahead of the checkpoints, by stream. */
  readonly ahead?: Checkpoints;
  /** Streams whose fill from the beginning goes under a floor; the others of this page are above it. */
  readonly floors?: Readonly<Record<string, number>>;
  /** Streams to drop whole before the rows: left, or reset to another epoch. */
  readonly drop?: readonly string[];
  /** Rows to take away before the others, whatever their position: a bucket fetched again. */
  readonly remove?: readonly { readonly table: string; readonly id: string }[];
}

export interface PageChange {
  /** The till's own counter of pages, one higher for each. */
  readonly applied: number;
  readonly tables: ReadonlyMap<TableName, readonly RowChange[]>;
}

export interface ReplicaWriter {
  /**
   * Applies a page: rows, checkpoints and `seen` together or not at all. A row not newer than the one
   * here (same stream) is left alone, so a page may come twice; unknown tables are skipped. While
   * `fill` is set nobody is told. `within` runs in the same transaction, after the rows: search is
   * brought along there. Says how many rows changed.
   */
  readonly applyPage: (
    page: ReplicaPage,
    options?: { readonly fill?: boolean; readonly within?: () => void },
  ) => number;
  /** Calls back after each committed page, with all its tables. Returns how to stop. */
  readonly onChange: (listener: (change: PageChange) => void) => () => void;
  readonly applied: () => number;
  /** Takes away the traces of rows that are gone; says how many. */
  readonly purge: () => number;
}

interface ApplierOptions {
  readonly database: DatabaseSync;
  readonly layout: Layout;
  readonly fault: ((point: ReplicaFaultPoint) => void) | undefined;
}

/** The writing side of an open replica. */
export function openApplier({ database, layout, fault }: ApplierOptions): ReplicaWriter {
  // Statements are made when a table is first written: a till that opens to sell waits for none.
  const layouts = new Map(layout.tables.map((table) => [table.name as string, table]));
  const opened = new Map<string, TableWriter>();
  const tableOf = (name: string): TableWriter | undefined => {
    const known = opened.get(name);
    const table = layouts.get(name);
    if (known !== undefined || table === undefined) return known;
    const writer = openTable(database, table);
    opened.set(name, writer);
    return writer;
  };
  const everyTable = (): TableWriter[] =>
    layout.tables.map(({ name }) => present(tableOf(name), "a table of the layout"));
  const marks = openMarks(database);
  const inTransaction = openTransactions(database);
  const listeners = new Set<(change: PageChange) => void>();

  function write(
    page: ReplicaPage,
    applied: number,
    changes: Map<TableName, RowChange[]> | undefined,
  ): number {
    let changed = 0;
    for (const stream of planted("F18") ? [] : (page.drop ?? [])) {
      for (const table of everyTable()) {
        changed += table.drop(stream, applied, changesOf(changes, table.name));
      }
      marks.drop(stream);
    }
    for (const { table: name, id } of page.remove ?? []) {
      const table = tableOf(name);
      if (table?.remove(id, applied, changesOf(changes, table.name))) changed += 1;
    }
    for (const row of page.rows) {
      const table = tableOf(row.table);
      if (table?.apply(row, applied, changesOf(changes, table.name))) changed += 1;
    }
    fault?.("between-rows-and-checkpoint");
    marks.set(page.checkpoints, page.seen);
    marks.setNotes(page);
    return changed;
  }

  return {
    applyPage: (page, options = {}) => {
      const watched = !options.fill && listeners.size > 0;
      const changes = watched ? new Map<TableName, RowChange[]>() : undefined;
      if (planted("F13")) inTransaction(() => marks.set(page.checkpoints, page.seen));
      let applied = 0;
      const changed = inTransaction(() => {
        applied = marks.nextApplied();
        const count = write(page, applied, changes);
        options.within?.();
        fault?.("before-commit");
        return count;
      });
      fault?.("after-commit");
      if (changes !== undefined) {
        const tell = { applied, tables: onlyChanged(changes) };
        if (tell.tables.size > 0) for (const listener of [...listeners]) listener(tell);
      }
      return changed;
    },
    onChange: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    applied: marks.applied,
    purge: () => inTransaction(() => everyTable().reduce((sum, table) => sum + table.purge(), 0)),
  };
}

/** Runs work in a transaction; beginning and end are prepared once, because most pages are one row. */
function openTransactions(database: DatabaseSync): <Value>(work: () => Value) => Value {
  const begin = database.prepare("BEGIN IMMEDIATE");
  const commit = database.prepare("COMMIT");
  return (work) => {
    begin.run();
    try {
      const value = work();
      commit.run();
      return value;
    } catch (error) {
      if (database.isTransaction) database.exec("ROLLBACK");
      throw error;
    }
  };
}

function changesOf(
  changes: Map<TableName, RowChange[]> | undefined,
  table: TableName,
): RowChange[] | undefined {
  if (changes === undefined) return undefined;
  const known = changes.get(table);
  if (known !== undefined) return known;
  const fresh: RowChange[] = [];
  changes.set(table, fresh);
  return fresh;
}

/** One change a row: two revisions of one page are one step from the first `before` to the last row. */
function onlyChanged(
  changes: ReadonlyMap<TableName, readonly RowChange[]>,
): ReadonlyMap<TableName, readonly RowChange[]> {
  const tables = new Map<TableName, readonly RowChange[]>();
  for (const [table, list] of changes) {
    const byId = new Map<string, RowChange>();
    for (const change of list) {
      const first = byId.get(change.id);
      byId.set(
        change.id,
        first === undefined
          ? change
          : { ...change, before: first.before, beforeApplied: first.beforeApplied },
      );
    }
    const real = [...byId.values()].filter(
      ({ before, row }) => before !== undefined || row !== undefined,
    );
    if (real.length > 0) tables.set(table, real);
  }
  return tables;
}

interface Marks {
  readonly applied: () => number;
  readonly nextApplied: () => number;
  readonly setNotes: (page: Pick<ReplicaPage, "checkpoints" | "ahead" | "floors">) => void;
  readonly set: (checkpoints: Checkpoints, seen: Seen) => void;
  readonly drop: (stream: string) => void;
}

function openMarks(database: DatabaseSync): Marks {
  const upsert = (sql: string): StatementSync => database.prepare(sql);
  const applied = database.prepare("SELECT value FROM meta WHERE key = 'applied'");
  const raise = database.prepare(
    "UPDATE meta SET value = value + 1 WHERE key = 'applied' RETURNING value",
  );
  const checkpoint = upsert(
    `INSERT INTO checkpoint VALUES (?, ?, ?) ON CONFLICT DO UPDATE
     SET epoch = excluded.epoch, position = excluded.position`,
  );
  const seen = upsert(
    "INSERT INTO seen VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET sequence = excluded.sequence",
  );
  const dropCheckpoint = database.prepare("DELETE FROM checkpoint WHERE stream = ?");
  const dropSeen = database.prepare("DELETE FROM seen WHERE stream = ?");
  const begin = upsert("INSERT INTO checkpoint VALUES (?, ?, 0) ON CONFLICT DO NOTHING");
  const note = upsert("INSERT OR REPLACE INTO meta VALUES (?, ?)");
  const dropNote = database.prepare("DELETE FROM meta WHERE key = ?");
  return {
    applied: () => Number(applied.get()?.value),
    nextApplied: () => Number(present(raise.all()[0], "a replica counts its pages").value),
    set: (checkpoints, registers) => {
      for (const [stream, { epoch, position }] of Object.entries(checkpoints)) {
        checkpoint.run(stream, epoch, position);
      }
      for (const [stream, sequences] of Object.entries(registers)) {
        for (const [registerId, sequence] of Object.entries(sequences)) {
          seen.run(stream, registerId, sequence);
        }
      }
    },
    setNotes: ({ checkpoints, ahead = {}, floors = {} }) => {
      for (const stream of Object.keys(checkpoints)) {
        const floor = floors[stream];
        if (floor === undefined) dropNote.run(noteKey("floor", stream));
        else note.run(noteKey("floor", stream), JSON.stringify(floor));
      }
      for (const [stream, at] of Object.entries(ahead)) {
        // The stream is one of the till's from now on: left or reset, its rows go with it.
        begin.run(stream, at.epoch);
        note.run(noteKey("ahead", stream), JSON.stringify(at));
      }
    },
    drop: (stream) => {
      dropCheckpoint.run(stream);
      dropSeen.run(stream);
      for (const kind of NOTE_KINDS) dropNote.run(noteKey(kind, stream));
    },
  };
}
