/**
 * Codes that the register's own scanners read, until the console has given them to the page that is
 * open: it alone knows which. A code leaves when the console says so, so that a page that goes in
 * between loses none; its id is the id of the act that sells it, so that none is sold twice. While no
 * console follows, a code goes to the basket as it came.
 */
import { randomUUID } from "node:crypto";

export interface HeardCode {
  readonly id: string;
  readonly raw: string;
}

export interface HeardCodes {
  /** A scanner read this. */
  readonly hear: (raw: string) => void;
  /** The console has given this code to a page. */
  readonly taken: (id: string) => void;
  /** A console follows from now on, in place of the one before. */
  readonly follow: () => Follower;
  /** Who gets the codes that no console follows. */
  readonly unfollowed: (take: (code: HeardCode) => void) => void;
}

export interface Follower {
  /** What waits to be taken, in the order in which it was read; nothing once another one follows. */
  readonly waiting: () => readonly HeardCode[];
  readonly leave: () => void;
}

/** No codes yet, and nobody who follows. `changed` is called when there is something to take. */
export function openHeardCodes(changed: () => void): HeardCodes {
  let waiting: readonly HeardCode[] = [];
  let followers: readonly symbol[] = [];
  let takeUnfollowed: (code: HeardCode) => void = () => undefined;

  function handOn(): void {
    if (followers.length > 0) changed();
    const left = followers.length > 0 ? [] : waiting;
    waiting = waiting.slice(left.length);
    for (const code of left) takeUnfollowed(code);
  }

  return {
    hear: (raw) => {
      waiting = [...waiting, { id: randomUUID(), raw }];
      handOn();
    },
    taken: (id) => {
      waiting = waiting.filter((code) => code.id !== id);
    },
    follow: () => {
      const self = Symbol("follower");
      followers = [...followers, self];
      return {
        waiting: () => (followers.at(-1) === self ? waiting : []),
        leave: () => {
          followers = followers.filter((one) => one !== self);
          handOn();
        },
      };
    },
    unfollowed: (take) => {
      takeUnfollowed = take;
    },
  };
}
