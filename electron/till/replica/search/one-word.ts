/**
 * Ranking for a query of one word, the commonest and, as its first letters are typed, the one with the
 * most answers: no document is gathered, each is scored where it stands in the list of its word.
 */
import { keepBest, leastScore, matchedBy, type Ranked, WEIGHTS } from "./best.ts";
import { forgivingTerm, type Term } from "./meanings.ts";
import { type MemoryIndex, segmentsOf } from "./memory.ts";
import type { RankOptions } from "./rank.ts";
import { type Meaning, PLACE_BESIDE_NAME } from "./segment.ts";

/** Shorter beginnings are filled up with nothing: their errors could mean any word. */
const FILLED_UNITS_MIN = 4;
/** Answers that fill half of the list are left alone. */
const FILLED_SHARE = 0.5;
/** Beginnings up to this long are answered once and remembered. */
const SHORT_UNITS_MAX = 2;
const SHORT_ANSWERS_MAX = 2_000;

/**
 * The best documents for one typed word. Where few have it as typed, those that have it but for one
 * error follow; where none has, nothing is answered here.
 */
export function rankOneWord(
  memory: MemoryIndex,
  plain: Term,
  { limit, soundOf, isForgiving }: RankOptions,
): readonly Ranked[] {
  const ranked =
    plain.typed.length <= SHORT_UNITS_MAX
      ? rankShort(memory, plain, limit)
      : rankMeanings(memory, plain.meanings, limit);
  if (ranked.length === 0 || ranked.length >= limit * FILLED_SHARE || isForgiving === false)
    return ranked;
  if (plain.typed.length < FILLED_UNITS_MIN) return ranked;
  const near = forgivingTerm(segmentsOf(memory), plain, { soundOf, errorsMax: 1 });
  return rankMeanings(memory, near.meanings, limit);
}

function rankShort(memory: MemoryIndex, plain: Term, limit: number): readonly Ranked[] {
  const key = `${limit} ${plain.typed}`;
  let ranked = memory.shortAnswers.get(key);
  if (ranked === undefined) {
    ranked = rankMeanings(memory, plain.meanings, limit);
    if (memory.shortAnswers.size >= SHORT_ANSWERS_MAX) memory.shortAnswers.clear();
    memory.shortAnswers.set(key, ranked);
  }
  return ranked;
}

/** The best documents with any of the meanings of one word. */
export function rankMeanings(
  memory: MemoryIndex,
  meanings: readonly Meaning[],
  limit: number,
): Ranked[] {
  const best: Ranked[] = [];
  const byQuality = [...meanings].sort((a, b) => b.quality - a.quality);
  for (const meaning of byQuality) {
    const most = meaning.quality * (1 + WEIGHTS.coverage) + WEIGHTS.first + WEIGHTS.popularity;
    if (most >= leastScore(best, limit)) rankMeaning(memory, meaning, limit, best);
  }
  return best;
}

function rankMeaning(
  memory: MemoryIndex,
  { segment, word, quality }: Meaning,
  limit: number,
  best: Ranked[],
): void {
  const { nameLetters, popularity } = memory;
  const { entries, starts } = segment;
  const letters = WEIGHTS.coverage * quality * segment.words[word]!.length;
  const popular = WEIGHTS.popularity / 255;
  const matched = matchedBy(quality);
  let least = leastScore(best, limit);
  const to = starts[word + 1]!;
  for (let at = starts[word]!; at < to; at += 1) {
    const entry = entries[at]!;
    const number = entry >>> 8;
    const inName = nameLetters[number]!;
    if (inName === 0) continue;
    const place = entry & 255;
    let score = popular * popularity[number]!;
    if (place >= PLACE_BESIDE_NAME) score += quality * WEIGHTS.besideName;
    else score += quality + letters / inName + (place === 0 ? WEIGHTS.first : 0);
    if (score < least) continue;
    const known = best.findIndex((other) => other.number === number);
    if (known >= 0) {
      if (best[known]!.score >= score) continue;
      best.splice(known, 1);
    }
    keepBest(best, { number, score, matched }, limit);
    least = leastScore(best, limit);
  }
}
