/**
 * Repeatable randomness for seeds, simulations and A/B sharing: sfc32 (Chris Doty-Humphrey's small
 * fast counter, 128 bits of state). Never for keys, tokens, ids of a live till or anything secret.
 */
import { assert } from "./assert.ts";

export interface Prng {
  /** 0 to 2^32 - 1. */
  uint32(): number;
  /** A whole number from `min` to `max`, both included, each as likely; the span is below 2^53. */
  int(min: number, max: number): number;
  /** True in `numerator` of `denominator` cases. */
  chance(numerator: number, denominator: number): boolean;
  /** One of the items; the list must not be empty. */
  pick<Item>(items: readonly Item[]): Item;
  /** A new list in random order (Fisher-Yates). */
  shuffle<Item>(items: readonly Item[]): Item[];
  bytes(count: number): Uint8Array;
  /** An independent generator that depends on this one's seed and the label, not on its draws. */
  fork(label: string): Prng;
}

/** The generator of a seed. A number and its decimal text are the same seed. */
export function createPrng(seed: string | number): Prng {
  const text = String(seed);
  const uint32 = sfc32(text);
  const prng: Prng = {
    uint32,
    int(min, max) {
      const span = max - min + 1;
      assert(Number.isSafeInteger(min) && Number.isSafeInteger(max), "the bounds are whole");
      assert(span >= 1 && Number.isSafeInteger(span), "the span of a draw is below 2^53");
      return min + below(uint32, span);
    },
    chance(numerator, denominator) {
      return prng.int(1, denominator) <= numerator;
    },
    pick(items) {
      assert(items.length > 0, "there is something to pick from");
      return items[prng.int(0, items.length - 1)] as (typeof items)[number];
    },
    shuffle(items) {
      const list = [...items];
      for (let last = list.length - 1; last > 0; last -= 1) {
        const other = prng.int(0, last);
        const held = list[last] as (typeof list)[number];
        list[last] = list[other] as (typeof list)[number];
        list[other] = held;
      }
      return list;
    },
    bytes(count) {
      return Uint8Array.from({ length: count }, () => uint32() >>> 24);
    },
    fork(label) {
      return createPrng(`${text}\u0000${label}`);
    },
  };
  return prng;
}

/** A draw below `span` without bias: draws above the last whole multiple are thrown away. */
function below(uint32: () => number, span: number): number {
  const wide = span > 0x1_0000_0000;
  const range = wide ? 2 ** 53 : 0x1_0000_0000;
  const limit = range - (range % span);
  for (;;) {
    const draw = wide ? (uint32() >>> 11) * 0x1_0000_0000 + uint32() : uint32();
    if (draw < limit) return draw % span;
  }
}

function sfc32(seed: string): () => number {
  let [a, b, c] = [hash32(seed, 1), hash32(seed, 2), hash32(seed, 3)];
  let counter = hash32(seed, 4) | 1;
  const draw = (): number => {
    const result = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = ((c << 21) | (c >>> 11)) + result;
    c |= 0;
    return result >>> 0;
  };
  for (let warmUp = 0; warmUp < 16; warmUp += 1) draw();
  return draw;
}

/** FNV-1a over the text with MurmurHash3's last step; four salts fill four words of state. */
function hash32(text: string, salt: number): number {
  let hash = 0x811c9dc5 ^ Math.imul(salt, 0x9e3779b1);
  for (let index = 0; index < text.length; index += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
    hash ^= hash >>> 15;
  }
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) | 0;
}
