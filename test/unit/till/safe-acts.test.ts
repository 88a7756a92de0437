// The safe at a till that is offline, and the same figures on the server when it has heard of it.
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { rebuildProjections } from "#server/projections/rebuild.ts";
import { aCounter, approvedBy, type TestCounter } from "#test/builders/counter.ts";
import { MANAGER_ID, MANAGER_PIN } from "#test/builders/till-chain.ts";
import * as safe from "#till/acts/safe.ts";
import * as shift from "#till/acts/shift.ts";
import { signIn } from "#till/acts/staff.ts";
import { readSafe } from "#till/views/safe-view.ts";
import { readShift } from "#till/views/shift-view.ts";

let at: TestCounter;
beforeEach(async () => {
  at = await aCounter();
  await signIn(at.counter, { staffId: MANAGER_ID, pin: MANAGER_PIN });
  at.till.link.cut();
});
afterEach(() => at.close());

const own = () => readSafe(at.counter).cash[0];

function drop(actId: string, amountMinor: number) {
  const moved = shift.move(at.counter, { actId, kind: "drop", amountMinor, reasonId: "full" });
  if (!moved.ok) throw new Error(moved.refusal.code);
}

function packed(actId: string, pounds: number, number = "0042") {
  const counted = { "100": pounds };
  return safe.pack(at.counter, { actId, number, currency: "GBP", counted });
}

describe("row 44: the safe, offline", () => {
  it("takes drops and takings, gives floats and bags, and says what is in it", () => {
    expect(readSafe(at.counter)).toMatchObject({ cash: [], bags: [] });
    shift.open(at.counter, { actId: "open-press-1", floatMinor: 20_000 });
    drop("drop-press-1", 5_000);
    shift.move(at.counter, {
      ...{ actId: "float-press-1", kind: "float", amountMinor: 1_000, reasonId: "change" },
    });
    expect(own()).toEqual({ currency: "GBP", balanceMinor: 4_000, inBagsMinor: 0 });
    shift.count(at.counter, { counted: { "100": 160 }, others: [] });
    shift.close(at.counter, { actId: "close-press-1", keptFloatMinor: 10_000 });
    expect(own()).toMatchObject({ balanceMinor: 10_000 });
    expect(readShift(at.counter).lastZ).toMatchObject({ keptFloatMinor: 10_000 });
    const more = { floatMinor: 12_000, fromSafeMinor: 2_000 };
    expect(shift.open(at.counter, { actId: "open-press-2", ...more }).ok).toBe(true);
    expect(own()).toMatchObject({ balanceMinor: 8_000 });
    expect(packed("pack-press-1", 70)).toMatchObject({ ok: true, value: { amountMinor: 7_000 } });
    expect(own()).toEqual({ currency: "GBP", balanceMinor: 1_000, inBagsMinor: 7_000 });
  });

  it("prints the slip of a bag with number, pieces and sum; the same press packs once", async () => {
    packed("pack-press-1", 70);
    expect(packed("pack-press-1", 70).ok).toBe(true);
    expect(at.till.core.journal.ofKind("bag.packed")).toHaveLength(1);
    await at.counter.queue.run();
    const paper = Buffer.from(at.printer.papers().at(-1) ?? []).toString("latin1");
    expect(paper).toMatch(/# 0042[\s\S]*70 x 1\.00 +70\.00[\s\S]*70\.00/);
  });

  it("a bag leaves, and the bank's answer is confirmed or differs by name", () => {
    const made = packed("pack-press-1", 70);
    const bagId = made.ok ? made.value.bagId : "";
    const step = (
      actId: string,
      more: Omit<Parameters<typeof safe.advance>[1], "actId" | "bagId">,
    ) => safe.advance(at.counter, { actId, bagId, ...more });
    expect(packed("pack-press-2", 1)).toMatchObject({ refusal: { code: "bag-number-used" } });
    expect(step("step-press-1", { step: "collected", carrier: "Van 7" }).ok).toBe(true);
    expect(step("step-press-2", { step: "returned" })).toMatchObject({
      refusal: { code: "bag-moved-on" },
    });
    expect(step("step-press-3", { step: "answered", countedMinor: 6_500 }).ok).toBe(true);
    expect(readSafe(at.counter).bags).toMatchObject([
      { number: "0042", state: "differs", differenceMinor: -500, carrier: "Van 7" },
    ]);
    expect(own()?.inBagsMinor).toBe(0);
  });

  it("is counted as a movement, with a reason above the limit", () => {
    const input = { currency: "GBP", counted: { "1000": 9 } };
    expect(safe.count(at.counter, { actId: "count-press-1", ...input })).toMatchObject({
      refusal: { code: "difference-needs-reason" },
    });
    const more = { actId: "count-press-2", reasonId: "first" };
    expect(safe.count(at.counter, { ...input, ...more })).toEqual({
      ok: true,
      value: { countedMinor: 9_000, differenceMinor: 9_000 },
    });
    expect(own()).toMatchObject({ balanceMinor: 9_000 });
  });

  it("a cashier needs a second person for each of these", async () => {
    await signIn(at.counter, { staffId: "cashier", pin: "4711" });
    const input = { actId: "pack-press-1", number: "1", currency: "GBP", counted: { "100": 1 } };
    expect(safe.pack(at.counter, input)).toMatchObject({ refusal: { code: "needs-approval" } });
    const approvalId = await approvedBy(at.counter, "cash-move", input);
    expect(safe.pack(at.counter, { ...input, approvalId }).ok).toBe(true);
  });

  it("the server says the same when it has heard of it, flags what is short, and rebuilds it equal", async () => {
    const made = packed("pack-press-1", 70);
    const bagId = made.ok ? made.value.bagId : "";
    safe.advance(at.counter, { actId: "step-press-1", bagId, step: "answered", countedMinor: 1 });
    const before = readSafe(at.counter);
    expect(own()).toMatchObject({ balanceMinor: -7_000 });
    at.till.link.restore();
    await at.till.sent();
    const { replica, overlay } = at.till.core;
    await expect
      .poll(() => replica.get("balances", `bag:${bagId}`)?.row.bag?.state)
      .toBe("differs");
    await expect.poll(() => overlay.has("balances", "safe:s1:GBP")).toBe(false);
    const { cash, bags } = readSafe(at.counter);
    expect({ cash, bags }).toEqual({ cash: before.cash, bags: before.bags });
    await expect
      .poll(() =>
        replica
          .byIndex("work", { where: { kind: "exception" } })
          .map(({ row }) => row.exceptionCode)
          .sort(),
      )
      .toEqual(["bag-differs", "safe-negative"]);
    const { differing } = await rebuildProjections(at.server.core);
    expect(differing).toEqual([]);
  });
});

describe("row 40: a slip printed on request", () => {
  it("comes again, marked as copy; of a movement that is not known here it is refused", async () => {
    shift.open(at.counter, { actId: "open-press-1", floatMinor: 20_000 });
    drop("drop-press-1", 5_000);
    await at.counter.queue.run();
    expect(shift.slip(at.counter, { movementId: "drop-press-1" }).ok).toBe(true);
    await at.counter.queue.run();
    const [first, again] = at.printer.papers().map((one) => Buffer.from(one).toString("latin1"));
    expect(first).not.toContain("COPY");
    expect(again).toMatch(/COPY[\s\S]*-50\.00/);
    expect(at.printer.kicks()).toBe(1);
    expect(shift.slip(at.counter, { movementId: "nobody" })).toMatchObject({
      refusal: { code: "movement-unknown" },
    });
  });
});
