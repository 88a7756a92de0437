import { describe, expect, it } from "vitest";
import { readZpl } from "#till/devices/virtual/zpl-printer.ts";
import { type Label, labelBytes } from "#till/devices/zpl.ts";

const SIZE = { widthMm: 50, heightMm: 30 };

function label(fields: Partial<Label>): Label {
  return { name: "Tee", price: "12,50 €", note: "", code: "4006381333931", copies: 1, ...fields };
}

describe("row 86: labels by ZPL", () => {
  it("name, price, note and code stand inside the label, in UTF-8, with copies", () => {
    const labels = [label({ name: "Größe Ł أزرق", note: "25,00 €/kg", copies: 3 }), label({})];
    const printed = readZpl(labelBytes(labels, SIZE));
    expect(printed).toHaveLength(2);
    expect(printed[0]).toMatchObject({ widthDots: 400, heightDots: 240, copies: 3 });
    expect(printed[0]?.fields.map(({ kind, data }) => [kind, data])).toEqual([
      ["text", "Größe Ł أزرق"],
      ["text", "12,50 €"],
      ["text", "25,00 €/kg"],
      ["ean13", "4006381333931"],
    ]);
  });

  it("a name that looks like commands prints as text", () => {
    const name = "A^XZ~JA_b\\c\u0000";
    const [printed] = readZpl(labelBytes([label({ name, code: "R-1" })], SIZE));
    expect(printed?.fields[0]?.data).toBe("A^XZ~JA_b\\c");
    expect(printed?.fields.at(-1)).toMatchObject({ kind: "code128", data: "R-1" });
  });

  it("the virtual label printer refuses what it does not know", () => {
    const bytes = new TextEncoder().encode("^XA^PW400^LL240^ZZ1^XZ");
    expect(() => readZpl(bytes)).toThrow("^ZZ is not known");
  });
});
