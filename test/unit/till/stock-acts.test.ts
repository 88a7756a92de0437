import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { aCounter, sold, type TestCounter } from "#test/builders/counter.ts";
import * as stock from "#till/acts/stock.ts";

let at: TestCounter;
beforeEach(async () => {
  at = await aCounter();
  at.till.link.cut();
});
afterEach(() => at.close());

function onHand(productId: string) {
  return at.till.core.overlay.row("stock", `p1:${productId}`)?.onHandMilli;
}

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
    const move = {
      actId: "move-press-1",
      kind: "damage" as const,
      reasonId: "broken",
      lines: [{ productId: "mug", quantityMilli: 1_000 }],
    };
    expect(stock.move(at.counter, { ...move, toPlaceId: "nowhere" })).toMatchObject({
      refusal: { code: "place-unknown" },
    });
    expect(stock.move(at.counter, move).ok).toBe(true);
    expect(stock.move(at.counter, move).ok).toBe(true);
    expect(at.till.core.journal.ofKind("stock.moved")).toHaveLength(1);
  });
});
