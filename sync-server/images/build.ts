/**
 * Builds one image: a base (catalogue, price books, clients) that many stores share, then a copy of it
 * with the scope's own streams and the base's newest rows, compressed and named by its hash. Runs in a
 * thread of its own (build-worker.ts), on a snapshot of its own, so that no push waits for it.
 */
import { createHash } from "node:crypto";
import {
  copyFileSync,
  createReadStream,
  createWriteStream,
  existsSync,
  mkdirSync,
  renameSync,
  rmSync,
  statSync,
} from "node:fs";
import { join } from "node:path";
import { Transform } from "node:stream";
import { pipeline } from "node:stream/promises";
import { constants, createZstdCompress } from "node:zlib";
import { layout } from "#shared/protocol/image/layout.ts";
import type { ImageManifest } from "#shared/protocol/image/manifest.ts";
import type { Database, Tx } from "../database/contract.ts";
import { readSeenNow } from "../database/entries.ts";
import { readChain, readHeads } from "../database/heads.ts";
import { readStanding } from "../database/revisions.ts";
import { type ImageFile, openImageFile } from "./file.ts";

export interface ImageOrder {
  readonly chain: string;
  /** The scope: sorted, without the register's own stream. */
  readonly streams: readonly string[];
  readonly folder: string;
  readonly nowMs: number;
}

export interface BuiltImage {
  readonly manifest: ImageManifest;
  /** Sum of the positions it stands at: how far behind it is can be told from the heads. */
  readonly positions: number;
  /** The history it was made in. */
  readonly epoch: string;
}

const ROWS_AT_ONCE = 4_000;
/** A base further behind than this is built anew rather than brought up. */
const BASE_BEHIND_MAX = 50_000;
const CHUNK_BYTES = 1 << 20;

/** The file of an image in its folder. */
export function imagePath(folder: string, hash: string): string {
  return join(folder, `${hash}.image`);
}

/** Builds the image of a scope and leaves it in the folder under its hash. */
export async function buildImage(database: Database, order: ImageOrder): Promise<BuiltImage> {
  mkdirSync(order.folder, { recursive: true });
  const work = join(order.folder, `work-${process.pid}-${order.nowMs}-${counter()}.db`);
  try {
    const stand = await database.read(async (tx) => {
      const base = order.streams.filter(isShared);
      const baseFile = await bringUpBase(tx, order, base);
      copyFileSync(baseFile, work);
      return fill(tx, order, { file: work, isNew: false, streams: order.streams });
    });
    const { hash, bytes } = await pack(work, `${work}.zst`);
    renameSync(`${work}.zst`, imagePath(order.folder, hash));
    const manifest: ImageManifest = {
      layout: layout.version,
      hash,
      bytes,
      rawBytes: statSync(work).size,
      encoding: "zstd",
      streams: [...order.streams],
      madeAtMs: order.nowMs,
    };
    return { manifest, ...stand };
  } finally {
    for (const left of [work, `${work}.zst`, `${work}-journal`]) rmSync(left, { force: true });
  }
}

let made = 0;
function counter(): number {
  made += 1;
  return made;
}

/** Streams that more than one store has: worth keeping as a base. */
function isShared(stream: string): boolean {
  return /^(chain|book|clients):/.test(stream);
}

/** The base of these streams, built when there is none or it is too far behind; answers its file. */
async function bringUpBase(tx: Tx, order: ImageOrder, streams: readonly string[]): Promise<string> {
  const name = createHash("sha256")
    .update(`${order.chain} ${streams.join(" ")}`)
    .digest("hex");
  const file = join(order.folder, `base-${layout.version}-${name.slice(0, 24)}.db`);
  if (existsSync(file) && (await isNear(tx, order, { file, streams }))) return file;
  const part = `${file}.${process.pid}.part`;
  rmSync(part, { force: true });
  await fill(tx, order, { file: part, isNew: true, streams });
  renameSync(part, file);
  return file;
}

async function isNear(
  tx: Tx,
  order: ImageOrder,
  base: { readonly file: string; readonly streams: readonly string[] },
): Promise<boolean> {
  const heads = await readHeads(tx, order.chain, base.streams);
  const image = openImageFile(base.file, false);
  try {
    let behind = 0;
    for (const [stream, head] of heads) {
      const at = image.checkpoint(stream);
      if (at === undefined || at.epoch !== head.epoch || at.position > head.position) return false;
      behind += head.position - at.position;
    }
    return behind <= BASE_BEHIND_MAX;
  } finally {
    image.abandon();
  }
}

/** Fills each stream from where the file stands to its head; answers where it stands then. */
async function fill(
  tx: Tx,
  order: ImageOrder,
  target: { readonly file: string; readonly isNew: boolean; readonly streams: readonly string[] },
): Promise<{ readonly positions: number; readonly epoch: string }> {
  const { chain } = order;
  const { epoch } = await readChain(tx, chain);
  const heads = await readHeads(tx, chain, target.streams);
  const image = openImageFile(target.file, target.isNew);
  let positions = 0;
  for (const stream of target.streams) {
    const head = heads.get(stream) ?? { stream, epoch, position: 0 };
    await fillStream(tx, chain, { image, stream, after: image.checkpoint(stream)?.position ?? 0 });
    image.stand({ stream, epoch: head.epoch, position: head.position });
    positions += head.position;
  }
  for (const seen of await readSeenNow(tx, chain, target.streams)) image.see(seen);
  image.finish();
  return { positions, epoch };
}

async function fillStream(
  tx: Tx,
  chain: string,
  from: { readonly image: ImageFile; readonly stream: string; readonly after: number },
): Promise<void> {
  let after = from.after;
  for (;;) {
    const page = { stream: from.stream, after, limit: ROWS_AT_ONCE };
    const rows = await readStanding(tx, chain, page);
    if (rows.length > 0) from.image.put(rows);
    if (rows.length < ROWS_AT_ONCE) return;
    after = rows.at(-1)?.position ?? after;
  }
}

async function pack(
  file: string,
  packed: string,
): Promise<{ readonly hash: string; readonly bytes: number }> {
  const digest = createHash("sha256");
  let bytes = 0;
  const measured = new Transform({
    transform(chunk: Buffer, _encoding, next) {
      digest.update(chunk);
      bytes += chunk.length;
      next(null, chunk);
    },
  });
  await pipeline(
    createReadStream(file, { highWaterMark: CHUNK_BYTES }),
    createZstdCompress({ params: { [constants.ZSTD_c_compressionLevel]: 3 } }),
    measured,
    createWriteStream(packed),
  );
  return { hash: digest.digest("hex"), bytes };
}
