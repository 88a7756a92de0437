/**
 * What lies in the tray of the virtual printer as a picture: every character in its cell, codes drawn
 * from their data by another library than the one that sent them. For people and tests to look at.
 */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import bwip from "bwip-js/node";
import { PNG } from "pngjs";
import type { PaperCell, PaperItem } from "../../electron/till/devices/virtual/escpos-paper.ts";

const CELL_WIDTH = 12;
const CELL_HEIGHT = 24;
const BASELINE = 18;
const MARGIN = 12;
const BAR_DOTS = 3;
const BAR_HEIGHT = 60;
const QUIET_MODULES = 4;
const INK = 0x80;

/** The paper as PNG bytes. Throws when a code is wider than the paper: a printer leaves it out. */
export function paperPicture(items: readonly PaperItem[], columns: number): Buffer {
  const font = loadFont();
  const width = columns * CELL_WIDTH;
  const parts = items.map((item) => drawingOf(item, { width, font }));
  const height = parts.reduce((sum, part) => sum + part.height, 0) + 2 * MARGIN;
  const picture = new PNG({ width: width + 2 * MARGIN, height });
  picture.data.fill(0xff);
  let top = MARGIN;
  for (const part of parts) {
    part.draw((x, y) => {
      const at = ((top + y) * picture.width + MARGIN + x) * 4;
      picture.data.fill(0, at, at + 3);
    });
    top += part.height;
  }
  return PNG.sync.write(picture);
}

type Dot = (x: number, y: number) => void;

interface Drawing {
  readonly height: number;
  readonly draw: (dot: Dot) => void;
}

function drawingOf(
  item: PaperItem,
  paper: { readonly width: number; readonly font: number },
): Drawing {
  switch (item.kind) {
    case "line":
      return lineDrawing(item.cells, paper.font);
    case "qr":
      return qrDrawing(item, paper.width);
    case "barcode":
      return barDrawing(item, paper.width);
    case "raster":
      return rasterDrawing(item, paper.width);
    case "cut":
      return {
        height: CELL_HEIGHT,
        draw: (dot) => {
          for (let x = 0; x < paper.width; x += 1) if (x % 8 < 4) dot(x, CELL_HEIGHT / 2);
        },
      };
  }
}

function lineDrawing(cells: readonly PaperCell[], font: number): Drawing {
  const scale = cells.some(({ large }) => large) ? 2 : 1;
  return {
    height: CELL_HEIGHT * scale,
    draw: (dot) => {
      let left = 0;
      for (const cell of cells) {
        const size = cell.large ? 2 : 1;
        drawGlyph(cell, { font, size }, (x, y) => dot(left + x, y));
        left += CELL_WIDTH * size;
      }
    },
  };
}

function drawGlyph(
  cell: PaperCell,
  { font, size }: { readonly font: number; readonly size: number },
  dot: Dot,
): void {
  if (cell.char === " ") return;
  const height = CELL_HEIGHT * size - 2;
  const glyph = bwip.FontLib.getglyph(font, cell.char.codePointAt(0) ?? 0, height, height);
  for (let y = 0; y < glyph.height; y += 1) {
    for (let x = 0; x < glyph.width; x += 1) {
      if ((glyph.bytes[glyph.offset + y * glyph.width + x] ?? 0) < INK) continue;
      const [across, down] = [glyph.left + x, BASELINE * size - glyph.top + y];
      if (across < 0 || down < 0 || down >= CELL_HEIGHT * size) continue;
      dot(across, down);
      if (cell.bold) dot(across + 1, down);
    }
  }
}

function rasterDrawing(
  { width, height, bits }: Extract<PaperItem, { kind: "raster" }>,
  paperWidth: number,
): Drawing {
  const left = Math.max(0, Math.floor((paperWidth - width) / 2));
  return {
    height,
    draw: (dot) => {
      for (let at = 0; at < width * height; at += 1) {
        if ((bits[at >> 3] ?? 0) & (0x80 >> (at & 7)))
          dot(left + (at % width), Math.floor(at / width));
      }
    },
  };
}

function qrDrawing(
  { data, moduleDots }: Extract<PaperItem, { kind: "qr" }>,
  width: number,
): Drawing {
  const [symbol] = bwip.raw("qrcode", data, "eclevel=M");
  if (symbol === undefined || !("pixs" in symbol)) throw new Error("not a QR code");
  const side = (symbol.pixx + 2 * QUIET_MODULES) * moduleDots;
  if (side > width) throw new Error(`a QR code of ${side} dots on paper of ${width}`);
  const left = Math.floor((width - side) / 2) + QUIET_MODULES * moduleDots;
  return {
    height: side,
    draw: (dot) => {
      symbol.pixs.forEach((pixel, at) => {
        if (pixel === 0) return;
        const [x, y] = [at % symbol.pixx, Math.floor(at / symbol.pixx) + QUIET_MODULES];
        for (let dots = 0; dots < moduleDots ** 2; dots += 1) {
          dot(
            left + x * moduleDots + (dots % moduleDots),
            y * moduleDots + Math.floor(dots / moduleDots),
          );
        }
      });
    },
  };
}

function barDrawing(
  { symbology, data }: Extract<PaperItem, { kind: "barcode" }>,
  width: number,
): Drawing {
  const [symbol] = bwip.raw(symbology, data, "");
  if (symbol === undefined || !("sbs" in symbol)) throw new Error("not a barcode");
  const total = symbol.sbs.reduce((sum, bar) => sum + bar, 0) * BAR_DOTS;
  if (total > width) throw new Error(`a barcode of ${total} dots on paper of ${width}`);
  return {
    height: BAR_HEIGHT + CELL_HEIGHT,
    draw: (dot) => {
      let left = Math.floor((width - total) / 2);
      symbol.sbs.forEach((bar, at) => {
        for (let x = 0; at % 2 === 0 && x < bar * BAR_DOTS; x += 1) {
          for (let y = 0; y < BAR_HEIGHT; y += 1) dot(left + x, y);
        }
        left += bar * BAR_DOTS;
      });
    },
  };
}

function loadFont(): number {
  const main = createRequire(import.meta.url).resolve("bwip-js/node");
  const file = join(dirname(main), "..", "fonts", "Inconsolata.otf");
  return bwip.FontLib.loadFont(
    "Inconsolata",
    new Uint8Array(readFileSync(file)),
  ) as unknown as number;
}
