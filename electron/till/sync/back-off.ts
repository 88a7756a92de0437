/** How long to wait before trying again: full jitter, so that a herd of tills does not come back at once. */
import { BACK_OFF_MAX_MS, BACK_OFF_MIN_MS, PULL_EVERY_MS } from "#shared/protocol/messages.ts";

/** Milliseconds before attempt `attempt` (0 is the first repeat); `fraction` is 0 to 1. */
export function backOffMs(attempt: number, fraction: number): number {
  const ceiling = Math.min(BACK_OFF_MAX_MS, BACK_OFF_MIN_MS * 2 ** Math.min(attempt, 10));
  return Math.round(ceiling * fraction);
}

/** Milliseconds until the next timed pull: 30 s, half as much more or less. */
export function nextPullMs(fraction: number): number {
  return Math.round(PULL_EVERY_MS * (0.5 + fraction));
}
