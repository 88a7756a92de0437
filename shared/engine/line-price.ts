/**
 * The price of one line before any discount: which book, which row, which unit, at that instant, for
 * that quantity. A price typed, embedded in the code or set by hand comes before any book.
 */
import { done, type Result, refuse } from "../base/result.ts";
import { scaleRound } from "../base/rounding.ts";
import type { BasketLine } from "../records/basket.ts";
import type { VersionRef } from "../records/fields.ts";
import type { PriceRow } from "../records/rows/price.ts";
import type { SettingBody } from "../records/settings/index.ts";
import type { At, CatalogueView } from "./catalogue.ts";
import { variantBookId } from "./fold/work.ts";
import { priceAt } from "./price-book/price-at.ts";

export interface LinePrice {
  /** Minor units for one unit sold. */
  readonly unitPriceMinor: number;
  readonly regularUnitPriceMinor?: number;
  readonly floorUnitPriceMinor?: number;
  readonly source: "book" | "typed" | "embedded" | "manual";
  readonly price?: VersionRef;
  readonly reasonId?: string;
  /** From when and until when this answer holds, should the catalogue not change. */
  readonly holdsFromMs: number;
  readonly holdsUntilMs: number;
}

/**
 * Books that count for a store and a client at an instant, most special first: the store's own
 * variants, then its list; a book of a client group only for a client of that group.
 */
export function booksInForce(
  store: SettingBody<"store">,
  about: {
    readonly storeId: string;
    readonly currency: string;
    readonly segmentIds: readonly string[];
    readonly atMs: number;
  },
  catalogue: CatalogueView,
): readonly string[] {
  const listed = store.priceBookIds.filter((bookId) => {
    const book = catalogue.setting("price-book", bookId);
    if (book === undefined) return true;
    if (book.currency !== about.currency) return false;
    if (book.validFromMs !== undefined && about.atMs < book.validFromMs) return false;
    if (book.validToMs !== undefined && about.atMs >= book.validToMs) return false;
    return book.clientGroupId === undefined || about.segmentIds.includes(book.clientGroupId);
  });
  return [variantBookId(about.storeId), ...listed];
}

export interface PriceQuestion {
  readonly bookIds: readonly string[];
  readonly currency: string;
  readonly atMs: number;
  readonly unitId: string | undefined;
  readonly quantityMilli: number;
}

/**
 * The row in force: of the first book that has one, a markdown before a regular price, the highest
 * quantity break reached, the newest start (`price-book/price-at`). Rows of another unit or currency
 * do not count.
 */
export function priceInForce(
  rows: readonly At<PriceRow>[],
  question: PriceQuestion,
): { readonly at: At<PriceRow>; readonly regularMinor: number } | undefined {
  const { bookIds, currency } = question;
  // The store's list is the order: the first book ranks highest, and no scope is asked again.
  const books = bookIds.map((id, index) => ({
    id,
    currency,
    scope: { kind: "chain" } as const,
    rank: bookIds.length - index,
  }));
  const asked = rows.filter(({ row }) => row.currency === currency);
  const productId = asked[0]?.row.productId ?? "";
  const answer = priceAt(
    {
      productId,
      unit: question.unitId ?? "",
      currency,
      atMs: question.atMs,
      quantityMilli: question.quantityMilli,
    },
    books,
    asked.map(({ row, position }) => ({
      id: row.id,
      bookId: row.bookId,
      productId: row.productId,
      unit: row.unitId ?? "",
      unitPriceMinor: row.amountMinor,
      validFromMs: row.validFromMs,
      ...(row.validToMs === undefined ? {} : { validUntilMs: row.validToMs }),
      // One piece is the least that is sold of what is counted; a weighed part of one counts as one.
      fromQuantityMilli: row.minQuantityMilli <= 1000 ? 0 : row.minQuantityMilli,
      ...(row.kind === "markdown" ? { markdown: { reasonCode: row.reasonId ?? "" } } : {}),
      position,
    })),
  );
  const at = asked.find(({ row }) => row.id === answer?.priceId);
  if (answer === undefined || at === undefined) return undefined;
  return { at, regularMinor: answer.regularUnitPriceMinor };
}

/** The price of a line. Refuses `price-missing`, and `price-needed` for what has none of its own. */
export function linePrice(
  line: BasketLine,
  rows: readonly At<PriceRow>[],
  question: PriceQuestion,
): Result<LinePrice, "price-missing" | "price-needed"> {
  const always = { holdsFromMs: Number.NEGATIVE_INFINITY, holdsUntilMs: Number.POSITIVE_INFINITY };
  const byHand = line.manual.findLast((manual) => manual.kind === "price");
  const found = priceInForce(rows, question);
  if (byHand !== undefined) {
    return done({
      unitPriceMinor: byHand.value,
      ...(found === undefined ? {} : { regularUnitPriceMinor: found.at.row.amountMinor }),
      source: "manual",
      reasonId: byHand.reasonId,
      ...(found === undefined ? always : holds(rows, question.atMs)),
    });
  }
  if (line.embeddedPriceMinor !== undefined) {
    // The code's price is for all of it; a unit price is only there to be shown.
    const unit = scaleRound(line.embeddedPriceMinor, 1000, line.quantityMilli, "half_up");
    return done({ unitPriceMinor: unit, source: "embedded", ...always });
  }
  if (line.typedPriceMinor !== undefined) {
    return done({ unitPriceMinor: line.typedPriceMinor, source: "typed", ...always });
  }
  if (found === undefined) return refuse("price-missing");
  const { at, regularMinor } = found;
  const isReduced = at.row.kind === "markdown" && regularMinor > at.row.amountMinor;
  return done({
    unitPriceMinor: at.row.amountMinor,
    ...(isReduced ? { regularUnitPriceMinor: regularMinor } : {}),
    ...(at.row.floorMinor === undefined ? {} : { floorUnitPriceMinor: at.row.floorMinor }),
    source: "book",
    price: { id: at.row.id, position: at.position },
    ...holds(rows, question.atMs),
  });
}

/** The span around an instant in which no row begins or ends. */
function holds(
  rows: readonly At<PriceRow>[],
  atMs: number,
): { readonly holdsFromMs: number; readonly holdsUntilMs: number } {
  let [holdsFromMs, holdsUntilMs] = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
  for (const { row } of rows) {
    for (const edge of [row.validFromMs, row.validToMs]) {
      if (edge === undefined) continue;
      if (edge <= atMs) holdsFromMs = Math.max(holdsFromMs, edge);
      else holdsUntilMs = Math.min(holdsUntilMs, edge);
    }
  }
  return { holdsFromMs, holdsUntilMs };
}
