/**
 * What a receipt printer does with ESC/POS bytes, written from the printer's side: lines of cells,
 * codes, cuts and drawer pulses. It shares nothing with the encoder that made the bytes, and refuses
 * whatever it does not know, as a test must see it. The network and the state are printer-server.ts.
 */
import { CODE_PAGES } from "./code-pages.ts";

export interface PaperCell {
  readonly char: string;
  readonly bold: boolean;
  /** Two cells wide and high. */
  readonly large: boolean;
}

export type PaperItem =
  | {
      readonly kind: "line";
      readonly cells: readonly PaperCell[];
      /** Broken by the printer, because it was longer than the paper is wide. */
      readonly overflowed: boolean;
    }
  | { readonly kind: "qr"; readonly data: string; readonly moduleDots: number }
  | { readonly kind: "barcode"; readonly symbology: string; readonly data: string }
  /** Dots a row, and rows of them; `bits` has the first dot of a byte in its highest bit. */
  | {
      readonly kind: "raster";
      readonly width: number;
      readonly height: number;
      readonly bits: readonly number[];
    }
  | { readonly kind: "cut" };

export interface PaperEnd {
  /** A whole document is there. */
  readonly item: (item: PaperItem) => void;
  readonly kick: () => void;
  /** A byte to be sent back. */
  readonly answer: (byte: number) => void;
  /** Takes one line of paper; false when there is none, then the printer stands still. */
  readonly feed: () => boolean;
}

const LF = 0x0a;
const CR = 0x0d;
const ESC = 0x1b;
const FS = 0x1c;
const GS = 0x1d;
/** Dots of a character cell across. */
const COLUMN_DOTS = 12;
const BARCODES: ReadonlyMap<number, string> = new Map([
  [2, "ean13"],
  [67, "ean13"],
  [73, "code128"],
]);

/** How a command ended: so many bytes used, more needed, no paper, or not known. */
type Step = number | "more" | "stand" | "unknown";

/** A reader of ESC/POS for paper of so many columns. */
export class PaperReader {
  readonly #end: PaperEnd;
  readonly #columns: number;
  readonly #refused: string[] = [];
  #buffer: number[] = [];
  #cells: PaperCell[] = [];
  #style = { bold: false, large: false };
  #page = CODE_PAGES.get(0) ?? "";
  #qr = { moduleDots: 3, data: "" };

  constructor(options: { readonly columns: number; readonly end: PaperEnd }) {
    this.#columns = options.columns;
    this.#end = options.end;
  }

  /** Works through what has come; stands still when the paper is out. */
  read(bytes: Uint8Array): void {
    for (const byte of bytes) this.#buffer.push(byte);
    this.resume();
  }

  /** Goes on after new paper. */
  resume(): void {
    for (;;) {
      const used = this.#step();
      if (used === "more" || used === "stand") return;
      if (used === "unknown") {
        this.#refused.push(Buffer.from(this.#buffer.slice(0, 8)).toString("hex"));
        this.#buffer = [];
        return;
      }
      this.#buffer.splice(0, used);
    }
  }

  /** Forgets what has not been printed. */
  clear(): void {
    this.#buffer = [];
    this.#cells = [];
  }

  /** What it was sent and does not know, as hex. */
  refused(): readonly string[] {
    return this.#refused;
  }

  #reset(): void {
    this.#cells = [];
    this.#style = { bold: false, large: false };
    this.#page = CODE_PAGES.get(0) ?? "";
    this.#qr = { moduleDots: 3, data: "" };
  }

  #endLine(overflowed: boolean): boolean {
    if (!this.#end.feed()) return false;
    this.#end.item({ kind: "line", cells: this.#cells, overflowed });
    this.#cells = [];
    return true;
  }

  #printChar(byte: number): Step {
    const char = byte < 0x80 ? String.fromCharCode(byte) : (this.#page[byte - 0x80] ?? "\ufffd");
    const used = this.#cells.reduce((sum, cell) => sum + (cell.large ? 2 : 1), 0);
    if (used + (this.#style.large ? 2 : 1) > this.#columns && !this.#endLine(true)) return "stand";
    this.#cells.push({ char, ...this.#style });
    return 1;
  }

  #feedLines(count: number, used: number): Step {
    for (let at = 0; at < count; at += 1) if (!this.#endLine(false)) return "stand";
    return used;
  }

  #escapeCommand(bytes: readonly number[]): Step {
    const [, command, value] = bytes;
    if (command === undefined) return "more";
    if (command === 0x40) {
      this.#reset();
      return 2;
    }
    if (command === 0x32) return 2;
    if (value === undefined) return "more";
    switch (command) {
      case 0x74: {
        const chosen = CODE_PAGES.get(value);
        if (chosen === undefined) return "unknown";
        this.#page = chosen;
        return 3;
      }
      case 0x45:
        this.#style = { ...this.#style, bold: (value & 1) === 1 };
        return 3;
      case 0x4d:
        return value <= 1 ? 3 : "unknown";
      case 0x61:
        return value <= 2 ? 3 : "unknown";
      case 0x2d:
      case 0x33:
        return 3;
      case 0x64:
        return this.#feedLines(value, 3);
      case 0x70:
        if (bytes.length < 5) return "more";
        if (value > 1) return "unknown";
        this.#end.kick();
        return 5;
      default:
        return "unknown";
    }
  }

  #groupCommand(bytes: readonly number[]): Step {
    const [, command, value] = bytes;
    if (command === undefined || value === undefined) return "more";
    switch (command) {
      case 0x21:
        if (value !== 0 && value !== 0x11) return "unknown";
        this.#style = { ...this.#style, large: value === 0x11 };
        return 3;
      case 0x68:
      case 0x77:
      case 0x48:
      case 0x66:
        return 3;
      case 0x56:
        return this.#cut(bytes, value);
      case 0x72:
        if (value !== 1) return "unknown";
        this.#end.answer(0);
        return 3;
      case 0x6b:
        return this.#barcode(bytes, value);
      case 0x28:
        return this.#symbol(bytes, value);
      case 0x76:
        return value === 0x30 ? this.#raster(bytes) : "unknown";
      default:
        return "unknown";
    }
  }

  #cut(bytes: readonly number[], how: number): Step {
    const feeds = how === 65 || how === 66;
    if (!feeds && ![0, 1, 48, 49].includes(how)) return "unknown";
    if (feeds && bytes.length < 4) return "more";
    this.#end.item({ kind: "cut" });
    return feeds ? 4 : 3;
  }

  #barcode(bytes: readonly number[], system: number): Step {
    const symbology = BARCODES.get(system);
    if (symbology === undefined) return "unknown";
    const isCounted = system >= 65;
    const length = isCounted ? bytes[3] : bytes.indexOf(0, 3) - 3;
    if (length === undefined || (!isCounted && length < 0)) return "more";
    const start = isCounted ? 4 : 3;
    if (bytes.length < start + length) return "more";
    const data = String.fromCharCode(...bytes.slice(start, start + length));
    if (!this.#end.feed()) return "stand";
    this.#end.item({ kind: "barcode", symbology, data: data.replace(/^\{[ABC]/, "") });
    return start + length + (isCounted ? 0 : 1);
  }

  /** GS v 0: a picture, row by row, eight dots a byte. */
  #raster(bytes: readonly number[]): Step {
    const [, , , mode, xLow, xHigh, yLow, yHigh] = bytes;
    if (xLow === undefined || xHigh === undefined || yHigh === undefined) return "more";
    const [across, height] = [xLow + xHigh * 256, (yLow ?? 0) + yHigh * 256];
    if (mode !== 0 || across * 8 > this.#columns * COLUMN_DOTS) return "unknown";
    const length = 8 + across * height;
    if (bytes.length < length) return "more";
    if (!this.#end.feed()) return "stand";
    this.#end.item({ kind: "raster", width: across * 8, height, bits: bytes.slice(8, length) });
    return length;
  }

  /** GS ( k: two-dimensional codes; only QR is known. */
  #symbol(bytes: readonly number[], family: number): Step {
    const [, , , low, high, code, action, first] = bytes;
    if (low === undefined || high === undefined) return "more";
    const length = low + high * 256;
    if (bytes.length < 5 + length) return "more";
    if (family !== 0x6b || code !== 0x31) return "unknown";
    const data = bytes.slice(8, 5 + length);
    if (action === 0x43) this.#qr = { ...this.#qr, moduleDots: first ?? 3 };
    else if (action === 0x50) this.#qr = { ...this.#qr, data: Buffer.from(data).toString("utf8") };
    else if (action === 0x51) {
      if (!this.#end.feed()) return "stand";
      this.#end.item({ kind: "qr", ...this.#qr });
    } else if (action !== 0x41 && action !== 0x45) return "unknown";
    return 5 + length;
  }

  #step(): Step {
    const [first, second] = this.#buffer;
    if (first === undefined) return "more";
    if (first === LF) return this.#endLine(false) ? 1 : "stand";
    if (first === CR) return 1;
    if (first === ESC) return this.#escapeCommand(this.#buffer);
    if (first === GS) return this.#groupCommand(this.#buffer);
    if (first === FS) {
      if (second === undefined) return "more";
      return second === 0x2e ? 2 : "unknown";
    }
    if (first < 0x20) return "unknown";
    return this.#printChar(first);
  }
}
