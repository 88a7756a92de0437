import { default as jsQR } from "jsqr";
import { PNG } from "pngjs";
import { describe, expect, it } from "vitest";
import type { ReceiptDocument } from "#shared/records/receipt.ts";
import { documentBytes } from "#till/devices/escpos.ts";
import { type PaperItem, PaperReader } from "#till/devices/virtual/escpos-paper.ts";
import { paperPicture } from "../../../../scripts/virtual-devices/picture.ts";

function printed(document: ReceiptDocument, columns: number): PaperItem[] {
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

function pixels(items: readonly PaperItem[], columns: number): PNG {
  return PNG.sync.read(paperPicture(items, columns));
}

const about = { number: "1", language: "en", direction: "ltr", opensDrawer: false } as const;

describe.each([32, 42, 48])("row 86: the picture of a paper of %i columns", (columns) => {
  it.each([20, 300, 800])("a QR code of %i bytes fits the paper and is read back", (bytes) => {
    const data = `KSR1:${"Zq7".repeat(bytes)}`.slice(0, bytes);
    const blocks: ReceiptDocument["blocks"] = [{ kind: "qr", data }];
    const picture = pixels(printed({ ...about, kind: "sale", blocks }, columns), columns);
    const read = jsQR.default(Uint8ClampedArray.from(picture.data), picture.width, picture.height);
    expect(read?.data).toBe(data);
  });

  it("every character that is not a space has ink in its own cell", () => {
    const text = "Größe 42 café ñandú Ab9";
    const blocks: ReceiptDocument["blocks"] = [
      { kind: "text", text, align: "start", bold: false, size: "normal" },
    ];
    const picture = pixels(printed({ ...about, kind: "sale", blocks }, columns), columns);
    const inked = [...text].map((_, at) => inkIn(picture, 12 + at * 12));
    expect(inked).toEqual([...text].map((char) => char !== " "));
  });
});

function inkIn(picture: PNG, left: number): boolean {
  for (let y = 12; y < 36; y += 1) {
    for (let x = left; x < left + 12; x += 1) {
      if (picture.data[(y * picture.width + x) * 4] === 0) return true;
    }
  }
  return false;
}
