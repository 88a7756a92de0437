/** Virtual time: one queue of what happens when, run in order, with everything that follows settled in between. */
import type { Prng } from "#shared/base/prng.ts";

interface Planned {
  readonly atMs: number;
  readonly order: number;
  readonly run: () => void;
  off: boolean;
}

/** Turns of the real event loop after each event: enough for every chain of promises that needs no time. */
const SETTLE_TURNS = 3;

export class Schedule {
  nowMs: number;
  steps = 0;
  private order = 0;
  private readonly heap: Planned[] = [];

  constructor(startMs: number) {
    this.nowMs = startMs;
  }

  /** Runs something once, so many milliseconds from now; answers how to call it off. */
  after(ms: number, run: () => void): () => void {
    this.order += 1;
    const wait = Math.max(0, Math.round(ms));
    const planned: Planned = { atMs: this.nowMs + wait, order: this.order, run, off: false };
    this.push(planned);
    return () => {
      planned.off = true;
    };
  }

  /** Runs everything up to an instant, or until `isDone`; `between` is called after each event. */
  async runUntil(
    untilMs: number,
    between: () => void,
    isDone: () => boolean = () => false,
  ): Promise<void> {
    for (;;) {
      const next = this.heap[0];
      if (next === undefined || next.atMs > untilMs || isDone()) break;
      this.pop();
      if (next.off) continue;
      this.nowMs = Math.max(this.nowMs, next.atMs);
      this.steps += 1;
      next.run();
      await settle();
      between();
    }
    if (!isDone()) this.nowMs = Math.max(this.nowMs, untilMs);
  }

  private push(planned: Planned): void {
    const { heap } = this;
    heap.push(planned);
    let at = heap.length - 1;
    while (at > 0) {
      const up = (at - 1) >> 1;
      if (!isBefore(planned, heap[up] as Planned)) break;
      heap[at] = heap[up] as Planned;
      at = up;
    }
    heap[at] = planned;
  }

  private pop(): void {
    const { heap } = this;
    const last = heap.pop() as Planned;
    if (heap.length === 0) return;
    let at = 0;
    for (;;) {
      let child = at * 2 + 1;
      if (child >= heap.length) break;
      const right = heap[child + 1];
      if (right !== undefined && isBefore(right, heap[child] as Planned)) child += 1;
      if (!isBefore(heap[child] as Planned, last)) break;
      heap[at] = heap[child] as Planned;
      at = child;
    }
    heap[at] = last;
  }
}

function isBefore(left: Planned, right: Planned): boolean {
  return left.atMs < right.atMs || (left.atMs === right.atMs && left.order < right.order);
}

/** Lets every promise go on that can go on without time passing. No thread and no timer is involved. */
async function settle(): Promise<void> {
  for (let turn = 0; turn < SETTLE_TURNS; turn += 1) {
    await new Promise<void>((resolve) => setImmediate(resolve));
  }
}

/** One till's own idea of the time: off by years, jumping, standing still. Timers run on true time. */
export class SkewedClock {
  private offsetMs = 0;
  private frozenMs: number | undefined;
  private readonly schedule: Schedule;

  constructor(schedule: Schedule) {
    this.schedule = schedule;
  }

  readonly now = (): number => this.frozenMs ?? this.schedule.nowMs + this.offsetMs;
  readonly after = (ms: number, run: () => void): (() => void) => this.schedule.after(ms, run);

  set(offsetMs: number): void {
    this.frozenMs = undefined;
    this.offsetMs = offsetMs;
  }

  freeze(): void {
    this.frozenMs = this.now();
  }

  /** How far off the clock is now. */
  errorMs(): number {
    return this.now() - this.schedule.nowMs;
  }
}

/** True in `percent` of a hundred draws. */
export function percent(prng: Prng, share: number): boolean {
  return share > 0 && prng.int(1, 100) <= share;
}
