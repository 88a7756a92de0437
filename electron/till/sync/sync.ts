/**
 * The till's connection to its server: made, kept, lost, made again, with nothing at stake. What is
 * said on it is session.ts; what is known is in journal and replica.
 *
 *   cut --restore--> waiting --timer--> connecting --hello/welcome--> up (full | push-only)
 *    ^-------- cut ------- any          any fault --> waiting (full jitter, 1 to 60 s)
 */
import { planted } from "#shared/base/planted.ts";
import { DAY_MS, dateOfMs } from "#shared/base/time.ts";
import { EVENTS, type Welcome } from "#shared/protocol/messages.ts";
import { PROTOCOL_VERSION } from "#shared/protocol/version.ts";
import { randomFraction } from "../host.ts";
import { backOffMs, nextPullMs } from "./back-off.ts";
import { openChecking } from "./checking.ts";
import type { PushOnlyReason, Sync, SyncOptions, SyncStatus } from "./contract.ts";
import { readHelloed, readPoke } from "./decode.ts";
import { openProgress } from "./progress.ts";
import { ASK_TIMEOUT_MS, openSession, type Session } from "./session.ts";

/** How much of the journal is sent again when the server begins a new history. */
const REPUSH_DAYS = 35;

const DESK_KIND = "sync";

/** Sync over a transport; nothing happens before `start`. */
export function openSync(options: SyncOptions): Sync {
  const { clock, journal, random } = options;
  const listeners = new Set<() => void>();
  const progress = openProgress(options);
  const checking = openChecking(options, tell);
  const state: State = { link: "idle", attempts: 0, generation: 0, clockOffsetMs: 0 };
  const transport = options.transport({
    onUp: () => void greet(),
    onDown: (why) => lost(why),
    onPoke: (value) => poked(value),
    onRevoked: () => limited("revoked"),
  });

  function tell(): void {
    for (const listener of [...listeners]) listener();
  }

  function connect(): void {
    if (state.link === "stopped" || state.link === "cut") return;
    state.cancelTimer?.();
    state.generation += 1;
    state.link = "connecting";
    tell();
    transport.connect();
  }

  /** Lets the connection go and comes back later. */
  function lost(why: string): void {
    if (state.link === "stopped" || state.link === "cut") return;
    endSession();
    state.link = "waiting";
    state.trouble = why;
    const waitMs = backOffMs(state.attempts, randomFraction(random));
    state.attempts += 1;
    state.cancelTimer = clock.after(waitMs, connect);
    tell();
  }

  function endSession(): void {
    state.generation += 1;
    state.session = undefined;
    state.mode = undefined;
    state.reason = undefined;
    state.cancelTimer?.();
    transport.disconnect();
  }

  async function greet(): Promise<void> {
    const { generation } = state;
    try {
      const reply = await transport.ask(EVENTS.hello, helloOf(options), ASK_TIMEOUT_MS);
      if (generation !== state.generation) return;
      const answer = readHelloed(reply);
      if (answer.ok) welcomed(answer.welcome);
      else lost(answer.code);
    } catch (error) {
      if (generation === state.generation) lost(messageOf(error));
    }
  }

  function welcomed(welcome: Welcome): void {
    const { generation } = state;
    if (welcome.mode === "full" && options.mend?.() === true) progress.begin();
    beginHistory(options, welcome);
    options.hlc.hear(welcome.serverHlc);
    belongsTo(welcome.streams, true);
    state.link = "up";
    state.attempts = 0;
    state.trouble = undefined;
    state.mode = welcome.mode;
    state.reason = welcome.reason;
    state.clockOffsetMs = welcome.serverAtMs - clock.now();
    state.session = openSession(options, welcome, {
      ask: transport.ask,
      alive: () => state.generation === generation,
      end: lost,
      isFilling: progress.isFilling,
      pushed: () => {
        state.lastConfirmedAtMs = clock.now();
        options.onAnswers?.();
        wipeIfRevoked();
        tell();
      },
      pulled: (page, heads, more) => {
        state.lastPulledAtMs = clock.now();
        belongsTo(Object.keys(heads));
        if (progress.pulled(page, heads, more)) options.onFilled?.();
        if (!more) checking.pulled();
        tell();
      },
      told: () => {
        state.lastPulledAtMs = clock.now();
        tell();
      },
      limited,
    });
    if (welcome.mode === "full") {
      checking.connected({
        ask: (event, payload) => transport.ask(event, payload, ASK_TIMEOUT_MS),
        alive: () => state.generation === generation,
      });
    }
    state.session.push();
    // Settings, offers and people as they are now, before the pages that begin with how they were.
    if (progress.isFilling()) void state.session.look({});
    state.session.pull();
    wipeIfRevoked();
    planPull();
    tell();
  }

  /** The streams of this till, as the server says them at each welcome and with each page. */
  function belongsTo(streams: readonly string[], isWelcome = false): void {
    const scope = streams.join();
    if (!isWelcome && scope === state.scope) return;
    state.scope = scope;
    options.onScope?.(streams);
    progress.scope(streams);
  }

  function limited(reason: PushOnlyReason): void {
    state.mode = "push-only";
    state.reason = reason;
    wipeIfRevoked();
    tell();
  }

  /** A till out of service hands in what it did, and only then loses what it knew. */
  function wipeIfRevoked(): void {
    if (state.reason !== "revoked" || journal.unsent().count > 0) return;
    try {
      options.onRevoked?.();
    } catch (error) {
      // What could not be wiped now is wiped at the next contact; the till says why it is locked.
      state.trouble = messageOf(error);
    }
  }

  function planPull(): void {
    state.cancelTimer = clock.after(nextPullMs(randomFraction(random)), () => {
      // F15: the timers of a hidden window stand still; F24: whoever missed a poke is not asked for.
      if (planted("F15")) return;
      state.session?.push();
      if (!planted("F24")) state.session?.pull();
      planPull();
    });
  }

  function poked(value: unknown): void {
    const poke = readPoke(value);
    if (poke !== undefined) state.session?.poked(poke);
  }

  return {
    start: connect,
    stop: () => {
      endSession();
      state.link = "stopped";
      listeners.clear();
    },
    cut: () => {
      endSession();
      state.link = "cut";
      tell();
    },
    again: () => {
      if (state.link !== "up") return;
      endSession();
      connect();
    },
    restore: () => {
      if (state.link !== "cut") return;
      state.link = "waiting";
      state.attempts = 0;
      connect();
    },
    pushSoon: () => {
      state.session?.push();
      tell();
    },
    pullSoon: () => state.session?.pull(),
    look: (wanted) => state.session?.look(wanted) ?? Promise.resolve(false),
    checkNow: checking.now,
    status: () => ({
      ...statusOf(state, journal.unsent(), progress.filling()),
      ...whyCut(options, state),
      ...checking.status(),
    }),
    onStatus: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    ask: (name, payload) =>
      state.session === undefined
        ? Promise.reject(new Error("no connection"))
        : transport.ask(EVENTS.ask, { name, payload }, ASK_TIMEOUT_MS),
  };
}

interface State {
  link: "idle" | "waiting" | "connecting" | "up" | "cut" | "stopped";
  /** Attempts since the last welcome. */
  attempts: number;
  /** Raised whenever what is under way no longer counts. */
  generation: number;
  session?: Session | undefined;
  mode?: "full" | "push-only" | undefined;
  reason?: PushOnlyReason | undefined;
  trouble?: string | undefined;
  lastConfirmedAtMs?: number;
  lastPulledAtMs?: number;
  clockOffsetMs: number;
  /** The streams this till belongs to, joined. */
  scope?: string;
  cancelTimer?: () => void;
}

function statusOf(
  state: State,
  unsent: { readonly count: number; readonly oldestAtMs: number | undefined },
  filling: SyncStatus["filling"],
): Omit<SyncStatus, "lastCheck" | "replicaFaults"> {
  const connecting = state.link === "connecting" && state.attempts === 0;
  return {
    link: state.link === "up" ? "up" : connecting ? "connecting" : "cut",
    cutByHand: state.link === "cut",
    mode: state.mode,
    pushOnlyReason: state.reason,
    pending: unsent.count,
    oldestPendingAtMs: unsent.oldestAtMs,
    lastConfirmedAtMs: state.lastConfirmedAtMs,
    lastPulledAtMs: state.lastPulledAtMs,
    filling,
    clockOffsetMs: state.clockOffsetMs,
    trouble: state.trouble,
  };
}

/** What stands in the way while no welcome has said it: a server that knows no such device, a lease. */
function whyCut(
  { isLeaseOver }: SyncOptions,
  { reason, trouble }: State,
): Partial<Pick<SyncStatus, "pushOnlyReason">> {
  if (reason !== undefined) return {};
  if (trouble === "unknown-device") return { pushOnlyReason: "unknown" };
  return isLeaseOver?.() === true ? { pushOnlyReason: "lease" } : {};
}

function helloOf(options: SyncOptions) {
  const head = options.journal.head();
  return {
    protocol: PROTOCOL_VERSION,
    layout: options.layout,
    engineVersion: options.engineVersion,
    app: options.app,
    deviceToken: options.deviceToken,
    registerId: options.registerId,
    lastSequence: head.sequence,
    lastHash: head.hash,
    hlc: options.hlc.text(),
    atMs: options.clock.now(),
  };
}

/**
 * A server with another epoch than last time has lost what came after its backup: the last 35 days go
 * again (what it has already costs nothing). One that is behind what it had answered gets the rest.
 */
function beginHistory({ journal, clock }: SyncOptions, welcome: Welcome): void {
  const known = journal.desk.get<{ readonly epoch: string }>(DESK_KIND, "epoch");
  if (planted("F19")) return;
  if (known !== undefined && known.epoch !== welcome.epoch) {
    const fromDate = dateOfMs(clock.now() - REPUSH_DAYS * DAY_MS);
    const first = journal.since(fromDate)[0];
    if (first !== undefined) journal.forgetAnswers(first.sequence);
  }
  if (welcome.lastSequence < journal.highestAcknowledged()) {
    journal.forgetAnswers(welcome.lastSequence + 1);
  }
  if (known?.epoch !== welcome.epoch) {
    journal.desk.put(DESK_KIND, "epoch", { epoch: welcome.epoch });
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
