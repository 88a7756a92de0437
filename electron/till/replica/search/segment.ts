/**
 * A segment: the words of many documents, sorted, and for each word where it stands. One kind of
 * segment lies in the file as a few blobs, the other is made from the changes since. Pure data and
 * look-ups by beginning and by likeness; ranking is in rank.ts, the tables in store.ts.
 */
import { bitsIn, errorsBetween, lettersOf, TOO_FAR } from "./distance.ts";

/** Where a word stands: the document's number * 256 + the place in the document. */
export const PLACES = 256;
/** Places from here on are not the name: brand, category, attributes, town. */
export const PLACE_BESIDE_NAME = 250;
/** Document numbers fit in 24 bits. */
export const DOCUMENT_NUMBER_MAX = 2 ** 24 - 1;

export interface Segment {
  /** Sorted by UTF-16 units, no word twice. */
  readonly words: readonly string[];
  /** `entries[starts[i]]` up to `entries[starts[i + 1]]` belong to `words[i]`, rising. */
  readonly starts: Uint32Array;
  readonly entries: Uint32Array;
  /** The letters of each word (distance.ts), made at first need. */
  letters?: Int32Array;
  /** The words by what they sound like, made at first need. */
  sounds?: ReadonlyMap<string, readonly number[]>;
}

/** One word that a typed word may mean, and how well: 1 is the same word. */
export interface Meaning {
  readonly segment: Segment;
  readonly word: number;
  readonly quality: number;
}

/** A segment over the collected words, each with its rising entries. */
export function segmentOf(collected: ReadonlyMap<string, readonly number[]>): Segment {
  const words = [...collected.keys()].sort();
  const starts = new Uint32Array(words.length + 1);
  let total = 0;
  words.forEach((word, index) => {
    starts[index] = total;
    total += collected.get(word)?.length ?? 0;
  });
  starts[words.length] = total;
  const entries = new Uint32Array(total);
  words.forEach((word, index) => {
    entries.set(collected.get(word) ?? [], starts[index]);
  });
  return { words, starts, entries };
}

/** The two segments as one, without the documents that `isAlive` no longer knows. */
export function mergeSegments(
  older: Segment,
  newer: Segment,
  isAlive: (document: number) => boolean,
): Segment {
  const words: string[] = [];
  const starts: number[] = [];
  const entries = new Uint32Array(older.entries.length + newer.entries.length);
  let total = 0;
  const take = (segment: Segment, index: number): void => {
    for (let at = segment.starts[index]!; at < segment.starts[index + 1]!; at += 1) {
      const entry = segment.entries[at]!;
      if (isAlive(entry >>> 8)) entries[total++] = entry;
    }
  };
  for (let left = 0, right = 0; left < older.words.length || right < newer.words.length; ) {
    const a = older.words[left];
    const b = newer.words[right];
    const word = b === undefined || (a !== undefined && a <= b) ? a! : b;
    const before = total;
    if (a === word) take(older, left++);
    if (b === word) take(newer, right++);
    if (total === before) continue;
    words.push(word);
    starts.push(before);
  }
  starts.push(total);
  const kept = total === entries.length ? entries : entries.slice(0, total);
  return { words, starts: Uint32Array.from(starts), entries: kept };
}

/** The words that begin with `start`: from the first index up to, not including, the second. */
export function rangeOf(segment: Segment, start: string): readonly [number, number] {
  const { words } = segment;
  const from = firstAtLeast(words, start);
  let low = from;
  let high = words.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (words[middle]!.startsWith(start)) low = middle + 1;
    else high = middle;
  }
  return [from, low];
}

/** How many places a word has. */
export function entriesOf(segment: Segment, word: number): number {
  return segment.starts[word + 1]! - segment.starts[word]!;
}

/**
 * Calls `found` with each word at most `limit` typing errors from `typed`, or from whose beginning
 * `typed` is at most `limit` errors away.
 */
export function likeWords(
  segment: Segment,
  typed: string,
  limit: number,
  found: (word: number, wholeErrors: number, startErrors: number) => void,
): void {
  segment.letters ??= Int32Array.from(segment.words, lettersOf);
  const { words, letters } = segment;
  const wanted = lettersOf(typed);
  const unitsMin = typed.length - limit;
  for (let index = 0; index < words.length; index += 1) {
    const missing = wanted & ~letters[index]!;
    if (missing !== 0 && bitsIn(missing) > limit) continue;
    const word = words[index]!;
    if (word.length < unitsMin) continue;
    const errors = errorsBetween(typed, word, limit);
    const start = errors & 15;
    if (start !== TOO_FAR) found(index, errors >>> 4, start);
  }
}

function firstAtLeast(words: readonly string[], word: string): number {
  let low = 0;
  let high = words.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (words[middle]! < word) low = middle + 1;
    else high = middle;
  }
  return low;
}
