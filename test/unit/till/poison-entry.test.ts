// An entry in the till's own journal whose fold throws: the till opens, sells, names it, and sends it.
import { afterEach, beforeEach, expect, it } from "vitest";
import { aCounter, type TestCounter } from "#test/builders/counter.ts";
import { CODES } from "#test/builders/till-chain.ts";
import * as sell from "#till/acts/sell.ts";
import * as tender from "#till/acts/tender.ts";
import { append } from "#till/core.ts";
import { readLamp } from "#till/views/lamp.ts";

let shop: TestCounter;

beforeEach(async () => {
  shop = await aCounter();
});
afterEach(() => shop.close());

function sellOne({ counter }: TestCounter): void {
  expect(sell.scan(counter, CODES.tee).ok).toBe(true);
  tender.start(counter);
  expect(tender.add(counter, { kind: "cash", givenMinor: 1_000 }).ok).toBe(true);
  expect(tender.next(counter).ok).toBe(true);
}

it("is set aside by name, and neither stops the act, nor the start, nor what comes after it", async () => {
  const { core } = shop.till;
  shop.till.link.cut();
  const poison = { kind: "stock.counted", body: { lines: 7 } } as never;
  const appended = append(core, { staffId: "cashier" }, poison);
  expect(appended.ok).toBe(true);
  expect(readLamp(shop.counter).setAside).toBe(1);
  sellOne(shop);
  const { sequence } = core.journal.head();

  shop = await shop.restart();
  expect(shop.till.core.journal.head().sequence).toBeGreaterThanOrEqual(sequence);
  expect(readLamp(shop.counter).setAside).toBe(1);
  expect(shop.till.core.journal.desk.list("set-aside")).toMatchObject([
    { value: { kind: "stock.counted" } },
  ]);
  sellOne(shop);
  await shop.till.sent();
  expect(readLamp(shop.counter).pending).toBe(0);
});
