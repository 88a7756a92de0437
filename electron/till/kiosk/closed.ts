/**
 * The console of a till that could not open: a damaged or missing journal, a folder that cannot be
 * written. The page comes up and says what happened, what is safe and what to do; nothing else is
 * served, and no act is possible. The till that sells is server.ts.
 */
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { done, type Refusal, type Result, refuse } from "#shared/base/result.ts";
import { refusalMeaning } from "#shared/records/refusals/index.ts";
import { KIOSK_AGAIN_PATH, KIOSK_SESSION_PATH, type RefusalOut } from "#shared/till-api/common.ts";
import type { RandomBytes } from "../host.ts";
import { isOwnHost, isOwnOrigin, listenOnLoopback, portOf } from "./own-origin.ts";
import { openPages } from "./pages.ts";

export interface ClosedKioskOptions {
  readonly refusal: Refusal;
  /** The built console, `build/renderer`. */
  readonly pagesFolder: string;
  /** 0 takes any free port. */
  readonly port: number;
  readonly random: RandomBytes;
  /** Someone at the page has pressed "Try again". Called at most once. */
  readonly onAgain: () => void;
}

export interface ClosedKiosk {
  readonly port: number;
  readonly address: string;
  readonly close: () => Promise<void>;
}

/** Serves the console's pages with the refusal as the only answer. Refuses `kiosk-port-taken`. */
export async function startClosedKiosk(
  options: ClosedKioskOptions,
): Promise<Result<ClosedKiosk, "kiosk-port-taken">> {
  const pages = openPages(options.pagesFolder, options.random);
  const body = JSON.stringify(wordsOf(options.refusal));
  let asked = false;
  const again = (): void => {
    if (!asked) options.onAgain();
    asked = true;
  };
  const answer = (request: IncomingMessage, response: ServerResponse): void => {
    const { host, origin } = request.headers;
    const path = new URL(request.url ?? "/", "http://till").pathname;
    if (!isOwnHost(host, portOf(server))) end(response, 421);
    else if (path === KIOSK_SESSION_PATH) sayWhy(response, body);
    else if (path === KIOSK_AGAIN_PATH) {
      const isOurs = request.method === "POST" && isOwnOrigin(origin, host, portOf(server));
      if (isOurs) response.once("finish", again);
      end(response, isOurs ? 202 : 403);
    } else if (request.method === "GET" || request.method === "HEAD") pages.answer(path, response);
    else end(response, 405);
  };
  const server = createServer((request, response) => {
    // The body of a question is never read: there is nothing it could say.
    request.resume();
    answer(request, response);
  });
  if (!(await listenOnLoopback(server, options.port)))
    return refuse("kiosk-port-taken", { port: options.port });
  const port = portOf(server);
  return done({
    port,
    address: `http://127.0.0.1:${port}/`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  });
}

/** A refusal as a page reads it, with the registry's own words as the fallback of its language. */
function wordsOf({ code, args = {} }: Refusal): RefusalOut {
  const meaning = refusalMeaning(code);
  return { code, args: { ...args }, happened: meaning?.happened ?? code, act: meaning?.act ?? "" };
}

function sayWhy(response: ServerResponse, body: string): void {
  response.writeHead(503, {
    "content-type": "application/json; charset=utf-8",
    "cache-control": "no-store",
    "x-content-type-options": "nosniff",
  });
  response.end(body);
}

function end(response: ServerResponse, status: number): void {
  response.writeHead(status, { "cache-control": "no-store" }).end();
}
