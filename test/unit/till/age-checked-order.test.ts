// Issue 3, restricted goods: a web order that needs an age check says so at the till, without a connection too.
import { afterEach, beforeEach, expect, test } from "vitest";
import type { AnyChange } from "#server/entries/working-set.ts";
import { aCounter, type TestCounter } from "#test/builders/counter.ts";
import { listOrders } from "#till/views/lists.ts";

let at: TestCounter;
beforeEach(async () => {
  at = await aCounter();
});
afterEach(() => at.close());

function anOrder(id: string, more: object): AnyChange {
  const line = { id: "l1", productId: "tee", name: "Tee", quantityMilli: 1_000, doneMilli: 0 };
  const row = {
    id,
    kind: "promise",
    number: id.toUpperCase(),
    state: "confirmed",
    storeId: "s1",
    fromPlaceId: "p1",
    fulfilment: "collect",
    at: 1,
    totalMinor: 1_000,
    paid: true,
    lines: [{ ...line, totalMinor: 1_000 }],
    history: [{ at: 1, state: "confirmed", note: "" }],
    ...more,
  };
  return { table: "orders", id, row } as unknown as AnyChange;
}

test("an order with a minimum age shows it, and any other order shows none", async () => {
  await at.put([anOrder("gin", { minimumAge: 18 }), anOrder("tee", {})]);
  at.till.link.cut();
  const { items } = listOrders(at.till.core, { query: "", offset: 0, limit: 50 });
  expect(items.map(({ id, minimumAge }) => [id, minimumAge]).toSorted()).toEqual([
    ["gin", 18],
    ["tee", undefined],
  ]);
});
