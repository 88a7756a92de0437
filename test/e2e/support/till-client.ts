// The till-api over the kiosk's WebSocket, as a page speaks it: for what a test does in bulk, and for
// reading views. The cookie is the browser's own, so the connection has the role of its page.
import { randomUUID } from "node:crypto";
import { createORPCClient } from "@orpc/client";
import { RPCLink } from "@orpc/client/websocket";
import type { ContractRouterClient } from "@orpc/contract";
import type { BrowserContext } from "playwright-core";
import { WebSocket as Socket } from "ws";
import { KIOSK_SOCKET_PATH, type RefusalOut } from "#shared/till-api/common.ts";
import type { contract } from "#shared/till-api/contract.ts";

export type TillClient = ContractRouterClient<typeof contract>;

export interface TillConnection {
  readonly client: TillClient;
  readonly close: () => void;
}

type Answer<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly refusal: RefusalOut };

/** Connects beside a page of this browser that has opened the till already. */
export async function connectTill(context: BrowserContext, port: number): Promise<TillConnection> {
  const host = `127.0.0.1:${port}`;
  const cookies = await context.cookies(`http://${host}`);
  const socket = new Socket(`ws://${host}${KIOSK_SOCKET_PATH}`, {
    headers: {
      cookie: cookies.map(({ name, value }) => `${name}=${value}`).join("; "),
      origin: `http://${host}`,
    },
  });
  await new Promise<void>((resolve, reject) => {
    socket.once("open", () => resolve());
    socket.once("error", reject);
  });
  socket.on("error", () => undefined);
  const link = new RPCLink({ websocket: socket as unknown as WebSocket });
  return { client: createORPCClient(link), close: () => socket.terminate() };
}

/** The value of an act, or a failure that says the refusal. */
export async function acted<Value>(answer: Promise<Answer<Value>>): Promise<Value> {
  const got = await answer;
  if (!got.ok) throw new Error(`The till refused: ${JSON.stringify(got.refusal)}`);
  return got.value;
}

/** An id as a console mints for each press. */
export function newActId(): string {
  return randomUUID();
}

/** The first value of a live view for which `isMeant` answers true. */
export async function untilView<Value>(
  open: (signal: AbortSignal) => Promise<AsyncIterable<Value>>,
  isMeant: (value: Value) => boolean,
): Promise<Value> {
  const stop = new AbortController();
  try {
    for await (const value of await open(stop.signal)) if (isMeant(value)) return value;
  } finally {
    stop.abort();
  }
  throw new Error("The view ended before it showed what was waited for.");
}
