/**
 * Hybrid logical clock (Kulkarni et al., 2014): physical milliseconds, a counter for what happens
 * within one, and the maker's name, so that every two acts of a chain have an order that follows
 * cause and stays near the wall clock. The text form sorts as the clock does.
 *
 *   0190a1b2c3d4-0007-019...  =  48 bits of milliseconds, 16 bits of counter, both hex; the node
 */
import { assert } from "./assert.ts";
import { done, type Result, refuse } from "./result.ts";

export interface Hlc {
  /** UTC milliseconds, 0 to 2^48 - 1. */
  readonly atMs: number;
  /** 0 to 65,535 within a millisecond. */
  readonly counter: number;
  /** Who made it: a register id, or the server's. Letters, digits and hyphens, 1 to 64. */
  readonly node: string;
}

/** How far ahead of its own clock the server believes anyone. */
export const HLC_AHEAD_MS_MAX = 5 * 60_000;

const AT_MS_MAX = 0xffff_ffff_ffff;
const COUNTER_MAX = 0xffff;
const FORM = /^([0-9a-f]{12})-([0-9a-f]{4})-([0-9A-Za-z-]{1,64})$/;

/** The clock of a node before its first act. */
export function startHlc(node: string): Hlc {
  assert(/^[0-9A-Za-z-]{1,64}$/.test(node), "a clock's node is a short plain name");
  return { atMs: 0, counter: 0, node };
}

/** The clock after an own act at `nowMs`: later than before, even when the wall clock fell back. */
export function tickHlc(clock: Hlc, nowMs: number): Hlc {
  return nowMs > clock.atMs ? at(clock, nowMs, 0) : next(clock, clock.atMs, clock.counter);
}

/**
 * The clock after hearing of `heard`: later than both. `aheadMsMax` limits how far `heard` may pull
 * it past `nowMs`; a till leaves it out, because the server's time is the better one.
 */
export function receiveHlc(
  clock: Hlc,
  heard: Hlc,
  when: { readonly nowMs: number; readonly aheadMsMax?: number },
): Hlc {
  const aheadMsMax = when.aheadMsMax;
  const trusted = aheadMsMax === undefined ? heard : clampHlc(heard, when.nowMs, aheadMsMax);
  const atMs = Math.max(clock.atMs, trusted.atMs, when.nowMs);
  if (atMs > clock.atMs && atMs > trusted.atMs) return at(clock, atMs, 0);
  const own = atMs === clock.atMs ? clock.counter : 0;
  const theirs = atMs === trusted.atMs ? trusted.counter : 0;
  return next(clock, atMs, Math.max(own, theirs));
}

/** The same clock, pulled back to at most `aheadMsMax` past `nowMs` when it is further ahead. */
export function clampHlc(clock: Hlc, nowMs: number, aheadMsMax: number = HLC_AHEAD_MS_MAX): Hlc {
  const limit = nowMs + aheadMsMax;
  return clock.atMs <= limit ? clock : { ...clock, atMs: limit, counter: COUNTER_MAX };
}

/** The sortable text: comparing two texts compares the clocks. */
export function formatHlc(clock: Hlc): string {
  const time = clock.atMs.toString(16).padStart(12, "0");
  return `${time}-${clock.counter.toString(16).padStart(4, "0")}-${clock.node}`;
}

/** The clock of a text. Refuses `clock-malformed`. */
export function parseHlc(text: string): Result<Hlc, "clock-malformed"> {
  const parts = text.length <= 82 ? FORM.exec(text) : null;
  if (parts === null) return refuse("clock-malformed");
  const [, time = "", counter = "", node = ""] = parts;
  return done({ atMs: Number.parseInt(time, 16), counter: Number.parseInt(counter, 16), node });
}

/** Earlier is negative; equal only for the same act of the same node. */
export function compareHlc(left: Hlc, right: Hlc): number {
  if (left.atMs !== right.atMs) return left.atMs - right.atMs;
  if (left.counter !== right.counter) return left.counter - right.counter;
  return left.node < right.node ? -1 : left.node > right.node ? 1 : 0;
}

function next(clock: Hlc, atMs: number, counter: number): Hlc {
  return counter < COUNTER_MAX ? at(clock, atMs, counter + 1) : at(clock, atMs + 1, 0);
}

function at(clock: Hlc, atMs: number, counter: number): Hlc {
  assert(Number.isSafeInteger(atMs) && atMs >= 0 && atMs <= AT_MS_MAX, "a clock fits 48 bits");
  return { atMs, counter, node: clock.node };
}
