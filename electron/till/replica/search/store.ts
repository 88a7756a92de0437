/**
 * Where the search lies in the replica's file: plain tables, changed in the caller's transaction, so
 * that rows and search never tell different stories. The words of most documents are a few blobs;
 * changes since are rows beside them and are merged in when there are many. The copy in memory is
 * trusted only while it has the file's generation, so a rolled-back page cannot leave a trace.
 */
import type { DatabaseSync, StatementSync } from "node:sqlite";
import { assert } from "#shared/base/assert.ts";
import type { Indexable } from "./documents.ts";
import {
  addDocument,
  compactMemory,
  emptyMemory,
  isAlive,
  type MemoryIndex,
  removeDocument,
} from "./memory.ts";
import { PLACES, type Segment } from "./segment.ts";

/** What can be searched. Each area has its own tables and its own memory. */
export type Area = "product" | "person";
export const AREAS: readonly Area[] = ["product", "person"];

/** Raised when tables, folding, codes or blobs change; what another layout made is thrown away. */
const SEARCH_LAYOUT = 2;

/** The statements that make the search's tables; names begin with `search_`. */
const SEARCH_SCHEMA: readonly string[] = [
  `CREATE TABLE IF NOT EXISTS search_state (area TEXT PRIMARY KEY, layout INTEGER NOT NULL,
    is_complete INTEGER NOT NULL, generation INTEGER NOT NULL, next_number INTEGER NOT NULL,
    changes INTEGER NOT NULL)`,
  ...AREAS.flatMap((area) => [
    `CREATE TABLE IF NOT EXISTS search_${area}_document (id TEXT PRIMARY KEY,
      number INTEGER NOT NULL, digest INTEGER NOT NULL) WITHOUT ROWID`,
    `CREATE TABLE IF NOT EXISTS search_${area}_code (code TEXT NOT NULL, number INTEGER NOT NULL,
      PRIMARY KEY (code, number)) WITHOUT ROWID`,
    `CREATE TABLE IF NOT EXISTS search_${area}_part (name TEXT PRIMARY KEY, bytes BLOB NOT NULL)`,
    `CREATE TABLE IF NOT EXISTS search_${area}_change (sequence INTEGER PRIMARY KEY,
      number INTEGER NOT NULL, gone INTEGER NOT NULL, id TEXT NOT NULL, document TEXT)`,
  ]),
];

/** What changed of one area; a document that is put replaces the one of the same id. */
export interface AreaChanges {
  readonly put: readonly Indexable[];
  readonly removed: readonly string[];
}

/** Changes are merged into the blobs beyond this many, or beyond this share of all documents. */
const CHANGES_BEFORE_MERGE = 1000;
const SHARE_BEFORE_MERGE = 50;
/** While it is filled, each merge writes all blobs anew: fewer of them leave less to be collected. */
const SHARE_BEFORE_MERGE_IN_FILL = 8;

/** No state of a file has this generation. */
const APPLYING = -1;
interface State {
  readonly generation: number;
  readonly next_number: number;
  readonly changes: number;
}

interface AreaHandle {
  readonly statements: Readonly<Record<keyof ReturnType<typeof statementsOf>, StatementSync>>;
  memory: MemoryIndex | undefined;
}

const handles = new WeakMap<DatabaseSync, Map<Area, AreaHandle>>();

/** Makes the tables where they are missing, and anew where another layout made them. */
export function createSearchSchema(db: DatabaseSync): void {
  const found = db.prepare("SELECT name FROM sqlite_schema WHERE type = 'table'").all();
  const tables = found.map((row) => String(row.name)).filter((name) => name.startsWith("search_"));
  if (tables.includes("search_state")) {
    const other = db.prepare("SELECT area FROM search_state WHERE layout <> ?").get(SEARCH_LAYOUT);
    if (other !== undefined) {
      handles.delete(db);
      for (const name of tables) db.exec(`DROP TABLE ${name}`);
    }
  }
  for (const statement of SEARCH_SCHEMA) db.exec(statement);
  const state = db.prepare(
    `INSERT INTO search_state VALUES (?, ${SEARCH_LAYOUT}, 0, 0, 1, 0) ON CONFLICT DO NOTHING`,
  );
  for (const area of AREAS) state.run(area);
}

/**
 * Whether the search does not hold all documents: its tables are missing or of another layout, or it
 * was never filled to the end. Then `rebuildSearch` or `fillSearch` helps.
 */
export function isSearchOutdated(db: DatabaseSync): boolean {
  const table = "SELECT count(*) AS count FROM sqlite_schema WHERE name = 'search_state'";
  if (db.prepare(table).get()?.count === 0) return true;
  const sound = `SELECT count(*) AS count FROM search_state WHERE layout = ? AND is_complete = 1`;
  return db.prepare(sound).get(SEARCH_LAYOUT)?.count !== AREAS.length;
}

/** Says, in the caller's transaction, that one area holds all documents. */
export function endFill(db: DatabaseSync, area: Area): void {
  db.prepare("UPDATE search_state SET is_complete = 1 WHERE area = ?").run(area);
}

/** Writes the changes of one area in the caller's transaction; unchanged documents cost a look. */
export function updateArea(
  db: DatabaseSync,
  area: Area,
  changes: AreaChanges & { readonly isFill?: boolean },
): void {
  const handle = handleOf(db, area);
  const { statements } = handle;
  const state = stateOf(handle, area);
  const memory = handle.memory?.generation === state.generation ? handle.memory : undefined;
  handle.memory = memory;
  // Until all is applied the memory is nobody's: an error on the way must not leave half a page.
  if (memory !== undefined) memory.generation = APPLYING;
  let next = state.next_number;
  let count = state.changes;
  const note = (number: number, gone: number, id: string, document?: Indexable): void => {
    count += 1;
    statements.addChange.run(number, gone, id, document === undefined ? null : packed(document));
    if (memory === undefined) return;
    if (gone > 0) removeDocument(memory, gone);
    if (document !== undefined) addDocument(memory, { ...document, number });
  };
  for (const id of changes.removed) {
    const known = statements.byId.get(id);
    if (known === undefined) continue;
    statements.removeDocument.run(id);
    note(0, known.number as number, id);
  }
  for (const document of changes.put) {
    const digest = digestOf(document);
    const known = statements.byId.get(document.id);
    if (known?.digest === digest) continue;
    const number = next++;
    statements.putDocument.run(document.id, number, digest);
    for (const code of document.codes) statements.addCode.run(code, number);
    note(number, (known?.number as number | undefined) ?? 0, document.id, document);
  }
  const generation = count === state.changes ? state.generation : state.generation + 1;
  if (count > state.changes) statements.setState.run(generation, next, count, area);
  if (memory !== undefined) memory.generation = generation;
  const alive = memory?.aliveCount ?? next;
  const share = changes.isFill === true ? SHARE_BEFORE_MERGE_IN_FILL : SHARE_BEFORE_MERGE;
  if (count > Math.max(CHANGES_BEFORE_MERGE, alive / share)) mergeArea(db, area);
}

/** Brings one area's changes into the blobs, in the caller's transaction. */
export function mergeArea(db: DatabaseSync, area: Area): void {
  const memory = openMemory(db, area);
  if (memory.recentChanges > 0) replaceMemory(db, area, memory);
}

/** Deletes the codes of documents that are gone; until then they are only passed over. */
export function tidyCodes(db: DatabaseSync, area: Area): void {
  db.exec(
    `DELETE FROM search_${area}_code WHERE number NOT IN (SELECT number FROM search_${area}_document)`,
  );
}

/** The area's index in memory, loaded when the file has moved on. */
export function openMemory(db: DatabaseSync, area: Area): MemoryIndex {
  const handle = handleOf(db, area);
  const state = stateOf(handle, area);
  if (handle.memory?.generation !== state.generation) handle.memory = load(handle, state);
  return handle.memory;
}

/**
 * Makes `memory` the state of one area: its blobs are written, its changes are forgotten, in the
 * caller's transaction. The documents and codes are the caller's business.
 */
export function replaceMemory(db: DatabaseSync, area: Area, memory: MemoryIndex): void {
  const handle = handleOf(db, area);
  compactMemory(memory);
  memory.generation = stateOf(handle, area).generation + 1;
  db.exec(`DELETE FROM search_${area}_change`);
  saveParts(handle, area, memory);
  handle.memory = memory;
}

/** Frees the memory of both areas; the next search loads again. */
export function dropSearchMemory(db: DatabaseSync): void {
  handles.delete(db);
}

/** The numbers of living documents whose code is `code` or, up to `limit`, begins with it. */
export function numbersWithCode(
  db: DatabaseSync,
  area: Area,
  code: string,
  options: { readonly begins: boolean; readonly limit: number },
): readonly { readonly number: number; readonly code: string }[] {
  const { codesFrom } = handleOf(db, area).statements;
  const memory = openMemory(db, area);
  const to = options.begins ? `${code}\u{10ffff}` : code;
  const found: { number: number; code: string }[] = [];
  for (const row of codesFrom.iterate(code, to)) {
    const number = row.number as number;
    if (isAlive(memory, number)) found.push({ number, code: row.code as string });
    if (found.length >= options.limit) break;
  }
  return found;
}

function handleOf(db: DatabaseSync, area: Area): AreaHandle {
  let areas = handles.get(db);
  if (areas === undefined) {
    areas = new Map();
    handles.set(db, areas);
  }
  let handle = areas.get(area);
  if (handle === undefined) {
    handle = { statements: statementsOf(db, area), memory: undefined };
    areas.set(area, handle);
  }
  return handle;
}

function statementsOf(db: DatabaseSync, area: Area) {
  const name = `search_${area}`;
  return {
    state: db.prepare("SELECT generation, next_number, changes FROM search_state WHERE area = ?"),
    setState: db.prepare(
      `UPDATE search_state SET generation = ?, next_number = ?, changes = ? WHERE area = ?`,
    ),
    byId: db.prepare(`SELECT number, digest FROM ${name}_document WHERE id = ?`),
    putDocument: db.prepare(
      `INSERT INTO ${name}_document VALUES (?, ?, ?)
        ON CONFLICT (id) DO UPDATE SET number = excluded.number, digest = excluded.digest`,
    ),
    removeDocument: db.prepare(`DELETE FROM ${name}_document WHERE id = ?`),
    addCode: db.prepare(`INSERT INTO ${name}_code VALUES (?, ?) ON CONFLICT DO NOTHING`),
    codesFrom: db.prepare(`SELECT code, number FROM ${name}_code WHERE code BETWEEN ? AND ?`),
    addChange: db.prepare(
      `INSERT INTO ${name}_change (number, gone, id, document) VALUES (?, ?, ?, ?)`,
    ),
    changes: db.prepare(`SELECT number, gone, id, document FROM ${name}_change ORDER BY sequence`),
    parts: db.prepare(`SELECT name, bytes FROM ${name}_part`),
    setPart: db.prepare(
      `INSERT INTO ${name}_part VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET bytes = excluded.bytes`,
    ),
  };
}

function stateOf(handle: AreaHandle, area: Area): State {
  const state = handle.statements.state.get(area) as unknown as State | undefined;
  assert(state !== undefined, "the search tables were made by createSearchSchema");
  return state;
}

function saveParts(handle: AreaHandle, area: Area, memory: MemoryIndex): void {
  const { setPart, setState } = handle.statements;
  const used = memory.nextNumber;
  setPart.run("words", new TextEncoder().encode(memory.base.words.join("\n")));
  setPart.run("starts", bytesOf(memory.base.starts));
  setPart.run("entries", bytesOf(memory.base.entries));
  setPart.run("letters", memory.nameLetters.subarray(0, used));
  setPart.run("ids", memory.idBytes);
  setPart.run("id-starts", bytesOf(memory.idStarts));
  setPart.run("popularity", memory.popularity.subarray(0, used));
  setState.run(memory.generation, used, 0, area);
}

function load(handle: AreaHandle, state: State): MemoryIndex {
  const memory = emptyMemory(state.generation);
  const parts = new Map<string, Uint8Array>();
  for (const row of handle.statements.parts.iterate()) {
    parts.set(row.name as string, row.bytes as Uint8Array);
  }
  const words = new TextDecoder().decode(parts.get("words"));
  if (words !== "") {
    memory.base = {
      words: words.split("\n"),
      starts: integersOf(parts.get("starts")),
      entries: integersOf(parts.get("entries")),
    } satisfies Segment;
  }
  memory.nameLetters = Uint8Array.from(parts.get("letters") ?? memory.nameLetters);
  memory.popularity = Uint8Array.from(parts.get("popularity") ?? memory.popularity);
  const ids = parts.get("ids");
  if (ids !== undefined) {
    memory.idBytes = Buffer.from(ids.buffer, ids.byteOffset, ids.byteLength);
    memory.idStarts = integersOf(parts.get("id-starts"));
  }
  for (const letters of memory.nameLetters) if (letters > 0) memory.aliveCount += 1;
  for (const row of handle.statements.changes.iterate()) {
    const gone = row.gone as number;
    if (gone > 0) removeDocument(memory, gone);
    const text = row.document as string | null;
    if (text === null) continue;
    const document = { ...unpacked(text), id: row.id as string, number: row.number as number };
    addDocument(memory, document);
  }
  memory.nextNumber = state.next_number;
  memory.recentChanges = state.changes;
  return memory;
}

type Packed = readonly [readonly string[], readonly number[], number, number];

function packed(document: Indexable): string {
  const { words, places, nameLetters, popularity } = document;
  return JSON.stringify([words, places, nameLetters, popularity] satisfies Packed);
}

function unpacked(text: string): Omit<Indexable, "id" | "codes"> {
  const [words, places, nameLetters, popularity] = JSON.parse(text) as Packed;
  assert(words.length === places.length && nameLetters < PLACES * PLACES, "a change as written");
  return { words, places, nameLetters, popularity };
}

/** 53 bits over all that the index keeps of a document, to know one that did not change. */
export function digestOf(document: Indexable): number {
  const text = packed(document) + document.codes.join("\n");
  let low = 0x811c9dc5;
  let high = 0x41c6ce57;
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    low = Math.imul(low ^ code, 0x01000193);
    high = Math.imul(high ^ code, 0x5bd1e995);
  }
  return (high >>> 11) * 2 ** 32 + (low >>> 0);
}

function bytesOf(integers: Uint32Array): Uint8Array {
  return new Uint8Array(integers.buffer, integers.byteOffset, integers.byteLength);
}

function integersOf(bytes: Uint8Array | undefined): Uint32Array {
  return new Uint32Array(Uint8Array.from(bytes ?? []).buffer);
}
