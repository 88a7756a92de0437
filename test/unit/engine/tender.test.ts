import { describe, expect, it } from "vitest";
import type { CashRounding } from "#shared/base/money.ts";
import {
  addTender,
  cancelTender,
  type NewTender,
  quickCash,
  tenderKey,
  tenderState,
} from "#shared/engine/tender.ts";
import type { Tender } from "#shared/records/tender.ts";
import { anId, NOON_MS } from "#test/builders/entry.ts";

const CENT = { incrementMinor: 1, mode: "half_up" } as const;
const FIVE = { incrementMinor: 5, mode: "half_up" } as const;

function leg(fields: Partial<NewTender> = {}): NewTender {
  return { id: anId(), kind: "cash", name: "Cash", atMs: NOON_MS, ...fields };
}

/** Pays a total leg by leg and answers the state after the last, or the code that refused one. */
function pay(totalMinor: number, legs: readonly Partial<NewTender>[], rule: CashRounding = CENT) {
  let tenders: readonly Tender[] = [];
  for (const one of legs) {
    const added = addTender({ totalMinor, tenders, rule, currency: "EUR" }, leg(one));
    if (!added.ok) return added.refusal;
    tenders = added.value.tenders;
  }
  return { ...tenderState({ totalMinor, tenders, rule }), tenders };
}

const card = { kind: "card-external", name: "Card" } as const;

describe("row 29: paying", () => {
  it.each([
    ["exact cash", 1000, [{}], { paidMinor: 1000, changeMinor: 0, covered: true }],
    ["cash with change", 1337, [{ givenMinor: 2000 }], { paidMinor: 1337, changeMinor: 663 }],
    ["too little cash", 1337, [{ givenMinor: 1000 }], { dueMinor: 337, covered: false }],
    [
      "card for part, cash for the rest",
      1337,
      [{ ...card, amountMinor: 1000 }, { givenMinor: 500 }],
      { changeMinor: 163, covered: true },
    ],
    [
      "three ways",
      3000,
      [{ ...card, amountMinor: 1000 }, { kind: "gift-card", amountMinor: 500 }, {}],
      { paidMinor: 3000, covered: true },
    ],
    ["nothing to pay", 0, [], { covered: true, dueMinor: 0 }],
  ])("%s", (_, total, legs, expected) => {
    expect(pay(total, legs as Partial<NewTender>[])).toMatchObject(expected);
  });

  it.each([
    ["more than is due by card", 1000, [{ ...card, amountMinor: 1001 }], "tender-exceeds-due"],
    ["another leg when all is paid", 1000, [{}, { ...card }], "nothing-due"],
    ["an amount below zero", 1000, [{ ...card, amountMinor: -5 }], "tender-amount-invalid"],
    ["nothing at all", 1000, [{ givenMinor: 0 }], "tender-amount-invalid"],
    ["NaN", 1000, [{ ...card, amountMinor: Number.NaN }], "tender-amount-invalid"],
    [
      "a voucher without number",
      1000,
      [{ kind: "other", needsReference: true }],
      "tender-needs-reference",
    ],
  ])("%s is refused", (_, total, legs, code) => {
    expect(pay(total, legs as Partial<NewTender>[])).toMatchObject({ code });
  });

  it("a leg can be cancelled; a charged card only once it is reversed", () => {
    const paid = pay(1000, [{ ...card, amountMinor: 400, paymentId: "p-1" }]);
    if (!("tenders" in paid)) throw new Error("it was paid");
    const id = paid.tenders[0]?.id ?? "";
    expect(cancelTender(paid.tenders, { id })).toMatchObject({
      refusal: { code: "tender-needs-reversal" },
    });
    expect(cancelTender(paid.tenders, { id, reversed: true })).toEqual({ ok: true, value: [] });
    expect(cancelTender([], { id })).toMatchObject({ refusal: { code: "tender-unknown" } });
  });
});

describe("row 31: only the cash part is rounded", () => {
  it.each([
    ["cash alone", 1002, [{}], { paidMinor: 1000, roundingMinor: -2, covered: true }],
    ["cash alone, up", 1003, [{}], { paidMinor: 1005, roundingMinor: 2, covered: true }],
    ["card alone", 1002, [{ ...card }], { paidMinor: 1002, roundingMinor: 0, covered: true }],
    [
      "card, then cash",
      1002,
      [{ ...card, amountMinor: 500 }, {}],
      { paidMinor: 1000, roundingMinor: -2 },
    ],
    [
      "cash, then card to the cent",
      1002,
      [{ givenMinor: 500 }, { ...card }],
      { paidMinor: 1002, roundingMinor: 0 },
    ],
    [
      "change is of the rounded due",
      1002,
      [{ givenMinor: 2000 }],
      { changeMinor: 1000, roundingMinor: -2 },
    ],
    ["two cents in cash are nothing", 2, [{}], { paidMinor: 0, roundingMinor: -2, covered: true }],
  ])("%s", (_, total, legs, expected) => {
    expect(pay(total, legs as Partial<NewTender>[], FIVE)).toMatchObject(expected);
  });

  it("what is due in cash is shown rounded before anyone pays", () => {
    expect(tenderState({ totalMinor: 1003, tenders: [], rule: FIVE })).toMatchObject({
      dueMinor: 1003,
      cashDueMinor: 1005,
      roundingMinor: 0,
    });
  });
});

describe("money paid out", () => {
  it("in cash and to a card, legs below zero", () => {
    expect(pay(-1000, [{}])).toMatchObject({ paidMinor: -1000, covered: true });
    expect(pay(-1000, [{ ...card, amountMinor: -400 }, {}])).toMatchObject({ covered: true });
    expect(pay(-1000, [{ ...card, amountMinor: -1001 }])).toMatchObject({
      code: "tender-exceeds-due",
    });
    expect(pay(-1000, [{ ...card, amountMinor: 5 }])).toMatchObject({
      code: "tender-amount-invalid",
    });
    expect(pay(-1002, [{}], FIVE)).toMatchObject({ paidMinor: -1000, roundingMinor: 2 });
  });
});

describe("foreign cash", () => {
  const rate = { currency: "USD", rate: "0.9", validToMs: NOON_MS + 1 };
  const dollars = (amountMinor: number, known: typeof rate | undefined = rate) => ({
    foreign: { currency: "USD", amountMinor, rate: known },
  });

  it("is worth its rate, gives change in the shop's currency and is counted apart", () => {
    const paid = pay(1000, [dollars(2000)]);
    expect(paid).toMatchObject({ paidMinor: 1000, changeMinor: 800, covered: true });
    if (!("tenders" in paid) || paid.tenders[0] === undefined) throw new Error("it was paid");
    expect(tenderKey(paid.tenders[0])).toBe("cash:USD");
    expect(paid.tenders[0].foreign).toEqual({ currency: "USD", amountMinor: 2000, rate: "0.9" });
  });

  it("without a rate, or after it ran out, is refused", () => {
    const old = { ...rate, validToMs: NOON_MS - 1 };
    expect(pay(1000, [dollars(2000, old)])).toMatchObject({ code: "foreign-rate-missing" });
    const none = { foreign: { currency: "USD", amountMinor: 1, rate: undefined } };
    expect(pay(1000, [none])).toMatchObject({ code: "foreign-rate-missing" });
  });
});

it("legs that pay more than is due do not cover a total", () => {
  const over: Tender = { id: "t", kind: "cash", name: "Cash", amountMinor: 1001, atMs: 0 };
  expect(tenderState({ totalMinor: 1000, tenders: [over], rule: CENT }).covered).toBe(false);
});

it("cash keys offer the sum and the notes people really hand over", () => {
  expect(quickCash(2490, "EUR")).toEqual([2490, 2500, 3000, 4000, 5000]);
  expect(quickCash(320, "EUR")).toEqual([320, 500, 1000, 2000, 5000]);
  expect(quickCash(2000, "EUR")[0]).toBe(2000);
  expect(quickCash(0, "EUR")).toEqual([]);
  expect(quickCash(2490, "JPY").every((amount) => amount >= 2490)).toBe(true);
});
