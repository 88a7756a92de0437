import { describe, expect, it } from "vitest";
import { completeReturn, refundLegs, refundTender } from "#shared/engine/refund.ts";
import {
  planLooseReturn,
  planReturn,
  type ReturnRequest,
  refundableLines,
} from "#shared/engine/return.ts";
import {
  placeOfCodeLine,
  receiptCodeOfSale,
  returnableOfCode,
  returnableOfPurchase,
} from "#shared/engine/return-sale.ts";
import type { PricedLine } from "#shared/records/basket.ts";
import { returnCompleted } from "#shared/records/entries/return-completed.ts";
import type { Entry } from "#shared/records/entry.ts";
import { aProduct } from "#test/builders/catalogue.ts";
import { anEntry, anId } from "#test/builders/entry.ts";
import { aRowStore, aStockRow, foldInto } from "#test/builders/rows.ts";
import { aPricedBasket, aPricedLine, aSale, aTender } from "#test/builders/sale.ts";
import { someSettings } from "#test/builders/settings.ts";

const settings = someSettings();
const policy = settings.setting("policy", "policy-1");
const role = settings.setting("role", "cashier");
if (policy === undefined || role === undefined) throw new Error("the settings are there");
const DAY = 86_400_000;

/** Three for 10.00 in all, tax inside: 3.34, 3.33 and 3.33 come back. */
const threes = (): PricedLine =>
  aPricedLine({
    quantityMilli: 3000,
    unitPriceMinor: 400,
    discountMinor: 200,
    taxes: [
      {
        taxId: "vat-19",
        name: "VAT",
        kind: "percent",
        rate: "19",
        included: true,
        baseMinor: 840,
        taxMinor: 160,
      },
    ],
  });

function soldRow(sale: Entry<"sale.completed">) {
  const store = aRowStore().put("stock", aStockRow());
  foldInto(store, sale, settings);
  const read = () => {
    const row = store.read("purchases", `sale:${sale.body.saleId}`);
    const returnable = row === undefined ? undefined : returnableOfPurchase(row);
    if (returnable === undefined) throw new Error("the sale is there");
    return returnable;
  };
  return { store, read };
}

function ask(
  sale: ReturnRequest["sale"],
  quantityMilli: number,
  fields: Partial<ReturnRequest> = {},
  place = 0,
) {
  return planReturn({
    sale,
    wishes: [
      {
        id: anId(),
        saleLineId: sale.lines[place]?.lineId,
        quantityMilli,
        reasonId: "too-small",
        disposition: "resell",
      },
    ],
    policy: policy as NonNullable<typeof policy>,
    role: role as NonNullable<typeof role>,
    atMs: sale.soldAtMs + DAY,
    approved: false,
    ...fields,
  });
}

describe("row 36: what was really paid comes back", () => {
  it("in parts that sum to the whole, in total, tax and points", () => {
    const sale = aSale({
      priced: aPricedBasket([threes()]),
      clientId: "client-1",
      pointsEarned: 10,
    });
    const { store, read } = soldRow(sale);
    const parts = [1, 2, 3].map(() => {
      const plan = ask(read(), 1000);
      if (!plan.ok) throw new Error(plan.refusal.code);
      const lines = [...plan.value.lines];
      const tenders = [aTender({ amountMinor: -plan.value.refundMinor })];
      const body = completeReturn({
        returnId: anId(),
        receipt: { number: "R1-2", series: "R1" },
        plan: plan.value,
        proof: "receipt",
        currency: "EUR",
        clientId: "client-1",
        tenders,
        policy: policy as NonNullable<typeof policy>,
        startedAtMs: 0,
      });
      if (!body.ok) throw new Error(body.refusal.code);
      expect(returnCompleted.safeParse(body.value).success).toBe(true);
      expect(foldInto(store, anEntry("return.completed", body.value), settings)).toEqual([]);
      return { ...plan.value, lines };
    });
    expect(parts.map((part) => part.refundMinor)).toEqual([334, 333, 333]);
    expect(parts.map((part) => part.taxMinor)).toEqual([54, 53, 53]);
    expect(parts.map((part) => part.pointsReversed)).toEqual([3, 3, 4]);
    expect(store.read("stock", "place-1:product-1")?.onHandMilli).toBe(10_000);
    expect(store.read("balances", "points:client-1")?.amount).toBe(0);
    expect(ask(read(), 1000)).toMatchObject({
      refusal: { code: "return-exceeds-sold", args: { leftMilli: 0 } },
    });
  });

  it("of weighed goods in any part", () => {
    const line = aPricedLine({ quantityMilli: 750, unitPriceMinor: 999 });
    const { read } = soldRow(aSale({ priced: aPricedBasket([line]) }));
    const whole = ask(read(), 750);
    const part = ask(read(), 250);
    expect(whole.ok && whole.value.refundMinor).toBe(749);
    expect(part.ok && part.value.refundMinor).toBe(250);
    const rest = ask(
      { ...read(), lines: read().lines.map((one) => ({ ...one, returnedMilli: 250 })) },
      500,
    );
    expect(rest.ok && rest.value.refundMinor).toBe(499);
  });

  it("of something given away for nothing is nothing", () => {
    const { read } = soldRow(
      aSale({ priced: aPricedBasket([aPricedLine({ unitPriceMinor: 0 })]) }),
    );
    const plan = ask(read(), 1000);
    expect(plan.ok && plan.value.refundMinor).toBe(0);
  });

  it("less a restocking fee for sound goods, whole for faulty ones", () => {
    const fee = {
      ...(policy as NonNullable<typeof policy>),
      returns: {
        ...(policy as NonNullable<typeof policy>).returns,
        restockingFeeBasisPoints: 1500,
      },
    };
    const { read } = soldRow(aSale());
    const sound = ask(read(), 1000, { policy: fee });
    expect(sound.ok && sound.value).toMatchObject({ refundMinor: 850, feesMinor: 150 });
    const wish = {
      id: "w",
      saleLineId: read().lines[0]?.lineId,
      quantityMilli: 1000,
      reasonId: "broken",
      disposition: "bin" as const,
    };
    const faulty = ask(read(), 1000, { policy: fee, wishes: [wish] });
    expect(faulty.ok && faulty.value.refundMinor).toBe(1000);
  });

  it("is shown before anyone asks", () => {
    const { read } = soldRow(aSale({ priced: aPricedBasket([threes()]) }));
    expect(refundableLines(read()).map((line) => [line.leftMilli, line.refundMinor])).toEqual([
      [3000, 1000],
    ]);
  });
});

describe("row 37: the store's policy", () => {
  const { read } = soldRow(
    aSale({ priced: aPricedBasket([aPricedLine({ unitPriceMinor: 20_000 })]) }),
  );
  it.each([
    ["past the window", { atMs: read().soldAtMs + 31 * DAY }, "return-window-over"],
    ["above the role's limit", {}, "needs-approval"],
  ])("%s is refused, and approved goes through", (_, fields, code) => {
    expect(ask(read(), 1000, fields)).toMatchObject({ refusal: { code } });
    expect(ask(read(), 1000, { ...fields, approved: true }).ok).toBe(true);
  });

  it("names the line that cannot come back", () => {
    expect(ask(read(), 1000, {}, 7)).toMatchObject({
      refusal: { code: "return-line-unknown", position: "lines[0]" },
    });
    expect(ask(read(), 0)).toMatchObject({ refusal: { code: "return-must-be-positive" } });
    expect(ask(read(), 2000)).toMatchObject({ refusal: { code: "return-exceeds-sold" } });
  });

  const loose = (unitPriceMinor: number, fields: object = {}) =>
    planLooseReturn({
      wishes: [
        {
          id: anId(),
          product: aProduct(),
          unitPriceMinor,
          quantityMilli: 1000,
          reasonId: "gift",
          disposition: "resell",
          taxesOf: () => [],
        },
      ],
      policy: policy as NonNullable<typeof policy>,
      role: role as NonNullable<typeof role>,
      approved: false,
      identity: "client-1",
      recentReturns: 0,
      ...fields,
    });

  it.each([
    ["nobody known", loose(1000, { identity: undefined }), "return-identity-needed"],
    ["above the cap", loose(5001), "return-above-cap"],
    ["no price", loose(0), "return-price-unknown"],
    [
      "too often",
      loose(1000, {
        recentReturns: 3,
        policy: { ...policy, returns: { ...policy.returns, maxPerClientPerMonth: 3 } },
      }),
      "return-too-often",
    ],
  ])("without receipt, %s, is refused", (_, result, code) => {
    expect(result).toMatchObject({ refusal: { code } });
  });

  it("without receipt, within the policy, goes through", () => {
    const plan = loose(5000);
    expect(plan.ok && plan.value.lines[0]).toMatchObject({ totalMinor: 5000 });
    expect(plan.ok && plan.value.lines[0]).not.toHaveProperty("saleId");
  });
});

describe("row 30: the money goes back the way it came", () => {
  const tenders = [
    { kind: "cash", name: "Cash", amountMinor: 500 },
    { kind: "card-external", name: "Card", amountMinor: 700 },
    { kind: "points", name: "Points", amountMinor: 300, points: 60 },
  ] as const;
  const rest = { kind: "credit", name: "Credit" } as const;
  const legs = (
    refundMinor: number,
    refundedBefore = [] as { kind: string; amountMinor: number }[],
  ) =>
    refundLegs({ refundMinor, tenders, refundedBefore, rest }).map((leg) => [
      leg.kind,
      leg.amountMinor,
    ]);

  it.each([
    [400, [], [["card-external", 400]]],
    [
      900,
      [],
      [
        ["card-external", 700],
        ["points", 200],
      ],
    ],
    [
      1500,
      [],
      [
        ["card-external", 700],
        ["points", 300],
        ["cash", 500],
      ],
    ],
    [
      300,
      [{ kind: "card-external", amountMinor: -600 }],
      [
        ["card-external", 100],
        ["points", 200],
      ],
    ],
    [
      1600,
      [],
      [
        ["card-external", 700],
        ["points", 300],
        ["cash", 500],
        ["credit", 100],
      ],
    ],
  ])("%d", (refundMinor, before, expected) => {
    expect(legs(refundMinor, before)).toEqual(expected);
  });

  it("a tender of the shop's own is refunded up to what it paid, whatever another one got back", () => {
    const own = (tenderTypeId: string, amountMinor: number) =>
      ({ kind: "other", name: tenderTypeId, tenderTypeId, amountMinor }) as const;
    const refundedBefore = [own("street", -300)];
    const paid = [own("street", 300), own("staff", 500)];
    const back = refundLegs({ refundMinor: 500, tenders: paid, refundedBefore, rest });
    expect(back).toMatchObject([{ tenderTypeId: "staff", amountMinor: 500 }]);
  });

  it("points as points", () => {
    const leg = refundLegs({ refundMinor: 150, tenders: [tenders[2]], rest })[0];
    if (leg === undefined) throw new Error("there is a leg");
    expect(refundTender(leg, { id: "t", atMs: 0 })).toMatchObject({
      amountMinor: -150,
      points: -30,
    });
  });
});

describe("an uneven exchange", () => {
  const { read } = soldRow(aSale());
  const plan = ask(read(), 1000);
  if (!plan.ok) throw new Error("it may come back");
  const complete = (newMinor: number, amounts: readonly number[], fields: object = {}) =>
    completeReturn({
      returnId: anId(),
      receipt: { number: "R1-3", series: "R1" },
      plan: plan.value,
      proof: "receipt",
      currency: "EUR",
      exchange: aPricedBasket([aPricedLine({ unitPriceMinor: newMinor })]),
      tenders: amounts.map((amountMinor) => aTender({ amountMinor })),
      policy: policy as NonNullable<typeof policy>,
      startedAtMs: 0,
      ...fields,
    });

  it.each([
    ["dearer, paid up", 1500, [500], true],
    ["cheaper, paid out", 700, [-300], true],
    ["even", 1000, [], true],
  ])("%s", (_, price, amounts, ok) => expect(complete(price, amounts).ok).toBe(ok));

  it.each([
    ["dearer, not paid", 1500, [], "short-tender"],
    ["cheaper, paid the wrong way", 700, [300], "refund-tender-wrong"],
    ["cheaper, too much paid out", 700, [-400], "refund-tender-wrong"],
    ["cheaper, too little paid out", 700, [-200], "refund-tender-wrong"],
  ])("%s, is refused", (_, price, amounts, code) => {
    expect(complete(price, amounts)).toMatchObject({ refusal: { code } });
  });

  it("to a tender the policy does not allow is refused", () => {
    expect(complete(700, [-300], { allowedKinds: ["credit"] })).toMatchObject({
      refusal: { code: "refund-tender-wrong", args: { kind: "cash" } },
    });
  });
});

describe("idea 1: a receipt's code stands for the sale", () => {
  const sale = aSale({
    priced: aPricedBasket([threes(), aPricedLine({ sku: "MUG" })], {
      taxes: [
        {
          taxId: "vat-19",
          name: "VAT",
          kind: "percent",
          rate: "19",
          included: true,
          baseMinor: 840,
          taxMinor: 160,
        },
      ],
    }),
  });
  const code = { ...receiptCodeOfSale(sale.body, sale), complete: true };
  const products = (sku: string) =>
    sku === "SKU-1" ? aProduct({ sku, name: "Doggy Rubber" }) : undefined;

  it("and gives back the same amounts at a till that never saw it", () => {
    const known = returnableOfCode(code, products);
    if (known === undefined) throw new Error("the code has its lines");
    expect(known.lines.map((line) => [line.lineId, line.name])).toEqual([
      ["code.1", "Doggy Rubber"],
      ["code.2", "MUG"],
    ]);
    const plan = ask(known, 2000);
    expect(plan.ok && plan.value).toMatchObject({ refundMinor: 667, taxMinor: 107 });
  });

  it("row 39: and the line is found again by its place when it meets the sale", () => {
    const { store } = soldRow(sale);
    const known = returnableOfCode(code, products);
    if (known === undefined) throw new Error("the code has its lines");
    const plan = ask(known, 1000, {}, 1);
    if (!plan.ok) throw new Error(plan.refusal.code);
    const back = () =>
      anEntry("return.completed", {
        returnId: anId(),
        receiptNumber: "R2-1",
        series: "R2",
        currency: "EUR",
        proof: "receipt-code",
        lines: [...plan.value.lines],
        tenders: [aTender({ amountMinor: -1000 })],
        refundMinor: 1000,
        exchangeMinor: 0,
        roundingMinor: 0,
        changeMinor: 0,
        pointsEarned: 0,
        approvalIds: [],
        startedAtMs: 0,
      });
    expect(foldInto(store, back(), settings)).toEqual([]);
    expect(foldInto(store, back(), settings)).toEqual(["receipt-refunded-twice"]);
  });

  it("too long for its lines needs the sale itself", () => {
    expect(returnableOfCode({ ...code, complete: false }, products)).toBeUndefined();
    expect([placeOfCodeLine("code.3"), placeOfCodeLine("line-3")]).toEqual([2, undefined]);
  });
});
