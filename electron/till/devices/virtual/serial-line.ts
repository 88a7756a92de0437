/**
 * Serial devices that are programs, behind a TCP port as a serial server would put them: a scanner
 * that reads codes when a test pulls its trigger, and a scale with something on it. They share nothing
 * with the till's drivers.
 */
import { type AddressInfo, createServer, type Socket } from "node:net";

export interface VirtualScanner {
  readonly address: string;
  /** Reads a code: its characters, then CR, as scanners are delivered. */
  readonly read: (code: string) => void;
  /** The cable is pulled; it can be put in again at once. */
  readonly unplug: () => void;
  readonly listeners: () => number;
  readonly close: () => Promise<void>;
}

export interface VirtualScale {
  readonly address: string;
  /** Puts something on it: grams at rest, or the status bits it answers with in place of a weight. */
  readonly put: (load: { readonly grams: number } | { readonly status: number }) => void;
  readonly close: () => Promise<void>;
}

const STX = "\u0002";
const CR = "\r";
const GRAMS_MAX = 99_999;

/** Starts a scanner. */
export async function startVirtualScanner(port = 0): Promise<VirtualScanner> {
  const line = await startLine(port, () => undefined);
  return {
    address: line.address,
    read: (code) => {
      for (const socket of line.sockets) socket.write(`${code}${CR}`, "latin1");
    },
    unplug: () => {
      for (const socket of line.sockets) socket.destroy();
    },
    listeners: () => line.sockets.size,
    close: line.close,
  };
}

/** Starts a scale with nothing on it. */
export async function startVirtualScale(port = 0): Promise<VirtualScale> {
  let load: { readonly grams: number } | { readonly status: number } = { grams: 0 };
  const line = await startLine(port, (socket, text) => {
    for (const command of text) {
      if (command !== "W") continue;
      if ("status" in load || load.grams > GRAMS_MAX) {
        const bits = "status" in load ? load.status : 2;
        socket.write(`${STX}?${String.fromCharCode(0x40 | bits)}${CR}`, "latin1");
      } else {
        const figures = String(load.grams).padStart(5, "0");
        socket.write(`${STX}${figures.slice(0, 2)}.${figures.slice(2)}${CR}`, "latin1");
      }
    }
  });
  return {
    address: line.address,
    put: (next) => {
      load = next;
    },
    close: line.close,
  };
}

async function startLine(port: number, hear: (socket: Socket, text: string) => void) {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.setNoDelay(true);
    socket.on("error", () => socket.destroy());
    socket.on("close", () => sockets.delete(socket));
    socket.on("data", (bytes) => hear(socket, bytes.toString("latin1")));
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", resolve);
  });
  return {
    sockets,
    address: `tcp://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: (): Promise<void> => {
      for (const socket of sockets) socket.destroy();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}
