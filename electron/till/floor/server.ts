/**
 * The console over HTTPS for devices of the shop's network: the built pages, pairing, and the till-api with
 * what a device on the floor may do. Host, Origin and cookie are checked on every request.
 */
import type { IncomingMessage, ServerResponse } from "node:http";
import { createServer, type Server } from "node:https";
import type { AddressInfo } from "node:net";
import type { Duplex } from "node:stream";
import { RPCHandler } from "@orpc/server/ws";
import { type WebSocket, WebSocketServer } from "ws";
import { done, type Result, refuse } from "#shared/base/result.ts";
import {
  KIOSK_REFUSED_CODE,
  KIOSK_REVOKED_CODE,
  KIOSK_REVOKED_STATUS,
  KIOSK_SESSION_PATH,
  KIOSK_SOCKET_PATH,
} from "#shared/till-api/common.ts";
import type { Counter } from "../counter.ts";
import type { RandomBytes } from "../host.ts";
import { openPages } from "../kiosk/pages.ts";
import { drainedOf, MESSAGE_BYTES_MAX, tokenOf } from "../kiosk/server.ts";
import { floorRouter } from "../router.ts";
import type { RouterContext } from "../router-frame.ts";
import type { FloorCertificate } from "./certificate.ts";
import type { FloorDevice, FloorDevices } from "./devices.ts";

export interface FloorServer {
  readonly port: number;
  /** The devices that are connected now. */
  readonly connected: () => ReadonlySet<string>;
  /** Ends a device's connections at once. */
  readonly drop: (deviceId: string) => void;
  readonly close: () => Promise<void>;
}

export interface FloorServerOptions {
  readonly certificate: FloorCertificate;
  readonly port: number;
  readonly pagesFolder: string;
  readonly random: RandomBytes;
  readonly now: () => number;
  readonly devices: FloorDevices;
  readonly counterOf: (device: FloorDevice) => Counter;
  readonly addresses: () => readonly string[];
  readonly onPaired: (device: FloorDevice) => void;
}

const COOKIE = "__Host-keepshop-floor";
/** A paired device stays for this long without being seen; the cookie is renewed at each visit. */
const COOKIE_SECONDS = 400 * 86_400;
const REQUESTS_PER_MINUTE = 600;
const WRONG_CODES_PER_MINUTE = 10;
const CALLERS_MAX = 1_000;

/** Listens on every address of this machine. Refuses `floor-port-taken`. */
export async function startFloorServer(
  options: FloorServerOptions,
): Promise<Result<FloorServer, "floor-port-taken">> {
  const { certificate, devices } = options;
  const pages = openPages(options.pagesFolder, options.random);
  const sockets = new WebSocketServer({ noServer: true, maxPayload: MESSAGE_BYTES_MAX });
  const open = new Map<WebSocket, string>();
  const spend = openAllowance(options.now);
  const server = createServer(
    { cert: certificate.certificate, key: certificate.key, minVersion: "TLSv1.2" },
    (request, response) => {
      const asked = { request, response, server, options };
      void answer(asked, { pages, spend }).catch(() => {
        if (!response.headersSent) response.writeHead(500);
        response.end();
      });
    },
  );
  server.on("upgrade", (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    if (request.url !== KIOSK_SOCKET_PATH || !isOwnOrigin(request, server, options)) {
      return socket.destroy();
    }
    const device = devices.byCookie(cookieOf(request));
    sockets.handleUpgrade(request, socket, head, (opened) => {
      if (device === undefined) return opened.close(KIOSK_REFUSED_CODE, "no key");
      if (device.revokedAtMs !== undefined) return opened.close(KIOSK_REVOKED_CODE, "taken out");
      open.set(opened, device.id);
      opened.on("close", () => open.delete(opened));
      connect(opened, options.counterOf(device));
    });
  });
  if (!(await listen(server, options.port))) {
    return refuse("floor-port-taken", { port: options.port });
  }
  return done({
    port: portOf(server),
    connected: () => new Set(open.values()),
    drop: (deviceId) => {
      for (const [socket, id] of open)
        if (id === deviceId) socket.close(KIOSK_REVOKED_CODE, "taken out");
    },
    close: () =>
      new Promise((resolve) => {
        for (const socket of sockets.clients) socket.terminate();
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  });
}

function connect(socket: WebSocket, counter: Counter): void {
  const handler = new RPCHandler<RouterContext>(floorRouter);
  socket.on("error", () => socket.terminate());
  void handler.upgrade(socket, {
    context: { counter, role: "floor", drained: drainedOf(socket) },
  });
}

interface Asked {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly server: Server;
  readonly options: FloorServerOptions;
}

async function answer(
  asked: Asked,
  parts: {
    readonly pages: ReturnType<typeof openPages>;
    readonly spend: (caller: string, share: number) => boolean;
  },
): Promise<void> {
  const { request, response, server, options } = asked;
  if (!parts.spend(request.socket.remoteAddress ?? "", 1)) {
    response.writeHead(429, { "retry-after": "60" }).end();
    return;
  }
  if (!isOwnHost(request, server, options)) {
    response.writeHead(421).end();
    return;
  }
  const path = new URL(request.url ?? "/", "https://till").pathname;
  if (path === KIOSK_SESSION_PATH) return session(asked, parts.spend);
  if (request.method !== "GET" && request.method !== "HEAD") {
    response.writeHead(405).end();
    return;
  }
  parts.pages.answer(path, response);
}

/** `POST {token}` trades a pairing code for a cookie; `GET` says whether the device still belongs here. */
async function session(
  { request, response, server, options }: Asked,
  spend: (caller: string, share: number) => boolean,
): Promise<void> {
  const { devices } = options;
  const noStore = { "cache-control": "no-store" };
  if (request.method === "GET") {
    const device = devices.byCookie(cookieOf(request));
    const gone = device === undefined ? 401 : KIOSK_REVOKED_STATUS;
    const isHere = device !== undefined && device.revokedAtMs === undefined;
    response.writeHead(isHere ? 204 : gone, noStore).end();
    return;
  }
  if (request.method !== "POST" || !isOwnOrigin(request, server, options)) {
    response.writeHead(403).end();
    return;
  }
  const caller = request.socket.remoteAddress ?? "";
  const paired = devices.exchange(await tokenOf(request));
  if (paired === undefined) {
    const mayGoOn = spend(caller, REQUESTS_PER_MINUTE / WRONG_CODES_PER_MINUTE);
    response.writeHead(mayGoOn ? 401 : 429, noStore).end();
    return;
  }
  options.onPaired(paired.device);
  const cookie = `${COOKIE}=${paired.cookie}; Max-Age=${COOKIE_SECONDS}; Secure; HttpOnly; SameSite=Strict; Path=/`;
  response.writeHead(204, { ...noStore, "set-cookie": cookie }).end();
}

function cookieOf(request: IncomingMessage): string | undefined {
  for (const part of (request.headers.cookie ?? "").split(";")) {
    const [name, value] = part.trim().split("=", 2);
    if (name === COOKIE && value !== undefined && value !== "") return value;
  }
  return undefined;
}

/** The names by which this till is known on the shop's network; any other is a page of somewhere else. */
function isOwnHost(request: IncomingMessage, server: Server, options: FloorServerOptions): boolean {
  const port = portOf(server);
  const names = ["127.0.0.1", "localhost", ...options.addresses()];
  return names.some((name) => request.headers.host === `${name}:${port}`);
}

function isOwnOrigin(
  request: IncomingMessage,
  server: Server,
  options: FloorServerOptions,
): boolean {
  const { host, origin } = request.headers;
  return isOwnHost(request, server, options) && origin === `https://${host}`;
}

/** So many requests a minute for each address; a wrong code costs as much as many requests. */
function openAllowance(now: () => number): (caller: string, share: number) => boolean {
  const spent = new Map<string, number>();
  let minute = 0;
  return (caller, share) => {
    const current = Math.floor(now() / 60_000);
    if (current !== minute || spent.size > CALLERS_MAX) spent.clear();
    minute = current;
    const total = (spent.get(caller) ?? 0) + share;
    spent.set(caller, total);
    return total <= REQUESTS_PER_MINUTE;
  };
}

function listen(server: Server, port: number): Promise<boolean> {
  return new Promise((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) => {
      if (error.code === "EADDRINUSE" || error.code === "EACCES") resolve(false);
      else reject(error);
    });
    server.listen({ port, host: "0.0.0.0" }, () => resolve(true));
  });
}

function portOf(server: Server): number {
  return (server.address() as AddressInfo | null)?.port ?? 0;
}
