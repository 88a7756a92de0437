/**
 * A till's or server's disk: real SQLite files in a folder of a memory disk, what of them survives a
 * power cut, and connections that fail on purpose. Torn tails and lost commits follow what SQLite
 * promises for the connection's own `synchronous`.
 */
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { basename, join } from "node:path";
import { DatabaseSync, type StatementSync } from "node:sqlite";
import type { Prng } from "#shared/base/prng.ts";

const WAL_HEADER_BYTES = 32;
const FRAME_HEADER_BYTES = 24;
const SQLITE_FULL = 13;
const SQLITE_IOERR = 10;

export type Trouble = "full" | "failing";

/** What one disk is about to do to its writers. */
export interface DiskFaults {
  /** Writing statements that still pass before trouble begins; nothing while the disk is well. */
  left: number | undefined;
  trouble: Trouble;
  /** How often a statement was refused. */
  refused: number;
  /** Called before each writing statement with its text; a power cut is taken inside. */
  onWrite: ((sql: string, when: "before" | "after", file: string) => void) | undefined;
  /** The newest connection to each file, by the file's name. */
  readonly connections: Map<string, DatabaseSync>;
}

export function wellDisk(): DiskFaults {
  return {
    left: undefined,
    trouble: "full",
    refused: 0,
    onWrite: undefined,
    connections: new Map(),
  };
}

const WRITING = /^\s*(INSERT|UPDATE|DELETE|WITH|COMMIT|RELEASE act)/i;

/** A connection whose writing statements go past `faults` first. */
export function connectThrough(faults: DiskFaults): (file: string) => DatabaseSync {
  const before = (sql: string, file: string): void => {
    if (!WRITING.test(sql)) return;
    faults.onWrite?.(sql, "before", file);
    if (faults.left === undefined) return;
    if (faults.left > 0) {
      faults.left -= 1;
      return;
    }
    faults.refused += 1;
    throw Object.assign(new Error("the simulated disk refused"), {
      code: "ERR_SQLITE_ERROR",
      errcode: faults.trouble === "full" ? SQLITE_FULL : SQLITE_IOERR,
    });
  };
  const after = (sql: string, file: string): void => {
    if (WRITING.test(sql)) faults.onWrite?.(sql, "after", file);
  };
  return (file) => {
    const name = basename(file);
    const database = new (class extends DatabaseSync {
      override exec(sql: string): void {
        before(sql, name);
        super.exec(sql);
        after(sql, name);
      }
      override prepare(sql: string): StatementSync {
        const statement = super.prepare(sql);
        if (!WRITING.test(sql)) return statement;
        const run = statement.run.bind(statement);
        statement.run = ((...values: Parameters<typeof run>) => {
          before(sql, name);
          const changes = run(...values);
          after(sql, name);
          return changes;
        }) as typeof statement.run;
        const all = statement.all.bind(statement);
        statement.all = ((...values: Parameters<typeof all>) => {
          before(sql, name);
          return all(...values);
        }) as typeof statement.all;
        return statement;
      }
    })(file, { enableDoubleQuotedStringLiterals: false, timeout: 0 });
    faults.connections.set(name, database);
    return database;
  };
}

/** Ends of committed transactions in a WAL, in bytes: 0 and then one for each commit. */
export function commitEnds(wal: Uint8Array): readonly number[] {
  const ends = [0];
  if (wal.length < WAL_HEADER_BYTES) return ends;
  const view = new DataView(wal.buffer, wal.byteOffset, wal.byteLength);
  const frameBytes = FRAME_HEADER_BYTES + view.getUint32(8);
  const salts = [view.getUint32(16), view.getUint32(20)];
  for (let at = WAL_HEADER_BYTES; at + frameBytes <= wal.length; at += frameBytes) {
    if (view.getUint32(at + 8) !== salts[0] || view.getUint32(at + 12) !== salts[1]) break;
    if (view.getUint32(at + 4) !== 0) ends.push(at + frameBytes);
  }
  return ends;
}

export interface PowerCut {
  readonly prng: Prng;
  /** `synchronous` of the connection: 2 keeps every commit, 1 any number of them, never a gap. */
  readonly synchronous: number;
  /** The last commit was under way: it may be there, be torn, or be gone. */
  readonly committing?: boolean;
}

/** Copies one database as it would be found after the power came back; answers commits lost. */
export function copyAfterCut(from: string, to: string, cut: PowerCut): number {
  copyFileSync(from, to);
  rmSync(`${to}-wal`, { force: true });
  if (!existsSync(`${from}-wal`)) return 0;
  const wal = readFileSync(`${from}-wal`);
  const ends = commitEnds(wal);
  const last = ends.length - 1;
  const floor = cut.synchronous >= 2 ? last - (cut.committing === true && last > 0 ? 1 : 0) : 0;
  const kept = cut.prng.int(floor, last);
  const end = Math.max(ends[kept] ?? 0, wal.length === 0 ? 0 : WAL_HEADER_BYTES);
  writeFileSync(`${to}-wal`, Buffer.concat([wal.subarray(0, end), tornTail(cut.prng, wal, end)]));
  return last - kept;
}

/** What may lie after the last whole commit: nothing, part of a frame, zeros or garbage. */
function tornTail(prng: Prng, wal: Uint8Array, end: number): Uint8Array {
  const length = prng.int(1, 9_000);
  switch (prng.int(0, 3)) {
    case 0:
      return new Uint8Array(0);
    case 1: {
      const part = Uint8Array.from(wal.subarray(end, end + length));
      // Never a whole commit: the frame's own checksum does not hold any more.
      if (part.length > 16) part[16] = (part[16] ?? 0) ^ 0x55;
      return part;
    }
    case 2:
      return new Uint8Array(length);
    default:
      return prng.bytes(Math.min(length, 600));
  }
}

/** Makes a folder as it is found after a power cut: each database by its own promise, the rest as it is. */
export function copyFolderAfterCut(
  from: string,
  to: string,
  cutOf: (name: string) => PowerCut,
): number {
  mkdirSync(to, { recursive: true });
  let lost = 0;
  for (const name of readdirSync(from)) {
    if (/-(wal|shm|journal)$/.test(name)) continue;
    if (name.endsWith(".db")) lost += copyAfterCut(join(from, name), join(to, name), cutOf(name));
    else copyFileSync(join(from, name), join(to, name));
  }
  return lost;
}

/** Copies databases whole, as a backup or a disk image does between two writes. */
export function copyWhole(from: string, to: string): void {
  mkdirSync(to, { recursive: true });
  for (const name of readdirSync(from)) {
    if (!name.endsWith("-shm")) copyFileSync(join(from, name), join(to, name));
  }
}
