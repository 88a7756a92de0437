import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { AnyChange } from "#server/entries/working-set.ts";
import { aCounter, approvedBy, type TestCounter } from "#test/builders/counter.ts";
import { CODES, MANAGER_ID, MANAGER_PIN } from "#test/builders/till-chain.ts";
import { leave } from "#till/acts/hand-over.ts";
import * as sell from "#till/acts/sell.ts";
import * as shift from "#till/acts/shift.ts";
import { signIn } from "#till/acts/staff.ts";
import { forwardStored, settleByHand, storedPayments } from "#till/acts/store-forward.ts";
import * as tender from "#till/acts/tender.ts";
import { chargeCard, recoverOpenPayment, reverseCard } from "#till/acts/terminal.ts";
import { readAddress } from "#till/devices/address.ts";
import { KEEPING_PORT, keepingAt } from "#till/devices/keeping/terminal.ts";
import type { PaymentTerminal } from "#till/devices/terminal.ts";
import {
  type KeepingSimulator,
  startKeepingSimulator,
} from "#till/devices/virtual/keeping-simulator.ts";
import { readBasket } from "#till/views/basket.ts";
import { figuresOf } from "#till/views/shift.ts";
import { readStoredPayments } from "#till/views/stored-payments.ts";

let at: TestCounter;
let simulator: KeepingSimulator;
let terminal: PaymentTerminal;

beforeEach(async () => {
  at = await aCounter();
  simulator = await startKeepingSimulator();
  connect("terminal-1");
  await allow(1_750, 3_000);
  simulator.setBank(false);
});
afterEach(async () => {
  await terminal.close();
  await at.close();
  expect(simulator.complaints()).toEqual([]);
  await simulator.close();
});

function connect(id: string): void {
  const address = readAddress(simulator.address, KEEPING_PORT);
  const opened = address && keepingAt(address, { id, name: "Terminal", limits: { answerMs: 500 } });
  if (opened === undefined) throw new Error("the simulator has an address");
  terminal = opened;
  const { useTerminal: plug } = at.counter;
  plug(terminal);
}

async function allow(sale: number, register: number): Promise<void> {
  const policy = at.till.core.replica.get("settings", "policy")?.row;
  const offline = {
    storedForwardPerSaleMinor: sale,
    storedForwardPerRegisterMinor: register,
  };
  const row = { ...policy, body: { ...policy?.body, offline } };
  await at.put([{ table: "settings", id: "policy", row } as unknown as AnyChange]);
}

async function restarted(): Promise<void> {
  await terminal.close();
  at = await at.restart();
  connect("terminal-1");
}

const card = { kind: "card-terminal" as const };
function toPay(...codes: (keyof typeof CODES)[]): void {
  tender.next(at.counter);
  for (const code of codes) sell.scan(at.counter, CODES[code]);
  tender.start(at.counter);
}
async function keptSale(...codes: (keyof typeof CODES)[]) {
  toPay(...codes);
  const paid = await chargeCard(at.counter, card);
  if (!paid.ok || paid.value.done === undefined) throw new Error(JSON.stringify(paid));
  return paid.value.done;
}
const settled = () =>
  at.till.core.journal
    .ofKind("payment.settled")
    .map(({ body }) => [body.outcome, body.amountMinor]);
const amounts = () => storedPayments(at.till.core).map(({ amountMinor }) => amountMinor);
const work = (paymentId: string) => at.till.core.overlay.row("work", `payment:${paymentId}`);

describe("row 5: taking a card while no bank can be asked", () => {
  it("the terminal keeps it, the sale is made and says so", async () => {
    const done = await keptSale("tee");
    expect(done).toMatchObject({ totalMinor: 1_000, storedMinor: 1_000 });
    expect(settled()).toEqual([["stored", 1_000]]);
    const [sale] = at.till.core.journal.ofKind("sale.completed");
    expect(sale?.body.tenders).toMatchObject([
      { storedForward: true, reference: "0001", card: { lastFour: "1881", authorisation: "" } },
    ]);
    expect(amounts()).toEqual([1_000]);
    const [kept] = storedPayments(at.till.core);
    expect(work(kept?.paymentId ?? "")).toMatchObject({
      title: "card-stored",
      state: "open",
      body: { saleId: done.saleId, receiptNumber: done.receiptNumber },
    });
  });

  it("exactly the cap of a sale is kept, one more is refused with what is left, and can be split", async () => {
    await keptSale("tee", "mug");
    await allow(999, 10_000);
    toPay("tee");
    expect(await chargeCard(at.counter, card)).toMatchObject({
      refusal: {
        code: "stored-forward-limit",
        args: { leftMinor: 999, saleCapMinor: 999 },
      },
    });
    expect(readBasket(at.counter)).toMatchObject({ phase: "tendering", dueMinor: 1_000 });
    expect(readBasket(at.counter).openPayment).toBeUndefined();
    expect(await chargeCard(at.counter, { ...card, amountMinor: 999 })).toMatchObject({
      value: { dueMinor: 1 },
    });
    expect(await chargeCard(at.counter, card)).toMatchObject({
      refusal: { args: { leftMinor: 0, saleCapMinor: 999 } },
    });
    expect(tender.add(at.counter, { kind: "cash" }).ok).toBe(true);
    expect(amounts()).toEqual([1_750, 999]);
  });

  it("the register's cap counts all that waits, also after a restart, until the bank has answered", async () => {
    await keptSale("tee", "mug");
    await restarted();
    await keptSale("tee");
    toPay("tee");
    expect(await chargeCard(at.counter, card)).toMatchObject({
      refusal: { args: { leftMinor: 250, registerCapMinor: 3_000 } },
    });
    expect(amounts()).toEqual([1_750, 1_000]);
    simulator.setBank(true);
    expect(await forwardStored(at.counter)).toEqual({ approved: 2, declined: 0, waiting: 0 });
    simulator.setBank(false);
    expect((await chargeCard(at.counter, card)).ok).toBe(true);
  });

  it("is declined as ever where the shop is not for it, or the bank itself says no", async () => {
    await allow(0, 3_000);
    toPay("tee");
    const unseen = { code: "card-declined", args: { reason: "bank-not-reached" } };
    expect(await chargeCard(at.counter, card)).toMatchObject({ refusal: unseen });
    await allow(1_750, 3_000);
    simulator.setBank(true);
    simulator.declineNext(1);
    const declined = { code: "card-declined", args: { reason: "declined-by-bank" } };
    expect(await chargeCard(at.counter, card)).toMatchObject({ refusal: declined });
    simulator.setBank(false);
    at.counter.useTerminal({ ...terminal, storeForward: undefined } as unknown as PaymentTerminal);
    expect(await chargeCard(at.counter, card)).toMatchObject({ refusal: unseen });
    expect(amounts()).toEqual([]);
    expect(simulator.payments()).toEqual([]);
  });

  it("a kept card that leaves the basket again is let go by the terminal and never sent", async () => {
    toPay("tee");
    await chargeCard(at.counter, { ...card, amountMinor: 400 });
    const [leg] = readBasket(at.counter).tenders;
    const [kept] = storedPayments(at.till.core);
    expect((await reverseCard(at.counter, leg?.id ?? "")).ok).toBe(true);
    expect(amounts()).toEqual([]);
    expect(work(kept?.paymentId ?? "")?.state).toBe("done");
    simulator.setBank(true);
    expect(await forwardStored(at.counter)).toEqual({ approved: 0, declined: 0, waiting: 0 });
    expect(simulator.sent()).toEqual([]);
  });

  it("a shift shows what waits apart from what a bank has answered for", async () => {
    shift.open(at.counter, { actId: "open-press-1", floatMinor: 0 });
    await keptSale("tee");
    simulator.setBank(true);
    await keptSale("mug");
    expect(figuresOf(at.till.core)?.tenders).toMatchObject([
      { key: "cash", expectedMinor: 0 },
      { key: "card-terminal:stored", expectedMinor: 1_000 },
      { key: "card-terminal", expectedMinor: 750 },
    ]);
  });
});

describe("row 5: the answer is lost, or the till dies", () => {
  it("keeping whose answer was lost is asked for once more, and kept once", async () => {
    toPay("tee");
    // The charge is answered; what is lost is the answer to keeping it.
    const { storeForward } = terminal;
    if (storeForward === undefined) throw new Error("this terminal keeps cards");
    const store: typeof storeForward.store = (request) => {
      simulator.loseAnswers(1);
      return storeForward.store(request);
    };
    at.counter.useTerminal({ ...terminal, storeForward: { ...storeForward, store } });
    expect(await chargeCard(at.counter, card)).toMatchObject({ value: { dueMinor: 0 } });
    expect(simulator.payments()).toMatchObject([{ state: "stored", amountMinor: 1_000 }]);
    expect(amounts()).toEqual([1_000]);
  });

  it("a till that died between keeping and its entry finds it kept, and the sale is made", async () => {
    toPay("tee");
    const { storeForward } = terminal;
    if (storeForward === undefined) throw new Error("this terminal keeps cards");
    const never = new Promise<never>(() => undefined);
    const store: typeof storeForward.store = (request) =>
      storeForward.store(request).then(() => never);
    at.counter.useTerminal({ ...terminal, storeForward: { ...storeForward, store } });
    void chargeCard(at.counter, card);
    await expect.poll(() => simulator.payments().length).toBe(1);
    await restarted();
    expect(storedPayments(at.till.core)).toMatchObject([{ state: "asking" }]);
    await recoverOpenPayment(at.counter);
    expect(readBasket(at.counter)).toMatchObject({ phase: "done", done: { storedMinor: 1_000 } });
    expect(storedPayments(at.till.core)).toMatchObject([
      { state: "waiting", terminalReceipt: "0001" },
    ]);
    expect(settled()).toEqual([["stored", 1_000]]);
  });

  it("a person who reads that it was taken says that it is kept, and it is sent all the same", async () => {
    toPay("tee");
    const { storeForward } = terminal;
    if (storeForward === undefined) throw new Error("this terminal keeps cards");
    const unknown = { outcome: "unknown", reasonCode: "no-answer" } as const;
    at.counter.useTerminal({
      ...terminal,
      recover: async () => unknown,
      storeForward: {
        ...storeForward,
        store: (request) => storeForward.store(request).then(() => unknown),
      },
    });
    expect(await chargeCard(at.counter, card)).toMatchObject({ refusal: { code: "payment-open" } });
    const paymentId = readBasket(at.counter).openPayment?.paymentId ?? "";
    expect(tender.settle(at.counter, { paymentId, charged: true }).ok).toBe(true);
    expect(settled()).toEqual([["stored", 1_000]]);
    at.counter.useTerminal(terminal);
    simulator.setBank(true);
    expect(await forwardStored(at.counter)).toEqual({ approved: 1, declined: 0, waiting: 0 });
    expect(simulator.sent()).toEqual([paymentId]);
  });

  it("a person who reads that it was not taken leaves nothing waiting", async () => {
    toPay("tee");
    const { storeForward } = terminal;
    if (storeForward === undefined) throw new Error("this terminal keeps cards");
    const unknown = { outcome: "unknown", reasonCode: "no-answer" } as const;
    const silent = { ...terminal, recover: async () => unknown };
    at.counter.useTerminal({
      ...silent,
      storeForward: { ...storeForward, store: async () => unknown },
    });
    await chargeCard(at.counter, card);
    const paymentId = readBasket(at.counter).openPayment?.paymentId ?? "";
    expect(amounts()).toEqual([1_000]);
    expect(tender.settle(at.counter, { paymentId, charged: false }).ok).toBe(true);
    expect(amounts()).toEqual([]);
  });
});

describe("row 5: sending what waits", () => {
  it("in order, each once, and what the bank refuses is named while the sale stands", async () => {
    sell.client(at.counter, "maya");
    const first = await keptSale("tee");
    await keptSale("mug");
    const ids = storedPayments(at.till.core).map(({ paymentId }) => paymentId);
    simulator.refuseLater((amountMinor) => amountMinor === 1_000);
    expect(await forwardStored(at.counter)).toEqual({ approved: 0, declined: 0, waiting: 2 });
    expect(storedPayments(at.till.core)).toMatchObject([{ reasonCode: "bank-not-reached" }, {}]);
    simulator.setBank(true);
    const [one, two] = await Promise.all([forwardStored(at.counter), forwardStored(at.counter)]);
    expect(one).toEqual({ approved: 1, declined: 1, waiting: 0 });
    expect(two).toEqual(one);
    expect(simulator.sent()).toEqual(ids);
    expect(settled().slice(2)).toEqual([
      ["declined", 0],
      ["approved", 750],
    ]);
    expect(work(ids[0] ?? "")).toMatchObject({
      kind: "exception",
      state: "open",
      exceptionCode: "card-declined-later",
      clientId: "maya",
      body: {
        amountMinor: 1_000,
        receiptNumber: first.receiptNumber,
        reasonCode: "declined-by-bank",
      },
    });
    expect(work(ids[1] ?? "")?.state).toBe("done");
    expect(bodies("sale.completed")).toHaveLength(2);
  });

  it("the answer of the bank was lost, and the till dies: asked again, it was sent once", async () => {
    await keptSale("tee");
    await keptSale("mug");
    const ids = storedPayments(at.till.core).map(({ paymentId }) => paymentId);
    simulator.setBank(true);
    simulator.loseAnswers(1);
    expect(await forwardStored(at.counter)).toMatchObject({ approved: 0, waiting: 2 });
    expect(simulator.sent()).toEqual([ids[0]]);
    await restarted();
    expect(await forwardStored(at.counter)).toEqual({ approved: 2, declined: 0, waiting: 0 });
    expect(simulator.sent()).toEqual(ids);
    await restarted();
    expect(await forwardStored(at.counter)).toEqual({ approved: 0, declined: 0, waiting: 0 });
    expect(settled().filter(([outcome]) => outcome === "approved")).toHaveLength(2);
  });

  it("only the terminal that keeps it can send it: another one, or none, and it waits", async () => {
    await keptSale("tee");
    const other = await startKeepingSimulator();
    const mine = simulator;
    await terminal.close();
    simulator = other;
    connect("terminal-2");
    expect(await forwardStored(at.counter)).toMatchObject({ approved: 0, waiting: 1 });
    expect(storedPayments(at.till.core)).toMatchObject([{ reasonCode: "not-kept" }]);
    at.counter.useTerminal(undefined);
    expect(await forwardStored(at.counter)).toMatchObject({ waiting: 1 });
    await terminal.close();
    await other.close();
    simulator = mine;
    simulator.setBank(true);
    connect("set-up-anew");
    expect(await forwardStored(at.counter)).toEqual({ approved: 1, declined: 0, waiting: 0 });
  });

  it("what another terminal keeps holds nothing back of what this one keeps", async () => {
    await keptSale("mug");
    const other = await startKeepingSimulator();
    const mine = simulator;
    await terminal.close();
    simulator = other;
    other.setBank(false);
    connect("terminal-2");
    await keptSale("tee");
    other.setBank(true);
    expect(await forwardStored(at.counter)).toEqual({ approved: 1, declined: 0, waiting: 1 });
    expect(amounts()).toEqual([750]);
    await terminal.close();
    await other.close();
    simulator = mine;
    simulator.setBank(true);
    connect("terminal-1");
    expect(await forwardStored(at.counter)).toEqual({ approved: 1, declined: 0, waiting: 0 });
  });

  it("a person says what the bank's list says when the terminal is gone, once and with approval", async () => {
    await keptSale("tee");
    const [kept] = storedPayments(at.till.core);
    const paymentId = kept?.paymentId ?? "";
    const input = { paymentId, paid: false };
    expect(settleByHand(at.counter, input)).toMatchObject({ refusal: { code: "needs-approval" } });
    const approvalId = await approvedBy(at.counter, "correct", input);
    expect(settleByHand(at.counter, { ...input, approvalId }).ok).toBe(true);
    expect(work(paymentId)).toMatchObject({ exceptionCode: "card-declined-later" });
    expect(bodies("payment.settled").at(-1)).toMatchObject({
      confirmedByStaffId: "cashier",
      approvalIds: [approvalId],
    });
    expect(settleByHand(at.counter, { ...input, approvalId })).toMatchObject({
      refusal: { code: "payment-unknown-id" },
    });
    expect(readStoredPayments(at.counter).items).toEqual([]);
  });

  it("a till does not leave the shop while cards wait for the bank", async () => {
    await keptSale("tee");
    tender.next(at.counter);
    await signIn(at.counter, { staffId: MANAGER_ID, pin: MANAGER_PIN });
    await at.till.sent();
    expect(leave(at.counter)).toMatchObject({
      refusal: { code: "cards-waiting", args: { count: 1 } },
    });
    simulator.setBank(true);
    await forwardStored(at.counter);
    await at.till.sent();
    expect(leave(at.counter).ok).toBe(true);
  });

  it("the view says what waits, why, and how much more may", async () => {
    await keptSale("tee");
    await forwardStored(at.counter);
    expect(readStoredPayments(at.counter)).toMatchObject({
      items: [
        {
          amountMinor: 1_000,
          lastFour: "1881",
          mine: true,
          reasonCode: "bank-not-reached",
        },
      ],
      waitingMinor: 1_000,
      caps: { perSaleMinor: 1_750, perRegisterMinor: 3_000, leftMinor: 1_750 },
      terminal: "keeps",
    });
  });

  it("the server's fold and the till's agree, and the server says that it needs a look", async () => {
    sell.client(at.counter, "maya");
    await keptSale("tee");
    const [kept] = storedPayments(at.till.core);
    const id = `payment:${kept?.paymentId}`;
    simulator.refuseLater(() => true);
    simulator.setBank(true);
    await forwardStored(at.counter);
    const seenHere = at.till.core.overlay.row("work", id);
    await expect.poll(() => at.till.core.replica.get("work", id)?.row.kind).toBe("exception");
    const last = at.till.core.journal.ofKind("payment.settled").at(-1);
    expect(at.till.core.replica.get("work", id)?.row).toEqual(seenHere);
    expect(at.till.core.journal.answerOf(last?.sequence ?? 0)).toMatchObject({
      outcome: "exception",
      codes: ["card-declined-later"],
    });
  });
});

function bodies(kind: string) {
  return at.till.core.journal.ofKind(kind).map(({ body }) => body);
}
