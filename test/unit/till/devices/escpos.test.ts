import { afterEach, describe, expect, it } from "vitest";
import type { ReceiptBlock, ReceiptDocument } from "#shared/records/receipt.ts";
import { readAddress } from "#till/devices/address.ts";
import { documentBytes } from "#till/devices/escpos.ts";
import { openEscPosPrinter } from "#till/devices/escpos-printer.ts";
import type { Printer } from "#till/devices/printer.ts";
import type { PaperItem } from "#till/devices/virtual/escpos-paper.ts";
import {
  startVirtualPrinter,
  type VirtualPrinterServer,
} from "#till/devices/virtual/printer-server.ts";
import { wireTo } from "#till/devices/wire.ts";

const closers: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

async function twin(columns = 42): Promise<{ server: VirtualPrinterServer; printer: Printer }> {
  const server = await startVirtualPrinter({ columns });
  closers.push(server.close);
  return { server, printer: driverFor(server.address, columns) };
}

function driverFor(text: string, columns: number): Printer {
  const address = readAddress(text, 9_100);
  const open = address === undefined ? undefined : wireTo(address);
  if (open === undefined) throw new Error(`no cable for ${text}`);
  const limits = { statusMs: 200, printMs: 2_000 };
  return openEscPosPrinter({ id: "p1", name: "Printer", columns, open, limits });
}

const text = (content: string, style: object = {}): ReceiptBlock => ({
  kind: "text",
  text: content,
  align: "start",
  bold: false,
  size: "normal",
  ...style,
});
const pair = (left: string, right: string): ReceiptBlock => ({
  kind: "columns",
  cells: [
    { text: left, share: 8, align: "start", bold: false },
    { text: right, share: 4, align: "end", bold: true },
  ],
});

function document(
  blocks: readonly ReceiptBlock[],
  fields: Partial<ReceiptDocument> = {},
): ReceiptDocument {
  return {
    kind: "sale",
    number: "R1-1",
    language: "en",
    direction: "ltr",
    blocks: [...blocks],
    opensDrawer: false,
    ...fields,
  };
}

/** The lines of a paper as a person reads them. */
function linesOn(items: readonly PaperItem[]): string[] {
  return items.flatMap((item) =>
    item.kind === "line" ? [item.cells.map(({ char }) => char).join("")] : [],
  );
}

const inFull = (lines: readonly string[]) => lines.join(" ").replace(/\s+/g, " ").trim();

const LANGUAGES: Readonly<Record<string, readonly [string, string, string]>> = {
  en: ["Receipt", "Wool “Classic” jumper – navy", "1,234.50 €"],
  de: ["Kassenbon", "Größe Übermaß, süß", "1.234,50 €"],
  fr: ["Ticket n° 12", "Chaîne dorée, façon œuvre", "1\u202f234,50 €"],
  es: ["Factura simplificada N.º 3", "Señal ¿niño? ¡año!", "1.234,50 €"],
  it: ["Documento commerciale", "Perché così è più città", "1.234,50 €"],
  cs: ["Účtenka", "Příliš žluťoučký kůň", "1 234,50 €"],
};

describe.each([32, 42, 48])("row 86: a receipt on paper of %i columns", (columns) => {
  it.each(Object.entries(LANGUAGES))("%s: every word stands there", async (language, words) => {
    const { server, printer } = await twin(columns);
    const [title, name, amount] = words;
    const blocks = [text(title, { bold: true, size: "large" }), pair(name, amount), text(name)];
    const bytes = documentBytes(document(blocks, { language }), { columns });
    expect(await printer.print(bytes)).toBe("printed");
    expect(server.refused()).toEqual([]);
    const lines = server.items().filter((item) => item.kind === "line");
    expect(lines.filter(({ overflowed }) => overflowed)).toEqual([]);
    const paper = inFull(linesOn(lines));
    const plain = (content: string) => content.replace(/[\s\u202f]+/g, " ");
    expect(paper).toContain(plain(title));
    expect(paper).toContain(plain(name));
    const left = Math.floor((columns * 8) / 12);
    const cells = linesOn(lines).map((line) => line.slice(left).trim());
    expect(cells.join("")).toContain(plain(amount).slice(-6));
  });

  it("Arabic is joined, stands from right to left, and its figures from left to right", async () => {
    const { server, printer } = await twin(columns);
    const blocks = [pair("قميص أزرق (كبير)", "12.50"), text("شكرا لزيارتكم")];
    const bytes = documentBytes(document(blocks, { language: "ar", direction: "rtl" }), {
      columns,
    });
    expect(await printer.print(bytes)).toBe("printed");
    expect(server.refused()).toEqual([]);
    const read = linesOn(server.items()).map(readArabic);
    expect(inFull(read)).toContain("قميص أزرق (كبير)");
    expect(inFull(read)).toContain("شكرا لزيارتكم");
    const [first = ""] = linesOn(server.items());
    expect(first.startsWith("12.50")).toBe(true);
  });
});

/** A line of joined Arabic back in the order in which it is read, letters in their plain form. */
function readArabic(line: string): string {
  const turned = [...line].reverse().join("").normalize("NFKC");
  return turned
    .replace(/[0-9.]+/g, (figure) => [...figure].reverse().join(""))
    .replace(/[()]/g, (bracket) => (bracket === "(" ? ")" : "("));
}

describe("row 86: the printer and its paper", () => {
  it("codes carry their data and the drawer is kicked once, not for a copy", async () => {
    const { server, printer } = await twin();
    const code = `KSR1:${"x".repeat(700)}`;
    const blocks: ReceiptBlock[] = [
      { kind: "qr", data: code, caption: "Keep this code" },
      { kind: "barcode", symbology: "ean13", data: "4006381333931" },
      { kind: "barcode", symbology: "code128", data: "R1-000042" },
      { kind: "cut" },
    ];
    const sale = document(blocks, { opensDrawer: true });
    await printer.print(documentBytes(sale, { columns: 42 }));
    expect(server.kicks()).toBe(1);
    const codes = server.items().filter(({ kind }) => kind === "qr" || kind === "barcode");
    expect(codes).toMatchObject([
      { kind: "qr", data: code },
      { kind: "barcode", symbology: "ean13", data: "4006381333931" },
      { kind: "barcode", symbology: "code128", data: "R1-000042" },
    ]);
    server.tearOff();
    await printer.print(documentBytes(sale, { columns: 42, copy: "COPY" }));
    expect(server.kicks()).toBe(1);
    expect(linesOn(server.items()).join("\n")).toContain("COPY");
    expect(server.items().filter(({ kind }) => kind === "cut")).toHaveLength(1);
    expect(server.refused()).toEqual([]);
  });

  it("a name with control characters prints as text and commands nothing", async () => {
    const { server, printer } = await twin();
    await printer.print(
      documentBytes(document([text("A\u001bp\u0000\u0032\u00faB")]), { columns: 42 }),
    );
    expect(server.kicks()).toBe(0);
    expect(server.refused()).toEqual([]);
    expect(linesOn(server.items())[0]).toContain("Ap2úB");
  });

  it("says how it is: paper out, cover open, off, and ready again", async () => {
    const { server, printer } = await twin();
    expect(await printer.check()).toBe("ready");
    server.setPaper(0);
    expect(await printer.check()).toBe("paper-out");
    expect(await printer.print(documentBytes(document([text("x")]), { columns: 42 }))).toBe(
      "not-started",
    );
    server.setPaper(100);
    server.setCover(true);
    expect(await printer.check()).toBe("cover-open");
    server.setCover(false);
    expect(await printer.check()).toBe("ready");
    await server.close();
    expect(await printer.check()).toBe("off");
    expect(printer.state()).toBe("off");
  });

  it("paper that ends in the middle: broken off, and new paper brings no second half", async () => {
    const { server, printer } = await twin();
    server.setPaper(3);
    const lines = Array.from({ length: 12 }, (_, at) => text(`line ${at}`));
    const bytes = documentBytes(document(lines), { columns: 42 });
    expect(await printer.print(bytes)).toBe("broken-off");
    expect(printer.state()).toBe("paper-out");
    server.setPaper(1_000);
    expect(linesOn(server.items())).toHaveLength(3);
    server.tearOff();
    expect(await printer.print(bytes)).toBe("printed");
    expect(linesOn(server.items()).filter((line) => line.startsWith("line"))).toHaveLength(12);
  });

  it("the virtual printer refuses what it does not know", async () => {
    const { server, printer } = await twin();
    expect(await printer.print(Uint8Array.of(0x1b, 0x7a, 1, 0x41, 0x0a))).toBe("broken-off");
    expect(server.refused()).toEqual(["1b7a01410a1d7201"]);
  });
});

describe("addresses of devices", () => {
  it.each([
    ["virtual", { kind: "virtual" }],
    ["tcp://10.0.0.9", { kind: "tcp", host: "10.0.0.9", port: 9_100 }],
    ["tcp://printer.shop:9101", { kind: "tcp", host: "printer.shop", port: 9_101 }],
    ["serial:/dev/ttyUSB0?baud=19200", { kind: "serial", path: "/dev/ttyUSB0", baud: 19_200 }],
    ["serial:/dev/usb/lp0", { kind: "serial", path: "/dev/usb/lp0", baud: 9_600 }],
  ])("%s", (address, parts) => {
    expect(readAddress(address, 9_100)).toMatchObject(parts);
  });
  it.each(["", "printer", "tcp://", "tcp://host:99999", "serial:", "serial:/dev/x?baud=fast"])(
    "not an address: %s",
    (address) => {
      expect(readAddress(address, 9_100)).toBeUndefined();
    },
  );
});
