/**
 * Making the search of an area anew from all its documents, as after a first fill: many rows to a
 * statement, all in the order of their key. Small changes are store.ts's.
 */
import type { DatabaseSync, SQLInputValue } from "node:sqlite";
import type { Indexable } from "./documents.ts";
import { addDocument, emptyMemory, isAlive, removeDocument } from "./memory.ts";
import { type Area, digestOf, endFill, replaceMemory } from "./store.ts";

/** Rows to one INSERT; three values each stay far below SQLite's limit of parameters. */
const ROWS_AT_ONCE = 200;

/**
 * Makes one area anew in the caller's transaction; of two documents with one id the later counts.
 */
export function rebuildArea(db: DatabaseSync, area: Area, documents: Iterable<Indexable>): void {
  db.exec(`DELETE FROM search_${area}_document`);
  db.exec(`DELETE FROM search_${area}_code`);
  const memory = emptyMemory(0);
  const known = new Map<string, readonly [number, number]>();
  const codes: string[] = [];
  for (const document of documents) {
    const number = memory.nextNumber;
    const replaced = known.get(document.id);
    if (replaced !== undefined) removeDocument(memory, replaced[0]);
    known.set(document.id, [number, digestOf(document)]);
    addDocument(memory, { ...document, number });
    for (const code of document.codes) codes.push(`${code}\n${number}`);
  }
  const rows = bulkInsert(db, `search_${area}_document`, 3);
  for (const id of [...known.keys()].sort()) rows.add(id, ...(known.get(id) ?? []));
  rows.flush();
  insertCodes(db, area, codes, (number) => isAlive(memory, number));
  replaceMemory(db, area, memory);
  endFill(db, area);
}

/** Rows in the order of their key make the table faster and fuller. */
function insertCodes(
  db: DatabaseSync,
  area: Area,
  lines: string[],
  isWanted: (number: number) => boolean,
): void {
  const rows = bulkInsert(db, `search_${area}_code`, 2);
  let before = "";
  for (const line of lines.sort()) {
    if (line === before) continue;
    before = line;
    const at = line.lastIndexOf("\n");
    const number = Number(line.slice(at + 1));
    if (isWanted(number)) rows.add(line.slice(0, at), number);
  }
  rows.flush();
}

function bulkInsert(db: DatabaseSync, table: string, columns: number) {
  const row = `(${Array(columns).fill("?").join(",")})`;
  const prepare = (count: number) =>
    db.prepare(`INSERT INTO ${table} VALUES ${Array(count).fill(row).join(",")}`);
  const many = prepare(ROWS_AT_ONCE);
  let values: SQLInputValue[] = [];
  return {
    add(...more: readonly SQLInputValue[]): void {
      values.push(...more);
      if (values.length < ROWS_AT_ONCE * columns) return;
      many.run(...values);
      values = [];
    },
    flush(): void {
      if (values.length > 0) prepare(values.length / columns).run(...values);
      values = [];
    },
  };
}
