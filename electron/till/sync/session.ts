/**
 * One welcomed connection: a push loop with one batch in flight and a pull loop, side by side. When
 * anything goes wrong the session ends and sync.ts begins another; a session keeps no state that
 * matters, because journal and replica know where they stand.
 */
import { planted } from "#shared/base/planted.ts";
import {
  BATCH_BYTES_MAX,
  BATCH_ENTRIES_MAX,
  type Checkpoints,
  EVENTS,
  type Page,
  type Poke,
  PULL_ROWS_MAX,
  type Pushed,
  type Welcome,
} from "#shared/protocol/messages.ts";
import type { AnyEntry } from "#shared/records/entry.ts";
import type { AppliedPage, PushOnlyReason, SyncOptions, Wanted } from "./contract.ts";
import { Nonsense, readPulled, readPushed, rowsOfPage, rowsOfPoke } from "./decode.ts";
import { openGuestPush } from "./guests.ts";
import { type Looking, openLooking } from "./look.ts";
import { openPageSize } from "./page-size.ts";
import { openStage } from "./stage.ts";

export const ASK_TIMEOUT_MS = 20_000;
/** Rest after "busy" without a time of its own. */
const BUSY_MS = 2_000;

export interface SessionHooks {
  readonly ask: (event: string, payload: unknown, timeoutMs: number) => Promise<unknown>;
  /** Whether this session is still the current one. */
  readonly alive: () => boolean;
  /** Ends the session: the connection is dropped and tried again later. */
  readonly end: (why: string) => void;
  readonly isFilling: () => boolean;
  readonly pushed: () => void;
  readonly pulled: (page: AppliedPage, heads: Page["heads"], more: boolean) => void;
  /** A change that came with a poke lies in the replica. */
  readonly told: () => void;
  readonly limited: (reason: PushOnlyReason) => void;
}

export interface Session {
  readonly push: () => void;
  readonly pull: () => void;
  /** Fetches rows by name ahead of the pages; `false` when the server was not asked or did not answer. */
  readonly look: (wanted: Wanted) => Promise<boolean>;
  /** Takes the change that a poke carries, or pulls when it does not begin where this till stands. */
  readonly poked: (poke: Poke) => void;
}

/** The two loops of a connection that `welcome` opened. */
export function openSession(options: SyncOptions, welcome: Welcome, hooks: SessionHooks): Session {
  const push = openLoop(options, hooks, openPush(options, welcome, hooks));
  const looking = openLooking(options, {
    ask: hooks.ask,
    alive: () => hooks.alive() && hooks.isFilling() && welcome.mode === "full",
    streams: welcome.streams,
  });
  const pulling =
    welcome.mode === "full"
      ? openLoop(options, hooks, openPull(options, { welcome, looking }, hooks))
      : undefined;
  const pull = (): void => pulling?.start();
  return {
    push: push.start,
    pull,
    look: looking.look,
    poked: (poke) => {
      // A page on its way was made before or after the change: the next pull knows which.
      try {
        const at = options.replica.checkpoint(poke.stream);
        if (at?.epoch === poke.epoch && at.position >= poke.position) return;
        const taken = pulling?.isIdle() === true && takeChange(options, hooks, { poke, at });
        if (!taken) pull();
      } catch (error) {
        hooks.end(error instanceof Error ? error.message : String(error));
      }
    },
  };
}

/** Applies what a poke carries like a page of one stream; says whether it could. */
function takeChange(
  options: SyncOptions,
  hooks: SessionHooks,
  { poke, at }: { readonly poke: Poke; readonly at: Checkpoints[string] | undefined },
): boolean {
  const { stream, epoch, position, change } = poke;
  if (change === undefined || at === undefined || hooks.isFilling()) return false;
  if (at.epoch !== epoch || at.position < change.from) return false;
  const rows = rowsOfPoke(poke);
  if (rows === undefined) return false;
  const sequence = change.seen[options.registerId];
  const seen = sequence === undefined ? {} : { [stream]: { [options.registerId]: sequence } };
  options.replica.applyPage({ rows, checkpoints: { [stream]: { epoch, position } }, seen });
  options.onPage({ streams: [stream], dropped: [], rows, fill: false });
  options.hlc.hear(change.serverHlc);
  hooks.told();
  return true;
}

/** What one round asks for next: more at once, a rest first, or nothing until called again. */
type Next = "again" | "idle" | { readonly restMs: number };

/** Runs rounds one after another, never two at a time; a call during a round makes one more. */
function openLoop(
  { clock }: SyncOptions,
  hooks: SessionHooks,
  round: () => Promise<Next>,
): { readonly start: () => void; readonly isIdle: () => boolean } {
  let running = false;
  let wanted = false;

  async function run(): Promise<void> {
    running = true;
    try {
      while (wanted && hooks.alive()) {
        wanted = false;
        const next = await round();
        if (!hooks.alive()) return;
        if (next === "again") wanted = true;
        else if (next !== "idle") {
          clock.after(next.restMs, start);
          return;
        }
      }
    } catch (error) {
      if (hooks.alive()) hooks.end(error instanceof Error ? error.message : String(error));
    } finally {
      running = false;
    }
  }

  function start(): void {
    wanted = true;
    if (!running && hooks.alive()) void run();
  }
  return { start, isIdle: () => !running };
}

function openPush(
  { journal, registerId: _, ...options }: SyncOptions,
  welcome: Welcome,
  hooks: SessionHooks,
): () => Promise<Next> {
  let entriesMax = Math.min(welcome.limits.entries, BATCH_ENTRIES_MAX);
  const bytesMax = Math.min(welcome.limits.bytes, BATCH_BYTES_MAX);
  let from = journal.highestAcknowledged();

  const guests = openGuestPush({
    journal,
    welcome,
    ask: (event, payload) => hooks.ask(event, payload, ASK_TIMEOUT_MS),
    alive: hooks.alive,
    batchOf: (entries) => nextBatch(entries, bytesMax),
  });

  function refused(reply: Extract<Pushed, { ok: false }>, batch: readonly AnyEntry[]): Next {
    switch (reply.code) {
      case "need": {
        const wanted = reply.sequence ?? 0;
        if (wanted < 1 || wanted > journal.head().sequence + 1 || wanted === from + 1) {
          throw new Nonsense(`need: sequence ${wanted}`);
        }
        from = wanted - 1;
        return "again";
      }
      case "too-large":
      case "malformed":
        if (batch.length === 1) throw new Error(`entry ${batch[0]?.sequence}: ${reply.code}`);
        entriesMax = Math.max(1, Math.floor(batch.length / 2));
        return "again";
      case "conflict":
        hooks.limited("fenced");
        return "idle";
      case "busy":
        return { restMs: reply.slowMs ?? BUSY_MS };
      default:
        throw new Error(reply.code);
    }
  }

  return async () => {
    const batch = nextBatch(journal.after(from, entriesMax), bytesMax);
    if (batch.length === 0) return guests.round();
    const keys = options.keysOf?.(batch) ?? [];
    const message = { epoch: welcome.epoch, entries: batch, ...(keys.length > 0 && { keys }) };
    const asked = hooks.ask(EVENTS.push, message, ASK_TIMEOUT_MS);
    options.faults?.("during-push");
    const reply = readPushed(await asked);
    if (!hooks.alive()) return "idle";
    if (!reply.ok) return refused(reply, batch);
    recordAnswers(journal, batch, reply);
    from = batch.at(-1)?.sequence ?? from;
    entriesMax = Math.min(welcome.limits.entries, BATCH_ENTRIES_MAX);
    options.hlc.hear(reply.serverHlc);
    hooks.pushed();
    return reply.slowMs === undefined ? "again" : { restMs: reply.slowMs };
  };
}

/** As many entries as fit the wire; always at least one. */
function nextBatch(entries: readonly AnyEntry[], bytesMax: number): readonly AnyEntry[] {
  let bytes = 0;
  const batch: AnyEntry[] = [];
  for (const entry of entries) {
    bytes += Buffer.byteLength(JSON.stringify(entry)) + 1;
    if (batch.length > 0 && bytes > bytesMax) break;
    batch.push(entry);
  }
  return batch;
}

/** Keeps the answers, all or none: an answer to something that was not asked makes all of it nonsense. */
function recordAnswers(
  journal: SyncOptions["journal"],
  batch: readonly AnyEntry[],
  reply: Extract<Pushed, { ok: true }>,
): void {
  const asked = new Map(batch.map((entry) => [entry.sequence, entry.id]));
  for (const { sequence, id } of reply.answers) {
    if (asked.get(sequence) !== id) throw new Nonsense(`answer to ${sequence} was not asked for`);
    asked.delete(sequence);
  }
  if (asked.size > 0) throw new Nonsense("an entry of the batch has no answer");
  journal.recordAnswers(reply.answers);
}

function openPull(
  { replica, hlc, onPage, faults, clock }: SyncOptions,
  { welcome, looking }: { readonly welcome: Welcome; readonly looking: Looking },
  hooks: SessionHooks,
): () => Promise<Next> {
  const size = openPageSize(Math.min(welcome.limits.pullRows, PULL_ROWS_MAX));
  const stage = openStage();
  return async () => {
    // Somebody waits at the counter for what was looked up: nothing is put on the line before it.
    await looking.settled();
    if (!hooks.alive()) return "idle";
    const before = stage.from(replica.checkpoints());
    const floors = stage.floors(replica.floors());
    const limit = hooks.isFilling() ? size.rows() : size.most;
    const message = { checkpoints: before, limit, ...(hasAny(floors) && { floors }) };
    const beganMs = clock.now();
    const reply = readPulled(await hooks.ask(EVENTS.pull, message, ASK_TIMEOUT_MS));
    size.took(clock.now() - beganMs);
    if (!hooks.alive()) return "idle";
    if (!reply.ok) {
      if (reply.code === "busy") return { restMs: reply.slowMs ?? BUSY_MS };
      if (reply.code === "unknown-device" || reply.code === "malformed")
        throw new Error(reply.code);
      hooks.limited(reply.code);
      return "idle";
    }
    const rows = rowsOfPage(reply);
    const { checkpoints, seen, more } = reply;
    const drop = [...reply.left, ...reply.reset.map(({ stream }) => stream)];
    const fill = hooks.isFilling();
    faults?.("during-pull");
    const begins = reply.reset.length > 0 && !fill;
    const held = { rows, checkpoints, seen, drop, floors: reply.floors ?? {} };
    const page = stage.take(held, { begins, more });
    hlc.hear(reply.serverHlc);
    if (page !== undefined) {
      const { drop: dropped, ...rest } = page;
      replica.applyPage({ ...rest, ...(dropped.length === 0 ? {} : { drop: dropped }) }, { fill });
      const streams = Object.keys(page.checkpoints);
      const applied = { streams, dropped, rows: page.rows, fill };
      onPage(applied);
      hooks.pulled(applied, reply.heads, more);
    }
    if (!more || (planted("F17") && rows.length < limit)) return "idle";
    if (!movedOn(before, reply, drop)) throw new Nonsense("a page that leads nowhere");
    return "again";
  };
}

function hasAny(record: Readonly<Record<string, unknown>>): boolean {
  return Object.keys(record).length > 0;
}

/** A server that says "more" and gives nothing would be asked for ever. */
function movedOn(
  before: Readonly<Record<string, { readonly epoch: string; readonly position: number }>>,
  page: Page,
  dropped: readonly string[],
): boolean {
  if (dropped.length > 0) return true;
  return Object.entries(page.checkpoints).some(([stream, at]) => {
    const known = before[stream];
    return known === undefined || known.epoch !== at.epoch || known.position < at.position;
  });
}
