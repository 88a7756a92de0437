/**
 * Words written together or apart: "coca cola" for "cocacola", "sandwich toast" for "sandwichtoast".
 * Only asks which spellings the known words allow; whether a document has them is ranking's business.
 */
import { rangeOf, type Segment } from "./segment.ts";

/** Shorter halves are chance. */
const HALF_UNITS_MIN = 2;
const SPLIT_UNITS_MIN = 5;

/** The query with two neighbours written together, for each pair that begins a known word. */
export function joinedSpellings(
  segments: readonly Segment[],
  words: readonly string[],
): readonly (readonly string[])[] {
  const spellings: string[][] = [];
  for (let index = 0; index + 1 < words.length; index += 1) {
    const joined = `${words[index]}${words[index + 1]}`;
    if (!beginsWord(segments, joined)) continue;
    spellings.push([...words.slice(0, index), joined, ...words.slice(index + 2)]);
  }
  return spellings;
}

/** The query with an unknown word written as two: a known word and the beginning of another. */
export function splitSpellings(
  segments: readonly Segment[],
  words: readonly string[],
): readonly (readonly string[])[] {
  const spellings: string[][] = [];
  for (const [index, word] of words.entries()) {
    if (word.length < SPLIT_UNITS_MIN || beginsWord(segments, word)) continue;
    for (let at = HALF_UNITS_MIN; at <= word.length - HALF_UNITS_MIN; at += 1) {
      const [left, right] = [word.slice(0, at), word.slice(at)];
      if (!isWord(segments, left) || !beginsWord(segments, right)) continue;
      spellings.push([...words.slice(0, index), left, right, ...words.slice(index + 1)]);
    }
  }
  return spellings;
}

function beginsWord(segments: readonly Segment[], start: string): boolean {
  return segments.some((segment) => {
    const [from, to] = rangeOf(segment, start);
    return from < to;
  });
}

function isWord(segments: readonly Segment[], word: string): boolean {
  return segments.some((segment) => segment.words[rangeOf(segment, word)[0]] === word);
}
