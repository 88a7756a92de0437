/**
 * A line between a till and its server that loses acknowledgements, is slow, or is cut: a TCP relay in
 * the test's own process. What runs at both ends is the product.
 */
import { connect, createServer, type Socket } from "node:net";
import type { Prng } from "#shared/base/prng.ts";

export interface BadLine {
  /** Where the till finds its server. */
  readonly url: string;
  /** The cable is out: nobody connects and who was connected is not any more. */
  readonly cut: () => void;
  readonly restore: () => void;
  /** Bytes a second from the server to the till. */
  bytesPerSecond: number | undefined;
  /** Share of pushes whose acknowledgement is lost together with the connection. */
  lostPercent: number;
  /** How many acknowledgements were lost. */
  readonly lost: () => number;
  readonly close: () => Promise<void>;
}

const SLICES_PER_SECOND = 20;
/** What only the answer to a push has in it. */
const ACKNOWLEDGEMENT = Buffer.from('"answers":');

/** A line to the server at `target`, in good order to begin with. */
export async function openBadLine(target: string, prng: Prng): Promise<BadLine> {
  const port = Number(new URL(target).port);
  const open = new Set<Socket>();
  let isCut = false;
  let lost = 0;

  const relay = createServer((till) => {
    if (isCut) {
      till.destroy();
      return;
    }
    const server = connect(port, "127.0.0.1");
    const end = (): void => {
      till.destroy();
      server.destroy();
    };
    for (const socket of [till, server]) {
      open.add(socket);
      socket.on("error", end);
      socket.on("close", () => {
        open.delete(socket);
        end();
      });
    }
    till.pipe(server);
    server.on("data", (bytes) => {
      if (bytes.includes(ACKNOWLEDGEMENT) && prng.int(1, 100) <= line.lostPercent) {
        lost += 1;
        end();
        return;
      }
      pass(bytes);
    });

    function pass(bytes: Buffer): void {
      const { bytesPerSecond } = line;
      if (bytesPerSecond === undefined) {
        till.write(bytes);
        server.resume();
        return;
      }
      server.pause();
      const size = Math.max(1, Math.round(bytesPerSecond / SLICES_PER_SECOND));
      till.write(bytes.subarray(0, size));
      setTimeout(() => {
        if (till.destroyed) return;
        if (bytes.length > size) pass(bytes.subarray(size));
        else server.resume();
      }, 1_000 / SLICES_PER_SECOND);
    }
  });
  await new Promise<void>((resolve) => relay.listen(0, "127.0.0.1", resolve));
  const address = relay.address();
  const at = typeof address === "object" && address !== null ? address.port : 0;
  const drop = (): void => {
    for (const socket of open) socket.destroy();
  };
  const line: BadLine = {
    url: `http://127.0.0.1:${at}`,
    cut: () => {
      isCut = true;
      drop();
    },
    restore: () => {
      isCut = false;
    },
    bytesPerSecond: undefined,
    lostPercent: 0,
    lost: () => lost,
    close: async () => {
      const closed = new Promise((resolve) => relay.close(resolve));
      drop();
      await closed;
    },
  };
  return line;
}
