/**
 * How a row's JSON becomes columns, codes and the stored text: the same at the server that builds an
 * image and at the till that applies a page. No SQL here.
 */
import type { CodesLayout, ColumnLayout, TableLayout } from "./layout.ts";

type Row = Readonly<Record<string, unknown>>;
export type ColumnValue = string | number | null;

/** The value of each column of a table, in the layout's order; null where the row has none. */
export function columnsOf(table: TableLayout, row: Row): ColumnValue[] {
  return table.columns.map((column) => columnOf(column, row));
}

/** The row as it is stored: the row itself and, by name, the columns that are made from it. */
export function storedRow(table: TableLayout, row: Row): Row {
  let stored: Record<string, unknown> | undefined;
  for (const column of table.columns) {
    if (column.name === column.path) continue;
    const value = valueAt(column, row);
    stored ??= { ...row };
    if (value !== undefined) stored[column.name] = value;
  }
  return stored ?? row;
}

/** All codes of a row, each once, in the order of the paths. */
export function codesOf(codes: CodesLayout, row: Row): readonly string[] {
  const found = new Set<string>();
  for (const path of codes.paths) collect(row, path.split("."), found);
  return [...found];
}

/**
 * A name as it is sorted and looked up: without case and accents, spaces evened.
 * @example nameKeyOf(" Zoë  Ångström ") === "zoe angstrom"
 */
export function nameKeyOf(name: string): string {
  if (/^[\x21-\x7e]+( [\x21-\x7e]+)*$/.test(name)) return name.toLowerCase();
  return name
    .normalize("NFKD")
    .replace(/\p{M}+/gu, "")
    .toLowerCase()
    .replace(/\s+/g, " ")
    .trim();
}

/**
 * A text whose order by UTF-8 bytes (SQLite) is the order of the original by UTF-16 units
 * (JavaScript, RxDB): the points beyond the BMP and those from U+E000 on change places, one to one.
 */
export function keyText(text: string): string {
  if (!/[\ud800-\uffff]/.test(text)) return text;
  let key = "";
  for (const character of text) {
    const point = character.codePointAt(0) ?? 0;
    key += point < 0xe000 ? character : String.fromCodePoint(exchanged(point));
  }
  return key;
}

const HIGH_BMP = 0xe000;
const BEYOND_BMP = 0x1_0000;
const HIGH_BMP_COUNT = BEYOND_BMP - HIGH_BMP;
const BEYOND_COUNT = 0x10_0000;

function exchanged(point: number): number {
  const rank = point < BEYOND_BMP ? BEYOND_COUNT + point - HIGH_BMP : point - BEYOND_BMP;
  return rank < HIGH_BMP_COUNT ? HIGH_BMP + rank : BEYOND_BMP + rank - HIGH_BMP_COUNT;
}

function columnOf(column: ColumnLayout, row: Row): ColumnValue {
  const value = valueAt(column, row);
  if (typeof value === "string") return column.type === "text" ? keyText(value) : null;
  if (typeof value === "number") return column.type === "integer" ? value : null;
  if (typeof value === "boolean" && column.type === "boolean") return value ? 1 : 0;
  return null;
}

function valueAt(column: ColumnLayout, row: Row): unknown {
  const { path } = column;
  const found = path.includes(".") ? path.split(".").reduce(member, row) : row[path];
  return column.made === "fold" && typeof found === "string" ? nameKeyOf(found) : found;
}

function member(value: unknown, name: string): unknown {
  if (typeof value !== "object" || value === null) return undefined;
  return (value as Row)[name];
}

function collect(value: unknown, path: readonly string[], found: Set<string>): void {
  const [step, ...rest] = path;
  if (Array.isArray(value)) {
    for (const item of value) collect(item, path, found);
  } else if (step === undefined) {
    if (typeof value === "string" && value !== "") found.add(value);
  } else {
    collect(member(value, step.replace("[]", "")), rest, found);
  }
}
