/**
 * The 256 checksums of a stream by which till and server find out whether they hold the same rows:
 * each side adds up its own, none is ever taken over from the other (SPEC P20). Pure; who reads the
 * rows and what follows from a difference is elsewhere.
 */

export const CHECK_BUCKETS = 256;

/** A row as far as a check looks at it. */
export interface CheckedRow {
  readonly table: string;
  readonly id: string;
  readonly position: number;
}

export interface Checksums {
  readonly add: (row: CheckedRow) => void;
  /** One text of 16 hex digits a bucket: the sum mod 2^64 of the hashes of its rows. */
  readonly texts: () => readonly string[];
}

/** Sums over no rows yet. The order in which rows are added does not matter. */
export function createChecksums(): Checksums {
  const low = new Uint32Array(CHECK_BUCKETS);
  const high = new Uint32Array(CHECK_BUCKETS);
  return {
    add: (row) => {
      const name = hashName(row);
      const bucket = bucketOfHash(name);
      const [left, right] = hashPosition(name, row.position);
      const sum = (low[bucket] ?? 0) + right;
      low[bucket] = sum;
      high[bucket] = (high[bucket] ?? 0) + left + (sum > 0xffff_ffff ? 1 : 0);
    },
    texts: () => Array.from(low, (each, bucket) => hex(high[bucket] ?? 0) + hex(each)),
  };
}

/** The bucket of a row, 0 to 255: by table and id alone, so that a row never moves between buckets. */
export function bucketOf(row: Pick<CheckedRow, "table" | "id">): number {
  return bucketOfHash(hashName(row));
}

/** The buckets in which two sides differ. */
export function differingBuckets(own: readonly string[], other: readonly string[]): number[] {
  return own.flatMap((sum, bucket) => (sum === other[bucket] ? [] : [bucket]));
}

type Hash = readonly [left: number, right: number];

function bucketOfHash([left, right]: Hash): number {
  return finish(left ^ right) & (CHECK_BUCKETS - 1);
}

/** Two lanes of FNV-1a over UTF-16 units, with a byte that no name holds between table and id. */
function hashName({ table, id }: Pick<CheckedRow, "table" | "id">): Hash {
  let left = 0x811c_9dc5;
  let right = 0x9e37_79b1;
  const text = `${table}\0${id}`;
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    left = Math.imul(left ^ unit, 0x0100_0193);
    right = Math.imul(right ^ unit, 0x85eb_ca6b);
    right = (right << 13) | (right >>> 19);
  }
  return [left, right];
}

/** The row's 64 bits: its name, then its position as two words. */
function hashPosition([left, right]: Hash, position: number): Hash {
  const words = [position >>> 0, Math.floor(position / 2 ** 32) >>> 0];
  let [one, two] = [left, right];
  for (const word of words) {
    one = finish(Math.imul(one ^ word, 0x0100_0193) ^ two);
    two = finish(Math.imul(two ^ word, 0xc2b2_ae35) ^ one);
  }
  return [one >>> 0, two >>> 0];
}

/** Spreads every bit of a word over all of it (the finaliser of MurmurHash3). */
function finish(word: number): number {
  let mixed = word ^ (word >>> 16);
  mixed = Math.imul(mixed, 0x85eb_ca6b);
  mixed ^= mixed >>> 13;
  mixed = Math.imul(mixed, 0xc2b2_ae35);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}

function hex(word: number): string {
  return word.toString(16).padStart(8, "0");
}
