import { describe, expect, it } from "vitest";
import { canonicalJson } from "#shared/base/canonical.ts";
import { type PriceBasketRefusal, priceBasket } from "#shared/engine/basket.ts";
import { addLine, newBasket, removeLine, restoreLine } from "#shared/engine/basket-edit.ts";
import { explainBasket } from "#shared/engine/basket-hints.ts";
import { percentText } from "#shared/engine/basket-manual.ts";
import { basketOffers } from "#shared/engine/basket-offers.ts";
import { addManual } from "#shared/engine/manual.ts";
import { type BasketDraft, type PricedBasket, pricedBasket } from "#shared/records/basket.ts";
import {
  aCatalogue,
  aDraftBasket,
  aLine,
  anOffer,
  aPrice,
  aProduct,
  MUG,
  TEE,
} from "#test/builders/catalogue.ts";
import { NOON_MS } from "#test/builders/entry.ts";
import { someSettings } from "#test/builders/settings.ts";

const CONTEXT = { atMs: NOON_MS, segmentIds: [] };

function priced(draft: BasketDraft, catalogue = aCatalogue(), context = {}): PricedBasket {
  const result = priceBasket(draft, catalogue, { ...CONTEXT, ...context });
  if (!result.ok) throw new Error(JSON.stringify(result.refusal));
  return result.value;
}

function refused(draft: BasketDraft, catalogue = aCatalogue()) {
  const result = priceBasket(draft, catalogue, CONTEXT);
  if (result.ok) throw new Error("it was priced");
  return result.refusal as { code: PriceBasketRefusal; position?: string };
}

describe("a basket is priced", () => {
  it("line by line with the tax inside, and fits the record's schema", () => {
    const basket = priced(aDraftBasket([aLine("tee", { quantityMilli: 2000 }), aLine("mug")]));
    expect(basket).toMatchObject({ goodsMinor: 2500, totalMinor: 2500, taxMinor: 399 });
    expect(basket.lines.map((line) => [line.name, line.totalMinor, line.price?.position])).toEqual([
      ["Tee", 2000, 1],
      ["Mug", 500, 2],
    ]);
    expect(basket.lines[0]?.taxes).toEqual([
      {
        taxId: "vat-19",
        name: "VAT 19 %",
        kind: "percent",
        rate: "19",
        included: true,
        baseMinor: 1681,
        taxMinor: 319,
      },
    ]);
    expect(pricedBasket.safeParse(basket).success).toBe(true);
    expect(basket.lines[0]?.fulfilment).toEqual({ kind: "carry", placeId: "place-1" });
  });

  it("with an offer, named in the trace with its position", () => {
    const action = { kind: "percent", target: "items", percent: "10", select: {} };
    const catalogue = aCatalogue({ offers: [anOffer({ action })] });
    const line = priced(aDraftBasket(), catalogue).lines[0];
    expect(line?.adjustments).toEqual([
      { kind: "offer", offer: { id: "offer-1", position: 1 }, name: "Ten off", amountMinor: 100 },
    ]);
    expect(line?.totalMinor).toBe(900);
  });

  it("a faulty offer is left out and named, the others still count", () => {
    const good = { action: { kind: "percent", target: "items", percent: "10" } };
    const bad = { action: { kind: "percent", target: "items" } };
    const rows = [anOffer(bad, { id: "bad" }), anOffer(good, { id: "good" })];
    const catalogue = aCatalogue({ offers: rows });
    expect(priced(aDraftBasket(), catalogue).discountMinor).toBe(100);
    expect(basketOffers(catalogue.offers()).faulty.map((fault) => fault.offerId)).toEqual(["bad"]);
  });

  it("a coupon counts when its offer applied, in any case of letters", () => {
    const action = { kind: "fixed", target: "order", amountMinor: 300 };
    const catalogue = aCatalogue({ offers: [anOffer({ action }, { couponCodes: ["save3"] })] });
    expect(priced(aDraftBasket(), catalogue).totalMinor).toBe(1000);
    const basket = priced(aDraftBasket(undefined, { coupons: ["SAVE3", "OTHER"] }), catalogue);
    expect(basket.totalMinor).toBe(700);
    expect(basket.couponsUsed).toEqual(["SAVE3"]);
    expect(basket.lines[0]?.adjustments[0]?.kind).toBe("coupon");
  });
});

describe("row 46: the price in force", () => {
  const at = (prices: Parameters<typeof aCatalogue>[0], fields = {}, context = {}) =>
    priced(aDraftBasket([aLine("tee", fields)]), aCatalogue(prices), context).lines[0];

  it("changes at the instant it was set for, without anything being activated", () => {
    const prices = [aPrice("tee", 1000), aPrice("tee", 900, { validFromMs: NOON_MS })];
    expect(at({ prices }, {}, { atMs: NOON_MS - 1 })?.unitPriceMinor).toBe(1000);
    expect(at({ prices }, {}, { atMs: NOON_MS })?.unitPriceMinor).toBe(900);
  });

  it("ends when it ends", () => {
    const prices = [aPrice("tee", 1000), aPrice("tee", 900, { validToMs: NOON_MS })];
    expect(at({ prices }, {}, { atMs: NOON_MS - 1 })?.unitPriceMinor).toBe(900);
    expect(at({ prices }, {}, { atMs: NOON_MS })?.unitPriceMinor).toBe(1000);
  });

  it("follows the quantity break", () => {
    const prices = [aPrice("tee", 1000), aPrice("tee", 800, { minQuantityMilli: 3000 })];
    expect(at({ prices }, { quantityMilli: 2000 })?.unitPriceMinor).toBe(1000);
    expect(at({ prices }, { quantityMilli: 3000 })?.unitPriceMinor).toBe(800);
  });

  it("is the store's own variant before any book", () => {
    const prices = [aPrice("tee", 1000), aPrice("tee", 950, { bookId: "variants:store-1" })];
    expect(at({ prices })?.unitPriceMinor).toBe(950);
  });

  it("is a client group's book only for clients of the group", () => {
    const settings = someSettings({
      store: {
        "store-1": {
          ...someSettings().setting("store", "store-1"),
          priceBookIds: ["book-vip", "book-1"],
        },
      },
      "price-book": {
        "book-vip": { name: "VIP", currency: "EUR", clientGroupId: "vip" },
      },
    });
    const prices = [aPrice("tee", 1000), aPrice("tee", 700, { bookId: "book-vip" })];
    expect(at({ prices, settings })?.unitPriceMinor).toBe(1000);
    expect(at({ prices, settings }, {}, { segmentIds: ["vip"] })?.unitPriceMinor).toBe(700);
  });

  it("of a markdown shows the regular price beside it", () => {
    const prices = [aPrice("tee", 1000), aPrice("tee", 600, { kind: "markdown" })];
    expect(at({ prices })).toMatchObject({ unitPriceMinor: 600, regularUnitPriceMinor: 1000 });
  });

  it("of a box of twelve is the box's, and twelve leave the shelf", () => {
    const box = { id: "box", name: "Box", factorMilli: 12_000, gtins: [] };
    const products = [aProduct({ id: "tee", units: [box] })];
    const prices = [aPrice("tee", 1000), aPrice("tee", 9900, { unitId: "box" })];
    expect(at({ products, prices }, { unitId: "box", quantityMilli: 2000 })).toMatchObject({
      grossMinor: 19_800,
      unit: "Box",
      stockQuantityMilli: 24_000,
    });
  });

  it("embedded in the code is for the whole line", () => {
    const products = [aProduct({ id: "tee", weighed: true })];
    const fields = { embeddedPriceMinor: 437, quantityMilli: 350 };
    expect(at({ products }, fields)).toMatchObject({
      grossMinor: 437,
      totalMinor: 437,
      quantityMilli: 350,
      unitPriceMinor: 1249,
      priceSource: "embedded",
    });
  });
});

describe("row 27: hand-made changes", () => {
  const manual = (kind: "price" | "percent" | "amount", value: number, fields = {}) => ({
    id: `m-${kind}-${value}`,
    kind,
    value,
    reasonId: "scratch",
    staffId: "staff-1",
    ...fields,
  });

  it("of a line: a price, then percent, then an amount, in their order", () => {
    const changes = [manual("price", 800), manual("percent", 1000), manual("amount", 20)];
    const line = priced(aDraftBasket([aLine("tee", { manual: changes })])).lines[0];
    expect(line).toMatchObject({
      unitPriceMinor: 800,
      regularUnitPriceMinor: 1000,
      priceSource: "manual",
      discountMinor: 100,
      totalMinor: 700,
    });
    expect(line?.adjustments.map((one) => [one.kind, one.reasonId, one.amountMinor])).toEqual([
      ["manual", "scratch", 80],
      ["manual", "scratch", 20],
    ]);
  });

  it("of the basket are shared over the lines to the cent, and not over a gift card", () => {
    const card = aProduct({ id: "card", kind: "gift-card" });
    const catalogue = aCatalogue({ products: [TEE, MUG, card] });
    const lines = [
      aLine("tee"),
      aLine("mug"),
      aLine("card", { typedPriceMinor: 5000, reference: "G-1" }),
    ];
    const basket = priced(aDraftBasket(lines, { manual: [manual("amount", 100)] }), catalogue);
    expect(basket.lines.map((line) => line.discountMinor)).toEqual([67, 33, 0]);
    const percent = priced(aDraftBasket(lines, { manual: [manual("percent", 333)] }), catalogue);
    expect(percent.discountMinor).toBe(50);
  });

  it("above the role's limit need an approval; two small ones add up", () => {
    const role = someSettings().setting("role", "cashier");
    if (role === undefined) throw new Error("the role is there");
    const draft = aDraftBasket();
    const lineId = draft.lines[0]?.id;
    const ask = (before: BasketDraft, change: ReturnType<typeof manual>) =>
      addManual(before, { lineId, manual: change, role, priced: priced(before) });
    const ten = ask(draft, manual("percent", 1000));
    if (!ten.ok) throw new Error("ten percent is allowed");
    expect(ask(ten.value, manual("percent", 1))).toMatchObject({
      ok: false,
      refusal: { code: "needs-approval", args: { act: "discount", wanted: 1001, limit: 1000 } },
    });
    expect(ask(ten.value, manual("percent", 1, { approvalId: "a-1" })).ok).toBe(true);
    expect(ask(draft, manual("price", 899)).ok).toBe(false);
    expect(ask(draft, manual("price", 900)).ok).toBe(true);
    expect(ask(draft, manual("amount", 1001))).toMatchObject({
      refusal: { code: "discount-invalid" },
    });
  });

  it("a staff purchase gets its discount by policy", () => {
    const base = someSettings().setting("policy", "policy-1");
    const policy = { ...base, staffDiscount: { basisPoints: 2500, yearlyLimitMinor: 100_000 } };
    const settings = someSettings({ policy: { "policy-1": policy } });
    const basket = priced(aDraftBasket(undefined, { staffBuyerId: "s" }), aCatalogue({ settings }));
    expect(basket.lines[0]?.adjustments).toEqual([{ kind: "staff", name: "", amountMinor: 250 }]);
  });
});

describe("row 50: taxes", () => {
  const zones = someSettings({
    tax: { "vat-fr": { name: "TVA", kind: "percent", rate: "20", included: true, code: "F" } },
    "tax-zone": {
      "zone-fr": { name: "FR", taxes: { standard: ["vat-fr"] }, countries: ["FR"] },
    },
  });

  it("follow the country a line is shipped to", () => {
    const ship = { kind: "ship", placeId: "warehouse-1", country: "FR" } as const;
    const lines = [aLine("tee"), aLine("tee", { fulfilment: ship })];
    const basket = priced(aDraftBasket(lines), aCatalogue({ settings: zones }));
    expect(basket.lines.map((line) => line.taxes[0]?.taxId)).toEqual(["vat-19", "vat-fr"]);
  });

  it("are taken out for an exempt buyer", () => {
    const exemption = { certificate: "EX-1", reasonId: "diplomat" };
    const basket = priced(aDraftBasket(undefined, { exemption }));
    expect(basket).toMatchObject({ taxMinor: 0, totalMinor: 840 });
  });
});

describe("bad input is refused with a code and a position", () => {
  it.each([
    ["quantity of nothing", { quantityMilli: 0 }, "quantity-invalid", "lines[0].quantityMilli"],
    ["NaN", { quantityMilli: Number.NaN }, "quantity-invalid", "lines[0].quantityMilli"],
    ["below zero", { quantityMilli: -1000 }, "quantity-invalid", "lines[0].quantityMilli"],
    ["far too many", { quantityMilli: 2 ** 52 }, "quantity-too-large", "lines[0].quantityMilli"],
    ["unsafe price", { typedPriceMinor: 2 ** 53 }, "amount-unsafe", "lines[0].typedPriceMinor"],
    ["price below zero", { typedPriceMinor: -1 }, "amount-unsafe", "lines[0].typedPriceMinor"],
    ["unknown product", { productId: "gone" }, "product-unknown", "lines[0]"],
    ["unknown unit", { unitId: "pallet" }, "unit-unknown", "lines[0]"],
  ])("%s", (_, fields, code, position) => {
    expect(refused(aDraftBasket([aLine("tee", fields)]))).toMatchObject({ code, position });
  });

  it("ten thousand lines, a doubled id, an unknown currency, store or tax category", () => {
    const many = Array.from({ length: 10_000 }, () => aLine());
    expect(refused(aDraftBasket(many))).toMatchObject({
      code: "too-many-lines",
      position: "lines",
    });
    const line = aLine();
    expect(refused(aDraftBasket([line, line]))).toMatchObject({
      code: "basket-malformed",
      position: "lines[1].id",
    });
    expect(refused(aDraftBasket([], { currency: "XXQ" }))).toMatchObject({
      code: "currency-unknown",
    });
    expect(refused(aDraftBasket([], { storeId: "nowhere" }))).toMatchObject({
      code: "setting-missing",
    });
    const products = [aProduct({ id: "tee", taxCategoryId: "moon" })];
    expect(refused(aDraftBasket(), aCatalogue({ products }))).toMatchObject({
      code: "tax-category-unknown",
      position: "lines[0]",
    });
    expect(refused(aDraftBasket([aLine("mug")]), aCatalogue({ prices: [] }))).toMatchObject({
      code: "price-missing",
    });
    expect(
      refused(
        aDraftBasket(),
        aCatalogue({ products: [aProduct({ id: "tee", blocked: "recall" })] }),
      ),
    ).toMatchObject({ code: "product-blocked" });
  });
});

describe("nothing is looked up twice", () => {
  it("for lines that did not change, as long as the catalogue did not", () => {
    let revision = 1;
    const plain = aCatalogue();
    const catalogue = { ...plain, revision: () => revision };
    const first = aLine("tee");
    priceBasket(aDraftBasket([first]), catalogue, CONTEXT);
    const before = plain.lookUps();
    const two = priceBasket(aDraftBasket([first, aLine("mug")]), catalogue, CONTEXT);
    expect(plain.lookUps() - before).toBe(1);
    revision = 2;
    priceBasket(aDraftBasket([first]), catalogue, CONTEXT);
    expect(plain.lookUps() - before).toBe(2);
    expect(two.ok && two.value.totalMinor).toBe(1500);
  });

  it("and a remembered line never outlives its price", () => {
    const prices = [aPrice("tee", 1000), aPrice("tee", 900, { validFromMs: NOON_MS + 10 })];
    const catalogue = { ...aCatalogue({ prices }), revision: () => 1 };
    const draft = aDraftBasket();
    const total = (atMs: number) => {
      const result = priceBasket(draft, catalogue, { atMs, segmentIds: [] });
      return result.ok ? result.value.totalMinor : result.refusal.code;
    };
    expect([total(NOON_MS), total(NOON_MS + 9), total(NOON_MS + 10), total(NOON_MS)]).toEqual([
      1000, 1000, 900, 1000,
    ]);
  });
});

describe("edits", () => {
  const empty = newBasket({
    id: "b-1",
    storeId: "store-1",
    currency: "EUR",
    channel: "counter",
    atMs: NOON_MS,
  });
  const add = (draft: BasketDraft, fields: object = {}) => {
    const id = `line-${draft.lines.length + 1}`;
    const result = addLine(draft, { id, product: TEE, atMs: NOON_MS, ...fields });
    if (!result.ok) throw new Error(result.refusal.code);
    return result.value;
  };

  it("the same product once more raises its line; a serial keeps lines apart", () => {
    const one = add(empty);
    const two = add(one.draft);
    expect(two.lineId).toBe(one.lineId);
    expect(two.draft.lines.map((line) => line.quantityMilli)).toEqual([2000]);
    const serial = add(two.draft, { serials: ["S1"] });
    expect(serial.draft.lines).toHaveLength(2);
    const doubled = addLine(serial.draft, { id: "x", product: TEE, serials: ["S1"], atMs: 0 });
    expect(doubled).toMatchObject({ refusal: { code: "serial-duplicate" } });
  });

  it("a removed line comes back where it was", () => {
    const two = add(add(empty).draft, { product: MUG }).draft;
    const removed = removeLine(two, "line-1");
    if (!removed.ok) throw new Error("the line is there");
    expect(removed.value.draft.lines.map((line) => line.productId)).toEqual(["mug"]);
    const restored = restoreLine(removed.value.draft, removed.value);
    expect(restored.ok && canonicalJson(restored.value.draft)).toBe(canonicalJson(two));
  });

  it.each([
    ["half a tee", { quantityMilli: 500 }, "quantity-not-whole"],
    ["no tee", { quantityMilli: 0 }, "quantity-invalid"],
    ["a department without price", { product: aProduct({ kind: "department" }) }, "price-needed"],
    [
      "a card without number",
      { product: aProduct({ kind: "gift-card" }), typedPriceMinor: 1 },
      "reference-needed",
    ],
    ["a recalled tee", { product: aProduct({ blocked: "recall" }) }, "product-blocked"],
  ])("%s is refused", (_, fields, code) => {
    const result = addLine(empty, { id: "x", product: TEE, atMs: 0, ...fields });
    expect(result).toMatchObject({ refusal: { code } });
  });
});

it("basis points are written as plain percent", () => {
  expect([1250, 1000, 5, 10_000, 333].map(percentText)).toEqual([
    "12.5",
    "10",
    "0.05",
    "100",
    "3.33",
  ]);
});

describe("row 49: an offer explains itself", () => {
  const action = {
    kind: "buy_get",
    buy: { select: { productsAny: ["tee"] }, quantity: 2 },
    get: { select: { productsAny: ["mug"] }, quantity: 1 },
    percent: "100",
  };
  const catalogue = aCatalogue({ offers: [anOffer({ action }, { name: "Free mug" })] });
  const hints = (...lines: Parameters<typeof aLine>[]) => {
    const draft = aDraftBasket(lines.map((line) => aLine(...line)));
    const result = explainBasket(draft, catalogue, CONTEXT);
    if (!result.ok) throw new Error(result.refusal.code);
    return result.value;
  };

  it("says what is missing, with what to add", () => {
    const basket = hints(["tee"], ["mug"]);
    expect(basket.hints).toMatchObject([
      {
        offerId: "offer-1",
        name: "Free mug",
        applied: false,
        code: "add-from",
        args: { quantityMilli: 1000, products: "tee" },
      },
    ]);
    expect(pricedBasket.safeParse(basket).success).toBe(true);
  });

  it("says what was given, and prices as without hints", () => {
    const basket = hints(["tee", { quantityMilli: 2000 }], ["mug"]);
    expect(basket.hints).toMatchObject([{ applied: true, amountMinor: 500, code: "applied" }]);
    expect(basket.totalMinor).toBe(2000);
  });
});
