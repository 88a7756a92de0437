/**
 * The wire over Socket.IO: WebSocket only, no reconnection of its own (sync decides when), every
 * question with a time limit. The only file that imports socket.io-client.
 */
import { io, type Socket } from "socket.io-client";
import { EVENTS } from "#shared/protocol/messages.ts";
import type { OpenTransport } from "./transport.ts";

const CONNECT_TIMEOUT_MS = 10_000;

/** A transport to the sync server at `url`, such as `http://shop.example:8090`. */
export function socketTransport(url: string, deviceToken: string): OpenTransport {
  return (events) => {
    let socket: Socket | undefined;

    function letGo(): void {
      const old = socket;
      socket = undefined;
      old?.removeAllListeners();
      old?.disconnect();
    }

    function down(why: string): void {
      if (socket === undefined) return;
      letGo();
      events.onDown(why);
    }

    return {
      connect: () => {
        letGo();
        const next = io(url, {
          transports: ["websocket"],
          reconnection: false,
          autoConnect: false,
          forceNew: true,
          timeout: CONNECT_TIMEOUT_MS,
          auth: { deviceToken },
        });
        socket = next;
        next.on("connect", () => events.onUp());
        next.on("connect_error", (error) => down(error.message));
        next.on("disconnect", (reason) => down(reason));
        next.on(EVENTS.poke, (poke: unknown) => events.onPoke(poke));
        next.on(EVENTS.revoked, () => events.onRevoked());
        next.connect();
      },
      ask: (event, payload, timeoutMs) => {
        if (socket === undefined) return Promise.reject(new Error("no connection"));
        return socket.timeout(timeoutMs).emitWithAck(event, payload);
      },
      disconnect: letGo,
    };
  };
}
