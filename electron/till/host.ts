/** What a till takes from the machine it runs on: time, timers and randomness, so that a test or the simulator can bring its own. */
import { randomBytes } from "node:crypto";

export interface TillClock {
  /** UTC milliseconds. */
  readonly now: () => number;
  /** Runs once after so many milliseconds; answers how to call it off. */
  readonly after: (ms: number, run: () => void) => () => void;
}

/** The machine's own clock. Its timers do not keep a process alive. */
export const systemClock: TillClock = {
  now: () => Date.now(),
  after: (ms, run) => {
    const timer = setTimeout(run, ms);
    timer.unref();
    return () => clearTimeout(timer);
  },
};

export type RandomBytes = (bytes: number) => Uint8Array;

/** The machine's own randomness. */
export function systemRandom(bytes: number): Uint8Array {
  return new Uint8Array(randomBytes(bytes));
}

/** A fraction from 0 (inclusive) to 1 (exclusive), for jitter. */
export function randomFraction(random: RandomBytes): number {
  const [high = 0, middle = 0, low = 0] = random(3);
  return (high * 65_536 + middle * 256 + low) / 16_777_216;
}

/** The instants at which an end-to-end test may end the process (KEEPSHOP_FAULT, process.ts). */
export const TILL_FAULT_POINTS = [
  "before-append",
  "after-fsync-before-answer",
  "during-print",
  "during-push",
  "during-pull",
] as const;
export type TillFaultPoint = (typeof TILL_FAULT_POINTS)[number];
export type TillFaults = (point: TillFaultPoint) => void;
