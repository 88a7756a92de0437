/** A running server over the small web chain, and the callers that tests speak to it with. */
import { join } from "node:path";
import { createORPCClient } from "@orpc/client";
import { RPCLink } from "@orpc/client/fetch";
import type { ContractRouterClient } from "@orpc/contract";
import { io, type Socket } from "socket.io-client";
import { type RunningServer, type ServerOptions, startServer } from "#server/main.ts";
import { putRows } from "#server/rows/put.ts";
import type { hqContract } from "#shared/hq-api/contract.ts";
import { EVENTS, type Helloed, type Page, type Pulled } from "#shared/protocol/messages.ts";
import { PROTOCOL_VERSION } from "#shared/protocol/version.ts";
import { aFolder } from "#test/builders/journal.ts";
import { aPublicKey, aRegister, NOW_MS, type SeedRow } from "#test/builders/server-chain.ts";
import { HQ_PIN, webChainRows } from "#test/builders/web-chain.ts";

export interface WebServer {
  readonly server: RunningServer;
  readonly url: string;
  /** The server's clock; it stands still unless a test moves it. */
  readonly clock: { nowMs: number };
  readonly stop: () => Promise<void>;
}

/** Starts a server of the small web chain, with more rows and other options when asked. */
export async function aWebServer(
  more: readonly SeedRow[] = [],
  options: Pick<ServerOptions, "webRoot" | "requestsPerMinute"> = {},
): Promise<WebServer> {
  const folder = aFolder();
  const clock = { nowMs: NOW_MS };
  const server = await startServer({
    database: join(folder.path, "server.db"),
    now: () => clock.nowMs,
    ...options,
    demoPeople: [
      { name: "Rosa Marchetti", pin: HQ_PIN, roleId: "role-hq" },
      { name: "Amira Khan", pin: HQ_PIN, roleId: "role-cashier" },
    ],
    seed: async (core) => {
      const written = await putRows(core, [...webChainRows(), ...more]);
      if (!written.ok) throw new Error(JSON.stringify(written.refusal));
    },
  });
  return {
    server,
    url: server.url,
    clock,
    async stop() {
      await server.close();
      folder.remove();
    },
  };
}

export type HqClient = ContractRouterClient<typeof hqContract>;

/** A caller of HQ's contract as the console is one. */
export function hqCaller(url: string, token?: string): HqClient {
  return createORPCClient(
    new RPCLink({
      url: `${url}/hq/api`,
      headers: () => (token === undefined ? {} : { authorization: `Bearer ${token}` }),
    }),
  );
}

/** A caller who is signed in as the head office. */
export async function signedInHq(url: string): Promise<HqClient> {
  const answer = await hqCaller(url).signIn({ name: "Rosa Marchetti", pin: HQ_PIN });
  if (!answer.ok) throw new Error(answer.refusal.code);
  return hqCaller(url, answer.value.token);
}

export interface RawTill {
  readonly socket: Socket;
  readonly registerId: string;
  readonly pull: (checkpoints: Page["checkpoints"]) => Promise<Page>;
  readonly nextPoke: (stream: string) => Promise<void>;
  readonly ask: (name: string, payload: unknown) => Promise<unknown>;
}

/** An enrolled device over a raw socket that has said hello. */
export async function aRawTill(server: RunningServer, storeId = "s1"): Promise<RawTill> {
  const code = await server.enrolmentCode(storeId, "Till 1");
  const enrolled = await server.enrol({ code, publicKey: aPublicKey() });
  if (!enrolled.ok) throw new Error(enrolled.refusal.code);
  const { registerId, deviceToken } = enrolled.value;
  const { sequence, hash } = aRegister(registerId, storeId);
  const socket = io(server.url, { transports: ["websocket"], reconnection: false });
  const said: Helloed = await socket.timeout(5_000).emitWithAck(EVENTS.hello, {
    protocol: PROTOCOL_VERSION,
    layout: 1,
    engineVersion: 1,
    app: "test",
    deviceToken,
    registerId,
    lastSequence: sequence,
    lastHash: hash,
    hlc: "",
    atMs: 0,
  });
  if (!said.ok) throw new Error(said.code);
  return {
    socket,
    registerId,
    async pull(checkpoints) {
      const asked = { checkpoints, limit: 5_000 };
      const page = (await socket.timeout(5_000).emitWithAck(EVENTS.pull, asked)) as Pulled;
      if (!page.ok) throw new Error(page.code);
      return page;
    },
    nextPoke: (stream) =>
      new Promise((resolve) => {
        const hear = (poke: { readonly stream: string }): void => {
          if (poke.stream !== stream) return;
          socket.off(EVENTS.poke, hear);
          resolve();
        };
        socket.on(EVENTS.poke, hear);
      }),
    ask: (name, payload) => socket.timeout(5_000).emitWithAck(EVENTS.ask, { name, payload }),
  };
}
