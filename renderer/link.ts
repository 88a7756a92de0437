/**
 * The console's link to its till: one oRPC client over a MessagePort (Electron) or a WebSocket
 * (kiosk). When the till goes away the last view stays on screen, the link is tried again, and every
 * live view takes itself up again. Nothing here knows what a basket is.
 */
import { createORPCClient } from "@orpc/client";
import { RPCLink as PortLink } from "@orpc/client/message-port";
import { RPCLink as SocketLink } from "@orpc/client/websocket";
import type { ContractRouterClient } from "@orpc/contract";
import {
  KIOSK_AGAIN_PATH,
  KIOSK_REFUSED_CODE,
  KIOSK_REVOKED_CODE,
  KIOSK_REVOKED_STATUS,
  KIOSK_SESSION_PATH,
  KIOSK_SOCKET_PATH,
  PORT_MESSAGE,
  type RefusalOut,
  refusalOut,
} from "#shared/till-api/common.ts";
import type { contract } from "#shared/till-api/contract.ts";

export type TillClient = ContractRouterClient<typeof contract>;

/**
 * `refused`: this page's key to the till is spent or wrong; only a new start helps. `closed`: the till
 * itself could not open, and said why. `revoked`: this device on the floor was taken out at its till.
 */
export type LinkStatus = "connecting" | "open" | "lost" | "refused" | "revoked" | "closed";

export interface LinkState {
  readonly status: LinkStatus;
  readonly client: TillClient | undefined;
  /** Raised at each new connection, so that live views know to subscribe again. */
  readonly generation: number;
  /** Why the till did not open, while the status is `closed`. */
  readonly closedBy?: RefusalOut;
}

export interface TillLink {
  readonly state: () => LinkState;
  readonly subscribe: (listener: () => void) => () => void;
}

const RETRY_FIRST_MS = 150;
const RETRY_MAX_MS = 2_000;

/** Opens the link of this page: the port that the shell hands over, or the kiosk's socket. */
export function connectTill(): TillLink {
  const holder = stateHolder();
  if ("keepshop" in globalThis) connectPort(holder);
  else void connectSocket(holder);
  return { state: holder.get, subscribe: holder.subscribe };
}

interface Holder {
  readonly get: () => LinkState;
  readonly set: (status: LinkStatus, client?: TillClient) => void;
  readonly setClosed: (closedBy: RefusalOut) => void;
  readonly subscribe: (listener: () => void) => () => void;
}

function stateHolder(): Holder {
  let state: LinkState = { status: "connecting", client: undefined, generation: 0 };
  const listeners = new Set<() => void>();
  const change = (next: LinkState): void => {
    state = next;
    for (const listener of listeners) listener();
  };
  return {
    get: () => state,
    set: (status, client) => {
      const generation = client === undefined ? state.generation : state.generation + 1;
      change({ status, client: client ?? state.client, generation });
    },
    setClosed: (closedBy) => change({ ...state, status: "closed", closedBy }),
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

function connectPort(holder: Holder): void {
  addEventListener("message", (event: MessageEvent) => {
    const port = event.ports[0];
    if (event.source !== window || event.data !== PORT_MESSAGE || port === undefined) return;
    const client: TillClient = createORPCClient(new PortLink({ port }));
    // The till's process is gone: the shell starts another and hands over a new port.
    port.addEventListener("close", () => {
      if (holder.get().client === client) holder.set("lost");
    });
    port.start();
    holder.set("open", client);
  });
}

/** Exchanges the one-use key in the address for a cookie, then keeps a socket open. */
async function connectSocket(holder: Holder): Promise<void> {
  const key = new URLSearchParams(location.hash.slice(1)).get("token");
  if (key !== null) {
    history.replaceState(null, "", location.pathname + location.search);
    await fetch(KIOSK_SESSION_PATH, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ token: key }),
    }).catch(() => undefined);
  }
  openSocket(holder, RETRY_FIRST_MS);
}

function openSocket(holder: Holder, retryMs: number): void {
  const scheme = location.protocol === "https:" ? "wss" : "ws";
  const socket = new WebSocket(`${scheme}://${location.host}${KIOSK_SOCKET_PATH}`);
  let opened = false;
  socket.addEventListener("open", () => {
    opened = true;
    holder.set("open", createORPCClient(new SocketLink({ websocket: socket })));
  });
  const stopWatch = location.protocol === "https:" ? watchTill(holder, socket) : undefined;
  socket.addEventListener("close", (event) => {
    stopWatch?.();
    // The client has to hear of the end first, or it says so to nobody while the screens go.
    if (event.code === KIOSK_REVOKED_CODE) return void setTimeout(() => holder.set("revoked"));
    if (event.code === KIOSK_REFUSED_CODE) return holder.set("refused");
    if (holder.get().status !== "closed") holder.set("lost");
    const next = opened ? RETRY_FIRST_MS : Math.min(retryMs * 2, RETRY_MAX_MS);
    setTimeout(() => void retry(holder, next), next);
  });
}

const WATCH_EVERY_MS = 2_000;
const WATCH_PATIENCE_MS = 2_000;

/**
 * Over a wireless network a socket does not notice for minutes that the other side is out of reach: it is
 * asked after all the time, and the link counts as lost at the first silence.
 */
function watchTill(holder: Holder, socket: WebSocket): () => void {
  const gone = (): void => {
    if (holder.get().status === "open") holder.set("lost");
    socket.close();
  };
  const timer = setInterval(() => {
    if (socket.readyState !== WebSocket.OPEN) return;
    fetch(KIOSK_SESSION_PATH, { signal: AbortSignal.timeout(WATCH_PATIENCE_MS) }).catch(gone);
  }, WATCH_EVERY_MS);
  addEventListener("offline", gone);
  return () => {
    clearInterval(timer);
    removeEventListener("offline", gone);
  };
}

/**
 * A socket that was refused looks like one that was lost, and so does one of a till that could not
 * open; a plain request says which. All but a refused page is tried again.
 */
async function retry(holder: Holder, nextMs: number): Promise<void> {
  const answer = await fetch(KIOSK_SESSION_PATH).catch(() => undefined);
  if (answer?.status === KIOSK_REVOKED_STATUS) return holder.set("revoked");
  if (answer?.status === 401) return holder.set("refused");
  if (answer?.status === 503) {
    const closed = refusalOut.safeParse(await answer.json().catch(() => undefined));
    if (closed.success) holder.setClosed(closed.data);
  } else if (holder.get().status === "closed") holder.set("lost");
  openSocket(holder, nextMs);
}

/** Asks a till that could not open to try again; the link finds out what came of it. */
export async function openTillAgain(): Promise<void> {
  await fetch(KIOSK_AGAIN_PATH, { method: "POST" }).catch(() => undefined);
}
