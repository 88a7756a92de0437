// Whether a till's process has everything, asked as a console asks: a process without work may only be
// waiting for its server.
import { createORPCClient } from "@orpc/client";
import { RPCLink } from "@orpc/client/websocket";
import type { ContractRouterClient } from "@orpc/contract";
import { WebSocket as Socket } from "ws";
import { KIOSK_SESSION_PATH, KIOSK_SOCKET_PATH } from "#shared/till-api/common.ts";
import type { contract } from "#shared/till-api/contract.ts";
import { settled, type TillProcess } from "./till-process.ts";

/** Resolves when the till says that its first fill is over, and has come to rest after it. */
export async function whenFull(till: TillProcess, quick: boolean): Promise<void> {
  const { origin, host, hash } = new URL(till.counter);
  const answer = await fetch(new URL(KIOSK_SESSION_PATH, origin), {
    method: "POST",
    headers: { "content-type": "application/json", origin },
    body: JSON.stringify({ token: new URLSearchParams(hash.slice(1)).get("token") }),
  });
  const cookie = answer.headers.get("set-cookie")?.split(";")[0] ?? "";
  const socket = new Socket(`ws://${host}${KIOSK_SOCKET_PATH}`, { headers: { cookie, origin } });
  await new Promise<void>((resolve, reject) => {
    socket.once("open", () => resolve());
    socket.once("error", reject);
  });
  const link = new RPCLink({ websocket: socket as unknown as WebSocket });
  const client: ContractRouterClient<typeof contract> = createORPCClient(link);
  const stop = new AbortController();
  const sessions = await client.views.session(undefined, { signal: stop.signal });
  for await (const { state } of sessions) if (state !== "filling") break;
  stop.abort();
  socket.terminate();
  await settled(till.pid, quick);
}
