/**
 * Which file is the replica, and how a downloaded image becomes it: checked whole, laid beside the
 * old one, taken by name. Downloading is sync's; who uses the old file closes it before the swap.
 */
import { createHash } from "node:crypto";
import {
  closeSync,
  createReadStream,
  createWriteStream,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
} from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { Transform } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createZstdDecompress } from "node:zlib";
import { done, type Result, refuse } from "#shared/base/result.ts";
import { layout as currentLayout, type Layout } from "#shared/protocol/image/layout.ts";
import type { ImageManifest } from "#shared/protocol/image/manifest.ts";
import type { ReplicaRefusalCode } from "#shared/records/refusals/replica.ts";
import { hasLayout } from "./tables.ts";

export interface ImageInstall {
  /** The till's data folder. */
  readonly folder: string;
  /** The downloaded file, compressed. It is left where it is. */
  readonly download: string;
  readonly manifest: ImageManifest;
  readonly layout?: Layout;
}

/** Big steps: a small chunk costs a hop between threads. */
const CHUNK_BYTES = 1 << 20;

/** The newest whole replica of a layout in a folder, or the name of the first one to make. */
export function replicaFile(folder: string, layout: Layout = currentLayout): string {
  const newest = replicaNumbers(folder, layout).at(-1) ?? 1;
  return fileOf(folder, layout, newest);
}

/** The name for a replica that is made beside the one in use. */
export function nextReplicaFile(folder: string, layout: Layout = currentLayout): string {
  return fileOf(folder, layout, (replicaNumbers(folder, layout).at(-1) ?? 0) + 1);
}

/**
 * Lays an image beside the replica in use and gives its file's name; from then on `replicaFile`
 * answers with it. Refuses `image-damaged` (not the bytes that the manifest names, or not a
 * database), `replica-layout` (of another version) and `replica-unwritable`; then nothing is left
 * behind. A crash at any instant leaves the old replica or the whole new one.
 */
export async function installImage(
  install: ImageInstall,
): Promise<Result<string, ReplicaRefusalCode>> {
  const { folder, manifest, layout = currentLayout } = install;
  if (manifest.layout !== layout.version) return refuse("replica-layout");
  mkdirSync(folder, { recursive: true });
  const file = nextReplicaFile(folder, layout);
  const part = `${file}.part`;
  try {
    const code = (await unpack(install.download, part, manifest)) ?? judge(part, manifest, layout);
    if (code !== undefined) return refuse(code);
    renameSync(part, file);
    syncPath(folder);
    return done(file);
  } catch (error) {
    return refuse(isDiskTrouble(error) ? "replica-unwritable" : "image-damaged");
  } finally {
    rmSync(part, { force: true });
  }
}

/** Takes away every replica but one, with what lies beside it. Call after the swap. */
export function removeOtherReplicas(folder: string, keep: string): void {
  for (const name of readdirSync(folder)) {
    const file = join(folder, name);
    const isReplica = /^replica-\d+-\d+\.db(-wal|-shm|-journal|\.part)?$/.test(name);
    if (isReplica && !file.startsWith(keep)) rmSync(file, { force: true });
  }
}

function fileOf(folder: string, layout: Layout, number: number): string {
  return join(folder, `replica-${layout.version}-${number}.db`);
}

function replicaNumbers(folder: string, layout: Layout): readonly number[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .flatMap((name) => {
      const [, version, number] = /^replica-(\d+)-(\d+)\.db$/.exec(name) ?? [];
      return Number(version) === layout.version ? [Number(number)] : [];
    })
    .sort((left, right) => left - right);
}

/** Decompresses to `part` and syncs it, in one pass with the check of hash and lengths. */
async function unpack(
  download: string,
  part: string,
  manifest: ImageManifest,
): Promise<ReplicaRefusalCode | undefined> {
  const digest = createHash("sha256");
  let bytes = 0;
  let rawBytes = 0;
  const packed = new Transform({
    transform: (chunk: Buffer, _encoding, next) => {
      digest.update(chunk);
      bytes += chunk.length;
      next(bytes > manifest.bytes ? new Error("longer than its manifest") : null, chunk);
    },
  });
  const raw = new Transform({
    transform: (chunk: Buffer, _encoding, next) => {
      rawBytes += chunk.length;
      next(rawBytes > manifest.rawBytes ? new Error("longer than its manifest") : null, chunk);
    },
  });
  await pipeline(
    createReadStream(download, { highWaterMark: CHUNK_BYTES }),
    packed,
    createZstdDecompress({ chunkSize: CHUNK_BYTES }),
    raw,
    createWriteStream(part, { highWaterMark: 4 * CHUNK_BYTES }),
  );
  const whole = bytes === manifest.bytes && rawBytes === manifest.rawBytes;
  if (!whole || digest.digest("hex") !== manifest.hash) return "image-damaged";
  syncPath(part);
  return undefined;
}

function judge(
  part: string,
  manifest: ImageManifest,
  layout: Layout,
): ReplicaRefusalCode | undefined {
  const database = new DatabaseSync(part, { readOnly: true });
  try {
    if (!hasLayout(database, layout)) return "replica-layout";
    const held = database.prepare("SELECT count(*) AS streams FROM checkpoint").get()?.streams;
    return held === manifest.streams.length ? undefined : "image-damaged";
  } finally {
    database.close();
  }
}

function syncPath(path: string): void {
  if (process.platform === "win32") return;
  const handle = openSync(path, "r");
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

function isDiskTrouble(error: unknown): boolean {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  return ["ENOSPC", "EDQUOT", "EIO", "EROFS", "EACCES", "EMFILE"].includes(code);
}
