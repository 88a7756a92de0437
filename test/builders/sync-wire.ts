/**
 * A clock that moves by hand and a wire to a small server in memory, for tests of the till's sync. The
 * server keeps what it is pushed, serves rows by position, and can be told to misbehave.
 */

import type { Chunk, Pull, Push, WireRow } from "#shared/protocol/messages.ts";
import type { Entry } from "#shared/records/entry.ts";
import type { TillClock } from "#till/host.ts";
import type { OpenTransport, TransportEvents } from "#till/sync/transport.ts";

/** Time that passes only when told; timers run in order. */
export class HandClock implements TillClock {
  atMs = 1_700_000_000_000;
  private timers: { atMs: number; run: () => void }[] = [];
  readonly now = (): number => this.atMs;
  readonly after = (ms: number, run: () => void): (() => void) => {
    const timer = { atMs: this.atMs + ms, run };
    this.timers.push(timer);
    return () => {
      this.timers = this.timers.filter((each) => each !== timer);
    };
  };

  /** Lets `ms` pass, and everything that follows from it happen. */
  async pass(ms: number): Promise<void> {
    const until = this.atMs + ms;
    await settle();
    for (;;) {
      const due = this.timers.filter((each) => each.atMs <= until);
      const next = due.sort((left, right) => left.atMs - right.atMs)[0];
      if (next === undefined) break;
      this.timers = this.timers.filter((each) => each !== next);
      this.atMs = Math.max(this.atMs, next.atMs);
      next.run();
      await settle();
    }
    this.atMs = until;
    await settle();
  }
}

/** Until no promise that can go on without time passing is left. */
async function settle(): Promise<void> {
  for (let turn = 0; turn < 40; turn += 1) await Promise.resolve();
  await new Promise((resolve) => setImmediate(resolve));
}

export type Misbehaviour = (event: string, answer: unknown) => unknown;

/** A server of one register's world. */
export class WireServer {
  epoch = "epoch-1";
  mode: "full" | "push-only" = "full";
  reason: "upgrade" | "fenced" | undefined;
  reachable = true;
  entries: Entry[] = [];
  /** Every push as it came, for counting. */
  readonly pushes: Push[] = [];
  readonly hellos: unknown[] = [];
  pulls = 0;
  misbehave: Misbehaviour | undefined;
  private readonly streams = new Map<string, WireRow[]>();
  private events: TransportEvents | undefined;

  put(stream: string, table: string, id: string, row: Record<string, unknown> | null): number {
    const rows = this.streams.get(stream) ?? [];
    const position = (rows.at(-1)?.[2] ?? 0) + 1;
    this.streams.set(stream, [...rows, [table, id, position, row]]);
    return position;
  }

  /** Makes a new history: what was put so far is gone unless put again. */
  restore(epoch: string): void {
    this.epoch = epoch;
    this.streams.clear();
  }

  poke(stream: string): void {
    const position = this.streams.get(stream)?.at(-1)?.[2] ?? 0;
    this.events?.onPoke({ stream, position, epoch: this.epoch });
  }

  /** A poke that carries what came after `from`, with `seen` of the registers folded in. */
  tell(stream: string, from: number, seen: Readonly<Record<string, number>> = {}): void {
    const rows = (this.streams.get(stream) ?? []).filter(([, , position]) => position > from);
    const position = rows.at(-1)?.[2] ?? from;
    const change = { from, rows: JSON.stringify(rows), seen, serverHlc: "" };
    this.events?.onPoke({ stream, position, epoch: this.epoch, change });
  }

  readonly transport: OpenTransport = (events) => {
    let open = false;
    return {
      connect: () => {
        queueMicrotask(() => {
          open = this.reachable;
          this.events = open ? events : undefined;
          if (open) events.onUp();
          else events.onDown("unreachable");
        });
      },
      ask: async (event, payload) => {
        await Promise.resolve();
        if (!open || !this.reachable) throw new Error("no answer");
        const answer = this.answer(event, structuredClone(payload));
        return this.misbehave === undefined ? answer : this.misbehave(event, answer);
      },
      disconnect: () => {
        open = false;
        this.events = undefined;
      },
    };
  };

  private answer(event: string, payload: unknown): unknown {
    if (event === "hello") return this.welcome(payload);
    if (event === "push") return this.pushed(payload as Push);
    return this.page(payload as Pull);
  }

  private welcome(payload: unknown) {
    this.hellos.push(payload);
    const welcome = {
      mode: this.mode,
      ...(this.reason === undefined ? {} : { reason: this.reason }),
      epoch: this.epoch,
      lastSequence: this.entries.length,
      lastHash: this.entries.at(-1)?.hash ?? "0".repeat(64),
      streams: [...this.streams.keys()],
      limits: { entries: 100, bytes: 524_288, pullRows: 5_000 },
      serverHlc: "",
      serverAtMs: 0,
    };
    return { ok: true, welcome };
  }

  private pushed(push: Push) {
    this.pushes.push(push);
    for (const entry of push.entries as unknown as Entry[]) {
      if (entry.sequence === this.entries.length + 1) this.entries.push(entry);
      else if (entry.sequence > this.entries.length) {
        return { ok: false, code: "need", sequence: this.entries.length + 1 };
      }
    }
    const answers = push.entries.map(({ id, sequence }) => ({ id, sequence, outcome: "ok" }));
    return { ok: true, answers, lastSequence: this.entries.length, serverHlc: "" };
  }

  private page({ checkpoints, limit }: Pull) {
    this.pulls += 1;
    const chunks: Chunk[] = [];
    const next: Record<string, { epoch: string; position: number }> = {};
    const reset: { stream: string; epoch: string }[] = [];
    const heads: Record<string, number> = {};
    let left = limit;
    let more = false;
    for (const [stream, rows] of this.streams) {
      heads[stream] = rows.at(-1)?.[2] ?? 0;
      const known = checkpoints[stream];
      if (known !== undefined && known.epoch !== this.epoch) {
        reset.push({ stream, epoch: this.epoch });
      }
      const from = known?.epoch === this.epoch ? known.position : 0;
      const all = rows.filter((row) => row[2] > from);
      const read = all.slice(0, left);
      left -= read.length;
      more ||= read.length < all.length;
      const to = read.at(-1)?.[2] ?? from;
      next[stream] = { epoch: this.epoch, position: to };
      if (read.length === 0) continue;
      chunks.push({
        stream,
        epoch: this.epoch,
        fromPosition: from,
        toPosition: to,
        rows: read.length,
        encoding: "json",
        bytes: new TextEncoder().encode(JSON.stringify(read)),
      });
    }
    const gone = Object.keys(checkpoints).filter((stream) => !this.streams.has(stream));
    const seen = Object.fromEntries(Object.keys(next).map((stream) => [stream, {}]));
    const page = { chunks, checkpoints: next, seen, more, left: gone, reset, heads };
    return { ok: true, ...page, serverHlc: "" };
  }
}
