import { describe, expect, it } from "vitest";
import {
  birthdayPoints,
  burnPoints,
  earnPoints,
  expiringPoints,
  pointsToReverse,
  referralPoints,
  rewardToReverse,
} from "#shared/engine/loyalty.ts";
import {
  registerShare,
  type SpendRequest,
  spendValue,
  storedValueSpent,
} from "#shared/engine/stored-value.ts";
import type { BalanceRow } from "#shared/records/rows/balance.ts";
import { aPricedBasket, aPricedLine, aTender } from "#test/builders/sale.ts";

const LOYALTY = {
  pointsPerMajor: 1,
  minorPerPoint: 5,
  capPoints: 100,
  tiers: [{ name: "gold", fromPoints: 50, multiplierPercent: 150 }],
  birthdayPoints: 20,
  referralPoints: 30,
};

describe("row 9: points are earned", () => {
  const earn = (totalMinor: number, fields: object = {}) =>
    earnPoints({
      priced: aPricedBasket([aPricedLine({ unitPriceMinor: totalMinor })]),
      tenders: [],
      loyalty: LOYALTY,
      balance: 0,
      ...fields,
    });

  it.each([
    ["full points only", 2490, {}, 24],
    ["times the tier", 2490, { tier: "gold" }, 37],
    ["up to the cap", 2490, { balance: 90 }, 10],
    ["none past the cap", 2490, { balance: 120 }, 0],
    [
      "not on what was paid in points",
      2490,
      { tenders: [aTender({ kind: "points", amountMinor: 500 })] },
      19,
    ],
  ])("%s", (_, total, fields, points) => {
    expect(earn(total, fields)).toBe(points);
  });

  it("not on gift cards, deposits, tips and donations", () => {
    const kinds = ["gift-card", "deposit", "tip", "donation"];
    const lines = kinds.map((productKind) => aPricedLine({ productKind }));
    const about = { tenders: [], loyalty: LOYALTY, balance: 0 };
    expect(earnPoints({ ...about, priced: aPricedBasket(lines) })).toBe(0);
  });
});

it("row 36: points go back in proportion, and the parts sum to the whole", () => {
  const part = (returnedBeforeMinor: number, returningMinor: number) =>
    pointsToReverse({ pointsEarned: 10, earningMinor: 999, returnedBeforeMinor, returningMinor });
  expect([part(0, 333), part(333, 333), part(666, 333)]).toEqual([3, 3, 4]);
  expect(part(999, 500)).toBe(0);
});

describe("row 36: what a sale gave beside its points goes back with it", () => {
  // 100 points with a sale of 9.99: in proportion to what was paid, cut off, and the rest with the last.
  it.each([
    ["nothing yet", 0, 0, false, 0],
    ["a third", 0, 333, false, 33],
    ["the second third", 333, 333, false, 33],
    ["the last third", 666, 333, true, 34],
    ["all at once", 0, 999, true, 100],
    ["a cent short of all, by a fee", 0, 998, true, 100],
    ["more than was paid is all of it", 0, 5_000, false, 100],
  ])("%s", (_title, returnedBeforeMinor, returningMinor, isRest, expected) => {
    const about = { points: 100, paidMinor: 999, returnedBeforeMinor, returningMinor, isRest };
    expect(rewardToReverse(about)).toBe(expected);
  });

  it("a sale that cost nothing keeps it until its last piece is back", () => {
    const free = { points: 20, paidMinor: 0, returnedBeforeMinor: 0, returningMinor: 0 };
    expect(rewardToReverse({ ...free, isRest: false })).toBe(0);
    expect(rewardToReverse({ ...free, isRest: true })).toBe(20);
  });
});

describe("points are burnt", () => {
  const burn = (points: number, dueMinor = 1000) =>
    burnPoints({ points, balance: 50, loyalty: LOYALTY, dueMinor });
  it.each([
    [10, { ok: true, value: { points: 10, amountMinor: 50 } }],
    [51, { refusal: { code: "balance-short", args: { available: 50 } } }],
    [0, { refusal: { code: "points-invalid" } }],
    [1.5, { refusal: { code: "points-invalid" } }],
  ])("%d", (points, expected) => expect(burn(points)).toMatchObject(expected));
  it("never for more than is due", () => {
    expect(burn(50, 200)).toMatchObject({
      refusal: { code: "points-invalid", args: { pointsMax: 40 } },
    });
  });
});

it("points expire oldest first", () => {
  const movements = [
    { at: 1, amount: 30 },
    { at: 2, amount: -10 },
    { at: 5, amount: 40 },
  ];
  expect(expiringPoints(movements, 3)).toBe(20);
  expect(expiringPoints(movements, 6)).toBe(60);
  expect(expiringPoints([...movements, { at: 6, amount: -60 }], 3)).toBe(0);
});

it("a birthday is rewarded once a year, within a week", () => {
  const on = (businessDate: string, birthday = "11-20", givenYears: string[] = []) =>
    birthdayPoints({ birthday, businessDate, loyalty: LOYALTY, givenYears });
  expect([on("2026-11-19"), on("2026-11-20"), on("2026-11-27"), on("2026-11-28")]).toEqual([
    0, 20, 20, 0,
  ]);
  expect(on("2026-11-20", "11-20", ["2026"])).toBe(0);
  expect([on("2026-02-28", "02-29"), on("2028-02-28", "02-29"), on("2028-02-29", "02-29")]).toEqual(
    [20, 0, 20],
  );
  const referral = { loyalty: LOYALTY, businessDate: "2026-11-20", friendHasBought: true };
  expect(referralPoints({ ...referral, givenYears: [] })).toBe(30);
  expect(referralPoints({ ...referral, givenYears: ["2026"] })).toBe(0);
});

describe("row 57: stored value is spent", () => {
  const row: BalanceRow = {
    id: "gift:G-1",
    kind: "gift-card",
    amount: 5000,
    currency: "EUR",
    capReached: false,
    at: 0,
    recent: [],
  };
  const spend = (fields: Partial<SpendRequest> = {}) =>
    spendValue({
      row,
      position: 7,
      amount: 2000,
      currency: "EUR",
      businessDate: "2026-11-20",
      ...fields,
    });

  it("quoting the balance and the position it was seen at", () => {
    expect(spend()).toEqual({ ok: true, value: { id: "gift:G-1", position: 7, seenMinor: 5000 } });
  });

  it.each<[string, Partial<SpendRequest>, string]>([
    ["not known here", { row: undefined }, "balance-unknown"],
    ["more than is there", { amount: 5001 }, "balance-short"],
    ["of another currency", { currency: "USD" }, "currency-mixed"],
    ["expired", { row: { ...row, expiresOn: "2026-11-19" } }, "balance-expired"],
    ["nothing", { amount: 0 }, "tender-amount-invalid"],
    [
      "past the offline share",
      { offline: { limitMinor: 3000, spentMinor: 1001 } },
      "value-limit-reached",
    ],
  ])("%s is refused", (_, fields, code) => {
    expect(spend(fields)).toMatchObject({ refusal: { code } });
  });

  it("an account may be owed", () => {
    expect(spend({ row: { ...row, kind: "account", amount: 0 } }).ok).toBe(true);
  });

  it("each register has its share of the store's day", () => {
    expect(registerShare(20_000, 3)).toBe(6666);
    const tenders = [aTender({ kind: "gift-card", amountMinor: 500 }), aTender()];
    expect(storedValueSpent(tenders)).toBe(500);
  });
});
