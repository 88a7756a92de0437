/**
 * Which documents answer the typed words best. A document's score adds up, in this order of weight:
 * how much of the query it has (rare words weigh more, a beginning or a typing error fits less than
 * the word), how much of its name the query covers, whether the words stand in the typed order and
 * next to each other, whether the name begins so, and how popular it is. Knows nothing of tables.
 */
import { keepBest, leastScore, matchedBy, type Ranked, WEIGHTS } from "./best.ts";
import { forgivingTerm, plainTerm, type Term } from "./meanings.ts";
import { type MemoryIndex, segmentsOf } from "./memory.ts";
import { rankMeanings, rankOneWord } from "./one-word.ts";
import { PLACE_BESIDE_NAME } from "./segment.ts";
import { joinedSpellings, splitSpellings } from "./spellings.ts";

export interface RankOptions {
  readonly limit: number;
  /** What a word sounds like, where names are searched. */
  readonly soundOf?: ((word: string) => string) | undefined;
  /** False where only words as typed count; true when left out. */
  readonly isForgiving?: boolean;
}

/** Most words of a query that are looked at. */
const TERMS_MAX = 12;
const QUALITY_STEPS = 1000;
/**
 * The best documents for the folded words of a query, best first, at most `limit`. Tried in this
 * order, each only when no document has all words of the one before: words as typed, neighbours
 * written together, one error a word, words written apart, two errors a word, and at last documents
 * that lack up to half of the words.
 */
export function rankWords(
  memory: MemoryIndex,
  words: readonly string[],
  options: RankOptions,
): readonly Ranked[] {
  const segments = segmentsOf(memory);
  const typed = words.slice(0, TERMS_MAX);
  const plain = typed.map((word) => plainTerm(segments, word));
  if (plain.length === 0 || memory.aliveCount === 0) return [];
  const ranked =
    plain.length === 1
      ? rankOneWord(memory, plain[0]!, options)
      : rankTerms(memory, plain, 0, options.limit);
  if (ranked.length > 0 || options.isForgiving === false) return ranked;
  return rankForgiving(memory, typed, plain, options);
}

function rankForgiving(
  memory: MemoryIndex,
  typed: readonly string[],
  plain: readonly Term[],
  { limit, soundOf }: RankOptions,
): readonly Ranked[] {
  const segments = segmentsOf(memory);
  const forgiving = (errorsMax: number): readonly Term[] =>
    plain.map((term) => forgivingTerm(segments, term, { soundOf, errorsMax }));
  const together = rankSpellings(memory, joinedSpellings(segments, typed), limit);
  if (together.length > 0) return together;
  const near = rankTerms(memory, forgiving(1), 0, limit);
  if (near.length > 0) return near;
  const apart = rankSpellings(memory, splitSpellings(segments, typed), limit);
  if (apart.length > 0) return apart;
  const terms = forgiving(2);
  const far = rankTerms(memory, terms, 0, limit);
  if (far.length > 0) return far;
  const known = terms.filter((term) => term.entries > 0);
  return rankTerms(memory, known, Math.floor(known.length / 2), limit);
}

/** The best documents over several ways to write the query. */
function rankSpellings(
  memory: MemoryIndex,
  spellings: readonly (readonly string[])[],
  limit: number,
): readonly Ranked[] {
  const segments = segmentsOf(memory);
  const best: Ranked[] = [];
  for (const words of spellings) {
    const terms = words.slice(0, TERMS_MAX).map((word) => plainTerm(segments, word));
    for (const ranked of rankTerms(memory, terms, 0, limit)) {
      if (!best.some(({ number }) => number === ranked.number)) {
        keepBest(best, { ...ranked, matched: "fuzzy" }, limit);
      }
    }
  }
  return best;
}

/** Where the candidates of one query are gathered; one query runs at a time. */
const scratch = {
  slotOf: new Int32Array(0),
  documents: new Int32Array(1024),
  /** Per candidate and term the best and the second-best fit, see `fitOf`. */
  fits: new Int32Array(4096),
  count: 0,
  poorestQuality: 1,
  /** Places of the name that the words of the query looked at so far have taken. */
  usedPlaces: new Uint8Array(TERMS_MAX),
};

function rankTerms(
  memory: MemoryIndex,
  terms: readonly Term[],
  missingMax: number,
  limit: number,
): readonly Ranked[] {
  if (terms.length === 1) return rankMeanings(memory, terms[0]!.meanings, limit);
  const width = terms.length * 2;
  if (scratch.slotOf.length < memory.nameLetters.length) {
    scratch.slotOf = new Int32Array(memory.nameLetters.length);
  }
  scratch.count = 0;
  const order = terms.map((_, index) => index);
  order.sort((a, b) => terms[a]!.entries - terms[b]!.entries);
  for (const [turn, index] of order.entries()) {
    if (turn > missingMax && scratch.count === 0) break;
    gather(memory, terms[index]!, index, width, turn <= missingMax);
  }
  const best = bestOf(memory, terms, missingMax, limit);
  for (let slot = 0; slot < scratch.count; slot += 1) {
    scratch.slotOf[scratch.documents[slot]!] = 0;
  }
  return best;
}

/** Fits are whole numbers that compare by quality: quality, letters of the word, place. */
function fitOf(quality: number, letters: number): number {
  return (Math.round(quality * QUALITY_STEPS) << 16) | (letters << 8);
}

function gather(
  memory: MemoryIndex,
  term: Term,
  index: number,
  width: number,
  mayAdd: boolean,
): void {
  const { slotOf } = scratch;
  const { nameLetters } = memory;
  for (const { segment, word, quality } of term.meanings) {
    const { entries, starts } = segment;
    const fit = fitOf(quality, segment.words[word]!.length);
    const fitBeside = fitOf(quality * WEIGHTS.besideName, 0);
    const to = starts[word + 1]!;
    for (let at = starts[word]!; at < to; at += 1) {
      const entry = entries[at]!;
      const document = entry >>> 8;
      let slot = slotOf[document]! - 1;
      if (slot < 0) {
        if (!mayAdd || nameLetters[document] === 0) continue;
        slot = newSlot(document, width);
      }
      const place = entry & 255;
      const value = (place >= PLACE_BESIDE_NAME ? fitBeside : fit) | place;
      const cell = slot * width + index * 2;
      const best = scratch.fits[cell]!;
      if (value > best) {
        if ((best & 255) !== place) scratch.fits[cell + 1] = best;
        scratch.fits[cell] = value;
      } else if (value > scratch.fits[cell + 1]! && (best & 255) !== place) {
        scratch.fits[cell + 1] = value;
      }
    }
  }
}

function newSlot(document: number, width: number): number {
  const slot = scratch.count;
  scratch.count += 1;
  if (slot >= scratch.documents.length) scratch.documents = doubled(scratch.documents);
  while ((slot + 1) * width > scratch.fits.length) scratch.fits = doubled(scratch.fits);
  scratch.documents[slot] = document;
  scratch.slotOf[document] = slot + 1;
  scratch.fits.fill(0, slot * width, (slot + 1) * width);
  return slot;
}

function doubled(numbers: Int32Array): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(numbers.length * 2);
  larger.set(numbers);
  return larger;
}

function bestOf(
  memory: MemoryIndex,
  terms: readonly Term[],
  missingMax: number,
  limit: number,
): Ranked[] {
  const count = memory.aliveCount;
  const weights = terms.map((term) => Math.log(1 + count / (1 + term.rarity)));
  const weightSum = weights.reduce((sum, weight) => sum + weight, 0);
  const best: Ranked[] = [];
  for (let slot = 0; slot < scratch.count; slot += 1) {
    const score = scoreOf(memory, slot, weights, weightSum, missingMax);
    if (score === undefined || score < leastScore(best, limit)) continue;
    const matched = matchedBy(scratch.poorestQuality);
    keepBest(best, { number: scratch.documents[slot]!, score, matched }, limit);
  }
  return best;
}

/** The score of a candidate, undefined when it lacks too many words; sets `poorestQuality`. */
function scoreOf(
  memory: MemoryIndex,
  slot: number,
  weights: readonly number[],
  weightSum: number,
  missingMax: number,
): number | undefined {
  const count = weights.length;
  const number = scratch.documents[slot]!;
  const from = slot * count * 2;
  let missing = 0;
  let quality = 0;
  let letters = 0;
  let inOrder = 0;
  let placeBefore = -2;
  let usedCount = 0;
  let lowest = 1;
  let first = 0;
  for (let index = 0; index < count; index += 1) {
    let fit = scratch.fits[from + index * 2]!;
    if (fit === 0) {
      missing += 1;
      if (missing > missingMax) return undefined;
      placeBefore = -2;
      continue;
    }
    let share = 1;
    if ((fit & 255) < PLACE_BESIDE_NAME && isUsed(fit & 255, usedCount)) {
      const second = scratch.fits[from + index * 2 + 1]!;
      if (second !== 0 && !isUsed(second & 255, usedCount)) fit = second;
      else share = WEIGHTS.samePlace;
    }
    const place = fit & 255;
    const fitQuality = (fit >>> 16) / QUALITY_STEPS;
    quality += weights[index]! * fitQuality * share;
    if (share === 1) letters += ((fit >>> 8) & 255) * fitQuality;
    if (fitQuality < lowest) lowest = fitQuality;
    if (index > 0 && place < PLACE_BESIDE_NAME) {
      if (place === placeBefore + 1) inOrder += 1;
      else if (place > placeBefore && placeBefore >= 0) inOrder += 0.5;
    }
    if (index === 0 && place === 0) first = 1;
    placeBefore = place < PLACE_BESIDE_NAME ? place : -2;
    scratch.usedPlaces[usedCount++] = place;
  }
  const coverage = Math.min(1, letters / memory.nameLetters[number]!);
  scratch.poorestQuality = lowest;
  return (
    quality / weightSum +
    WEIGHTS.coverage * coverage +
    (count > 1 ? (WEIGHTS.order * inOrder) / (count - 1) : 0) +
    WEIGHTS.first * first -
    WEIGHTS.missing * missing +
    (WEIGHTS.popularity * memory.popularity[number]!) / 255
  );
}

function isUsed(place: number, usedCount: number): boolean {
  for (let index = 0; index < usedCount; index += 1) {
    if (scratch.usedPlaces[index] === place) return true;
  }
  return false;
}
