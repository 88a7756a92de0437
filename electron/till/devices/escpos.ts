/**
 * A printable document as ESC/POS bytes, through @point-of-sale/receipt-printer-encoder. What stands
 * in the document is the engine's; where the bytes go is a printer's.
 */
import ReceiptPrinterEncoder from "@point-of-sale/receipt-printer-encoder";
import { readLogo } from "#shared/records/logo.ts";
import type { ReceiptBlock, ReceiptDocument } from "#shared/records/receipt.ts";
import { linesIn, rowsIn } from "./paper-lines.ts";

/** Shares of the width are given in twelfths. */
const SHARES = 12;
/** The pages that printers of this kind share, the most common first; the text chooses among them. */
const CODE_PAGES = [
  "cp437",
  "cp858",
  "windows1252",
  "cp852",
  "cp866",
  "cp864",
  "windows1253",
  "windows1255",
] as const;
export type CodePage = (typeof CODE_PAGES)[number];

/** The code page of a device's setting, undefined for one that no printer here is known to have. */
function codePageOf(name: string): CodePage | undefined {
  return CODE_PAGES.find((page) => page === name);
}

/** Dots of a character's width on every printer of this kind (font A at 203 dpi). */
const COLUMN_DOTS = 12;
const MODULE_DOTS_MAX = 6;
const QUIET_MODULES = 8;
/** Bytes that versions 1 to 40 of a QR code hold at level M (ISO/IEC 18004, table 7). */
const QR_BYTES_M = [
  14, 26, 42, 62, 84, 106, 122, 152, 180, 213, 251, 287, 331, 362, 412, 450, 504, 560, 624, 666,
  711, 779, 857, 911, 997, 1059, 1125, 1190, 1264, 1370, 1452, 1538, 1628, 1722, 1809, 1911, 1989,
  2099, 2213, 2331,
];

interface Paper {
  readonly encoder: ReceiptPrinterEncoder;
  readonly columns: number;
  readonly direction: "ltr" | "rtl";
}

/**
 * The bytes of a document for a printer of so many columns; `copy` adds the mark of a reprint, which
 * opens no drawer.
 */
export function documentBytes(
  document: ReceiptDocument,
  options: {
    readonly columns: number;
    readonly copy?: string;
    readonly codePage?: string | undefined;
  },
): Uint8Array {
  const only = codePageOf(options.codePage ?? "");
  const encoder = new ReceiptPrinterEncoder({
    language: "esc-pos",
    columns: options.columns,
    feedBeforeCut: 4,
    newline: "\n",
    imageMode: "raster",
    codepageMapping: "epson",
    codepageCandidates: only === undefined ? [...CODE_PAGES] : [only],
  });
  encoder.initialize().codepage("auto");
  const paper: Paper = { encoder, columns: options.columns, direction: document.direction };
  if (document.opensDrawer && options.copy === undefined) encoder.pulse();
  const isMarked = document.blocks.some((block) => block.kind === "mark" && block.mark === "copy");
  if (options.copy !== undefined && !isMarked) mark(paper, options.copy);
  for (const block of document.blocks) addBlock(paper, block);
  if (!document.blocks.some(({ kind }) => kind === "cut")) encoder.cut("partial");
  return encoder.encode();
}

function addBlock(paper: Paper, block: ReceiptBlock): void {
  const { encoder } = paper;
  switch (block.kind) {
    case "text":
      addText(paper, block);
      return;
    case "columns":
      addColumns(paper, block);
      return;
    case "rule":
      encoder.rule({ style: block.heavy ? "double" : "single" });
      return;
    case "space":
      encoder.newline(block.lines);
      return;
    case "qr":
      encoder
        .align("center")
        .qrcode(block.data, { size: moduleDots(block.data, paper.columns), errorlevel: "m" })
        .align("left");
      if (block.caption !== undefined) {
        addText(paper, { text: block.caption, align: "centre", bold: false, size: "normal" });
      }
      return;
    case "barcode":
      encoder.align("center").barcode(block.data, block.symbology, { height: 60, text: true });
      encoder.align("left");
      return;
    case "mark":
      mark(paper, block.text);
      return;
    case "cut":
      encoder.cut("partial");
      return;
    case "logo":
      addLogo(paper, block.data);
      return;
  }
}

/** The largest module that leaves a code with so much data narrower than the paper. */
function moduleDots(data: string, columns: number): number {
  const bytes = Buffer.byteLength(data);
  const version = QR_BYTES_M.findIndex((most) => bytes <= most) + 1;
  const modules = 17 + 4 * (version === 0 ? QR_BYTES_M.length : version) + QUIET_MODULES;
  return Math.max(1, Math.min(MODULE_DOTS_MAX, Math.floor((columns * COLUMN_DOTS) / modules)));
}

/** Dots as the printer's own raster; what is no logo is left out, the name in the text stands for it. */
function addLogo({ encoder, columns }: Paper, text: string): void {
  const logo = readLogo(text);
  if (logo === undefined || logo.width > columns * COLUMN_DOTS) return;
  const { width, height, isBlack } = logo;
  const data = new Uint8ClampedArray(width * height * 4);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      data.fill(isBlack(x, y) ? 0 : 255, (y * width + x) * 4, (y * width + x) * 4 + 3);
      data[(y * width + x) * 4 + 3] = 255;
    }
  }
  const picture = { width, height, data, colorSpace: "srgb" } as const;
  encoder.align("center").image(picture, width, height, "threshold", 128).align("left");
}

function mark(paper: Paper, text: string): void {
  addText(paper, { text, align: "centre", bold: true, size: "large" });
}

function addText(
  { encoder, columns, direction }: Paper,
  block: Omit<Extract<ReceiptBlock, { kind: "text" }>, "kind">,
): void {
  const isLarge = block.size === "large";
  const width = isLarge ? Math.floor(columns / 2) : columns;
  encoder.bold(block.bold);
  if (isLarge) encoder.width(2).height(2);
  for (const line of linesIn(block.text, { width, align: block.align, direction })) {
    encoder.line(line.trimEnd());
  }
  if (isLarge) encoder.width(1).height(1);
  encoder.bold(false);
}

function addColumns(
  { encoder, columns, direction }: Paper,
  block: Extract<ReceiptBlock, { kind: "columns" }>,
): void {
  const widths = widthsOf(block.cells, columns);
  const cells = block.cells.map((cell, index) => ({
    ...cell,
    width: widths[index] ?? 0,
    direction,
  }));
  for (const row of rowsIn(cells)) {
    const parts = row.map((text, at) => ({ text, bold: cells[at]?.bold ?? false }));
    for (const { text, bold } of direction === "rtl" ? parts.reverse() : parts) {
      encoder.bold(bold).text(text);
    }
    encoder.bold(false).newline();
  }
}

/** Shares of the line; a text too long for its share takes the room that its neighbours leave empty. */
function widthsOf(
  cells: readonly { readonly text: string; readonly share: number }[],
  columns: number,
): readonly number[] {
  const widths = cells.map(({ share }) => Math.floor((columns * share) / SHARES));
  const used = widths.reduce((sum, width) => sum + width, 0);
  const last = widths.length - 1;
  widths[last] = (widths[last] ?? 0) + columns - used;
  for (const [index, { text }] of cells.entries()) {
    for (const [other, neighbour] of cells.entries()) {
      const missing = text.length - (widths[index] ?? 0);
      if (missing <= 0 || other === index) continue;
      const free = (widths[other] ?? 0) - neighbour.text.length - 1;
      const taken = Math.max(0, Math.min(missing, free));
      widths[other] = (widths[other] ?? 0) - taken;
      widths[index] = (widths[index] ?? 0) + taken;
    }
  }
  return widths;
}
