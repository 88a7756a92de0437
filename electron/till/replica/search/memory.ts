/**
 * The part of the search that lives in memory: the segments, what is known of each document (how
 * long its name is, how popular it is), and the documents changed since the big segment was made.
 * It is loaded from the file in milliseconds and dropped whenever it may differ from it.
 */
import { assert } from "#shared/base/assert.ts";
import type { Ranked } from "./best.ts";
import { DOCUMENT_NUMBER_MAX, mergeSegments, PLACES, type Segment, segmentOf } from "./segment.ts";

/** Longest name counted, in letters. */
const NAME_LETTERS_MAX = 255;

export interface MemoryIndex {
  /** Which state of the file this is; compared before every use. */
  generation: number;
  /** One more than the highest document number given out. */
  nextNumber: number;
  aliveCount: number;
  /** Letters in the name of each document; 0 says that there is no such document (any more). */
  nameLetters: Uint8Array;
  /** 0 (nobody asks for it) to 255, by document. */
  popularity: Uint8Array;
  base: Segment;
  /** Words of the documents newer than `base`, with their rising entries. */
  readonly recentWords: Map<string, number[]>;
  /** Documents put or removed since `base` was made. */
  recentChanges: number;
  recent: Segment | undefined;
  /** UTF-8 of the ids of the documents in `base`, one after the other, by number. */
  idBytes: Buffer;
  /** The id of document n lies from `idStarts[n]` up to `idStarts[n + 1]`. */
  idStarts: Uint32Array;
  /** Ids of the documents newer than `base`. */
  readonly recentIds: Map<number, string>;
  /** Answers to the shortest beginnings, which have the most candidates and change the least. */
  readonly shortAnswers: Map<string, readonly Ranked[]>;
}

/** What the index keeps of one document. */
export interface IndexedDocument {
  readonly number: number;
  readonly id: string;
  /** Each word and, at the same index, its place: 0 is the first word of the name. */
  readonly words: readonly string[];
  readonly places: readonly number[];
  readonly nameLetters: number;
  /** 0 to 255. */
  readonly popularity: number;
}

/** An index of nothing. */
export function emptyMemory(generation: number): MemoryIndex {
  return {
    generation,
    nextNumber: 1,
    aliveCount: 0,
    nameLetters: new Uint8Array(1024),
    popularity: new Uint8Array(1024),
    base: segmentOf(new Map()),
    recentWords: new Map(),
    recentChanges: 0,
    recent: undefined,
    idBytes: Buffer.alloc(0),
    idStarts: new Uint32Array(1),
    recentIds: new Map(),
    shortAnswers: new Map(),
  };
}

/** Adds a document under a number that was never used. */
export function addDocument(memory: MemoryIndex, document: IndexedDocument): void {
  const { number } = document;
  assert(number > 0 && number <= DOCUMENT_NUMBER_MAX, "a document number fits in 24 bits");
  if (number >= memory.nameLetters.length) {
    const room = Math.max(number + 1, memory.nameLetters.length * 2);
    memory.nameLetters = grown(memory.nameLetters, room);
    memory.popularity = grown(memory.popularity, room);
  }
  memory.nextNumber = Math.max(memory.nextNumber, number + 1);
  memory.aliveCount += 1;
  memory.nameLetters[number] = Math.min(Math.max(document.nameLetters, 1), NAME_LETTERS_MAX);
  memory.popularity[number] = document.popularity;
  memory.recentIds.set(number, document.id);
  for (const [index, word] of document.words.entries()) {
    const entry = number * PLACES + document.places[index]!;
    const entries = memory.recentWords.get(word);
    if (entries === undefined) memory.recentWords.set(word, [entry]);
    else entries.push(entry);
  }
  memory.recentChanges += 1;
  memory.recent = undefined;
  memory.shortAnswers.clear();
}

/** Takes a document out; a number that is not in use changes nothing. */
export function removeDocument(memory: MemoryIndex, number: number): void {
  if (!isAlive(memory, number)) return;
  memory.nameLetters[number] = 0;
  memory.recentChanges += 1;
  memory.aliveCount -= 1;
}

/** Whether a document of this number is there. */
export function isAlive(memory: MemoryIndex, number: number): boolean {
  return number < memory.nameLetters.length && memory.nameLetters[number] !== 0;
}

/** The segments to look in, the big one first. */
export function segmentsOf(memory: MemoryIndex): readonly Segment[] {
  if (memory.recentWords.size === 0) return [memory.base];
  memory.recent ??= segmentOf(memory.recentWords);
  return [memory.base, memory.recent];
}

/** The id of a document by its number. */
export function idOf(memory: MemoryIndex, number: number): string {
  const recent = memory.recentIds.get(number);
  if (recent !== undefined) return recent;
  const { idBytes, idStarts } = memory;
  return idBytes.toString("utf8", idStarts[number], idStarts[number + 1]);
}

/** Brings the changes into `base`, without what is gone. */
export function compactMemory(memory: MemoryIndex): void {
  const [base, recent] = segmentsOf(memory);
  if (base !== undefined && recent !== undefined) {
    memory.base = mergeSegments(base, recent, (number) => isAlive(memory, number));
  }
  const known = memory.idStarts.length - 1;
  const starts = new Uint32Array(memory.nextNumber + 1);
  starts.set(memory.idStarts);
  const ids: string[] = [];
  for (let number = known; number < memory.nextNumber; number += 1) {
    const id = isAlive(memory, number) ? (memory.recentIds.get(number) ?? "") : "";
    ids.push(id);
    starts[number + 1] = starts[number]! + Buffer.byteLength(id);
  }
  memory.idBytes = Buffer.concat([memory.idBytes, Buffer.from(ids.join(""))]);
  memory.idStarts = starts;
  memory.recentIds.clear();
  memory.recentWords.clear();
  memory.recentChanges = 0;
  memory.recent = undefined;
}

function grown(bytes: Uint8Array, room: number): Uint8Array {
  const larger = new Uint8Array(room);
  larger.set(bytes);
  return larger;
}
