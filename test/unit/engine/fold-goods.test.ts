// How sales, returns and promises change rows.
import { describe, expect, it } from "vitest";
import { foldEntry, keysOf } from "#shared/engine/fold/index.ts";
import { decidePromise, promiseKeys } from "#shared/engine/fold/promise.ts";
import type { Entry } from "#shared/records/entry.ts";
import { anEntry, anId, NOON_MS } from "#test/builders/entry.ts";
import { aParkedBasket } from "#test/builders/parked.ts";
import { aClientRow, aRowStore, aStockRow, foldInto, strictReader } from "#test/builders/rows.ts";
import { aFullReturn, aPricedBasket, aPricedLine, aSale, aTender } from "#test/builders/sale.ts";
import { someSettings } from "#test/builders/settings.ts";

const settings = someSettings({
  loyalty: {
    loyalty: {
      pointsPerMajor: 1,
      minorPerPoint: 1,
      capPoints: 100,
      tiers: [
        { name: "silver", fromPoints: 10, multiplierPercent: 100 },
        { name: "gold", fromPoints: 50, multiplierPercent: 150 },
      ],
    },
  },
  coupon: { ONCE: { usesMax: 1 } },
});

describe("a sale", () => {
  it("takes carried goods from the place of each line, and only those", () => {
    const store = aRowStore().put("stock", aStockRow());
    const carried = aPricedLine({ quantityMilli: 3000 });
    const shipped = aPricedLine({ fulfilment: { kind: "ship", placeId: "warehouse-1" } });
    const service = aPricedLine({ productId: "wrapping", productKind: "service" });
    const codes = foldInto(
      store,
      aSale({ priced: aPricedBasket([carried, shipped, service]) }),
      settings,
    );
    expect(codes).toEqual([]);
    expect(store.all("stock").map((row) => [row.id, row.onHandMilli])).toEqual([
      ["place-1:product-1", 7000],
    ]);
  });

  it("takes twelve pieces for a box of twelve", () => {
    const store = aRowStore().put("stock", aStockRow({ onHandMilli: 20_000 }));
    const box = aPricedLine({ unit: "box", stockQuantityMilli: 12_000 });
    foldInto(store, aSale({ priced: aPricedBasket([box]) }), settings);
    expect(store.read("stock", "place-1:product-1")?.onHandMilli).toBe(8000);
  });

  it("flags stock that falls below zero once, not again while it is below", () => {
    const store = aRowStore().put("stock", aStockRow({ onHandMilli: 1000 }));
    const two = () => aSale({ priced: aPricedBasket([aPricedLine({ quantityMilli: 2000 })]) });
    expect(foldInto(store, two(), settings)).toEqual(["stock-negative"]);
    expect(foldInto(store, two(), settings)).toEqual([]);
    expect(store.read("stock", "place-1:product-1")?.onHandMilli).toBe(-3000);
  });

  it("is whole in the store's stream and a summary with the client", () => {
    const store = aRowStore().put("clients", aClientRow());
    const sale = aSale({ clientId: "client-1" });
    foldInto(store, sale, settings);
    expect(store.read("purchases", `sale:${sale.body.saleId}`)?.sale).toEqual(sale.body);
    expect(store.read("purchases", sale.body.saleId)?.sale).toBeUndefined();
    expect(store.read("purchases", sale.body.saleId)?.totalMinor).toBe(1000);
    expect(store.read("clients", "client-1")).toMatchObject({ visits: 1, lastVisitMs: sale.at });
  });

  it("without a client leaves only the store's row", () => {
    const store = aRowStore();
    const sale = aSale();
    foldInto(store, sale, settings);
    expect(store.all("purchases").map((row) => row.id)).toEqual([`sale:${sale.body.saleId}`]);
    expect(store.all("balances")).toEqual([]);
  });

  it("row 57: an overspent gift card is a named debt, and the sale stands", () => {
    const store = aRowStore();
    const card = aPricedLine({ productKind: "gift-card", reference: "G-1", unitPriceMinor: 5000 });
    foldInto(store, aSale({ priced: aPricedBasket([card]) }), settings);
    expect(store.read("balances", "gift:G-1")).toMatchObject({ amount: 5000, code: "G-1" });
    const tender = aTender({ kind: "gift-card", reference: "G-1", amountMinor: 4000 });
    const spend = () => aSale({ tenders: [tender] });
    expect(foldInto(store, spend(), settings)).not.toContain("balance-overspent");
    expect(foldInto(store, spend(), settings)).toContain("balance-overspent");
    expect(store.read("balances", "gift:G-1")?.amount).toBe(-3000);
  });

  it("row 57: to the cent: all of a card is no debt, one cent more is one", () => {
    for (const [amountMinor, missing] of [
      [5000, []],
      [5001, [1]],
    ] as const) {
      const store = aRowStore();
      const card = aPricedLine({
        productKind: "gift-card",
        reference: "G-1",
        unitPriceMinor: 5000,
      });
      foldInto(store, aSale({ priced: aPricedBasket([card]) }), settings);
      const tender = aTender({ kind: "gift-card", reference: "G-1", amountMinor });
      const spend = aSale({ tenders: [tender] }) as never;
      const folded = foldEntry(spend, store.read, settings);
      const debts = folded.exceptions.filter((one) => one.code === "balance-overspent");
      expect(debts.map((one) => one.args.missing)).toEqual(missing);
    }
  });

  it("row 10: a single-use code used twice is named, a code without limit is not", () => {
    const store = aRowStore();
    const sale = (code: string) =>
      aSale({
        priced: aPricedBasket([aPricedLine({ productKind: "service" })], { couponsUsed: [code] }),
      });
    expect(foldInto(store, sale("ONCE"), settings)).toEqual([]);
    expect(foldInto(store, sale("ONCE"), settings)).toEqual(["coupon-used-twice"]);
    expect(foldInto(store, sale("MANY"), settings)).toEqual([]);
    expect(foldInto(store, sale("MANY"), settings)).toEqual([]);
  });

  it("row 54: points raise the tier, and the cap is shown as reached", () => {
    const store = aRowStore();
    foldInto(store, aSale({ clientId: "client-1", pointsEarned: 60 }), settings);
    expect(store.read("balances", "points:client-1")).toMatchObject({ amount: 60, tier: "gold" });
    foldInto(store, aSale({ clientId: "client-1", pointsEarned: 40 }), settings);
    expect(store.read("balances", "points:client-1")?.capReached).toBe(true);
  });

  it("closes the parked basket it came from and pays a web order once", () => {
    const store = aRowStore();
    const basketId = anId();
    foldInto(store, aParkedBasket(basketId), settings);
    foldInto(store, aSale({ priced: aPricedBasket(undefined, { basketId }) }), settings);
    expect(store.read("work", basketId)?.state).toBe("done");
    store.put("orders", {
      id: "web-1",
      kind: "web",
      number: "1",
      state: "confirmed",
      fulfilment: "carry",
      at: 0,
      totalMinor: 1000,
      paid: false,
      lines: [],
      history: [],
    });
    expect(foldInto(store, aSale({ webBasketId: "web-1" }), settings)).not.toContain(
      "basket-paid-twice",
    );
    expect(store.read("orders", "web-1")?.paid).toBe(true);
    expect(foldInto(store, aSale({ webBasketId: "web-1" }), settings)).toContain(
      "basket-paid-twice",
    );
  });
});

describe("a return", () => {
  it("row 38: what became of the goods decides whether they go back on the shelf", () => {
    for (const [disposition, onHandMilli] of [
      ["resell", 10_000],
      ["repair", 9000],
      ["bin", 9000],
      ["vendor", 9000],
    ] as const) {
      const store = aRowStore().put("stock", aStockRow());
      const sale = aSale();
      foldInto(store, sale, settings);
      const back = aFullReturn(sale);
      const lines = back.body.lines.map((line) => ({ ...line, disposition }));
      foldInto(store, anEntry("return.completed", { ...back.body, lines }), settings);
      expect(store.read("stock", "place-1:product-1")?.onHandMilli, disposition).toBe(onHandMilli);
    }
  });

  it("row 39: the second refund of a line is found and the loss named; both stand", () => {
    const store = aRowStore();
    const priced = aPricedBasket([aPricedLine({ quantityMilli: 2000 })]);
    const sale = aSale({ priced });
    foldInto(store, sale, settings);
    expect(foldInto(store, aFullReturn(sale), settings)).toEqual([]);
    const second = aFullReturn(sale);
    const any = second as never;
    const folded = foldEntry(any, strictReader(store.read, keysOf(any, settings)), settings);
    expect(folded.exceptions).toEqual([
      {
        code: "receipt-refunded-twice",
        args: expect.objectContaining({ lossMinor: 2000, overMilli: 2000 }),
      },
    ]);
  });

  it("F19, row 39: a second refund is found in whatever order the sale and its returns arrive", () => {
    const sale = aSale({ priced: aPricedBasket([aPricedLine({ quantityMilli: 2000 })]) });
    const [first, second] = [aFullReturn(sale), aFullReturn(sale)];
    const codesOf = (order: readonly (typeof sale | typeof first)[]): readonly string[] => {
      const store = aRowStore();
      return order.flatMap((entry) => foldInto(store, entry as never, settings));
    };
    expect(codesOf([first, sale])).toEqual([]);
    expect(codesOf([first, sale, second])).toEqual(["receipt-refunded-twice"]);
    expect(codesOf([first, second, sale])).toEqual(["refund-exceeds-sale"]);
    const store = aRowStore();
    for (const entry of [first, sale]) foldInto(store, entry as never, settings);
    const row = store.read("purchases", `sale:${sale.body.saleId}`);
    expect(row).toMatchObject({
      at: sale.at,
      lines: [{ quantityMilli: 2000, returnedMilli: 2000 }],
    });
  });

  it("more back than was ever sold is another loss", () => {
    const store = aRowStore();
    const sale = aSale();
    foldInto(store, sale, settings);
    const back = aFullReturn(sale);
    const lines = back.body.lines.map((line) => ({ ...line, quantityMilli: 3000 }));
    const codes = foldInto(store, anEntry("return.completed", { ...back.body, lines }), settings);
    expect(codes).toEqual(["refund-exceeds-sale"]);
  });

  it("of an uneven exchange moves both ways in one entry", () => {
    const store = aRowStore()
      .put("stock", aStockRow())
      .put("stock", aStockRow({ productId: "product-2" }));
    const sale = aSale();
    foldInto(store, sale, settings);
    const exchange = aPricedBasket([aPricedLine({ productId: "product-2", unitPriceMinor: 1500 })]);
    const fields = { exchange, exchangeMinor: 1500, tenders: [aTender({ amountMinor: 500 })] };
    foldInto(store, aFullReturn(sale, fields), settings);
    expect(store.read("stock", "place-1:product-1")?.onHandMilli).toBe(10_000);
    expect(store.read("stock", "place-1:product-2")?.onHandMilli).toBe(9000);
  });
});

describe("a promise", () => {
  const promised = (fields: object = {}) =>
    anEntry("order.promised", {
      orderId: "order-1",
      saleId: "sale-1",
      clientId: "client-1",
      fulfilment: "ship",
      fromPlaceId: "warehouse-1",
      promisedBy: "2026-11-25",
      confidencePercent: 90,
      stockAsOfMs: NOON_MS,
      fallback: "refund",
      lines: [
        {
          saleLineId: "line-1",
          productId: "product-1",
          name: "Doggy Rubber",
          quantityMilli: 2000,
          totalMinor: 2000,
        },
      ],
      ...fields,
    });
  const withStock = (warehouse: number, other = 0) =>
    aRowStore()
      .put("clients", aClientRow())
      .put(
        "stock",
        aStockRow({ placeId: "warehouse-1", onHandMilli: warehouse, safetyMilli: 1000 }),
      )
      .put("stock", aStockRow({ placeId: "warehouse-2", onHandMilli: other }));
  const decideAfter = (store: ReturnType<typeof aRowStore>) => {
    foldInto(store, promised(), settings);
    const order = store.read("orders", "order-1");
    if (order === undefined) throw new Error("the order is there");
    expect(order.state).toBe("promised");
    const decision = { order, otherPlaceIds: ["warehouse-2"], atMs: NOON_MS };
    const folded = decidePromise(decision, strictReader(store.read, promiseKeys(decision)));
    store.apply(folded.changes);
    return folded.exceptions.map((exception) => exception.code);
  };

  it("is on the client's timeline at once", () => {
    const store = withStock(0);
    foldInto(store, promised(), settings);
    expect(store.read("contacts", "promise:order-1")?.text).toBe("2 × Doggy Rubber");
  });

  it("is confirmed and reserved where enough is there above the safety stock", () => {
    const store = withStock(3000);
    expect(decideAfter(store)).toEqual([]);
    expect(store.read("orders", "order-1")?.state).toBe("confirmed");
    expect(store.read("stock", "warehouse-1:product-1")?.reservedMilli).toBe(2000);
  });

  it("is sourced from another place when the first has too little", () => {
    const store = withStock(2000, 2000);
    expect(decideAfter(store)).toEqual([]);
    expect(store.read("orders", "order-1")).toMatchObject({
      state: "re-sourced",
      fromPlaceId: "warehouse-2",
    });
    expect(store.read("stock", "warehouse-1:product-1")?.reservedMilli).toBe(0);
  });

  it("that nothing can keep is refused and named", () => {
    const store = withStock(0);
    expect(decideAfter(store)).toEqual(["promise-unkept"]);
    expect(store.read("orders", "order-1")?.state).toBe("refused");
  });

  it("leaves the shelf once: reserved and on hand fall when it is shipped, not again at the door", () => {
    const store = withStock(5000);
    decideAfter(store);
    const lines = [{ lineId: "line-1", productId: "product-1", quantityMilli: 2000 }];
    const step = (from: string, to: Entry<"order.advanced">["body"]["to"]) =>
      anEntry("order.advanced", { orderId: "order-1", from, to, placeId: "warehouse-1", lines });
    for (const [from, to] of [
      ["confirmed", "picking"],
      ["picking", "packed"],
      ["packed", "shipped"],
      ["shipped", "handed-over"],
    ] as const) {
      expect(foldInto(store, step(from, to), settings), to).toEqual([]);
    }
    expect(store.read("stock", "warehouse-1:product-1")).toMatchObject({
      onHandMilli: 3000,
      reservedMilli: 0,
    });
    expect(foldInto(store, step("handed-over", "cancelled"), settings)).toEqual(["order-moved-on"]);
  });

  it("cancelled sets its stock free", () => {
    const store = withStock(5000);
    decideAfter(store);
    const lines = [{ lineId: "line-1", productId: "product-1", quantityMilli: 2000 }];
    const body = { orderId: "order-1", from: "confirmed", placeId: "warehouse-1", lines };
    foldInto(store, anEntry("order.advanced", { ...body, to: "cancelled" }), settings);
    expect(store.read("stock", "warehouse-1:product-1")).toMatchObject({
      onHandMilli: 5000,
      reservedMilli: 0,
    });
  });
});
