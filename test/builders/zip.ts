/** Zip files built by hand, so that a test can make one that lies about itself. */
import { crc32 } from "node:zlib";

export interface ZipPart {
  readonly name: string;
  /** Deflated content. */
  readonly packed: Uint8Array;
  /** What the part says it has when unpacked. */
  readonly bytes: number;
}

/** A zip of deflated parts (APPNOTE 4.3): local headers, list of parts, end. */
export function aZip(parts: readonly ZipPart[]): Uint8Array {
  const chunks: Buffer[] = [];
  const list: Buffer[] = [];
  let at = 0;
  for (const { name, packed, bytes } of parts) {
    const head = Buffer.alloc(30 + name.length);
    head.writeUInt32LE(0x04034b50, 0);
    head.writeUInt16LE(20, 4);
    head.writeUInt16LE(8, 8);
    head.writeUInt32LE(crc32(packed), 14);
    head.writeUInt32LE(packed.length, 18);
    head.writeUInt32LE(bytes, 22);
    head.writeUInt16LE(name.length, 26);
    head.write(name, 30, "latin1");
    const entry = Buffer.alloc(46 + name.length);
    entry.writeUInt32LE(0x02014b50, 0);
    head.copy(entry, 6, 4, 30);
    entry.writeUInt32LE(at, 42);
    entry.write(name, 46, "latin1");
    list.push(entry);
    chunks.push(head, Buffer.from(packed));
    at += head.length + packed.length;
  }
  const directory = Buffer.concat(list);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(parts.length, 8);
  end.writeUInt16LE(parts.length, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(at, 16);
  return new Uint8Array(Buffer.concat([...chunks, directory, end]));
}
