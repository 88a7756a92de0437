/**
 * A printable document as ESC/POS bytes, through @point-of-sale/receipt-printer-encoder. What stands
 * in the document is the engine's; where the bytes go is a printer's.
 */
import ReceiptPrinterEncoder, { type TableColumn } from "@point-of-sale/receipt-printer-encoder";
import type { ReceiptBlock, ReceiptDocument } from "#shared/records/receipt.ts";

/** Shares of the width are given in twelfths. */
const SHARES = 12;
const ALIGN = { start: "left", centre: "center", end: "right" } as const;

/** The bytes of a document for a printer of so many columns; `copy` adds the mark of a reprint. */
export function documentBytes(
  document: ReceiptDocument,
  options: { readonly columns: number; readonly copy?: string },
): Uint8Array {
  const encoder = new ReceiptPrinterEncoder({
    language: "esc-pos",
    columns: options.columns,
    feedBeforeCut: 4,
    newline: "\n",
  });
  encoder.initialize().codepage("auto");
  if (document.opensDrawer) encoder.pulse();
  if (options.copy !== undefined) mark(encoder, options.copy);
  for (const block of document.blocks) addBlock(encoder, block, options.columns);
  if (!document.blocks.some(({ kind }) => kind === "cut")) encoder.cut("partial");
  return encoder.encode();
}

/** The bytes that open the drawer and print nothing. */
export function drawerBytes(): Uint8Array {
  return new ReceiptPrinterEncoder({ language: "esc-pos" }).initialize().pulse().encode();
}

function addBlock(encoder: ReceiptPrinterEncoder, block: ReceiptBlock, columns: number): void {
  switch (block.kind) {
    case "text":
      encoder.align(ALIGN[block.align]).bold(block.bold);
      if (block.size === "large") encoder.width(2).height(2);
      encoder.line(block.text).bold(false).width(1).height(1).align("left");
      return;
    case "columns":
      addColumns(encoder, block, columns);
      return;
    case "rule":
      encoder.rule({ style: block.heavy ? "double" : "single" });
      return;
    case "space":
      encoder.newline(block.lines);
      return;
    case "qr":
      encoder.align("center").qrcode(block.data, { size: 6, errorlevel: "m" });
      if (block.caption !== undefined) encoder.line(block.caption);
      encoder.align("left");
      return;
    case "barcode":
      encoder.align("center").barcode(block.data, block.symbology, { height: 60, text: true });
      encoder.align("left");
      return;
    case "mark":
      mark(encoder, block.text);
      return;
    case "cut":
      encoder.cut("partial");
      return;
    case "logo":
      // A picture needs the printer's own raster; without one the name in the text stands for it.
      return;
  }
}

function mark(encoder: ReceiptPrinterEncoder, text: string): void {
  encoder.align("center").bold(true).width(2).height(2).line(text);
  encoder.width(1).height(1).bold(false).align("left");
}

function addColumns(
  encoder: ReceiptPrinterEncoder,
  block: Extract<ReceiptBlock, { kind: "columns" }>,
  columns: number,
): void {
  const layout = widthsOf(block.cells, columns).map(
    (width, index): TableColumn => ({
      width,
      align: ALIGN[block.cells[index]?.align ?? "start"],
      overflow: "wrap",
    }),
  );
  const row = block.cells.map((cell) => (inner: ReceiptPrinterEncoder) => {
    inner.bold(cell.bold).text(cell.text).bold(false);
  });
  encoder.table(layout, [row]);
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
