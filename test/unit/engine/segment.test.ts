import { describe, expect, it } from "vitest";
import { priceBasket } from "#shared/engine/basket.ts";
import { removeLine, setQuantity } from "#shared/engine/basket-edit.ts";
import { withDepositLines } from "#shared/engine/deposit-lines.ts";
import { ruleHolds, segmentsOf } from "#shared/engine/segment.ts";
import type { BasketDraft } from "#shared/records/basket.ts";
import {
  aCatalogue,
  aDraftBasket,
  aLine,
  anOffer,
  aPrice,
  aProduct,
} from "#test/builders/catalogue.ts";
import { NOON_MS } from "#test/builders/entry.ts";

describe("segments", () => {
  const facts = { visits: 12, city: "Leeds", tags: ["vip"] };
  it.each([
    [{ fact: "visits", is: "at-least", value: 12 }, true],
    [{ fact: "visits", is: "at-least", value: 13 }, false],
    [{ fact: "visits", is: "at-most", value: 11 }, false],
    [{ fact: "city", is: "equal", value: "Leeds" }, true],
    [{ fact: "city", is: "is-not", value: "Leeds" }, false],
    [{ fact: "tags", is: "has", value: "vip" }, true],
    [{ fact: "unknown", is: "at-least", value: 0 }, false],
    [{ fact: "toString", is: "equal", value: "x" }, false],
    [{ fact: "visits", is: "roughly", value: 12 }, false],
    [{}, false],
    [{ all: [] }, false],
    [
      {
        all: [{ fact: "visits", is: "at-least", value: 5 }],
        any: [{ fact: "tags", is: "has", value: "x" }],
      },
      false,
    ],
    [
      {
        any: [
          { fact: "tags", is: "has", value: "x" },
          { all: [{ fact: "city", is: "equal", value: "Leeds" }] },
        ],
      },
      true,
    ],
  ])("%j", (rule, expected) => expect(ruleHolds(rule, facts)).toBe(expected));

  it("are named in the order of the settings", () => {
    const rule = { fact: "visits", is: "at-least", value: 1 };
    const segments = ["b", "a"].map((id) => ({ id, body: { name: id, rule } }));
    expect(segmentsOf(facts, segments)).toEqual(["b", "a"]);
    expect(segmentsOf({}, segments)).toEqual([]);
  });
});

describe("a bottle's deposit", () => {
  const products = [
    aProduct({ id: "cola", depositProductId: "pfand" }),
    aProduct({ id: "pfand", kind: "deposit", taxCategoryId: "reduced" }),
  ];
  const action = { kind: "percent", target: "order", percent: "50" };
  const catalogue = aCatalogue({
    products,
    prices: [aPrice("cola", 100), aPrice("pfand", 25)],
    offers: [anOffer({ action })],
  });
  const productOf = (id: string) => catalogue.product(id)?.row;
  const follow = (draft: BasketDraft) => withDepositLines(draft, productOf);
  const draft = follow(aDraftBasket([aLine("cola", { id: "one", quantityMilli: 6000 })]));

  it("follows its goods in quantity, and goes with them", () => {
    expect(draft.lines.map((line) => [line.id, line.quantityMilli])).toEqual([
      ["one", 6000],
      ["one.deposit", 6000],
    ]);
    expect(follow(draft)).toBe(draft);
    const product = productOf("cola");
    if (product === undefined) throw new Error("the product is there");
    const fewer = setQuantity(draft, { lineId: "one", quantityMilli: 2000, product });
    expect(fewer.ok && follow(fewer.value.draft).lines[1]?.quantityMilli).toBe(2000);
    const gone = removeLine(draft, "one");
    expect(gone.ok && follow(gone.value.draft).lines).toEqual([]);
  });

  it("is never discounted", () => {
    const priced = priceBasket(draft, catalogue, { atMs: NOON_MS, segmentIds: [] });
    expect(priced.ok && priced.value.lines.map((line) => line.totalMinor)).toEqual([300, 150]);
  });
});
