/**
 * The price in force: which of the prices of a product counts at an instant, in a store, for a
 * client and a quantity. Rows come from the caller; nothing is looked up here.
 */
import { isAmount } from "../../base/money.ts";
import { scaleRound } from "../../base/rounding.ts";

/** Whom a price book is for; a narrower one wins over a wider one. */
export type BookScope =
  | { readonly kind: "chain" }
  | { readonly kind: "region"; readonly regionId: string }
  | { readonly kind: "store"; readonly storeId: string }
  | { readonly kind: "client_group"; readonly groupId: string };

export interface PriceBook {
  readonly id: string;
  readonly currency: string;
  readonly scope: BookScope;
  /** Higher wins over a lower one, before the scope is looked at; 0 when left out. */
  readonly rank?: number;
}

export interface PriceRow {
  readonly id: string;
  readonly bookId: string;
  readonly productId: string;
  /** Unit of measure that the price is for, such as `piece`, `kg`, `box12`. */
  readonly unit: string;
  readonly unitPriceMinor: number;
  /** In force from here, and until (exclusive) there. */
  readonly validFromMs: number;
  readonly validUntilMs?: number;
  /** From this quantity on (thousandths); 0 when left out. */
  readonly fromQuantityMilli?: number;
  /** A reduction: why, and what the price was; such a row wins over plain ones of its book. */
  readonly markdown?: { readonly reasonCode: string; readonly regularUnitPriceMinor?: number };
  /** Position of the row's revision; of equal rows the newer one counts. */
  readonly position?: number;
}

export interface PriceQuestion {
  readonly productId: string;
  readonly unit: string;
  readonly currency: string;
  readonly atMs: number;
  readonly quantityMilli: number;
  readonly storeId?: string;
  readonly regionIds?: readonly string[];
  readonly clientGroupIds?: readonly string[];
}

export interface PriceAnswer {
  readonly unitPriceMinor: number;
  /** Price without the markdown, for showing and for `excludeMarkedDown`; equal without one. */
  readonly regularUnitPriceMinor: number;
  readonly priceId: string;
  readonly bookId: string;
  readonly position: number;
  readonly markdownReasonCode?: string;
  /** The next break: from this quantity on, this price. */
  readonly nextBreak?: { readonly fromQuantityMilli: number; readonly unitPriceMinor: number };
  /** The first instant after `atMs` at which this answer may be another one. */
  readonly changesAtMs?: number;
}

const SCOPE_RANK = { chain: 0, region: 1, store: 2, client_group: 3 } as const;

/**
 * The price in force, or nothing when no row is. Order: book rank, then scope (client group over
 * store over region over chain), then markdowns over plain prices, then the highest break reached,
 * then the latest start, then the newer revision, then the lower price.
 * Row 46: a till that was told yesterday answers right at midnight without being told again.
 */
export function priceAt(
  question: PriceQuestion,
  books: readonly PriceBook[],
  rows: readonly PriceRow[],
): PriceAnswer | undefined {
  const usable = new Map(
    books.filter((book) => isFor(book, question)).map((book) => [book.id, book]),
  );
  const known = rows.filter(
    (row) =>
      row.productId === question.productId &&
      row.unit === question.unit &&
      usable.has(row.bookId) &&
      isAmount(row.unitPriceMinor),
  );
  const live = known.filter((row) => isLive(row, question.atMs));
  const reached = live.filter((row) => (row.fromQuantityMilli ?? 0) <= question.quantityMilli);
  const best = reached.sort((left, right) => compareRows(left, right, usable))[0];
  if (best === undefined) return undefined;
  const regular = reached.find((row) => row.markdown === undefined);
  const nextBreak = breakAfter(best, live, question.quantityMilli);
  const changesAtMs = nextChange(known, question.atMs);
  return {
    unitPriceMinor: best.unitPriceMinor,
    regularUnitPriceMinor: regularOf(best, regular),
    priceId: best.id,
    bookId: best.bookId,
    position: best.position ?? 0,
    ...(best.markdown === undefined ? {} : { markdownReasonCode: best.markdown.reasonCode }),
    ...(nextBreak === undefined ? {} : { nextBreak }),
    ...(changesAtMs === undefined ? {} : { changesAtMs }),
  };
}

/** A price per one of `reference` units, such as per kilogram for a pack of 350 g; half up. */
export function unitPrice(request: {
  readonly priceMinor: number;
  /** Content of the pack in thousandths of the base unit: 350 for 350 g in kilograms. */
  readonly contentMilli: number;
  /** How much the unit price is for: 1000 for a kilogram, 100 for 100 g. */
  readonly referenceMilli: number;
}): number | undefined {
  const { priceMinor, contentMilli, referenceMilli } = request;
  if (!isAmount(priceMinor) || !isCount(contentMilli) || !isCount(referenceMilli)) return undefined;
  return scaleRound(priceMinor, referenceMilli, contentMilli, "half_up");
}

export interface PastPrice {
  readonly unitPriceMinor: number;
  readonly validFromMs: number;
  readonly validUntilMs?: number;
}

const DAY_MS = 86_400_000;

/**
 * The lowest price in force during the 30 days (by default) before a reduction, to be shown beside
 * it. Source: Directive 98/6/EC article 6a. Prices that began with the reduction do not count.
 */
export function lowestPriceBefore(
  reductionAtMs: number,
  prices: readonly PastPrice[],
  days = 30,
): number | undefined {
  const fromMs = reductionAtMs - days * DAY_MS;
  let lowest: number | undefined;
  for (const price of prices) {
    const began = price.validFromMs < reductionAtMs;
    const lasted = (price.validUntilMs ?? Number.POSITIVE_INFINITY) > fromMs;
    if (!began || !lasted) continue;
    if (lowest === undefined || price.unitPriceMinor < lowest) lowest = price.unitPriceMinor;
  }
  return lowest;
}

function isFor(book: PriceBook, question: PriceQuestion): boolean {
  if (book.currency !== question.currency) return false;
  const { scope } = book;
  switch (scope.kind) {
    case "chain":
      return true;
    case "region":
      return question.regionIds?.includes(scope.regionId) ?? false;
    case "store":
      return scope.storeId === question.storeId;
    case "client_group":
      return question.clientGroupIds?.includes(scope.groupId) ?? false;
  }
}

function isLive(row: PriceRow, atMs: number): boolean {
  return row.validFromMs <= atMs && (row.validUntilMs === undefined || atMs < row.validUntilMs);
}

function compareRows(
  left: PriceRow,
  right: PriceRow,
  books: ReadonlyMap<string, PriceBook>,
): number {
  const [leftBook, rightBook] = [books.get(left.bookId), books.get(right.bookId)];
  if (leftBook === undefined || rightBook === undefined) return 0;
  return (
    (rightBook.rank ?? 0) - (leftBook.rank ?? 0) ||
    SCOPE_RANK[rightBook.scope.kind] - SCOPE_RANK[leftBook.scope.kind] ||
    Number(right.markdown !== undefined) - Number(left.markdown !== undefined) ||
    (right.fromQuantityMilli ?? 0) - (left.fromQuantityMilli ?? 0) ||
    right.validFromMs - left.validFromMs ||
    (right.position ?? 0) - (left.position ?? 0) ||
    left.unitPriceMinor - right.unitPriceMinor ||
    (left.id < right.id ? -1 : 1)
  );
}

function regularOf(best: PriceRow, regular: PriceRow | undefined): number {
  if (best.markdown === undefined) return best.unitPriceMinor;
  return best.markdown.regularUnitPriceMinor ?? regular?.unitPriceMinor ?? best.unitPriceMinor;
}

function breakAfter(
  best: PriceRow,
  live: readonly PriceRow[],
  quantityMilli: number,
): PriceAnswer["nextBreak"] {
  const next = live
    .filter(
      (row) =>
        row.bookId === best.bookId &&
        (row.markdown === undefined) === (best.markdown === undefined) &&
        (row.fromQuantityMilli ?? 0) > quantityMilli &&
        row.unitPriceMinor < best.unitPriceMinor,
    )
    .sort((left, right) => (left.fromQuantityMilli ?? 0) - (right.fromQuantityMilli ?? 0))[0];
  if (next === undefined) return undefined;
  const { fromQuantityMilli = 0, unitPriceMinor } = next;
  return { fromQuantityMilli, unitPriceMinor };
}

function nextChange(rows: readonly PriceRow[], atMs: number): number | undefined {
  let next: number | undefined;
  for (const row of rows) {
    for (const instant of [row.validFromMs, row.validUntilMs]) {
      if (instant === undefined || instant <= atMs) continue;
      if (next === undefined || instant < next) next = instant;
    }
  }
  return next;
}

function isCount(value: number): boolean {
  return Number.isSafeInteger(value) && value > 0;
}
