import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { ReturnedLine } from "#shared/records/entries/return-completed.ts";
import { aCounter, approvedBy, sold, type TestCounter } from "#test/builders/counter.ts";
import { aTerminal } from "#test/builders/terminal.ts";
import { CODES, MANAGER_ID, MANAGER_PIN } from "#test/builders/till-chain.ts";
import { correct } from "#till/acts/correct.ts";
import { signedCodeOf } from "#till/acts/receipt.ts";
import { previewReturn, takeBack, takeBackWithCard } from "#till/acts/returns.ts";
import { find, get, receipt } from "#till/acts/sales.ts";
import * as sell from "#till/acts/sell.ts";
import { openReceipt } from "#till/acts/sold.ts";
import { signIn } from "#till/acts/staff.ts";
import * as tender from "#till/acts/tender.ts";
import { chargeCard } from "#till/acts/terminal.ts";
import { saleBody, saleRow } from "#till/views/sales.ts";

let at: TestCounter;
beforeEach(async () => {
  at = await aCounter();
  at.till.link.cut();
});
afterEach(() => at.close());

function saleOf(saleId: string) {
  const row = saleRow(at.till.core, saleId);
  const sale = row === undefined ? undefined : saleBody(row);
  if (sale === undefined) throw new Error("no sale");
  return sale;
}
function lineOf(saleId: string, productId: string) {
  const line = saleOf(saleId).priced.lines.find((each) => each.productId === productId);
  if (line === undefined) throw new Error("no line");
  return line;
}
function backOf(saleId: string, productId: string, quantityMilli = 1_000) {
  const saleLineId = lineOf(saleId, productId).id;
  return { saleLineId, productId, quantityMilli, reasonId: "too-small" };
}
function onHand(productId: string) {
  return at.till.core.overlay.row("stock", `p1:${productId}`)?.onHandMilli;
}

describe("returns at a till that is offline", () => {
  it("row 7: gives back the price paid, to the tender of origin, and the goods to stock", () => {
    const saleId = sold(at.counter, ["tee", "mug"]);
    const before = onHand("tee") ?? 0;
    const asked = { saleId, lines: [backOf(saleId, "tee")], withExchange: false };
    expect(previewReturn(at.counter, asked)).toMatchObject({
      ok: true,
      value: {
        refundMinor: 1_000,
        legs: [{ kind: "cash", amountMinor: 1_000 }],
        needsApproval: false,
        balanceMinor: -1_000,
      },
    });
    const done = takeBack(at.counter, { ...asked, actId: "return-press-1" });
    expect(done).toMatchObject({ ok: true, value: { kind: "return", totalMinor: -1_000 } });
    expect(onHand("tee")).toBe(before + 1_000);
    expect(takeBack(at.counter, { ...asked, actId: "return-press-1" })).toEqual(done);
    expect(at.till.core.journal.ofKind("return.completed")).toHaveLength(1);
    expect(get(at.till.core, saleId)).toMatchObject({
      value: { refundable: [{ returnableMilli: 0 }, { returnableMilli: 1_000, refundMinor: 750 }] },
    });
  });

  it("row 39: a second return of the same goods at this till is refused, also after a restart", async () => {
    const saleId = sold(at.counter, ["tee"]);
    const asked = { saleId, lines: [backOf(saleId, "tee")], withExchange: false };
    expect(takeBack(at.counter, { ...asked, actId: "return-press-1" }).ok).toBe(true);
    at = await at.restart();
    expect(takeBack(at.counter, { ...asked, actId: "return-press-2" })).toMatchObject({
      refusal: { code: "return-exceeds-sold" },
    });
  });

  it("row 7: refunds by the signed code of a receipt whose sale is not here, once", () => {
    const here = saleOf(sold(at.counter, ["tee", "tee"]));
    const elsewhere = { ...here, saleId: "sale-of-another-store", receiptNumber: "S2-000001" };
    const code = signedCodeOf(at.till.core, elsewhere, at.till.core.clock.now()) ?? "";
    const read = openReceipt(at.till.core, code);
    expect(read).toMatchObject({
      ok: true,
      value: { receiptNumber: "S2-000001", refundable: [{ sku: "TEE", returnableMilli: 2_000 }] },
    });
    expect(read.ok && "saleId" in read.value).toBe(false);
    const line = { saleLineId: "code.1", productId: "tee", quantityMilli: 2_000, reasonId: "r" };
    const asked = { receiptCode: code, lines: [line], withExchange: false };
    expect(takeBack(at.counter, { ...asked, actId: "return-press-1" })).toMatchObject({
      ok: true,
      value: { totalMinor: -2_000 },
    });
    expect(takeBack(at.counter, { ...asked, actId: "return-press-2" })).toMatchObject({
      refusal: { code: "return-exceeds-sold" },
    });
    const forged = `${code.slice(0, -4)}AAAA`;
    expect(openReceipt(at.till.core, forged).ok).toBe(false);
  });

  it("row 7: takes back what the goods earned a client, by the code alone, piece by piece", () => {
    const here = saleOf(sold(at.counter, ["tee", "tee"]));
    const elsewhere = {
      ...here,
      saleId: "sale-of-another-store",
      clientId: "maya",
      pointsEarned: 21,
    };
    const code = signedCodeOf(at.till.core, elsewhere, at.till.core.clock.now()) ?? "";
    const line = { saleLineId: "code.1", productId: "tee", quantityMilli: 1_000, reasonId: "r" };
    const asked = { receiptCode: code, lines: [line], withExchange: false };
    for (const actId of ["return-press-1", "return-press-2"])
      expect(takeBack(at.counter, { ...asked, actId }).ok).toBe(true);
    const returns = at.till.core.journal.ofKind("return.completed").map(({ body }) => body);
    expect(returns.map(({ clientId }) => clientId)).toEqual(["maya", "maya"]);
    const points = returns.map(
      ({ lines }) => (lines as readonly ReturnedLine[])[0]?.pointsReversed,
    );
    expect(points).toEqual([10, 11]);
  });

  it("row 37: exchanges unevenly in one entry; the customer pays the difference", () => {
    const saleId = sold(at.counter, ["mug"]);
    sell.scan(at.counter, CODES.tee);
    const asked = { saleId, lines: [backOf(saleId, "mug")], withExchange: true };
    expect(previewReturn(at.counter, asked)).toMatchObject({
      value: { refundMinor: 750, balanceMinor: 250 },
    });
    const press = { ...asked, actId: "return-press-1" };
    expect(takeBack(at.counter, press)).toMatchObject({ refusal: { code: "short-tender" } });
    const done = takeBack(at.counter, { ...press, pay: { kind: "cash", givenMinor: 500 } });
    expect(done).toMatchObject({
      ok: true,
      value: { kind: "exchange", totalMinor: 250, changeMinor: 250 },
    });
    expect(at.counter.basket().draft.lines).toEqual([]);
    expect(at.till.core.journal.ofKind("return.completed")).toHaveLength(1);
    expect(at.till.core.journal.ofKind("sale.completed")).toHaveLength(1);
  });

  it("row 37: without receipt gives credit within the policy, with a name and an approval", async () => {
    const line = { productId: "tee", quantityMilli: 1_000, reasonId: "r", unitPriceMinor: 9_000 };
    const asked = { lines: [line], withExchange: false };
    expect(previewReturn(at.counter, asked)).toMatchObject({
      refusal: { code: "return-identity-needed" },
    });
    const named = { ...asked, clientId: "maya", actId: "return-press-1" };
    expect(previewReturn(at.counter, named)).toMatchObject({
      value: { refundMinor: 1_000, needsApproval: true, legs: [{ kind: "credit" }] },
    });
    expect(takeBack(at.counter, named)).toMatchObject({ refusal: { code: "needs-approval" } });
    const approvalId = await approvedBy(at.counter, "return-no-receipt", named);
    expect(takeBack(at.counter, { ...named, approvalId }).ok).toBe(true);
    expect(at.till.core.overlay.row("balances", "credit:maya")?.amount).toBe(1_000);
  });

  it("row 7: above the role's limit a second person must allow it", async () => {
    const saleId = sold(at.counter, ["tee", "tee", "tee", "tee", "tee", "tee"]);
    const input = {
      actId: "return-press-1",
      saleId,
      lines: [backOf(saleId, "tee", 6_000)],
      withExchange: false,
    };
    expect(takeBack(at.counter, input)).toMatchObject({ refusal: { code: "needs-approval" } });
    const approvalId = await approvedBy(at.counter, "refund", input);
    expect(takeBack(at.counter, { ...input, approvalId }).ok).toBe(true);
    const [entry] = at.till.core.journal.ofKind("return.completed");
    expect(entry?.body).toMatchObject({ approvalIds: [approvalId] });
  });
});

describe("a refund to a card at the terminal", () => {
  it("is on the disk before it is asked, once a press, and nothing comes back when declined", async () => {
    const terminal = aTerminal();
    at.counter.useTerminal(terminal);
    sell.scan(at.counter, CODES.tee);
    tender.start(at.counter);
    const paid = await chargeCard(at.counter, { kind: "card-terminal" });
    const saleId = (paid.ok && paid.value.done?.saleId) || "";
    const press = {
      actId: "return-press-1",
      saleId,
      lines: [backOf(saleId, "tee")],
      withExchange: false,
    };
    at.counter.useTerminal({
      ...terminal,
      refund: async () => ({ outcome: "declined", reasonCode: "expired" }),
    });
    expect(await takeBackWithCard(at.counter, press)).toMatchObject({
      refusal: { code: "card-declined", args: { reason: "expired" } },
    });
    expect(at.till.core.journal.ofKind("return.completed")).toHaveLength(0);
    at.counter.useTerminal(terminal);
    expect((await takeBackWithCard(at.counter, press)).ok).toBe(true);
    expect((await takeBackWithCard(at.counter, press)).ok).toBe(true);
    const refunds = at.till.core.journal
      .ofKind("payment.settled")
      .filter(({ body }) => body.paymentId === "refund.return-press-1");
    expect(refunds.map(({ body }) => body.outcome)).toEqual(["declined", "approved"]);
    expect(at.till.core.journal.ofKind("return.completed")).toHaveLength(1);
  });
});

describe("the last sale put right", () => {
  const ask = { actId: "correct-press", reasonId: "mistake" };
  async function right(what: Parameters<typeof correct>[1]["what"], saleId: string) {
    const input = { ...ask, saleId, what };
    expect(correct(at.counter, input)).toMatchObject({ refusal: { code: "needs-approval" } });
    const approvalId = await approvedBy(at.counter, "correct", input);
    return correct(at.counter, { ...input, approvalId });
  }
  const bodies = (kind: string) => at.till.core.journal.ofKind(kind).map(({ body }) => body);

  it("needs a second person above what the role may pay back, though it may correct", async () => {
    await signIn(at.counter, { staffId: MANAGER_ID, pin: MANAGER_PIN });
    const small = sold(at.counter, ["tee"]);
    const undo = { ...ask, what: { kind: "undo-all" as const } };
    expect(correct(at.counter, { ...undo, saleId: small })).toMatchObject({ ok: true });
    sell.scan(at.counter, CODES.tee);
    const lineId = at.counter.basket().draft.lines[0]?.id ?? "";
    sell.quantity(at.counter, { lineId, quantityMilli: 101_000 });
    tender.start(at.counter);
    const paid = tender.add(at.counter, { kind: "cash" });
    const large = paid.ok ? (paid.value.done?.saleId ?? "") : "";
    const press = { ...undo, actId: "correct-large", saleId: large };
    expect(correct(at.counter, press)).toMatchObject({
      refusal: { code: "needs-approval", args: { act: "correct" } },
    });
  });

  it("undoes a whole sale by a new entry; stock and drawer are as before", async () => {
    const before = onHand("tee");
    const saleId = sold(at.counter, ["tee"]);
    expect(await right({ kind: "undo-all" }, saleId)).toMatchObject({
      ok: true,
      value: { kind: "return", totalMinor: -1_000 },
    });
    expect(onHand("tee")).toBe(before);
    expect(bodies("return.completed")).toMatchObject([{ proof: "correction" }]);
    expect(bodies("sale.completed")).toHaveLength(1);
  });

  it("undoing a sale calls off what it promised", async () => {
    const added = sell.add(at.counter, { productId: "tee", quantityMilli: 1_000 });
    sell.promise(at.counter, {
      lineId: (added.ok && added.value.lineId) || "",
      placeId: "warehouse",
      how: "ship",
      fallback: "refund",
    });
    tender.start(at.counter);
    const paid = tender.add(at.counter, { kind: "cash" });
    const done = paid.ok ? paid.value.done : undefined;
    const orderId = done?.promises[0]?.orderId ?? "";
    expect(at.till.core.overlay.row("orders", orderId)?.state).toBe("promised");
    tender.next(at.counter);
    expect((await right({ kind: "undo-all" }, done?.saleId ?? "")).ok).toBe(true);
    expect(at.till.core.overlay.row("orders", orderId)?.state).toBe("cancelled");
  });

  it("moves a payment to the tender it really was, in one transaction", async () => {
    const saleId = sold(at.counter, ["tee"]);
    expect((await right({ kind: "tender", to: "card-external" }, saleId)).ok).toBe(true);
    expect(bodies("return.completed")).toMatchObject([
      { tenders: [{ kind: "cash", amountMinor: -1_000 }] },
    ]);
    expect(bodies("sale.completed")[1]).toMatchObject({
      followsSaleId: saleId,
      followsReason: "correction",
      tenders: [{ kind: "card-external", amountMinor: 1_000 }],
    });
  });

  it("puts a forgotten client to the sale, and a forgotten discount with the money back", async () => {
    const saleId = sold(at.counter, ["tee"]);
    const withClient = await right({ kind: "client", clientId: "maya" }, saleId);
    expect(withClient.ok && saleOf(withClient.value.saleId).clientId).toBe("maya");
    const second = sold(at.counter, ["tee", "mug"]);
    const input = {
      actId: "correct-press-2",
      reasonId: "mistake",
      saleId: second,
      what: { kind: "discount" as const, basisPoints: 2_000 },
    };
    const approvalId = await approvedBy(at.counter, "correct", input);
    expect(correct(at.counter, { ...input, approvalId })).toMatchObject({
      ok: true,
      value: { totalMinor: 1_400, changeMinor: 350 },
    });
  });

  it("finds a sale by day, amount, product and last four digits, explains it, and prints it", () => {
    const saleId = sold(at.counter, ["mug"]);
    sell.scan(at.counter, CODES.tee);
    tender.start(at.counter);
    const card = { brand: "visa", lastFour: "4242", authorisation: "A1" };
    tender.add(at.counter, { kind: "card-external", card });
    const { core } = at.till;
    expect(find(core, { query: "", lastFour: "4242", limit: 5 })).toMatchObject([
      { totalMinor: 1_000 },
    ]);
    expect(find(core, { query: "", amountMinor: 750, limit: 5 })).toMatchObject([{ saleId }]);
    const got = get(core, saleId);
    expect(got.ok && got.value.explanation.map(({ code }) => code)).toContain("paid");
    expect(receipt(core, saleId).ok).toBe(true);
  });

  it("finds a sale without its receipt by client, goods, serial number, tender and typed words", () => {
    sold(at.counter, ["mug"]);
    sell.scan(at.counter, CODES.tee);
    const lineId = at.counter.basket().draft.lines[0]?.id ?? "";
    sell.setFacts(at.counter, lineId, { serials: ["SN-77"] });
    sell.client(at.counter, "maya");
    tender.start(at.counter);
    const card = { brand: "visa", lastFour: "4242", authorisation: "A1" };
    const paid = tender.add(at.counter, { kind: "card-external", card });
    const saleId = paid.ok ? paid.value.done?.saleId : "";
    const { core } = at.till;
    const name = core.overlay.row("clients", "maya")?.name ?? "nobody";
    const asked = [
      { clientId: "maya" },
      { productId: "tee" },
      { serial: "SN-77" },
      { tenderKind: "card-external" },
      { query: name.toUpperCase().slice(0, 4) },
      { query: "10.00" },
    ];
    for (const one of asked) {
      const found = find(core, { query: "", limit: 5, ...one });
      expect(
        found.map((sale) => sale.saleId),
        JSON.stringify(one),
      ).toEqual([saleId]);
    }
    expect(find(core, { query: "", serial: "SN-78", limit: 5 })).toEqual([]);
    expect(find(core, { query: "10.01", limit: 5 })).toEqual([]);
  });
});
