import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { aCounter, type TestCounter } from "#test/builders/counter.ts";
import { aTerminal } from "#test/builders/terminal.ts";
import { CODES } from "#test/builders/till-chain.ts";
import * as sell from "#till/acts/sell.ts";
import * as tender from "#till/acts/tender.ts";
import { chargeCard, recoverOpenPayment, reverseCard } from "#till/acts/terminal.ts";
import { readBasket } from "#till/views/basket.ts";
import { readDisplay } from "#till/views/display.ts";

let at: TestCounter;
beforeEach(async () => {
  at = await aCounter();
});
afterEach(() => at.close());

function toPay(...codes: (keyof typeof CODES)[]): void {
  for (const code of codes) sell.scan(at.counter, CODES[code]);
  tender.start(at.counter);
}
function bodies(kind: string) {
  return at.till.core.journal.ofKind(kind).map(({ body }) => body);
}
const card = { kind: "card-terminal" as const };

describe("the payment terminal", () => {
  it("has the payment on the disk before the terminal is asked, and sells once it is approved", async () => {
    const seen: number[] = [];
    at.counter.useTerminal(aTerminal(() => seen.push(bodies("payment.started").length)));
    toPay("tee");
    const paid = await chargeCard(at.counter, card);
    expect(seen).toEqual([1]);
    expect(paid.ok && paid.value.done?.totalMinor).toBe(1_000);
    expect(bodies("payment.settled")).toMatchObject([{ outcome: "approved" }]);
    expect(bodies("sale.completed")).toMatchObject([
      { tenders: [{ kind: "card-terminal", card: { lastFour: "4242" } }] },
    ]);
  });

  it("keeps the basket when the card is declined, and takes half when half is approved", async () => {
    const terminal = aTerminal();
    at.counter.useTerminal(terminal);
    terminal.plan.push("decline", "partial");
    toPay("tee");
    expect(await chargeCard(at.counter, card)).toMatchObject({
      refusal: { code: "card-declined", args: { reason: "no-funds" } },
    });
    expect(readBasket(at.counter)).toMatchObject({ phase: "tendering", dueMinor: 1_000 });
    expect(await chargeCard(at.counter, card)).toMatchObject({ value: { dueMinor: 500 } });
    expect(tender.add(at.counter, { kind: "cash" }).ok).toBe(true);
    expect(bodies("sale.completed")).toHaveLength(1);
  });

  it("asks again when the answer was lost: charged is charged, and not charged is not", async () => {
    const terminal = aTerminal();
    at.counter.useTerminal(terminal);
    terminal.plan.push("lost-uncharged", "lost");
    toPay("tee");
    expect(await chargeCard(at.counter, card)).toMatchObject({
      refusal: { code: "card-declined" },
    });
    const paid = await chargeCard(at.counter, card);
    expect(paid.ok && paid.value.done?.totalMinor).toBe(1_000);
    expect(terminal.charged.size).toBe(1);
  });

  it("asks at the next start about a payment that was open, and completes the sale", async () => {
    const terminal = aTerminal();
    terminal.plan.push("silent");
    at.counter.useTerminal(terminal);
    toPay("tee");
    expect(await chargeCard(at.counter, card)).toMatchObject({ refusal: { code: "payment-open" } });
    expect(tender.back(at.counter)).toMatchObject({ refusal: { code: "payment-open" } });
    at = await at.restart();
    const again = aTerminal();
    for (const [id, amount] of terminal.charged) again.charged.set(id, amount);
    at.counter.useTerminal(again);
    await recoverOpenPayment(at.counter);
    expect(bodies("sale.completed")).toHaveLength(1);
    expect(readBasket(at.counter).phase).toBe("done");
  });

  it("lets a person say what the terminal's paper says when nobody else can", async () => {
    const terminal = aTerminal();
    terminal.plan.push("silent");
    at.counter.useTerminal(terminal);
    toPay("tee");
    await chargeCard(at.counter, card);
    const { openPayment } = readBasket(at.counter);
    expect(openPayment?.state).toBe("unknown");
    const paymentId = openPayment?.paymentId ?? "";
    expect(tender.settle(at.counter, { paymentId, charged: true }).ok).toBe(true);
    expect(bodies("payment.settled")).toMatchObject([{ confirmedByStaffId: "cashier" }]);
    expect(bodies("sale.completed")).toMatchObject([{ tenders: [{ kind: "card-terminal" }] }]);
  });

  it("row 29: takes a charged leg back at the terminal before it leaves the basket", async () => {
    at.counter.useTerminal(aTerminal());
    toPay("tee");
    await chargeCard(at.counter, { ...card, amountMinor: 400 });
    const [leg] = readBasket(at.counter).tenders;
    expect(tender.back(at.counter)).toMatchObject({ refusal: { code: "tender-needs-reversal" } });
    expect(await reverseCard(at.counter, leg?.id ?? "")).toMatchObject({
      value: { dueMinor: 1_000 },
    });
    expect(bodies("payment.settled")).toMatchObject([
      { outcome: "approved" },
      { outcome: "reversed", amountMinor: 400 },
    ]);
  });
});

describe("stored value at the till", () => {
  it("row 57: spends a gift card offline within the register's share, quoting what it saw", () => {
    at.till.link.cut();
    toPay("tee");
    const leg = { kind: "gift-card" as const, reference: "GC100" };
    const paid = tender.add(at.counter, { ...leg, amountMinor: 800 });
    expect(paid).toMatchObject({ ok: true, value: { dueMinor: 200 } });
    expect(tender.add(at.counter, leg)).toMatchObject({
      refusal: { code: "value-limit-reached", args: { leftMinor: 100 } },
    });
    expect(tender.add(at.counter, { kind: "cash" }).ok).toBe(true);
    expect(bodies("sale.completed")).toMatchObject([
      { tenders: [{ kind: "gift-card", balance: { id: "gift:GC100", seenMinor: 5_000 } }, {}] },
    ]);
    expect(at.till.core.overlay.row("balances", "gift:GC100")?.amount).toBe(4_200);
    toPay("mug");
    expect(tender.add(at.counter, leg)).toMatchObject({
      refusal: { code: "value-limit-reached", args: { leftMinor: 100 } },
    });
  });

  it("row 8: takes no more than is on the card, also over two legs, and needs its number", () => {
    toPay("tee", "tee", "tee", "tee", "tee", "tee");
    const leg = { kind: "gift-card" as const };
    expect(tender.add(at.counter, leg)).toMatchObject({
      refusal: { code: "tender-needs-reference" },
    });
    expect(tender.add(at.counter, { ...leg, reference: "NONE" })).toMatchObject({ ok: false });
    const known = { ...leg, reference: "GC100" };
    expect(tender.add(at.counter, { ...known, amountMinor: 4_000 }).ok).toBe(true);
    expect(tender.add(at.counter, { ...known, amountMinor: 1_500 })).toMatchObject({
      refusal: { code: "balance-short", args: { available: 1_000 } },
    });
    expect(tender.add(at.counter, known)).toMatchObject({ value: { dueMinor: 1_000 } });
  });

  it("row 9: burns points of the client for what they are worth", () => {
    sell.scan(at.counter, CODES.tee);
    expect(tender.start(at.counter).ok).toBe(true);
    expect(tender.add(at.counter, { kind: "points" })).toMatchObject({
      refusal: { code: "client-needed" },
    });
    tender.back(at.counter);
    sell.client(at.counter, "maya");
    tender.start(at.counter);
    expect(tender.add(at.counter, { kind: "points" })).toMatchObject({ value: { dueMinor: 700 } });
    tender.add(at.counter, { kind: "cash" });
    expect(bodies("sale.completed")).toMatchObject([
      { tenders: [{ kind: "points", points: 300, amountMinor: 300 }, { kind: "cash" }] },
    ]);
  });
});

describe("the customer display", () => {
  it("row 87: shows lines and totals and never what is private", () => {
    sell.client(at.counter, "maya");
    sell.scan(at.counter, CODES.tee);
    sell.setFacts(at.counter, undefined, { note: "owes us money" });
    const shown = JSON.stringify(readDisplay(at.counter));
    expect(readDisplay(at.counter)).toMatchObject({ phase: "selling", dueMinor: 1_000 });
    tender.start(at.counter);
    tender.add(at.counter, { kind: "cash", givenMinor: 2_000 });
    const done = readDisplay(at.counter);
    expect(done).toMatchObject({ phase: "done", changeMinor: 1_000 });
    expect(done.receiptQr).toMatch(/^KSR2:/);
    for (const secret of ["Maya", "owes us", "maya", "cashier"])
      expect(shown).not.toContain(secret);
  });
});
