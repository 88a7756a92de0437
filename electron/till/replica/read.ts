/**
 * Look-ups in the replica, each by an index: one row, rows by columns, rows by code, counts, and
 * where the till stands. Live queries are RxDB's (collections.ts), words are search's.
 */
import type { DatabaseSync, SQLInputValue, StatementSync } from "node:sqlite";
import { assert } from "#shared/base/assert.ts";
import { keyText } from "#shared/protocol/image/columns.ts";
import type { Layout } from "#shared/protocol/image/layout.ts";
import type { Checkpoints } from "#shared/protocol/messages.ts";
import type { Rows, TableName } from "#shared/records/rows/index.ts";
import { type NoteKind, streamOfNote } from "./notes.ts";

/** A row together with the position it was read at. */
export interface Positioned<Row> {
  readonly row: Row;
  readonly position: number;
}

export interface Look {
  /** Columns of the layout that must equal a value. */
  readonly where?: Readonly<Record<string, string | number | boolean>>;
  /** One column between two values: from (inclusive) to (exclusive). */
  readonly between?: { readonly column: string; readonly from?: Bound; readonly to?: Bound };
  readonly order?: { readonly column: string; readonly descending?: boolean };
  readonly limit?: number;
}

type Bound = string | number;

/** A row's name and where it stands, without what it says. */
export interface StandingRow {
  readonly id: string;
  readonly stream: string;
  readonly position: number;
}

export interface ReplicaReader {
  readonly get: <Table extends TableName>(
    table: Table,
    id: string,
  ) => Positioned<Rows[Table]> | undefined;
  /** The rows that match, in the order asked for, then by id. Use columns that an index begins with. */
  readonly byIndex: <Table extends TableName>(
    table: Table,
    look: Look,
  ) => readonly Positioned<Rows[Table]>[];
  /** The rows that carry a code (GTIN, card), as scanned. */
  readonly byCode: <Table extends TableName>(
    table: Table,
    code: string,
  ) => readonly Positioned<Rows[Table]>[];
  readonly count: (table: TableName, look?: Look) => number;
  /** Every row of a table, by id, without holding them all. */
  readonly each: <Table extends TableName>(table: Table) => Iterable<Positioned<Rows[Table]>>;
  readonly checkpoints: () => Checkpoints;
  /** That of one stream: asked at every change. */
  readonly checkpoint: (stream: string) => Checkpoints[string] | undefined;
  /** How far looks brought rows ahead of the checkpoints; empty once pages have passed them. */
  readonly ahead: () => Checkpoints;
  /** The floors that unfinished fills go under, by stream. */
  readonly floors: () => Readonly<Record<string, number>>;
  /** Register to the highest sequence folded into a stream's rows. */
  readonly seen: (stream: string) => Readonly<Record<string, number>>;
  /** Rows of a table in the file's own order, for a check that walks in short steps. */
  readonly rowsAfter: (
    table: string,
    page: { readonly after: number; readonly limit: number },
  ) => { readonly rows: readonly StandingRow[]; readonly next: number };
  /** Id and position of every row of a stream, for checksums. */
  readonly positions: (
    stream: string,
  ) => Iterable<{ readonly table: TableName; readonly id: string; readonly position: number }>;
}

/** The reading side of an open replica. */
export function openReader(database: DatabaseSync, layout: Layout): ReplicaReader {
  const statements = new Map<string, StatementSync>();
  const prepare = (sql: string): StatementSync => {
    const known = statements.get(sql);
    if (known !== undefined) return known;
    const statement = database.prepare(sql);
    statements.set(sql, statement);
    return statement;
  };
  const one = (table: string): StatementSync =>
    prepare(`SELECT data, position FROM "${table}" WHERE id = ? AND deleted = 0`);
  return {
    get: <Table extends TableName>(table: Table, id: string) => {
      const row = one(table).get(id);
      return row === undefined ? undefined : positioned<Rows[Table]>(row);
    },
    byIndex: <Table extends TableName>(table: Table, look: Look) => {
      const { sql, values } = lookSql(layout, table, look);
      return prepare(`SELECT data, position ${sql}`)
        .all(...values)
        .map((row) => positioned<Rows[Table]>(row));
    },
    byCode: <Table extends TableName>(table: Table, code: string) => {
      const codes = layout.tables.find(({ name }) => name === table)?.codes;
      assert(codes !== undefined, `the table ${table} has codes`);
      return prepare(
        `SELECT data, position FROM ${codes.table} JOIN "${table}" ON id = ${codes.owner}
         WHERE code = ? AND deleted = 0 ORDER BY id`,
      )
        .all(code)
        .map((row) => positioned<Rows[Table]>(row));
    },
    count: (table, look = {}) => {
      const { sql, values } = lookSql(layout, table, look);
      const row = prepare(`SELECT count(*) AS rows FROM (SELECT 1 ${sql})`).get(...values);
      return Number(row?.rows);
    },
    each: function* each<Table extends TableName>(table: Table) {
      // A statement of its own: a caller may look things up while it walks.
      const walk = database.prepare(
        `SELECT data, position FROM "${table}" WHERE deleted = 0 ORDER BY id`,
      );
      for (const row of walk.iterate()) yield positioned<Rows[Table]>(row);
    },
    ...openMarks(prepare),
    rowsAfter: (table, { after, limit }) => {
      assert(
        layout.tables.some(({ name }) => name === table),
        "a table of the layout",
      );
      const found = prepare(
        `SELECT rowid, id, stream, position, deleted FROM "${table}" WHERE rowid > ?
         ORDER BY rowid LIMIT ?`,
      ).all(after, limit);
      const rows = found.flatMap((row) =>
        row.deleted === 1
          ? []
          : [{ id: String(row.id), stream: String(row.stream), position: Number(row.position) }],
      );
      return { rows, next: Number(found.at(-1)?.rowid ?? after) };
    },
    positions: function* positions(stream) {
      for (const { name } of layout.tables) {
        const walk = database.prepare(
          `SELECT id, position FROM "${name}" WHERE stream = ? AND deleted = 0`,
        );
        for (const row of walk.iterate(stream)) {
          yield { table: name, id: String(row.id), position: Number(row.position) };
        }
      }
    },
  };
}

function openMarks(
  prepare: (sql: string) => StatementSync,
): Pick<ReplicaReader, "checkpoints" | "checkpoint" | "ahead" | "floors" | "seen"> {
  const checkpoints = (): Checkpoints =>
    Object.fromEntries(
      prepare("SELECT * FROM checkpoint ORDER BY stream")
        .all()
        .map((row) => [
          String(row.stream),
          { epoch: String(row.epoch), position: Number(row.position) },
        ]),
    );
  const notes = (kind: NoteKind): [stream: string, value: unknown][] =>
    prepare("SELECT key, value FROM meta WHERE key > ? AND key < ? ORDER BY key")
      .all(`${kind} `, `${kind}!`)
      .map(({ key, value }) => [streamOfNote(kind, String(key)), JSON.parse(String(value))]);
  return {
    checkpoints,
    checkpoint: (stream) => {
      const row = prepare("SELECT epoch, position FROM checkpoint WHERE stream = ?").get(stream);
      return row && { epoch: String(row.epoch), position: Number(row.position) };
    },
    ahead: () => {
      const found = notes("ahead") as [string, Checkpoints[string]][];
      if (found.length === 0) return {};
      const known = checkpoints();
      return Object.fromEntries(
        found.filter(([stream, { epoch, position }]) => {
          const at = known[stream];
          return at?.epoch === epoch && at.position < position;
        }),
      );
    },
    floors: () => Object.fromEntries(notes("floor") as [string, number][]),
    seen: (stream) =>
      Object.fromEntries(
        prepare("SELECT registerId, sequence FROM seen WHERE stream = ? ORDER BY registerId")
          .all(stream)
          .map((row) => [String(row.registerId), Number(row.sequence)]),
      ),
  };
}

function positioned<Row>(row: Readonly<Record<string, unknown>>): Positioned<Row> {
  return { row: JSON.parse(String(row.data)) as Row, position: Number(row.position) };
}

function lookSql(
  layout: Layout,
  table: TableName,
  { where = {}, between, order, limit }: Look,
): { readonly sql: string; readonly values: SQLInputValue[] } {
  const conditions = ["deleted = 0"];
  const values: SQLInputValue[] = [];
  const condition = (column: string, operator: string, value: string | number | boolean): void => {
    conditions.push(`"${knownColumn(layout, table, column)}" ${operator} ?`);
    values.push(typeof value === "string" ? keyText(value) : Number(value));
  };
  for (const [column, value] of Object.entries(where)) condition(column, "=", value);
  if (between?.from !== undefined) condition(between.column, ">=", between.from);
  if (between?.to !== undefined) condition(between.column, "<", between.to);
  const way = order?.descending ? "DESC" : "ASC";
  const by = order === undefined ? "" : `"${knownColumn(layout, table, order.column)}" ${way}, `;
  const cut = limit === undefined ? "" : ` LIMIT ${Math.trunc(limit)}`;
  return {
    sql: `FROM "${table}" WHERE ${conditions.join(" AND ")} ORDER BY ${by}id ${way}${cut}`,
    values,
  };
}

/** Column names are ours, never a caller's text. */
function knownColumn(layout: Layout, table: TableName, column: string): string {
  const columns = layout.tables.find(({ name }) => name === table)?.columns ?? [];
  assert(
    columns.some(({ name }) => name === column) || column === "id",
    `the table ${table} has a column ${column}`,
  );
  return column;
}
