/** Starts a till as its own process and talks to it as a console does: key, cookie, WebSocket, oRPC. */
import { type ChildProcess, spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { createORPCClient } from "@orpc/client";
import { RPCLink } from "@orpc/client/websocket";
import type { ContractRouterClient } from "@orpc/contract";
import { WebSocket } from "ws";
import { KIOSK_SESSION_PATH, KIOSK_SOCKET_PATH } from "#shared/till-api/common.ts";
import type { contract } from "#shared/till-api/contract.ts";

export type Console = ContractRouterClient<typeof contract>;

export interface TillProcess {
  readonly child: ChildProcess;
  readonly ready: Readonly<Record<string, unknown>>;
  /** Resolves with how the process ended. */
  readonly ended: Promise<{ readonly code: number | null; readonly signal: string | null }>;
  /** Everything it wrote to its error output. */
  readonly errors: () => string;
}

const ENTRY = fileURLToPath(new URL("../../../electron/till/process.ts", import.meta.url));

/** Starts `electron/till/process.ts` and waits for its line of JSON. */
export async function startTillProcess(options: {
  readonly data: string;
  readonly server: string;
  readonly code?: string;
  readonly fault?: string;
  readonly pages?: string;
}): Promise<TillProcess> {
  const args = ["--disable-warning=ExperimentalWarning", ENTRY, "--data", options.data];
  args.push("--server", options.server);
  if (options.code !== undefined) args.push("--code", options.code);
  if (options.pages !== undefined) args.push("--pages", options.pages);
  const child = spawn(process.execPath, args, {
    env: { ...process.env, KEEPSHOP_FAULT: options.fault ?? "" },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let errors = "";
  child.stderr?.on("data", (text) => {
    errors += String(text);
  });
  const ended = new Promise<{ code: number | null; signal: string | null }>((resolve) => {
    child.once("exit", (code, signal) => resolve({ code, signal }));
  });
  const lines = createInterface({ input: child.stdout as NodeJS.ReadableStream });
  const ready = await Promise.race([
    new Promise<Record<string, unknown>>((resolve) => {
      lines.once("line", (line) => resolve(JSON.parse(line)));
    }),
    ended.then(() => ({ ready: false, code: "ended" })),
  ]);
  return { child, ready, ended, errors: () => errors };
}

/** Opens a console: trades the key of the address for a cookie and connects. */
export async function openConsole(
  address: string,
): Promise<{ readonly client: Console; readonly socket: WebSocket; readonly cookie: string }> {
  const url = new URL(address);
  const token = new URLSearchParams(url.hash.slice(1)).get("token");
  const answer = await fetch(new URL(KIOSK_SESSION_PATH, url.origin), {
    method: "POST",
    headers: { "content-type": "application/json", origin: url.origin },
    body: JSON.stringify({ token }),
  });
  if (answer.status !== 204) throw new Error(`no session: ${answer.status}`);
  const cookie = (answer.headers.get("set-cookie") ?? "").split(";")[0] ?? "";
  const socket = await openSocket(url, cookie);
  return { client: clientOver(socket), socket, cookie };
}

/** Another window of a browser that has the till's cookie already. */
export async function openWindow(address: string, cookie: string): Promise<Console> {
  return clientOver(await openSocket(new URL(address), cookie));
}

async function openSocket(url: URL, cookie: string): Promise<WebSocket> {
  const socket = new WebSocket(`ws://${url.host}${KIOSK_SOCKET_PATH}`, {
    headers: { cookie, origin: url.origin },
  });
  await new Promise((resolve, reject) => {
    socket.once("open", resolve);
    socket.once("error", reject);
  });
  return socket;
}

function clientOver(socket: WebSocket): Console {
  return createORPCClient(new RPCLink({ websocket: socket as unknown as globalThis.WebSocket }));
}

let acts = 0;

/** A new act id, as a console mints for each press. */
export function anActId(): string {
  acts += 1;
  return `test-act-${process.pid}-${acts}`;
}

/** The first value of a live view that fits. */
export async function viewWhere<Value>(
  view: Promise<AsyncIterable<Value>>,
  fits: (value: Value) => boolean,
): Promise<Value> {
  for await (const value of await view) if (fits(value)) return value;
  throw new Error("the view ended");
}
