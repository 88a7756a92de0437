/**
 * What a score is made of, and the short list of the best while documents are looked at one by one.
 */

/** A document that answers, by its number. Scores of words lie between 0 and 2. */
export interface Ranked {
  readonly number: number;
  readonly score: number;
  readonly matched: "words" | "prefix" | "fuzzy";
}

/**
 * How much each rule counts, relative to having the whole query (1). Found by trying variants over
 * generated queries of two shops that share no product; see docs/decisions/search.md.
 */
export const WEIGHTS = {
  /** All of the name's letters are in words that the query has. */
  coverage: 0.3,
  /** Every word follows the one typed before it. */
  order: 0.1,
  /** The first word typed is the first of the name. */
  first: 0.05,
  popularity: 0.1,
  /** Off for each typed word that the document has not. */
  missing: 0.3,
  /** What a fit in brand, category, attributes or town is worth. */
  besideName: 0.85,
  /** What is left of a fit whose place another typed word has taken. */
  samePlace: 0.35,
} as const;

/** A fit of at least this is the very word, of at least `BEGINS` a word that begins so. */
const SAME = 0.99;
const BEGINS = 0.82;

/** How a document matched, by the poorest fit among the words of the query. */
export function matchedBy(poorestQuality: number): Ranked["matched"] {
  if (poorestQuality >= SAME) return "words";
  return poorestQuality >= BEGINS ? "prefix" : "fuzzy";
}

/** The score that a document must pass to enter a list of `limit`. */
export function leastScore(best: readonly Ranked[], limit: number): number {
  return best.length < limit ? Number.NEGATIVE_INFINITY : best[best.length - 1]!.score;
}

/** Puts a document in its place in the list, best first, equals by their number. */
export function keepBest(best: Ranked[], ranked: Ranked, limit: number): void {
  let at = best.length;
  while (at > 0 && isBefore(ranked, best[at - 1]!)) at -= 1;
  if (at >= limit) return;
  best.splice(at, 0, ranked);
  if (best.length > limit) best.pop();
}

function isBefore(a: Ranked, b: Ranked): boolean {
  return a.score > b.score || (a.score === b.score && a.number < b.number);
}
