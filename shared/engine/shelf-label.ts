/**
 * What the shelf label of a product says at an instant, and which labels have to change in a span of
 * time. The figures are those of one piece sold to anybody, by the same pricing as a sale; what is
 * only for a code, a group of clients or an hour of the day does not stand on a shelf.
 */
import { compact } from "../base/compact.ts";
import { parseDecimal } from "../base/decimal.ts";
import { roundRatioBig, toSafe } from "../base/rounding.ts";
import { DAY_MS } from "../base/time.ts";
import type { PricedBasket } from "../records/basket.ts";
import type { OfferRow } from "../records/rows/offer.ts";
import type { PriceRow } from "../records/rows/price.ts";
import type { ProductRow } from "../records/rows/product.ts";
import type { PriceContext } from "./basket.ts";
import { newBasket } from "./basket-edit.ts";
import { explainBasket } from "./basket-hints.ts";
import { offerOf } from "./basket-offers.ts";
import type { CatalogueView } from "./catalogue.ts";
import { variantBookId } from "./fold/work.ts";
import { lowestPriceBefore, type PastPrice } from "./price-book/price-at.ts";
import { selects } from "./promotion/compile.ts";
import { notLive } from "./promotion/live.ts";
import type { Offer, OfferAction, Selection } from "./promotion/offer.ts";

export interface ShelfLabel {
  readonly productId: string;
  /** Minor units of one piece (of a kilogram, where it is weighed), in the basis of the price book. */
  readonly priceMinor: number;
  /** The price without the reduction, when there is one. */
  readonly regularMinor?: number;
  /** With a reduction, where the policy asks for it: the lowest price of the days before it began. */
  readonly lowestMinor?: number;
  /** Of a pack with a known content: the price of one kilogram, litre, metre or piece. */
  readonly perUnit?: { readonly amountMinor: number; readonly unit: string };
  /** Offers that need more than one piece, by name: three for two. */
  readonly offers: readonly string[];
}

/** A label that has to change, and the instant from which it is true. */
export interface LabelChange extends ShelfLabel {
  readonly fromMs: number;
}

export interface LabelScope {
  readonly storeId: string;
  /** Minutes the store's clock is ahead of UTC at an instant. */
  readonly offsetMinutes: (atMs: number) => number;
}

/** From (inclusive) to (exclusive): a day of the store. */
export interface LabelSpan {
  readonly fromMs: number;
  readonly toMs: number;
}

/** How much of the base unit is in one of these; in thousandths. */
const UNITS: Readonly<Record<string, { readonly base: string; readonly milli: bigint }>> = {
  kg: { base: "kg", milli: 1_000n },
  g: { base: "kg", milli: 1n },
  l: { base: "l", milli: 1_000n },
  cl: { base: "l", milli: 10n },
  ml: { base: "l", milli: 1n },
  m: { base: "m", milli: 1_000n },
  cm: { base: "m", milli: 10n },
};
const MISSING: ReadonlySet<string> = new Set(["add-from", "add-to-line", "add-in-one-line"]);

/** What the label says at an instant; nothing when the product has no price or must not be sold. */
export function shelfLabel(
  product: ProductRow,
  catalogue: CatalogueView,
  scope: LabelScope & { readonly atMs: number },
): ShelfLabel | undefined {
  const { atMs } = scope;
  const shelf = shelfCatalogue(catalogue);
  const priced = pieceAt(product, shelf, scope);
  const [line] = priced?.lines ?? [];
  if (priced === undefined || line === undefined) return undefined;
  const priceMinor = line.netMinor;
  const regularMinor = Math.max(line.regularUnitPriceMinor ?? 0, line.grossMinor);
  const isReduced = regularMinor > priceMinor;
  const store = catalogue.setting("store", scope.storeId);
  const days = catalogue.setting("policy", store?.policyId ?? "")?.labels?.lowestDays;
  return {
    productId: product.id,
    priceMinor,
    offers: priced.hints
      .filter(
        ({ code, args, applied }) =>
          !applied &&
          MISSING.has(code) &&
          args.amountMinor === undefined &&
          args.quantityMilli !== 0,
      )
      .map(({ name }) => name)
      .sort(),
    ...compact({
      regularMinor: isReduced ? regularMinor : undefined,
      lowestMinor:
        isReduced && days !== undefined
          ? lowestBefore(product, shelf, { ...scope, days, priceMinor, atMs })
          : undefined,
      perUnit: perUnitOf(product, priceMinor),
    }),
  };
}

/**
 * The label that has to hang at the end of the span, when another one hangs before it. A product that
 * loses its price gets none.
 */
export function labelChange(
  product: ProductRow,
  catalogue: CatalogueView,
  scope: LabelScope & LabelSpan,
): LabelChange | undefined {
  const shelf = shelfCatalogue(catalogue);
  const at = (atMs: number) => shelfLabel(product, shelf, { ...scope, atMs });
  const before = at(scope.fromMs - 1);
  const edges = [scope.fromMs, ...edgesIn(product, shelf, scope)];
  const labels = edges.map((atMs) => ({ atMs, label: at(atMs) }));
  const last = labels.at(-1)?.label;
  if (last === undefined || saysOf(last) === saysOf(before)) return undefined;
  const since = labels.findLastIndex(({ label }) => saysOf(label) !== saysOf(last)) + 1;
  return { ...last, fromMs: labels[since]?.atMs ?? scope.fromMs };
}

/** Everything a label says as one text: two labels that differ in it are two pieces of paper. */
export function saysOf(label: ShelfLabel | undefined): string {
  if (label === undefined) return "";
  const { priceMinor, regularMinor, lowestMinor, perUnit, offers } = label;
  return JSON.stringify([priceMinor, regularMinor, lowestMinor, perUnit?.amountMinor, offers]);
}

/** Whether a price row, or the book it is in, begins or ends in the span. */
export function priceMayChange(
  row: PriceRow,
  catalogue: Pick<CatalogueView, "setting">,
  span: LabelSpan,
): boolean {
  const book = catalogue.setting("price-book", row.bookId);
  return [row.validFromMs, row.validToMs, book?.validFromMs, book?.validToMs].some(
    (edge) => edge !== undefined && edge >= span.fromMs && edge < span.toMs,
  );
}

/**
 * What the offers that come, go or change over in the span may touch: a test of a product, or nothing
 * when no offer does.
 */
export function offersMayChange(
  catalogue: CatalogueView,
  scope: LabelScope & LabelSpan,
): ((product: ProductRow) => boolean) | undefined {
  const shelf = shelfCatalogue(catalogue);
  const instants = [scope.fromMs - 1, scope.fromMs, ...offerEdges(shelf, scope)];
  const selections = shelf.offers().flatMap(({ row }) => {
    const offer = offerOf(row);
    const said = new Set(instants.map((atMs) => notLive(offer, contextAt(scope, atMs)) ?? ""));
    return said.size > 1 ? selectionsOf(offer.action) : [];
  });
  if (selections.length === 0) return undefined;
  return (product) =>
    selections.some(({ minUnitPriceMinor: _low, maxUnitPriceMinor: _high, ...select }) =>
      selects(
        { ...select, excludeMarkedDown: false },
        {
          unitPriceMinor: 0,
          productId: product.id,
          categories: product.categoryIds,
          tags: product.tags,
          ...compact({ brandId: product.brand }),
        },
      ),
    );
}

interface ShelfCatalogue extends CatalogueView {
  readonly forShelf: true;
}

const SHELVES = new WeakMap<object, { readonly all: object; readonly shelf: ShelfCatalogue }>();

/** The catalogue with only the offers that a label can show: for everybody, all day. */
function shelfCatalogue(catalogue: CatalogueView): ShelfCatalogue {
  if ("forShelf" in catalogue) return catalogue as ShelfCatalogue;
  const all = catalogue.offers();
  const known = SHELVES.get(catalogue);
  if (known?.all === all) return known.shelf;
  const offers = all.filter(({ row }) => isForShelf(row));
  const { revision: _, ...rest } = catalogue;
  const shelf: ShelfCatalogue = { ...rest, offers: () => offers, forShelf: true };
  SHELVES.set(catalogue, { all, shelf });
  return shelf;
}

function isForShelf(row: OfferRow): boolean {
  const offer: Offer = offerOf(row);
  if (offer.couponCodes !== undefined || offer.segmentsAny !== undefined) return false;
  if (offer.fromMinute !== undefined || offer.untilMinute !== undefined) return false;
  return !("target" in offer.action) || offer.action.target === "items";
}

function contextAt({ storeId, offsetMinutes }: LabelScope, atMs: number) {
  return { atMs, storeId, channel: "counter", utcOffsetMinutes: offsetMinutes(atMs) };
}

/** One piece for nobody in particular, priced and with what offers would want; none without a price. */
function pieceAt(
  product: ProductRow,
  catalogue: CatalogueView,
  scope: LabelScope & { readonly atMs: number },
): PricedBasket | undefined {
  const { storeId, atMs } = scope;
  const currency = catalogue.setting("store", storeId)?.currency;
  if (currency === undefined) return undefined;
  const id = "shelf-label";
  const draft = newBasket({ id, storeId, currency, channel: "counter", atMs });
  const line = {
    id,
    productId: product.id,
    quantityMilli: 1_000,
    manual: [],
    serials: [],
    addedAtMs: atMs,
  };
  const context: PriceContext = {
    atMs,
    segmentIds: [],
    utcOffsetMinutes: scope.offsetMinutes(atMs),
  };
  const priced = explainBasket({ ...draft, lines: [line] }, catalogue, context);
  return priced.ok ? priced.value : undefined;
}

/** Instants in the span at which a price of the product or an offer begins or ends, in order. */
function edgesIn(
  product: ProductRow,
  catalogue: CatalogueView,
  scope: LabelScope & LabelSpan,
): readonly number[] {
  const bookIds = [
    ...catalogue.settings("price-book").map(({ id }) => id),
    ...(catalogue.setting("store", scope.storeId)?.priceBookIds ?? []),
    variantBookId(scope.storeId),
  ];
  const prices = catalogue
    .prices(product.id, [...new Set(bookIds)])
    .flatMap(({ row }) => [row.validFromMs, row.validToMs]);
  const books = catalogue
    .settings("price-book")
    .flatMap(({ body }) => [body.validFromMs, body.validToMs]);
  return inSpan([...prices, ...books, ...offerEdges(catalogue, scope)], scope);
}

function offerEdges(catalogue: CatalogueView, span: LabelSpan): readonly number[] {
  const edges = catalogue.offers().flatMap(({ row }) => [row.validFromMs, row.validToMs]);
  return inSpan(edges, span);
}

function inSpan(edges: readonly (number | undefined)[], span: LabelSpan): readonly number[] {
  const within = edges.filter(
    (edge): edge is number => edge !== undefined && edge > span.fromMs && edge < span.toMs,
  );
  return [...new Set(within)].sort((left, right) => left - right);
}

/**
 * The lowest price of the days before the reduction began, as it really was with the offers of then.
 * Source: Directive 98/6/EC article 6a.
 */
function lowestBefore(
  product: ProductRow,
  catalogue: CatalogueView,
  scope: LabelScope & { readonly atMs: number; readonly days: number; readonly priceMinor: number },
): number | undefined {
  const { atMs, days } = scope;
  // Twice as far back: a reduction that runs for weeks began before the days that are looked at.
  const farMs = atMs - 2 * days * DAY_MS;
  const edges = [
    farMs,
    ...edgesIn(product, catalogue, { ...scope, fromMs: farMs, toMs: atMs + 1 }),
  ];
  const spans = edges.flatMap((validFromMs, index): PastPrice[] => {
    const [line] = pieceAt(product, catalogue, { ...scope, atMs: validFromMs })?.lines ?? [];
    const validUntilMs = edges[index + 1];
    if (line === undefined) return [];
    return [{ unitPriceMinor: line.netMinor, validFromMs, ...compact({ validUntilMs }) }];
  });
  const before = spans.findLast(({ unitPriceMinor }) => unitPriceMinor !== scope.priceMinor);
  const beganMs = before?.validUntilMs;
  return beganMs === undefined ? undefined : lowestPriceBefore(beganMs, spans, days);
}

/** The price of a kilogram or litre, half up; none for what is weighed, or of an unknown unit. */
function perUnitOf(product: ProductRow, priceMinor: number): ShelfLabel["perUnit"] {
  const { content } = product;
  const unit = UNITS[content?.unit.toLowerCase() ?? ""];
  if (content === undefined || unit === undefined || product.weighed) return undefined;
  const amount = parseDecimal(content.amount);
  if (!amount.ok || amount.value.numerator <= 0n) return undefined;
  const { numerator, denominator } = amount.value;
  const above = BigInt(priceMinor) * 1_000n * denominator;
  const amountMinor = toSafe(roundRatioBig(above, numerator * unit.milli, "half_up"));
  return { amountMinor, unit: unit.base };
}

function selectionsOf(action: OfferAction): readonly Selection[] {
  if (action.kind === "bundle") return action.items.map(({ select }) => select ?? {});
  if (action.kind === "buy_get") return [action.buy.select ?? {}, action.get.select ?? {}];
  return [action.select ?? {}];
}
