/**
 * What to suggest to a client, and why: from what was bought together in all sales, worked out on the
 * device. Scores come from the server (`affinities`); nothing here learns.
 */
import type { AffinityRow } from "../records/rows/affinity.ts";
import type { ProductRow } from "../records/rows/product.ts";

export interface SuggestRequest {
  /** Products the client has bought, newest first, each once. */
  readonly owned: readonly string[];
  /** Products in the basket now. */
  readonly basket: readonly string[];
  /** Products they showed interest in and did not buy, newest first. */
  readonly interests?: readonly string[];
  readonly affinities: (productId: string) => AffinityRow | undefined;
  readonly products: (productId: string) => ProductRow | undefined;
  /** Units that could be had here or sent, thousandths; nothing when not known. */
  readonly stock: (productId: string) => number | undefined;
  /** An open complaint silences every suggestion. */
  readonly openComplaint: boolean;
  /** What fills up when nothing better is known, most popular first. */
  readonly popular?: readonly string[];
}

export interface Suggestion {
  readonly productId: string;
  readonly score: number;
  readonly reason: {
    readonly code: "goes-with-basket" | "goes-with-owned" | "looked-at" | "popular";
    /** The product it goes with. */
    readonly withProductId?: string;
  };
}

/** What is in the hand tells more than what is at home, and last month more than last year. */
const BASKET_WEIGHT = 4_000;
const OWNED_WEIGHT = 1_000;
const OWNED_FADE = 40;
const OWNED_LOOKED_AT = 24;
const INTEREST_SCORE = 600_000;

/**
 * Up to `limit` suggestions, best first, none the client has or holds, none that cannot be sold or
 * had. Each names its strongest reason. Equal scores go by popularity, then by id.
 */
export function suggest(request: SuggestRequest, limit = 5): readonly Suggestion[] {
  if (request.openComplaint || limit <= 0) return [];
  const has = new Set([...request.basket, ...request.owned]);
  const found = new Map<string, { score: number; best: number; reason: Suggestion["reason"] }>();
  const add = (productId: string, score: number, reason: Suggestion["reason"]): void => {
    if (has.has(productId) || score <= 0) return;
    const known = found.get(productId) ?? { score: 0, best: 0, reason };
    const isBetter = score > known.best;
    found.set(productId, {
      score: known.score + score,
      best: isBetter ? score : known.best,
      reason: isBetter ? reason : known.reason,
    });
  };
  for (const seed of new Set(request.basket)) {
    for (const [productId, score] of request.affinities(seed)?.related ?? []) {
      const reason = { code: "goes-with-basket", withProductId: seed } as const;
      add(productId, score * BASKET_WEIGHT, reason);
    }
  }
  request.owned.slice(0, OWNED_LOOKED_AT).forEach((seed, age) => {
    const weight = Math.max(1, OWNED_WEIGHT - age * OWNED_FADE);
    for (const [productId, score] of request.affinities(seed)?.related ?? []) {
      add(productId, score * weight, { code: "goes-with-owned", withProductId: seed });
    }
  });
  for (const productId of request.interests ?? []) {
    add(productId, INTEREST_SCORE, { code: "looked-at" });
  }
  for (const productId of request.popular ?? []) add(productId, 1, { code: "popular" });
  return ranked(found, request).slice(0, limit);
}

function ranked(
  found: ReadonlyMap<string, { readonly score: number; readonly reason: Suggestion["reason"] }>,
  request: SuggestRequest,
): readonly Suggestion[] {
  const popularity = (productId: string) => request.products(productId)?.popularity ?? 0;
  return [...found]
    .filter(([productId]) => isSuggestible(productId, request))
    .map(([productId, { score, reason }]) => ({ productId, score, reason }))
    .sort(
      (left, right) =>
        right.score - left.score ||
        popularity(right.productId) - popularity(left.productId) ||
        (left.productId < right.productId ? -1 : 1),
    );
}

function isSuggestible(productId: string, request: SuggestRequest): boolean {
  const product = request.products(productId);
  if (product === undefined || product.kind !== "goods") return false;
  if (product.blocked !== undefined || product.discontinued) return false;
  // Nobody should be asked, as a favour, to prove their age.
  if (product.restrictionId !== undefined) return false;
  return (request.stock(productId) ?? 1) > 0;
}
