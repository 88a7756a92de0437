/**
 * The file an image is: the replica's layout filled from the server's rows, stream by stream, either
 * from nothing or on top of a copy. How it travels is in build.ts; which images there are in store.ts.
 */
import { DatabaseSync, type StatementSync } from "node:sqlite";
import { present } from "#shared/base/assert.ts";
import { codesOf, columnsOf, storedRow } from "#shared/protocol/image/columns.ts";
import { schemaObjects } from "#shared/protocol/image/ddl.ts";
import { layout, REPLICA_APPLICATION_ID, type TableLayout } from "#shared/protocol/image/layout.ts";
import type { TableName } from "#shared/records/rows/index.ts";

export interface ImageRow {
  readonly table: TableName;
  readonly id: string;
  readonly stream: string;
  readonly position: number;
  /** The row's JSON text; null takes the row away. */
  readonly body: string | null;
}

export interface ImageFile {
  /** stream -> where it stands in the file; nothing for a stream it does not hold. */
  readonly checkpoint: (stream: string) => { epoch: string; position: number } | undefined;
  readonly put: (rows: readonly ImageRow[]) => void;
  readonly stand: (at: { stream: string; epoch: string; position: number }) => void;
  readonly see: (seen: { stream: string; registerId: string; sequence: number }) => void;
  /** Builds the indexes that are not there yet and closes the file, whole. */
  readonly finish: () => void;
  readonly abandon: () => void;
}

/** Opens a file for filling: a new one, or a copy that holds some streams already. */
export function openImageFile(file: string, isNew: boolean): ImageFile {
  const database = new DatabaseSync(file, { enableDoubleQuotedStringLiterals: false });
  database.exec("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA temp_store = MEMORY");
  database.exec("PRAGMA cache_size = -65536; PRAGMA locking_mode = EXCLUSIVE");
  const objects = schemaObjects(layout);
  const indexes = objects.filter(({ sql }) => sql.startsWith("CREATE INDEX"));
  if (isNew) {
    for (const each of objects) if (!indexes.includes(each)) database.exec(each.sql);
    database.exec(`PRAGMA application_id = ${REPLICA_APPLICATION_ID};
      PRAGMA user_version = ${layout.version}; INSERT INTO meta VALUES ('applied', '1')`);
  }
  const writers = new Map(layout.tables.map((table) => [table.name, writerOf(database, table)]));
  const stand = database.prepare("INSERT OR REPLACE INTO checkpoint VALUES (?, ?, ?)");
  const see = database.prepare("INSERT OR REPLACE INTO seen VALUES (?, ?, ?)");
  const find = database.prepare("SELECT epoch, position FROM checkpoint WHERE stream = ?");
  return {
    checkpoint(stream) {
      const row = find.get(stream);
      if (row === undefined) return undefined;
      return { epoch: String(row.epoch), position: Number(row.position) };
    },
    put(rows) {
      database.exec("BEGIN");
      for (const row of rows) present(writers.get(row.table), "a table of the layout")(row, isNew);
      database.exec("COMMIT");
    },
    stand: ({ stream, epoch, position }) => stand.run(stream, epoch, position),
    see: ({ stream, registerId, sequence }) => see.run(stream, registerId, sequence),
    finish() {
      if (isNew) for (const { sql } of indexes) database.exec(sql);
      database.exec("PRAGMA journal_mode = DELETE");
      database.close();
    },
    abandon: () => database.close(),
  };
}

type Write = (row: ImageRow, isNew: boolean) => void;

function writerOf(database: DatabaseSync, table: TableLayout): Write {
  const names = ["id", "stream", "position", "deleted", "applied", "data"];
  const columns = [...names, ...table.columns.map((column) => column.name)];
  const listed = columns.map((name) => `"${name}"`).join(", ");
  const marks = columns.map(() => "?").join(", ");
  const put = database.prepare(
    `INSERT OR REPLACE INTO "${table.name}" (${listed}) VALUES (${marks})`,
  );
  const remove = database.prepare(`DELETE FROM "${table.name}" WHERE id = ? AND stream = ?`);
  const codes = codeStatements(database, table);
  return (row, isNew) => {
    if (row.body === null) {
      const gone = remove.run(row.id, row.stream).changes;
      if (gone === 1) codes?.clear.run(row.id);
      return;
    }
    const body = JSON.parse(row.body) as Readonly<Record<string, unknown>>;
    const stored = storedRow(table, body);
    const data = stored === body ? row.body : JSON.stringify(stored);
    put.run(row.id, row.stream, row.position, 0, 1, data, ...columnsOf(table, body));
    if (codes === undefined || table.codes === undefined) return;
    if (!isNew) codes.clear.run(row.id);
    for (const code of codesOf(table.codes, body)) codes.add.run(code, row.id);
  };
}

function codeStatements(
  database: DatabaseSync,
  table: TableLayout,
): { readonly add: StatementSync; readonly clear: StatementSync } | undefined {
  if (table.codes === undefined) return undefined;
  const { table: name, owner } = table.codes;
  return {
    add: database.prepare(`INSERT OR IGNORE INTO ${name} VALUES (?, ?)`),
    clear: database.prepare(`DELETE FROM ${name} WHERE ${owner} = ?`),
  };
}
