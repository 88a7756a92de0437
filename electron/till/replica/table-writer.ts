/**
 * One table of the replica as pages change it: which of two revisions is the newer, what a stream that
 * says "gone" takes away, and the codes that find a row. Transactions and checkpoints are apply.ts.
 */
import type { DatabaseSync } from "node:sqlite";
import { present } from "#shared/base/assert.ts";
import { planted } from "#shared/base/planted.ts";
import { codesOf, columnsOf, storedRow } from "#shared/protocol/image/columns.ts";
import type { TableLayout } from "#shared/protocol/image/layout.ts";
import type { TableName } from "#shared/records/rows/index.ts";
import { openHeldRows } from "./held.ts";

type Row = Readonly<Record<string, unknown>>;

/** One revision of one row; a body of `null` says that it is gone. A text is the body's JSON. */
export interface PageRow {
  readonly stream: string;
  readonly table: string;
  readonly id: string;
  readonly position: number;
  readonly body: Row | string | null;
}

/** What one page did to one row. `before` or `row` is missing when it was not or is not there. */
export interface RowChange {
  readonly id: string;
  readonly before: Row | undefined;
  readonly row: Row | undefined;
  /** The page counter at which `before` was written; makes the old revision. */
  readonly beforeApplied: number;
}

/** Writes one table of the replica, inside a page's transaction. */
export interface TableWriter {
  readonly name: TableName;
  readonly apply: (row: PageRow, applied: number, changes: RowChange[] | undefined) => boolean;
  readonly remove: (id: string, applied: number, changes: RowChange[] | undefined) => boolean;
  readonly drop: (stream: string, applied: number, changes: RowChange[] | undefined) => number;
  readonly purge: () => number;
}

/** The writer of one table: its rows, the codes that find them and what other streams say of them. */
export function openTable(database: DatabaseSync, table: TableLayout): TableWriter {
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
  const held = openHeldRows(database, table.name);

  /** Shows what another stream says of a row once the one that was shown is gone. */
  function takeBack(id: string, applied: number): Row | undefined {
    const row = held.takeBack(id);
    if (row === undefined) return undefined;
    const body = JSON.parse(row.data) as Row;
    replace.run(id, row.stream, row.position, 0, applied, row.data, ...columnsOf(table, body));
    codes.add(id, body);
    return body;
  }

  function applyGone(row: PageRow, applied: number, changes: RowChange[] | undefined): boolean {
    const known = find.get(row.id);
    if (known === undefined || known.deleted === 1) return false;
    if (known.stream !== row.stream) {
      if (held.positionIn(row.id, row.stream) < row.position) held.forget(row.id, row.stream);
      return false;
    }
    if (Number(known.position) >= row.position) return false;
    const none = table.columns.map(() => null);
    const data = JSON.stringify({ id: row.id });
    replace.run(row.id, row.stream, row.position, 1, applied, data, ...none);
    codes.clear(row.id);
    const back = takeBack(row.id, applied);
    changes?.push(changeOf(row.id, known, back));
    return true;
  }

  /** Whether a revision is news to a row that is here; keeps what it takes the place of. */
  function takesOver(row: PageRow, known: Row): boolean {
    if (known.stream === row.stream) return Number(known.position) < row.position;
    if (held.positionIn(row.id, row.stream) >= row.position) return false;
    held.forget(row.id, row.stream);
    if (known.deleted !== 1) {
      const [stream, data] = [String(known.stream), String(known.data)];
      held.keep(row.id, { stream, position: Number(known.position), data });
    }
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
    if (!takesOver(row, known)) return false;
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
    remove: (id, applied, changes) => {
      const row = find.get(id);
      if (row === undefined) return false;
      codes.clear(id);
      const removed = Number(removeOne.run(id).changes) > 0;
      const back = takeBack(id, applied);
      if (row.deleted !== 1) changes?.push(changeOf(id, row, back));
      return removed;
    },
    drop: (stream, applied, changes) => {
      held.forgetStream(stream);
      const left = held.under(stream);
      if (changes !== undefined) {
        for (const row of ofStream.iterate(stream)) {
          changes.push(changeOf(String(row.id), row, undefined));
        }
      }
      codes.clearStream(stream);
      const count = Number(drop.run(stream).changes);
      for (const id of left) {
        const row = takeBack(id, applied);
        changes?.push({ id, before: undefined, row, beforeApplied: 0 });
      }
      return count;
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
