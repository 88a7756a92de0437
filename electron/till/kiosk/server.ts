/**
 * The till's console for any browser of this machine: the built pages and the till-api over a
 * WebSocket, on the loopback only. Who may connect is decided in keys.ts; what they may do, by the
 * role of their key, in router.ts.
 */
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { Duplex } from "node:stream";
import { RPCHandler } from "@orpc/server/ws";
import { type WebSocket, WebSocketServer } from "ws";
import { done, type Result, refuse } from "#shared/base/result.ts";
import {
  type ConnectionRole,
  KIOSK_REFUSED_CODE,
  KIOSK_SESSION_PATH,
  KIOSK_SOCKET_PATH,
} from "#shared/till-api/common.ts";
import type { Counter } from "../counter.ts";
import type { RandomBytes } from "../host.ts";
import { displayRouter, tillRouter } from "../router.ts";
import type { RouterContext } from "../router-frame.ts";
import { cookieOf, type KioskKeys, openKioskKeys } from "./keys.ts";
import { isOwnHost, isOwnOrigin, listenOnLoopback, portOf } from "./own-origin.ts";
import { openPages, type Pages } from "./pages.ts";

export interface KioskOptions {
  readonly counter: Counter;
  /** The built console, `build/renderer`. */
  readonly pagesFolder: string;
  /** 0 takes any free port. */
  readonly port: number;
  readonly random: RandomBytes;
}

export interface Kiosk {
  readonly port: number;
  /** An address that opens the console once, with the key in its fragment. */
  readonly addressFor: (role: ConnectionRole) => string;
  readonly close: () => Promise<void>;
}

/** Longest body anyone has reason to send to the session path. */
const BODY_BYTES_MAX = 2_048;
/** Longest message of a console; a count of a whole shop fits. */
export const MESSAGE_BYTES_MAX = 8 * 1024 * 1024;
/** A view waits for a console that has so much still to take. */
const BUFFERED_BYTES_MAX = 1024 * 1024;
const DRAIN_EVERY_MS = 20;

/** Serves the console. Refuses `kiosk-port-taken` with the port. */
export async function startKiosk(
  options: KioskOptions,
): Promise<Result<Kiosk, "kiosk-port-taken">> {
  const keys = openKioskKeys(options.counter.core.journal.desk, options.random);
  const pages = openPages(options.pagesFolder, options.random);
  const sockets = new WebSocketServer({ noServer: true, maxPayload: MESSAGE_BYTES_MAX });
  const server = createServer((request, response) => {
    void answer({ request, response, keys, pages, port: portOf(server) }).catch(() => {
      if (!response.headersSent) response.writeHead(500);
      response.end();
    });
  });
  const connect = openConnections(options.counter);
  server.on("upgrade", (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    const role = keys.roleOf(cookieOf(request.headers.cookie, portOf(server)));
    const isOurs = isOwnOrigin(request.headers.origin, request.headers.host, portOf(server));
    if (request.url !== KIOSK_SOCKET_PATH || !isOurs) return socket.destroy();
    sockets.handleUpgrade(request, socket, head, (opened) => {
      if (role === undefined) opened.close(KIOSK_REFUSED_CODE, "no key");
      else connect(opened, role);
    });
  });
  const isListening = await listenOnLoopback(server, options.port);
  if (!isListening) return refuse("kiosk-port-taken", { port: options.port });
  const port = portOf(server);
  return done({
    port,
    addressFor: (role) => {
      const page = role === "display" ? "/display" : "/";
      return `http://127.0.0.1:${port}${page}#token=${keys.mint(role)}`;
    },
    close: () =>
      new Promise((resolve) => {
        for (const socket of sockets.clients) socket.terminate();
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  });
}

function openConnections(counter: Counter): (socket: WebSocket, role: ConnectionRole) => void {
  const counterHandler = new RPCHandler<RouterContext>(tillRouter);
  const displayHandler = new RPCHandler<RouterContext>(displayRouter);
  return (socket, role) => {
    const drained = drainedOf(socket);
    socket.on("error", () => socket.terminate());
    const handler = role === "display" ? displayHandler : counterHandler;
    void handler.upgrade(socket, { context: { counter, role, drained } });
  };
}

/** Resolves when the socket can take more. */
export function drainedOf(socket: WebSocket): () => Promise<void> {
  return async () => {
    while (socket.bufferedAmount > BUFFERED_BYTES_MAX && socket.readyState === socket.OPEN) {
      await new Promise((resolve) => setTimeout(resolve, DRAIN_EVERY_MS));
    }
  };
}

interface Asked {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly keys: KioskKeys;
  readonly pages: Pages;
  readonly port: number;
}

async function answer({ request, response, keys, pages, port }: Asked): Promise<void> {
  if (!isOwnHost(request.headers.host, port)) {
    response.writeHead(421).end();
    return;
  }
  const path = new URL(request.url ?? "/", "http://till").pathname;
  if (path === KIOSK_SESSION_PATH) return session(request, response, keys, port);
  if (request.method !== "GET" && request.method !== "HEAD") {
    response.writeHead(405).end();
    return;
  }
  pages.answer(path, response);
}

/** `POST {token}` trades a one-use key for a cookie; `GET` says whether the cookie still counts. */
async function session(
  request: IncomingMessage,
  response: ServerResponse,
  keys: KioskKeys,
  port: number,
): Promise<void> {
  if (request.method === "GET") {
    const known = keys.roleOf(cookieOf(request.headers.cookie, port)) !== undefined;
    response.writeHead(known ? 204 : 401, { "cache-control": "no-store" }).end();
    return;
  }
  const isOurs = isOwnOrigin(request.headers.origin, request.headers.host, port);
  if (request.method !== "POST" || !isOurs) {
    response.writeHead(403).end();
    return;
  }
  const cookie = keys.exchange(await tokenOf(request), port);
  if (cookie === undefined) response.writeHead(401, { "cache-control": "no-store" }).end();
  else response.writeHead(204, { "set-cookie": cookie, "cache-control": "no-store" }).end();
}

/** The one-use key in the body of a request; empty for a body that is none. */
export async function tokenOf(request: IncomingMessage): Promise<string> {
  let text = "";
  for await (const chunk of request) {
    text += String(chunk);
    if (text.length > BODY_BYTES_MAX) return "";
  }
  try {
    const body: unknown = JSON.parse(text);
    const token = typeof body === "object" && body !== null && "token" in body ? body.token : "";
    return typeof token === "string" ? token : "";
  } catch {
    return "";
  }
}
