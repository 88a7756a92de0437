/**
 * The first sheet of an XLSX file. Before the reader may have it, every part is unpacked once within a
 * limit of our own: declared sizes can lie, and a few bytes can become gigabytes.
 */
import { inflateRawSync } from "node:zlib";
import { readSheet } from "read-excel-file/universal";
import { done, type Result, refuse } from "#shared/base/result.ts";
import type { Cell } from "./table.ts";

const UNPACKED_BYTES_MAX = 64 * 1024 * 1024;
const PARTS_MAX = 500;
const END_MARK = 0x06054b50;
const PART_MARK = 0x02014b50;
const LOCAL_MARK = 0x04034b50;
const END_BYTES = 22;
const COMMENT_BYTES_MAX = 65_535;
const STORED = 0;
const DEFLATED = 8;

export type XlsxRefusal = "import-hostile" | "import-not-a-table" | "import-too-many-rows";

/** Whether the bytes begin as a zip file does. */
export function isZip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x50 && bytes[1] === 0x4b && bytes[2] === 0x03 && bytes[3] === 0x04;
}

/** The cells of the first sheet. Refuses `import-hostile`, `import-too-many-rows`, `import-not-a-table`. */
export async function readXlsx(
  bytes: Uint8Array,
  limits: { readonly rowsMax: number; readonly columnsMax: number },
): Promise<Result<readonly (readonly Cell[])[], XlsxRefusal>> {
  const checked = checkParts(bytes, limits);
  if (!checked.ok) return checked;
  try {
    const copy = new Uint8Array(bytes);
    const sheet = await readSheet(copy.buffer);
    return done(sheet.map((row) => row.map(asCell)));
  } catch {
    return refuse("import-not-a-table");
  }
}

function asCell(value: unknown): Cell {
  if (typeof value === "number" && Number.isFinite(value)) return value;
  if (value instanceof Date) return value.toISOString().slice(0, 10);
  return value === null || value === undefined ? "" : String(value);
}

/** Unpacks every part within the limits and looks for what the reader must not meet. */
function checkParts(
  bytes: Uint8Array,
  limits: { readonly rowsMax: number; readonly columnsMax: number },
): Result<undefined, XlsxRefusal> {
  const parts = listParts(bytes);
  if (parts === undefined) return refuse("import-hostile");
  let left = UNPACKED_BYTES_MAX;
  for (const part of parts) {
    const unpacked = unpack(bytes, part, left);
    if (unpacked === undefined) return refuse("import-hostile");
    left -= unpacked.length;
    if (!/\.(xml|rels)$/.test(part.name)) continue;
    const text = Buffer.from(unpacked).toString("latin1");
    if (/<!(DOCTYPE|ENTITY)/i.test(text)) return refuse("import-hostile");
    if (part.name.includes("worksheets/") && reachesTooFar(text, limits)) {
      return refuse("import-too-many-rows");
    }
  }
  return done(undefined);
}

/** A cell that calls itself XFD1048576 makes a reader build sixteen thousand million empty ones. */
function reachesTooFar(
  sheet: string,
  limits: { readonly rowsMax: number; readonly columnsMax: number },
): boolean {
  for (const [, letters = "", digits = ""] of sheet.matchAll(/\br="([A-Z]{1,9})?(\d{1,12})"/g)) {
    const column = [...letters].reduce((sum, each) => sum * 26 + each.charCodeAt(0) - 64, 0);
    if (Number(digits) > limits.rowsMax + 1 || column > limits.columnsMax) return true;
  }
  return false;
}

interface Part {
  readonly name: string;
  readonly method: number;
  readonly packed: number;
  readonly unpacked: number;
  readonly at: number;
}

/** The zip's own list of parts (APPNOTE 4.3.12), or nothing when it is not one that can be trusted. */
function listParts(bytes: Uint8Array): readonly Part[] | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = findEnd(view);
  if (end === undefined) return undefined;
  const count = view.getUint16(end + 10, true);
  let at = view.getUint32(end + 16, true);
  if (count > PARTS_MAX) return undefined;
  const parts: Part[] = [];
  for (let index = 0; index < count; index += 1) {
    if (at + 46 > bytes.length || view.getUint32(at, true) !== PART_MARK) return undefined;
    const nameBytes = view.getUint16(at + 28, true);
    const name = Buffer.from(bytes.subarray(at + 46, at + 46 + nameBytes)).toString("latin1");
    parts.push({
      name,
      method: view.getUint16(at + 10, true),
      packed: view.getUint32(at + 20, true),
      unpacked: view.getUint32(at + 24, true),
      at: view.getUint32(at + 42, true),
    });
    at += 46 + nameBytes + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  }
  return parts;
}

function findEnd(view: DataView): number | undefined {
  const first = Math.max(0, view.byteLength - END_BYTES - COMMENT_BYTES_MAX);
  for (let at = view.byteLength - END_BYTES; at >= first; at -= 1) {
    if (view.getUint32(at, true) === END_MARK) return at;
  }
  return undefined;
}

/** A part as it is when unpacked; nothing when it is larger than it says or than there is room for. */
function unpack(bytes: Uint8Array, part: Part, left: number): Uint8Array | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (part.unpacked > left || part.at + 30 > bytes.length) return undefined;
  if (view.getUint32(part.at, true) !== LOCAL_MARK) return undefined;
  const from =
    part.at + 30 + view.getUint16(part.at + 26, true) + view.getUint16(part.at + 28, true);
  const packed = bytes.subarray(from, from + part.packed);
  if (packed.length !== part.packed) return undefined;
  if (part.method === STORED) return packed.length === part.unpacked ? packed : undefined;
  if (part.method !== DEFLATED) return undefined;
  try {
    const unpacked = inflateRawSync(packed, { maxOutputLength: Math.max(1, part.unpacked) });
    return unpacked.length === part.unpacked ? unpacked : undefined;
  } catch {
    return undefined;
  }
}
