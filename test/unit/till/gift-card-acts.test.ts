// Rows 8 and 52: gift cards sold and topped up at a till whose connection is cut.
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { aCounter, type TestCounter } from "#test/builders/counter.ts";
import { aProduct } from "#test/builders/server-chain.ts";
import { CODES } from "#test/builders/till-chain.ts";
import * as sell from "#till/acts/sell.ts";
import * as tender from "#till/acts/tender.ts";
import { productById } from "#till/views/product-item.ts";

const CARD = { productId: "card", quantityMilli: 1_000, typedPriceMinor: 2_000 };
let at: TestCounter;
beforeEach(async () => {
  at = await aCounter();
  const row = { ...aProduct("card").row, kind: "gift-card", name: "Gift card" };
  await at.put([{ table: "products", id: "card", row } as never]);
  at.till.link.cut();
});
afterEach(() => at.close());

const pay = (leg: Parameters<typeof tender.add>[1]) => {
  tender.start(at.counter);
  return tender.add(at.counter, leg);
};
const balanceOf = (code: string) => at.till.core.overlay.row("balances", `gift:${code}`);
const sales = () => at.till.core.journal.ofKind("sale.completed").map(({ body }) => body);
const paperOf = () => Buffer.from(at.printer.papers().at(-1) ?? []).toString("latin1");

describe("row 52: a gift card is sold", () => {
  it("asks for its amount and its number before it stands in the basket", () => {
    expect(productById(at.till.core, "card")).toMatchObject({
      value: { asks: ["price", "number"] },
    });
    expect(sell.add(at.counter, { ...CARD, reference: " " })).toMatchObject({
      refusal: { code: "reference-needed" },
    });
    expect(sell.add(at.counter, { ...CARD, typedPriceMinor: undefined, reference: "A1" })).toEqual(
      expect.objectContaining({ refusal: expect.objectContaining({ code: "price-needed" }) }),
    );
  });

  it("is active with the sale, for its amount, under its number without spaces and in capitals", () => {
    expect(sell.add(at.counter, { ...CARD, reference: "gc 9001" }).ok).toBe(true);
    expect(pay({ kind: "cash", givenMinor: 2_000 })).toMatchObject({ ok: true });
    expect(balanceOf("GC9001")).toMatchObject({ amount: 2_000, code: "GC9001", currency: "GBP" });
    expect(sales()).toMatchObject([
      { priced: { lines: [{ productKind: "gift-card", reference: "GC9001" }] } },
    ]);
  });

  it("is not sold twice: neither one that is active, nor one that stands in the basket", () => {
    const refused = { refusal: { code: "gift-card-active" } };
    expect(sell.add(at.counter, { ...CARD, reference: "gc100" })).toMatchObject(refused);
    expect(sell.add(at.counter, { ...CARD, reference: "NEW" }).ok).toBe(true);
    expect(sell.add(at.counter, { ...CARD, reference: "new" })).toMatchObject(refused);
  });

  it("is topped up when it is active, and a mistyped number fills no card", () => {
    const topUp = { ...CARD, card: "top-up" as const };
    expect(sell.add(at.counter, { ...topUp, reference: "GC101" })).toMatchObject({
      refusal: { code: "gift-card-not-active" },
    });
    expect(sell.add(at.counter, { ...topUp, reference: "GC100" }).ok).toBe(true);
    pay({ kind: "cash" });
    expect(balanceOf("GC100")?.amount).toBe(7_000);
  });

  it("may be spent by the next sale at this till, typed in small letters", () => {
    sell.add(at.counter, { ...CARD, typedPriceMinor: 500, reference: "GC-7" });
    pay({ kind: "cash" });
    tender.next(at.counter);
    sell.scan(at.counter, CODES.tee);
    expect(pay({ kind: "gift-card", reference: "gc-7" })).toMatchObject({
      value: { dueMinor: 500 },
    });
    tender.add(at.counter, { kind: "cash" });
    expect(balanceOf("GC-7")?.amount).toBe(0);
  });

  it("gets its number from the till where the policy says so, another one each time", async () => {
    expect(sell.add(at.counter, CARD)).toMatchObject({ refusal: { code: "reference-needed" } });
    at.till.link.restore();
    const row = at.till.core.catalogue.settings("policy").map(({ id, body }) => ({
      ...{ id, kind: "policy", body: { ...body, giftCards: { makesNumbers: true } } },
    }));
    await at.put(row.map((policy) => ({ table: "settings", id: policy.id, row: policy }) as never));
    expect(sell.add(at.counter, CARD).ok).toBe(true);
    expect(sell.add(at.counter, CARD).ok).toBe(true);
    expect(sell.add(at.counter, { ...CARD, card: "top-up" })).toMatchObject({ ok: false });
    const made = at.counter.basket().draft.lines.map(({ reference }) => reference ?? "");
    expect(made.map((number) => /^GC(-[2-9A-HJ-NP-Z]{4}){3}$/.test(number))).toEqual([true, true]);
    expect(new Set(made).size).toBe(2);
  });
});

describe("its paper", () => {
  it("says the number and what is on the card, also after a top-up and after it was spent", async () => {
    sell.add(at.counter, { ...CARD, reference: "GC-7" });
    sell.add(at.counter, { ...CARD, typedPriceMinor: 300, card: "top-up", reference: "GC100" });
    pay({ kind: "cash" });
    await at.counter.queue.run();
    expect(paperOf()).toMatch(
      /# GC-7[\s\S]*# GC100[\s\S]*Balance GC-7 +20\.00\s+Balance GC100 +53\.00/,
    );
    tender.next(at.counter);
    sell.scan(at.counter, CODES.mug);
    pay({ kind: "gift-card", reference: "GC100" });
    await at.counter.queue.run();
    expect(paperOf()).toMatch(/Balance GC100 +45\.50/);
  });
});
