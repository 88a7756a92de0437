/**
 * A receipt printer that is a program: a TCP server with paper, a cover and a drawer. It answers the
 * real-time questions of ESC/POS, stands still without paper and goes on when it has some. What the
 * bytes mean is escpos-paper.ts.
 */

import type { AddressInfo } from "node:net";
import { createServer, type Server, type Socket } from "node:net";
import { type PaperItem, PaperReader } from "./escpos-paper.ts";

export interface VirtualPrinterServer {
  readonly port: number;
  /** `tcp://127.0.0.1:<port>` */
  readonly address: string;
  /** Everything on paper, in order. */
  readonly items: () => readonly PaperItem[];
  readonly kicks: () => number;
  /** Bytes it did not know, as hex; empty in a good test. */
  readonly refused: () => readonly string[];
  /** So many lines are left on the roll. */
  readonly setPaper: (lines: number) => void;
  readonly setCover: (isOpen: boolean) => void;
  /** Takes what is on the paper away. */
  readonly tearOff: () => void;
  readonly close: () => Promise<void>;
}

const DLE = 0x10;
const EOT = 0x04;
const DC4 = 0x14;
const PULSE = 1;
const CLEAR = [8, 1, 3, 20, 1, 6, 2, 8];

/** Starts a printer of so many columns; `port` 0 takes a free one. */
export async function startVirtualPrinter(options: {
  readonly columns: number;
  readonly port?: number;
}): Promise<VirtualPrinterServer> {
  let paperLines = Number.POSITIVE_INFINITY;
  let isCoverOpen = false;
  let items: PaperItem[] = [];
  let kicks = 0;
  let talking: Socket | undefined;
  const sockets = new Set<Socket>();
  const reader = new PaperReader({
    columns: options.columns,
    end: {
      item: (item) => items.push(item),
      kick: () => {
        kicks += 1;
      },
      answer: (byte) => talking?.write(Uint8Array.of(byte)),
      feed: () => {
        if (paperLines <= 0 || isCoverOpen) return false;
        paperLines -= 1;
        return true;
      },
    },
  });

  function answerNow(question: number): number {
    const isOut = paperLines <= 0;
    if (question === 1) return 0x12 | (isOut || isCoverOpen ? 0x08 : 0);
    if (question === 2) return 0x12 | (isCoverOpen ? 0x04 : 0) | (isOut ? 0x20 : 0);
    if (question === 4) return 0x12 | (isOut ? 0x6c : 0);
    return 0x12;
  }

  /** Real-time commands are taken out of the stream before anything waits for its turn. */
  function take(bytes: readonly number[], socket: Socket): { rest: number[]; kept: number[] } {
    const rest: number[] = [];
    for (let at = 0; at < bytes.length; at += 1) {
      const [first, second, third] = bytes.slice(at, at + 3);
      if (first === DLE && (second === undefined || (isRealTime(second) && third === undefined))) {
        return { rest, kept: bytes.slice(at) };
      }
      if (first === DLE && second === EOT && third !== undefined && third >= 1 && third <= 4) {
        socket.write(Uint8Array.of(answerNow(third)));
        at += 2;
      } else if (first === DLE && second === DC4 && third === CLEAR[0]) {
        reader.clear();
        rest.length = 0;
        at += 1 + CLEAR.length;
      } else if (first === DLE && second === DC4 && third === PULSE) {
        kicks += 1;
        at += 4;
      } else if (first !== undefined) rest.push(first);
    }
    return { rest, kept: [] };
  }

  const server = createServer((socket) => {
    let kept: number[] = [];
    sockets.add(socket);
    socket.on("error", () => socket.destroy());
    socket.on("close", () => sockets.delete(socket));
    socket.on("data", (bytes) => {
      const taken = take([...kept, ...bytes], socket);
      kept = taken.kept;
      talking = socket;
      const before = reader.refused().length;
      reader.read(Uint8Array.from(taken.rest));
      if (reader.refused().length > before) socket.destroy();
    });
  });
  const port = await listen(server, options.port ?? 0);
  return {
    port,
    address: `tcp://127.0.0.1:${port}`,
    items: () => items,
    kicks: () => kicks,
    refused: () => reader.refused(),
    setPaper: (lines) => {
      paperLines = lines;
      reader.resume();
    },
    setCover: (isOpen) => {
      isCoverOpen = isOpen;
      reader.resume();
    },
    tearOff: () => {
      items = [];
    },
    close: () => closeServer(server, sockets),
  };
}

function isRealTime(byte: number): boolean {
  return byte === EOT || byte === DC4;
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", () => resolve((server.address() as AddressInfo).port));
  });
}

function closeServer(server: Server, sockets: ReadonlySet<Socket>): Promise<void> {
  for (const socket of sockets) socket.destroy();
  return new Promise((resolve) => server.close(() => resolve()));
}
