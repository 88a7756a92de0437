/**
 * A scanner on a serial line: bytes to codes, each once, in the order in which they were read. What a
 * code means is the engine's. A line that breaks is opened again.
 */
import type { OpenWire, Wire } from "./wire.ts";

export interface Scanner {
  readonly id: string;
  readonly state: () => "ready" | "off";
  readonly close: () => void;
}

export interface ScannerOptions {
  readonly id: string;
  readonly open: OpenWire;
  readonly onCode: (code: string) => void;
  /** Between two tries to open the line again. */
  readonly retryMs?: number;
}

const RETRY_MS = 2_000;
/** What scanners put around a code. The group separator inside a GS1 element string is not one. */
const FRAMES = ["\u0002", "\u0003", "\n", "\t", "\0"];
const END = "\r";
const CODE_CHARACTERS_MAX = 4_096;

/** Listens on a scanner's line until it is closed. */
export function openScanner(options: ScannerOptions): Scanner {
  let text = "";
  let wire: Wire | undefined;
  let isClosed = false;
  let retry: NodeJS.Timeout | undefined;

  function hear(bytes: Uint8Array): void {
    let came = Buffer.from(bytes).toString("latin1");
    for (const frame of FRAMES) came = came.replaceAll(frame, END);
    text += came;
    const parts = text.split(END);
    text = (parts.pop() ?? "").slice(-CODE_CHARACTERS_MAX);
    for (const code of parts) if (code !== "") options.onCode(code);
  }

  async function listen(): Promise<void> {
    text = "";
    wire = await options.open({ heard: hear, gone: again }).catch(() => undefined);
    if (isClosed) wire?.close();
    else if (wire === undefined) again();
  }

  function again(): void {
    wire = undefined;
    if (isClosed) return;
    clearTimeout(retry);
    retry = setTimeout(() => void listen(), options.retryMs ?? RETRY_MS);
    retry.unref();
  }

  void listen();
  return {
    id: options.id,
    state: () => (wire === undefined ? "off" : "ready"),
    close: () => {
      isClosed = true;
      clearTimeout(retry);
      wire?.close();
    },
  };
}
