// The book of the fold, orders and stock: what each entry does to every row, in test/fixtures/folds.
import { describe, expect, it } from "vitest";
import {
  type BookScenario,
  bookPage,
  bookSettings,
  bookEntry as e,
  foldBook,
} from "#test/builders/fold-book.ts";
import { aClientRow, aRowStore, aStockRow } from "#test/builders/rows.ts";

const client = (more: object = {}) => aRowStore().put("clients", aClientRow(more as never));
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

const scenarios: readonly BookScenario[] = [
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
];

describe("the book of the fold", () => {
  it.each(scenarios)("%s", (name, before, entries) => {
    expect(foldBook(before(), entries(), bookSettings)).toEqual(bookPage(name));
  });
});
