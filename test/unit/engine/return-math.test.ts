import { describe, expect, test } from "vitest";
import {
  cashRefund,
  openLedger,
  type Refund,
  type ReturnLedger,
  type ReturnRequest,
  refund,
  refundableMinor,
} from "#shared/engine/return-math.ts";
import {
  type PricedLine,
  partsOfPriced,
  partsOfSettled,
  type SoldPart,
} from "#shared/engine/return-math-parts.ts";

function aLine(line: Partial<PricedLine> = {}): PricedLine {
  return { kind: "unit", id: "a", unitPriceMinor: 1000, units: 3, ...line };
}

const delivery = aLine({ kind: "fee", id: "ship", unitPriceMinor: 490, units: 1 });

function sold(...lines: PricedLine[]): ReturnLedger {
  const parts = partsOfPriced(lines);
  if (!parts.ok) throw new Error(parts.refusal.code);
  return openLedger(parts.value);
}

function refunded(ledger: ReturnLedger, ...requests: ReturnRequest[]): Refund {
  const result = refund(ledger, requests);
  if (!result.ok) throw new Error(result.refusal.code);
  return result.value;
}

const units = (count: number, unit?: number): ReturnRequest => ({
  kind: "units",
  line: "a",
  units: count,
  ...(unit === undefined ? {} : { unit }),
});
const money = (amountMinor: number, unit?: number): ReturnRequest => ({
  kind: "amount",
  target: "a",
  amountMinor,
  ...(unit === undefined ? {} : { unit }),
});
const whole = (amountMinor: number): ReturnRequest => ({ kind: "order-amount", amountMinor });
const everything: ReturnRequest = { kind: "everything" };

describe("row 36: what a unit is worth", () => {
  test("a discount is shared in cents, larger shares first", () => {
    const ledger = sold(aLine({ discountMinor: 1000 }));
    expect(refunded(ledger, units(1)).totalMinor).toBe(666);
    expect(refunded(ledger, units(3)).items.map((item) => item.totalMinor)).toEqual([
      666, 667, 667,
    ]);
    expect(refunded(ledger, units(1, 3)).totalMinor).toBe(667);
  });

  test("discounts per unit stand as given", () => {
    const ledger = sold(aLine({ unitDiscountsMinor: [0, 500, 1000] }));
    expect(refunded(ledger, units(3)).items.map((item) => item.totalMinor)).toEqual([1000, 500, 0]);
    expect(refunded(ledger, units(1, 3)).totalMinor).toBe(0);
  });

  test.each([
    ["on top", false, 333, 26.64, 27, 360],
    ["included", true, 333, 24.67, 25, 333],
    ["included, tie", true, 108, 8, 8, 108],
  ])("tax %s is rounded half up per unit", (_name, taxIncluded, price, _exact, tax, total) => {
    const ledger = sold(aLine({ unitPriceMinor: price, taxRate: "8", taxIncluded }));
    const two = refunded(ledger, units(2));
    expect([two.taxMinor, two.totalMinor]).toEqual([tax * 2, total * 2]);
    expect(two.taxes).toEqual([{ key: "8", netMinor: (total - tax) * 2, taxMinor: tax * 2 }]);
  });

  test("totals of the sale's entry are shared to the cent", () => {
    const line = { kind: "unit", id: "a", units: 3, netMinor: 1000 } as const;
    const parts = partsOfSettled([
      {
        ...line,
        taxes: [
          { key: "vat", taxMinor: 191 },
          { key: "city", taxMinor: 2 },
        ],
      },
    ]);
    expect(
      parts.ok &&
        parts.value.map((part: SoldPart) => [
          part.netMinor,
          ...part.taxes.map((tax) => tax.taxMinor),
        ]),
    ).toEqual([
      [333, 64, 1],
      [333, 64, 1],
      [334, 63, 0],
    ]);
  });
});

describe("row 36: what may still go back", () => {
  test("units that went back do not go back again", () => {
    const first = refunded(sold(aLine()), units(2));
    expect(first.state).toBe("partially_refunded");
    expect(refund(first.ledger, [units(2)])).toMatchObject({
      refusal: { code: "return-exceeds-refundable" },
    });
    const second = refunded(first.ledger, units(1));
    expect([second.totalMinor, second.refundedMinor, second.state]).toEqual([
      1000,
      3000,
      "refunded",
    ]);
  });

  test("units after an amount give what is left of them", () => {
    const first = refunded(sold(aLine({ taxRate: "10", taxIncluded: true })), money(300, 1));
    expect(first).toMatchObject({ totalMinor: 300, netMinor: 273, taxMinor: 27 });
    expect(refunded(first.ledger, units(1))).toMatchObject({
      totalMinor: 700,
      netMinor: 636,
      taxMinor: 64,
    });
  });

  test("amounts of one unit split in its own proportion and come out even", () => {
    let ledger = sold(aLine({ units: 1, taxRate: "10", taxIncluded: true }));
    const taxes: number[] = [];
    for (const amount of [333, 333, 334]) {
      const done = refunded(ledger, money(amount));
      taxes.push(done.taxMinor);
      ledger = done.ledger;
    }
    expect(taxes).toEqual([30, 30, 31]);
  });

  test("a sum for the order is absorbed when the parts reach the total", () => {
    const first = refunded(sold(aLine(), delivery), whole(490));
    expect(first.items).toEqual([]);
    const second = refunded(first.ledger, units(3));
    expect([second.totalMinor, second.state]).toEqual([3000, "refunded"]);
    const third = refunded(first.ledger, everything);
    expect([third.totalMinor, third.refundedMinor]).toEqual([3000, 3490]);
    const more = refunded(first.ledger, whole(500));
    expect(refunded(more.ledger, units(3)).totalMinor).toBe(2500);
  });

  test("tax by rate of a mixed refund", () => {
    const ledger = sold(
      aLine({ units: 1, taxRate: "20", taxIncluded: false }),
      aLine({ id: "b", units: 1, taxRate: "5.5", taxIncluded: false }),
      delivery,
    );
    expect(refunded(ledger, everything).taxes).toEqual([
      { key: "20", netMinor: 1000, taxMinor: 200 },
      { key: "5.5", netMinor: 1000, taxMinor: 55 },
    ]);
  });

  test.each<[string, ReturnRequest[], string]>([
    ["four of three units", [units(4)], "return-exceeds-refundable"],
    ["two and two of three", [units(2), units(2)], "return-exceeds-refundable"],
    ["a fourth unit by number", [units(1, 4)], "return-exceeds-refundable"],
    ["a cent too much of a unit", [money(1001, 1)], "return-exceeds-refundable"],
    ["a cent too much of the order", [whole(3491)], "return-exceeds-refundable"],
    ["everything and a cent", [everything, whole(1)], "return-exceeds-refundable"],
    ["an amount of nothing", [money(0)], "return-must-be-positive"],
    ["an amount below nothing", [whole(-1)], "return-must-be-positive"],
    ["half a cent", [money(0.5)], "return-must-be-positive"],
    ["NaN", [whole(Number.NaN)], "return-must-be-positive"],
    ["fewer than no units", [units(-1)], "return-must-be-positive"],
    ["half a unit", [units(0.5)], "return-must-be-positive"],
    ["no units", [units(0)], "return-nothing-to-refund"],
    ["no request", [], "return-nothing-to-refund"],
    ["another line", [{ kind: "units", line: "__proto__", units: 1 }], "return-unknown-target"],
    ["another fee", [{ kind: "fee", fee: "a" }], "return-unknown-target"],
    [
      "an amount of another line",
      [{ kind: "amount", target: "z", amountMinor: 1 }],
      "return-unknown-target",
    ],
  ])("refuses %s", (_name, requests, code) => {
    const ledger = sold(aLine(), delivery);
    expect(refund(ledger, requests)).toMatchObject({ ok: false, refusal: { code } });
    expect(refundableMinor(ledger)).toBe(3490);
  });

  test("nothing is left after everything", () => {
    const done = refunded(sold(aLine(), delivery), everything);
    expect([done.totalMinor, done.state]).toEqual([3490, "refunded"]);
    for (const again of [everything, { kind: "fee", fee: "ship" } as const]) {
      expect(refund(done.ledger, [again])).toMatchObject({
        refusal: { code: "return-nothing-to-refund" },
      });
    }
  });

  test("a unit that cost nothing comes back once, for nothing", () => {
    const done = refunded(sold(aLine({ units: 1, discountMinor: 1000 })), units(1));
    expect([done.totalMinor, done.items.length]).toEqual([0, 1]);
    expect(refund(done.ledger, [units(1)])).toMatchObject({
      refusal: { code: "return-exceeds-refundable" },
    });
  });
});

describe("row 36: what a second refund says", () => {
  const ledger = sold(
    aLine({ taxRate: "10", taxIncluded: true }),
    aLine({ id: "b", units: 1, taxRate: "0", taxIncluded: true }),
  );

  test("items and taxes are this refund's own, not the sum so far", () => {
    const first = refunded(ledger, money(300, 1));
    const second = refunded(first.ledger, money(500, 1));
    expect(second.items).toEqual([
      { kind: "unit", target: "a", unit: 1, netMinor: 454, taxMinor: 46, totalMinor: 500 },
    ]);
    expect(second.taxes).toEqual([{ key: "10", netMinor: 454, taxMinor: 46 }]);
    expect(refunded(second.ledger, money(200, 1)).items[0]).toMatchObject({
      netMinor: 182,
      taxMinor: 18,
    });
  });

  test("a unit given back by amounts to the last cent has come back", () => {
    const done = refunded(ledger, money(400, 1), money(600, 1));
    expect(refund(done.ledger, [units(3)])).toMatchObject({
      refusal: { code: "return-exceeds-refundable" },
    });
    expect(refunded(done.ledger, units(2)).totalMinor).toBe(2000);
  });

  test("a sum for the order carries tax in proportion to what is left", () => {
    expect(refunded(ledger, whole(1000)).taxes).toEqual([
      { key: "10", netMinor: 681, taxMinor: 69 },
      { key: "0", netMinor: 250, taxMinor: 0 },
    ]);
    const late = refunded(refunded(ledger, units(3)).ledger, whole(1000));
    expect(late.taxes).toEqual([{ key: "0", netMinor: 1000, taxMinor: 0 }]);
  });

  test("an amount of a unit is bound by what is left of the sale", () => {
    const first = refunded(ledger, whole(3500));
    expect(refund(first.ledger, [money(501, 1)])).toMatchObject({
      refusal: { code: "return-exceeds-refundable" },
    });
    expect(refunded(first.ledger, money(500, 1)).state).toBe("refunded");
  });
});

describe("sales that cannot be", () => {
  test.each<[string, Partial<PricedLine>]>([
    ["no units", { units: 0 }],
    ["half a unit", { units: 1.5 }],
    ["too many units", { units: 100_001 }],
    ["a price below zero", { unitPriceMinor: -1 }],
    ["an unsafe price", { unitPriceMinor: 2 ** 53 }],
    ["a discount above the price", { discountMinor: 3001 }],
    ["a discount below zero", { discountMinor: -1 }],
    ["one discount too few", { unitDiscountsMinor: [1, 2] }],
    ["a rate that is none", { taxRate: "10%" }],
    ["a rate below zero", { taxRate: "-1" }],
  ])("%s", (_name, line) => {
    expect(partsOfPriced([aLine(line)])).toMatchObject({
      refusal: { code: "return-sale-malformed", position: "lines[0]" },
    });
  });

  test("two lines with one id", () => {
    expect(partsOfPriced([aLine(), aLine()]).ok).toBe(false);
    const settled = { kind: "unit", id: "a", units: 1, netMinor: 1, taxes: [] } as const;
    expect(partsOfSettled([settled, settled]).ok).toBe(false);
    expect(partsOfSettled([{ ...settled, netMinor: -1 }]).ok).toBe(false);
    expect(partsOfSettled([{ ...settled, units: 0 }]).ok).toBe(false);
  });
});

test.each([
  [1097, 5, "half_up", 1095, -2],
  [1098, 5, "half_up", 1100, 2],
  [1099, 10, "floor", 1090, -9],
] as const)(
  "%i in coins of %i by %s",
  (total, incrementMinor, mode, paidOutMinor, roundingMinor) => {
    expect(cashRefund(total, { incrementMinor, mode })).toEqual({ paidOutMinor, roundingMinor });
  },
);
