import { describe, expect, it } from "vitest";
import { processDataOfSale } from "#shared/engine/fiscal/process-data.ts";
import { signingCode, withSigning } from "#shared/engine/receipt/signing.ts";
import { RECEIPT_LANGUAGES } from "#shared/engine/receipt/words.ts";
import type { FiscalSigned } from "#shared/records/entries/fiscal-signed.ts";
import type { ReceiptDocument } from "#shared/records/receipt.ts";
import { NOON_MS } from "#test/builders/entry.ts";
import { aPricedBasket, aPricedLine, aSale, aTender } from "#test/builders/sale.ts";

function aSignature(fields: Partial<FiscalSigned> = {}): FiscalSigned {
  return {
    documentId: "sale-1",
    document: "sale",
    outcome: "signed",
    deviceId: "tse",
    serialNumber: "ab".repeat(32),
    clientId: "R1",
    transactionNumber: 12,
    startedAtMs: NOON_MS,
    finishedAtMs: NOON_MS + 1_000,
    signatureCounter: 25,
    processType: "Kassenbeleg-V1",
    processData: "Beleg^11.90_0.00_0.00_0.00_0.00^11.90:Bar",
    signature: "c2ln",
    algorithm: "ecdsa-plain-SHA256",
    timeFormat: "unixTime",
    publicKey: "a2V5",
    ...fields,
  };
}

function aDocument(language: string): ReceiptDocument {
  const text = {
    kind: "text",
    text: "total",
    align: "start",
    bold: false,
    size: "normal",
  } as const;
  return {
    kind: "sale",
    number: "R1-1",
    language,
    direction: "ltr",
    blocks: [text, { kind: "cut" }],
    opensDrawer: true,
  };
}

const textsOf = ({ blocks }: ReceiptDocument): string => JSON.stringify(blocks);

describe("the signature on paper", () => {
  it("row 51: stands before the cut with its code, where the profile asks for it", () => {
    const paper = { signed: aSignature(), prints: true, utcOffsetMinutes: 60 };
    const signed = withSigning(aDocument("de"), paper);
    expect(signed.blocks.at(-1)).toEqual({ kind: "cut" });
    expect(textsOf(signed)).toContain("TSE-Signaturzähler");
    expect(textsOf(signed)).toContain("20.11.2026 12:00");
    expect(signed.blocks.find(({ kind }) => kind === "qr")).toMatchObject({
      data: signingCode(aSignature()),
    });
    expect(withSigning(aDocument("de"), { ...paper, prints: false })).toEqual(aDocument("de"));
    expect(withSigning(signed, paper)).toEqual(signed);
  });

  it.each([
    ["en", "out of order"],
    ["en-US", "out of order"],
    ["de", "ohne Signatur"],
    ["fr", "sans signature"],
    ["es", "sin firma"],
    ["it", "senza firma"],
    ["ar", "بلا توقيع"],
    ["xx", "out of order"],
  ])(
    "row 51: says in %s that the device failed, also where no signature is printed",
    (tag, words) => {
      const failed = { signed: undefined, prints: false, utcOffsetMinutes: 0 };
      const paper = withSigning(aDocument(tag), failed);
      expect(textsOf(paper)).toContain(words);
      // A signature that came after all takes the place of the outage.
      const after = { signed: aSignature(), prints: true, utcOffsetMinutes: 0 };
      expect(textsOf(withSigning(paper, after))).not.toContain(words);
    },
  );

  it("row 51: the code has the twelve parts of DSFinV-K annex I", () => {
    expect(signingCode(aSignature()).split(";")).toEqual([
      ...["V0", "R1", "Kassenbeleg-V1", "Beleg^11.90_0.00_0.00_0.00_0.00^11.90:Bar", "12", "25"],
      ...["2026-11-20T11:00:00.000Z", "2026-11-20T11:00:01.000Z", "ecdsa-plain-SHA256"],
      ...["unixTime", "c2ln", "a2V5"],
    ]);
  });
});

it("row 51: there are words for every language that receipts have", () => {
  const failed = { signed: undefined, prints: false, utcOffsetMinutes: 0 };
  const said = RECEIPT_LANGUAGES.filter((tag) => !tag.startsWith("en")).map((tag) =>
    textsOf(withSigning(aDocument(tag), failed)),
  );
  expect(said.filter((paper) => paper.includes("out of order"))).toEqual([]);
});

describe("what is signed", () => {
  const tax = (rate: string, baseMinor: number, taxMinor: number) =>
    ({
      taxId: rate,
      name: rate,
      kind: "percent",
      rate,
      included: true,
      baseMinor,
      taxMinor,
    }) as const;

  it("row 51: gross by rate, what has no tax last, and payments by kind and currency", () => {
    const priced = aPricedBasket([aPricedLine({ unitPriceMinor: 4_000 })], {
      taxes: [tax("19.00", 1_000, 190), tax("7", 1_000, 70)],
    });
    const dollars = { currency: "USD", amountMinor: 2_000, rate: "0.9" };
    const sale = aSale({
      priced,
      tenders: [
        aTender({ amountMinor: 1_700, changeMinor: 100, foreign: dollars }),
        aTender({ kind: "card-external", amountMinor: 2_300 }),
      ],
    });
    expect(processDataOfSale(sale.body)).toBe(
      "Beleg^11.90_10.70_0.00_0.00_17.40^20.00:Bar:USD_-1.00:Bar_23.00:Unbar",
    );
  });
});
