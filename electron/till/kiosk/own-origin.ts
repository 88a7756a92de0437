/** Which requests come from a page of this very machine and port, and how such a port is taken. */
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";

/** The names this machine calls itself; any other would be a page of somewhere else (DNS rebinding). */
export function isOwnHost(host: string | undefined, port: number): boolean {
  return host === `127.0.0.1:${port}` || host === `localhost:${port}`;
}

/** Whether the page that asks was served by this port. A request without an Origin is not. */
export function isOwnOrigin(
  origin: string | undefined,
  host: string | undefined,
  port: number,
): boolean {
  return isOwnHost(host, port) && origin === `http://${host}`;
}

/** Listens on the loopback; false when the port is taken or not allowed. */
export function listenOnLoopback(server: Server, port: number): Promise<boolean> {
  return new Promise((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) => {
      if (error.code === "EADDRINUSE" || error.code === "EACCES") resolve(false);
      else reject(error);
    });
    server.listen({ port, host: "127.0.0.1" }, () => resolve(true));
  });
}

/** The port a server listens on, 0 before it does. */
export function portOf(server: Server): number {
  return (server.address() as AddressInfo | null)?.port ?? 0;
}
