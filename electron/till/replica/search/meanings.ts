/**
 * What a typed word may mean: the same word, a word that begins with it, and, when that is not
 * enough, a word a few typing errors away, a word that sounds alike, or a longer word that has it
 * inside. Each meaning says how well it fits; putting words together is rank.ts.
 */

import { TOO_FAR } from "./distance.ts";
import { entriesOf, likeWords, type Meaning, rangeOf, type Segment } from "./segment.ts";

/** The meanings of one typed word and how many places they have together. */
export interface Term {
  readonly typed: string;
  readonly meanings: readonly Meaning[];
  readonly entries: number;
  /** Places of the very word, or of all meanings where there is none: what makes a word rare. */
  readonly rarity: number;
}

/** A beginning fits less well than the word, the less of the word was typed the less. */
const BEGINNING_QUALITY = 0.82;
const BEGINNING_TYPED_SHARE = 0.13;
const ONE_ERROR_QUALITY = 0.72;
const FURTHER_ERROR_FACTOR = 0.72;
/** Fingers swap letters far more often than they miss by two. */
const SWAP_QUALITY = 0.9;
const ERROR_IN_BEGINNING_FACTOR = 0.9;
const WRONG_FIRST_LETTER_FACTOR = 0.9;
/** Of two words as near the one that is used more was rather meant, for each doubling. */
const COMMON_QUALITY = 0.005;
const INSIDE_QUALITY = 0.5;
const INSIDE_UNITS_MIN = 4;
const SOUND_QUALITY = 0.6;

/** The same word and the words that begin with it. */
export function plainTerm(segments: readonly Segment[], typed: string): Term {
  const meanings: Meaning[] = [];
  let entries = 0;
  let same = 0;
  for (const segment of segments) {
    const [from, to] = rangeOf(segment, typed);
    for (let word = from; word < to; word += 1) {
      const units = segment.words[word]!.length;
      const exact = units === typed.length;
      const count = entriesOf(segment, word);
      entries += count;
      if (exact) same += count;
      const quality = exact
        ? 1
        : BEGINNING_QUALITY + (BEGINNING_TYPED_SHARE * typed.length) / units;
      meanings.push({ segment, word, quality });
    }
  }
  return { typed, meanings, entries, rarity: same > 0 ? same : entries };
}

/** How many typing errors are forgiven in a word; another number is another thing. */
function errorsForgiven(typed: string): number {
  if (typed.length < 3 || /^[0-9]+$/.test(typed)) return 0;
  return typed.length < 6 ? 1 : 2;
}

export interface Forgiveness {
  /** What a word sounds like, where names are searched. */
  readonly soundOf?: ((word: string) => string) | undefined;
  /** Most typing errors in a word, whatever its length. */
  readonly errorsMax: number;
}

/** `term` and the words that are like it, sound like it or have it inside. */
export function forgivingTerm(
  segments: readonly Segment[],
  term: Term,
  { soundOf, errorsMax }: Forgiveness,
): Term {
  const { typed } = term;
  const limit = Math.min(errorsMax, errorsForgiven(typed));
  const meanings = [...term.meanings];
  let { entries } = term;
  const add = (segment: Segment, word: number, quality: number): void => {
    meanings.push({ segment, word, quality });
    entries += entriesOf(segment, word);
  };
  for (const segment of segments) {
    if (limit > 0) {
      likeWords(segment, typed, limit, (word, whole, start) => {
        if (start === 0) return;
        const quality = likeness(typed, segment.words[word]!, whole, start);
        add(segment, word, quality + COMMON_QUALITY * Math.log2(entriesOf(segment, word)));
      });
    }
    if (soundOf !== undefined) {
      for (const word of soundingLike(segment, typed, soundOf)) add(segment, word, SOUND_QUALITY);
    }
    if (typed.length >= INSIDE_UNITS_MIN && errorsMax > 1) {
      for (let word = 0; word < segment.words.length; word += 1) {
        if (segment.words[word]!.indexOf(typed, 1) > 0) add(segment, word, INSIDE_QUALITY);
      }
    }
  }
  const rarity = term.entries > 0 ? term.rarity : entries;
  return { typed, meanings, entries, rarity };
}

function likeness(typed: string, word: string, whole: number, start: number): number {
  const typedShare = Math.min(typed.length, word.length) / word.length;
  const startFactor = ERROR_IN_BEGINNING_FACTOR * (0.8 + 0.2 * typedShare);
  let quality = errorQuality(start, typed.length) * startFactor;
  if (whole !== TOO_FAR) quality = Math.max(quality, errorQuality(whole, typed.length));
  if (isSwap(typed, word)) {
    const asSwap = typed.length === word.length ? SWAP_QUALITY : SWAP_QUALITY * startFactor;
    quality = Math.max(quality, asSwap);
  }
  return typed[0] === word[0] ? quality : quality * WRONG_FIRST_LETTER_FACTOR;
}

function errorQuality(errors: number, units: number): number {
  return ONE_ERROR_QUALITY * (1 - 0.3 / units) * FURTHER_ERROR_FACTOR ** (errors - 1);
}

/** Whether two neighbours swapped make `typed` the word or its beginning. */
function isSwap(typed: string, word: string): boolean {
  let at = 0;
  while (at < typed.length && typed[at] === word[at]) at += 1;
  return (
    at + 1 < typed.length &&
    typed[at] === word[at + 1] &&
    typed[at + 1] === word[at] &&
    word.startsWith(typed.slice(at + 2), at + 2)
  );
}

function soundingLike(
  segment: Segment,
  typed: string,
  soundOf: (word: string) => string,
): readonly number[] {
  if (segment.sounds === undefined) {
    const sounds = new Map<string, number[]>();
    segment.words.forEach((word, index) => {
      const sound = soundOf(word);
      const alike = sounds.get(sound);
      if (alike === undefined) sounds.set(sound, [index]);
      else alike.push(index);
    });
    segment.sounds = sounds;
  }
  const sound = soundOf(typed);
  return sound.length < 2 ? [] : (segment.sounds.get(sound) ?? []);
}
