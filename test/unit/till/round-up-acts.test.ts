import { afterEach, beforeEach, expect, it } from "vitest";
import type { Rows } from "#shared/records/rows/index.ts";
import { aCounter, type TestCounter } from "#test/builders/counter.ts";
import { aProduct } from "#test/builders/server-chain.ts";
import { CODES } from "#test/builders/till-chain.ts";
import { roundUp } from "#till/acts/round-up.ts";
import * as sell from "#till/acts/sell.ts";
import * as tender from "#till/acts/tender.ts";
import { readBasket } from "#till/views/basket.ts";

let at: TestCounter;
beforeEach(async () => {
  at = await aCounter();
  const policy = at.till.core.replica.get("settings", "policy")?.row as Rows["settings"];
  const cause = { ...(aProduct("cause").row as Rows["products"]), name: "Lifeboats" };
  const offered = { ...policy.body, roundUp: { unitMinor: 3_000, productId: "cause" } };
  await at.put([
    { table: "products", id: "cause", row: { ...cause, kind: "donation" } },
    { table: "settings", id: "policy", row: { ...policy, body: offered } },
  ]);
});
afterEach(() => at.close());

const toPay = () => {
  sell.scan(at.counter, CODES.tee);
  tender.start(at.counter);
};

it("charity round-up: one press on, one press off, and it is in the sale apart from the goods", () => {
  toPay();
  expect(readBasket(at.counter)).toMatchObject({
    dueMinor: 1_000,
    roundUp: { amountMinor: 2_000, name: "Lifeboats", on: false },
  });
  expect(roundUp(at.counter, { on: true })).toMatchObject({ value: { dueMinor: 3_000 } });
  expect(readBasket(at.counter).roundUp).toMatchObject({ amountMinor: 2_000, on: true });
  expect(roundUp(at.counter, { on: false })).toMatchObject({ value: { dueMinor: 1_000 } });
  roundUp(at.counter, { on: true });
  expect(tender.add(at.counter, { kind: "cash" }).ok).toBe(true);
  const [sale] = at.till.core.journal.ofKind("sale.completed");
  expect(sale?.body).toMatchObject({
    priced: { totalMinor: 3_000, lines: [{ productId: "tee" }, { productKind: "donation" }] },
    draft: { lines: [{ productId: "tee" }, { productId: "cause", typedPriceMinor: 2_000 }] },
  });
});

it("charity round-up: leaving the sheet leaves nothing of it, and a restart keeps it", async () => {
  toPay();
  roundUp(at.counter, { on: true });
  at = await at.restart();
  expect(readBasket(at.counter)).toMatchObject({ dueMinor: 3_000, roundUp: { on: true } });
  tender.back(at.counter);
  const { draft, roundUp: offered } = readBasket(at.counter);
  expect(draft.lines.map(({ productId }) => productId)).toEqual(["tee"]);
  expect(offered).toBeUndefined();
});

it("charity round-up: not before paying, not over money that is taken, not where it is not offered", async () => {
  sell.scan(at.counter, CODES.tee);
  expect(roundUp(at.counter, { on: true })).toMatchObject({ refusal: { code: "not-being-paid" } });
  tender.start(at.counter);
  roundUp(at.counter, { on: true });
  tender.add(at.counter, { kind: "card-external", amountMinor: 2_500 });
  expect(roundUp(at.counter, { on: false })).toMatchObject({
    refusal: { code: "tender-exceeds-due", args: { dueMinor: 1_000 } },
  });
  expect(tender.add(at.counter, { kind: "cash" }).ok).toBe(true);
  tender.next(at.counter);
  const policy = at.till.core.replica.get("settings", "policy")?.row as Rows["settings"];
  const { roundUp: _, ...body } = policy.body;
  await at.put([{ table: "settings", id: "policy", row: { ...policy, body } }]);
  toPay();
  expect(readBasket(at.counter).roundUp).toBeUndefined();
  expect(roundUp(at.counter, { on: true })).toMatchObject({
    refusal: { code: "round-up-nothing" },
  });
});
