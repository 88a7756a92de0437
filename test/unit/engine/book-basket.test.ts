// What a person may do to a basket, question by question; the answers are in test/fixtures/books.
import { expect, it } from "vitest";
import { checkDraft } from "#shared/engine/basket-check.ts";
import * as edit from "#shared/engine/basket-edit.ts";
import { addManual, dropManual } from "#shared/engine/manual.ts";
import { checkRestrictions, restrictionsOf } from "#shared/engine/restricted.ts";
import type { BasketDraft, BasketLine, ManualChange } from "#shared/records/basket.ts";
import { aCatalogue, aProduct } from "#test/builders/catalogue.ts";
import { aPricedBasket, aPricedLine } from "#test/builders/sale.ts";
import { someSettings } from "#test/builders/settings.ts";
import { page, type Question, told } from "#test/builders/told.ts";

const tee = aProduct({
  id: "tee",
  name: "Tee",
  units: [{ id: "box", name: "Box", factorMilli: 12_000, gtins: [] }],
});
const ham = aProduct({ id: "ham", name: "Ham", weighed: true });
const empty = edit.newBasket({
  id: "b",
  storeId: "store-1",
  registerId: "register-1",
  currency: "EUR",
  channel: "counter",
  atMs: 5,
});
const line = (id: string, more: Partial<BasketLine> = {}): BasketLine => ({
  id,
  productId: "tee",
  quantityMilli: 1000,
  manual: [],
  serials: [],
  addedAtMs: 1,
  ...more,
});
const withLines = (...lines: BasketLine[]): BasketDraft => ({ ...empty, lines });
const add = (draft: BasketDraft, more: object = {}) =>
  edit.addLine(draft, { id: "new", product: tee, atMs: 9, ...more } as never);
const manual = (
  kind: ManualChange["kind"],
  value: number,
  more: Partial<ManualChange> = {},
): ManualChange => ({ id: "m", kind, value, reasonId: "r", staffId: "s", ...more });
const many = (count: number) =>
  Array.from({ length: count }, (_, index) => line(`l${index}`, { note: "x" }));
const facts = [
  ["serials", { serials: ["S1"] }],
  ["batch", { batch: "B" }],
  ["expiresOn", { expiresOn: "2027-01-01" }],
  ["fulfilment", { fulfilment: { kind: "ship", placeId: "w" } }],
  ["reference", { reference: "R" }],
  ["typedPriceMinor", { typedPriceMinor: 5 }],
  ["embeddedPriceMinor", { embeddedPriceMinor: 5 }],
  ["unitId", { unitId: "box" }],
  ["typedName", { typedName: "T" }],
] as const;

const editing: readonly Question[] = [
  ["an empty basket", () => empty],
  [
    "an empty basket of the web",
    () => edit.newBasket({ id: "b", storeId: "s", currency: "JPY", channel: "web", atMs: 0 }),
  ],
  ["a first line", () => add(empty)],
  ["the same once more", () => add(withLines(line("a")), { quantityMilli: 2000 })],
  [
    "the same beside another",
    () => add(withLines(line("x", { productId: "mug" }), line("a"), line("z"))),
  ],
  [
    "weighed goods twice",
    () => add(withLines(line("a", { productId: "ham" })), { product: ham, quantityMilli: 350 }),
  ],
  ...facts.map(
    ([name, more]): Question => [
      `added with ${name} makes its own line`,
      () => add(withLines(line("a")), more),
    ],
  ),
  ...facts.map(
    ([name, more]): Question => [
      `added to a line with ${name}`,
      () => add(withLines(line("a", more as Partial<BasketLine>))),
    ],
  ),
  ["added to a line with a note", () => add(withLines(line("a", { note: "n" })))],
  ["added to a gift", () => add(withLines(line("a", { gift: true })))],
  [
    "added to a line changed by hand",
    () => add(withLines(line("a", { manual: [manual("percent", 5)] }))),
  ],
  ["two of a unit", () => add(withLines(line("a", { unitId: "box" })), { unitId: "box" })],
  ["a unit it has not", () => add(empty, { unitId: "pallet" })],
  ["recalled goods", () => add(empty, { product: { ...tee, blocked: "recall" } })],
  ...[0, -1000, 0.5, Number.NaN, 1500, 10_000_001_000, 999_999_000].map(
    (quantityMilli): Question => [
      `a quantity of ${quantityMilli}`,
      () => add(empty, { quantityMilli }),
    ],
  ),
  [
    "the last quantity and one more",
    () =>
      add(withLines(line("a", { quantityMilli: 1_000_000_000 })), { quantityMilli: 1_000_000_000 }),
  ],
  ["a tenth of a weighed one", () => add(empty, { product: ham, quantityMilli: 100 })],
  ...[-1, 1.5, 2 ** 53, 0].map(
    (typedPriceMinor): Question => [
      `a typed price of ${typedPriceMinor}`,
      () => add(empty, { typedPriceMinor }),
    ],
  ),
  ["an embedded price below zero", () => add(empty, { embeddedPriceMinor: -1 })],
  ...(["department", "gift-card", "tip", "donation", "service", "bag", "deposit"] as const).map(
    (kind): Question => [
      `${kind} without a price`,
      () => add(empty, { product: aProduct({ id: kind, name: kind, kind }) }),
    ],
  ),
  [
    "a gift card without its number",
    () => add(empty, { product: aProduct({ id: "g", kind: "gift-card" }), typedPriceMinor: 500 }),
  ],
  [
    "a gift card",
    () =>
      add(empty, {
        product: aProduct({ id: "g", kind: "gift-card" }),
        typedPriceMinor: 500,
        reference: "G1",
      }),
  ],
  [
    "a serial that is there",
    () => add(withLines(line("a", { serials: ["S1", "S2"] })), { serials: ["S3", "S2"] }),
  ],
  ["a line too many", () => add(withLines(...many(2000)))],
  [
    "the last line",
    () => {
      const added = add(withLines(...many(1999)));
      return added.ok ? added.value.draft.lines.length : added;
    },
  ],
  [
    "quantity set",
    () =>
      edit.setQuantity(withLines(line("a"), line("b")), {
        lineId: "b",
        quantityMilli: 3000,
        product: tee,
      }),
  ],
  [
    "quantity of no line",
    () =>
      edit.setQuantity(withLines(line("a")), { lineId: "b", quantityMilli: 3000, product: tee }),
  ],
  [
    "quantity set to nothing",
    () => edit.setQuantity(withLines(line("a")), { lineId: "a", quantityMilli: 0, product: tee }),
  ],
  [
    "quantity set to a part",
    () =>
      edit.setQuantity(withLines(line("a")), { lineId: "a", quantityMilli: 1001, product: tee }),
  ],
  [
    "quantity set beyond all",
    () =>
      edit.setQuantity(withLines(line("a")), {
        lineId: "a",
        quantityMilli: 10 ** 12,
        product: tee,
      }),
  ],
  ["removed", () => edit.removeLine(withLines(line("a"), line("b"), line("c")), "b")],
  ["removed, not there", () => edit.removeLine(withLines(line("a")), "b")],
  [
    "restored where it was",
    () => edit.restoreLine(withLines(line("a"), line("c")), { removed: line("b"), index: 1 }),
  ],
  [
    "restored at the end",
    () => edit.restoreLine(withLines(line("a")), { removed: line("b"), index: 9 }),
  ],
  [
    "restored into a full basket",
    () => edit.restoreLine(withLines(...many(2000)), { removed: line("b"), index: 0 }),
  ],
  [
    "facts of a line",
    () =>
      edit.changeLine(withLines(line("a"), line("b")), "a", {
        note: "n",
        gift: true,
        serials: ["1", "2"],
        batch: "B",
        fulfilment: { kind: "ship", placeId: "w" },
        reference: "R",
      }),
  ],
  [
    "facts taken back",
    () =>
      edit.changeLine(withLines(line("a", { note: "n", gift: true, serials: ["1"] })), "a", {
        note: "",
        gift: false,
        serials: [],
      }),
  ],
  [
    "facts left alone",
    () => edit.changeLine(withLines(line("a", { note: "n", serials: ["1"] })), "a", {}),
  ],
  ["facts of no line", () => edit.changeLine(withLines(line("a")), "b", {})],
  [
    "a serial twice in one line",
    () => edit.changeLine(withLines(line("a")), "a", { serials: ["1", "1"] }),
  ],
  [
    "a serial of another line",
    () =>
      edit.changeLine(withLines(line("a", { serials: ["1"] }), line("b")), "b", {
        serials: ["2", "1"],
      }),
  ],
  [
    "its own serial again",
    () => edit.changeLine(withLines(line("a", { serials: ["1"] })), "a", { serials: ["1", "2"] }),
  ],
  ["a client", () => edit.setClient(empty, "c")],
  ["the client taken off", () => edit.setClient({ ...empty, clientId: "c" }, undefined)],
  ["a staff purchase", () => edit.setStaffBuyer(empty, { buyerId: "x", cashierId: "y" })],
  [
    "a staff purchase taken back",
    () =>
      edit.setStaffBuyer({ ...empty, staffBuyerId: "x" }, { buyerId: undefined, cashierId: "y" }),
  ],
  [
    "a staff purchase by the buyer",
    () => edit.setStaffBuyer(empty, { buyerId: "y", cashierId: "y" }),
  ],
  ["a coupon", () => edit.addCoupon(empty, "  ten-off ")],
  ["a second coupon", () => edit.addCoupon({ ...empty, coupons: ["A"] }, "B")],
  ["a coupon again", () => edit.addCoupon({ ...empty, coupons: ["TEN"] }, "ten")],
  ["no coupon", () => edit.addCoupon(empty, "   ")],
  ["the longest coupon", () => edit.addCoupon(empty, "x".repeat(80)).ok],
  ["too long a coupon", () => edit.addCoupon(empty, "x".repeat(81))],
  [
    "the fiftieth coupon",
    () => edit.addCoupon({ ...empty, coupons: many(49).map(({ id }) => id) }, "z").ok,
  ],
  [
    "too many coupons",
    () => edit.addCoupon({ ...empty, coupons: many(50).map(({ id }) => id) }, "z"),
  ],
  ["a coupon dropped", () => edit.dropCoupon({ ...empty, coupons: ["A", "B"] }, "A")],
  [
    "an exemption",
    () => edit.setExemption(empty, { certificate: "C", reasonId: "r", taxIds: ["v"] }),
  ],
  [
    "an exemption without paper",
    () => edit.setExemption(empty, { certificate: "  ", reasonId: "r" }),
  ],
  [
    "an exemption taken back",
    () =>
      edit.setExemption({ ...empty, exemption: { certificate: "C", reasonId: "r" } }, undefined),
  ],
  [
    "a check answered again",
    () =>
      edit.answerCheck(
        {
          ...empty,
          checks: [
            { restrictionId: "a", outcome: "refused", staffId: "s" },
            { restrictionId: "b", outcome: "checked", staffId: "s" },
          ],
        },
        { restrictionId: "a", outcome: "checked", staffId: "t" },
      ),
  ],
];

const role = {
  name: "Cashier",
  permissions: [],
  discountLimitBasisPoints: 1000,
  priceChangeLimitBasisPoints: 500,
  refundLimitMinor: 0,
  approves: [],
};
const priced = aPricedBasket(
  [
    aPricedLine({ id: "a", unitPriceMinor: 1000, quantityMilli: 2000 }),
    aPricedLine({ id: "z", unitPriceMinor: 0 }),
    aPricedLine({ id: "r", unitPriceMinor: 800, regularUnitPriceMinor: 1000 }),
  ],
  { basketId: "b" },
);
const byHand = (what: ManualChange, lineId?: string, before: ManualChange[] = []) =>
  addManual(
    {
      ...withLines(line("a", { manual: lineId === undefined ? [] : before }), line("z"), line("r")),
      manual: lineId === undefined ? before : [],
    },
    { lineId, manual: what, role, priced },
  );
const hand: readonly Question[] = [
  ["10 % off a line", () => byHand(manual("percent", 1000), "a")],
  ["10.01 % off a line", () => byHand(manual("percent", 1001), "a")],
  ["10.01 % with an approval", () => byHand(manual("percent", 1001, { approvalId: "ok" }), "a")],
  [
    "5 % and 5.01 % more",
    () => byHand(manual("percent", 501), "a", [manual("percent", 500, { id: "first" })]),
  ],
  [
    "5 % and 5 % more",
    () => byHand(manual("percent", 500), "a", [manual("percent", 500, { id: "first" })]),
  ],
  ["10 % off the basket", () => byHand(manual("percent", 1000))],
  ["an amount of 10 % off the basket", () => byHand(manual("amount", 280))],
  ["an amount above 10 % off the basket", () => byHand(manual("amount", 281))],
  ["2.00 off a line of 20.00", () => byHand(manual("amount", 200), "a")],
  ["2.01 off a line of 20.00", () => byHand(manual("amount", 201), "a")],
  ["all of a line, approved", () => byHand(manual("amount", 2000, { approvalId: "ok" }), "a")],
  ["more than a line, approved", () => byHand(manual("amount", 2001, { approvalId: "ok" }), "a")],
  ["100 %, approved", () => byHand(manual("percent", 10_000, { approvalId: "ok" }), "a")],
  ["more than 100 %", () => byHand(manual("percent", 10_001, { approvalId: "ok" }), "a")],
  ["0 %", () => byHand(manual("percent", 0), "a")],
  ["an amount of nothing", () => byHand(manual("amount", 0), "a")],
  ["half a cent", () => byHand(manual("amount", 0.5), "a")],
  ["a price 5 % down", () => byHand(manual("price", 950), "a")],
  ["a price 5 % up", () => byHand(manual("price", 1050), "a")],
  ["a price 5.1 % down", () => byHand(manual("price", 949), "a")],
  ["a price away from the regular one", () => byHand(manual("price", 949), "r")],
  ["a price near the regular one", () => byHand(manual("price", 960), "r")],
  ["a price below zero", () => byHand(manual("price", -1), "a")],
  ["a price of nothing for what costs nothing", () => byHand(manual("price", 0), "z")],
  ["a price for what costs nothing", () => byHand(manual("price", 1), "z")],
  ["a price for the basket", () => byHand(manual("price", 5))],
  [
    "a second price replaces the first",
    () =>
      byHand(manual("price", 960), "a", [
        manual("price", 990, { id: "old" }),
        manual("percent", 100, { id: "pct" }),
      ]),
  ],
  [
    "a discount beside a price",
    () => byHand(manual("percent", 900), "a", [manual("price", 1, { id: "old" })]),
  ],
  ["a line that is not there", () => byHand(manual("percent", 5), "q")],
  [
    "taken back from a line",
    () =>
      dropManual(
        withLines(
          line("a", { manual: [manual("percent", 5), manual("percent", 6, { id: "n" })] }),
          line("b", { manual: [manual("percent", 7)] }),
        ),
        { lineId: "a", manualId: "m" },
      ),
  ],
  [
    "taken back from the basket",
    () =>
      dropManual(
        {
          ...withLines(line("a", { manual: [manual("percent", 5)] })),
          manual: [manual("percent", 5), manual("amount", 6, { id: "n" })],
        },
        { manualId: "m" },
      ),
  ],
];

const fee = { id: "f", kind: "shipping", name: "D", amountMinor: 5, taxIds: [] };
const checking: readonly Question[] = [
  [
    "a sound draft",
    () =>
      checkDraft({
        ...withLines(
          line("a", {
            typedPriceMinor: 0,
            embeddedPriceMinor: 0,
            manual: [manual("price", 0), manual("amount", 0), manual("percent", 10_000)],
          }),
        ),
        fees: [{ ...fee, amountMinor: 0 }],
        manual: [manual("percent", 1)],
      }),
  ],
  ["an unknown currency", () => checkDraft({ ...empty, currency: "XYZ" })],
  ["2,000 lines", () => checkDraft(withLines(...many(2000)))],
  ["2,001 lines", () => checkDraft(withLines(...many(2001)))],
  ["two lines of one id", () => checkDraft(withLines(line("a"), line("b"), line("a")))],
  ...[0, -1, 1.5, Number.NaN, 2 ** 60].map(
    (quantityMilli): Question => [
      `a quantity of ${quantityMilli}`,
      () => checkDraft(withLines(line("x"), line("a", { quantityMilli }))),
    ],
  ),
  ["a typed price below zero", () => checkDraft(withLines(line("a", { typedPriceMinor: -1 })))],
  [
    "an embedded price that is no amount",
    () => checkDraft(withLines(line("a", { embeddedPriceMinor: 1.5 }))),
  ],
  [
    "a discount below zero",
    () => checkDraft(withLines(line("a", { manual: [manual("amount", 1), manual("amount", -1)] }))),
  ],
  ["0 % on a line", () => checkDraft(withLines(line("a", { manual: [manual("percent", 0)] })))],
  [
    "100.01 % on a line",
    () => checkDraft(withLines(line("a", { manual: [manual("percent", 10_001)] }))),
  ],
  [
    "a price for the whole basket",
    () => checkDraft({ ...empty, manual: [manual("percent", 5), manual("price", 5)] }),
  ],
  [
    "a broken discount on the basket",
    () => checkDraft({ ...empty, manual: [manual("percent", 0.5)] }),
  ],
  [
    "a fee below zero",
    () => checkDraft({ ...empty, fees: [fee, { ...fee, id: "g", amountMinor: -1 }] }),
  ],
  [
    "a fee that is no amount",
    () => checkDraft({ ...empty, fees: [{ ...fee, amountMinor: Number.NaN }] }),
  ],
  ["two fees of one id", () => checkDraft({ ...empty, fees: [fee, fee] })],
  ["a fee with a line's id", () => checkDraft({ ...withLines(line("f")), fees: [fee] })],
];

const restriction = {
  beer: {
    name: "Beer",
    minimumAge: 16,
    warning: "Show an ID",
    hours: [{ from: "06:30", to: "22:00" }],
    quantityMaxMilli: 6000,
  },
  night: {
    name: "Spirits",
    minimumAge: 18,
    hours: [
      { from: "20:00", to: "02:00" },
      { from: "12:00", to: "13:00" },
    ],
    cashierMinimumAge: 18,
  },
  pills: { name: "Pills", quantityMaxMilli: 2000, hours: [] },
};
const catalogue = aCatalogue({
  settings: someSettings({ restriction }),
  products: [...Object.keys(restriction), "odd"]
    .map((id) => aProduct({ id, restrictionId: id }))
    .concat(tee),
});
const checks = (restrictionId: string, outcome: "checked" | "refused") => [
  { restrictionId, outcome, staffId: "s" },
];
const asks = (draft: BasketDraft) => restrictionsOf(draft, catalogue);
const may = (draft: BasketDraft, minuteOfDay: number, maySellRestricted = true) =>
  checkRestrictions(asks(draft), catalogue, { minuteOfDay, maySellRestricted });
const beer = (more: Partial<BasketDraft> = {}) => ({
  ...withLines(line("a", { productId: "beer" })),
  checks: checks("beer", "checked"),
  ...more,
});
const spirits = {
  ...withLines(line("a", { productId: "night" })),
  checks: checks("night", "checked"),
};
const restricted: readonly Question[] = [
  [
    "asked once for all lines of it",
    () =>
      asks(
        withLines(
          line("a", { productId: "beer" }),
          line("b", { productId: "pills" }),
          line("c", { productId: "beer", quantityMilli: 2000 }),
          line("d"),
          line("e", { productId: "odd" }),
        ),
      ),
  ],
  [
    "answered",
    () =>
      asks({
        ...withLines(line("a", { productId: "beer" }), line("b", { productId: "pills" })),
        checks: [...checks("beer", "checked"), ...checks("pills", "refused")],
      }),
  ],
  ["beer unasked", () => may(beer({ checks: [] }), 600)],
  ["beer refused", () => may(beer({ checks: checks("beer", "refused") }), 600)],
  ...[389, 390, 1319, 1320].map(
    (minute): Question => [`beer at minute ${minute}`, () => may(beer(), minute)],
  ),
  [
    "six beers",
    () => may(beer({ lines: [line("a", { productId: "beer", quantityMilli: 6000 })] }), 600),
  ],
  [
    "seven beers",
    () => may(beer({ lines: [line("a", { productId: "beer", quantityMilli: 7000 })] }), 600),
  ],
  ...[1199, 1200, 119, 120, 720, 779, 780].map(
    (minute): Question => [`spirits at minute ${minute}`, () => may(spirits, minute)],
  ),
  ["spirits by a young cashier", () => may(spirits, 1300, false)],
  ["beer by a young cashier", () => may(beer(), 600, false)],
  ["pills at any hour", () => may(withLines(line("a", { productId: "pills" })), 3)],
  [
    "a rule that is gone",
    () =>
      checkRestrictions(
        [{ restrictionId: "gone", name: "G", lineIds: [], quantityMilli: 1, state: "open" }],
        catalogue,
        { minuteOfDay: 0, maySellRestricted: true },
      ),
  ],
];

it.each([
  ["basket-edit", editing],
  ["manual", hand],
  ["basket-check", checking],
  ["restricted", restricted],
] as const)("%s answers as its page says", (name, questions) => {
  expect(told(questions)).toEqual(page(name));
});
