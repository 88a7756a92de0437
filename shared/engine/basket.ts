/**
 * Prices a whole basket in one pass: price books, hand-made changes, offers and taxes joined, every
 * figure with where it came from. The same basket and catalogue give the same bytes at the till, on
 * the server and in the shop API. The draft's edits are basket-edit.ts, the arithmetic pricing/.
 */
import { compact } from "../base/compact.ts";
import { extend } from "../base/money.ts";
import { done, type Result, refuse } from "../base/result.ts";
import { scaleRound } from "../base/rounding.ts";
import type { BasketDraft, BasketLine, PricedBasket } from "../records/basket.ts";
import type { PriceRow } from "../records/rows/price.ts";
import type { ProductRow } from "../records/rows/product.ts";
import type { SettingBody } from "../records/settings/index.ts";
import { checkDraft, type DraftRefusal } from "./basket-check.ts";
import { basketManual } from "./basket-manual.ts";
import { basketOffers } from "./basket-offers.ts";
import { type Priced, pricedBasketOf } from "./basket-result.ts";
import { type BasketTaxes, basketTaxes, taxIdsOf } from "./basket-taxes.ts";
import type { At, CatalogueView } from "./catalogue.ts";
import { booksInForce, type LinePrice, linePrice } from "./line-price.ts";
import type { PriceLine, PriceLinesInput, PriceRefusal } from "./pricing/input.ts";
import { priceLines } from "./pricing/price-lines.ts";
import { ENGINE_VERSION } from "./versions.ts";

export interface PriceContext {
  /** The instant whose prices, offers and taxes count, UTC milliseconds. */
  readonly atMs: number;
  /** The version to price as; this build's own when left out. */
  readonly engineVersion?: number;
  /** Segments of the client, if one is known. */
  readonly segmentIds: readonly string[];
  /** Minutes the store's clock is ahead of UTC at that instant; 0 when left out. */
  readonly utcOffsetMinutes?: number;
}

export type PriceBasketRefusal =
  | DraftRefusal
  | PriceRefusal
  | "price-missing"
  | "price-needed"
  | "product-blocked"
  | "product-unknown"
  | "setting-missing"
  | "tax-category-unknown"
  | "unit-unknown";

/** Kinds that are not the shop's revenue or have a price of their own: no discount touches them. */
const WITHOUT_DISCOUNT: ReadonlySet<string> = new Set(["gift-card", "deposit", "tip", "donation"]);

/** A gift to staff or to a cause is no supply of the shop's: no tax, whatever category HQ gave it. */
const NEVER_TAXED: ReadonlySet<string> = new Set(["tip", "donation"]);

/**
 * The basket priced. Amounts are minor units of the draft's currency, quantities thousandths; at
 * most 2,000 lines. Refuses, with the position in the draft: a figure that cannot be (see
 * `DraftRefusal`), `product-unknown`, `product-blocked`, `unit-unknown`, `price-missing`,
 * `price-needed`, `tax-category-unknown`, `setting-missing` (which store, policy or zone is not there),
 * and what taxes refuse. A faulty offer is left out, never a reason not to sell.
 * @example A tee at 10.00 with 19 % included: net 10.00, tax 1.60, total 10.00.
 */
export function priceBasket(
  draft: BasketDraft,
  catalogue: CatalogueView,
  context: PriceContext,
): Result<PricedBasket, PriceBasketRefusal> {
  const prepared = prepareBasket(draft, catalogue, context);
  if (!prepared.ok) return prepared;
  const priced = priceLines(prepared.value.input);
  if (!priced.ok) return priced;
  return done(pricedBasketOf({ ...prepared.value, priced: priced.value }));
}

/** A basket looked up and ready to be priced or explained; the input of `priceLines` and its sources. */
export type PreparedBasket = Omit<Priced, "priced"> & { readonly input: PriceLinesInput };

/** Looks everything up that `priceLines` needs. Refuses as `priceBasket`. */
export function prepareBasket(
  draft: BasketDraft,
  catalogue: CatalogueView,
  context: PriceContext,
): Result<PreparedBasket, PriceBasketRefusal> {
  const checked = checkDraft(draft);
  if (!checked.ok) return checked;
  const scope = scopeOf(draft, catalogue, context);
  if (!scope.ok) return scope;
  const lines: ResolvedLine[] = [];
  for (let index = 0; index < draft.lines.length; index += 1) {
    const line = resolveLine(draft.lines[index] as BasketLine, scope.value);
    if (!line.ok) {
      const { code, args } = line.refusal;
      return refuse(code, args ?? {}, `lines[${index}]`);
    }
    lines.push(line.value);
  }
  const { store, policy, taxes } = scope.value;
  const offers = basketOffers(catalogue.offers());
  const manual = basketManual({ draft, lines, policy });
  const input: PriceLinesInput = {
    currency: draft.currency,
    lines: lines.map((line, index) => {
      const discounts = manual.byLine[index];
      return discounts === undefined ? line.input : { ...line.input, manualDiscounts: discounts };
    }),
    ...(draft.fees.length === 0
      ? {}
      : {
          fees: draft.fees.map(({ id, amountMinor, taxIds, kind }) => ({
            id,
            amountMinor,
            taxIds,
            tags: [kind],
            weightedRate: taxIds.length === 0 && kind === "shipping",
          })),
        }),
    offers: offers.compiled,
    taxes: taxes.compiled,
    policy: pricePolicy(policy),
    context: {
      atMs: context.atMs,
      utcOffsetMinutes: context.utcOffsetMinutes ?? 0,
      storeId: draft.storeId,
      channel: draft.channel,
      segments: context.segmentIds,
      coupons: draft.coupons,
    },
  };
  const engineVersion = context.engineVersion ?? ENGINE_VERSION;
  const fixed = { ...context, engineVersion };
  return done({ draft, context: fixed, store, policy, taxes, offers, lines, manual, input });
}

/** One line with what was found for it. */
export interface ResolvedLine {
  readonly line: BasketLine;
  readonly product: ProductRow;
  readonly price: LinePrice;
  readonly unitName: string;
  readonly stockQuantityMilli: number | undefined;
  /** Undiscounted, rounded to minor units. */
  readonly grossMinor: number;
  readonly takesDiscount: boolean;
  readonly input: PriceLine;
}

interface Scope {
  readonly catalogue: CatalogueView;
  readonly context: PriceContext;
  readonly draft: BasketDraft;
  readonly store: SettingBody<"store">;
  readonly policy: SettingBody<"policy">;
  readonly taxes: BasketTaxes;
  readonly bookIds: readonly string[];
  /** What a remembered line must agree on to be used again. */
  readonly key: string;
}

function scopeOf(
  draft: BasketDraft,
  catalogue: CatalogueView,
  context: PriceContext,
): Result<Scope, PriceBasketRefusal> {
  const store = catalogue.setting("store", draft.storeId);
  if (store === undefined) {
    return refuse("setting-missing", { kind: "store", id: draft.storeId }, "storeId");
  }
  const policy = catalogue.setting("policy", store.policyId);
  if (policy === undefined) {
    return refuse("setting-missing", { kind: "policy", id: store.policyId }, "storeId");
  }
  const { atMs, segmentIds } = context;
  const taxes = basketTaxes(catalogue, { atMs, exemption: draft.exemption });
  if (!taxes.ok) return taxes;
  const about = { storeId: draft.storeId, currency: draft.currency, segmentIds, atMs };
  const bookIds = booksInForce(store, about, catalogue);
  const key = `${draft.storeId}|${draft.currency}|${bookIds.join(",")}`;
  return done({ catalogue, context, draft, store, policy, taxes: taxes.value, bookIds, key });
}

interface Remembered {
  readonly catalogue: CatalogueView;
  readonly revision: number;
  readonly taxes: BasketTaxes;
  readonly key: string;
  readonly resolved: ResolvedLine;
}

/** What was found for a line, by the line itself: a line that did not change is the same object. */
const REMEMBERED = new WeakMap<BasketLine, Remembered>();

function resolveLine(line: BasketLine, scope: Scope): Result<ResolvedLine, PriceBasketRefusal> {
  const revision = scope.catalogue.revision?.();
  const known = revision === undefined ? undefined : REMEMBERED.get(line);
  if (
    known !== undefined &&
    known.revision === revision &&
    known.catalogue === scope.catalogue &&
    known.taxes === scope.taxes &&
    known.key === scope.key &&
    scope.context.atMs >= known.resolved.price.holdsFromMs &&
    scope.context.atMs < known.resolved.price.holdsUntilMs
  ) {
    return done(known.resolved);
  }
  const resolved = lookUp(line, scope);
  if (resolved.ok && revision !== undefined) {
    const { catalogue, taxes, key } = scope;
    REMEMBERED.set(line, { catalogue, revision, taxes, key, resolved: resolved.value });
  }
  return resolved;
}

function lookUp(line: BasketLine, scope: Scope): Result<ResolvedLine, PriceBasketRefusal> {
  const { catalogue, policy, store, taxes } = scope;
  const found = catalogue.product(line.productId);
  if (found === undefined) return refuse("product-unknown", { productId: line.productId });
  const product = found.row;
  if (product.blocked !== undefined) {
    return refuse("product-blocked", { name: product.name, why: product.blocked });
  }
  const unit = product.units.find((candidate) => candidate.id === line.unitId);
  if (line.unitId !== undefined && unit === undefined) return refuse("unit-unknown");
  const price = priceOf(line, { product, scope });
  if (!price.ok) return refuse(price.refusal.code, { name: product.name });
  const about = { taxCategoryId: product.taxCategoryId, fulfilment: line.fulfilment, store };
  const taxIds = NEVER_TAXED.has(product.kind) ? done([]) : taxIdsOf(about, catalogue, taxes);
  if (!taxIds.ok) return taxIds;
  const takesDiscount = !WITHOUT_DISCOUNT.has(product.kind);
  const input = inputOf(line, { product, price: price.value, taxIds: taxIds.value, takesDiscount });
  const quantity = { quantityMilli: input.quantityMilli, unitPriceMinor: input.unitPriceMinor };
  return done({
    line,
    product,
    price: price.value,
    unitName: unit?.name ?? product.unit,
    stockQuantityMilli:
      unit === undefined
        ? undefined
        : scaleRound(line.quantityMilli, unit.factorMilli, 1000, "half_up"),
    grossMinor: extend(quantity.unitPriceMinor, quantity.quantityMilli, policy.quantityRounding),
    takesDiscount,
    input,
  });
}

function priceOf(
  line: BasketLine,
  about: { readonly product: ProductRow; readonly scope: Scope },
): Result<LinePrice, "price-missing" | "price-needed"> {
  const { product, scope } = about;
  const rows: readonly At<PriceRow>[] =
    product.kind === "department" ? [] : scope.catalogue.prices(product.id, scope.bookIds);
  const price = linePrice(line, rows, {
    bookIds: scope.bookIds,
    currency: scope.draft.currency,
    atMs: scope.context.atMs,
    unitId: line.unitId,
    quantityMilli: line.quantityMilli,
  });
  if (!price.ok && product.kind !== "goods") return refuse("price-needed");
  return price;
}

function inputOf(
  line: BasketLine,
  about: {
    readonly product: ProductRow;
    readonly price: LinePrice;
    readonly taxIds: readonly string[];
    readonly takesDiscount: boolean;
  },
): PriceLine {
  const { product, price } = about;
  // The price in a code is for all of it: to the arithmetic it is one piece at that price.
  const isEmbedded = price.source === "embedded";
  return {
    id: line.id,
    unitPriceMinor: isEmbedded ? (line.embeddedPriceMinor ?? 0) : price.unitPriceMinor,
    quantityMilli: isEmbedded ? 1000 : line.quantityMilli,
    ...compact({
      regularUnitPriceMinor: price.regularUnitPriceMinor,
      floorUnitPriceMinor: price.floorUnitPriceMinor,
      brandId: product.brand,
    }),
    tags: product.tags,
    categories: product.categoryIds,
    productId: product.id,
    taxIds: about.taxIds,
    takesOffers: about.takesDiscount,
    memory: {},
  };
}

function pricePolicy(policy: SettingBody<"policy">): PriceLinesInput["policy"] {
  const { tax, offers } = policy;
  return {
    offers: { ...offers, weights: offers.weights === "gross" ? "gross" : "price" },
    tax: {
      scope: tax.scope,
      mode: tax.mode,
      incrementMinor: tax.incrementMinor,
      total: tax.keep,
    },
    lineRounding: policy.quantityRounding,
  };
}
