import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { aCounter, sold, type TestCounter } from "#test/builders/counter.ts";
import { CODES, MANAGER_ID, MANAGER_PIN } from "#test/builders/till-chain.ts";
import { setTraining } from "#till/acts/devices.ts";
import { drill } from "#till/acts/drill.ts";
import { receipt } from "#till/acts/sales.ts";
import * as sell from "#till/acts/sell.ts";
import { signIn } from "#till/acts/staff.ts";
import * as tender from "#till/acts/tender.ts";
import type { Counter } from "#till/counter.ts";
import { withTraining } from "#till/training.ts";
import { readCoach } from "#till/views/coach.ts";
import { readReport } from "#till/views/report.ts";
import { readSession } from "#till/views/session.ts";

let at: TestCounter;
let counter: Counter;
beforeEach(async () => {
  at = await aCounter();
  counter = withTraining(at.counter);
  await signIn(counter, { staffId: MANAGER_ID, pin: MANAGER_PIN });
});
afterEach(() => at.close());

const today = { span: "today", by: "hour" } as const;

describe("row 90: training", () => {
  it("sells in a journal and a series of its own, marked on paper and screen, in no report", () => {
    sell.scan(counter, CODES.mug);
    expect(setTraining(counter, true).ok).toBe(true);
    expect(readSession(counter).training).toBe(true);
    expect(counter.basket().draft.lines).toEqual([]);
    const head = at.till.core.journal.head().sequence;
    const saleId = sold(counter, ["tee"]);
    const paper = receipt(counter.core, saleId);
    expect(paper.ok && paper.value.number).toMatch(/^T.+-000001$/);
    expect(paper.ok && paper.value.blocks[0]).toMatchObject({ kind: "mark", mark: "training" });
    expect(JSON.stringify(paper)).not.toContain("KSR1:");
    expect(readReport(counter.core, today).totals.saleCount).toBe(0);
    expect(counter.core.sync.status().pending).toBe(0);
    expect(at.till.core.journal.head().sequence).toBe(head);
    expect(setTraining(counter, false).ok).toBe(true);
    expect(readSession(counter).training).toBe(false);
    expect(counter.basket().draft.lines).toHaveLength(1);
    expect(readReport(counter.core, today).totals.saleCount).toBe(0);
  });

  it("coaches: ticks what really happened since training was begun, and nothing outside of it", () => {
    const done = () =>
      readCoach(counter)
        .steps.filter((step) => step.done)
        .map(({ key }) => key);
    expect(readCoach(counter)).toEqual({ on: false, steps: [] });
    setTraining(counter, true);
    expect(done()).toEqual(["sign-in"]);
    sell.scan(counter, CODES.tee);
    expect(done()).toEqual(["sign-in", "scan"]);
    tender.start(counter);
    tender.add(counter, { kind: "cash" });
    expect(done()).toEqual(["sign-in", "scan", "pay"]);
    tender.next(counter);
    expect(done()).toEqual(["sign-in", "scan", "pay", "next"]);
    setTraining(counter, false);
    setTraining(counter, true);
    expect(done()).toEqual(["sign-in"]);
  });

  it("does not begin while somebody is paying, nor for a role that may not", async () => {
    await signIn(counter, { staffId: "cashier", pin: "4711" });
    expect(setTraining(counter, true)).toMatchObject({ refusal: { code: "not-allowed" } });
    await signIn(counter, { staffId: MANAGER_ID, pin: MANAGER_PIN });
    sell.scan(counter, CODES.tee);
    tender.start(counter);
    expect(setTraining(counter, true)).toMatchObject({ refusal: { code: "basket-being-paid" } });
  });
});

describe("the outage drill", () => {
  it("really does each check, writes nothing but its result, and leaves the basket alone", async () => {
    at.till.link.cut();
    sell.scan(counter, CODES.mug);
    const head = at.till.core.journal.head().sequence;
    const ran = await drill(counter);
    expect(ran.ok && ran.value.checks.filter(({ passed }) => !passed)).toEqual([]);
    expect(ran).toMatchObject({ value: { scorePercent: 100 } });
    const written = at.till.core.journal.after(head).map(({ kind }) => kind);
    expect(written).toEqual(["drill.completed"]);
    expect(counter.basket().draft.lines).toHaveLength(1);
    expect(at.printer.papers().length).toBeGreaterThan(0);
  });

  it("names the dead printer, and loses exactly its share", async () => {
    at.printer.set("off");
    const ran = await drill(counter);
    const checks = ran.ok ? ran.value.checks : [];
    expect(checks.filter(({ passed }) => !passed)).toMatchObject([{ key: "printer" }]);
    expect(ran.ok && ran.value.scorePercent).toBe(
      Math.floor(((checks.length - 1) * 100) / checks.length),
    );
  });

  it("names a dead printer, an expired badge and a price list that is over, and nothing else", async () => {
    const { core } = at.till;
    const manager = core.replica.get("staff", MANAGER_ID)?.row;
    const store = core.replica.get("settings", "s1")?.row;
    if (manager === undefined || store === undefined) throw new Error("not filled");
    const badged = { ...manager, badgeHash: "a".repeat(64), badgeValidUntil: "2020-01-01" };
    const book = { name: "Summer", currency: "GBP", validToMs: 1_000 };
    const over = { id: "summer", kind: "price-book", body: book };
    const lists = { ...store, body: { ...store.body, priceBookIds: ["summer", "base"] } };
    const before = await drill(counter);
    await at.put([
      { table: "staff", id: badged.id, row: badged } as never,
      { table: "settings", id: over.id, row: over } as never,
      { table: "settings", id: lists.id, row: lists } as never,
    ]);
    at.printer.set("off");
    const ran = await drill(counter);
    const failed = ran.ok ? ran.value.checks.filter(({ passed }) => !passed) : [];
    expect(before).toMatchObject({ value: { scorePercent: 100 } });
    expect(failed.map(({ key }) => key).sort()).toEqual(["badge", "price-list", "printer"]);
    expect(failed.find(({ key }) => key === "price-list")?.detail).toBe("Summer");
    expect(failed.find(({ key }) => key === "badge")?.detail).toContain("Mona Manager");
  });
});
