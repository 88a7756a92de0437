/**
 * A file that does nothing but take up room, so that on a full disk there is room to give back and
 * the sale in hand can still be committed (F11). It never holds data.
 */
import { randomBytes } from "node:crypto";
import {
  closeSync,
  existsSync,
  fsyncSync,
  openSync,
  rmSync,
  statfsSync,
  statSync,
  writeSync,
} from "node:fs";
import { dirname } from "node:path";

export interface Reserve {
  /** Whether the room is held back now. */
  readonly held: () => boolean;
  /** Gives the room back to the disk. Says whether there was any. */
  readonly release: () => boolean;
  /** Takes the room again when the disk has it to spare. Says whether the disk has room now. */
  readonly restore: () => boolean;
}

const CHUNK_BYTES = 1 << 20;
/** Below this much free room a disk counts as full even without a reserve. */
const ROOM_BYTES_MIN = 4 << 20;

/**
 * Holds `bytes` beside the journal. Random bytes, because a file system that compresses or leaves
 * holes would keep nothing back for zeros. A reserve of 0 bytes is never held.
 */
export function openReserve(file: string, bytes: number): Reserve {
  const held = (): boolean => bytes > 0 && existsSync(file) && statSync(file).size >= bytes;
  const restore = (): boolean => {
    if (held()) return true;
    if (freeBytes(file) < Math.max(bytes * 2, ROOM_BYTES_MIN)) return false;
    if (bytes === 0) return true;
    try {
      fill(file, bytes);
    } catch {
      rmSync(file, { force: true });
    }
    return held();
  };
  const release = (): boolean => {
    const had = held();
    rmSync(file, { force: true });
    return had;
  };
  restore();
  return { held, release, restore };
}

function fill(file: string, bytes: number): void {
  const handle = openSync(file, "w");
  try {
    for (let left = bytes; left > 0; left -= CHUNK_BYTES) {
      writeSync(handle, randomBytes(Math.min(left, CHUNK_BYTES)));
    }
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

function freeBytes(file: string): number {
  const disk = statfsSync(dirname(file));
  return disk.bavail * disk.bsize;
}
