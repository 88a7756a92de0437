// Paying, counting and closing, question by question; the answers are in test/fixtures/books.
import { expect, it } from "vitest";
import {
  closeShift,
  countCash,
  countShift,
  expectedCash,
  moveCash,
  needsReason,
} from "#shared/engine/shift.ts";
import type { ShiftFigures } from "#shared/engine/shift-figures.ts";
import {
  addTender,
  cancelTender,
  type NewTender,
  quickCash,
  tenderKey,
  tenderState,
} from "#shared/engine/tender.ts";
import type { Tender } from "#shared/records/tender.ts";
import { someSettings } from "#test/builders/settings.ts";
import { page, type Question, told } from "#test/builders/told.ts";

const five = { incrementMinor: 5, mode: "half_up" } as const;
const leg = (kind: string, amountMinor: number, more: object = {}): Tender =>
  ({ id: `t-${kind}`, kind, name: kind, amountMinor, atMs: 0, ...more }) as Tender;
const pay = (
  totalMinor: number,
  what: Partial<NewTender>,
  tenders: Tender[] = [],
  currency = "EUR",
) => {
  const added = addTender({ totalMinor, tenders, rule: five, currency }, {
    id: "new",
    kind: "cash",
    name: "Cash",
    atMs: 100,
    ...what,
  } as NewTender);
  return added.ok ? { leg: added.value.tenders.at(-1), ...added.value.state } : added;
};
const chf = { currency: "CHF", rate: "0.95", validToMs: 100 };
const tenders: readonly Question[] = [
  ...(
    [
      [0, []],
      [1002, []],
      [-1003, []],
      [1003, [leg("cash", 1005)]],
      [1003, [leg("cash", 1003)]],
      [1003, [leg("other", 1003)]],
      [1003, [leg("other", 500), leg("cash", 505, { changeMinor: 95 })]],
      [1003, [leg("other", 1004)]],
      [1003, [leg("cash", 1010)]],
      [2, [leg("cash", 0)]],
    ] as const
  ).map(
    ([totalMinor, list]): Question => [
      `the state of ${totalMinor} with ${list.map((one) => `${one.kind} ${one.amountMinor}`).join(", ") || "nothing"}`,
      () => tenderState({ totalMinor, tenders: [...list], rule: five }),
    ],
  ),
  ["cash to the cent", () => pay(1003, {})],
  ["cash given over", () => pay(1003, { givenMinor: 2000 })],
  ["cash given under", () => pay(1003, { givenMinor: 500 })],
  ["part of it in cash", () => pay(1003, { amountMinor: 400 })],
  ["part of it, more given", () => pay(1003, { amountMinor: 400, givenMinor: 1000 })],
  ["no cash", () => pay(1003, { givenMinor: 0 })],
  ["cash below zero", () => pay(1003, { givenMinor: -5 })],
  ["half a cent of cash", () => pay(1003, { givenMinor: 0.5 })],
  ["an amount below zero", () => pay(1003, { givenMinor: 100, amountMinor: -5 })],
  ["a total that cash rounds away", () => pay(2, { givenMinor: 0 })],
  ["money paid out", () => pay(-1003, {})],
  ["part of it paid out", () => pay(-1003, { amountMinor: -500 })],
  ["too much paid out", () => pay(-1003, { amountMinor: -1010 })],
  ["taken where it is paid out", () => pay(-1003, { givenMinor: 100 })],
  ["nothing due", () => pay(0, {})],
  ["covered already", () => pay(1003, {}, [leg("other", 1003)])],
  [
    "by card",
    () =>
      pay(1003, {
        kind: "card-external",
        card: { brand: "V", lastFour: "4242", authorisation: "A" },
        paymentId: "p",
        storedForward: true,
      }),
  ],
  ["part by card", () => pay(1003, { kind: "card-external", amountMinor: 3 })],
  ["too much by card", () => pay(1003, { kind: "card-external", amountMinor: 1004 })],
  ["nothing by card", () => pay(1003, { kind: "card-external", amountMinor: 0 })],
  ["below zero by card", () => pay(1003, { kind: "card-external", amountMinor: -1 })],
  ["back to the card", () => pay(-1003, { kind: "card-external" })],
  [
    "taken by card where it is paid out",
    () => pay(-1003, { kind: "card-external", amountMinor: 5 }),
  ],
  [
    "a voucher without its number",
    () => pay(1003, { kind: "other", needsReference: true, reference: "  " }),
  ],
  [
    "a voucher",
    () =>
      pay(1003, {
        kind: "other",
        needsReference: true,
        reference: "V1",
        tenderTypeId: "voucher",
        balance: { id: "b", position: 1, seenMinor: 2 },
        points: 3,
      }),
  ],
  [
    "a note of francs",
    () => pay(1003, { foreign: { currency: "CHF", amountMinor: 2000, rate: chf } }),
  ],
  [
    "francs without a rate",
    () => pay(1003, { foreign: { currency: "CHF", amountMinor: 2000, rate: undefined } }),
  ],
  [
    "francs after the rate's time",
    () => pay(1003, { atMs: 101, foreign: { currency: "CHF", amountMinor: 2000, rate: chf } }),
  ],
  [
    "yen at the rate of francs",
    () => pay(1003, { foreign: { currency: "JPY", amountMinor: 2000, rate: chf } }),
  ],
  [
    "money of no land",
    () =>
      pay(1003, {
        foreign: { currency: "QQQ", amountMinor: 2000, rate: { ...chf, currency: "QQQ" } },
      }),
  ],
  [
    "yen",
    () =>
      pay(1003, {
        foreign: {
          currency: "JPY",
          amountMinor: 2000,
          rate: { currency: "JPY", rate: "0.0061", validToMs: 999 },
        },
      }),
  ],
  [
    "a rate that is none",
    () =>
      pay(1003, { foreign: { currency: "CHF", amountMinor: 2000, rate: { ...chf, rate: "x" } } }),
  ],
  ["a leg taken out", () => cancelTender([leg("cash", 5), leg("other", 6)], { id: "t-cash" })],
  ["a leg that is not there", () => cancelTender([leg("cash", 5)], { id: "q" })],
  [
    "a charged leg",
    () => cancelTender([leg("card-terminal", 5, { paymentId: "p" })], { id: "t-card-terminal" }),
  ],
  [
    "a charged leg, reversed",
    () =>
      cancelTender([leg("card-terminal", 5, { paymentId: "p" })], {
        id: "t-card-terminal",
        reversed: true,
      }),
  ],
  ...([0, -5, 1, 99, 499, 500, 1003, 1995, 2000, 9999, 12_345, 100_000] as const).map(
    (due): Question => [`keys for ${due}`, () => quickCash(due, "EUR")],
  ),
  ["keys for 1,280 yen", () => quickCash(1280, "JPY")],
  ["three keys", () => quickCash(1280, "EUR", 3)],
  [
    "how legs are counted",
    () =>
      [
        leg("cash", 1),
        leg("other", 1, { tenderTypeId: "v" }),
        leg("cash", 1, { foreign: { currency: "CHF", amountMinor: 1, rate: "1" } }),
      ].map(tenderKey),
  ],
];

const figures: ShiftFigures = {
  shiftId: "s",
  drawerId: "d",
  currency: "EUR",
  openedAtMs: 0,
  floatMinor: 1000,
  firstSequence: 1,
  lastSequence: 9,
  totals: {
    saleCount: 0,
    returnCount: 0,
    grossMinor: 0,
    discountMinor: 0,
    refundMinor: 0,
    taxMinor: 0,
    netSalesMinor: 0,
    roundingMinor: 0,
  },
  passedThroughMinor: 0,
  donatedMinor: 0,
  taxes: [],
  tenders: [
    { key: "cash", kind: "cash", name: "Cash", expectedMinor: 5000 },
    { key: "card", kind: "card", name: "Card", expectedMinor: 700 },
  ],
  movements: [],
  noSales: [],
  handOvers: [],
  holderStaffId: "staff-1",
  closed: false,
};
const policy = someSettings().setting("policy", "policy-1");
if (policy === undefined) throw new Error("the policy is there");
const close = (more: object = {}) =>
  closeShift({
    figures,
    policy,
    counts: [{ "1000": 5 }],
    others: [],
    zNumber: 3,
    unsentEntries: 2,
    ...more,
  });
const move = (kind: string, amountMinor: number) =>
  moveCash(figures, { kind, amountMinor } as never);
const shifts: readonly Question[] = [
  ["counted coins", () => countCash({ "1000": 2, "50": 3, "1": 0 })],
  ["an empty drawer", () => countCash({})],
  ...[
    { "0": 1 },
    { "-5": 1 },
    { x: 1 },
    { "5": -1 },
    { "5": 0.5 },
    { "5": 1_000_001 },
    { "0.5": 2 },
    { "9007199254740991": 2 },
  ].map(
    (counted): Question => [
      `counted ${JSON.stringify(counted)}`,
      () => countCash(counted as never),
    ],
  ),
  ["a million coins", () => countCash({ "1": 1_000_000 })],
  [
    "what a count says",
    () =>
      countShift(figures, {
        counts: [{ "1000": 9 }, { "1000": 4 }],
        others: [{ key: "card", countedMinor: 650 }],
      }),
  ],
  ["no count", () => countShift(figures, { counts: [], others: [] })],
  ["a broken count", () => countShift(figures, { counts: [{ x: 1 }], others: [] })],
  ...[499, 500, 501, -500, -501].map(
    (differenceMinor): Question => [
      `a reason for ${differenceMinor}`,
      () =>
        needsReason(
          [{ key: "a", kind: "a", name: "", expectedMinor: 0, countedMinor: 0, differenceMinor }],
          policy,
        ),
    ],
  ),
  ["a Z", () => close()],
  [
    "a Z with all said",
    () =>
      close({
        counts: [{ "1000": 6 }],
        keptFloatMinor: 6000,
        differenceReasonId: "lost",
        differenceNote: "n",
        approvalIds: ["a"],
      }),
  ],
  ["a Z that differs", () => close({ counts: [{ "1000": 6 }] })],
  ["a Z without a count", () => close({ counts: [] })],
  ["a second Z", () => close({ figures: { ...figures, closed: true } })],
  ["a float that was not counted", () => close({ keptFloatMinor: 5001 })],
  ["a float below zero", () => close({ keptFloatMinor: -1 })],
  ...["pay-in", "float", "pay-out", "drop", "bank", "hand-over", "correction"].flatMap((kind) =>
    [100, -100, 5000, 5001, -5000, -5001, 0, 0.5].map(
      (amount): Question => [`${kind} of ${amount}`, () => move(kind, amount)],
    ),
  ),
  ["own cash", () => [expectedCash(figures), expectedCash({ ...figures, tenders: [] })]],
];

it.each([
  ["tender", tenders],
  ["shift", shifts],
] as const)("%s answers as its page says", (name, questions) => {
  expect(told(questions)).toEqual(page(name));
});
