import { describe, expect, it } from "vitest";
import type { ReceiptContext } from "#shared/engine/receipt/blocks.ts";
import { receiptOfCashMovement, receiptOfX, receiptOfZ } from "#shared/engine/receipt/day.ts";
import {
  missingFields,
  receiptOfInvoice,
  receiptOfReturn,
  receiptOfSale,
} from "#shared/engine/receipt/index.ts";
import { RECEIPT_PROFILES } from "#shared/engine/receipt/profiles.ts";
import {
  amountText,
  dateTimeText,
  rateText,
  receiptLanguage,
} from "#shared/engine/receipt/words.ts";
import { closeShift } from "#shared/engine/shift.ts";
import { shiftFigures } from "#shared/engine/shift-figures.ts";
import type { AnyEntry, Entry } from "#shared/records/entry.ts";
import { type ReceiptDocument, receiptDocument } from "#shared/records/receipt.ts";
import { receiptProfileSetting } from "#shared/records/settings/index.ts";
import { anEntry, NOON_MS } from "#test/builders/entry.ts";
import { aFullReturn, aPricedBasket, aPricedLine, aSale, aTender } from "#test/builders/sale.ts";
import { someSettings } from "#test/builders/settings.ts";

const settings = someSettings({
  register: {
    "register-1": { name: "Till 2", storeId: "store-1", series: "R1", serialNumber: "KS-77" },
  },
});

function context(country: string, fields: Partial<ReceiptContext> = {}): ReceiptContext {
  const [store, legalEntity, register, profile, policy] = [
    settings.setting("store", "store-1"),
    settings.setting("legal-entity", "entity-1"),
    settings.setting("register", "register-1"),
    RECEIPT_PROFILES[country],
    settings.setting("policy", "policy-1"),
  ];
  if (!store || !legalEntity || !register || !profile || !policy) throw new Error("all are there");
  return {
    language: receiptLanguage("en"),
    profile,
    store,
    legalEntity,
    register,
    cashierName: "Ada",
    software: "Keepshop 0.1.0",
    utcOffsetMinutes: 60,
    signedCode: "KSR1:abc",
    taxCodes: new Map([["vat-19", "A"]]),
    ...fields,
  };
}

const VAT = {
  taxId: "vat-19",
  name: "VAT 19 %",
  kind: "percent",
  rate: "19",
  included: true,
  baseMinor: 1176,
  taxMinor: 224,
} as const;

const sale = aSale(
  {
    priced: aPricedBasket(
      [
        aPricedLine({
          unitPriceMinor: 1600,
          discountMinor: 200,
          adjustments: [{ kind: "offer", name: "Autumn", amountMinor: 200 }],
          taxes: [VAT],
        }),
      ],
      { taxes: [VAT] },
    ),
    tenders: [
      aTender({
        kind: "card-external",
        name: "Card",
        amountMinor: 400,
        card: { brand: "Visa", lastFour: "4242", authorisation: "A1" },
      }),
      aTender({ amountMinor: 1000, givenMinor: 2000, changeMinor: 1000 }),
    ],
    changeMinor: 1000,
    pointsEarned: 14,
  },
  { at: NOON_MS },
);

function fieldsOf(document: ReceiptDocument): Map<string, string> {
  const fields = new Map<string, string>();
  for (const block of document.blocks) {
    if (!("field" in block) || block.field === undefined) continue;
    const content =
      block.kind === "columns"
        ? block.cells.map((cell) => cell.text).join(" | ")
        : block.kind === "text"
          ? block.text
          : block.data;
    fields.set(block.field, content);
  }
  return fields;
}

const textOf = (document: ReceiptDocument) => JSON.stringify(document.blocks);

describe("row 32: a receipt carries what its profile requires", () => {
  it.each(Object.keys(RECEIPT_PROFILES))("%s: every required field, filled in", (country) => {
    const about = context(country);
    const document = receiptOfSale(sale, about);
    expect(receiptDocument.safeParse(document).success).toBe(true);
    expect(receiptProfileSetting.safeParse(about.profile).success).toBe(true);
    const fields = fieldsOf(document);
    const empty = about.profile.required.filter((field) => !fields.get(field)?.trim());
    expect(empty).toEqual([]);
    expect(missingFields(document, about)).toEqual([]);
  });

  it("a field that is missing is named", () => {
    const document = receiptOfSale(sale, context("GB"));
    expect(missingFields(document, context("FR"))).toContain("register");
  });

  it("says the figures of the sale", () => {
    const fields = fieldsOf(
      receiptOfSale(sale, context("DE", { language: receiptLanguage("de-DE") })),
    );
    expect(fields.get("total")).toBe("Summe | EUR 14,00");
    expect(fields.get("discount")).toBe("  Autumn | -2,00");
    expect(fields.get("tax-amount")).toBe("USt | 2,24");
    expect(fields.get("tax-base")).toBe("Netto | 11,76");
    expect(fields.get("change")).toBe("  Rückgeld | 10,00");
    expect(fields.get("date-time")).toBe("Datum | 20.11.2026 12:00");
    expect(fields.get("tax-number")).toBe("VAT DE123456789");
    expect(fields.get("card")).toContain("4242");
  });
});

describe("marks and codes", () => {
  it("a gift receipt shows no amount and no tender", () => {
    const document = receiptOfSale(sale, context("DE"), { gift: true });
    expect(document.kind).toBe("gift");
    expect(textOf(document)).not.toMatch(/14\.00|16\.00|2\.24|Card|Autumn/);
    expect(textOf(document)).toContain("KSR1:abc");
  });

  it("a copy is marked, opens no drawer and carries no code; neither does training", () => {
    const copy = receiptOfSale(sale, context("DE", { copy: true }));
    expect(copy.blocks[0]).toMatchObject({ kind: "mark", mark: "copy" });
    expect(copy.opensDrawer).toBe(false);
    expect(textOf(copy)).not.toContain("KSR1:abc");
    const training = receiptOfSale(sale, context("DE", { training: true }));
    expect(training.blocks[0]).toMatchObject({ kind: "mark", mark: "training" });
    expect(textOf(training)).not.toContain("KSR1:abc");
    expect(receiptOfSale(sale, context("DE")).opensDrawer).toBe(true);
  });

  it("row 33: several promises stand on one receipt", () => {
    const promises = [
      { text: "2 × Mug", promisedBy: "2026-11-25", how: "ship" },
      { text: "1 × Tee", promisedBy: "2026-11-21", how: "collect" },
    ] as const;
    const document = receiptOfSale(sale, context("DE"), { promises });
    expect(textOf(document)).toContain("Comes by 25/11/2026");
    expect(textOf(document)).toContain("To collect by 21/11/2026");
  });
});

describe("the other documents", () => {
  it("a return gives money back, with its tax", () => {
    const document = receiptOfReturn(aFullReturn(sale), context("DE"));
    expect(document.kind).toBe("return");
    expect(fieldsOf(document).get("total")).toBe("Refund | EUR -14.00");
    expect(fieldsOf(document).get("tax-amount")).toBe("Tax | -2.24");
  });

  it("an exchange shows both sides", () => {
    const exchange = aPricedBasket([aPricedLine({ name: "Mug", unitPriceMinor: 2000 })]);
    const body = { exchange, exchangeMinor: 2000, tenders: [aTender({ amountMinor: 600 })] };
    const document = receiptOfReturn(aFullReturn(sale, body), context("DE"));
    expect(document.kind).toBe("exchange");
    expect(fieldsOf(document).get("total")).toBe("To pay | EUR 6.00");
    expect(textOf(document)).toContain("Mug");
  });

  it("row 5: a card that no bank has answered for says so, on the receipt and apart on the X", () => {
    const { body } = sale;
    const tenders = body.tenders.map((leg) => ({ ...leg, storedForward: leg.kind !== "cash" }));
    const kept = aSale({ ...body, tenders }, { at: NOON_MS });
    const says = (entry: typeof sale) => textOf(receiptOfSale(entry, context("DE")));
    expect(says(sale)).not.toContain("bank not yet asked");
    expect(says(kept)).toContain("bank not yet asked");
    const opened = anEntry("shift.opened", {
      shiftId: "shift-1",
      drawerId: "drawer-1",
      floatMinor: 0,
      currency: "EUR",
    });
    const figures = shiftFigures("shift-1", [opened, sale, kept] as unknown as AnyEntry[]);
    if (figures === undefined) throw new Error("a shift is open");
    const x = receiptOfX(figures, context("DE"), { atMs: NOON_MS, showExpected: true });
    expect(textOf(x)).toMatch(
      /Expected Card"[^\]]*4\.00.*Expected Card \(bank not yet asked\)"[^\]]*4\.00/,
    );
  });

  it("row 43: X hides what is expected until the blind count; Z says all of it", () => {
    const opened = anEntry("shift.opened", {
      shiftId: "shift-1",
      drawerId: "drawer-1",
      floatMinor: 10_000,
      currency: "EUR",
    });
    const figures = shiftFigures("shift-1", [opened, sale] as unknown as AnyEntry[]);
    const policy = settings.setting("policy", "policy-1");
    if (figures === undefined || policy === undefined) throw new Error("all are there");
    const about = { atMs: NOON_MS, showExpected: false };
    expect(textOf(receiptOfX(figures, context("DE"), about))).not.toContain("Expected");
    const open = receiptOfX(figures, context("DE"), { ...about, showExpected: true });
    expect(textOf(open)).toContain("110.00");
    const z = closeShift({
      figures,
      counts: [{ "1000": 11 }],
      others: [],
      policy,
      zNumber: 7,
      unsentEntries: 3,
    });
    if (!z.ok) throw new Error(z.refusal.code);
    const document = receiptOfZ(anEntry("shift.closed", z.value), context("DE"));
    const donated = anEntry("shift.closed", { ...z.value, donatedMinor: 60 });
    expect(textOf(receiptOfZ(donated, context("DE")))).toMatch(/Donations.*0\.60/);
    expect(document).toMatchObject({ kind: "z", number: "7" });
    expect(textOf(document)).toContain("Not yet sent to the server");
    expect(receiptDocument.safeParse(document).success).toBe(true);
  });

  it("an invoice names the buyer and the receipt it replaces; a credit note turns the sign", () => {
    const body = {
      invoiceId: "i-1",
      kind: "invoice",
      number: "INV-1",
      series: "INV",
      saleId: sale.body.saleId,
      buyer: { name: "Acme Ltd", address: "Dock Rd 1", taxNumber: "GB1" },
      totalMinor: 1400,
      currency: "EUR",
    } as const;
    const invoice = receiptOfInvoice(anEntry("invoice.issued", body), sale, context("DE"));
    for (const part of ["Acme Ltd", "Dock Rd 1", "GB1", "R1-000001", "INV-1"]) {
      expect(textOf(invoice)).toContain(part);
    }
    const note = anEntry("invoice.issued", { ...body, kind: "credit-note" });
    const document = receiptOfInvoice(note, aFullReturn(sale), context("DE"));
    expect(fieldsOf(document).get("total")).toBe("Total | EUR -14.00");
    expect(fieldsOf(document).has("tender")).toBe(true);
    const exchanged = aFullReturn(sale, { exchange: aPricedBasket([aPricedLine()]) });
    const ofExchange = receiptOfInvoice(note, exchanged, context("DE"));
    expect(fieldsOf(ofExchange).has("tender")).toBe(false);
    expect(fieldsOf(ofExchange).get("total")).toBe("Total | EUR -14.00");
  });

  it("row 36: a return's paper says which points went back, a friend's not", () => {
    const pointsOf = (fields: Partial<Entry<"return.completed">["body"]>) =>
      fieldsOf(receiptOfReturn(aFullReturn(sale, fields), context("DE"))).get("points");
    const lines = aFullReturn(sale).body.lines.map((line) => ({ ...line, pointsReversed: 3 }));
    const common = { year: "2026", points: 20, givenByEntryId: sale.id };
    const own = { ...common, kind: "birthday", clientId: "client-1" } as const;
    const friends = { ...common, kind: "referral", clientId: "friend" } as const;
    const taken = lines.length * 3;
    const clientId = "client-1";
    expect(pointsOf({ lines, clientId })).toBe(`Points | -${taken}`);
    const rewardsReversed = [own, friends];
    expect(pointsOf({ lines, clientId, rewardsReversed })).toBe(`Points | -${taken + 20}`);
    expect(pointsOf({ lines, clientId, pointsEarned: taken + 5 })).toBe("Points | +5");
    expect(pointsOf({ lines, clientId, pointsEarned: taken })).toBeUndefined();
  });

  it("row 40: a slip for cash that moved", () => {
    const body = {
      movementId: "movement-1",
      drawerId: "drawer-1",
      kind: "pay-out",
      amountMinor: -1250,
      currency: "EUR",
      reasonId: "stamps",
      approvalIds: [],
    } as const;
    const entry = anEntry("cash.moved", { ...body, approvalIds: [] });
    const document = receiptOfCashMovement(entry, context("DE"), "Stamps");
    expect(textOf(document)).toContain("EUR -12.50");
    expect(document.opensDrawer).toBe(true);
  });
});

describe("figures are written by language, never by the machine's locale", () => {
  it.each([
    ["en", 123456789, "EUR", "1,234,567.89"],
    ["de", 123456789, "EUR", "1.234.567,89"],
    ["fr", -5, "EUR", "-0,05"],
    ["en", 1234, "JPY", "1,234"],
    ["de-AT", 1234567, "KWD", "1.234,567"],
    ["xx", 5, "EUR", "0.05"],
  ])("%s %d %s", (language, minor, currency, text) => {
    expect(amountText(minor, currency, receiptLanguage(language))).toBe(text);
  });
  it("rates and times", () => {
    expect(rateText("5.50", receiptLanguage("fr"))).toBe("5,5 %");
    expect(rateText("20", receiptLanguage("en"))).toBe("20 %");
    expect(dateTimeText(NOON_MS, receiptLanguage("en-US"))).toBe("11/20/2026 11:00");
  });
  it("every language has every word", () => {
    const keys = Object.keys(receiptLanguage("en").words);
    for (const tag of ["de", "fr", "es", "it", "en-US"]) {
      expect(Object.keys(receiptLanguage(tag).words)).toEqual(keys);
    }
  });
});
