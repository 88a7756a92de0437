// Selling, prices and taxes of a basket, question by question; the answers are in test/fixtures/books.
import { expect, it } from "vitest";
import { priceBasket } from "#shared/engine/basket.ts";
import { basketTaxes, taxIdsOf } from "#shared/engine/basket-taxes.ts";
import { booksInForce, linePrice, priceInForce } from "#shared/engine/line-price.ts";
import { completeSale, type SaleRequest, verifySale } from "#shared/engine/sale.ts";
import type { BasketDraft } from "#shared/records/basket.ts";
import type { SaleCompleted } from "#shared/records/entries/sale-completed.ts";
import type { Tender } from "#shared/records/tender.ts";
import {
  aCatalogue,
  aDraftBasket,
  aLine,
  anOffer,
  aPrice,
  aProduct,
} from "#test/builders/catalogue.ts";
import { someSettings } from "#test/builders/settings.ts";
import { page, type Question, told } from "#test/builders/told.ts";

const leg = (kind: string, amountMinor: number, more: object = {}): Tender =>
  ({ id: `t-${kind}`, kind, name: kind, amountMinor, atMs: 0, ...more }) as Tender;

const policy = someSettings().setting("policy", "policy-1");
if (policy === undefined) throw new Error("the policy is there");

const settings = someSettings({
  restriction: { beer: { name: "Beer", minimumAge: 16 } },
  "tax-zone": {
    "zone-1": { name: "DE", taxes: { standard: ["vat-19", "later"], reduced: ["vat-7"] } },
    "zone-2": { name: "AT", taxes: { standard: ["vat-7"] }, countries: ["AT"] },
  },
  tax: {
    later: {
      name: "Later",
      kind: "percent",
      rate: "1",
      included: true,
      code: "L",
      validFromMs: 500,
      validToMs: 600,
    },
    eco: {
      name: "Eco",
      kind: "fixed",
      amountMinor: 5,
      included: false,
      code: "E",
      affectsLater: true,
      baseAffected: false,
    },
  },
  store: { "store-2": { ...someSettings().setting("store", "store-1"), taxZoneId: "zone-2" } },
});
const catalogue = aCatalogue({
  settings,
  products: [
    aProduct({ id: "tee", name: "Tee" }),
    aProduct({ id: "phone", name: "Phone", tracks: "serial" }),
    aProduct({ id: "beer", restrictionId: "beer" }),
  ],
  prices: [aPrice("tee", 1000), aPrice("phone", 500), aPrice("beer", 200)],
});
const draft = (more: Partial<BasketDraft> = {}, lines = [aLine("tee", { id: "a" })]): BasketDraft =>
  aDraftBasket(lines, { id: "b", openedAtMs: 1, ...more });
const pricedOf = (of: BasketDraft) => {
  const made = priceBasket(of, catalogue, { atMs: 50, segmentIds: [] });
  if (!made.ok) throw new Error(made.refusal.code);
  return made.value;
};
const request = (of: BasketDraft, more: Partial<SaleRequest> = {}): SaleRequest => {
  const priced = pricedOf(of);
  return {
    saleId: of.id,
    draft: of,
    priced,
    tenders: [leg("cash", priced.totalMinor)],
    receipt: { number: "R-1", series: "R", profileId: "DE" },
    policy: { ...policy, staffDiscount: { basisPoints: 0, yearlyLimitMinor: 5000 } },
    catalogue,
    segmentIds: ["seg"],
    cashier: { staffId: "me", maySellRestricted: true },
    minuteOfDay: 600,
    shiftIsOpen: true,
    openPayments: 0,
    ...more,
  };
};
const brief = (body: ReturnType<typeof completeSale>) => {
  if (!body.ok) return body;
  const { priced, draft: _, ...rest } = body.value;
  return { ...rest, hints: priced.hints.length, total: priced.totalMinor };
};
const phone = draft({}, [aLine("phone", { id: "p", quantityMilli: 2000, serials: ["1"] })]);
const hint = {
  offerId: "o",
  name: "O",
  lineIds: [],
  applied: false,
  amountMinor: 0,
  code: "x",
  args: {},
};
const sales: readonly Question[] = [
  ["sold", () => brief(completeSale(request(draft())))],
  [
    "sold with everything said",
    () =>
      brief(
        completeSale(
          request(
            draft({
              clientId: "c",
              note: "n",
              staffBuyerId: "x",
              exemption: { certificate: "C", reasonId: "r", taxIds: ["vat-19"] },
            }),
            {
              credit: [
                { staffId: "a", shareBasisPoints: 6000 },
                { staffId: "b", shareBasisPoints: 4000 },
              ],
              approvalIds: ["ok"],
              promiseIds: ["p"],
              follows: { saleId: "old", reason: "correction" },
              webBasketId: "w",
              note: "mine",
              points: {
                loyalty: {
                  pointsPerMajor: 2,
                  minorPerPoint: 1,
                  tiers: [],
                  birthdayPoints: 0,
                  referralPoints: 0,
                },
                balance: 0,
              } as never,
            },
          ),
        ),
      ),
  ],
  [
    "points without a client",
    () =>
      brief(
        completeSale(
          request(draft(), {
            points: {
              loyalty: { pointsPerMajor: 2, minorPerPoint: 1, tiers: [] },
              balance: 0,
            } as never,
          }),
        ),
      ),
  ],
  [
    "hints are left out",
    () =>
      brief(completeSale({ ...request(draft()), priced: { ...pricedOf(draft()), hints: [hint] } })),
  ],
  [
    "a held basket",
    () =>
      brief(
        completeSale(request({ ...draft(), held: { holdId: "h", kind: "quote", placeId: "p" } })),
      ),
  ],
  ["an empty basket", () => completeSale({ ...request(draft()), draft: draft({}, []) })],
  ["no shift", () => completeSale(request(draft(), { shiftIsOpen: false }))],
  ["a payment open", () => completeSale(request(draft(), { openPayments: 1 }))],
  ["paid short", () => completeSale(request(draft(), { tenders: [leg("cash", 400)] }))],
  [
    "prices of another basket",
    () => completeSale({ ...request(draft()), priced: { ...pricedOf(draft()), basketId: "q" } }),
  ],
  [
    "prices of another currency",
    () => completeSale({ ...request(draft()), priced: { ...pricedOf(draft()), currency: "USD" } }),
  ],
  [
    "prices of fewer lines",
    () => completeSale({ ...request(draft()), priced: { ...pricedOf(draft()), lines: [] } }),
  ],
  [
    "prices of other fees",
    () =>
      completeSale({
        ...request(draft()),
        draft: {
          ...draft(),
          fees: [{ id: "f", kind: "k", name: "n", amountMinor: 1, taxIds: [] }],
        },
      }),
  ],
  ...([{ id: "z" }, { productId: "beer" }, { quantityMilli: 2000 }] as const).map(
    (more): Question => [
      `prices of a line with another ${Object.keys(more)[0]}`,
      () =>
        completeSale({
          ...request(draft()),
          draft: draft({}, [aLine("tee", { id: "a", ...more })]),
        }),
    ],
  ),
  ["bought by the cashier", () => completeSale(request(draft({ staffBuyerId: "me" })))],
  [
    "the last of the year's limit",
    () => brief(completeSale(request(draft({ staffBuyerId: "x" }), { staffSpentMinor: 4000 }))),
  ],
  [
    "over the year's limit",
    () => completeSale(request(draft({ staffBuyerId: "x" }), { staffSpentMinor: 4001 })),
  ],
  ["a serial too few", () => completeSale(request(phone))],
  [
    "all serials",
    () =>
      brief(
        completeSale(
          request(
            draft({}, [aLine("phone", { id: "p", quantityMilli: 2000, serials: ["1", "2"] })]),
          ),
        ),
      ),
  ],
  ["an age not asked", () => completeSale(request(draft({}, [aLine("beer", { id: "p" })])))],
  [
    "shares of 99 %",
    () => completeSale(request(draft(), { credit: [{ staffId: "a", shareBasisPoints: 9900 }] })),
  ],
];

const soldBody = (() => {
  const made = completeSale(
    request(
      draft({ clientId: "c" }, [
        aLine("tee", { id: "a" }),
        aLine("phone", { id: "p", serials: ["1"] }),
      ]),
    ),
  );
  if (!made.ok) throw new Error(made.refusal.code);
  return made.value;
})();
const other = aCatalogue({
  settings,
  products: [
    aProduct({ id: "tee", name: "Tee" }),
    aProduct({ id: "phone", name: "Phone", tracks: "serial" }),
  ],
  prices: [aPrice("tee", 1100), aPrice("phone", 500)],
});
const cheaper = aCatalogue({
  settings,
  products: [
    aProduct({ id: "tee", name: "Tee" }),
    aProduct({ id: "phone", name: "Phone", tracks: "serial" }),
  ],
  prices: [aPrice("tee", 1000), aPrice("phone", 500)],
  offers: [anOffer({ action: { kind: "percent", target: "items", percent: "10" } })],
});
const verify = (more: Partial<SaleCompleted>, by = catalogue) =>
  verifySale({ ...soldBody, ...more } as SaleCompleted, by);
const verified: readonly Question[] = [
  ["nothing differs", () => verify({})],
  ["a price differs", () => verify({}, other)],
  ["an offer differs", () => verify({}, cheaper)],
  [
    "a product is gone",
    () => verify({}, aCatalogue({ settings, products: [aProduct({ id: "tee" })] })),
  ],
  [
    "a price is gone",
    () =>
      verify(
        {},
        aCatalogue({
          settings,
          products: [aProduct({ id: "tee" }), aProduct({ id: "phone" })],
          prices: [aPrice("phone", 500)],
        }),
      ),
  ],
  ["the total differs", () => verify({ priced: { ...soldBody.priced, totalMinor: 1501 } })],
  ["the legs differ", () => verify({ tenders: [leg("cash", 1499)] })],
  ["the rounding differs", () => verify({ roundingMinor: 1 })],
  [
    "an unknown version",
    () => verify({ priced: { ...soldBody.priced, engineVersion: 99 } }, other),
  ],
  [
    "no draft",
    () => {
      const { draft: _, ...rest } = soldBody;
      return verifySale(rest, other);
    },
  ],
  [
    "no draft, a cent a line off",
    () => {
      const { draft: _, ...rest } = soldBody;
      return verifySale(
        { ...rest, priced: { ...rest.priced, totalMinor: 1502 }, tenders: [leg("cash", 1502)] },
        other,
      );
    },
  ],
  [
    "no draft, more than that off",
    () => {
      const { draft: _, ...rest } = soldBody;
      return verifySale(
        { ...rest, priced: { ...rest.priced, totalMinor: 1503 }, tenders: [leg("cash", 1503)] },
        other,
      );
    },
  ],
  [
    "a held basket at another price",
    () =>
      verify(
        {
          draft: {
            ...soldBody.draft,
            held: { holdId: "h", kind: "quote", placeId: "p" },
          } as BasketDraft,
        },
        other,
      ),
  ],
];

const rows = (list: readonly object[]) =>
  list.map((one, index) => ({
    row: { ...aPrice("tee", 1000), id: `p${index}`, ...one },
    position: index + 1,
  }));
const asked = {
  bookIds: ["vip", "book-1"],
  currency: "EUR",
  atMs: 50,
  unitId: undefined,
  quantityMilli: 1000,
};
const at = (list: readonly object[], more: object = {}) => {
  const found = priceInForce(rows(list), { ...asked, ...more });
  return found && [found.at.row.id, found.regularMinor];
};
const lineAt = (line: object, list: readonly object[]) =>
  linePrice(aLine("tee", { id: "a", ...line }), rows(list) as never, { ...asked });
const byHand = { id: "m", kind: "price", value: 700, reasonId: "why", staffId: "s" } as const;
const prices: readonly Question[] = [
  ["no row", () => at([])],
  ["one row", () => at([{}])],
  ["another currency", () => at([{ currency: "USD" }])],
  ["another unit", () => at([{ unitId: "box" }])],
  ["the box", () => at([{}, { unitId: "box", amountMinor: 9000 }], { unitId: "box" })],
  ["the first book before the second", () => at([{}, { bookId: "vip", amountMinor: 1200 }])],
  ["a book not listed", () => at([{ bookId: "gone" }])],
  [
    "a break reached",
    () => at([{}, { minQuantityMilli: 5000, amountMinor: 800 }], { quantityMilli: 5000 }),
  ],
  [
    "a break not reached",
    () => at([{}, { minQuantityMilli: 5000, amountMinor: 800 }], { quantityMilli: 4999 }),
  ],
  ["a part of a kilo", () => at([{}], { quantityMilli: 10 })],
  ["a markdown", () => at([{}, { kind: "markdown", reasonId: "old", amountMinor: 900 }])],
  ["not yet", () => at([{ validFromMs: 51 }])],
  ["from now", () => at([{ validFromMs: 50 }])],
  ["until now", () => at([{ validToMs: 50 }])],
  ["until soon", () => at([{ validToMs: 51 }])],
  [
    "of a book",
    () =>
      lineAt({}, [
        { floorMinor: 300, validFromMs: 10, validToMs: 90 },
        { validFromMs: 70, amountMinor: 5 },
      ]),
  ],
  [
    "of a markdown",
    () => lineAt({}, [{}, { kind: "markdown", reasonId: "old", amountMinor: 900 }]),
  ],
  [
    "by hand",
    () =>
      lineAt({ manual: [byHand, { ...byHand, kind: "percent", value: 5 }] }, [{ validFromMs: 20 }]),
  ],
  ["by hand without a row", () => lineAt({ manual: [byHand] }, [])],
  ["the last by hand", () => lineAt({ manual: [byHand, { ...byHand, value: 600 }] }, [])],
  ["embedded", () => lineAt({ embeddedPriceMinor: 499, quantityMilli: 350 }, [{}])],
  ["typed", () => lineAt({ typedPriceMinor: 0 }, [{}])],
  ["none", () => lineAt({}, [])],
];

const store = settings.setting("store", "store-1");
if (store === undefined) throw new Error("the store is there");
const withBooks = someSettings({
  "price-book": {
    "book-1": { name: "B", currency: "EUR" },
    vip: { name: "V", currency: "EUR", clientGroupId: "gold" },
    usd: { name: "U", currency: "USD" },
    sale: { name: "S", currency: "EUR", validFromMs: 10, validToMs: 20 },
  },
});
const books = (atMs: number, segmentIds: string[] = [], currency = "EUR") =>
  booksInForce(
    { ...store, priceBookIds: ["vip", "sale", "usd", "gone", "book-1"] },
    { storeId: "store-1", currency, segmentIds, atMs },
    aCatalogue({ settings: withBooks }),
  );
const taxes = (atMs: number, exemption?: BasketDraft["exemption"]) => {
  const made = basketTaxes(catalogue, { atMs, exemption });
  return made.ok ? made : made;
};
const idsOf = (taxCategoryId: string, fulfilment: object | undefined, atMs = 550, of = store) => {
  const made = basketTaxes(catalogue, { atMs, exemption: undefined });
  if (!made.ok) return made;
  return taxIdsOf(
    { taxCategoryId, fulfilment: fulfilment as never, store: of },
    catalogue,
    made.value,
  );
};
const rules = (atMs: number, exemption?: BasketDraft["exemption"]) => {
  const made = taxes(atMs, exemption);
  return made.ok
    ? [
        [...made.value.byId.keys()].sort(),
        JSON.stringify(made.value.compiled, (_key, value) =>
          typeof value === "bigint"
            ? `${value}`
            : value instanceof Map
              ? [...value]
              : value instanceof Set
                ? [...value]
                : value,
        ),
      ]
    : made;
};
const taxing: readonly Question[] = [
  ["books today", () => books(15)],
  ["books before", () => books(9)],
  ["books at the end", () => books(20)],
  ["books for gold", () => books(5, ["silver", "gold"])],
  ["books in dollars", () => books(5, [], "USD")],
  ["taxes now", () => rules(50)],
  ["taxes later", () => rules(500)],
  ["taxes at the end", () => rules(600)],
  ["freed of all", () => rules(50, { certificate: "C", reasonId: "r" })],
  ["freed of one", () => rules(50, { certificate: "C", reasonId: "r", taxIds: ["vat-7", "gone"] })],
  [
    "the same taxes are the same object",
    () => [
      taxes(50).ok && taxes(51).ok,
      JSON.stringify(
        Object.is((taxes(50) as { value: unknown }).value, (taxes(51) as { value: unknown }).value),
      ),
      Object.is((taxes(50) as { value: unknown }).value, (taxes(550) as { value: unknown }).value),
    ],
  ],
  ["ids here", () => idsOf("standard", undefined)],
  ["ids before", () => idsOf("standard", undefined, 50)],
  ["ids reduced", () => idsOf("reduced", { kind: "carry", placeId: "p" })],
  ["ids of nothing", () => idsOf("toString", undefined)],
  [
    "ids collected elsewhere",
    () => idsOf("standard", { kind: "collect", placeId: "p", collectStoreId: "store-2" }),
  ],
  [
    "ids collected nowhere",
    () => idsOf("standard", { kind: "collect", placeId: "p", collectStoreId: "gone" }),
  ],
  ["ids collected here", () => idsOf("standard", { kind: "collect", placeId: "p" })],
  ["ids shipped abroad", () => idsOf("standard", { kind: "ship", placeId: "p", country: "AT" })],
  ["ids shipped at home", () => idsOf("standard", { kind: "ship", placeId: "p", country: "DE" })],
  ["ids shipped far", () => idsOf("standard", { kind: "ship", placeId: "p", country: "US" })],
  ["ids shipped nowhere", () => idsOf("standard", { kind: "ship", placeId: "p" })],
  ["a zone that is gone", () => idsOf("standard", undefined, 50, { ...store, taxZoneId: "gone" })],
];

it.each([
  ["sale", sales],
  ["verify", verified],
  ["line-price", prices],
  ["basket-taxes", taxing],
] as const)("%s answers as its page says", (name, questions) => {
  expect(told(questions)).toEqual(page(name));
});
