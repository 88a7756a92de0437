// The book of the fold, sales, returns, invoices and holds: what each entry does to every row, in test/fixtures/folds.
import { describe, expect, it } from "vitest";
import {
  type BookScenario,
  bookPage,
  bookSettings,
  bookEntry as e,
  foldBook,
} from "#test/builders/fold-book.ts";
import { aClientRow, aRowStore } from "#test/builders/rows.ts";
import { aPricedBasket, aPricedLine } from "#test/builders/sale.ts";

const client = (more: object = {}) => aRowStore().put("clients", aClientRow(more as never));
const paper = (
  second: number,
  fields: {
    invoiceId: string;
    kind: "invoice" | "credit-note";
    number: string;
    ofInvoiceId?: string;
  },
) =>
  e(
    "invoice.issued",
    {
      series: "INV",
      saleId: "s10",
      buyer: { name: "A", address: "B" },
      totalMinor: 5,
      currency: "EUR",
      ...fields,
    },
    { second },
  );
const draft = {
  id: "basket",
  storeId: "store-1",
  currency: "EUR",
  channel: "counter",
  lines: [],
  manual: [],
  coupons: [],
  fees: [],
  openedAtMs: 0,
  checks: [],
};
const tax = {
  taxId: "vat-19",
  name: "VAT",
  kind: "percent",
  rate: "19",
  included: true,
  baseMinor: 841,
  taxMinor: 159,
} as const;
const shoe = aPricedLine({
  id: "l1",
  productId: "shoe",
  name: "Shoe",
  taxes: [tax],
  quantityMilli: 2000,
  grossMinor: 2000,
});
const box = aPricedLine({
  id: "l2",
  productId: "box",
  name: "Box",
  stockQuantityMilli: 12_000,
  discountMinor: 100,
});
const card = aPricedLine({
  id: "l3",
  productId: "card",
  name: "Card",
  productKind: "gift-card",
  reference: "GC1",
});
const ahead = aPricedLine({
  id: "l4",
  productId: "ahead",
  name: "Ahead",
  productKind: "deposit",
  reference: "order-1",
});
const ship = aPricedLine({
  id: "l5",
  productId: "shoe",
  name: "Shoe",
  fulfilment: { kind: "ship", placeId: "warehouse-1" },
});
const sold = (second: number, more: object = {}, lines = [shoe, box, card, ahead, ship]) =>
  e(
    "sale.completed",
    {
      saleId: `s${second}`,
      receiptNumber: `R1-${second}`,
      series: "R1",
      channel: "counter",
      priced: aPricedBasket(lines, { basketId: "basket", couponsUsed: ["ONCE", "FREE"] }),
      segmentIds: [],
      tenders: [{ id: "t1", kind: "cash", name: "Cash", amountMinor: 6900, atMs: 0 }],
      roundingMinor: 2,
      changeMinor: 0,
      credit: [],
      approvalIds: [],
      promiseIds: [],
      pointsEarned: 0,
      startedAtMs: 0,
      ...more,
    },
    { second },
  );
const leg = (kind: string, amountMinor: number, more: object = {}) => ({
  id: `leg-${kind}`,
  kind,
  name: kind,
  amountMinor,
  atMs: 0,
  ...more,
});
const back = (line: typeof shoe, more: object = {}) => ({
  id: `b-${line.id}`,
  saleId: "s10",
  saleLineId: line.id,
  productId: line.productId,
  sku: line.sku,
  name: line.name,
  productKind: line.productKind,
  quantityMilli: line.quantityMilli,
  grossMinor: line.grossMinor,
  ...(line.reference === undefined ? {} : { reference: line.reference }),
  netMinor: line.netMinor,
  taxes: line.taxes,
  totalMinor: line.totalMinor,
  restockingFeeMinor: 0,
  reasonId: "r",
  disposition: "resell",
  serials: [],
  pointsReversed: 3,
  ...more,
});
const returned = (second: number, lines: readonly object[], more: object = {}) =>
  e(
    "return.completed",
    {
      returnId: `r${second}`,
      receiptNumber: `R1-${second}`,
      series: "R1",
      currency: "EUR",
      proof: "receipt",
      lines,
      tenders: [leg("cash", -2000)],
      refundMinor: 2000,
      exchangeMinor: 0,
      roundingMinor: -1,
      changeMinor: 0,
      approvalIds: [],
      pointsEarned: 0,
      startedAtMs: 0,
      ...more,
    },
    { second },
  );
const held = (second: number, kind: string) =>
  e(
    "basket.held",
    {
      holdId: "hold-0001",
      kind,
      clientId: "client-1",
      draft,
      priced: aPricedBasket([shoe, box, card], { basketId: "basket" }),
      segmentIds: [],
      validTo: "2026-12-24",
      firstPaymentMinor: 500,
      cancelFeeMinor: 100,
      placeId: "place-1",
      note: "for Eve",
    },
    { second },
  );
const unheld = (second: number, more: object = {}) =>
  e(
    "hold.cancelled",
    {
      holdId: "hold-0001",
      kind: "layaway",
      clientId: "client-1",
      reasonId: "mind",
      currency: "EUR",
      paidMinor: 600,
      feeMinor: 100,
      refundMinor: 500,
      tenders: [leg("credit", -500)],
      placeId: "place-1",
      lines: [
        { productId: "shoe", quantityMilli: 2000 },
        { productId: "box", quantityMilli: 12_000 },
      ],
      approvalIds: [],
      ...more,
    },
    { second },
  );
const heldSale = (second: number, kind: string, more: object = {}) =>
  sold(
    second,
    {
      clientId: "client-1",
      draft: { ...draft, held: { holdId: "hold-0001", kind, placeId: "place-1" } },
      tenders: [leg("deposit", 600, { reference: "hold-0001" }), leg("cash", 3300)],
      ...more,
    },
    [shoe, box, card],
  );

const work0 = {
  id: "x",
  kind: "exception",
  state: "open",
  title: "t",
  storeId: "store-1",
  at: 0,
  body: { code: "price-differs" },
} as const;

const cashMove = (second: number, kind: string, amountMinor: number, currency = "EUR") =>
  e(
    "cash.moved",
    { movementId: `m${second}`, drawerId: "d", kind, amountMinor, currency, reasonId: "r" },
    { second },
  );
const zOf = (second: number, more: object) =>
  e(
    "shift.closed",
    {
      ...{ shiftId: "shift-1", drawerId: "d", zNumber: 1, currency: "EUR", bankedMinor: 7_000 },
      tenders: [
        { key: "cash", kind: "cash", name: "", countedMinor: 9_000 },
        { key: "cash:USD", kind: "cash", name: "USD", countedMinor: 2_000 },
        { key: "card-external", kind: "card-external", name: "Card", countedMinor: 500 },
      ],
      ...more,
    },
    { second },
  );
const bag = (second: number, step: string, more: object = {}) =>
  e(
    "bag.advanced",
    { bagId: "b-1", number: "0042", currency: "EUR", amountMinor: 6_000, step, ...more },
    { second },
  );
const packed = (second: number, more: object = {}) =>
  e(
    "bag.packed",
    {
      ...{ bagId: "b-1", number: "0042", currency: "EUR", amountMinor: 6_000 },
      ...{ counted: { "1000": 6 }, approvalIds: [], ...more },
    },
    { second, staff: "jo" },
  );

const scenarios: readonly BookScenario[] = [
  [
    "sale",
    () =>
      client().put("work", {
        ...work0,
        id: "basket",
        kind: "parked-basket",
        state: "taken",
      } as never),
    () => [
      sold(10, { clientId: "client-1", pointsEarned: 12, staffBuyerId: "staff-9" }),
      sold(11, { clientId: "client-1", pointsEarned: 50, channel: "web" }),
      sold(12),
    ],
  ],
  [
    "sale-tenders",
    () => client(),
    () => [
      sold(
        10,
        {
          clientId: "client-1",
          tenders: [
            leg("gift-card", 300, { reference: "GC1" }),
            leg("credit", 200),
            leg("points", 100, { points: 120 }),
            leg("account", 900),
            leg("deposit", 400, { reference: "order-1" }),
            leg("points", 0),
            leg("credit", 50, { balance: { id: "credit:other", position: 1, seenMinor: 50 } }),
            leg("other", 10),
          ],
        },
        [shoe],
      ),
      sold(
        11,
        {
          tenders: [
            leg("gift-card", 300),
            leg("credit", 200, { reference: "K-1" }),
            leg("points", 100, { points: 5 }),
            leg("account", 5),
            leg("deposit", 5),
          ],
        },
        [shoe],
      ),
    ],
  ],
  [
    "sale-web",
    () =>
      aRowStore().put("orders", {
        id: "web-1",
        kind: "web",
        number: "W",
        state: "confirmed",
        fulfilment: "ship",
        at: 0,
        totalMinor: 5,
        paid: false,
        lines: [],
        history: [],
      } as never),
    () => [
      sold(10, { webBasketId: "web-1" }),
      sold(11, { webBasketId: "web-1" }),
      sold(10, { webBasketId: "web-1" }, [shoe]),
      sold(12, { webBasketId: "web-2" }),
    ],
  ],
  [
    "returns",
    () => client(),
    () => [
      sold(10, { clientId: "client-1", pointsEarned: 20 }),
      returned(
        20,
        [
          back(shoe, { quantityMilli: 1000 }),
          back(card),
          back(ahead),
          back(box, { stockQuantityMilli: 12_000, disposition: "bin" }),
        ],
        { clientId: "client-1", staffBuyerId: "staff-9" },
      ),
      returned(21, [back(shoe), back(card)]),
      returned(22, [
        back(shoe, { saleId: "s99" }),
        back(shoe, { saleId: undefined, saleLineId: undefined, productKind: undefined }),
      ]),
      returned(23, [back(shoe, { saleLineId: "code:1" }), back(box, { saleLineId: "nothing" })], {
        exchange: aPricedBasket([shoe, card], { basketId: "b2" }),
        exchangeMinor: 3000,
        pointsEarned: 9,
        clientId: "client-1",
        tenders: [leg("credit", -100), leg("cash", 1100)],
      }),
    ],
  ],
  [
    "returns-excess",
    () => aRowStore(),
    () => [
      sold(10, {}, [shoe]),
      returned(20, [back(shoe, { quantityMilli: 3000, totalMinor: 3000 })]),
    ],
  ],
  [
    "invoices",
    () => client(),
    () => [
      sold(10, { clientId: "client-1" }),
      returned(20, [back(shoe)], { clientId: "client-1" }),
      e(
        "invoice.issued",
        {
          invoiceId: "i1",
          kind: "invoice",
          number: "INV-1",
          series: "INV",
          saleId: "s10",
          buyer: { name: "A", address: "B" },
          totalMinor: 5,
          currency: "EUR",
        },
        { second: 30 },
      ),
      e(
        "invoice.issued",
        {
          invoiceId: "i2",
          kind: "credit-note",
          number: "CN-1",
          series: "CN",
          saleId: "s10",
          returnId: "r20",
          buyer: { name: "A", address: "B" },
          totalMinor: 5,
          currency: "EUR",
        },
        { second: 31 },
      ),
      e(
        "invoice.issued",
        {
          invoiceId: "i3",
          kind: "invoice",
          number: "INV-2",
          series: "INV",
          saleId: "gone",
          buyer: { name: "A", address: "B" },
          totalMinor: 5,
          currency: "EUR",
        },
        { second: 32 },
      ),
      // Taken back whole, the sale has none; a right one then stands, also against a late note of the first.
      paper(33, { invoiceId: "i4", kind: "credit-note", number: "CN-2", ofInvoiceId: "i1" }),
      paper(34, { invoiceId: "i5", kind: "invoice", number: "INV-3" }),
      paper(35, { invoiceId: "i6", kind: "credit-note", number: "CN-3", ofInvoiceId: "i1" }),
    ],
  ],
  [
    "holds-sold",
    () => client(),
    () => [
      held(1, "layaway"),
      held(2, "layaway"),
      sold(3, {}, [
        aPricedLine({
          id: "p",
          productKind: "deposit",
          reference: "hold-0001",
          unitPriceMinor: 600,
        }),
      ]),
      heldSale(4, "layaway"),
      heldSale(5, "layaway"),
      unheld(6),
    ],
  ],
  [
    "holds-quote",
    () => client(),
    () => [
      held(1, "quote"),
      heldSale(2, "quote", {
        tenders: [leg("cash", 3900)],
        priced: aPricedBasket([shoe, box], { basketId: "basket" }),
      }),
    ],
  ],
  [
    "holds-cancelled",
    () => client(),
    () => [
      held(1, "layaway"),
      sold(2, {}, [
        aPricedLine({
          id: "p",
          productKind: "deposit",
          reference: "hold-0001",
          unitPriceMinor: 600,
        }),
      ]),
      unheld(3),
      unheld(4, { paidMinor: 0, feeMinor: 0, refundMinor: 0, tenders: [] }),
    ],
  ],
  [
    "safe",
    () => aRowStore(),
    () => [
      cashMove(10, "drop", -3_000),
      cashMove(11, "drop", -500, "USD"),
      cashMove(12, "pay-out", -200),
      e(
        "shift.opened",
        { shiftId: "s", drawerId: "d", floatMinor: 5_000, fromSafeMinor: 1_000, currency: "EUR" },
        { second: 13 },
      ),
      e(
        "shift.opened",
        { shiftId: "s", drawerId: "d", floatMinor: 5_000, currency: "EUR" },
        { second: 14 },
      ),
      zOf(15, { takingsTo: "safe" }),
      zOf(16, {}),
      packed(17),
      bag(18, "collected", { carrier: "Van 7" }),
      bag(19, "answered", { countedMinor: 5_900 }),
      bag(20, "answered", { countedMinor: 6_000 }),
    ],
  ],
  [
    "safe-short",
    () => aRowStore(),
    () => [
      cashMove(10, "float", 4_000),
      packed(11),
      bag(12, "returned"),
      bag(13, "collected"),
      e(
        "safe.counted",
        { countId: "c", currency: "EUR", expectedMinor: -4_000, movementMinor: 4_500 },
        { second: 14 },
      ),
      bag(15, "returned"),
      e("bag.advanced", { bagId: "nobody", step: "collected" }, { second: 16 }),
    ],
  ],
];

describe("the book of the fold", () => {
  it.each(scenarios)("%s", (name, before, entries) => {
    expect(foldBook(before(), entries(), bookSettings)).toEqual(bookPage(name));
  });
});
