import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { ReceiptContext } from "#shared/engine/receipt/blocks.ts";
import { receiptOfCashMovement, receiptOfX, receiptOfZ } from "#shared/engine/receipt/day.ts";
import { receiptOfInvoice, receiptOfReturn, receiptOfSale } from "#shared/engine/receipt/index.ts";
import { RECEIPT_PROFILES } from "#shared/engine/receipt/profiles.ts";
import { receiptLanguage } from "#shared/engine/receipt/words.ts";
import { shiftFigures } from "#shared/engine/shift-figures.ts";
import type { AnyEntry } from "#shared/records/entry.ts";
import { anEntry, NOON_MS } from "#test/builders/entry.ts";
import { paperOf } from "#test/builders/paper.ts";
import { aFullReturn, aPricedBasket, aPricedLine, aSale, aTender } from "#test/builders/sale.ts";
import { someSettings } from "#test/builders/settings.ts";

const settings = someSettings({
  register: {
    "register-1": { name: "Till 2", storeId: "store-1", series: "R1", serialNumber: "KS-77" },
  },
});

function context(country: string, fields: Partial<ReceiptContext> = {}): ReceiptContext {
  const [store, legalEntity, register, profile] = [
    settings.setting("store", "store-1"),
    settings.setting("legal-entity", "entity-1"),
    settings.setting("register", "register-1"),
    RECEIPT_PROFILES[country],
  ];
  if (!store || !legalEntity || !register || !profile) throw new Error("all are there");
  return {
    language: receiptLanguage("en"),
    profile,
    store: { ...store, logo: "LOGO" },
    legalEntity: {
      ...legalEntity,
      taxNumbers: [...legalEntity.taxNumbers, { kind: "", value: "12/345" }],
      receiptText: ["Open every day"],
    },
    register,
    cashierName: "Ada",
    software: "Keepshop 0.1.0",
    utcOffsetMinutes: 60,
    signedCode: "KSR1:abc",
    taxCodes: new Map([["vat-19", "A"]]),
    ...fields,
  };
}

const tax = (rate: string, baseMinor: number, taxMinor: number) => ({
  taxId: `vat-${rate}`,
  name: `VAT ${rate} %`,
  kind: "percent" as const,
  rate,
  included: true,
  baseMinor,
  taxMinor,
});

const lines = [
  aPricedLine({
    id: "shoe",
    name: "Shoe",
    sku: "SH-1",
    unitPriceMinor: 1600,
    discountMinor: 250,
    adjustments: [
      { kind: "offer", name: "Autumn", amountMinor: 200 },
      { kind: "manual", name: "", reasonId: "scratch", amountMinor: 40 },
      { kind: "manual", name: "", amountMinor: 10 },
    ],
    taxes: [tax("19", 1134, 216)],
    serials: ["SN-9"],
  }),
  aPricedLine({
    id: "cheese",
    name: "Cheese",
    sku: "CH-2",
    unit: "kg",
    unitPriceMinor: 1250,
    quantityMilli: 1500,
    grossMinor: 1875,
    taxes: [tax("7", 1752, 123)],
  }),
];
const fee = {
  id: "fee",
  kind: "shipping",
  name: "Delivery",
  amountMinor: 490,
  discountMinor: 90,
  taxes: [],
  totalMinor: 400,
};
const priced = aPricedBasket(lines, {
  fees: [fee, { ...fee, id: "fee-2", name: "Wrapping", amountMinor: 100, discountMinor: 0 }],
  taxes: [tax("19", 1134, 216), tax("7", 1752, 123)],
  totalMinor: 3725,
});
const sale = aSale(
  {
    saleId: "sale-1",
    priced,
    tenders: [
      aTender({ kind: "points", name: "Points", amountMinor: 125, points: 125 }),
      aTender({
        kind: "card-external",
        name: "Card",
        amountMinor: 600,
        card: { brand: "Visa", lastFour: "4242", authorisation: "A1" },
      }),
      aTender({
        amountMinor: 1000,
        givenMinor: 1100,
        changeMinor: 100,
        foreign: { currency: "CHF", amountMinor: 1200, rate: "0.92" },
      }),
      aTender({ amountMinor: 2000, givenMinor: 2000 }),
    ],
    roundingMinor: -2,
    pointsEarned: 14,
    startedAtMs: NOON_MS - 90_000,
  },
  { at: NOON_MS },
);

const moved = (more: { readonly note?: string; readonly bag?: string }) =>
  anEntry(
    "cash.moved",
    {
      movementId: "movement-00000001",
      drawerId: "drawer-1",
      kind: "drop",
      amountMinor: -5000,
      currency: "EUR",
      reasonId: "full",
      approvalIds: [],
      ...more,
    },
    { at: NOON_MS, shiftId: "shift-00000001" },
  );

function figures() {
  const opened = anEntry(
    "shift.opened",
    { shiftId: "shift-00000001", drawerId: "drawer-1", floatMinor: 10_000, currency: "EUR" },
    { at: NOON_MS - 3_600_000 },
  );
  const noSale = anEntry(
    "drawer.opened",
    { drawerId: "drawer-1", reasonId: "change", approvalIds: [] },
    { shiftId: "shift-00000001" },
  );
  const sold = { ...sale, shiftId: "shift-00000001" };
  const made = shiftFigures("shift-00000001", [
    opened,
    sold,
    moved({}),
    noSale,
  ] as unknown as AnyEntry[]);
  if (made === undefined) throw new Error("the shift is open");
  return made;
}

const closed = {
  shiftId: "shift-00000001",
  drawerId: "drawer-1",
  zNumber: 7,
  currency: "EUR",
  openedAtMs: NOON_MS,
  firstSequence: 3,
  lastSequence: 9,
  totals: {
    saleCount: 2,
    returnCount: 1,
    grossMinor: 4065,
    discountMinor: 340,
    refundMinor: 100,
    taxMinor: 339,
    netSalesMinor: 3386,
    roundingMinor: -2,
  },
  taxes: [{ taxId: "vat-19", name: "VAT 19 %", rate: "19", baseMinor: 1134, taxMinor: 216 }],
  tenders: [
    {
      key: "cash",
      kind: "cash",
      name: "",
      expectedMinor: 8000,
      countedMinor: 7990,
      differenceMinor: -10,
    },
    {
      key: "points",
      kind: "points",
      name: "Points",
      expectedMinor: 125,
      countedMinor: 125,
      differenceMinor: 0,
    },
  ],
  counts: [{ "1000": 8 }],
  bankedMinor: 6000,
  keptFloatMinor: 1990,
  unsentEntries: 4,
  approvalIds: [],
} as never;

/** The return of the sale at a fixed hour. */
const goneBack = (fields: Parameters<typeof aFullReturn>[1] = {}) => ({
  ...aFullReturn(sale, { startedAtMs: NOON_MS, ...fields }),
  at: NOON_MS,
});

const papers: readonly (readonly [string, string, () => Parameters<typeof paperOf>[0]])[] = [
  [
    "sale-de",
    "the whole receipt of a German shop",
    () =>
      receiptOfSale(sale, context("DE"), {
        clientName: "Maya",
        pointsBalance: 300,
        promises: [
          { text: "2 × Mug", promisedBy: "2026-11-25", how: "ship" },
          { text: "1 × Tee", promisedBy: "2026-11-21", how: "collect" },
        ],
      }),
  ],
  [
    "sale-us",
    "the whole receipt of a shop in the United States",
    () =>
      receiptOfSale({ ...sale, body: { ...sale.body, roundingMinor: 0 } }, context("US"), {
        clientName: "Maya",
        pointsBalance: 300,
      }),
  ],
  [
    "gift-copy-fr",
    "a gift receipt in French, as a copy",
    () =>
      receiptOfSale(sale, context("FR", { language: receiptLanguage("fr"), copy: true }), {
        gift: true,
      }),
  ],
  [
    "deposit-training-ar",
    "a deposit receipt in Arabic, in training",
    () =>
      receiptOfSale(
        aSale(
          {
            saleId: "sale-2",
            priced: aPricedBasket([
              aPricedLine({ productKind: "deposit", name: "Ahead", taxes: [] }),
            ]),
            tenders: [aTender({ kind: "other", name: "Voucher" })],
          },
          { at: NOON_MS },
        ),
        context("GB", { language: receiptLanguage("ar"), training: true }),
      ),
  ],
  [
    "return-fee-it",
    "a return in Italy, with a fee",
    () =>
      receiptOfReturn(
        goneBack({
          lines: goneBack().body.lines.map((line) => ({ ...line, restockingFeeMinor: 50 })),
          roundingMinor: 1,
        }),
        context("IT", { language: receiptLanguage("it") }),
      ),
  ],
  [
    "exchange-es",
    "an exchange in Spain, with more to pay",
    () =>
      receiptOfReturn(
        goneBack({
          exchange: aPricedBasket(
            [aPricedLine({ name: "Mug", unitPriceMinor: 5000, taxes: [tax("19", 4202, 798)] })],
            { taxes: [tax("19", 4202, 798)] },
          ),
          exchangeMinor: 5000,
          tenders: [aTender({ kind: "card-external", name: "Card", amountMinor: 1275 })],
        }),
        context("ES", { language: receiptLanguage("es") }),
      ),
  ],
  [
    "invoice",
    "a full invoice",
    () =>
      receiptOfInvoice(
        anEntry(
          "invoice.issued",
          {
            invoiceId: "i-1",
            kind: "invoice",
            number: "INV-1",
            series: "INV",
            saleId: "sale-1",
            buyer: { name: "Acme Ltd", address: "Dock Rd 1", taxNumber: "GB1" },
            totalMinor: 3725,
            currency: "EUR",
          },
          { at: NOON_MS },
        ),
        sale,
        context("DE"),
      ),
  ],
  [
    "credit-note",
    "a credit note, to a buyer without a tax number",
    () =>
      receiptOfInvoice(
        anEntry(
          "invoice.issued",
          {
            invoiceId: "i-2",
            kind: "credit-note",
            number: "CN-1",
            series: "CN",
            returnId: "r-1",
            buyer: { name: "Acme Ltd", address: "Dock Rd 1" },
            totalMinor: 3725,
            currency: "EUR",
          },
          { at: NOON_MS },
        ),
        goneBack(),
        context("DE"),
        { ofInvoiceNumber: "INV-1" },
      ),
  ],
  [
    "x-open",
    "an X with what is expected",
    () => receiptOfX(figures(), context("GB"), { atMs: NOON_MS, showExpected: true }),
  ],
  [
    "x-blind",
    "an X while a blind count is to come",
    () =>
      receiptOfX({ ...figures(), movements: [], noSales: [] }, context("GB"), {
        atMs: NOON_MS,
        showExpected: false,
      }),
  ],
  ["z", "a Z", () => receiptOfZ(anEntry("shift.closed", closed, { at: NOON_MS }), context("GB"))],
  [
    "slip-bag",
    "a slip for cash to the safe",
    () => receiptOfCashMovement(moved({ note: "noon", bag: "B-7" }), context("GB"), "Too much"),
  ],
  [
    "slip-plain",
    "a slip without note or bag",
    () => receiptOfCashMovement(moved({}), context("GB"), "Too much"),
  ],
];

describe("row 32: whole papers, line by line", () => {
  // Read by a person, then kept: test/builders/paper.ts says how a block is written.
  it.each(papers)("%s: %s", (file, _name, document) => {
    const folder = join(import.meta.dirname, "..", "..", "fixtures", "papers");
    const expected = readFileSync(join(folder, `${file}.txt`), "utf8")
      .trimEnd()
      .split("\n");
    expect(paperOf(document())).toEqual(expected);
  });
});
