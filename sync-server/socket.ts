/**
 * Carries sessions over Socket.IO: WebSocket only, no state recovery (it would skip every check), a
 * limit on size and on rate. The only file that knows Socket.IO; what a message means is session.ts.
 */
import type { Server as HttpServer } from "node:http";
import { Server, type Socket } from "socket.io";
import { EVENTS, FRAME_BYTES_MAX } from "#shared/protocol/messages.ts";
import type { Core } from "./core.ts";
import type { Questions } from "./questions.ts";
import { createSession, type Session } from "./session.ts";
import type { Telling } from "./streams/changes.ts";

/** Messages a second a device may send for long, and how many at once. */
const MESSAGES_PER_SECOND = 200;
const MESSAGES_AT_ONCE = 400;
const SLOW_MS = 1_000;
/** A connection that has not said hello by then is closed. */
const HELLO_WITHIN_MS = 15_000;

export interface SocketServer {
  /** Tells every device that listens to the stream; those out of service learn only that it moved. */
  readonly poke: (telling: Telling) => void;
  /** Tells a device that it was revoked; its session gets nothing more in any case. */
  readonly revoke: (registerId: string) => void;
  readonly connected: () => number;
  /** Registers that said hello over a connection that stands. */
  readonly connectedRegisters: () => ReadonlySet<string>;
  readonly close: () => Promise<void>;
}

/** Listens on an HTTP server that is listening or will. */
export function openSocketServer(http: HttpServer, core: Core, questions: Questions): SocketServer {
  const io = new Server(http, {
    transports: ["websocket"],
    maxHttpBufferSize: FRAME_BYTES_MAX,
    serveClient: false,
    allowUpgrades: false,
    perMessageDeflate: false,
    pingInterval: 25_000,
    pingTimeout: 20_000,
  });
  io.on("connection", (socket) => serve(socket, core, questions));
  return {
    poke: ({ poke, except }) => {
      const out = except.map((registerId) => `register:${registerId}`);
      io.to(poke.stream).except(out).emit(EVENTS.poke, poke);
      if (out.length === 0) return;
      const { stream, position, epoch } = poke;
      const told = new Set(out.flatMap((room) => [...(io.sockets.adapter.rooms.get(room) ?? [])]));
      for (const id of io.sockets.adapter.rooms.get(stream) ?? []) {
        if (told.has(id)) io.to(id).emit(EVENTS.poke, { stream, position, epoch });
      }
    },
    revoke: (registerId) => {
      io.to(`register:${registerId}`).emit(EVENTS.revoked);
    },
    connected: () => io.engine.clientsCount,
    connectedRegisters: () => {
      const rooms = [...io.sockets.adapter.rooms.keys()];
      const prefix = "register:";
      return new Set(
        rooms.filter((room) => room.startsWith(prefix)).map((room) => room.slice(prefix.length)),
      );
    },
    async close() {
      io.disconnectSockets(true);
      await io.close();
    },
  };
}

function serve(socket: Socket, core: Core, questions: Questions): void {
  let rooms: ReadonlySet<string> = new Set();
  const listen = (streams: readonly string[]): void => {
    const wanted = new Set(streams);
    for (const room of rooms) if (!wanted.has(room)) void socket.leave(room);
    for (const room of wanted) if (!rooms.has(room)) void socket.join(room);
    rooms = wanted;
  };
  const session = createSession(core, questions, { listen });
  const spend = createAllowance(core.now);
  let greeted = false;
  const patience = setTimeout(() => {
    if (!greeted) socket.disconnect(true);
  }, HELLO_WITHIN_MS);
  socket.on("disconnect", () => clearTimeout(patience));
  socket.onAny((event: unknown, ...rest: unknown[]) => {
    const answer = rest.at(-1);
    // Without an acknowledgement there is nobody to answer, and nothing of ours is sent that way.
    if (typeof answer !== "function") return;
    const reply = (value: unknown): void => {
      answer(value);
    };
    if (!spend()) {
      reply({ ok: false, code: "busy", slowMs: SLOW_MS });
      return;
    }
    if (event === EVENTS.hello) greeted = true;
    void answerTo(session, { event, message: rest[0] }).then(reply, (error: unknown) => {
      const why = error instanceof Error ? error.message : String(error);
      core.log.warn({ event: String(event), why }, "a message could not be answered");
      reply({ ok: false, code: "busy", slowMs: SLOW_MS });
    });
  });
}

function answerTo(
  session: Session,
  asked: { readonly event: unknown; readonly message: unknown },
): Promise<unknown> {
  switch (asked.event) {
    case EVENTS.hello:
      return session.hello(asked.message);
    case EVENTS.push:
      return session.push(asked.message);
    case EVENTS.pull:
      return session.pull(asked.message);
    case EVENTS.check:
      return session.check(asked.message);
    case EVENTS.look:
      return session.look(asked.message);
    case EVENTS.ask:
      return session.ask(asked.message);
    default:
      return Promise.resolve({ ok: false, code: "malformed" });
  }
}

/** A bucket that fills with time: whether one more message may be spent. */
function createAllowance(now: () => number): () => boolean {
  let left = MESSAGES_AT_ONCE;
  let at = now();
  return () => {
    const nowMs = now();
    const filled = left + (Math.max(0, nowMs - at) * MESSAGES_PER_SECOND) / 1_000;
    left = Math.min(MESSAGES_AT_ONCE, filled);
    at = nowMs;
    if (left < 1) return false;
    left -= 1;
    return true;
  };
}
