/**
 * Reads a ZIP archive by its directory (PKWARE APPNOTE 6.3.3, ZIP64 too), each file as a stream. Part
 * of the checker: only Node's own modules, so that it judges what Keepshop writes without its code.
 */
import { closeSync, createReadStream, fstatSync, openSync, readSync } from "node:fs";
import { pipeline } from "node:stream";
import { createInflateRaw } from "node:zlib";

export interface ZipFile {
  readonly names: readonly string[];
  /** The plain bytes of a file, piece by piece; nothing when there is no such file. */
  readonly read: (name: string) => AsyncIterable<Buffer> | undefined;
}

interface Member {
  readonly name: string;
  readonly method: number;
  readonly packedBytes: number;
  readonly offset: number;
}

const END = 0x0605_4b50;
const END_64 = 0x0606_4b50;
const END_64_LOCATOR = 0x0706_4b50;
const MEMBER = 0x0201_4b50;
const END_BYTES = 22;
const LIMIT_32 = 0xffff_ffff;
const COMMENT_BYTES_MAX = 0xffff;

/** Opens an archive. Throws in words when the file is none. */
export function openZip(file: string): ZipFile {
  const handle = openSync(file, "r");
  try {
    const bytes = fstatSync(handle).size;
    const members = new Map(readDirectory(handle, bytes).map((member) => [member.name, member]));
    return {
      names: [...members.keys()],
      read: (name) => {
        const member = members.get(name);
        return member === undefined ? undefined : readMember(file, member);
      },
    };
  } finally {
    closeSync(handle);
  }
}

function readMember(file: string, member: Member): AsyncIterable<Buffer> {
  const handle = openSync(file, "r");
  let start: number;
  try {
    const head = readAt(handle, member.offset, 30);
    start = member.offset + 30 + head.readUInt16LE(26) + head.readUInt16LE(28);
  } finally {
    closeSync(handle);
  }
  if (member.packedBytes === 0) return nothing();
  const packed = createReadStream(file, { start, end: start + member.packedBytes - 1 });
  if (member.method === 0) return packed;
  if (member.method !== 8) throw new Error(`${member.name} is packed in a way this cannot read`);
  const plain = createInflateRaw();
  pipeline(packed, plain, () => undefined);
  return plain;
}

async function* nothing(): AsyncIterable<Buffer> {}

function readDirectory(handle: number, bytes: number): Member[] {
  const tail = Math.min(bytes, END_BYTES + COMMENT_BYTES_MAX);
  const end = readAt(handle, bytes - tail, tail);
  let at = end.length - END_BYTES;
  while (at >= 0 && end.readUInt32LE(at) !== END) at -= 1;
  if (at < 0) throw new Error("the file is no ZIP archive, or its end is missing");
  let size = end.readUInt32LE(at + 12);
  let offset = end.readUInt32LE(at + 16);
  if (at >= 20 && end.readUInt32LE(at - 20) === END_64_LOCATOR) {
    const big = readAt(handle, Number(end.readBigUInt64LE(at - 12)), 56);
    if (big.readUInt32LE(0) !== END_64) throw new Error("the archive's end is damaged");
    size = Number(big.readBigUInt64LE(40));
    offset = Number(big.readBigUInt64LE(48));
  }
  return membersOf(readAt(handle, offset, size));
}

function membersOf(directory: Buffer): Member[] {
  const members: Member[] = [];
  for (let at = 0; at + 46 <= directory.length; ) {
    if (directory.readUInt32LE(at) !== MEMBER)
      throw new Error("the archive's directory is damaged");
    const nameBytes = directory.readUInt16LE(at + 28);
    const extraBytes = directory.readUInt16LE(at + 30);
    const name = directory.toString("utf8", at + 46, at + 46 + nameBytes);
    const extra = directory.subarray(at + 46 + nameBytes, at + 46 + nameBytes + extraBytes);
    const plain = directory.readUInt32LE(at + 24);
    const big = bigSizes(extra, [
      plain,
      directory.readUInt32LE(at + 20),
      directory.readUInt32LE(at + 42),
    ]);
    members.push({
      name,
      method: directory.readUInt16LE(at + 10),
      packedBytes: big[1] ?? 0,
      offset: big[2] ?? 0,
    });
    at += 46 + nameBytes + extraBytes + directory.readUInt16LE(at + 32);
  }
  return members;
}

/** The sizes with those that did not fit taken from the ZIP64 field, in its order. */
function bigSizes(extra: Buffer, sizes: readonly number[]): number[] {
  for (let at = 0; at + 4 <= extra.length; at += 4 + extra.readUInt16LE(at + 2)) {
    if (extra.readUInt16LE(at) !== 1) continue;
    let next = at + 4;
    return sizes.map((size) => {
      if (size !== LIMIT_32) return size;
      const value = Number(extra.readBigUInt64LE(next));
      next += 8;
      return value;
    });
  }
  return [...sizes];
}

function readAt(handle: number, position: number, bytes: number): Buffer {
  const buffer = Buffer.alloc(bytes);
  const read = position < 0 ? 0 : readSync(handle, buffer, 0, bytes, position);
  if (read !== bytes) throw new Error("the archive ends too early");
  return buffer;
}
