import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { receiptLanguage } from "#shared/engine/receipt/words.ts";
import {
  labelChange,
  offersMayChange,
  priceMayChange,
  saysOf,
  shelfLabel,
} from "#shared/engine/shelf-label.ts";
import { shelfLabelText } from "#shared/engine/shelf-label-text.ts";
import { aCatalogue, anOffer, aPrice, aProduct, MUG, TEE } from "#test/builders/catalogue.ts";
import { someSettings } from "#test/builders/settings.ts";

const DAY = 86_400_000;
/** Days 100 and 101 of a zone without summer time. */
const span = { fromMs: 100 * DAY, toMs: 101 * DAY };
const scope = { storeId: "store-1", offsetMinutes: () => 0, ...span };
const policy = someSettings().setting("policy", "policy-1");
const withLowest = someSettings({
  policy: { "policy-1": { ...policy, labels: { lowestDays: 30 } } },
});
const tenPercent = {
  action: { kind: "percent", target: "items", percent: "10", select: { productsAny: ["tee"] } },
};

describe("row 86: what the shelf label of a product says", () => {
  it.each([
    ["tee 1000", {}, { priceMinor: 1_000, offers: [] }],
    [
      "a markdown, with the price before",
      { prices: [aPrice("tee", 1_000), aPrice("tee", 700, { kind: "markdown" })] },
      { priceMinor: 700, regularMinor: 1_000, offers: [] },
    ],
    [
      "an offer for everybody",
      { offers: [anOffer(tenPercent)] },
      { priceMinor: 900, regularMinor: 1_000, offers: [] },
    ],
    [
      "not an offer for a code",
      { offers: [anOffer(tenPercent, { couponCodes: ["X"] })] },
      { priceMinor: 1_000, offers: [] },
    ],
    [
      "not an offer for some clients",
      { offers: [anOffer(tenPercent, { segmentIds: ["vip"] })] },
      { priceMinor: 1_000, offers: [] },
    ],
    [
      "not an offer of some hours",
      { offers: [anOffer({ ...tenPercent, fromMinute: 0, untilMinute: 1_000 })] },
      { priceMinor: 1_000, offers: [] },
    ],
    [
      "three for two by its name",
      {
        offers: [
          anOffer(
            {
              action: {
                kind: "buy_get",
                buy: { select: { productsAny: ["tee"] }, quantity: 2 },
                get: { select: { productsAny: ["tee"] }, quantity: 1 },
                percent: "100",
              },
            },
            { name: "3 for 2" },
          ),
        ],
      },
      { priceMinor: 1_000, offers: ["3 for 2"] },
    ],
  ])("%s", (_, seed, says) => {
    const label = shelfLabel(TEE, aCatalogue(seed), { ...scope, atMs: span.fromMs });
    expect(label).toEqual({ productId: "tee", ...says });
  });

  it.each([
    ["350", "g", 249, { amountMinor: 711, unit: "kg" }],
    ["0.75", "l", 900, { amountMinor: 1_200, unit: "l" }],
    ["75", "cl", 900, { amountMinor: 1_200, unit: "l" }],
    ["0", "g", 249, undefined],
    ["3", "pairs", 249, undefined],
  ])("the price of a base unit for %s %s", (amount, unit, minor, perUnit) => {
    const jar = aProduct({ id: "jar", content: { amount, unit } });
    const catalogue = aCatalogue({ products: [jar], prices: [aPrice("jar", minor)] });
    const label = shelfLabel(jar, catalogue, { ...scope, atMs: 1 });
    expect(label?.perUnit).toEqual(perUnit);
  });

  it("with a reduction, the lowest price of the 30 days before it, where the policy asks", () => {
    const prices = [
      aPrice("tee", 1_000),
      aPrice("tee", 800, { validFromMs: 80 * DAY, validToMs: 85 * DAY }),
      aPrice("tee", 600, { validFromMs: 40 * DAY, validToMs: 50 * DAY }),
      aPrice("tee", 700, { kind: "markdown", validFromMs: 100 * DAY }),
    ];
    const at = (settings: typeof withLowest | undefined) =>
      shelfLabel(TEE, aCatalogue({ prices, ...(settings === undefined ? {} : { settings }) }), {
        ...scope,
        atMs: span.fromMs,
      })?.lowestMinor;
    expect(at(withLowest)).toBe(800);
    expect(at(undefined)).toBeUndefined();
  });
});

describe("row 86: which labels change on a day", () => {
  const change = (seed: Parameters<typeof aCatalogue>[0], product = TEE) =>
    labelChange(product, aCatalogue(seed), scope);

  it("a price that begins that day, from its instant on", () => {
    const noon = span.fromMs + DAY / 2;
    const prices = [aPrice("tee", 1_000), aPrice("tee", 1_100, { validFromMs: noon })];
    expect(change({ prices })).toMatchObject({ priceMinor: 1_100, fromMs: noon });
    expect(change({ prices: [aPrice("tee", 1_000)] })).toBeUndefined();
  });

  it("a markdown that ends with the day before brings the old label back", () => {
    const prices = [
      aPrice("tee", 1_000),
      aPrice("tee", 700, { kind: "markdown", validToMs: span.fromMs }),
    ];
    const back = change({ prices });
    expect(back).toMatchObject({ priceMinor: 1_000, fromMs: span.fromMs });
    expect(back?.regularMinor).toBeUndefined();
  });

  it("a price for an hour of the day is not hung", () => {
    const [from, to] = [span.fromMs + 9 * 3_600_000, span.fromMs + 10 * 3_600_000];
    const prices = [aPrice("tee", 1_000), aPrice("tee", 500, { validFromMs: from, validToMs: to })];
    expect(change({ prices })).toBeUndefined();
  });

  it("an offer that begins, and one of another weekday", () => {
    const begins = [anOffer(tenPercent, { validFromMs: span.fromMs })];
    expect(change({ offers: begins })).toMatchObject({ priceMinor: 900, regularMinor: 1_000 });
    // Day 100 after a Thursday is a Saturday.
    const saturday = [anOffer({ ...tenPercent, daysOfWeek: [6] })];
    expect(change({ offers: saturday })).toMatchObject({ priceMinor: 900 });
    expect(change({ offers: saturday }, MUG)).toBeUndefined();
  });

  it("a product that loses its price gets no label", () => {
    expect(change({ prices: [aPrice("tee", 1_000, { validToMs: span.fromMs })] })).toBeUndefined();
  });

  it("law: a product whose label changes is among those that may change", () => {
    const instant = fc.integer({ min: 97, max: 103 }).map((day) => day * DAY);
    const price = fc.record({ amount: fc.integer({ min: 1, max: 3 }), from: instant });
    const laws = fc.property(fc.array(price, { maxLength: 4 }), instant, (rows, offerFromMs) => {
      const prices = rows.map(({ amount, from }, index) =>
        aPrice("tee", amount * 100, { id: `p${index}`, validFromMs: from }),
      );
      const catalogue = aCatalogue({
        prices: [aPrice("tee", 150), ...prices],
        offers: [anOffer(tenPercent, { validFromMs: offerFromMs })],
      });
      const touched =
        prices.some((row) => priceMayChange(row, catalogue, span)) ||
        offersMayChange(catalogue, scope)?.(TEE) === true;
      const found = labelChange(TEE, catalogue, scope);
      if (found !== undefined) {
        expect(touched).toBe(true);
        const now = shelfLabel(TEE, catalogue, { ...scope, atMs: span.toMs - 1 });
        expect(saysOf(found)).toBe(saysOf(now));
      }
    });
    fc.assert(laws);
  });
});

describe("row 86: a label in the store's words", () => {
  const label = {
    productId: "tee",
    priceMinor: 123_456,
    regularMinor: 200_000,
    lowestMinor: 150_000,
    perUnit: { amountMinor: 711, unit: "kg" },
    offers: ["3 for 2"],
  };

  it.each([
    ["en-GB", "GBP", "£1,234.56", "was £2,000.00"],
    ["de-DE", "EUR", "1.234,56 €", "bisher 2.000,00 €"],
    ["fr-FR", "EUR", "1\u202f234,56 €", "au lieu de 2\u202f000,00 €"],
    ["es-ES", "EUR", "1.234,56 €", "antes 2.000,00 €"],
    ["it-IT", "EUR", "1.234,56 €", "prima 2.000,00 €"],
    ["ar", "AED", "1,234.56 AED", "كان 2,000.00 AED"],
  ])("%s", (locale, currency, price, before) => {
    const language = receiptLanguage(locale);
    const product = { ...TEE, gtins: ["02900000000018"] };
    const text = shelfLabelText(label, product, { currency, language, days: 30, locale });
    expect(text).toMatchObject({ name: "Tee", price, code: "2900000000018" });
    expect(text.notes).toHaveLength(4);
    expect(text.notes[1]).toBe(before);
    expect(text.notes[2]).toContain("30");
    expect(text.notes[3]).toBe("3 for 2");
  });
});
