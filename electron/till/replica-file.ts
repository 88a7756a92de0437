/**
 * Which file is the replica: the newest of this layout, or a new one when there is none or it cannot
 * be used. What cannot be used is thrown away: all of it is at the server. What lies in the file is
 * replica/.
 */
import {
  closeSync,
  existsSync,
  fsyncSync,
  openSync,
  readdirSync,
  rmSync,
  statSync,
  writeSync,
} from "node:fs";
import { basename, join } from "node:path";
import { planted } from "#shared/base/planted.ts";
import { done, type Result } from "#shared/base/result.ts";
import { layout } from "#shared/protocol/image/layout.ts";
import type { ReplicaRefusalCode } from "#shared/records/refusals/replica.ts";
import { openReplica, type Replica, type ReplicaOptions } from "./replica/tables.ts";

export interface OpenedReplica {
  readonly replica: Replica;
  /** Why the file that was there before was thrown away, if it was. */
  readonly replaced: ReplicaRefusalCode | undefined;
}

interface ReplicaChoice {
  readonly connect?: ReplicaOptions["connect"] | undefined;
}

/**
 * An empty file of the next number beside the others, for a replica whose file is damaged. Refuses
 * `replica-unwritable`; then nothing is changed.
 */
export function freshReplicaFile(
  folder: string,
  choice: ReplicaChoice = {},
): Result<Replica, ReplicaRefusalCode> {
  const newest = replicaFiles(folder).findLast((file) => file.layout === layout.version);
  return open(folder, (newest?.number ?? 0) + 1, choice);
}

/**
 * Takes a closed replica's file and all others but `keep` off the disk. With `overwritten` their bytes
 * go before their names do: a till out of service keeps nothing that could be read back.
 */
export function discardReplicaFiles(
  folder: string,
  { keep, overwritten = false }: { readonly keep: string; readonly overwritten?: boolean },
): void {
  const files = replicaFiles(folder);
  for (const { name } of files) {
    if (name === basename(keep) || !overwritten) continue;
    for (const end of ["", "-wal"]) overwrite(join(folder, name + end));
  }
  removeOthers(folder, files, basename(keep));
}

function overwrite(file: string): void {
  if (!existsSync(file)) return;
  const handle = openSync(file, "r+");
  const zeros = Buffer.alloc(OVERWRITTEN_AT_ONCE);
  const { size } = statSync(file);
  for (let at = 0; at < size; at += zeros.length) {
    writeSync(handle, zeros, 0, Math.min(zeros.length, size - at), at);
  }
  fsyncSync(handle);
  closeSync(handle);
}

const OVERWRITTEN_AT_ONCE = 1024 * 1024;

const NAME = /^replica-(\d+)-(\d+)\.db$/;

/** Refuses `replica-in-use` and `replica-unwritable`; damage and old layouts are replaced. */
export function openReplicaFile(
  folder: string,
  choice: ReplicaChoice = {},
): Result<OpenedReplica, ReplicaRefusalCode> {
  const files = replicaFiles(folder);
  const newest = files.findLast((file) => file.layout === layout.version);
  const opened = newest === undefined ? undefined : open(folder, newest.number, choice);
  if (opened?.ok) {
    removeOthers(folder, files, newest?.name);
    return done({ replica: opened.value, replaced: undefined });
  }
  const code = opened?.refusal.code;
  if (planted("F21") && opened !== undefined) return opened;
  if (opened !== undefined && code !== "replica-damaged" && code !== "replica-layout") {
    return opened;
  }
  const fresh = open(folder, (newest?.number ?? 0) + 1, choice);
  if (!fresh.ok) return fresh;
  removeOthers(folder, files, undefined);
  return done({ replica: fresh.value, replaced: code });
}

function open(folder: string, number: number, { connect }: ReplicaChoice) {
  const file = join(folder, `replica-${layout.version}-${number}.db`);
  return openReplica({ file, ...(connect === undefined ? {} : { connect }) });
}

interface ReplicaFile {
  readonly name: string;
  readonly layout: number;
  readonly number: number;
}

function replicaFiles(folder: string): readonly ReplicaFile[] {
  return readdirSync(folder)
    .map((name) => ({ name, match: NAME.exec(name) }))
    .flatMap(({ name, match }) =>
      match === null ? [] : [{ name, layout: Number(match[1]), number: Number(match[2]) }],
    )
    .sort((left, right) => left.layout - right.layout || left.number - right.number);
}

function removeOthers(
  folder: string,
  files: readonly ReplicaFile[],
  keep: string | undefined,
): void {
  for (const { name } of files) {
    if (name === keep) continue;
    for (const end of ["", "-wal", "-shm"]) rmSync(join(folder, name + end), { force: true });
  }
}
