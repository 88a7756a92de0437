// Issue 3: no work is repeated for unchanged lines when a line is added. Work is counted, not timed, and
// what comes out of remembered lines is, byte for byte, what a fresh pricing gives.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { canonicalJson } from "#shared/base/canonical.ts";
import { priceBasket } from "#shared/engine/basket.ts";
import { basketOffers } from "#shared/engine/basket-offers.ts";
import type { CatalogueView } from "#shared/engine/catalogue.ts";
import type { BasketDraft, BasketLine } from "#shared/records/basket.ts";
import type { OfferRow } from "#shared/records/rows/offer.ts";
import {
  aCatalogue,
  aDraftBasket,
  aLine,
  anOffer,
  aPrice,
  aProduct,
} from "#test/builders/catalogue.ts";
import { anId, NOON_MS } from "#test/builders/entry.ts";

const CONTEXT = { atMs: NOON_MS, segmentIds: [] };

const PRODUCTS = ["a", "b", "c"].map((id, index) =>
  aProduct({ id, tags: ["all", id], categoryIds: [index === 1 ? "odd" : "even"], brand: "own" }),
);

/** By tag, category with a price limit, product, brand, price alone and everything. */
const OFFERS: readonly OfferRow[] = [
  { select: { tagsAny: ["all", "a"] }, percent: "5" },
  { select: { categoriesAny: ["even"], maxUnitPriceMinor: 900 }, percent: "7" },
  { select: { brandsAny: ["own"], excludeMarkedDown: true }, percent: "3" },
  { select: { minUnitPriceMinor: 600 }, percent: "11" },
  { select: { productsAny: ["c"] }, percent: "50" },
].map(({ select, percent }, index) =>
  anOffer({ action: { kind: "percent", target: "items", select, percent } }, { id: `o-${index}` }),
);
const MIXED: readonly OfferRow[] = [
  ...OFFERS,
  anOffer(
    {
      action: {
        kind: "buy_get",
        buy: { select: { productsAny: ["a"] }, quantity: 1 },
        get: { select: { tagsAny: ["b"] }, quantity: 1 },
        percent: "50",
        repeat: true,
      },
    },
    { id: "buy-get" },
  ),
  anOffer(
    {
      action: { kind: "fixed", target: "order", amountMinor: 150 },
      conditions: [{ kind: "min_quantity", quantityMilli: 3000, select: { tagsAny: ["all"] } }],
    },
    { id: "order" },
  ),
];

function seed(raisedMinor: number) {
  return {
    products: PRODUCTS,
    prices: [
      aPrice("a", 1000 + raisedMinor),
      aPrice("a", 800, { id: "a-3", minQuantityMilli: 3000 }),
      aPrice("b", 590),
      aPrice("c", 750, { kind: "regular" }),
    ],
    offers: MIXED,
  };
}

interface Work {
  products: number;
  prices: number;
  zones: number;
  matches: number;
}

/** The catalogue with a count of everything that is asked for a line, down to the offers' own index. */
function counted(): { readonly catalogue: CatalogueView; readonly work: Work } {
  const work: Work = { products: 0, prices: 0, zones: 0, matches: 0 };
  const plain = aCatalogue(seed(0));
  const { compiled } = basketOffers(plain.offers());
  const countGets = (map: ReadonlyMap<string, readonly number[]>): void => {
    const get = map.get.bind(map);
    Object.assign(map, {
      get: (key: string) => {
        work.matches += 1;
        return get(key);
      },
    });
  };
  for (const map of [compiled.byTag, compiled.byCategory, compiled.byProduct, compiled.byBrand]) {
    countGets(map);
  }
  for (const selection of compiled.selections) {
    const { test } = selection;
    if (test === undefined) continue;
    Object.assign(selection, {
      test: (line: Parameters<typeof test>[0]) => {
        work.matches += 1;
        return test(line);
      },
    });
  }
  const catalogue: CatalogueView = {
    ...plain,
    revision: () => 1,
    product: (id) => {
      work.products += 1;
      return plain.product(id);
    },
    prices: (productId, bookIds) => {
      work.prices += 1;
      return plain.prices(productId, bookIds);
    },
    setting: (kind, id) => {
      if (kind === "tax-zone") work.zones += 1;
      return plain.setting(kind, id);
    },
  };
  return { catalogue, work };
}

function bytesOf(draft: BasketDraft, catalogue: CatalogueView): string {
  const result = priceBasket(draft, catalogue, CONTEXT);
  if (!result.ok) throw new Error(JSON.stringify(result.refusal));
  return canonicalJson(result.value);
}

/** What pricing that draft asked for. */
function workOf(draft: BasketDraft, about: ReturnType<typeof counted>): Work {
  const before = { ...about.work };
  bytesOf(draft, about.catalogue);
  const since = (key: keyof Work) => about.work[key] - before[key];
  return {
    products: since("products"),
    prices: since("prices"),
    zones: since("zones"),
    matches: since("matches"),
  };
}

describe("no work is repeated for unchanged lines", () => {
  const percent = { kind: "percent" as const, value: 1000, reasonId: "r", staffId: "s" };

  it("a line added to 1 or to 100 lines costs the look-ups and matches of that line", () => {
    const costs = [1, 100].map((size) => {
      const about = counted();
      const lines = Array.from({ length: size }, () =>
        aLine("a", { manual: [{ id: anId(), ...percent }] }),
      );
      workOf(aDraftBasket(lines), about);
      return workOf(aDraftBasket([...lines, aLine("b")]), about);
    });
    expect(costs[0]).toMatchObject({ products: 1, prices: 1, zones: 1 });
    expect(costs[0]?.matches).toBeGreaterThan(0);
    expect(costs[1]).toEqual(costs[0]);
  });

  it("a basket priced again, or with a line taken out, asks for nothing", () => {
    const about = counted();
    const lines = ["a", "b", "c", "a"].map((id) => aLine(id));
    const none: Work = { products: 0, prices: 0, zones: 0, matches: 0 };
    expect(workOf(aDraftBasket(lines), about).matches).toBeGreaterThan(0);
    expect(workOf(aDraftBasket(lines), about)).toEqual(none);
    expect(workOf(aDraftBasket(lines.slice(1)), about)).toEqual(none);
  });
});

type Step =
  | { readonly kind: "add"; readonly productId: string; readonly pieces: number }
  | { readonly kind: "change"; readonly at: number; readonly pieces: number }
  | { readonly kind: "discount"; readonly at: number; readonly value: number }
  | { readonly kind: "remove"; readonly at: number }
  | { readonly kind: "publish"; readonly raisedMinor: number };

const pieces = fc.integer({ min: 1, max: 5 });
const at = fc.nat({ max: 30 });
const stepArb: fc.Arbitrary<Step> = fc.oneof(
  fc.record({
    kind: fc.constant("add" as const),
    productId: fc.constantFrom("a", "b", "c"),
    pieces,
  }),
  fc.record({ kind: fc.constant("change" as const), at, pieces }),
  fc.record({
    kind: fc.constant("discount" as const),
    at,
    value: fc.integer({ min: 1, max: 5000 }),
  }),
  fc.record({ kind: fc.constant("remove" as const), at }),
  fc.record({ kind: fc.constant("publish" as const), raisedMinor: fc.nat({ max: 400 }) }),
);

function after(lines: readonly BasketLine[], step: Step): readonly BasketLine[] {
  if (step.kind === "publish") return lines;
  if (step.kind === "add") {
    return [...lines, aLine(step.productId, { quantityMilli: step.pieces * 1000 })];
  }
  if (lines.length === 0) return lines;
  const place = step.at % lines.length;
  if (step.kind === "remove") return lines.filter((_, index) => index !== place);
  return lines.map((line, index) => {
    if (index !== place) return line;
    if (step.kind === "change") return { ...line, quantityMilli: step.pieces * 1000 };
    const { value } = step;
    const manual = { id: anId(), kind: "percent" as const, value, reasonId: "r", staffId: "s" };
    return { ...line, manual: [manual] };
  });
}

describe("remembered lines", () => {
  it("give the bytes of a fresh pricing, over adds, changes, removals and new catalogues", () => {
    fc.assert(
      fc.property(fc.array(stepArb, { minLength: 1, maxLength: 14 }), (steps) => {
        let [revision, raised] = [1, 0];
        let plain = aCatalogue(seed(0));
        // One till for the whole run; its catalogue object stays while what is in it changes.
        const till: CatalogueView = {
          ...plain,
          product: (id) => plain.product(id),
          prices: (id, books) => plain.prices(id, books),
          offers: () => plain.offers(),
          revision: () => revision,
        };
        let lines: readonly BasketLine[] = [];
        const draft = aDraftBasket([]);
        for (const step of steps) {
          if (step.kind === "publish") {
            [revision, raised] = [revision + 1, step.raisedMinor];
            plain = aCatalogue(seed(raised));
          }
          lines = after(lines, step);
          const now = { ...draft, lines: [...lines] };
          const fresh = structuredClone(now);
          expect(bytesOf(now, till)).toBe(bytesOf(fresh, aCatalogue(seed(raised))));
        }
      }),
      { numRuns: 150 },
    );
  });
});
