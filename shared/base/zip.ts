/**
 * The bytes around the files of a ZIP archive (PKWARE APPNOTE 6.3.3): what stands before each file and
 * after the last. Compressing, checksums and writing are the host's. Sizes are known beforehand, and
 * beyond 4 GiB the ZIP64 forms are used. Names are UTF-8; no encryption, no second disk.
 */
import { concatBytes, utf8Encode } from "./bytes.ts";

export interface ZipEntry {
  readonly name: string;
  /** CRC-32 of the plain bytes, 0 to 2^32-1. */
  readonly crc32: number;
  readonly plainBytes: number;
  /** Length of the raw deflate stream. */
  readonly packedBytes: number;
  /** When the file was made, UTC milliseconds; kept to two seconds, 1980 at the earliest. */
  readonly atMs: number;
}

const LIMIT_32 = 0xffff_ffff;
const VERSION = 20;
const VERSION_64 = 45;
const DEFLATED = 8;
const NAMES_ARE_UTF8 = 0x0800;
const ZIP64_EXTRA = 0x0001;

/** What stands before the packed bytes of a file. */
export function zipFileHead(entry: ZipEntry): Uint8Array {
  const name = utf8Encode(entry.name);
  const big = isBig(entry.plainBytes) || isBig(entry.packedBytes);
  const extra = big ? zip64Extra([entry.plainBytes, entry.packedBytes]) : new Uint8Array();
  return concatBytes(
    numbers(
      [4, 0x0403_4b50],
      ...commonFields(entry, big),
      [4, big ? LIMIT_32 : entry.packedBytes],
      [4, big ? LIMIT_32 : entry.plainBytes],
      [2, name.length],
      [2, extra.length],
    ),
    name,
    extra,
  );
}

/** What stands after the last file: the directory of all files in their order, and its end. */
export function zipDirectory(entries: readonly ZipEntry[]): Uint8Array {
  const parts: Uint8Array[] = [];
  let offset = 0;
  for (const entry of entries) {
    parts.push(directoryEntry(entry, offset));
    offset += zipFileHead(entry).length + entry.packedBytes;
  }
  const directory = concatBytes(...parts);
  const isBigEnd = isBig(offset) || isBig(offset + directory.length) || entries.length >= 0xffff;
  const end = isBigEnd
    ? zip64End({ offset, bytes: directory.length, files: entries.length })
    : new Uint8Array();
  const files = Math.min(entries.length, 0xffff);
  return concatBytes(
    directory,
    end,
    numbers(
      [4, 0x0605_4b50],
      [2, 0],
      [2, 0],
      [2, files],
      [2, files],
      [4, Math.min(directory.length, LIMIT_32)],
      [4, Math.min(offset, LIMIT_32)],
      [2, 0],
    ),
  );
}

function directoryEntry(entry: ZipEntry, offset: number): Uint8Array {
  const name = utf8Encode(entry.name);
  const big = isBig(entry.plainBytes) || isBig(entry.packedBytes) || isBig(offset);
  const extra = big ? zip64Extra([entry.plainBytes, entry.packedBytes, offset]) : new Uint8Array();
  return concatBytes(
    numbers(
      [4, 0x0201_4b50],
      [2, big ? VERSION_64 : VERSION],
      ...commonFields(entry, big),
      [4, big ? LIMIT_32 : entry.packedBytes],
      [4, big ? LIMIT_32 : entry.plainBytes],
      [2, name.length],
      [2, extra.length],
      [2, 0],
      [2, 0],
      [2, 0],
      [4, 0],
      [4, big ? LIMIT_32 : offset],
    ),
    name,
    extra,
  );
}

type Field = readonly [bytes: 2 | 4 | 8, value: number];

function commonFields(entry: ZipEntry, big: boolean): readonly Field[] {
  const { date, time } = dosTime(entry.atMs);
  return [
    [2, big ? VERSION_64 : VERSION],
    [2, NAMES_ARE_UTF8],
    [2, DEFLATED],
    [2, time],
    [2, date],
    [4, entry.crc32],
  ];
}

function zip64Extra(values: readonly number[]): Uint8Array {
  const fields = values.map((value): Field => [8, value]);
  return numbers([2, ZIP64_EXTRA], [2, values.length * 8], ...fields);
}

function zip64End(of: { offset: number; bytes: number; files: number }): Uint8Array {
  return numbers(
    [4, 0x0606_4b50],
    [8, 44],
    [2, VERSION_64],
    [2, VERSION_64],
    [4, 0],
    [4, 0],
    [8, of.files],
    [8, of.files],
    [8, of.bytes],
    [8, of.offset],
    [4, 0x0706_4b50],
    [4, 0],
    [8, of.offset + of.bytes],
    [4, 1],
  );
}

/** Little-endian numbers one after another. */
function numbers(...fields: readonly Field[]): Uint8Array {
  const bytes = new Uint8Array(fields.reduce((sum, [length]) => sum + length, 0));
  const view = new DataView(bytes.buffer);
  let at = 0;
  for (const [length, value] of fields) {
    if (length === 2) view.setUint16(at, value, true);
    else if (length === 4) view.setUint32(at, value, true);
    else view.setBigUint64(at, BigInt(value), true);
    at += length;
  }
  return bytes;
}

function isBig(value: number): boolean {
  return value >= LIMIT_32;
}

/** The clock of a DOS disk: two seconds, from 1980. */
function dosTime(atMs: number): { readonly date: number; readonly time: number } {
  const at = new Date(Math.max(atMs, Date.UTC(1980, 0, 1)));
  const date =
    ((at.getUTCFullYear() - 1980) << 9) | ((at.getUTCMonth() + 1) << 5) | at.getUTCDate();
  const time = (at.getUTCHours() << 11) | (at.getUTCMinutes() << 5) | (at.getUTCSeconds() >> 1);
  return { date, time };
}
