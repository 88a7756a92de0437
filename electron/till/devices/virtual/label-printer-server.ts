/**
 * A label printer that is a program: a TCP server with a roll of labels and a head that opens. It
 * answers `~HS`, prints label by label as long as the roll lasts, and forgets what waits at `~JA`. What
 * the fields mean is zpl-printer.ts; nothing of the driver is used here.
 */
import { type AddressInfo, createServer, type Socket } from "node:net";
import { type PrintedLabel, readZpl } from "./zpl-printer.ts";

export interface VirtualLabelPrinter {
  /** `tcp://127.0.0.1:<port>` */
  readonly address: string;
  /** Every label that came out, copies one by one. */
  readonly labels: () => readonly PrintedLabel[];
  /** What it was sent and did not know. */
  readonly refused: () => readonly string[];
  /** So many labels are left on the roll. */
  readonly setRoll: (labels: number) => void;
  readonly setHead: (isOpen: boolean) => void;
  /** Takes what came out away. */
  readonly tearOff: () => void;
  readonly close: () => Promise<void>;
}

/** Starts a label printer; `port` 0 takes a free one. */
export async function startVirtualLabelPrinter(port = 0): Promise<VirtualLabelPrinter> {
  let roll = Number.POSITIVE_INFINITY;
  let isHeadOpen = false;
  let waiting: PrintedLabel[] = [];
  let out: PrintedLabel[] = [];
  const refused: string[] = [];
  const sockets = new Set<Socket>();

  function feed(): void {
    while (waiting.length > 0 && roll > 0 && !isHeadOpen) {
      const [first, ...rest] = waiting;
      if (first !== undefined) out.push(first);
      waiting = rest;
      roll -= 1;
    }
  }

  function status(): string {
    const isOut = roll <= 0 ? 1 : 0;
    const left = String(waiting.length);
    const lines = [
      `030,${isOut},0,0240,000,0,0,0,000,0,0,0`,
      `000,0,${isHeadOpen ? 1 : 0},0,0,2,4,0,${left.padStart(8, "0")},1,000`,
      "1234,0",
    ];
    return lines.map((line) => `\u0002${line}\u0003\r\n`).join("");
  }

  /** Takes whole commands off the front of what has come; answers what is not whole yet. */
  function take(text: string, socket: Socket): string {
    let rest = text.replace(/^[\r\n]+/, "");
    for (;;) {
      if (rest.startsWith("~HS")) {
        feed();
        socket.write(status());
        rest = rest.slice(3);
      } else if (rest.startsWith("~JA")) {
        waiting = [];
        rest = rest.slice(3);
      } else if (rest.startsWith("^XA") && rest.includes("^XZ")) {
        const end = rest.indexOf("^XZ") + 3;
        printOne(rest.slice(0, end));
        rest = rest.slice(end);
      } else if (rest.length > 3 && !rest.startsWith("^XA")) {
        refused.push(rest.slice(0, 20));
        socket.destroy();
        return "";
      } else return rest;
      rest = rest.replace(/^[\r\n]+/, "");
    }
  }

  function printOne(format: string): void {
    try {
      for (const label of readZpl(new TextEncoder().encode(format))) {
        for (let copy = 0; copy < label.copies; copy += 1) waiting.push(label);
      }
      feed();
    } catch (error) {
      refused.push(String(error));
    }
  }

  const server = createServer((socket) => {
    let kept = "";
    const decoder = new TextDecoder();
    sockets.add(socket);
    socket.on("error", () => socket.destroy());
    socket.on("close", () => sockets.delete(socket));
    socket.on("data", (bytes) => {
      kept = take(kept + decoder.decode(bytes, { stream: true }), socket);
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", resolve);
  });
  return {
    address: `tcp://127.0.0.1:${(server.address() as AddressInfo).port}`,
    labels: () => out,
    refused: () => refused,
    setRoll: (labels) => {
      roll = labels;
      feed();
    },
    setHead: (isOpen) => {
      isHeadOpen = isOpen;
      feed();
    },
    tearOff: () => {
      out = [];
    },
    close: () => {
      for (const socket of sockets) socket.destroy();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}
