import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { mayStoreForward, storesForward } from "#shared/engine/store-forward.ts";
import { isStoredKey, tenderKey } from "#shared/engine/tender.ts";
import { aTender } from "#test/builders/sale.ts";

const CAPS = { perSaleMinor: 5_000, perRegisterMinor: 8_000 };

describe("row 5: cards are kept for the bank within the caps of the sale and of the register", () => {
  it.each([
    ["exactly the sale's cap", 5_000, 0, 3_000, undefined],
    ["one above the sale's cap", 5_001, 0, 0, { leftMinor: 5_000, saleCapMinor: 5_000 }],
    ["a second leg of the sale", 2_001, 3_000, 3_000, { leftMinor: 2_000, saleCapMinor: 5_000 }],
    ["exactly what the register has left", 4_999, 0, 3_001, undefined],
    ["one above it", 5_000, 0, 3_001, { leftMinor: 4_999, registerCapMinor: 8_000 }],
    ["a register that is full", 1, 0, 8_000, { leftMinor: 0, registerCapMinor: 8_000 }],
    ["a cap that was lowered meanwhile", 1, 0, 9_000, { leftMinor: 0, registerCapMinor: 8_000 }],
  ] as const)("%s", (_, amountMinor, inSaleMinor, waitingMinor, args) => {
    const may = mayStoreForward({ amountMinor, inSaleMinor, waitingMinor, ...CAPS });
    if (args === undefined) expect(may.ok).toBe(true);
    else expect(may).toMatchObject({ refusal: { code: "stored-forward-limit", args } });
  });

  it("what is said to be left may be kept, and one more may not", () => {
    const minor = fc.integer({ min: 0, max: 1_000_000 });
    fc.assert(
      fc.property(
        minor,
        minor,
        minor,
        minor,
        (inSaleMinor, more, perSaleMinor, perRegisterMinor) => {
          const caps = { perSaleMinor, perRegisterMinor };
          const so = { inSaleMinor, waitingMinor: inSaleMinor + more, ...caps };
          const refused = mayStoreForward({ amountMinor: Number.MAX_SAFE_INTEGER, ...so });
          const leftMinor = refused.ok ? Number.NaN : Number(refused.refusal.args?.leftMinor);
          expect(mayStoreForward({ amountMinor: leftMinor, ...so }).ok).toBe(true);
          expect(mayStoreForward({ amountMinor: leftMinor + 1, ...so }).ok).toBe(false);
          expect(leftMinor + inSaleMinor <= perSaleMinor || leftMinor === 0).toBe(true);
        },
      ),
    );
  });

  it("is off while either cap is nothing", () => {
    const on = (sale: number, register: number) =>
      storesForward({ storedForwardPerSaleMinor: sale, storedForwardPerRegisterMinor: register });
    expect([on(1, 1), on(0, 1), on(1, 0)]).toEqual([true, false, false]);
  });
});

it("row 5: a shift counts what no bank has answered for apart from what one has", () => {
  const card = { kind: "card-terminal" as const };
  const keys = [aTender(card), aTender({ ...card, storedForward: true })].map(tenderKey);
  expect(keys).toEqual(["card-terminal", "card-terminal:stored"]);
  expect(keys.map(isStoredKey)).toEqual([false, true]);
});
