/**
 * A file of a shop as a table of cells: CSV in any usual encoding and separator, or XLSX. Whatever no
 * spreadsheet writes is refused before it can cost memory. What the cells mean is plan.ts.
 */
import Papa from "papaparse";
import { done, type Result, refuse } from "#shared/base/result.ts";
import { isZip, readXlsx } from "./xlsx.ts";

export const FILE_BYTES_MAX = 8 * 1024 * 1024;
const ROWS_MAX = 20_000;
const COLUMNS_MAX = 200;
const CELL_LETTERS_MAX = 4_000;

/** A number only where the file itself says that it is one (XLSX); text everywhere else. */
export type Cell = string | number;

export interface FileTable {
  readonly headings: readonly string[];
  /** Without the heading; short rows are filled up with empty cells. */
  readonly rows: readonly (readonly Cell[])[];
  /** How the text was written: `utf-8`, `utf-16`, `windows-1252`, or `xlsx`. */
  readonly encoding: string;
  readonly separator: string;
}

export type TableRefusal =
  | "import-too-large"
  | "import-too-many-rows"
  | "import-not-a-table"
  | "import-not-text"
  | "import-hostile";

/**
 * The table in a file. Refuses `import-too-large`, `import-too-many-rows`, `import-not-text` (letters
 * that no encoding explains), `import-hostile` (a zip bomb, entities, cells beyond any sheet) and
 * `import-not-a-table`.
 */
export async function readTableFile(bytes: Uint8Array): Promise<Result<FileTable, TableRefusal>> {
  if (bytes.length > FILE_BYTES_MAX) return refuse("import-too-large");
  if (isZip(bytes)) {
    const sheet = await readXlsx(bytes, { rowsMax: ROWS_MAX, columnsMax: COLUMNS_MAX });
    return sheet.ok ? tableOf(sheet.value, "xlsx", "") : sheet;
  }
  const text = decode(bytes);
  if (text === undefined) return refuse("import-not-text");
  const parsed = Papa.parse<string[]>(text.text, {
    skipEmptyLines: false,
    delimitersToGuess: [";", ",", "\t", "|"],
    preview: ROWS_MAX + 2,
  });
  return tableOf(parsed.data, text.encoding, parsed.meta.delimiter);
}

function tableOf(
  cells: readonly (readonly Cell[])[],
  encoding: string,
  separator: string,
): Result<FileTable, TableRefusal> {
  const [first, ...rest] = cells;
  const headings = (first ?? []).map((each) => String(each).trim().slice(0, 200));
  const last = rest.findLastIndex((row) => row.some((cell) => String(cell).trim() !== ""));
  const rows = rest.slice(0, last + 1);
  if (headings.filter((each) => each !== "").length < 2 || rows.length === 0) {
    return refuse("import-not-a-table");
  }
  if (rows.length > ROWS_MAX || headings.length > COLUMNS_MAX) {
    return refuse("import-too-many-rows");
  }
  const filled = rows.map((row) =>
    headings.map((_, at) => {
      const cell = row[at] ?? "";
      return typeof cell === "number" ? cell : cell.trim().slice(0, CELL_LETTERS_MAX);
    }),
  );
  return done({ headings, rows: filled, encoding, separator });
}

const BOM_16_LITTLE = [0xff, 0xfe];
const BOM_16_BIG = [0xfe, 0xff];

/** The text, in the encoding that explains every byte of it. */
function decode(bytes: Uint8Array): { text: string; encoding: string } | undefined {
  const begins = (mark: readonly number[]) => mark.every((byte, at) => bytes[at] === byte);
  if (begins(BOM_16_LITTLE)) return readAs("utf-16le", bytes, "utf-16");
  if (begins(BOM_16_BIG)) return readAs("utf-16be", bytes, "utf-16");
  if (bytes.includes(0)) return undefined;
  return readAs("utf-8", bytes, "utf-8") ?? readAs("windows-1252", bytes, "windows-1252");
}

/** Control signs that no table holds: what has them is a picture, a program, or another encoding. */
function hasControlSign(text: string): boolean {
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code < 9 || (code > 13 && code < 32) || UNUSED_1252.has(code)) return true;
  }
  return false;
}

/** Positions that windows-1252 leaves empty. */
const UNUSED_1252: ReadonlySet<number> = new Set([0x81, 0x8d, 0x8f, 0x90, 0x9d]);

function readAs(label: string, bytes: Uint8Array, encoding: string) {
  try {
    const text = new TextDecoder(label, { fatal: true }).decode(bytes);
    return hasControlSign(text) ? undefined : { text, encoding };
  } catch {
    return undefined;
  }
}
