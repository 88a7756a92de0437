/**
 * Where an instance's documents lie: a table of its own with the whole document, or a table of the
 * replica with the domain's row. Both answer the same questions, so that one instance reads both.
 */
import type { DatabaseSync } from "node:sqlite";
import { getPrimaryFieldOfPrimaryKey, getSchemaByObjectPath, type RxJsonSchema } from "rxdb";
import { keyText } from "#shared/protocol/image/columns.ts";
import type { TableLayout } from "#shared/protocol/image/layout.ts";

export type Document = Readonly<Record<string, unknown>>;
type SqlRow = Readonly<Record<string, unknown>>;

export interface DocumentColumn {
  /** The column, quoted. */
  readonly sql: string;
  readonly type: "text" | "number" | "boolean";
}

export interface DocumentTable {
  /** The table, quoted, with its schema. */
  readonly name: string;
  /** What to select so that `toDocument` can work. */
  readonly select: string;
  readonly toDocument: (row: SqlRow) => Document;
  /** The column that holds the value at a path of the document, when one does. */
  readonly column: (path: string) => DocumentColumn | undefined;
  readonly lwt: string;
}

/** A table of this storage's own, and how to write it. */
export interface OwnTable extends DocumentTable {
  readonly put: (document: Document) => void;
  readonly drop: () => void;
}

/**
 * Makes or finds the table of a collection in `schemaName` (`main`, or `temp` for what must not
 * outlive the connection): id, deleted, lwt, the document, one column per indexed path.
 */
export function openOwnTable(
  database: DatabaseSync,
  place: { readonly schemaName: "main" | "temp"; readonly collectionName: string },
  schema: RxJsonSchema<Document>,
): OwnTable {
  const plain = `rx ${place.collectionName} ${schema.version}`;
  const name = `${place.schemaName}.${quoted(plain)}`;
  const primaryPath = String(getPrimaryFieldOfPrimaryKey(schema.primaryKey));
  const indexes = (schema.indexes ?? []).map((index) =>
    typeof index === "string" ? [index] : [...index],
  );
  const columns = new Map<string, DocumentColumn>([
    [primaryPath, { sql: "id", type: "text" }],
    ["_deleted", { sql: "deleted", type: "boolean" }],
    ["_meta.lwt", { sql: "lwt", type: "number" }],
  ]);
  const extra: { readonly path: string; readonly column: DocumentColumn }[] = [];
  for (const path of indexes.flat()) {
    if (columns.has(path)) continue;
    const type = columnType(getSchemaByObjectPath(schema, path)?.type);
    if (type === undefined) continue;
    const column = { sql: `c${extra.length}`, type };
    columns.set(path, column);
    extra.push({ path, column });
  }
  createOwnTable(database, { ...place, plain, extra: extra.length });
  for (const index of [["_meta.lwt", primaryPath], ...indexes]) {
    const listed = index.flatMap((path) => columns.get(path)?.sql ?? []);
    const indexName = `${place.schemaName}.${quoted(`${plain} ${index.join(" ")}`)}`;
    database.exec(
      `CREATE INDEX IF NOT EXISTS ${indexName} ON ${quoted(plain)} (${listed.join(", ")})`,
    );
  }
  const marks = extra.map(() => ", ?").join("");
  const put = database.prepare(`INSERT OR REPLACE INTO ${name} VALUES (?, ?, ?, ?${marks})`);
  return {
    name,
    select: "data",
    toDocument: (row) => JSON.parse(String(row.data)) as Document,
    column: (path) => columns.get(path),
    lwt: "lwt",
    put: (document) => {
      const lwt = valueAt(document, "_meta.lwt");
      put.run(
        keyText(String(document[primaryPath])),
        document._deleted ? 1 : 0,
        typeof lwt === "number" ? lwt : 0,
        JSON.stringify(document),
        ...extra.map(({ path, column }) => sqlValue(valueAt(document, path), column)),
      );
    },
    drop: () => database.exec(`DROP TABLE IF EXISTS ${name}`),
  };
}

function createOwnTable(
  database: DatabaseSync,
  table: { readonly schemaName: string; readonly plain: string; readonly extra: number },
): void {
  const columns = Array.from({ length: table.extra }, (_, index) => `, c${index}`).join("");
  database.exec(
    `CREATE TABLE IF NOT EXISTS ${table.schemaName}.${quoted(table.plain)}
     (id TEXT PRIMARY KEY NOT NULL, deleted INTEGER NOT NULL, lwt, data TEXT NOT NULL${columns})`,
  );
}

/** A table of the replica as documents: the stored row, with RxDB's fields made from `applied`. */
export function replicaDocuments(table: TableLayout): DocumentTable {
  const columns = new Map<string, DocumentColumn>([
    ["id", { sql: "id", type: "text" }],
    ["_deleted", { sql: "deleted", type: "boolean" }],
    ["_meta.lwt", { sql: "applied", type: "number" }],
    ...table.columns.map(({ name, type }): [string, DocumentColumn] => [
      name,
      { sql: quoted(name), type: type === "integer" ? "number" : type },
    ]),
  ]);
  return {
    name: `main.${quoted(table.name)}`,
    select: "data, deleted, applied",
    toDocument: (row) =>
      replicaDocument(JSON.parse(String(row.data)) as Document, {
        applied: Number(row.applied),
        deleted: row.deleted === 1,
      }),
    column: (path) => columns.get(path),
    lwt: "applied",
  };
}

/**
 * A stored row as RxDB wants it. Revision and last write time come from the page counter: a stream's
 * position is not enough, because equal revisions show stale documents.
 */
export function replicaDocument(
  row: Document,
  { applied, deleted }: { readonly applied: number; readonly deleted: boolean },
): Document {
  return {
    ...row,
    _deleted: deleted,
    _attachments: {},
    _rev: `${applied}-replica`,
    _meta: { lwt: applied },
  };
}

/** A value as a column holds it; null when it is not of the column's type. */
export function sqlValue(value: unknown, { type }: DocumentColumn): string | number | null {
  if (type === "text") return typeof value === "string" ? keyText(value) : null;
  if (type === "boolean") return typeof value === "boolean" ? Number(value) : null;
  return typeof value === "number" && Number.isFinite(value) ? value : null;
}

function columnType(type: unknown): DocumentColumn["type"] | undefined {
  if (type === "string") return "text";
  if (type === "boolean") return "boolean";
  return type === "number" || type === "integer" ? "number" : undefined;
}

function valueAt(document: Document, path: string): unknown {
  return path.split(".").reduce<unknown>((value, name) => {
    if (typeof value !== "object" || value === null) return undefined;
    return (value as Document)[name];
  }, document);
}

function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
