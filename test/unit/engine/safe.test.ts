// The store's safe and bank bags: what may be done with them. What it makes of the rows is in the book
// test/fixtures/folds/safe.txt.
import { describe, expect, it } from "vitest";
import { advanceBag, bagMay, countSafe, packBag } from "#shared/engine/safe.ts";
import { streamOf } from "#shared/protocol/streams.ts";
import { bagAdvanced } from "#shared/records/entries/bag-advanced.ts";
import { bagPacked } from "#shared/records/entries/bag-packed.ts";
import { safeCounted } from "#shared/records/entries/safe-counted.ts";
import { type BalanceRow, balanceRow } from "#shared/records/rows/balance.ts";

type State = NonNullable<BalanceRow["bag"]>["state"];

function aBag(state: State): BalanceRow {
  return balanceRow.parse({
    ...{ id: "bag:b-1", kind: "bag", code: "0042", storeId: "store-1", currency: "EUR" },
    ...{ amount: 5_000, at: 1 },
    bag: { bagId: "b-1", state, packedMinor: 5_000, packedAtMs: 1, packedByStaffId: "jo" },
  });
}

const request = { bagId: "b-2", number: " 0043 ", currency: "EUR", counted: { "1000": 3, "5": 1 } };

describe("row 44: a bag for the bank", () => {
  it("holds its number and what was counted into it", () => {
    const made = packBag(request, [aBag("packed")]);
    if (!made.ok) throw new Error(made.refusal.code);
    expect(bagPacked.safeParse(made.value).success).toBe(true);
    expect(made.value).toMatchObject({ number: "0043", amountMinor: 3_005 });
  });

  it.each([
    ["bag-number-missing", { number: "  " }],
    ["movement-invalid", { counted: {} }],
    ["count-malformed", { counted: { "1000": -1 } }],
    ["bag-number-used", { number: "0042" }],
  ] as const)("refuses %s", (code, more) => {
    expect(packBag({ ...request, ...more }, [aBag("collected")])).toMatchObject({
      refusal: { code },
    });
  });

  it("the number of a bag that the bank has answered for is free again", () => {
    expect(packBag({ ...request, number: "0042" }, [aBag("confirmed")]).ok).toBe(true);
  });

  it.each([
    ["packed", "collected", true],
    ["packed", "answered", true],
    ["packed", "returned", true],
    ["collected", "collected", false],
    ["collected", "answered", true],
    ["collected", "returned", false],
    ["confirmed", "answered", true],
    ["confirmed", "returned", false],
    ["differs", "answered", true],
    ["differs", "collected", false],
    ["returned", "collected", false],
    ["returned", "answered", false],
  ] as const)("a bag that is %s may be %s: %s", (state, step, may) => {
    expect(bagMay(state, step)).toBe(may);
    const made = advanceBag(aBag(state), { step, countedMinor: 5_000 });
    if (!may) expect(made).toMatchObject({ refusal: { code: "bag-moved-on" } });
    else expect(made.ok && bagAdvanced.safeParse(made.value).success).toBe(true);
  });

  it("an answer needs an amount, and only a bag that is known can move", () => {
    for (const countedMinor of [undefined, -1, 0.5, Number.NaN]) {
      expect(advanceBag(aBag("collected"), { step: "answered", countedMinor })).toMatchObject({
        refusal: { code: "movement-invalid" },
      });
    }
    expect(advanceBag(undefined, { step: "collected" })).toMatchObject({
      refusal: { code: "bag-unknown" },
    });
  });

  it("belongs to the store's stream, never to the customers'", () => {
    expect(streamOf("balances", aBag("packed"), { clientGroup: "all" })).toBe("store:store-1");
  });
});

describe("the safe counted", () => {
  const count = {
    countId: "c-1",
    currency: "EUR",
    expectedMinor: 5_000,
    differenceLimitMinor: 100,
  };

  it("is a movement against what was known", () => {
    const made = countSafe({ ...count, counted: { "100": 51 } });
    if (!made.ok) throw new Error(made.refusal.code);
    expect(safeCounted.safeParse(made.value).success).toBe(true);
    expect(made.value).toMatchObject({ countedMinor: 5_100, movementMinor: 100 });
  });

  it("needs a reason above the limit, also for what was in it before it was kept here", () => {
    expect(countSafe({ ...count, counted: { "1": 5_101 } })).toMatchObject({
      refusal: { code: "difference-needs-reason", args: { differenceMinor: 101 } },
    });
    const explained = { ...count, expectedMinor: -200, reasonId: "found" };
    expect(countSafe({ ...explained, counted: { "100": 50 } })).toMatchObject({
      ok: true,
      value: { movementMinor: 5_200 },
    });
  });
});
