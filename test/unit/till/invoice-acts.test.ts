// Issue 3, paper: full invoices and credit notes at a till that is offline, each in its own series, none twice.
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { aCounter, approvedBy, sold, type TestCounter } from "#test/builders/counter.ts";
import { CODES } from "#test/builders/till-chain.ts";
import { correct } from "#till/acts/correct.ts";
import { creditNote, invoice } from "#till/acts/invoice.ts";
import { takeBack } from "#till/acts/returns.ts";
import { get } from "#till/acts/sales.ts";
import * as sell from "#till/acts/sell.ts";
import { forgetPapers } from "#till/papers.ts";
import { saleBody, saleRow } from "#till/views/sales.ts";

const BUYER = { name: "Acme Ltd", address: "1 High St", taxNumber: "GB1" };

let at: TestCounter;
beforeEach(async () => {
  at = await aCounter();
});
afterEach(() => at.close());

function invoiced(codes: Parameters<typeof sold>[1]): string {
  const saleId = sold(at.counter, codes);
  expect(invoice(at.counter, { saleId, buyer: BUYER }).ok).toBe(true);
  return saleId;
}

function cameBack(saleId: string, productId: string, more: object = {}): string {
  const row = saleRow(at.till.core, saleId);
  const sale = row === undefined ? undefined : saleBody(row);
  const saleLineId = sale?.priced.lines.find((line) => line.productId === productId)?.id;
  const line = { saleLineId, productId, quantityMilli: 1_000, reasonId: "too-small" };
  const actId = `back-${saleId}-${productId}`;
  const done = takeBack(at.counter, {
    ...{ actId, saleId, lines: [line], withExchange: false },
    ...more,
  });
  if (!done.ok) throw new Error(JSON.stringify(done));
  return done.value.saleId;
}

async function undone(saleId: string): Promise<string> {
  const what = { kind: "undo-all" as const };
  const input = { actId: `undo-${saleId}`, saleId, what, reasonId: "mistake" };
  const approvalId = await approvedBy(at.counter, "correct", input);
  const done = correct(at.counter, { ...input, approvalId });
  if (!done.ok) throw new Error(JSON.stringify(done));
  return done.value.saleId;
}

function numberOf(issued: ReturnType<typeof creditNote>): string {
  if (!issued.ok) throw new Error(JSON.stringify(issued));
  return issued.value.number;
}

const issuedBodies = () =>
  at.till.core.journal.ofKind("invoice.issued").map(({ body }) => body as Record<string, unknown>);
const rowOf = (id: string) => saleRow(at.till.core, id);
const offered = (id: string) => {
  const got = get(at.till.core, id);
  return got.ok ? got.value.creditNote : undefined;
};

/** As the wire has it: without what is undefined. */
const asSent = <Row>(row: Row): Row => JSON.parse(JSON.stringify(row)) as Row;

describe("a full invoice", () => {
  beforeEach(() => at.till.link.cut());

  it("is issued once for a sale, in a series of its own", () => {
    const saleId = sold(at.counter, ["tee"]);
    const issued = invoice(at.counter, { saleId, buyer: BUYER });
    expect(issued.ok && issued.value.number).toMatch(/-I-000001$/);
    expect(invoice(at.counter, { saleId, buyer: BUYER })).toMatchObject({
      refusal: { code: "invoice-there" },
    });
  });
});

describe("the credit note of a return, offline", () => {
  beforeEach(() => at.till.link.cut());

  it("names invoice and buyer, has its own series, and replaces the return's receipt", async () => {
    const saleId = invoiced(["tee", "mug"]);
    const returnId = cameBack(saleId, "tee");
    const before = rowOf(returnId);
    const invoiceNumber = rowOf(saleId)?.invoice?.number ?? "none";
    expect(offered(returnId)).toEqual({ invoiceNumber, buyer: BUYER });
    const note = creditNote(at.counter, { saleId: returnId });
    expect(numberOf(note)).toMatch(/-C-000001$/);
    const paper = note.ok ? JSON.stringify(note.value.document) : "";
    const named = [invoiceNumber, BUYER.name, BUYER.address, BUYER.taxNumber];
    for (const part of [...named, before?.receiptNumber ?? "none"]) expect(paper).toContain(part);
    const [first, second] = issuedBodies();
    expect(second).toMatchObject({
      ...{ kind: "credit-note", saleId, returnId, ofInvoiceId: first?.["invoiceId"] },
      ...{ buyer: BUYER, totalMinor: 1_000 },
    });
    const { invoice: stands, ...books } = rowOf(returnId) ?? {};
    expect(stands?.number).toBe(numberOf(note));
    expect(books).toEqual(before);
    expect(rowOf(saleId)?.invoice?.number).toBe(invoiceNumber);
    await at.counter.queue.run();
    expect(at.counter.queue.jobs()).toContainEqual(
      expect.objectContaining({ title: numberOf(note), state: "printed" }),
    );
  });

  it("is issued later, once, also after a restart, and leaves the invoice standing", async () => {
    const saleId = invoiced(["tee", "mug"]);
    const returnId = cameBack(saleId, "tee");
    at = await at.restart();
    at.till.link.cut();
    const number = numberOf(creditNote(at.counter, { saleId: returnId }));
    at = await at.restart();
    at.till.link.cut();
    const there = { refusal: { code: "credit-note-there", args: { number } } };
    expect(creditNote(at.counter, { saleId: returnId })).toMatchObject(there);
    // Half is credited, so the whole is not credited again, and no second invoice is given over it.
    expect(creditNote(at.counter, { saleId })).toMatchObject(there);
    expect(invoice(at.counter, { saleId, buyer: BUYER })).toMatchObject({
      refusal: { code: "invoice-there" },
    });
    expect([offered(returnId), offered(saleId)]).toEqual([undefined, undefined]);
    const otherHalf = cameBack(saleId, "mug");
    expect(numberOf(creditNote(at.counter, { saleId: otherHalf }))).toMatch(/-C-000002$/);
    expect(issuedBodies()).toHaveLength(3);
  });

  it("credits of an exchange what came back", () => {
    const saleId = invoiced(["mug"]);
    sell.scan(at.counter, CODES.tee);
    const pay = { kind: "cash", givenMinor: 500 };
    const exchangeId = cameBack(saleId, "mug", { withExchange: true, pay });
    expect(numberOf(creditNote(at.counter, { saleId: exchangeId }))).toMatch(/-C-000001$/);
    expect(issuedBodies()[1]).toMatchObject({ returnId: exchangeId, totalMinor: 750 });
  });

  it("credits a whole sale that was undone, once by either way", async () => {
    const saleId = invoiced(["tee"]);
    const returnId = await undone(saleId);
    expect(creditNote(at.counter, { saleId: returnId }).ok).toBe(true);
    expect(creditNote(at.counter, { saleId })).toMatchObject({
      refusal: { code: "credit-note-there" },
    });
    const second = invoiced(["tee"]);
    const secondReturnId = await undone(second);
    expect(creditNote(at.counter, { saleId: second }).ok).toBe(true);
    expect(creditNote(at.counter, { saleId: secondReturnId })).toMatchObject({
      refusal: { code: "invoice-missing" },
    });
  });

  it("is not offered, and refused, where no invoice stands or nothing was sold", () => {
    const saleId = sold(at.counter, ["tee", "mug"]);
    const returnId = cameBack(saleId, "tee");
    expect([offered(saleId), offered(returnId)]).toEqual([undefined, undefined]);
    for (const id of [saleId, returnId]) {
      expect(creditNote(at.counter, { saleId: id })).toMatchObject({
        refusal: { code: "invoice-missing" },
      });
    }
    expect(creditNote(at.counter, { saleId: "nothing" })).toMatchObject({
      refusal: { code: "sale-unknown" },
    });
    expect(issuedBodies()).toEqual([]);
  });
});

describe("an invoice that was wrong", () => {
  it("is taken back whole; the sale then gets a right one, and its return names that", () => {
    at.till.link.cut();
    const saleId = invoiced(["tee", "mug"]);
    const returnId = cameBack(saleId, "tee");
    expect(numberOf(creditNote(at.counter, { saleId }))).toMatch(/-C-000001$/);
    expect(issuedBodies()[1]).toMatchObject({ kind: "credit-note", totalMinor: 1_750 });
    expect(rowOf(saleId)?.invoice).toBeUndefined();
    expect(creditNote(at.counter, { saleId })).toMatchObject({
      refusal: { code: "invoice-missing" },
    });
    const right = invoice(at.counter, { saleId, buyer: { ...BUYER, address: "2 High St" } });
    expect(numberOf(right)).toMatch(/-I-000002$/);
    expect(rowOf(saleId)?.invoice?.number).toBe(numberOf(right));
    expect(creditNote(at.counter, { saleId: returnId }).ok).toBe(true);
    expect(issuedBodies()[3]).toMatchObject({
      ...{ ofInvoiceId: issuedBodies()[2]?.["invoiceId"] },
      ...{ buyer: { address: "2 High St" }, totalMinor: 1_000 },
    });
  });
});

describe("an invoice that another till issued", () => {
  it("is named by number, and its buyer is typed", async () => {
    const { sale, ...row } = rowOf(sold(at.counter, ["tee"])) ?? {};
    const saleId = "sale-of-till-2";
    const other = asSent({
      ...{ ...row, id: `sale:${saleId}`, entryId: "entry-of-till-2", receiptNumber: "T2-000001" },
      ...{ registerId: "till-2", clientId: "maya" },
      sale: { ...sale, saleId, clientId: "maya", receiptNumber: "T2-000001" },
      invoice: { id: "invoice-of-till-2", number: "T2-I-000007" },
    });
    await at.put([{ table: "purchases", id: other.id, row: other } as never]);
    at.till.link.cut();
    const returnId = cameBack(saleId, "tee");
    expect(offered(returnId)).toEqual({ invoiceNumber: "T2-I-000007" });
    expect(creditNote(at.counter, { saleId: returnId })).toMatchObject({
      refusal: { code: "invoice-needs-buyer" },
    });
    const note = creditNote(at.counter, { saleId: returnId, buyer: BUYER });
    expect(note.ok && JSON.stringify(note.value.document)).toContain("T2-I-000007");
    expect(issuedBodies()).toMatchObject([{ ofInvoiceId: "invoice-of-till-2", buyer: BUYER }]);
    await at.counter.queue.run();
    const titles = () => at.counter.queue.jobs().map(({ title }) => title);
    expect(titles()).toContain(numberOf(note));
    // Her sale is not in this till's journal, so the note is known as hers by its return.
    forgetPapers(at.till.core.journal, ["maya"]);
    expect(titles()).not.toContain(numberOf(note));
  });
});
