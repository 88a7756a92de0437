// Row 86: the whole receipt as the engine makes it, in every language and on every width of paper, read
// back from the bytes by the virtual printer and held against the document block by block.
import { default as jsQR } from "jsqr";
import { PNG } from "pngjs";
import { describe, expect, it } from "vitest";
import type { ReceiptContext } from "#shared/engine/receipt/blocks.ts";
import { receiptOfSale } from "#shared/engine/receipt/index.ts";
import { RECEIPT_PROFILES } from "#shared/engine/receipt/profiles.ts";
import { RECEIPT_LANGUAGES, receiptLanguage } from "#shared/engine/receipt/words.ts";
import type { ReceiptBlock, ReceiptDocument } from "#shared/records/receipt.ts";
import { aPricedBasket, aPricedLine, aSale, aTender } from "#test/builders/sale.ts";
import { someSettings } from "#test/builders/settings.ts";
import { documentBytes } from "#till/devices/escpos.ts";
import { type PaperItem, PaperReader } from "#till/devices/virtual/escpos-paper.ts";
import { paperPicture } from "../../../../scripts/virtual-devices/picture.ts";

const COLUMNS = [32, 42, 48];
const CODE = `KSR1:${"Ab9".repeat(60)}`;
const NAMES: Readonly<Record<string, string>> = {
  en: "Wool jumper, navy",
  "en-US": "Wool sweater, navy",
  de: "Übergröße Strümpfe, weiß",
  fr: "Chaîne dorée, façon œuvre",
  es: "Señal de niño, año nuevo",
  it: "Perché così è la città",
  ar: "قميص أزرق كبير",
};

describe.each(COLUMNS)("row 86: a whole receipt on paper of %i columns", (columns) => {
  it.each(RECEIPT_LANGUAGES)("%s: every block stands there, in order, and is cut", (language) => {
    const document = receiptIn(language);
    const items = read(document, columns);
    const lines = items.filter((item) => item.kind === "line");
    expect(lines.filter(({ overflowed }) => overflowed)).toEqual([]);
    const paper = lines
      .map(({ cells }) => plain(cells.map(({ char }) => char).join("")))
      .filter((line) => line !== "" && !isRule(line));
    const isArabic = document.direction === "rtl";
    let from = 0;
    for (const block of document.blocks) {
      const wanted = plain(wordsOf(block));
      if (wanted === "") continue;
      let found = "";
      while (found.length < wanted.length && from < paper.length) found += paper[from++] ?? "";
      // Beside each other, or from right to left, the letters stand in another order.
      const inOrder = block.kind !== "columns" && !isArabic;
      expect(inOrder ? found : sorted(found)).toBe(inOrder ? wanted : sorted(wanted));
    }
    expect(paper.slice(from)).toEqual([]);
    const cut = items.findIndex(({ kind }) => kind === "cut");
    expect(cut).toBeGreaterThan(0);
    const after = items.slice(cut + 1).flatMap((item) => (item.kind === "line" ? item.cells : []));
    expect(after).toEqual([]);
  });

  it.each(RECEIPT_LANGUAGES)("%s: the code is read off the picture of the paper", (language) => {
    const picture = PNG.sync.read(paperPicture(read(receiptIn(language), columns), columns));
    const code = jsQR.default(Uint8ClampedArray.from(picture.data), picture.width, picture.height);
    expect(code?.data).toBe(CODE);
  });
});

function read(document: ReceiptDocument, columns: number): readonly PaperItem[] {
  const items: PaperItem[] = [];
  const reader = new PaperReader({
    columns,
    end: {
      item: (item) => items.push(item),
      kick: () => undefined,
      answer: () => undefined,
      feed: () => true,
    },
  });
  reader.read(documentBytes(document, { columns }));
  expect(reader.refused()).toEqual([]);
  return items;
}

/** What a block says in letters; a code says its caption. */
function wordsOf(block: ReceiptBlock): string {
  switch (block.kind) {
    case "text":
    case "mark":
      return block.text;
    case "columns":
      return block.cells.map(({ text }) => text).join("");
    case "qr":
      return block.caption ?? "";
    default:
      return "";
  }
}

/**
 * Letters in their plain form and without what is only room or direction; the code pages of printers
 * know no hamza below an alef, and write the alef alone.
 */
function plain(text: string): string {
  return text
    .normalize("NFKD")
    .replace(/\u0655/g, "")
    .normalize("NFC")
    .replace(/\p{Cf}|\s/gu, "")
    .replace(/[−‑‐]/g, "-");
}

function sorted(text: string): string {
  return [...text].sort().join("");
}

function isRule(line: string): boolean {
  return /^(.)\1+$/u.test(line) && !/[\p{L}\p{N}]/u.test(line);
}

function receiptIn(language: string): ReceiptDocument {
  const line = aPricedLine({
    name: NAMES[language] ?? "?",
    unitPriceMinor: 160_000,
    discountMinor: 200,
    adjustments: [{ kind: "offer", name: NAMES[language] ?? "?", amountMinor: 200 }],
  });
  const sale = aSale({
    priced: aPricedBasket([line, aPricedLine()]),
    tenders: [aTender({ amountMinor: 1_000, givenMinor: 2_000, changeMinor: 1_000 })],
    changeMinor: 1_000,
  });
  return receiptOfSale(sale, contextIn(language));
}

function contextIn(language: string): ReceiptContext {
  const settings = someSettings({
    register: {
      r1: { name: "Till 2", storeId: "store-1", series: "R1", serialNumber: "KS-77" },
    },
  });
  const [store, legalEntity, register, profile] = [
    settings.setting("store", "store-1"),
    settings.setting("legal-entity", "entity-1"),
    settings.setting("register", "r1"),
    RECEIPT_PROFILES["DE"],
  ];
  if (!store || !legalEntity || !register || !profile) throw new Error("all are there");
  return {
    ...{ store, legalEntity, register, profile },
    language: receiptLanguage(language),
    cashierName: "Ada",
    software: "Keepshop 0.1.0",
    utcOffsetMinutes: 60,
    signedCode: CODE,
    taxCodes: new Map(),
  };
}
