/**
 * What a till keeps for an update of the program: when it was last touched, and the update that waits.
 * Whether it may be installed is electron/updater.ts; who fetches it is the desktop's shell.
 */
import type { SessionView } from "#shared/till-api/views/session.ts";
import { refusalOut } from "./acts/answer.ts";

/** A fetched version, and why it is not installed yet. */
export interface WaitingUpdate {
  readonly version: string;
  readonly code: string;
}

export interface Updating {
  /** Somebody did something. */
  readonly touch: () => void;
  readonly idleMs: () => number;
  readonly waiting: () => SessionView["update"];
  readonly tell: (update: WaitingUpdate | undefined) => void;
}

/** Counts the stillness from now on; opening a till is a touch. `changed` is called when what waits changes. */
export function openUpdating(options: {
  readonly now: () => number;
  readonly changed: () => void;
}): Updating {
  let touchedAtMs = options.now();
  let waiting: WaitingUpdate | undefined;
  return {
    touch: () => {
      touchedAtMs = options.now();
    },
    // A clock that was set back has not made the till busier than it just was.
    idleMs: () => Math.max(0, options.now() - touchedAtMs),
    waiting: () =>
      waiting && { version: waiting.version, refusal: refusalOut({ code: waiting.code }) },
    tell: (update) => {
      if (update?.version === waiting?.version && update?.code === waiting?.code) return;
      waiting = update;
      options.changed();
    },
  };
}
