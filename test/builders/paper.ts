/** A receipt as lines of plain text that say all of it: marks, sizes, sides, fields; for whole papers. */
import type { ReceiptBlock, ReceiptDocument } from "#shared/records/receipt.ts";

/** One line a block: its field in brackets, `*` for bold, `^` for centred, `+`/`~` for large and small. */
export function paperOf(document: ReceiptDocument): readonly string[] {
  const { kind, number, language, direction, opensDrawer } = document;
  const first = `${kind} ${number} ${language} ${direction}${opensDrawer ? " opens the drawer" : ""}`;
  return [first, ...document.blocks.map(lineOf)];
}

function lineOf(block: ReceiptBlock): string {
  switch (block.kind) {
    case "text": {
      const size = { normal: "", large: "+", small: "~" }[block.size];
      const align = { start: "", centre: "^", end: ">" }[block.align];
      return `${fieldOf(block.field)}${block.bold ? "*" : ""}${align}${size}${block.text}`;
    }
    case "columns":
      return `${fieldOf(block.field)}${block.cells.map(cellOf).join(" | ")}`;
    case "rule":
      return block.heavy ? "=====" : "-----";
    case "space":
      return `space ${block.lines}`;
    case "qr":
      return `${fieldOf(block.field)}qr ${block.data} (${block.caption ?? ""})`;
    case "barcode":
      return `${fieldOf(block.field)}${block.symbology} ${block.data}`;
    case "logo":
      return `logo ${block.data}`;
    case "mark":
      return `mark ${block.mark}: ${block.text}`;
    case "cut":
      return "cut";
  }
}

function cellOf(cell: Extract<ReceiptBlock, { kind: "columns" }>["cells"][number]): string {
  const side = { start: "<", centre: "^", end: ">" }[cell.align];
  return `${cell.share}${side}${cell.bold ? "*" : ""}${cell.text}`;
}

function fieldOf(field: string | undefined): string {
  return field === undefined ? "" : `[${field}] `;
}
