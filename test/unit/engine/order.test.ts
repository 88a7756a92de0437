import { describe, expect, it } from "vitest";
import { mayContact, standingClient } from "#shared/engine/client.ts";
import { creditAmounts, shareCredit } from "#shared/engine/credit.ts";
import { issueCreditNote, issueInvoice } from "#shared/engine/invoice.ts";
import { advanceOrder, nextSteps, promisesOf } from "#shared/engine/order.ts";
import { addWorkingDays, confidence, sourcesFor } from "#shared/engine/sourcing.ts";
import { invoiceIssued } from "#shared/records/entries/invoice-issued.ts";
import { orderPromised } from "#shared/records/entries/order-promised.ts";
import type { ClientRow } from "#shared/records/rows/client.ts";
import type { OrderRow } from "#shared/records/rows/order.ts";
import { anId, NOON_MS } from "#test/builders/entry.ts";
import { aClientRow, aStockRow } from "#test/builders/rows.ts";
import { aFullReturn, aPricedBasket, aPricedLine, aSale } from "#test/builders/sale.ts";

describe("idea 3: where a promise comes from", () => {
  it.each([
    ["plenty, just heard", 9000, 0, 97],
    ["twice as many", 2000, 0, 90],
    ["just enough", 1000, 0, 75],
    ["too few", 999, 0, 0],
    ["plenty, two spans old", 9000, 125, 77],
    ["plenty, a day old", 9000, 1440, 48],
  ])("%s", (_, availableMilli, ageMinutes, percent) => {
    const about = {
      availableMilli,
      quantityMilli: 1000,
      ageMs: ageMinutes * 60_000,
      staleAfterMinutes: 60,
    };
    expect(confidence(about)).toBe(percent);
  });

  const place = (
    placeId: string,
    onHandMilli: number,
    deliveryDays: number,
    fields: object = {},
  ) => ({
    placeId,
    stock: aStockRow({ placeId, onHandMilli }),
    heardAtMs: NOON_MS,
    deliveryDays,
    ...fields,
  });
  const ask = (...places: ReturnType<typeof place>[]) =>
    sourcesFor({
      quantityMilli: 1000,
      places,
      nowMs: NOON_MS,
      businessDate: "2026-11-20",
      staleAfterMinutes: 60,
    });

  it("prefers sure places, then the earlier date; own open promises count", () => {
    const sources = ask(place("far", 9000, 5), place("near", 9000, 2), place("tight", 1000, 1));
    expect(sources.ok && sources.value.map((one) => [one.placeId, one.promisedBy])).toEqual([
      ["near", "2026-11-23"],
      ["far", "2026-11-26"],
      ["tight", "2026-11-21"],
    ]);
    expect(ask(place("near", 1000, 2, { pendingMilli: 1000 }))).toMatchObject({
      refusal: { code: "promise-no-source" },
    });
  });

  it("counts working days", () => {
    expect(addWorkingDays("2026-11-20", 2)).toBe("2026-11-23");
    expect(addWorkingDays("2026-11-20", 2, ["2026-11-23"])).toBe("2026-11-24");
    expect(addWorkingDays("2026-11-20", 0)).toBe("2026-11-20");
  });
});

describe("row 33: one sale, several promises", () => {
  const ship = { kind: "ship", placeId: "warehouse-1" } as const;
  const collect = { kind: "collect", placeId: "warehouse-1", collectStoreId: "store-1" } as const;
  const priced = aPricedBasket([
    aPricedLine(),
    aPricedLine({ fulfilment: ship }),
    aPricedLine({ fulfilment: ship, stockQuantityMilli: 12_000 }),
    aPricedLine({ fulfilment: collect }),
  ]);
  const facts = {
    saleId: "sale-1",
    priced,
    nextId: anId,
    sourceOf: () => ({ confidencePercent: 90, stockAsOfMs: NOON_MS, promisedBy: "2026-11-24" }),
    fallback: "refund",
  } as const;
  const address = { name: "M", street: "S", city: "C", postcode: "1", country: "DE" };

  it("one for each way and place", () => {
    const promises = promisesOf({ ...facts, address });
    if (!promises.ok) throw new Error(promises.refusal.code);
    expect(promises.value.map((one) => [one.fulfilment, one.lines.length])).toEqual([
      ["ship", 2],
      ["collect", 1],
    ]);
    expect(promises.value[0]?.lines[1]?.quantityMilli).toBe(12_000);
    expect(promises.value.every((one) => orderPromised.safeParse(one).success)).toBe(true);
    expect(promises.value[1]).not.toHaveProperty("address");
  });

  it("needs an address to ship to", () => {
    expect(promisesOf(facts)).toMatchObject({ refusal: { code: "promise-needs-address" } });
  });
});

describe("an order's steps", () => {
  const order = (
    state: OrderRow["state"],
    fulfilment: OrderRow["fulfilment"] = "ship",
  ): OrderRow => ({
    id: "order-1",
    kind: "promise",
    number: "1",
    state,
    fromPlaceId: "warehouse-1",
    fulfilment,
    at: 0,
    totalMinor: 0,
    paid: true,
    lines: [
      { id: "l", productId: "p", name: "P", quantityMilli: 1000, doneMilli: 0, totalMinor: 0 },
    ],
    history: [],
  });

  it("are those its way allows", () => {
    expect(nextSteps(order("packed"))).toEqual(["shipped", "handed-over", "declined", "cancelled"]);
    expect(nextSteps(order("packed", "collect"))).toEqual([
      "ready",
      "handed-over",
      "declined",
      "cancelled",
    ]);
    expect(nextSteps(order("handed-over"))).toEqual([]);
  });

  it("carry the place and the products that move", () => {
    expect(advanceOrder(order("confirmed"), { to: "picking" })).toMatchObject({
      ok: true,
      value: { placeId: "warehouse-1", lines: [{ productId: "p", quantityMilli: 1000 }] },
    });
    expect(advanceOrder(order("shipped"), { to: "picking" })).toMatchObject({
      refusal: { code: "order-step-impossible", args: { from: "shipped", to: "picking" } },
    });
  });
});

describe("an invoice replaces its receipt", () => {
  const sale = aSale();
  const request = {
    invoiceId: "i-1",
    series: "INV",
    counter: 42,
    buyer: { name: "Acme", address: "Dock Rd" },
  };
  const first = issueInvoice(sale.body, request);
  if (!first.ok) throw new Error("it may be issued");

  it("once, in its own gap-free series", () => {
    expect(first.value).toMatchObject({ number: "INV-000042", totalMinor: 1000 });
    expect(invoiceIssued.safeParse(first.value).success).toBe(true);
    expect(issueInvoice(sale.body, request, [first.value])).toMatchObject({
      refusal: { code: "invoice-there", args: { number: "INV-000042" } },
    });
    const nobody = { ...request, buyer: { name: " ", address: "x" } };
    expect(issueInvoice(sale.body, nobody)).toMatchObject({
      refusal: { code: "invoice-needs-buyer" },
    });
  });

  it("and again once a credit note took it back", () => {
    const note = issueCreditNote(
      { invoice: first.value },
      { ...request, invoiceId: "i-2", counter: 1 },
    );
    if (!note.ok) throw new Error("it may be issued");
    expect(note.value).toMatchObject({ kind: "credit-note", ofInvoiceId: "i-1", totalMinor: 1000 });
    expect(issueInvoice(sale.body, request, [first.value, note.value]).ok).toBe(true);
    const returned = aFullReturn(sale).body;
    expect(issueCreditNote({ returned }, request)).toMatchObject({
      value: { returnId: returned.returnId, totalMinor: 1000 },
    });
    expect(issueCreditNote({ invoice: first.value }, request, [note.value])).toMatchObject({
      refusal: { code: "credit-note-there", args: { number: note.value.number } },
    });
  });

  it("but not because a return has a note, and neither return nor whole is credited twice", () => {
    const returned = aFullReturn(sale).body;
    const of = { returned, invoice: first.value };
    const note = issueCreditNote(of, { ...request, invoiceId: "i-2" }, [first.value]);
    if (!note.ok) throw new Error("it may be issued");
    expect(note.value).toMatchObject({ ofInvoiceId: "i-1", returnId: returned.returnId });
    const existing = [first.value, note.value];
    expect(issueInvoice(sale.body, request, existing)).toMatchObject({
      refusal: { code: "invoice-there" },
    });
    for (const twice of [of, { invoice: first.value }]) {
      expect(issueCreditNote(twice, request, existing)).toMatchObject({
        refusal: { code: "credit-note-there", args: { number: "INV-000042" } },
      });
    }
  });
});

describe("row 35: credit is shared whole", () => {
  it("in basis points and in money, for returns as well", () => {
    const shares = shareCredit([
      { staffId: "a", weight: 1 },
      { staffId: "b", weight: 1 },
      { staffId: "c", weight: 1 },
    ]);
    expect(shares.map((share) => share.shareBasisPoints)).toEqual([3334, 3333, 3333]);
    for (const amountMinor of [1000, 1, -999]) {
      const sum = creditAmounts(shares, amountMinor).reduce((all, one) => all + one.amountMinor, 0);
      expect(sum).toBe(amountMinor);
    }
    expect(shareCredit([{ staffId: "a", weight: 0 }])).toEqual([]);
    expect(
      shareCredit([
        { staffId: "a", weight: 2 },
        { staffId: "a", weight: 3 },
      ]),
    ).toEqual([{ staffId: "a", shareBasisPoints: 10_000 }]);
  });
});

describe("a client may be written to", () => {
  const consent = (given: boolean, atMs: number, channel: "email" | "any" = "email") => ({
    purpose: "marketing" as const,
    channel,
    given,
    atMs,
    proof: "form",
  });
  const may = (consents: ClientRow["consents"], fields: Partial<ClientRow> = {}) =>
    mayContact(aClientRow({ consents, ...fields }), { purpose: "marketing", channel: "email" });

  it.each([
    ["without a word", [], false],
    ["after consent", [consent(true, 1)], true],
    ["after a later withdrawal", [consent(true, 1), consent(false, 2, "any")], false],
    ["after a later consent", [consent(false, 1), consent(true, 2, "any")], true],
    ["after both at one instant", [consent(true, 1), consent(false, 1, "any")], false],
  ])("%s", (_, consents, expected) => expect(may(consents)).toBe(expected));

  it("not while a complaint is open; service may always answer", () => {
    const openComplaint = { contactId: "c", text: "broken", atMs: 1 };
    expect(may([consent(true, 1)], { openComplaint })).toBe(false);
    const about = { purpose: "service", channel: "email" } as const;
    expect(mayContact(aClientRow({ openComplaint }), about)).toBe(true);
  });

  it("under the record that stands for them, and a ring of links ends", () => {
    const rows = new Map(
      [
        aClientRow({ id: "a", linkedTo: "b" }),
        aClientRow({ id: "b", linkedTo: "c" }),
        aClientRow({ id: "c", linkedTo: "a" }),
      ].map((row) => [row.id, row]),
    );
    const a = rows.get("a");
    if (a === undefined) throw new Error("a is there");
    expect(standingClient(a, (id) => rows.get(id)).id).toBe("c");
  });
});
