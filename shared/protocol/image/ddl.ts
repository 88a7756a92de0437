/**
 * The layout as SQLite's own text, which is also how a file is judged: the statements below are what
 * `sqlite_schema` has to say, word for word. No query is written here.
 */
import type { CodesLayout, ColumnType, Layout, TableLayout } from "./layout.ts";

/** One object of a replica's file, as `sqlite_schema` names it. */
export interface SchemaObject {
  readonly name: string;
  readonly sql: string;
}

const SQL_TYPES: Readonly<Record<ColumnType, string>> = {
  text: "TEXT",
  integer: "INTEGER",
  boolean: "INTEGER",
};

const PLAIN_TABLES: readonly SchemaObject[] = [
  {
    name: "checkpoint",
    sql: "CREATE TABLE checkpoint (stream TEXT PRIMARY KEY, epoch TEXT NOT NULL, position INTEGER NOT NULL) STRICT, WITHOUT ROWID",
  },
  {
    name: "seen",
    sql: "CREATE TABLE seen (stream TEXT, registerId TEXT, sequence INTEGER NOT NULL, PRIMARY KEY (stream, registerId)) STRICT, WITHOUT ROWID",
  },
  {
    name: "meta",
    sql: "CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID",
  },
  {
    // Always empty in an image, which is one instant of all streams.
    name: "held",
    sql: "CREATE TABLE held (tbl TEXT, id TEXT, stream TEXT, position INTEGER NOT NULL, data TEXT NOT NULL, PRIMARY KEY (tbl, id, stream)) STRICT, WITHOUT ROWID",
  },
];

/**
 * Every table and index of a layout. Each row table: `id`, `stream`, `position`, `deleted`, `applied`
 * (the till's own counter of pages; 1 in an image), `data` (the row's JSON), then its columns.
 */
export function schemaObjects(layout: Layout): readonly SchemaObject[] {
  return [...PLAIN_TABLES, ...layout.tables.flatMap(tableObjects)];
}

function tableObjects(table: TableLayout): readonly SchemaObject[] {
  const columns = table.columns.map((column) => `, "${column.name}" ${SQL_TYPES[column.type]}`);
  const objects: SchemaObject[] = [
    {
      name: table.name,
      sql: `CREATE TABLE "${table.name}" (id TEXT PRIMARY KEY NOT NULL, stream TEXT NOT NULL, position INTEGER NOT NULL, deleted INTEGER NOT NULL, applied INTEGER NOT NULL, data TEXT NOT NULL${columns.join("")}) STRICT`,
    },
    ...table.indexes.map((index) => indexOf(table, index)),
  ];
  if (table.codes === undefined) return objects;
  const { table: name, owner } = table.codes;
  return [
    ...objects,
    {
      name,
      sql: `CREATE TABLE ${name} (code TEXT, ${owner} TEXT, PRIMARY KEY (code, ${owner})) STRICT, WITHOUT ROWID`,
    },
    ownerIndex(table.codes),
  ];
}

function ownerIndex({ table, owner }: CodesLayout): SchemaObject {
  return { name: `${table}_owner`, sql: `CREATE INDEX "${table}_owner" ON ${table} (${owner})` };
}

/**
 * The indexes that a first fill may leave out and build at its end, twice as fast: all but those of
 * the tables that selling itself looks things up in.
 */
export function deferrableIndexes(layout: Layout): readonly SchemaObject[] {
  return layout.tables
    .filter((table) => table.deferIndexes)
    .flatMap((table) => [
      ...table.indexes.map((index) => indexOf(table, index)),
      ...(table.codes === undefined ? [] : [ownerIndex(table.codes)]),
    ]);
}

function indexOf(table: TableLayout, columns: readonly string[]): SchemaObject {
  const name = `${table.name}_${columns.join("_")}`;
  const listed = ["deleted", ...columns, "id"].map((column) => `"${column}"`).join(", ");
  return { name, sql: `CREATE INDEX "${name}" ON "${table.name}" (${listed})` };
}
