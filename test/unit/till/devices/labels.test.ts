import { afterEach, describe, expect, it } from "vitest";
import { A4, LABEL_ROLLS, LABEL_SHEETS, placeLabels } from "#shared/records/label.ts";
import { openLabelPrinter } from "#till/devices/label-printer.ts";
import {
  startVirtualLabelPrinter,
  type VirtualLabelPrinter,
} from "#till/devices/virtual/label-printer-server.ts";
import { readZpl } from "#till/devices/virtual/zpl-printer.ts";
import { wireTo } from "#till/devices/wire.ts";
import { type Label, labelBytes } from "#till/devices/zpl.ts";

const SIZE = { widthMm: 50, heightMm: 30 };

function label(fields: Partial<Label>): Label {
  return { name: "Tee", price: "12,50 €", notes: [], code: "4006381333931", copies: 1, ...fields };
}

describe("row 86: labels by ZPL", () => {
  it("name, price, notes and code stand inside the label, in UTF-8, with copies", () => {
    const labels = [label({ name: "Größe Ł أزرق", notes: ["25,00 €/kg"], copies: 3 }), label({})];
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

  it.each(LABEL_ROLLS)("nothing lies upon another thing on $widthMm x $heightMm mm", (size) => {
    const full = label({ notes: ["one", "two", "three", "four"] });
    const [printed] = readZpl(labelBytes([full], size));
    const tops = printed?.fields.map(({ y }) => y) ?? [];
    const gaps = tops.slice(1).map((top, index) => top - (tops[index] ?? 0));
    expect(gaps.every((gap) => gap >= 18)).toBe(true);
    // Under the bars stands their number.
    const bar = printed?.fields.at(-1);
    expect(bar?.kind).toBe("ean13");
    expect((printed?.heightDots ?? 0) - (bar?.y ?? 0)).toBeGreaterThanOrEqual(50);
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

describe("row 86: a label printer on its cable", () => {
  let twin: VirtualLabelPrinter;
  afterEach(() => twin.close());

  async function printer() {
    twin = await startVirtualLabelPrinter();
    const port = Number(twin.address.split(":").at(-1));
    const open = wireTo({ kind: "tcp", host: "127.0.0.1", port, query: new Map() });
    if (open === undefined) throw new Error("no cable");
    const limits = { lookMs: 5, standstillMs: 50, statusMs: 500 };
    return openLabelPrinter({ id: "l1", name: "Labels", size: SIZE, open, limits });
  }

  it("prints each label and each copy once, and says when they are out", async () => {
    const labels = await printer();
    expect(await labels.check()).toBe("ready");
    expect(await labels.print(labelBytes([label({ copies: 2 }), label({})], SIZE))).toBe("printed");
    expect(twin.labels()).toHaveLength(3);
    expect(twin.refused()).toEqual([]);
  });

  it("out of labels half-way: broken off, and the rest is taken back", async () => {
    const labels = await printer();
    twin.setRoll(1);
    expect(await labels.print(labelBytes([label({}), label({})], SIZE))).toBe("broken-off");
    expect(labels.state()).toBe("paper-out");
    twin.setRoll(100);
    await expect.poll(() => twin.labels().length).toBe(1);
    expect(await labels.check()).toBe("ready");
    expect(twin.labels()).toHaveLength(1);
  });

  it("with the head open nothing is sent; gone is off", async () => {
    const labels = await printer();
    twin.setHead(true);
    expect(await labels.print(labelBytes([label({})], SIZE))).toBe("not-started");
    expect(labels.state()).toBe("cover-open");
    await twin.close();
    expect(await labels.check()).toBe("off");
  });
});

describe("row 86: labels on sheets of A4", () => {
  it.each(LABEL_SHEETS)("every place of $id lies on the paper and on no other", (sheet) => {
    const places = sheet.columns * sheet.rows;
    const [page, ...more] = placeLabels([...Array(places).keys()], sheet, 1);
    expect(more).toEqual([]);
    expect(page).toHaveLength(places);
    for (const { leftMm, topMm } of page ?? []) {
      expect(leftMm + sheet.widthMm).toBeLessThanOrEqual(A4.widthMm);
      expect(topMm + sheet.heightMm).toBeLessThanOrEqual(A4.heightMm + 0.001);
    }
    const at = new Set(page?.map(({ leftMm, topMm }) => `${leftMm}/${topMm}`));
    expect(at.size).toBe(places);
  });

  it("a used sheet is begun at its first free label, and the rest goes on the next", () => {
    const sheet = LABEL_SHEETS[0];
    if (sheet === undefined) throw new Error("no sheet");
    const pages = placeLabels(["a", "b", "c"], sheet, 23);
    expect(pages.map((page) => page.map(({ label: each }) => each))).toEqual([["a", "b"], ["c"]]);
    expect(pages[0]?.[0]).toMatchObject({ leftMm: 70, topMm: 0.5 + 7 * 37 });
    expect(pages[1]?.[0]).toMatchObject({ leftMm: 0, topMm: 0.5 });
    expect(placeLabels(["a"], sheet, 99)[0]?.[0]).toMatchObject({ leftMm: 140, topMm: 259.5 });
  });
});
