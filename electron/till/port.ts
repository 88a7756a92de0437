/** The till-api over a MessagePort: how a desktop's page is joined to its till. */
import { RPCHandler } from "@orpc/server/message-port";
import type { ConnectionRole } from "#shared/till-api/common.ts";
import type { Counter } from "./counter.ts";
import { displayRouter, tillRouter } from "./router.ts";
import type { RouterContext } from "./router-frame.ts";

type Port = Parameters<RPCHandler<RouterContext>["upgrade"]>[0];

/** Serves a port for as long as it is open; its role is fixed by who opened it. */
export function servePort(counter: Counter, port: Port, role: ConnectionRole): void {
  const router = role === "display" ? displayRouter : tillRouter;
  new RPCHandler<RouterContext>(router).upgrade(port, { context: { counter, role } });
}
