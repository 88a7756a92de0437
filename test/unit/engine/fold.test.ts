// How clients, work, variants and stock change rows.
import { describe, expect, it } from "vitest";
import { foldEntry, keysOf } from "#shared/engine/fold/index.ts";
import { ENTRY_KINDS } from "#shared/records/entries/index.ts";
import type { Entry } from "#shared/records/entry.ts";
import type { WorkRow } from "#shared/records/rows/work.ts";
import { anEntry, anId, NOON_MS } from "#test/builders/entry.ts";
import { aParkedBasket } from "#test/builders/parked.ts";
import { aClientRow, aRowStore, aStockRow, foldInto } from "#test/builders/rows.ts";
import { aSale } from "#test/builders/sale.ts";
import { someSettings } from "#test/builders/settings.ts";

const settings = someSettings({
  loyalty: {
    loyalty: {
      pointsPerMajor: 1,
      minorPerPoint: 1,
      capPoints: 100,
      tiers: [
        { name: "silver", fromPoints: 10, multiplierPercent: 100 },
        { name: "gold", fromPoints: 50, multiplierPercent: 150 },
      ],
    },
  },
  coupon: { ONCE: { usesMax: 1 } },
});

describe("a client", () => {
  const changed = (set: object, at: number, extra: object = {}) =>
    anEntry(
      "client.changed",
      { clientId: "client-1", set, cleared: [], tagsAdded: [], tagsRemoved: [], ...extra },
      { at },
    );

  it("row 6: edits of different fields at two tills both survive, in any order of arrival", () => {
    const phone = changed({ phone: "+44 7700 900123" }, NOON_MS + 1);
    const city = changed({ city: "Leeds", phone: "old" }, NOON_MS);
    for (const order of [
      [phone, city],
      [city, phone],
    ]) {
      const store = aRowStore().put("clients", aClientRow());
      for (const entry of order) foldInto(store, entry, settings);
      expect(store.read("clients", "client-1")).toMatchObject({
        phone: "+44 7700 900123",
        city: "Leeds",
      });
    }
  });

  it("tags and cleared fields follow the newest word on each", () => {
    const store = aRowStore().put("clients", aClientRow({ city: "Leeds", tags: ["vip"] }));
    foldInto(
      store,
      changed({}, NOON_MS + 5, { tagsRemoved: ["vip"], cleared: ["city"] }),
      settings,
    );
    foldInto(store, changed({}, NOON_MS, { tagsAdded: ["vip", "dog"] }), settings);
    expect(store.read("clients", "client-1")?.tags).toEqual(["dog"]);
    expect(store.read("clients", "client-1")).not.toHaveProperty("city");
  });

  it("that was erased is not made again by a late edit", () => {
    const store = aRowStore();
    foldInto(store, changed({ city: "Leeds" }, NOON_MS), settings);
    expect(store.all("clients")).toEqual([]);
  });

  it("the newest withdrawal of consent wins over a consent given before it", () => {
    const store = aRowStore().put("clients", aClientRow());
    const consent = (given: boolean, at: number) =>
      anEntry(
        "consent.changed",
        { clientId: "client-1", purpose: "marketing", channel: "email", given, proof: "form" },
        { at },
      );
    foldInto(store, consent(false, NOON_MS + 2), settings);
    foldInto(store, consent(true, NOON_MS), settings);
    expect(store.read("clients", "client-1")?.consents.map((item) => item.given)).toEqual([false]);
    foldInto(store, consent(true, NOON_MS + 3), settings);
    expect(store.read("clients", "client-1")?.consents.map((item) => item.given)).toEqual([true]);
  });

  it("links can be undone", () => {
    const store = aRowStore().put("clients", aClientRow({ id: "client-2" }));
    const body = { linkId: "l", keptClientId: "client-1", otherClientId: "client-2", why: "same" };
    foldInto(store, anEntry("client.linked", body), settings);
    expect(store.read("clients", "client-2")?.linkedTo).toBe("client-1");
    foldInto(store, anEntry("client.unlinked", body), settings);
    expect(store.read("clients", "client-2")).not.toHaveProperty("linkedTo");
  });

  it("idea 6: an open complaint shows until it is answered", () => {
    const store = aRowStore().put("clients", aClientRow());
    const contact = (contactId: string, fields: object) =>
      anEntry("contact.added", {
        contactId,
        clientId: "client-1",
        department: "service",
        kind: "complaint",
        text: "Broken on arrival",
        ...fields,
      });
    foldInto(store, contact("c-1", { opensComplaint: true }), settings);
    expect(store.read("clients", "client-1")?.openComplaint?.contactId).toBe("c-1");
    foldInto(store, contact("c-2", { kind: "answer", closesContactId: "c-1" }), settings);
    expect(store.read("clients", "client-1")).not.toHaveProperty("openComplaint");
    expect(store.read("contacts", "c-1")?.open).toBe(false);
  });
});

describe("work", () => {
  it("row 28: a parked basket has one owner at a time", () => {
    const store = aRowStore();
    foldInto(store, aParkedBasket("basket-1"), settings);
    const claim = (registerId: string) =>
      anEntry("basket.claimed", { basketId: "basket-1", outcome: "resumed" }, { registerId });
    expect(foldInto(store, claim("register-2"), settings)).toEqual([]);
    expect(foldInto(store, claim("register-3"), settings)).toEqual(["basket-claimed-twice"]);
    expect(store.read("work", "basket-1")?.registerId).toBe("register-2");
  });

  it("row 24: an exception is answered, and the answer can be undone", () => {
    const store = aRowStore();
    const row: WorkRow = {
      id: "exception-1",
      kind: "exception",
      state: "open",
      title: "stock-negative",
      at: 0,
      exceptionCode: "stock-negative",
      body: { onHandMilli: -1 },
    };
    store.put("work", row);
    const answer = (extra: object = {}) =>
      anEntry("exception.resolved", {
        exceptionId: row.id,
        code: "stock-negative",
        choice: "accept",
        ...extra,
      });
    const first = answer();
    foldInto(store, first, settings);
    expect(store.read("work", row.id)?.state).toBe("done");
    foldInto(store, answer({ undoes: first.id }), settings);
    expect(store.read("work", row.id)?.state).toBe("open");
    expect(store.read("work", row.id)?.body.answers).toHaveLength(2);
  });

  it("row 5: a stored card payment declined later is named with what is owed", () => {
    const store = aRowStore();
    const settle = (outcome: Entry<"payment.settled">["body"]["outcome"], amountMinor: number) =>
      anEntry("payment.settled", { paymentId: "p-1", outcome, amountMinor });
    expect(foldInto(store, settle("stored", 4200), settings)).toEqual([]);
    expect(foldInto(store, settle("declined", 0), settings)).toEqual(["card-declined-later"]);
    expect(store.read("work", "payment:p-1")).toMatchObject({
      kind: "exception",
      state: "open",
      exceptionCode: "card-declined-later",
      body: { amountMinor: 4200 },
    });
    expect(foldInto(store, settle("unknown", 100), settings)).toEqual(["payment-unknown"]);
  });

  it("a task is made, taken and done", () => {
    const store = aRowStore();
    const advance = (state: Entry<"work.advanced">["body"]["state"], extra: object = {}) =>
      anEntry("work.advanced", { workId: "w-1", state, ...extra });
    foldInto(store, advance("open", { created: { kind: "task", title: "Call Maya" } }), settings);
    foldInto(store, advance("taken"), settings);
    expect(store.read("work", "w-1")).toMatchObject({ state: "taken", ownerStaffId: "staff-1" });
    foldInto(store, advance("done"), settings);
    expect(store.read("work", "w-1")?.state).toBe("done");
  });
});

describe("a store's variant", () => {
  const variant = (railPosition: number) =>
    anEntry("variant.set", {
      variantId: "v-1",
      subject: "price",
      subjectId: "product-1",
      value: 400,
      validFromMs: NOON_MS,
      railId: "rail-1",
      railPosition,
    });
  const railed = someSettings({ rail: { "rail-1": { subject: "price", floorMinor: 500 } } });

  it("is a price of the store's own book", () => {
    const store = aRowStore();
    expect(foldInto(store, variant(1), railed)).toEqual([]);
    expect(store.read("prices", "v-1")).toMatchObject({
      bookId: "variants:store-1",
      amountMinor: 400,
      currency: "EUR",
    });
  });

  it("ends when the rail has moved since it was checked", () => {
    const store = aRowStore();
    const entry = variant(0);
    expect(foldInto(store, entry, railed)).toEqual(["variant-outside"]);
    expect(store.read("prices", "v-1")?.validToMs).toBe(entry.at);
  });
});

describe("stock", () => {
  it("is the sum of received, counted and moved", () => {
    const store = aRowStore().put("stock", aStockRow({ inTransitMilli: 5000 }));
    const line = { productId: "product-1", quantityMilli: 5000, serials: [], damagedMilli: 1000 };
    store.put("orders", {
      id: "advice-1",
      kind: "advice",
      number: "1",
      state: "shipped",
      fulfilment: "transfer",
      at: 0,
      totalMinor: 0,
      paid: false,
      lines: [{ ...line, id: "1", name: "x", doneMilli: 0, totalMinor: 0 }],
      history: [],
    });
    foldInto(
      store,
      anEntry("stock.received", {
        receiptId: "r",
        placeId: "place-1",
        adviceId: "advice-1",
        lines: [line],
        complete: false,
      }),
      settings,
    );
    expect(store.read("orders", "advice-1")?.state).toBe("received");
    expect(store.read("stock", "place-1:product-1")).toMatchObject({
      onHandMilli: 14_000,
      inTransitMilli: 0,
    });
    const counted = {
      productId: "product-1",
      countedMilli: 12_000,
      believedMilli: 14_000,
      movementMilli: -2000,
      stockPosition: 1,
      atMs: NOON_MS,
    };
    const count = { countId: "c", placeId: "place-1", lines: [counted], blind: true };
    foldInto(store, anEntry("stock.counted", count), settings);
    expect(store.read("stock", "place-1:product-1")?.onHandMilli).toBe(12_000);
  });

  it("a transfer is in transit until it arrives", () => {
    const store = aRowStore().put("stock", aStockRow());
    const move = (
      kind: "transfer-out" | "transfer-in",
      placeId: string,
      quantityMilli: number,
      toPlaceId?: string,
    ) =>
      anEntry("stock.moved", {
        moveId: anId(),
        kind,
        placeId,
        ...(toPlaceId === undefined ? {} : { toPlaceId }),
        transferId: "t-1",
        reasonId: "refill",
        lines: [{ productId: "product-1", quantityMilli, serials: [] }],
        approvalIds: [],
      });
    foldInto(store, move("transfer-out", "place-1", -4000, "place-2"), settings);
    expect(store.read("stock", "place-2:product-1")).toMatchObject({
      onHandMilli: 0,
      inTransitMilli: 4000,
    });
    foldInto(store, move("transfer-in", "place-2", 4000), settings);
    expect(store.read("stock", "place-2:product-1")).toMatchObject({
      onHandMilli: 4000,
      inTransitMilli: 0,
    });
    expect(store.read("orders", "t-1")?.state).toBe("received");
  });
});

it("a transfer stands in the store that waits for it; short of it nothing stays under way", () => {
  const store = aRowStore();
  const line = { productId: "product-1", serials: [] };
  const out = {
    moveId: anId(),
    kind: "transfer-out" as const,
    placeId: "place-1",
    toPlaceId: "place-2",
    toStoreId: "store-2",
    transferId: "t-1",
    reasonId: "refill",
    lines: [{ ...line, quantityMilli: -4000 }],
    approvalIds: [],
  };
  foldInto(store, anEntry("stock.moved", out), settings);
  expect(store.read("orders", "t-1")).toMatchObject({ storeId: "store-2", state: "shipped" });
  const receipt = {
    receiptId: anId(),
    placeId: "place-2",
    adviceId: "t-1",
    lines: [{ ...line, quantityMilli: 3000, expectedMilli: 4000, damagedMilli: 0 }],
    complete: true,
  };
  foldInto(store, anEntry("stock.received", receipt), settings);
  expect(store.read("stock", "place-2:product-1")).toMatchObject({
    onHandMilli: 3000,
    inTransitMilli: 0,
  });
  expect(store.read("orders", "t-1")?.state).toBe("received");
});

describe("two tills that do not know of each other issue an invoice for one sale", () => {
  const purchase = {
    ...{ id: "sale:s-1", kind: "sale", at: 1, businessDate: "2027-01-15", channel: "counter" },
    ...{ storeId: "store-1", receiptNumber: "R-1", currency: "GBP", tenders: [], lines: [] },
    ...{ totalMinor: 500, taxMinor: 80, discountMinor: 0 },
  } as const;
  const paper = (id: string, fields: object = {}) =>
    anEntry("invoice.issued", {
      ...{ invoiceId: id, kind: "invoice", number: `N-${id}`, series: "N", saleId: "s-1" },
      ...{ buyer: { name: "A", address: "B" }, totalMinor: 500, currency: "GBP" },
      ...fields,
    } as never);
  const noteOf = (id: string) =>
    paper(`c-${id}`, { kind: "credit-note", ofInvoiceId: id, number: `C-${id}` });

  it.each([
    ["a", "b"],
    ["b", "a"],
  ])("both stand, whichever comes first (%s, %s), and the second is named", (first, second) => {
    const store = aRowStore().put("purchases", purchase as never);
    expect(foldInto(store, paper(first), settings)).toEqual([]);
    expect(foldInto(store, paper(second), settings)).toEqual(["invoice-issued-twice"]);
    expect(store.read("purchases", "sale:s-1")?.invoice).toEqual({
      ...{ id: first, number: `N-${first}` },
      also: [{ id: second, number: `N-${second}` }],
    });
  });

  it("taken back, one is left; taken back twice, that is named too", () => {
    const store = aRowStore().put("purchases", purchase as never);
    for (const id of ["a", "b"]) foldInto(store, paper(id), settings);
    expect(foldInto(store, noteOf("a"), settings)).toEqual([]);
    const left = { id: "b", number: "N-b" };
    expect(store.read("purchases", "sale:s-1")?.invoice).toEqual(left);
    expect(foldInto(store, noteOf("a"), settings)).toEqual(["invoice-issued-twice"]);
    expect(store.read("purchases", "sale:s-1")?.invoice).toEqual(left);
    expect(foldInto(store, noteOf("b"), settings)).toEqual([]);
    expect(store.read("purchases", "sale:s-1")?.invoice).toBeUndefined();
  });
});

it("unknown kinds change nothing and name no rows", () => {
  const entry = { ...aSale(), kind: "weather.reported" } as never;
  expect(keysOf(entry, settings)).toEqual([]);
  expect(foldEntry(entry, aRowStore().read, settings)).toEqual({ changes: [], exceptions: [] });
});

it("every kind has a fold", () => {
  expect(ENTRY_KINDS.length).toBeGreaterThan(30);
  const sale = aSale();
  expect(keysOf(sale as never, settings).length).toBeGreaterThan(1);
});
