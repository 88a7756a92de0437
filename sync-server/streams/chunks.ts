/**
 * Stretches of a stream encoded once for every till that asks: rows go from the database to the wire
 * as the text they are kept as. Kept by (stream, epoch, from, to), which never changes once committed.
 */
import { promisify } from "node:util";
import { constants, zstdCompress, zstdCompressSync } from "node:zlib";
import type { Chunk } from "#shared/protocol/messages.ts";
import type { Tx } from "../database/contract.ts";
import { type Revision, readStretch } from "../database/revisions.ts";

export interface Stretch {
  readonly stream: string;
  readonly epoch: string;
  readonly from: number;
  readonly to: number;
  /** Where its rows stood, when that is beyond its end: the floor of the stream. */
  readonly at?: number;
}

export interface Chunks {
  readonly read: (tx: Tx, stretch: Stretch) => Promise<Chunk>;
  readonly forget: () => void;
}

const KEPT_BYTES_MAX = 64 * 1024 * 1024;
/** Below this a frame's own overhead outweighs what compression saves. */
const COMPRESS_FROM_BYTES = 768;
/** Above this compression leaves the event loop. */
const COMPRESS_ASIDE_BYTES = 32 * 1024;
const LEVEL = { params: { [constants.ZSTD_c_compressionLevel]: 3 } };
const compressAside = promisify(zstdCompress);

/** The encoded stretches of one chain. */
export function createChunks(
  chain: string,
  choice: { readonly inline: boolean } = { inline: false },
): Chunks {
  const kept = new Map<string, Promise<Chunk>>();
  let keptBytes = 0;
  const drop = (key: string, bytes: number): void => {
    if (kept.delete(key)) keptBytes -= bytes;
  };
  const keep = (key: string, made: Promise<Chunk>): void => {
    kept.set(key, made);
    made.then(
      (chunk) => {
        keptBytes += chunk.bytes.length;
        for (const [oldest, old] of kept) {
          if (keptBytes <= KEPT_BYTES_MAX || oldest === key) break;
          void old.then((each) => drop(oldest, each.bytes.length));
        }
      },
      () => kept.delete(key),
    );
  };
  return {
    read(tx, stretch) {
      const key = `${stretch.stream} ${stretch.epoch} ${stretch.from} ${stretch.to} ${stretch.at ?? ""}`;
      const there = kept.get(key);
      if (there !== undefined) {
        // Asked for again: the youngest in the queue of what is dropped.
        kept.delete(key);
        kept.set(key, there);
        return there;
      }
      const made = encode(tx, chain, stretch, choice.inline);
      keep(key, made);
      return made;
    },
    forget() {
      kept.clear();
      keptBytes = 0;
    },
  };
}

async function encode(tx: Tx, chain: string, stretch: Stretch, inline: boolean): Promise<Chunk> {
  return encodeRows(stretch, await readStretch(tx, chain, stretch), inline);
}

/** Rows of a stream as they go over the wire; `inline` compresses nothing aside. */
export async function encodeRows(
  stretch: Stretch,
  revisions: readonly Revision[],
  inline = false,
): Promise<Chunk> {
  const text = Buffer.from(wireText(revisions));
  const { stream, epoch, from, to } = stretch;
  const told = { stream, epoch, fromPosition: from, toPosition: to, rows: revisions.length };
  const packed = await compress(text, inline);
  return packed === undefined
    ? { ...told, encoding: "json", bytes: text }
    : { ...told, encoding: "zstd", bytes: packed };
}

type Told = Pick<Revision, "table" | "id" | "position" | "body">;

/** JSON text of `WireRow[]`. */
export function wireText(revisions: readonly Told[]): string {
  return `[${revisions.map(asWireRow).join(",")}]`;
}

async function compress(text: Buffer, inline: boolean): Promise<Buffer | undefined> {
  if (text.length < COMPRESS_FROM_BYTES) return undefined;
  const packed =
    inline || text.length < COMPRESS_ASIDE_BYTES
      ? zstdCompressSync(text, LEVEL)
      : await compressAside(text, LEVEL);
  return packed.length < text.length * 0.9 ? packed : undefined;
}

/** `[table, id, position, row]`; the row is JSON text already. */
function asWireRow(revision: Told): string {
  const { table, id, position, body } = revision;
  return `[${JSON.stringify(table)},${JSON.stringify(id)},${position},${body ?? "null"}]`;
}
