// The server over real sockets: hello, push, pull and poke on SQLite, and what hostile callers get.

import { join } from "node:path";
import { zstdDecompressSync } from "node:zlib";
import { io, type Socket } from "socket.io-client";
import { afterEach, beforeEach, expect, test } from "vitest";
import { type RunningServer, startServer } from "#server/main.ts";
import { putRows } from "#server/rows/put.ts";
import {
  EVENTS,
  type Helloed,
  type Page,
  type Pulled,
  type Pushed,
  type WireRow,
} from "#shared/protocol/messages.ts";
import { PROTOCOL_VERSION } from "#shared/protocol/version.ts";
import { aFolder } from "#test/builders/journal.ts";
import {
  aMove,
  aPublicKey,
  aRegister,
  chainRows,
  NOW_MS,
  type TestRegister,
} from "#test/builders/server-chain.ts";

let folder: ReturnType<typeof aFolder>;
let server: RunningServer;
let sockets: Socket[] = [];
let nowMs = NOW_MS;

beforeEach(async () => {
  folder = aFolder();
  nowMs = NOW_MS;
  server = await startServer({
    now: () => nowMs,
    database: join(folder.path, "server.db"),
    seed: async (core) => {
      await putRows(core, chainRows());
    },
  });
});
afterEach(async () => {
  for (const socket of sockets) socket.close();
  sockets = [];
  await server.close();
  folder.remove();
});

interface Device {
  readonly socket: Socket;
  readonly register: TestRegister;
  readonly token: string;
}

async function enrolled(storeId = "s1"): Promise<{ register: TestRegister; token: string }> {
  const code = await server.enrolmentCode(storeId, "Till 1");
  const response = await fetch(`${server.url}/enrol`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ code, publicKey: aPublicKey() }),
  });
  const made = (await response.json()) as { registerId: string; deviceToken: string };
  return { register: aRegister(made.registerId, storeId), token: made.deviceToken };
}

async function connect(): Promise<Socket> {
  const socket = io(server.url, { transports: ["websocket"], reconnection: false });
  sockets.push(socket);
  await new Promise<void>((resolve, reject) => {
    socket.once("connect", resolve);
    socket.once("connect_error", reject);
  });
  return socket;
}

function sayHello(socket: Socket, register: TestRegister, deviceToken: string): Promise<Helloed> {
  return socket.timeout(5_000).emitWithAck(EVENTS.hello, {
    protocol: PROTOCOL_VERSION,
    layout: 1,
    engineVersion: 1,
    app: "test",
    deviceToken,
    registerId: register.id,
    lastSequence: register.sequence,
    lastHash: register.hash,
    hlc: "",
    atMs: 0,
  });
}

async function device(storeId = "s1"): Promise<Device & { epoch: string }> {
  const { register, token } = await enrolled(storeId);
  const socket = await connect();
  const answer = await sayHello(socket, register, token);
  if (!answer.ok) throw new Error(answer.code);
  return { socket, register, token, epoch: answer.welcome.epoch };
}

async function pull(socket: Socket, checkpoints: Page["checkpoints"]): Promise<Page> {
  const answer = (await socket
    .timeout(5_000)
    .emitWithAck(EVENTS.pull, { checkpoints, limit: 5_000 })) as Pulled;
  if (!answer.ok) throw new Error(answer.code);
  return answer;
}

function rowsOf(page: Page): readonly WireRow[] {
  return page.chunks.flatMap((chunk) => {
    const bytes = chunk.encoding === "zstd" ? zstdDecompressSync(chunk.bytes) : chunk.bytes;
    return JSON.parse(Buffer.from(bytes).toString()) as WireRow[];
  });
}

function push(socket: Socket, epoch: string, entries: readonly unknown[]): Promise<Pushed> {
  return socket.timeout(5_000).emitWithAck(EVENTS.push, { epoch, entries });
}

test("a till enrols, fills, pushes, hears a poke and pulls what it did", async () => {
  const till = await device();
  const other = await device();
  const first = await pull(other.socket, {});
  expect(rowsOf(first).filter(([table]) => table === "products")).toHaveLength(3);
  expect(first.more).toBe(false);
  const poked = new Promise<{ stream: string }>((resolve) =>
    other.socket.once(EVENTS.poke, resolve),
  );
  const entry = aMove(till.register, { productId: "tee", quantityMilli: -2_000 });
  const answer = await push(till.socket, till.epoch, [entry]);
  expect(answer).toMatchObject({ ok: true, lastSequence: 1, answers: [{ outcome: "ok" }] });
  expect((await poked).stream).toBe("place:p1");
  const next = await pull(other.socket, first.checkpoints);
  expect(rowsOf(next)).toMatchObject([["stock", "p1:tee", 4, { onHandMilli: 98_000 }]]);
  const own = await pull(till.socket, {});
  expect(own.seen["place:p1"]).toEqual({ [till.register.id]: 1 });
});
