// Which offers are refused and why, and what is missing for those that are not; see test/fixtures/books.
import { expect, it } from "vitest";
import { explainLines } from "#shared/engine/explain/explain-lines.ts";
import { compileOffers } from "#shared/engine/promotion/compile.ts";
import { notLive } from "#shared/engine/promotion/live.ts";
import type { Condition, Offer, OfferAction } from "#shared/engine/promotion/offer.ts";
import { anOffer, aPriceLine, aPricing } from "#test/builders/pricing.ts";
import { page, type Question, told } from "#test/builders/told.ts";

const percent: OfferAction = { kind: "percent", target: "items", percent: "10" };
const compiled = (offers: readonly Offer[]) => {
  const made = compileOffers(offers);
  return made.ok ? "sound" : made;
};
const ofAction = (action: object): Question => [
  JSON.stringify(action),
  () => compiled([anOffer("o", action as OfferAction)]),
];
const ofMore = (more: object): Question => [
  JSON.stringify(more),
  () => compiled([anOffer("o", percent, more as Partial<Offer>)]),
];
const ofCondition = (condition: object): Question => [
  JSON.stringify(condition),
  () =>
    compiled([
      anOffer("o", percent, {
        conditions: [{ kind: "contains", select: {} }, condition as Condition],
      }),
    ]),
];
const side = { quantity: 1 };
const bundle = (items: readonly object[], more: object = {}) => ({
  kind: "bundle",
  items,
  priceMinor: 100,
  ...more,
});
const set = (id: string, items: readonly object[]) => anOffer(id, bundle(items) as OfferAction);

const checks: readonly Question[] = [
  ...[
    percent,
    { kind: "nothing" },
    { kind: "percent", target: "items" },
    { kind: "percent", target: "items", percent: "0" },
    { kind: "percent", target: "items", percent: "0.00" },
    { kind: "percent", target: "items", percent: "-5" },
    { kind: "percent", target: "items", percent: "x" },
    { kind: "percent", target: "items", percent: "0.5" },
    { kind: "percent", target: "items", percent: "150" },
    { kind: "percent", target: "items", percent: "10", amountMinor: 5 },
    { kind: "fixed", target: "items", amountMinor: 1 },
    { kind: "fixed", target: "items", amountMinor: 0 },
    { kind: "fixed", target: "items", amountMinor: -1 },
    { kind: "fixed", target: "items", amountMinor: 0.5 },
    { kind: "fixed", target: "items" },
    { kind: "fixed", target: "items", percent: "10" },
    { ...percent, maxUnitsPerLine: 0 },
    { ...percent, maxUnits: 0 },
    { ...percent, groupSize: 0 },
    { ...percent, maxUnitsPerLine: 1, maxUnits: 1, groupSize: 1 },
    { ...percent, maxAmountMinor: 0 },
    { ...percent, maxGrossAmountMinor: 0 },
    { ...percent, maxAmountMinor: 1, maxGrossAmountMinor: 1 },
    { ...percent, select: { tagsAny: [] } },
    { ...percent, select: { categoriesAny: [] } },
    { ...percent, select: { productsAny: [] } },
    { ...percent, select: { brandsAny: [] } },
    { ...percent, select: { minUnitPriceMinor: 0.5 } },
    { ...percent, select: { maxUnitPriceMinor: Number.NaN } },
    { ...percent, select: { minUnitPriceMinor: 6, maxUnitPriceMinor: 5 } },
    { ...percent, select: { minUnitPriceMinor: 5, maxUnitPriceMinor: 5 } },
    { kind: "percent", target: "items", tiers: [] },
    { kind: "percent", target: "items", tiers: [{ percent: "0" }] },
    {
      kind: "percent",
      target: "items",
      tiers: [{ percent: "0" }, { minSubtotalMinor: 5, percent: "5" }],
    },
    { kind: "percent", target: "items", tiers: [{ minSubtotalMinor: -1, percent: "5" }] },
    {
      kind: "percent",
      target: "items",
      tiers: [{ percent: "5" }, { minQuantityMilli: -1, percent: "5" }],
    },
    { kind: "percent", target: "items", tiers: [{ percent: "x" }] },
    { kind: "fixed", target: "items", tiers: [{ amountMinor: 5 }] },
    { kind: "fixed", target: "items", tiers: [{ amountMinor: 0 }] },
    { kind: "first_and_additional", target: "items", firstMinor: 0, additionalMinor: 0 },
    { kind: "first_and_additional", target: "items", firstMinor: 0, additionalMinor: 1 },
    { kind: "first_and_additional", target: "items", firstMinor: 1, additionalMinor: 0 },
    { kind: "first_and_additional", target: "items", firstMinor: -1, additionalMinor: 2 },
    { kind: "first_and_additional", target: "items", firstMinor: 2, additionalMinor: -1 },
    {
      kind: "first_and_additional",
      target: "items",
      firstMinor: 2,
      additionalMinor: 1,
      maxUnits: 0,
    },
    {
      kind: "first_and_additional",
      target: "items",
      firstMinor: 2,
      additionalMinor: 1,
      maxUnits: -1,
    },
    { kind: "buy_get", buy: side, get: side, percent: "100" },
    { kind: "buy_get", buy: side, get: side, amountMinor: 5 },
    { kind: "buy_get", buy: side, get: side, amountMinor: 0 },
    { kind: "buy_get", buy: side, get: side },
    { kind: "buy_get", buy: { quantity: 0 }, get: side, percent: "5" },
    { kind: "buy_get", buy: side, get: { quantity: 0.5 }, percent: "5" },
    { kind: "buy_get", buy: { ...side, select: { tagsAny: [] } }, get: side, percent: "5" },
    { kind: "buy_get", buy: side, get: { ...side, select: { brandsAny: [] } }, percent: "5" },
    { kind: "buy_get", buy: side, get: side, percent: "5", maxRepeats: 0 },
    { kind: "buy_get", buy: side, get: side, percent: "5", maxRepeats: 1 },
    bundle([side]),
    bundle([]),
    bundle([{ quantity: 0 }]),
    bundle([side, { ...side, select: { tagsAny: [] } }]),
    bundle([side], { priceMinor: -1 }),
    bundle([side], { priceMinor: 0 }),
    bundle([side], { maxRepeats: 0 }),
    bundle([{ quantity: 1, ofOfferId: "o" }]),
    bundle([{ quantity: 1, ofOfferId: "gone" }]),
  ].map(ofAction),
  ...[
    { validFromMs: 5, validUntilMs: 5 },
    { validFromMs: 5, validUntilMs: 6 },
    { validFromMs: 6, validUntilMs: 5 },
    { fromMinute: -1 },
    { fromMinute: 0 },
    { untilMinute: 1440 },
    { untilMinute: 1441 },
    { fromMinute: 0.5 },
    { fromMinute: 60, untilMinute: 60 },
    { fromMinute: 60, untilMinute: 59 },
    { daysOfWeek: [0] },
    { daysOfWeek: [8] },
    { daysOfWeek: [1, 7] },
    { daysOfWeek: [1.5] },
    { daysOfWeek: [] },
    { storeIds: [] },
    { channels: [] },
    { segmentsAny: [] },
    { couponCodes: [] },
    { budget: { spendLimitMinor: -1 } },
    { budget: { spentMinor: 0.5 } },
    { budget: { useLimit: -1 } },
    { budget: { used: Number.NaN } },
    { budget: { spendLimitMinor: 0, spentMinor: 0, useLimit: 0, used: 0 } },
  ].map(ofMore),
  ...[
    { kind: "min_subtotal", amountMinor: 0 },
    { kind: "min_subtotal", amountMinor: -1 },
    { kind: "min_quantity", quantityMilli: 0.5 },
    { kind: "min_quantity", quantityMilli: 0 },
    { kind: "min_line_quantity", quantityMilli: -1 },
    { kind: "contains", select: { tagsAny: [] } },
    { kind: "weather" },
  ].map(ofCondition),
  ["two of one id", () => compiled([anOffer("o"), anOffer("p"), anOffer("o")])],
  [
    "a set of sets",
    () => compiled([set("a", [{ quantity: 2, ofOfferId: "b" }]), set("b", [{ quantity: 3 }])]),
  ],
  [
    "a circle of sets",
    () =>
      compiled([
        anOffer("z"),
        set("a", [{ quantity: 1, ofOfferId: "b" }]),
        set("b", [{ quantity: 1, ofOfferId: "a" }]),
      ]),
  ],
  [
    "a set of something else",
    () => compiled([set("a", [{ quantity: 1, ofOfferId: "z" }]), anOffer("z")]),
  ],
  [
    "a set of too many",
    () =>
      compiled([
        set("a", [{ quantity: 900_000_000_000, ofOfferId: "b" }]),
        set("b", [{ quantity: 900_000_000_000 }]),
      ]),
  ],
];

const DAY = 86_400_000;
const live = (more: Partial<Offer>, context: object) =>
  notLive(anOffer("o", percent, more), { atMs: 0, ...context });
const lives: readonly Question[] = [
  ...[9, 10, 19, 20].map(
    (atMs): Question => [
      `from 10 until 20 at ${atMs}`,
      () => live({ validFromMs: 10, validUntilMs: 20 }, { atMs }),
    ],
  ),
  ...["s1", "s2", undefined].map(
    (storeId): Question => [`in store ${storeId}`, () => live({ storeIds: ["s1"] }, { storeId })],
  ),
  ...["web", "counter", undefined].map(
    (channel): Question => [
      `on channel ${channel}`,
      () => live({ channels: ["web"] }, { channel }),
    ],
  ),
  ...[["gold"], ["x", "gold"], ["x"], [], undefined].map(
    (segments): Question => [
      `for ${segments}`,
      () => live({ segmentsAny: ["gold", "vip"] }, { segments }),
    ],
  ),
  ...[["A"], ["B"], undefined].map(
    (coupons): Question => [`with ${coupons}`, () => live({ couponCodes: ["A"] }, { coupons })],
  ),
  ...[539, 540, 1019, 1020].map(
    (minute): Question => [
      `nine to five at minute ${minute}`,
      () => live({ fromMinute: 540, untilMinute: 1020 }, { atMs: minute * 60_000 }),
    ],
  ),
  ...[1319, 1320, 1439, 0, 119, 120].map(
    (minute): Question => [
      `ten to two at night, minute ${minute}`,
      () => live({ fromMinute: 1320, untilMinute: 120 }, { atMs: minute * 60_000 }),
    ],
  ),
  ...[0, 1, 2, 3, 4, 5, 6].map(
    (day): Question => [
      `on Thursdays, ${day} days after the first of 1970`,
      () => live({ daysOfWeek: [4] }, { atMs: day * DAY }),
    ],
  ),
  ["the day before the epoch is a Wednesday", () => live({ daysOfWeek: [3] }, { atMs: -1 })],
  [
    "an hour ahead it is Friday",
    () => live({ daysOfWeek: [5] }, { atMs: DAY - 1, utcOffsetMinutes: 60 }),
  ],
  [
    "Friday's night belongs to Thursday",
    () => live({ daysOfWeek: [4], fromMinute: 1320, untilMinute: 120 }, { atMs: DAY + 60_000 }),
  ],
  [
    "Friday's evening does not",
    () =>
      live({ daysOfWeek: [4], fromMinute: 1320, untilMinute: 120 }, { atMs: DAY + 1320 * 60_000 }),
  ],
  [
    "from ten on",
    () => [
      live({ fromMinute: 600 }, { atMs: 599 * 60_000 }),
      live({ fromMinute: 600 }, { atMs: 600 * 60_000 }),
    ],
  ],
  [
    "until ten",
    () => [
      live({ untilMinute: 600 }, { atMs: 599 * 60_000 }),
      live({ untilMinute: 600 }, { atMs: 600 * 60_000 }),
    ],
  ],
];

const a = { tagsAny: ["a"] };
const b = { tagsAny: ["b"] };
const basket = [
  aPriceLine("l1", 1000, { tags: ["a"], quantity: 2 }),
  aPriceLine("l2", 700, { tags: ["b"] }),
  aPriceLine("l3", 300, { tags: ["b", "c"], quantity: 3 }),
];
const explained = (offers: readonly Offer[], more: object = {}) => {
  const made = explainLines(aPricing({ lines: basket, offers, ...more }));
  return made.ok ? made.value.offers : made;
};
const lacking = (action: object, conditions: readonly object[] = [], more: object = {}): unknown =>
  explained([
    anOffer("o", action as OfferAction, { conditions: conditions as Condition[], ...more }),
  ]);
const off = (select: object, more: object = {}) => ({
  kind: "percent",
  target: "items",
  percent: "10",
  select,
  ...more,
});
const hints: readonly Question[] = [
  ["applied", () => lacking(off(a))],
  ["nothing of it here", () => lacking(off({ tagsAny: ["z"] }))],
  ["one of another", () => lacking(off({ tagsAny: ["z"] }), [{ kind: "contains", select: b }])],
  ["contains, met", () => lacking(off(a), [{ kind: "contains", select: b }])],
  ["contains, not met", () => lacking(off(a), [{ kind: "contains", select: { tagsAny: ["z"] } }])],
  ["three of a", () => lacking(off(a), [{ kind: "min_quantity", quantityMilli: 3000, select: a }])],
  [
    "half more of a",
    () => lacking(off(a), [{ kind: "min_quantity", quantityMilli: 2500, select: a }]),
  ],
  ["40.00 of all", () => lacking(off(a), [{ kind: "min_subtotal", amountMinor: 4000 }])],
  ["40.00 of b", () => lacking(off(a), [{ kind: "min_subtotal", amountMinor: 4000, select: b }])],
  ["36.00 exactly", () => lacking(off(a), [{ kind: "min_subtotal", amountMinor: 3600 }])],
  [
    "four in one line of b",
    () => lacking(off(a), [{ kind: "min_line_quantity", quantityMilli: 4000, select: b }]),
  ],
  [
    "four in one line of z, worth 50.00",
    () =>
      lacking(off(a), [
        { kind: "min_line_quantity", quantityMilli: 4000, select: { tagsAny: ["z"] } },
        { kind: "min_subtotal", amountMinor: 5000, select: { tagsAny: ["z"] } },
      ]),
  ],
  [
    "four in one line of b, worth 17.00",
    () =>
      lacking(off(a), [
        { kind: "min_line_quantity", quantityMilli: 4000, select: b },
        { kind: "min_subtotal", amountMinor: 1700, select: b },
      ]),
  ],
  [
    "four in one line of b, worth 30.00",
    () =>
      lacking(off(a), [
        { kind: "min_line_quantity", quantityMilli: 4000, select: b },
        { kind: "min_subtotal", amountMinor: 3000, select: b },
      ]),
  ],
  [
    "two line rules",
    () =>
      lacking(off(a), [
        { kind: "min_line_quantity", quantityMilli: 4000, select: b },
        { kind: "min_line_quantity", quantityMilli: 6000, select: b },
      ]),
  ],
  ["a group of five a", () => lacking(off(a, { groupSize: 5 }))],
  ["a group of five b, one a line", () => lacking(off(b, { groupSize: 5, maxUnitsPerLine: 1 }))],
  [
    "a tier of 50.00",
    () =>
      lacking({
        kind: "percent",
        target: "items",
        select: a,
        tiers: [
          { minSubtotalMinor: 5000, percent: "10" },
          { minSubtotalMinor: 9000, percent: "20" },
        ],
      }),
  ],
  [
    "a tier of three, and the next",
    () =>
      lacking({
        kind: "fixed",
        target: "items",
        select: b,
        tiers: [
          { minQuantityMilli: 3000, amountMinor: 10 },
          { minQuantityMilli: 6000, amountMinor: 20 },
        ],
      }),
  ],
  [
    "tiers out of order",
    () =>
      lacking({
        kind: "percent",
        target: "items",
        select: b,
        tiers: [
          { minQuantityMilli: 9000, percent: "5" },
          { minQuantityMilli: 2000, percent: "1" },
          { minQuantityMilli: 5000, minSubtotalMinor: 2000, percent: "2" },
        ],
      }),
  ],
  [
    "buy three a, get one a",
    () =>
      lacking({
        kind: "buy_get",
        buy: { select: a, quantity: 3 },
        get: { select: a, quantity: 1 },
        percent: "100",
      }),
  ],
  [
    "buy one a, get five b",
    () =>
      lacking({
        kind: "buy_get",
        buy: { select: a, quantity: 1 },
        get: { select: b, quantity: 5 },
        percent: "50",
      }),
  ],
  [
    "buy four b, get one c",
    () =>
      lacking({
        kind: "buy_get",
        buy: { select: b, quantity: 4 },
        get: { select: { tagsAny: ["c"] }, quantity: 1 },
        percent: "50",
      }),
  ],
  [
    "buy three z, get one b",
    () =>
      lacking({
        kind: "buy_get",
        buy: { select: { tagsAny: ["z"] }, quantity: 3 },
        get: { select: b, quantity: 1 },
        percent: "50",
      }),
  ],
  [
    "a set of three a and two z",
    () =>
      lacking({
        kind: "bundle",
        items: [
          { select: a, quantity: 3 },
          { select: { tagsAny: ["z"] }, quantity: 2 },
        ],
        priceMinor: 100,
      }),
  ],
  [
    "a set twice of b",
    () =>
      lacking({
        kind: "bundle",
        items: [
          { select: b, quantity: 3 },
          { select: b, quantity: 3 },
        ],
        priceMinor: 100,
      }),
  ],
  [
    "a set that costs more than it is worth",
    () => lacking({ kind: "bundle", items: [{ select: b, quantity: 2 }], priceMinor: 100_000 }),
  ],
  ["fees, none there", () => lacking({ kind: "percent", target: "fees", percent: "100" })],
  ["used up", () => lacking(off(a), [], { budget: { useLimit: 2, used: 2 } })],
  ["one use left", () => lacking(off(a), [], { budget: { useLimit: 2, used: 1 } })],
  [
    "spent to the cent",
    () => lacking(off(a), [], { budget: { spendLimitMinor: 300, spentMinor: 100 } }),
  ],
  [
    "a cent too many",
    () => lacking(off(a), [], { budget: { spendLimitMinor: 300, spentMinor: 101 } }),
  ],
  [
    "missing, and then too dear for its budget",
    () =>
      lacking(off(a), [{ kind: "min_quantity", quantityMilli: 3000, select: a }], {
        budget: { spendLimitMinor: 100 },
      }),
  ],
  ["not live", () => lacking(off(a), [], { channels: ["web"] })],
  [
    "units that another set uses",
    () =>
      explained([
        anOffer("first", {
          kind: "buy_get",
          buy: { select: a, quantity: 1 },
          get: { select: a, quantity: 1 },
          percent: "50",
        }),
        anOffer("second", {
          kind: "buy_get",
          buy: { select: a, quantity: 1 },
          get: { select: a, quantity: 1 },
          percent: "50",
        }),
      ]),
  ],
  [
    "units that another takes again and again",
    () =>
      explained([
        anOffer("first", {
          kind: "bundle",
          items: [{ select: a, quantity: 1 }],
          priceMinor: 1,
          repeat: true,
        }),
        anOffer("second", {
          kind: "buy_get",
          buy: { select: a, quantity: 1 },
          get: { select: a, quantity: 1 },
          percent: "50",
        }),
      ]),
  ],
  [
    "an exclusive one stands before it",
    () =>
      explained([
        anOffer("only", off(b) as OfferAction, { exclusive: true }),
        anOffer("second", off(a) as OfferAction, {
          conditions: [{ kind: "contains", select: { tagsAny: ["z"] } }],
        }),
        anOffer("fees", { kind: "percent", target: "fees", percent: "10" }),
        anOffer("far", off({ tagsAny: ["z"] }) as OfferAction),
      ]),
  ],
  [
    "an exclusive one would come in the way",
    () =>
      explained([
        anOffer("only", off(b) as OfferAction, {
          exclusive: true,
          conditions: [{ kind: "min_quantity", quantityMilli: 5000, select: b }],
        }),
        anOffer("second", off(a) as OfferAction, {
          conditions: [{ kind: "min_quantity", quantityMilli: 5000, select: b }],
        }),
      ]),
  ],
  [
    "all of it is given away before",
    () =>
      explained([
        anOffer("first", off(a, { percent: "100" }) as OfferAction),
        anOffer("second", off(a) as OfferAction),
      ]),
  ],
];

it.each([
  ["offer-check", checks],
  ["offer-live", lives],
  ["offer-hints", hints],
] as const)("%s answers as its page says", (name, questions) => {
  expect(told(questions)).toEqual(page(name));
});
