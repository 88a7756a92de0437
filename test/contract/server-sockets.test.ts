// The server over real sockets: hello, push, pull and poke on SQLite, and what hostile callers get.

import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { zstdDecompressSync } from "node:zlib";
import { io, type Socket } from "socket.io-client";
import { afterEach, beforeEach, expect, test } from "vitest";
import { type RunningServer, ServerStartError, startServer } from "#server/main.ts";
import { putRows } from "#server/rows/put.ts";
import {
  EVENTS,
  FRAME_BYTES_MAX,
  type Helloed,
  type Page,
  type Poke,
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
  // The catalogue, which enrolling changed, may still be poked about.
  const poked = new Promise<void>((resolve) =>
    other.socket.on(EVENTS.poke, ({ stream }: { stream: string }) => {
      if (stream === "place:p1") resolve();
    }),
  );
  const entry = aMove(till.register, { productId: "tee", quantityMilli: -2_000 });
  const answer = await push(till.socket, till.epoch, [entry]);
  expect(answer).toMatchObject({ ok: true, lastSequence: 1, answers: [{ outcome: "ok" }] });
  await poked;
  const next = await pull(other.socket, first.checkpoints);
  expect(rowsOf(next)).toMatchObject([["stock", "p1:tee", 4, { onHandMilli: 98_000 }]]);
  const own = await pull(till.socket, {});
  expect(own.seen["place:p1"]).toEqual({ [till.register.id]: 1 });
});

test("P7: hostile messages are answered in a sentence's worth of code, and the server goes on", async () => {
  const till = await device();
  const { socket, epoch, register } = till;
  const say = (event: string, ...message: unknown[]): Promise<unknown> =>
    socket.timeout(5_000).emitWithAck(event, ...message);
  for (const nonsense of [null, 7, "text", [], { entries: {} }, { epoch, entries: "x" }]) {
    expect(await say(EVENTS.push, nonsense)).toMatchObject({ ok: false, code: "malformed" });
    expect(await say(EVENTS.pull, nonsense)).toMatchObject({ ok: false, code: "malformed" });
    expect(await say(EVENTS.hello, nonsense)).toMatchObject({ ok: false, code: "malformed" });
    expect(await say(EVENTS.ask, nonsense)).toMatchObject({ ok: false });
    await sayHello(socket, register, till.token);
  }
  expect(await say("no-such-event", {})).toEqual({ ok: false, code: "malformed" });
  expect(await say(EVENTS.push)).toMatchObject({ ok: false });
  socket.emit(EVENTS.push, { epoch, entries: [] });
  const wide = Array.from({ length: 3 }, () => ({
    ...aMove(register, { productId: "tee", quantityMilli: 1 }),
    padding: "x".repeat(300_000),
  }));
  expect(await push(socket, epoch, wide)).toMatchObject({ ok: false, code: "too-large" });
  const gone = new Promise((resolve) => socket.once("disconnect", resolve));
  socket.emit(EVENTS.push, { epoch, entries: ["x".repeat(FRAME_BYTES_MAX + 1)] });
  await gone;
  const after = await device();
  expect((await pull(after.socket, {})).more).toBe(false);
});

test("P1: a wrong token, a revoked one and none are told so on every event", async () => {
  const till = await device();
  const stranger = await connect();
  const { epoch, register } = till;
  const entry = aMove(register, { productId: "tee", quantityMilli: -1_000 });
  expect(await push(stranger, epoch, [entry])).toEqual({ ok: false, code: "unknown-device" });
  expect(await sayHello(stranger, register, "wrong")).toEqual({
    ok: false,
    code: "unknown-device",
  });
  const told = new Promise((resolve) => till.socket.once(EVENTS.revoked, () => resolve("told")));
  await server.revoke(register.id);
  expect(await told).toBe("told");
  const pulled = await till.socket.timeout(5_000).emitWithAck(EVENTS.pull, {
    checkpoints: {},
    limit: 10,
  });
  expect(pulled).toMatchObject({ ok: false, code: "revoked" });
});

test("P17, F24: a busy stream pokes at once and then at most every 250 ms; pulls need no poke", async () => {
  const till = await device();
  const other = await device();
  const first = await pull(other.socket, {});
  const heard: number[] = [];
  other.socket.on(EVENTS.poke, (poke: { stream: string }) => {
    if (poke.stream === "place:p1") heard.push(performance.now());
  });
  const started = performance.now();
  for (let sale = 0; sale < 30; sale += 1) {
    const entry = aMove(till.register, { productId: "tee", quantityMilli: -1_000 });
    expect(await push(till.socket, till.epoch, [entry])).toMatchObject({ ok: true });
  }
  const lasted = performance.now() - started;
  expect(heard.length).toBeGreaterThan(0);
  expect(heard.length).toBeLessThanOrEqual(2 + lasted / 250);
  const rows = rowsOf(await pull(other.socket, first.checkpoints));
  expect(rows.find(([, id]) => id === "p1:tee")?.[3]).toMatchObject({ onHandMilli: 70_000 });
});

test("P17, P13: a poke carries a small change with seen, and nothing of it to a till out of service", async () => {
  const till = await device();
  const other = await device();
  const out = await device();
  const { checkpoints } = await pull(other.socket, {});
  await pull(out.socket, {});
  const pokeOf = (socket: Socket): Promise<Poke> =>
    new Promise((resolve) => {
      const hear = (poke: Poke): void => {
        if (poke.stream !== "place:p1") return;
        socket.off(EVENTS.poke, hear);
        resolve(poke);
      };
      socket.on(EVENTS.poke, hear);
    });
  await server.revoke(out.register.id);
  const heard = Promise.all([pokeOf(other.socket), pokeOf(out.socket)]);
  const entry = aMove(till.register, { productId: "tee", quantityMilli: -1_000 });
  expect(await push(till.socket, till.epoch, [entry])).toMatchObject({ ok: true });
  const [whole, bare] = await heard;
  const at = checkpoints["place:p1"]?.position ?? 0;
  expect(whole).toMatchObject({
    position: at + 1,
    change: { from: at, seen: { [till.register.id]: 1 } },
  });
  expect(JSON.parse(whole.change?.rows ?? "")).toMatchObject([
    ["stock", "p1:tee", at + 1, { onHandMilli: 99_000 }],
  ]);
  expect(bare).toEqual({ stream: "place:p1", position: at + 1, epoch: whole.epoch });
});

test("P17, F24: a herd that connects within a second is served, each till whole", async () => {
  const tills: Awaited<ReturnType<typeof enrolled>>[] = [];
  for (let each = 0; each < 10; each += 1) tills.push(await enrolled());
  const pages = await Promise.all(
    Array.from({ length: 60 }, async (_, index) => {
      const { register, token } = tills[index % 10] ?? (await enrolled());
      const socket = await connect();
      await sayHello(socket, register, token);
      return pull(socket, {});
    }),
  );
  expect(new Set(pages.map((page) => rowsOf(page).length)).size).toBe(1);
  expect(pages.every((page) => !page.more)).toBe(true);
});

test("enrolment over HTTP: a wrong code, a used one and too many tries are refused", async () => {
  const tryCode = async (body: unknown): Promise<readonly [number, unknown]> => {
    const response = await fetch(`${server.url}/enrol`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
    });
    return [response.status, ((await response.json()) as { code?: string }).code];
  };
  const publicKey = aPublicKey();
  expect(await tryCode({ code: "AAAA-AAAA", publicKey })).toEqual([403, "enrol-code-unknown"]);
  expect(await tryCode({ code: "AAAA-AAAA" })).toEqual([403, "enrol-malformed"]);
  const code = await server.enrolmentCode("s1", "Till");
  expect(await tryCode({ code, publicKey })).toEqual([200, undefined]);
  expect(await tryCode({ code, publicKey })).toEqual([403, "enrol-code-unknown"]);
  for (let tries = 0; tries < 17; tries += 1) await tryCode({ code, publicKey });
  expect(await tryCode({ code, publicKey })).toEqual([429, "busy"]);
});

test("what cannot start says why; what is stopped stops within two seconds with all committed", async () => {
  const why = (options: Parameters<typeof startServer>[0]): Promise<unknown> =>
    startServer(options).then(
      () => "started",
      (error: unknown) => (error instanceof ServerStartError ? error.code : error),
    );
  const database = join(folder.path, "other.db");
  expect(await why({ database, port: server.port })).toBe("server-port-taken");
  writeFileSync(join(folder.path, "file"), "x".repeat(5_000));
  expect(await why({ database: join(folder.path, "file", "s.db") })).toBe(
    "server-folder-unwritable",
  );
  expect(await why({ database: join(folder.path, "file") })).toBe("server-database-damaged");
  expect(await why({ database: "postgres://nobody@127.0.0.1:1/none" })).toBe(
    "server-database-unreachable",
  );
  const till = await device();
  const entry = aMove(till.register, { productId: "tee", quantityMilli: -1_000 });
  expect(await push(till.socket, till.epoch, [entry])).toMatchObject({ ok: true });
  const stopping = performance.now();
  await server.close();
  expect(performance.now() - stopping).toBeLessThan(2_000);
  server = await startServer({ database: join(folder.path, "server.db"), now: () => nowMs });
  const again = await connect();
  const answer = await sayHello(again, till.register, till.token);
  expect(answer).toMatchObject({ ok: true, welcome: { lastSequence: 1, mode: "full" } });
  expect((await fetch(`${server.url}/health`)).status).toBe(200);
  expect((await fetch(`${server.url}/ready`)).status).toBe(200);
});
