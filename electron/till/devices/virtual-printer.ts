/**
 * A printer that keeps what it was sent: paper for demo and tests. With a folder the paper outlives
 * the process, as real paper would.
 */
import {
  closeSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  writeSync,
} from "node:fs";
import { join } from "node:path";
import type { Printer, PrinterState } from "./printer.ts";

export interface VirtualPrinter extends Printer {
  /** Everything that came out, oldest first. */
  readonly papers: () => readonly Uint8Array[];
  /** Times the drawer was kicked, in this run. */
  readonly kicks: () => number;
  readonly set: (state: PrinterState) => void;
}

/** Called when a print has begun and not ended: the instant at which a test may end the process. */
export interface VirtualPrinterOptions {
  readonly folder?: string;
  readonly columns?: number;
  readonly duringPrint?: (() => void) | undefined;
}

const ESC_P = [0x1b, 0x70];

/** A virtual printer, ready and with paper. */
export function openVirtualPrinter(options: VirtualPrinterOptions = {}): VirtualPrinter {
  const { folder } = options;
  if (folder !== undefined) mkdirSync(folder, { recursive: true });
  const kept: Uint8Array[] = folder === undefined ? [] : readPapers(folder);
  let state: PrinterState = "ready";
  let kicks = 0;
  return {
    id: "virtual-printer",
    name: "Virtual printer",
    columns: options.columns ?? 42,
    state: () => state,
    check: async () => state,
    print: async (bytes) => {
      if (state !== "ready") return "not-started";
      if (hasKick(bytes)) kicks += 1;
      options.duringPrint?.();
      kept.push(bytes);
      if (folder !== undefined) writePaper(folder, kept.length, bytes);
      return "printed";
    },
    kick: async () => {
      if (state !== "off") kicks += 1;
      return state !== "off";
    },
    papers: () => kept,
    kicks: () => kicks,
    set: (next) => {
      state = next;
    },
  };
}

function hasKick(bytes: Uint8Array): boolean {
  return bytes.some((byte, at) => byte === ESC_P[0] && bytes[at + 1] === ESC_P[1]);
}

function writePaper(folder: string, number: number, bytes: Uint8Array): void {
  const handle = openSync(join(folder, `${String(number).padStart(6, "0")}.escpos`), "w");
  try {
    writeSync(handle, bytes);
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

function readPapers(folder: string): Uint8Array[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith(".escpos"))
    .sort()
    .map((name) => new Uint8Array(readFileSync(join(folder, name))));
}
