import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { aCounter, sold, type TestCounter } from "#test/builders/counter.ts";
import * as stock from "#till/acts/stock.ts";
import * as lists from "#till/acts/stock-lists.ts";

let at: TestCounter;
beforeEach(async () => {
  at = await aCounter();
  at.till.link.cut();
});
afterEach(() => at.close());

function onHand(productId: string) {
  return at.till.core.overlay.row("stock", `p1:${productId}`)?.onHandMilli;
}

describe("stock at the counter, with other tills", () => {
  it("counts with a sale at another till of the store that came meanwhile", async () => {
    at.till.link.restore();
    const atMs = at.till.core.clock.now() - 1;
    const saleId = sold(at.counter, ["tee", "tee"]);
    await at.till.sent();
    const own = at.till.core.overlay.row("purchases", `sale:${saleId}`);
    const row = at.till.core.overlay.row("stock", "p1:tee");
    if (own === undefined || row === undefined) throw new Error("the sale has its rows");
    const elsewhere = { ...own, id: "sale:elsewhere", entryId: "e-2", registerId: "register-2" };
    await at.put([
      { table: "purchases", id: elsewhere.id, row: elsewhere },
      { table: "stock", id: row.id, row: { ...row, onHandMilli: row.onHandMilli - 2_000 } },
    ]);
    // Both sold two after the shelf was counted, and nothing was missing then.
    const countedMilli = row.onHandMilli + 2_000;
    const line = { productId: "tee", countedMilli, atMs };
    const counted = stock.count(at.counter, { actId: "count-4", blind: true, lines: [line] });
    expect(counted).toMatchObject({ value: { differences: [] } });
  });
});

describe("stock at the counter, offline", () => {
  it("counts with sales going on: what was sold since the shelf was counted is no difference", () => {
    const countedAtMs = at.till.core.clock.now() - 1;
    const before = onHand("tee") ?? 0;
    sold(at.counter, ["tee", "tee"]);
    const line = { productId: "tee", countedMilli: before - 1_000, atMs: countedAtMs };
    const counted = stock.count(at.counter, { actId: "count-press", blind: true, lines: [line] });
    expect(counted).toMatchObject({ value: { differences: [{ movementMilli: -1_000 }] } });
    expect(onHand("tee")).toBe(before - 3_000);
    const again = stock.count(at.counter, { actId: "count-press", blind: true, lines: [line] });
    expect(again).toEqual(counted);
    expect(onHand("tee")).toBe(before - 3_000);
  });

  it("counts with a delivery and damage in between: they are no difference either", () => {
    const atMs = at.till.core.clock.now() - 1;
    const before = onHand("tee") ?? 0;
    const more = { productId: "tee", quantityMilli: 5_000, damagedMilli: 0 };
    stock.receive(at.counter, { actId: "receive-1", lines: [more], complete: true });
    stock.move(at.counter, {
      actId: "move-1",
      kind: "damage",
      reasonId: "broken",
      lines: [{ productId: "tee", quantityMilli: -2_000 }],
    });
    const line = { productId: "tee", countedMilli: before, atMs };
    const counted = stock.count(at.counter, { actId: "count-1", blind: true, lines: [line] });
    expect(counted).toMatchObject({ value: { differences: [] } });
    expect(onHand("tee")).toBe(before + 3_000);
  });

  it("adds up what lies in several areas, and says how much lay where", () => {
    const before = onHand("mug") ?? 0;
    const lines = [
      { productId: "mug", countedMilli: 2_000, area: "Window" },
      { productId: "mug", countedMilli: before - 2_000, area: "Back room" },
    ];
    const counted = stock.count(at.counter, { actId: "count-2", blind: true, lines });
    expect(counted).toMatchObject({ value: { differences: [] } });
    expect(onHand("mug")).toBe(before);
    const [entry] = at.till.core.journal.ofKind("stock.counted");
    expect(entry?.body).toMatchObject({
      lines: [{ areas: [{ area: "Window", countedMilli: 2_000 }, { area: "Back room" }] }],
    });
  });

  it("keeps what was scanned over a restart until it is confirmed", async () => {
    const kept = {
      area: "Window",
      lines: [{ productId: "tee", name: "Tee", quantityMilli: 2_000, damagedMilli: 0, atMs: 1 }],
    };
    expect(lists.keep(at.counter, { list: "count", kept }).ok).toBe(true);
    expect(lists.kept(at.counter, { list: "move" })).toBeUndefined();
    at = await at.restart();
    expect(lists.kept(at.counter, { list: "count" })).toEqual(kept);
    const line = { productId: "tee", countedMilli: 2_000 };
    stock.count(at.counter, { actId: "count-3", blind: true, lines: [line] });
    expect(lists.kept(at.counter, { list: "count" })).toBeUndefined();
  });

  it("receives and moves once a press, and refuses what cannot be", () => {
    const before = onHand("mug") ?? 0;
    const line = { productId: "mug", quantityMilli: 5_000, damagedMilli: 0 };
    const receipt = { actId: "receive-press", lines: [line], complete: true };
    expect(stock.receive(at.counter, receipt).ok).toBe(true);
    expect(stock.receive(at.counter, receipt).ok).toBe(true);
    expect(onHand("mug")).toBe(before + 5_000);
    expect(stock.receive(at.counter, { ...receipt, lines: [] })).toMatchObject({
      refusal: { code: "stock-lines-missing" },
    });
    expect(stock.receive(at.counter, { ...receipt, adviceId: "nobody-said" })).toMatchObject({
      refusal: { code: "order-unknown" },
    });
    const move = {
      actId: "move-press-1",
      kind: "damage" as const,
      reasonId: "broken",
      lines: [{ productId: "mug", quantityMilli: 1_000 }],
    };
    expect(stock.move(at.counter, { ...move, toPlaceId: "nowhere" })).toMatchObject({
      refusal: { code: "place-unknown" },
    });
    expect(stock.move(at.counter, { ...move, kind: "transfer-out" })).toMatchObject({
      refusal: { code: "place-unknown" },
    });
    expect(stock.move(at.counter, move).ok).toBe(true);
    expect(stock.move(at.counter, move).ok).toBe(true);
    expect(at.till.core.journal.ofKind("stock.moved")).toHaveLength(1);
  });
});
