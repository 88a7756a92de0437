// Passes bytes between a till and its server and counts what the till receives: all of it, with every
// header and frame, as the shop's line would carry it.
import { connect, createServer } from "node:net";

export interface Counting {
  readonly url: string;
  readonly received: () => number;
  readonly close: () => void;
}

/** Stands before the server at `url` on a port of its own. */
export async function startCounting(url: string): Promise<Counting> {
  const { hostname, port } = new URL(url);
  let received = 0;
  const proxy = createServer((till) => {
    const server = connect(Number(port), hostname);
    server.on("data", (bytes) => {
      received += bytes.length;
    });
    for (const end of [till, server]) end.on("error", () => end.destroy());
    till.pipe(server).pipe(till);
  });
  await new Promise<void>((resolve) => proxy.listen(0, "127.0.0.1", resolve));
  const address = proxy.address();
  const own = typeof address === "object" && address !== null ? address.port : 0;
  return {
    url: `http://127.0.0.1:${own}`,
    received: () => received,
    close: () => void proxy.close(),
  };
}
