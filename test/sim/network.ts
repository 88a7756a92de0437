/**
 * The wire in memory: each till's link to the nodes, with messages lost, doubled, late and overtaking
 * each other, cut one way or both, and answers that never come. What is said on it is the product's.
 */
import type { Prng } from "#shared/base/prng.ts";
import { EVENTS, type Poke } from "#shared/protocol/messages.ts";
import type { OpenTransport, TransportEvents } from "#till/sync/transport.ts";
import { percent, type Schedule } from "./schedule.ts";
import type { NodeSession, SimServer } from "./server.ts";

/** A till that is told of more asks at once; the timed pull of half a minute is not what it waits for. */
const MORE_WITHIN_MS = 5_000;

/** Shares in percent; all zero is a good network. */
export interface Weather {
  lostPercent: number;
  lostAnswerPercent: number;
  doubledPercent: number;
  /** Messages that take up to `lateMs` instead of some milliseconds. */
  latePercent: number;
  lateMs: number;
  lostPokePercent: number;
}

export function fairWeather(): Weather {
  return {
    lostPercent: 0,
    lostAnswerPercent: 0,
    doubledPercent: 0,
    latePercent: 0,
    lateMs: 0,
    lostPokePercent: 0,
  };
}

interface Connection {
  readonly node: NodeSession;
  readonly events: TransportEvents;
  readonly waiting: Set<(why: Error) => void>;
  open: boolean;
}

export interface LinkOptions {
  readonly schedule: Schedule;
  readonly prng: Prng;
  readonly server: SimServer;
  readonly weather: Weather;
  /** Faults are counted by name as they happen. */
  readonly count: (fault: string) => void;
  readonly trace: (what: string) => void;
  /** Something reached the till. */
  readonly touched: () => void;
  readonly name: string;
}

/** The cable of one till. It outlives the till's process: a new one takes it over. */
export class Link {
  /** Cut per direction: nothing passes that way, and nobody is told. */
  cutToServer = false;
  cutToTill = false;
  /** Protocol versions this till lags behind (or is ahead of) the server. */
  protocolShift = 0;
  /** Rows a page may have, so that fills take many pages. */
  pullRows: number | undefined;
  private readonly options: LinkOptions;
  /** Since when this connection's till knows that the server has more for it. */
  private moreSinceMs: number | undefined;
  private connection: Connection | undefined;

  constructor(options: LinkOptions) {
    this.options = options;
  }

  isUp(): boolean {
    return this.connection?.open === true;
  }

  /** The transport of one process of the till. `alive` says whether that process still runs. */
  transportFor(alive: () => boolean): OpenTransport {
    return (events) => ({
      connect: () => {
        if (!alive()) return;
        this.drop();
        this.options.schedule.after(this.travelMs(), () => {
          if (alive()) this.arrive(events);
        });
      },
      ask: (event, payload, timeoutMs) => this.ask(event, payload, timeoutMs, alive),
      disconnect: () => {
        if (alive()) this.drop();
      },
    });
  }

  /** The connection ends without a word to the till; what waits is answered with an error. */
  drop(): void {
    const { connection } = this;
    if (connection === undefined) return;
    this.connection = undefined;
    this.moreSinceMs = undefined;
    connection.open = false;
    connection.node.end();
    for (const reject of [...connection.waiting]) reject(new Error("the connection ended"));
  }

  /** The node went away and the till's end notices. */
  notice(): void {
    const { connection } = this;
    if (connection === undefined || connection.node.isLive()) return;
    this.drop();
    connection.events.onDown("the server went away");
  }

  /** The server said "more" and this till has let the time for asking pass by (F17). Said once. */
  waitsForMore(nowMs: number): boolean {
    const since = this.moreSinceMs;
    if (since === undefined || nowMs - since <= MORE_WITHIN_MS) return false;
    this.moreSinceMs = undefined;
    return true;
  }

  private arrive(events: TransportEvents): void {
    const { server, schedule } = this.options;
    if (this.cutToServer || this.cutToTill || !server.isLive()) {
      events.onDown("unreachable");
      return;
    }
    const connection: Connection = {
      events,
      waiting: new Set(),
      open: true,
      node: server.connect((poke) => {
        this.poke(connection, poke);
      }),
    };
    this.connection = connection;
    schedule.after(0, () => {
      if (connection.open) events.onUp();
    });
  }

  private poke(connection: Connection, poke: Poke): void {
    const { prng, weather, count, schedule } = this.options;
    if (!connection.open || this.cutToTill) return;
    if (percent(prng, weather.lostPokePercent)) {
      count("poke-lost");
      return;
    }
    schedule.after(this.travelMs(), () => {
      if (connection.open) connection.events.onPoke(structuredClone(poke));
    });
  }

  private ask(
    event: string,
    payload: unknown,
    timeoutMs: number,
    alive: () => boolean,
  ): Promise<unknown> {
    const { connection } = this;
    const { schedule } = this.options;
    if (event === EVENTS.pull) this.moreSinceMs = undefined;
    if (connection === undefined || !alive()) return Promise.reject(new Error("no connection"));
    return new Promise((resolve, reject) => {
      const end = (why: Error): void => {
        connection.waiting.delete(end);
        cancel();
        if (alive()) reject(why);
      };
      const cancel = schedule.after(timeoutMs, () => end(new Error("no answer in time")));
      connection.waiting.add(end);
      this.send(connection, event, payload, (answer) => {
        if (!connection.waiting.delete(end)) return;
        cancel();
        if (event === EVENTS.pull && this.connection === connection && saysMore(answer)) {
          this.moreSinceMs = schedule.nowMs;
        }
        if (alive()) resolve(answer);
      });
    });
  }

  private send(
    connection: Connection,
    event: string,
    payload: unknown,
    answered: (answer: unknown) => void,
  ): void {
    const { prng, weather, count, schedule } = this.options;
    if (this.cutToServer) return;
    if (percent(prng, weather.lostPercent)) {
      count("message-lost");
      return;
    }
    const copies = percent(prng, weather.doubledPercent) ? prng.int(2, 3) : 1;
    if (copies > 1) count("message-doubled");
    for (let copy = 0; copy < copies; copy += 1) {
      // What is on the wire is bytes: neither end may see the other's objects, nor one copy another's.
      const frame = this.outgoing(event, structuredClone(payload));
      schedule.after(this.travelMs(), () => {
        void this.deliver(connection, event, frame, answered);
      });
    }
  }

  private async deliver(
    connection: Connection,
    event: string,
    frame: unknown,
    answered: (answer: unknown) => void,
  ): Promise<void> {
    const { prng, weather, count, schedule, trace, name } = this.options;
    if (!connection.node.isLive()) return;
    let answer: unknown;
    try {
      answer = await connection.node.answer(event, frame);
    } catch {
      if (!connection.node.isLive()) return;
      answer = { ok: false, code: "busy", slowMs: 1_000 };
    }
    if (!connection.node.isLive() || this.cutToTill) return;
    if (percent(prng, weather.lostAnswerPercent)) {
      count("answer-lost");
      return;
    }
    const back = this.incoming(event, structuredClone(answer));
    schedule.after(this.travelMs(), () => {
      if (!connection.open) return;
      trace(`${name} ${event} ${answerDigest(back)}`);
      answered(back);
      this.options.touched();
    });
  }

  private outgoing(event: string, payload: unknown): unknown {
    if (event !== EVENTS.hello || this.protocolShift === 0) return payload;
    const hello = payload as { readonly protocol: number };
    return { ...hello, protocol: hello.protocol + this.protocolShift };
  }

  private incoming(event: string, answer: unknown): unknown {
    if (event !== EVENTS.hello || this.pullRows === undefined) return answer;
    const helloed = answer as { ok: boolean; welcome?: { limits: object } };
    if (!helloed.ok || helloed.welcome === undefined) return answer;
    const limits = { ...helloed.welcome.limits, pullRows: this.pullRows };
    return { ...helloed, welcome: { ...helloed.welcome, limits } };
  }

  private travelMs(): number {
    const { prng, weather, count } = this.options;
    if (!percent(prng, weather.latePercent)) return prng.int(2, 60);
    count("message-late");
    return prng.int(60, weather.lateMs);
  }
}

function saysMore(answer: unknown): boolean {
  const told = answer as { readonly ok?: boolean; readonly more?: boolean };
  return told.ok === true && told.more === true;
}

function answerDigest(answer: unknown): string {
  const told = answer as { readonly ok?: boolean; readonly code?: string; lastSequence?: number };
  return `${told.ok === true ? "ok" : told.code} ${told.lastSequence ?? ""}`;
}
