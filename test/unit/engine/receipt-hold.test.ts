import { describe, expect, it } from "vitest";
import { receiptOfHold, receiptOfHoldCancelled } from "#shared/engine/receipt/hold.ts";
import { RECEIPT_PROFILES } from "#shared/engine/receipt/profiles.ts";
import { receiptLanguage } from "#shared/engine/receipt/words.ts";
import type { BasketHeld } from "#shared/records/entries/basket-held.ts";
import type { ReceiptDocument } from "#shared/records/receipt.ts";
import { paperOf as linesOf } from "#test/builders/paper.ts";
import { aPricedBasket, aPricedLine, aTender } from "#test/builders/sale.ts";
import { someSettings } from "#test/builders/settings.ts";

const settings = someSettings({
  register: {
    "register-1": { name: "Till 2", storeId: "store-1", series: "R1", serialNumber: "KS-77" },
  },
});
const [store, legalEntity, register, profile] = [
  settings.setting("store", "store-1"),
  settings.setting("legal-entity", "entity-1"),
  settings.setting("register", "register-1"),
  RECEIPT_PROFILES.GB,
];
if (!store || !legalEntity || !register || !profile) throw new Error("all are there");
const context = {
  language: receiptLanguage("en"),
  ...{ profile, store, legalEntity, register, cashierName: "Ada", software: "Keepshop" },
  utcOffsetMinutes: 0,
  taxCodes: new Map<string, string>(),
};

const paperOf = (paper: ReceiptDocument): string =>
  linesOf(paper)
    .join("\n")
    .replaceAll(/ \| 4>\*?/g, " ");
const priced = aPricedBasket([aPricedLine({ totalMinor: 10_000 })]);
const held = (kind: BasketHeld["kind"]): BasketHeld =>
  ({
    ...{ holdId: "h", kind, draft: {}, priced, segmentIds: [], placeId: "p" },
    ...{ validTo: "2027-01-15", firstPaymentMinor: 2_000, cancelFeeMinor: 500 },
  }) as unknown as BasketHeld;

describe("row 34: the papers of what is set aside", () => {
  it("a quote says until when its prices stand, and carries its number to be scanned", () => {
    const paper = receiptOfHold(held("quote"), context, {
      ...{ atMs: 0, number: "AB12CD34", paidMinor: 0 },
    });
    expect(paper).toMatchObject({ kind: "quote", opensDrawer: false });
    expect(paperOf(paper)).toMatch(/Quote[\s\S]*Prices stand until\s+15\/01\/2027/);
    expect(paperOf(paper)).not.toMatch(/Still to pay/);
    expect(paper.blocks).toContainEqual({
      ...{ kind: "barcode", symbology: "code128", data: "AB12CD34" },
    });
  });

  it("a layaway says what is paid and what is left; the first payment only before it was made", () => {
    const at = (paidMinor: number): string =>
      paperOf(receiptOfHold(held("layaway"), context, { atMs: 0, number: "AB12CD34", paidMinor }));
    expect(at(0)).toMatch(/First payment, at least\s+20\.00/);
    expect(at(3_500)).not.toMatch(/First payment/);
    expect(at(3_500)).toMatch(/Paid ahead\s+35\.00[\s\S]*Still to pay\s+65\.00/);
  });

  it("one that ended says what is kept and what goes back, and opens the drawer for cash", () => {
    const cancelled = (kind: "cash" | "credit") =>
      receiptOfHoldCancelled(
        {
          ...{ holdId: "h", kind: "layaway", reasonId: "r", currency: "GBP", placeId: "p" },
          ...{ paidMinor: 3_500, feeMinor: 500, refundMinor: 3_000, lines: [], approvalIds: [] },
          tenders: [aTender({ kind, amountMinor: -3_000 })],
        },
        context,
        { atMs: 0, number: "AB12CD34", reason: "Changed their mind" },
      );
    expect(paperOf(cancelled("cash"))).toMatch(
      /CANCELLED[\s\S]*Changed their mind[\s\S]*Kept as fee\s+5\.00[\s\S]*Refund\s+GBP 30\.00/,
    );
    expect([cancelled("cash").opensDrawer, cancelled("credit").opensDrawer]).toEqual([true, false]);
  });
});
