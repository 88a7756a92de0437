import { describe, expect, it } from "vitest";
import type { PriceLine, PriceLinesInput } from "#shared/engine/pricing/input.ts";
import { priceLines } from "#shared/engine/pricing/price-lines.ts";
import type { TaxRule } from "#shared/engine/tax/rules.ts";
import { compileTaxes } from "#shared/engine/tax/rules.ts";
import {
  anOffer,
  aPriceLine,
  aPricePolicy,
  aPricing,
  priced,
  valueOfResult,
} from "#test/builders/pricing.ts";

const vat = (id: string, rate: string, included: boolean): TaxRule => ({
  id,
  kind: "percent",
  rate,
  included,
  affectsLater: false,
  baseAffected: true,
});
const taxes = [vat("v20", "20", true), vat("v5", "5", false)];

describe("priceLines", () => {
  it("gives every figure of a line, its tax and the totals", () => {
    const lines = [
      aPriceLine("tee", 1200, { quantity: 2, taxIds: ["v20"], tags: ["x"] }),
      aPriceLine("book", 1000, { taxIds: ["v5"] }),
    ];
    const offer = anOffer("o", {
      kind: "percent",
      target: "items",
      percent: "10",
      select: { tagsAny: ["x"] },
    });
    const fees = [{ id: "delivery", amountMinor: 600, taxIds: ["v20"] }];
    expect(priced({ lines, offers: [offer], taxes, more: { fees } })).toEqual({
      currency: "EUR",
      lines: [
        {
          id: "tee",
          beforeDiscountMinor: 2400,
          discountMinor: 240,
          afterDiscountMinor: 2160,
          adjustments: [{ id: "o", source: "offer", amountMinor: 240 }],
          unitDiscounts: [{ units: 2, discountMinor: 120 }],
          baseMinor: 1800,
          taxMinor: 360,
          exemptMinor: 0,
          totalMinor: 2160,
          taxes: [{ id: "v20", baseMinor: 1800, taxMinor: 360 }],
        },
        {
          id: "book",
          beforeDiscountMinor: 1000,
          discountMinor: 0,
          afterDiscountMinor: 1000,
          adjustments: [],
          unitDiscounts: [],
          baseMinor: 1000,
          taxMinor: 50,
          exemptMinor: 0,
          totalMinor: 1050,
          taxes: [{ id: "v5", baseMinor: 1000, taxMinor: 50 }],
        },
      ],
      fees: [
        {
          id: "delivery",
          beforeDiscountMinor: 600,
          discountMinor: 0,
          afterDiscountMinor: 600,
          adjustments: [],
          unitDiscounts: [],
          baseMinor: 500,
          taxMinor: 100,
          exemptMinor: 0,
          totalMinor: 600,
          taxes: [{ id: "v20", baseMinor: 500, taxMinor: 100 }],
        },
      ],
      taxes: [
        { id: "v20", baseMinor: 2300, taxMinor: 460 },
        { id: "v5", baseMinor: 1000, taxMinor: 50 },
      ],
      offers: [{ id: "o", amountMinor: 240 }],
      totals: {
        goodsMinor: 3400,
        feesMinor: 600,
        discountMinor: 240,
        afterDiscountMinor: 3760,
        baseMinor: 3300,
        taxMinor: 510,
        totalMinor: 3810,
      },
    });
  });

  it("rounds a weighed line once, and its tax from the rounded price", () => {
    const ham = { ...aPriceLine("ham", 1999, { taxIds: ["v20"] }), quantityMilli: 350 };
    const [line] = priced({ lines: [ham], taxes }).lines;
    expect(line).toMatchObject({ beforeDiscountMinor: 700, baseMinor: 583, taxMinor: 117 });
  });

  it("manual discounts come first, keep to the floor and are told apart", () => {
    const line = aPriceLine("a", 1000, {
      floorUnitPriceMinor: 850,
      manualDiscounts: [
        { id: "m1", reasonCode: "damaged", percent: "10" },
        { id: "m2", reasonCode: "damaged", amountMinor: 40 },
      ],
    });
    const [result] = priced({ lines: [line], offers: [anOffer("o")] }).lines;
    expect(result?.adjustments).toEqual([
      { id: "m1", source: "manual", amountMinor: 100 },
      { id: "m2", source: "manual", amountMinor: 40 },
      { id: "o", source: "offer", amountMinor: 10 },
    ]);
  });

  it("a manual discount beyond the line takes what there is", () => {
    const manualDiscounts = [{ id: "m", reasonCode: "damaged", amountMinor: 5000 }];
    const lines = [aPriceLine("a", 1000, { floorUnitPriceMinor: 850, manualDiscounts })];
    expect(priced({ lines }).totals.discountMinor).toBe(150);
  });

  it("row 50: a fee takes the average rate of the goods, an exempt buyer pays without tax", () => {
    const lines = [
      aPriceLine("a", 1200, { taxIds: ["v20"] }),
      aPriceLine("b", 1000, { taxIds: ["v5"] }),
    ];
    const fees = [{ id: "delivery", amountMinor: 600, taxIds: [], weightedRate: true }];
    const result = priced({ lines, taxes, more: { fees } });
    expect(result.fees[0]).toMatchObject({ baseMinor: 545, taxMinor: 69, totalMinor: 614 });
    const exempt = valueOfResult(compileTaxes(taxes, "all"));
    expect(priced({ lines, more: { taxes: exempt } }).totals).toMatchObject({
      taxMinor: 0,
      totalMinor: 2000,
    });
  });

  it("says which units of a line an offer took, larger discounts first", () => {
    const half = { kind: "percent", target: "items", percent: "50", maxUnits: 2 } as const;
    const [line] = priced({
      lines: [aPriceLine("a", 333, { quantity: 3 })],
      offers: [anOffer("o", half)],
    }).lines;
    expect(line?.adjustments).toEqual([{ id: "o", source: "offer", amountMinor: 333, units: 2 }]);
    expect(line?.unitDiscounts).toEqual([
      { units: 1, discountMinor: 167 },
      { units: 1, discountMinor: 166 },
      { units: 1, discountMinor: 0 },
    ]);
  });

  it("prices 2000 lines and an empty basket", () => {
    const many = Array.from({ length: 2000 }, (_, index) => aPriceLine(`l${index}`, 1));
    expect(priced({ lines: many, offers: [anOffer("o")] }).lines).toHaveLength(2000);
    expect(priced({ lines: [], offers: [anOffer("o")] }).totals.totalMinor).toBe(0);
  });
});

describe("priceLines refuses with code and position", () => {
  const line = (more: object): PriceLine => ({ ...aPriceLine("b", 100), ...more });
  it.each([
    ["amount-negative", { unitPriceMinor: -1 }, "unitPriceMinor"],
    ["amount-unsafe", { unitPriceMinor: Number.NaN }, "unitPriceMinor"],
    ["amount-unsafe", { unitPriceMinor: 2 ** 53 }, "unitPriceMinor"],
    ["amount-unsafe", { unitPriceMinor: 900_000_000_000, quantityMilli: 2000 }, "quantityMilli"],
    ["amount-unsafe", { regularUnitPriceMinor: 0.5 }, "regularUnitPriceMinor"],
    ["amount-negative", { floorUnitPriceMinor: -5 }, "floorUnitPriceMinor"],
    ["quantity-malformed", { quantityMilli: Number.NaN }, "quantityMilli"],
    ["quantity-malformed", { quantityMilli: 0.1 }, "quantityMilli"],
    ["quantity-not-positive", { quantityMilli: 0 }, "quantityMilli"],
    ["quantity-not-positive", { quantityMilli: -1000 }, "quantityMilli"],
    ["quantity-too-large", { unitPriceMinor: 1, quantityMilli: 1_000_000_001 }, "quantityMilli"],
    ["currency-mixed", { currency: "USD" }, "currency"],
    ["line-duplicate", { id: "a" }, "id"],
    ["tax-unknown", { taxIds: ["gone"] }, "taxIds"],
    [
      "discount-malformed",
      { manualDiscounts: [{ id: "m", reasonCode: "r" }] },
      "manualDiscounts[0]",
    ],
  ])("%s %j", (code, more, field) => {
    const result = priceLines(aPricing({ lines: [aPriceLine("a", 1), line(more)] }));
    expect(result).toMatchObject({ refusal: { code, position: `lines[1].${field}` } });
  });

  it("a basket of ten thousand lines, an unknown currency, a wrong fee", () => {
    const refused = (more: Partial<PriceLinesInput>) => priceLines(aPricing({ lines: [], more }));
    const lines = Array.from({ length: 10_000 }, (_, index) => aPriceLine(`l${index}`, 1));
    expect(refused({ lines })).toMatchObject({ refusal: { code: "lines-too-many" } });
    expect(refused({ currency: "EURO" })).toMatchObject({ refusal: { code: "currency-unknown" } });
    const fee = { id: "f", amountMinor: -1, taxIds: [] };
    expect(refused({ fees: [fee] })).toMatchObject({
      refusal: { code: "amount-negative", position: "fees[0]" },
    });
    const untaxed = { id: "f", amountMinor: 1, taxIds: ["gone"] };
    expect(refused({ lines: [aPriceLine("a", 1)], fees: [untaxed] })).toMatchObject({
      refusal: { code: "tax-unknown", position: "fees[0].taxIds" },
    });
    const policy = { ...aPricePolicy, tax: { ...aPricePolicy.tax, incrementMinor: 0 } };
    expect(refused({ policy })).toMatchObject({ refusal: { code: "tax-increment-invalid" } });
  });
});
