/**
 * The machine for archives of any size: hashing, compressing and a scratch folder, for till, server and
 * commands alike.
 */
import { createHash } from "node:crypto";
import {
  appendFileSync,
  closeSync,
  mkdtempSync,
  openSync,
  readSync,
  renameSync,
  rmSync,
} from "node:fs";
import { open } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { constants, crc32, deflateRawSync } from "node:zlib";
import type { ArchiveHost } from "#shared/base/archive-host.ts";

const CHUNK_BYTES = 1 << 20;

export interface ScratchHost extends ArchiveHost {
  /** Removes the scratch folder and all in it. */
  readonly remove: () => void;
}

/** A host with a scratch folder of its own below `folder`; the system's unless said. */
export function openArchiveHost(folder: string = tmpdir()): ScratchHost {
  const scratch = mkdtempSync(join(folder, "fiscal-"));
  return {
    sha256: () => {
      const hash = createHash("sha256");
      return {
        update: (bytes) => {
          hash.update(bytes);
        },
        digest: () => hash.digest("hex"),
      };
    },
    crc32: (bytes, before) => crc32(bytes, before),
    deflate: (bytes, isLast) =>
      deflateRawSync(bytes, {
        finishFlush: isLast ? constants.Z_FINISH : constants.Z_SYNC_FLUSH,
      }),
    append: (name, bytes) => appendFileSync(join(scratch, name), bytes),
    read: (name) => readFile(join(scratch, name)),
    remove: () => rmSync(scratch, { recursive: true, force: true }),
  };
}

/**
 * Writes a file whole or not at all: under another name first, on the disk, then by its own. Between
 * two pieces others have their turn.
 */
export async function writeWhole(file: string, bytes: Iterable<Uint8Array>): Promise<void> {
  const draft = `${file}.part`;
  const handle = await open(draft, "w", 0o600);
  try {
    for (const piece of bytes) await handle.writeFile(piece);
    await handle.sync();
  } catch (error) {
    await handle.close();
    rmSync(draft, { force: true });
    throw error;
  }
  await handle.close();
  renameSync(draft, file);
}

function* readFile(file: string): Iterable<Uint8Array> {
  const handle = openSync(file, "r");
  try {
    for (;;) {
      const chunk = new Uint8Array(CHUNK_BYTES);
      const read = readSync(handle, chunk);
      if (read === 0) return;
      yield chunk.subarray(0, read);
    }
  } finally {
    closeSync(handle);
  }
}
