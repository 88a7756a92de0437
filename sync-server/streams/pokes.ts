/**
 * Tells who listens that a stream moved: at once, and then at most every 250 ms a stream. What moved is
 * read by changes.ts.
 */

import { POKE_EVERY_MS, type Poke } from "#shared/protocol/messages.ts";
import type { HeadChange } from "../database/heads.ts";

/** A stream that moved, with where it stood before and what was between, when that is known. */
export interface Moved extends Omit<Poke, "change"> {
  readonly from?: number;
  /** What moved it from there, as whoever wrote it knows it. */
  readonly change?: HeadChange;
}

export interface Pokes {
  readonly publish: (moved: Iterable<Moved>) => void;
  readonly close: () => void;
}

/** Pokes go to `send`, which knows the listeners, each from where the last one ended. */
export function createPokes(send: (moved: Moved) => void): Pokes {
  const newest = new Map<string, Moved>();
  const resting = new Map<string, ReturnType<typeof setTimeout>>();
  const told = new Map<string, Moved>();
  const rest = (stream: string): void => {
    const timer = setTimeout(() => {
      resting.delete(stream);
      const moved = newest.get(stream);
      if (moved !== undefined && moved.position !== told.get(stream)?.position) tell(moved);
    }, POKE_EVERY_MS);
    resting.set(stream, timer);
  };
  const tell = (moved: Moved): void => {
    const { change, ...bare } = moved;
    const before = told.get(moved.stream);
    told.set(moved.stream, bare);
    newest.set(moved.stream, bare);
    if (before === undefined || before.epoch !== moved.epoch) send(moved);
    // Told together with an earlier move that was not: what the last one was is not all of it.
    else send(before.position === moved.from ? moved : { ...bare, from: before.position });
    rest(moved.stream);
  };
  return {
    publish(moved) {
      for (const each of moved) {
        newest.set(each.stream, each);
        const isNew = told.get(each.stream)?.position !== each.position;
        if (!resting.has(each.stream) && isNew) tell(each);
      }
    },
    close() {
      for (const timer of resting.values()) clearTimeout(timer);
      resting.clear();
    },
  };
}
