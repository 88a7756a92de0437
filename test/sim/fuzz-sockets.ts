/**
 * Spoiled frames over real sockets: a server of its own, devices that are enrolled and strangers, and
 * everything a peer may say wrongly. Each frame is answered or its connection ends; nothing is thrown,
 * nothing hangs, and an honest till beside it goes on. How a frame is spoiled is scripts/lib.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { io, type Socket } from "socket.io-client";
import { type RunningServer, startServer } from "#server/main.ts";
import { putRows } from "#server/rows/put.ts";
import { createPrng, type Prng } from "#shared/base/prng.ts";
import { EVENTS } from "#shared/protocol/messages.ts";
import { PROTOCOL_VERSION } from "#shared/protocol/version.ts";
import {
  aMove,
  aPublicKey,
  aRegister,
  chainRows,
  type TestRegister,
} from "#test/builders/server-chain.ts";
import { FRAMES, mutated } from "../../scripts/lib/fuzz-frames.ts";

export interface SocketFuzz {
  readonly frames: number;
  readonly answered: number;
  readonly closed: number;
  readonly honest_acknowledged: number;
  readonly failures: number;
  readonly slowest_ms: number;
}

const CALLERS = 16;
const ANSWER_MS = 10_000;
const HONEST_EVERY = 500;
/** The server's own clock runs ahead, so that its allowance of messages is no limit here. */
const CLOCK_SPEED = 400;

interface Caller {
  socket: Socket;
  readonly known: boolean;
}

interface Device {
  readonly register: TestRegister;
  readonly token: string;
}

/** Sends so many frames; `complain` is told each failure in words. */
export async function fuzzSockets(
  frames: number,
  { seed, complain }: { readonly seed: string; readonly complain: (what: string) => void },
): Promise<SocketFuzz> {
  const folder = mkdtempSync(join(tmpdir(), "keepshop-fuzz-"));
  let failures = 0;
  const fail = (what: string): void => {
    failures += 1;
    if (failures <= 10) complain(what);
  };
  const begunMs = Date.now();
  const server = await startServer({
    database: join(folder, "server.db"),
    now: () => begunMs + (Date.now() - begunMs) * CLOCK_SPEED,
    // A message that could not be answered is a bug of the server, however politely it says so.
    log: { info: () => undefined, warn: (facts, what) => fail(`${what} ${JSON.stringify(facts)}`) },
    seed: async (core) => {
      const put = await putRows(core, chainRows());
      if (!put.ok) throw new Error(put.refusal.code);
    },
  });
  try {
    const counts = await run(server, { frames, prng: createPrng(`sockets ${seed}`), fail });
    return { frames, ...counts, failures };
  } finally {
    await server.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function run(
  server: RunningServer,
  { frames, prng, fail }: { frames: number; prng: Prng; fail: (what: string) => void },
): Promise<Omit<SocketFuzz, "frames" | "failures">> {
  const spoiled = await enrolled(server);
  const { honest, epoch } = await openHonest(server);
  const callers: Caller[] = [];
  for (let index = 0; index < CALLERS; index += 1) {
    callers.push({ socket: await connect(server), known: index % 2 === 0 });
  }
  const counts = { answered: 0, closed: 0, honest_acknowledged: 0, slowest_ms: 0 };
  let sent = 0;
  const call = async (caller: Caller): Promise<void> => {
    if (caller.known) await caller.socket.timeout(ANSWER_MS).emitWithAck("hello", hello(spoiled));
    while (sent < frames) {
      sent += 1;
      if (sent % HONEST_EVERY === 0) {
        if (await honest()) counts.honest_acknowledged += 1;
        else fail(`an honest till was not served after ${sent} frames`);
      }
      const [event, frame] = spoiledMessage(prng, spoiled, epoch);
      const startedMs = performance.now();
      try {
        await caller.socket.timeout(ANSWER_MS).emitWithAck(event, frame);
        counts.answered += 1;
      } catch {
        if (caller.socket.connected) fail(`${event} had no answer: ${JSON.stringify(frame)}`);
        counts.closed += 1;
        caller.socket.close();
        caller.socket = await connect(server);
      }
      counts.slowest_ms = Math.max(counts.slowest_ms, Math.round(performance.now() - startedMs));
    }
    caller.socket.close();
  };
  await Promise.all(callers.map(call));
  if (!(await honest())) fail("an honest till was not served at the end");
  if ("polluted" in Object.prototype) fail("the prototype of all objects was written");
  return counts;
}

/** A message of some kind with something wrong in it; now and then one of a kind that does not exist. */
function spoiledMessage(prng: Prng, device: Device, epoch: string): readonly [string, unknown] {
  switch (prng.int(0, 9)) {
    case 0:
      return ["hello", mutated(prng, JSON.stringify(hello(device)))];
    case 1:
    case 2:
      return ["pull", mutated(prng, FRAMES.pull)];
    case 3:
      return ["ask", mutated(prng, FRAMES.ask)];
    case 4: {
      const event = prng.pick(["check", "look"] as const);
      // Of the server's own history, so that more than its first line of defence is reached.
      return [event, mutated(prng, FRAMES[event].replaceAll("epoch-1", epoch))];
    }
    case 5:
      return [prng.pick(["", "constructor", "__proto__", "poke", "x".repeat(300)]), FRAMES.pull];
    default: {
      const count = prng.int(0, 3);
      const entries = Array.from({ length: count }, () =>
        prng.chance(1, 2)
          ? JSON.parse(FRAMES.entry)
          : aMove({ ...device.register }, { productId: "tee", quantityMilli: 1_000 }),
      );
      return ["push", mutated(prng, JSON.stringify({ epoch, entries }))];
    }
  }
}

/** A till that does everything right: answers whether its next entry was taken. */
async function openHonest(
  server: RunningServer,
): Promise<{ readonly honest: () => Promise<boolean>; readonly epoch: string }> {
  const device = await enrolled(server);
  const socket = await connect(server);
  const helloed = (await socket.timeout(ANSWER_MS).emitWithAck(EVENTS.hello, hello(device))) as {
    readonly welcome: { readonly epoch: string };
  };
  const { epoch } = helloed.welcome;
  const honest = async (): Promise<boolean> => {
    const entries = [aMove(device.register, { productId: "tee", quantityMilli: -1_000 })];
    const told = (await socket
      .timeout(ANSWER_MS)
      .emitWithAck(EVENTS.push, { epoch, entries })
      .catch(() => ({ ok: false }))) as { readonly ok: boolean };
    return told.ok;
  };
  return { honest, epoch };
}

async function enrolled(server: RunningServer): Promise<Device> {
  const code = await server.enrolmentCode("s1", "Till");
  const response = await fetch(`${server.url}/enrol`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ code, publicKey: aPublicKey() }),
  });
  const made = (await response.json()) as { registerId: string; deviceToken: string };
  return { register: aRegister(made.registerId), token: made.deviceToken };
}

function hello({ register, token }: Device): Readonly<Record<string, unknown>> {
  return {
    protocol: PROTOCOL_VERSION,
    layout: 1,
    engineVersion: 1,
    app: "fuzz",
    deviceToken: token,
    registerId: register.id,
    lastSequence: register.sequence,
    lastHash: register.hash,
    hlc: "",
    atMs: 0,
  };
}

async function connect(server: RunningServer): Promise<Socket> {
  const socket = io(server.url, { transports: ["websocket"], reconnection: false, forceNew: true });
  await new Promise<void>((resolve, reject) => {
    socket.once("connect", resolve);
    socket.once("connect_error", reject);
  });
  return socket;
}
