// The book of the fold: scenarios of entries, and in test/fixtures/folds what each does to every row.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { AnyEntry } from "#shared/records/entry.ts";
import { bookEntry, foldBook } from "#test/builders/fold-book.ts";
import { aClientRow, aRowStore, aStockRow, type RowStore } from "#test/builders/rows.ts";
import { aPricedBasket, aPricedLine } from "#test/builders/sale.ts";
import { someSettings } from "#test/builders/settings.ts";

const settings = someSettings({
  loyalty: {
    loyalty: {
      pointsPerMajor: 1,
      minorPerPoint: 1,
      capPoints: 60,
      tiers: [
        { name: "silver", fromPoints: 10, multiplierPercent: 100 },
        { name: "gold", fromPoints: 50, multiplierPercent: 150 },
      ],
    },
  },
  coupon: { ONCE: { usesMax: 1 }, FREE: {} },
  rail: {
    rail: { subject: "price", floorMinor: 100, capMinor: 900, validFromMs: 10, validToMs: 900 },
  },
});

type Scenario = readonly [name: string, before: () => RowStore, entries: () => readonly AnyEntry[]];
const e = bookEntry;
const client = (more: object = {}) => aRowStore().put("clients", aClientRow(more as never));
const changed = (set: object, second: number, more: object = {}) =>
  e(
    "client.changed",
    { clientId: "client-1", set, cleared: [], tagsAdded: [], tagsRemoved: [], ...more },
    { second },
  );
const consent = (given: boolean, second: number, channel = "email", purpose = "offers") =>
  e(
    "consent.changed",
    { clientId: "client-1", purpose, channel, given, proof: "signed" },
    { second },
  );
const contact = (id: string, second: number, more: object = {}) =>
  e(
    "contact.added",
    {
      contactId: id,
      clientId: "client-1",
      department: "service",
      kind: "complaint",
      text: "Heel broke",
      ...more,
    },
    { second },
  );
const play = (answer: string, second: number, more: object = {}) =>
  e("play.answered", { playId: "p", clientId: "client-1", answer, ...more }, { second });
const signal = (
  kind: string,
  productId: string | undefined,
  clientId: string | undefined = "client-1",
) => ({ kind, productId, clientId, atMs: 1 });

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
const parked = (second: number, more: object = {}) =>
  e(
    "basket.parked",
    { basketId: "basket", label: "Maya", totalMinor: 1000, draft, ...more },
    { second },
  );
const claimed = (second: number, outcome = "resumed", register = "register-1") =>
  e("basket.claimed", { basketId: "basket", outcome }, { second, register });
const work = (workId: string, state: string, second: number, more: object = {}) =>
  e("work.advanced", { workId, state, ...more }, { second });
const settled = (outcome: string, second: number, paymentId = "pay") =>
  e("payment.settled", { paymentId, outcome, amountMinor: 700 }, { second });
const variant = (value: unknown, second: number, more: object = {}) =>
  e(
    "variant.set",
    {
      variantId: `v${second}`,
      subject: "price",
      subjectId: "tee",
      value,
      validFromMs: 20,
      railId: "rail",
      railPosition: 99,
      ...more,
    },
    { second },
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

const promised = (orderId: string, second: number, more: object = {}) =>
  e(
    "order.promised",
    {
      orderId,
      saleId: "sale",
      fulfilment: "ship",
      fromPlaceId: "warehouse-1",
      promisedBy: "2026-12-01",
      confidencePercent: 90,
      stockAsOfMs: 1,
      fallback: "refund",
      lines: [
        { saleLineId: "l1", productId: "tee", name: "Tee", quantityMilli: 2000, totalMinor: 2000 },
        { saleLineId: "l2", productId: "mug", name: "Mug", quantityMilli: 500, totalMinor: 700 },
      ],
      ...more,
    },
    { second },
  );
const advanced = (orderId: string, to: string, second: number, more: object = {}) =>
  e(
    "order.advanced",
    {
      orderId,
      from: "?",
      to,
      placeId: "place-1",
      lines: [{ lineId: "l1", productId: "tee", quantityMilli: 2000 }],
      ...more,
    },
    { second },
  );
const anOrder = (state: string) =>
  aRowStore()
    .put("orders", {
      id: "order-1",
      kind: "promise",
      number: "N",
      state,
      fulfilment: "ship",
      at: 0,
      totalMinor: 2000,
      paid: true,
      lines: [
        {
          id: "l1",
          productId: "tee",
          name: "Tee",
          quantityMilli: 2000,
          doneMilli: 0,
          totalMinor: 2000,
        },
        {
          id: "l2",
          productId: "mug",
          name: "Mug",
          quantityMilli: 1000,
          doneMilli: 0,
          totalMinor: 0,
        },
      ],
      history: [],
    } as never)
    .put("stock", aStockRow({ productId: "tee", onHandMilli: 5000, reservedMilli: 2000 }));
const stockLine = (productId: string, quantityMilli: number, more: object = {}) => ({
  productId,
  quantityMilli,
  serials: [],
  damagedMilli: 0,
  ...more,
});
const moved = (kind: string, second: number, more: object = {}) =>
  e(
    "stock.moved",
    {
      moveId: `m${second}`,
      kind,
      placeId: "place-1",
      reasonId: "r",
      lines: [stockLine("tee", -3000)],
      approvalIds: [],
      ...more,
    },
    { second },
  );

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

const scenarios: readonly Scenario[] = [
  [
    "client-fields",
    () => aRowStore(),
    () => [
      e(
        "client.created",
        { clientId: "client-1", fields: { name: "Maya", city: "Leeds" } },
        { second: 5 },
      ),
      changed({ city: "York", phone: "1", unknown: "x" }, 6),
      changed({ city: "Hull", email: "a@b.c" }, 4),
      changed({}, 7, { cleared: ["phone", "name", "segmentIds"], tagsAdded: ["vip", "dog"] }),
      changed({ name: undefined }, 8, { tagsRemoved: ["dog"], tagsAdded: ["cat"] }),
      changed({}, 7, { tagsAdded: ["dog"], tagsRemoved: ["vip"] }),
      e("client.created", { clientId: "client-1", fields: { name: "Maya Okafor" } }, { second: 9 }),
    ],
  ],
  [
    "client-erased",
    () => aRowStore(),
    () => [
      changed({ city: "York" }, 1),
      consent(true, 2),
      contact("c1", 3),
      play("yes", 4),
      e("client.linked", { keptClientId: "client-2", otherClientId: "client-1" }, { second: 5 }),
      e("signals.recorded", { signals: [signal("view", "tee")] }, { second: 6 }),
    ],
  ],
  [
    "client-links",
    () => client(),
    () => [
      e("client.linked", { keptClientId: "client-2", otherClientId: "client-1" }, { second: 5 }),
      e("client.unlinked", { keptClientId: "client-2", otherClientId: "client-1" }, { second: 4 }),
      e("client.unlinked", { keptClientId: "client-2", otherClientId: "client-1" }, { second: 5 }),
      e("client.linked", { keptClientId: "client-3", otherClientId: "client-1" }, { second: 6 }),
    ],
  ],
  [
    "client-consents",
    () => client(),
    () => [
      consent(true, 5),
      consent(false, 5),
      consent(true, 5),
      consent(true, 4),
      consent(true, 6),
      consent(false, 7, "sms"),
      consent(true, 8, "email", "birthday"),
      consent(true, 9, "post"),
    ],
  ],
  [
    "client-contacts",
    () => client(),
    () => [
      contact("c1", 1, { opensComplaint: true, aboutSaleId: "s1" }),
      contact("c2", 2, { kind: "note", text: "Called" }),
      contact("c3", 3, { kind: "answer", closesContactId: "c9" }),
      contact("c4", 4, { kind: "answer", closesContactId: "c1" }),
      contact("c5", 5, { opensComplaint: true, text: "x".repeat(500) }),
      contact("c6", 6, { opensComplaint: true, closesContactId: "c5" }),
      play("yes", 7, { note: "blue one", saleId: "s7" }),
      play("not-now", 8),
      play("shown", 9),
      play("held-out", 10),
    ],
  ],
  [
    "client-signals",
    () => client({ interests: Array.from({ length: 20 }, (_, index) => `p${index}`) }),
    () => [
      e(
        "signals.recorded",
        {
          signals: [
            signal("view", "tee"),
            signal("put-back", "p3"),
            signal("shown", "mug"),
            signal("refused", "p5"),
            signal("view", undefined),
            { ...signal("view", "mug"), clientId: undefined },
            signal("abandoned", "hat"),
            signal("out-of-stock", "cap"),
            signal("search-empty", "x"),
            signal("review", "y"),
          ],
        },
        { second: 1 },
      ),
    ],
  ],
  [
    "work-baskets",
    () => aRowStore(),
    () => [
      claimed(1),
      parked(2, { forRegisterId: "register-2", draft: { ...draft, clientId: "client-1" } }),
      claimed(3),
      claimed(4),
      claimed(5, "resumed", "register-2"),
      parked(6),
      claimed(7, "discarded"),
      parked(8),
      claimed(9),
    ],
  ],
  [
    "work-tasks",
    () =>
      aRowStore().put("work", {
        ...work0,
        body: { code: "c", notes: "none", answers: 3 },
      } as never),
    () => [
      work("w1", "taken", 1),
      work("w1", "open", 2, {
        created: { kind: "appointment", title: "Fitting", clientId: "client-1", dueAtMs: 99 },
      }),
      work("w1", "taken", 3, { note: "mine" }),
      work("w1", "done", 4),
      work("w1", "handed-over", 5, { ownerStaffId: "staff-2" }),
      work("w2", "taken", 6, { created: { kind: "other", title: "Odd" } }),
      work("x", "dropped", 7),
      e("exception.resolved", { exceptionId: "x", code: "c", choice: "accept" }, { second: 8 }),
      e(
        "exception.resolved",
        { exceptionId: "x", code: "c", choice: "refund", note: "asked" },
        { second: 9 },
      ),
      e(
        "exception.resolved",
        { exceptionId: "x", code: "c", choice: "refund", undoes: "e9" },
        { second: 10 },
      ),
      e("exception.resolved", { exceptionId: "gone", code: "c", choice: "accept" }, { second: 11 }),
    ],
  ],
  [
    "work-payments",
    () => aRowStore(),
    () => [
      settled("approved", 1),
      settled("unknown", 2),
      settled("stored", 3),
      settled("declined", 4),
      settled("stored", 5, "two"),
      settled("approved", 6, "two"),
      settled("declined", 7, "three"),
    ],
  ],
  [
    "work-variants",
    () => aRowStore(),
    () => [
      variant(500, 30),
      variant(99, 31, { railPosition: -1 }),
      variant(100, 32, { railPosition: -1, validToMs: 77, reasonId: "local" }),
      variant(901, 33, { railPosition: -1 }),
      variant(900, 34, { railPosition: -1 }),
      variant(500, 35, { railPosition: -1, validFromMs: 9 }),
      variant(500, 36, { railPosition: -1, validFromMs: 900 }),
      variant("x", 37),
      variant("Hi", 38, { subject: "greeting", railPosition: -1 }),
      variant(5, 39, { subject: "offer", railPosition: -1 }),
      variant(5, 40, { railId: "none" }),
    ],
  ],
  [
    "orders-promised",
    () => client(),
    () => [
      promised("order-00000001", 1, {
        clientId: "client-1",
        address: { name: "M", street: "S", city: "C", postcode: "1", country: "DE" },
      }),
      promised("order-00000001", 2),
      promised("order-2", 3, { fulfilment: "collect", collectStoreId: "store-2" }),
      promised("order-3", 4, { clientId: "client-9" }),
    ],
  ],
  [
    "orders-shipped",
    () => anOrder("confirmed"),
    () => [
      advanced("order-1", "picking", 1),
      advanced("order-1", "accepted", 2),
      advanced("order-1", "picked", 3),
      advanced("order-1", "packed", 4, { note: "box 3" }),
      advanced("order-1", "ready", 5),
      advanced("order-1", "shipped", 6),
      advanced("order-1", "handed-over", 7),
      advanced("order-1", "cancelled", 8),
      advanced("nowhere", "picked", 9),
    ],
  ],
  [
    "orders-cancelled",
    () => anOrder("promised"),
    () => [advanced("order-1", "cancelled", 1, { reasonId: "mind" })],
  ],
  [
    "orders-declined",
    () => anOrder("re-sourced"),
    () => [advanced("order-1", "declined", 1, { reasonId: "broken" })],
  ],
  [
    "orders-handed",
    () => anOrder("ready"),
    () => [
      advanced("order-1", "handed-over", 1, {
        lines: [{ lineId: "l1", productId: "tee", quantityMilli: 6000 }],
      }),
    ],
  ],
  [
    "orders-placeless",
    () => anOrder("ready"),
    () => [advanced("order-1", "declined", 1, { placeId: undefined })],
  ],
  [
    "stock",
    () =>
      aRowStore().put(
        "stock",
        aStockRow({ productId: "tee", onHandMilli: 2000, inTransitMilli: 1000 }),
      ),
    () => [
      e(
        "stock.received",
        {
          receiptId: "a",
          placeId: "place-1",
          lines: [stockLine("tee", 5000, { damagedMilli: 1000 }), stockLine("mug", 1000)],
          complete: true,
        },
        { second: 1 },
      ),
      e(
        "stock.counted",
        {
          countId: "b",
          placeId: "place-1",
          blind: true,
          lines: [
            {
              productId: "tee",
              countedMilli: 4000,
              believedMilli: 6000,
              movementMilli: -2000,
              stockPosition: 1,
              atMs: 2,
            },
          ],
        },
        { second: 2 },
      ),
      moved("damage", 3),
      moved("transfer-out", 4, { toPlaceId: "place-2", transferId: "transfer-1", note: "van" }),
      moved("transfer-out", 5, { toPlaceId: "place-2", transferId: "transfer-1" }),
      moved("transfer-out", 6),
      moved("transfer-in", 7, {
        placeId: "place-2",
        transferId: "transfer-1",
        lines: [stockLine("tee", 2000)],
      }),
      moved("transfer-in", 8, {
        placeId: "place-2",
        transferId: "transfer-1",
        lines: [stockLine("tee", 500), stockLine("tee", 500)],
      }),
      moved("transfer-in", 9, {
        placeId: "place-2",
        transferId: "gone",
        lines: [stockLine("tee", 1)],
      }),
      e(
        "stock.received",
        {
          receiptId: "c",
          placeId: "place-1",
          adviceId: "transfer-1",
          lines: [stockLine("mug", 1000)],
          complete: true,
        },
        { second: 10 },
      ),
      moved("transfer-out", 11, { transferId: "transfer-2" }),
      moved("found", 12, { transferId: "transfer-3", toPlaceId: "place-2" }),
    ],
  ],
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
];

describe("the book of the fold", () => {
  it.each(scenarios)("%s", (name, before, entries) => {
    const file = join(import.meta.dirname, "..", "..", "fixtures", "folds", `${name}.txt`);
    const book = foldBook(before(), entries(), settings);
    expect(book).toEqual(readFileSync(file, "utf8").trimEnd().split("\n"));
  });
});
