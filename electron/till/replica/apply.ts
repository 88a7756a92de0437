/**
 * The only writer of the replica: a page of rows of several tables together with its checkpoints and
 * `seen`, in one transaction (F13), then the events. What the rows mean is not known here.
 */
import type { DatabaseSync, StatementSync } from "node:sqlite";
import { present } from "#shared/base/assert.ts";
import { planted } from "#shared/base/planted.ts";
import { codesOf, columnsOf, storedRow } from "#shared/protocol/image/columns.ts";
import type { Layout, TableLayout } from "#shared/protocol/image/layout.ts";
import type { Checkpoints, Seen } from "#shared/protocol/messages.ts";
import type { TableName } from "#shared/records/rows/index.ts";
import { NOTE_KINDS, noteKey } from "./notes.ts";
import type { ReplicaFaultPoint } from "./tables.ts";

type Row = Readonly<Record<string, unknown>>;

/** One revision of one row; a body of `null` says that it is gone. A text is the body's JSON. */
export interface PageRow {
  readonly stream: string;
  readonly table: string;
  readonly id: string;
  readonly position: number;
  readonly body: Row | string | null;
}

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

/** What one page did to one row. `before` or `row` is missing when it was not or is not there. */
export interface RowChange {
  readonly id: string;
  readonly before: Row | undefined;
  readonly row: Row | undefined;
  /** The page counter at which `before` was written; makes the old revision. */
  readonly beforeApplied: number;
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
        changed += table.drop(stream, changesOf(changes, table.name));
      }
      marks.drop(stream);
    }
    for (const { table: name, id } of page.remove ?? []) {
      const table = tableOf(name);
      if (table?.remove(id, changesOf(changes, table.name))) changed += 1;
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

interface TableWriter {
  readonly name: TableName;
  readonly apply: (row: PageRow, applied: number, changes: RowChange[] | undefined) => boolean;
  readonly remove: (id: string, changes: RowChange[] | undefined) => boolean;
  readonly drop: (stream: string, changes: RowChange[] | undefined) => number;
  readonly purge: () => number;
}

function openTable(database: DatabaseSync, table: TableLayout): TableWriter {
  const name = `"${table.name}"`;
  const columns = ["id", "stream", "position", "deleted", "applied", "data"].concat(
    table.columns.map((column) => `"${column.name}"`),
  );
  const values = columns.map(() => "?").join(", ");
  const updates = columns.slice(1).map((column) => `${column} = excluded.${column}`);
  const into = `INSERT INTO ${name} (${columns.join(", ")}) VALUES (${values}) ON CONFLICT (id)`;
  const insert = database.prepare(`${into} DO NOTHING`);
  const replace = database.prepare(`${into} DO UPDATE SET ${updates.join(", ")}`);
  const find = database.prepare(`SELECT * FROM ${name} WHERE id = ?`);
  const ofStream = database.prepare(`SELECT * FROM ${name} WHERE stream = ? AND deleted = 0`);
  const drop = database.prepare(`DELETE FROM ${name} WHERE stream = ?`);
  const removeOne = database.prepare(`DELETE FROM ${name} WHERE id = ?`);
  const purge = database.prepare(`DELETE FROM ${name} WHERE deleted = 1`);
  const codes = openCodes(database, table);

  function applyGone(row: PageRow, applied: number, changes: RowChange[] | undefined): boolean {
    const known = find.get(row.id);
    if (known === undefined || known.deleted === 1) return false;
    if (known.stream !== row.stream || Number(known.position) >= row.position) return false;
    changes?.push(changeOf(row.id, known, undefined));
    const none = table.columns.map(() => null);
    const data = JSON.stringify({ id: row.id });
    replace.run(row.id, row.stream, row.position, 1, applied, data, ...none);
    codes.clear(row.id);
    return true;
  }

  function apply(row: PageRow, applied: number, changes: RowChange[] | undefined): boolean {
    if (row.body === null) return applyGone(row, applied, changes);
    const body: Row = typeof row.body === "string" ? JSON.parse(row.body) : row.body;
    const stored = storedRow(table, body);
    const data =
      stored === body && typeof row.body === "string" ? row.body : JSON.stringify(stored);
    const all = [row.id, row.stream, row.position, 0, applied, data, ...columnsOf(table, body)];
    if (insert.run(...all).changes === 1) {
      codes.add(row.id, body);
      changes?.push({ id: row.id, before: undefined, row: stored, beforeApplied: 0 });
      return true;
    }
    const known = present(find.get(row.id), "a row that could not be added is there");
    if (known.stream === row.stream && Number(known.position) >= row.position) return false;
    if (planted("F02") && Number(body.asOfMs) <= stampOf(known)) return false;
    changes?.push(changeOf(row.id, known, stored));
    replace.run(...all);
    codes.clear(row.id);
    codes.add(row.id, body);
    return true;
  }

  return {
    name: table.name,
    apply,
    remove: (id, changes) => {
      const row = find.get(id);
      if (row === undefined) return false;
      if (row.deleted !== 1) changes?.push(changeOf(id, row, undefined));
      codes.clear(id);
      return Number(removeOne.run(id).changes) > 0;
    },
    drop: (stream, changes) => {
      if (changes !== undefined) {
        for (const row of ofStream.iterate(stream)) {
          changes.push(changeOf(String(row.id), row, undefined));
        }
      }
      codes.clearStream(stream);
      return Number(drop.run(stream).changes);
    },
    purge: () => Number(purge.run().changes),
  };
}

/** For the planted bug F02: a row's own time, as if it said which revision is newer. */
function stampOf(known: Row): number {
  return Number((JSON.parse(String(known.data)) as Row).asOfMs);
}

function changeOf(id: string, known: Row, row: Row | undefined): RowChange {
  const before = known.deleted === 1 ? undefined : (JSON.parse(String(known.data)) as Row);
  return { id, before, row, beforeApplied: Number(known.applied) };
}

interface CodesWriter {
  readonly add: (id: string, body: Row) => void;
  readonly clear: (id: string) => void;
  readonly clearStream: (stream: string) => void;
}

function openCodes(database: DatabaseSync, table: TableLayout): CodesWriter {
  const { codes } = table;
  const nothing = (): void => {};
  if (codes === undefined) return { add: nothing, clear: nothing, clearStream: nothing };
  const add = database.prepare(`INSERT OR IGNORE INTO ${codes.table} VALUES (?, ?)`);
  const clear = database.prepare(`DELETE FROM ${codes.table} WHERE ${codes.owner} = ?`);
  const clearStream = database.prepare(
    `DELETE FROM ${codes.table} WHERE ${codes.owner} IN
     (SELECT id FROM "${table.name}" WHERE stream = ?)`,
  );
  return {
    add: (id, body) => {
      for (const code of codesOf(codes, body)) add.run(code, id);
    },
    clear: (id) => void clear.run(id),
    clearStream: (stream) => void clearStream.run(stream),
  };
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
