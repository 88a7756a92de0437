import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { aCounter, approvedBy, type TestCounter } from "#test/builders/counter.ts";
import * as clients from "#till/acts/clients.ts";
import * as shift from "#till/acts/shift.ts";
import { append } from "#till/core.ts";
import { listWork } from "#till/views/lists.ts";
import { figuresOf } from "#till/views/shift.ts";

let at: TestCounter;
const ID = "payment:p-1";

/** A card of Maya's that the terminal kept for a sale and the bank declined afterwards. */
beforeEach(async () => {
  at = await aCounter();
  const settled = (outcome: "stored" | "declined", amountMinor: number) =>
    append(
      at.till.core,
      { staffId: "cashier" },
      { kind: "payment.settled", body: { paymentId: "p-1", outcome, amountMinor } },
    );
  expect(settled("stored", 1_850).ok && settled("declined", 0).ok).toBe(true);
});
afterEach(() => at.close());

const row = () => at.till.core.overlay.row("work", ID);
const item = () =>
  listWork(at.till.core, { query: "", offset: 0, limit: 10 }).items.find(({ id }) => id === ID);
const answer = (choice: string, more: object = {}) =>
  clients.answerWork(at.counter, { actId: `press-${choice}`, workId: ID, choice, ...more });
const cash = () => figuresOf(at.till.core)?.tenders.find(({ key }) => key === "cash");

describe("row 5: what a bank declined later is owed until a person settles it", () => {
  it("says how much, and offers its answers; nothing settles it by itself", () => {
    expect(item()).toMatchObject({
      exceptionCode: "card-declined-later",
      choices: ["called", "paid-cash", "paid-otherwise", "write-off"],
      debt: { amountMinor: 1_850, told: [] },
    });
    expect(row()?.dueAtMs).toBeUndefined();
  });

  it("called: it is noted and stays open", () => {
    expect(answer("called", { note: "no answer" }).ok).toBe(true);
    expect(row()?.state).toBe("open");
    expect(item()?.debt?.told).toMatchObject([{ choice: "called", note: "no answer" }]);
  });

  it("paid in cash goes into the drawer in the same act, once, and out again when it is taken back", () => {
    expect(answer("paid-cash")).toMatchObject({ refusal: { code: "no-shift" } });
    expect(row()?.state).toBe("open");
    shift.open(at.counter, { actId: "open-press-1", floatMinor: 10_000 });
    expect(answer("paid-cash").ok).toBe(true);
    expect(answer("paid-cash").ok).toBe(true);
    expect(cash()?.expectedMinor).toBe(11_850);
    expect(row()?.state).toBe("done");
    expect(item()?.undoable).toBe(true);
    expect(clients.undoWork(at.counter, ID).ok).toBe(true);
    expect(cash()?.expectedMinor).toBe(10_000);
    expect(row()?.state).toBe("open");
    expect(clients.undoWork(at.counter, ID)).toMatchObject({ refusal: { code: "work-unknown" } });
  });

  it("paid another way says how", () => {
    expect(answer("paid-otherwise", { note: " " })).toMatchObject({
      refusal: { code: "note-needed" },
    });
    expect(answer("paid-otherwise", { note: "bank transfer" }).ok).toBe(true);
    expect(row()?.state).toBe("done");
    expect(clients.undoWork(at.counter, ID).ok).toBe(true);
    expect(row()?.state).toBe("open");
  });

  it("written off with a reason, and only by whom the shop allows it", async () => {
    const input = { actId: "press-write-off", workId: ID, choice: "write-off", note: "moved away" };
    expect(clients.answerWork(at.counter, input)).toMatchObject({
      refusal: { code: "needs-approval", args: { act: "correct" } },
    });
    const approvalId = await approvedBy(at.counter, "correct", input);
    expect(clients.answerWork(at.counter, { ...input, approvalId }).ok).toBe(true);
    expect(row()?.state).toBe("done");
    const last = at.till.core.journal.ofKind("exception.resolved").at(-1);
    expect(last?.body).toMatchObject({ note: "moved away", approvalIds: [approvalId] });
  });
});
