/**
 * Item-to-item affinities from all purchases: how much more often two products are bought together
 * than their popularity alone would explain (cosine over baskets). The server computes them, tills
 * rank with them offline.
 */
import type { Rows } from "#shared/records/rows/index.ts";

/** Best relations kept for one product. */
const RELATED_MAX = 20;
/** Two products must have met at least so often: once is chance. */
const MEETINGS_MIN = 2;
/** A very large basket says little about any pair in it. */
const BASKET_PRODUCTS_MAX = 60;

/**
 * Affinity rows from baskets (lists of product ids). Scores are thousandths of the cosine, 0 to 1000,
 * largest first, ties by the lower id. Products that met nobody often enough have no row.
 */
export function affinitiesOf(baskets: Iterable<readonly string[]>): readonly Rows["affinities"][] {
  const seen = new Map<string, number>();
  const met = new Map<string, Map<string, number>>();
  for (const basket of baskets) {
    const products = [...new Set(basket)].sort().slice(0, BASKET_PRODUCTS_MAX);
    for (const one of products) seen.set(one, (seen.get(one) ?? 0) + 1);
    for (let left = 0; left < products.length; left += 1)
      for (let right = left + 1; right < products.length; right += 1)
        meet(met, products[left] as string, products[right] as string);
  }
  const related = new Map<string, [string, number][]>();
  for (const [left, others] of met)
    for (const [right, count] of others) {
      if (count < MEETINGS_MIN) continue;
      const possible = Math.sqrt((seen.get(left) ?? 1) * (seen.get(right) ?? 1));
      const score = Math.round((1000 * count) / possible);
      push(related, left, [right, score]);
      push(related, right, [left, score]);
    }
  return [...related]
    .sort(([left], [right]) => (left < right ? -1 : 1))
    .map(([id, list]) => ({ id, related: list.sort(byScore).slice(0, RELATED_MAX) }));
}

function meet(met: Map<string, Map<string, number>>, left: string, right: string): void {
  const others = met.get(left) ?? new Map<string, number>();
  if (!met.has(left)) met.set(left, others);
  others.set(right, (others.get(right) ?? 0) + 1);
}

function push(related: Map<string, [string, number][]>, id: string, pair: [string, number]): void {
  const list = related.get(id);
  if (list === undefined) related.set(id, [pair]);
  else list.push(pair);
}

function byScore(left: [string, number], right: [string, number]): number {
  return right[1] - left[1] || (left[0] < right[0] ? -1 : 1);
}
