import { describe, expect, test } from "vitest";
import type { ReceiptBlock, ReceiptDocument } from "#shared/records/receipt.ts";
import { documentBytes } from "#till/devices/escpos.ts";

function paperOf(left: string, right: string): string {
  const cell = (text: string, share: number, align: "start" | "end") =>
    ({ text, share, align, bold: false }) as const;
  const block: ReceiptBlock = {
    kind: "columns",
    cells: [cell(left, 8, "start"), cell(right, 4, "end")],
  };
  const document: ReceiptDocument = {
    kind: "sale",
    number: "1",
    language: "en-GB",
    direction: "ltr",
    blocks: [block],
    opensDrawer: false,
  };
  return Buffer.from(documentBytes(document, { columns: 42 })).toString("latin1");
}

describe("a row of columns on paper", () => {
  test.each([
    ["No.", "COVENT-1-000001"],
    ["Date", "22/11/2026 21:19"],
    ["A name of exactly thirty-six letter.", "65.00"],
  ])("a text longer than its share takes the room beside it: %s %s", (left, right) => {
    const lines = paperOf(left, right).split("\n");
    const line = lines.find((one) => one.includes(right)) ?? "";
    expect(line).toContain(left);
    expect(line.slice(line.indexOf(left))).toHaveLength(42);
  });

  test("what cannot fit in one line is wrapped and loses nothing", () => {
    const name = "Metal 4 Hook Hanger French Chateau With Roses";
    const text = paperOf(name, "12.00");
    for (const word of name.split(" ")) expect(text).toContain(word);
    expect(text).toContain("12.00");
  });
});
