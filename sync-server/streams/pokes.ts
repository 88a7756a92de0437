/**
 * Tells who listens that a stream moved: at once, and then at most every 250 ms a stream. What moved is
 * read by changes.ts.
 */
import { POKE_EVERY_MS, type Poke } from "#shared/protocol/messages.ts";

/** A stream that moved, with where it stood before, when that is known. */
export interface Moved extends Omit<Poke, "change"> {
  readonly from?: number;
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
    const before = told.get(moved.stream);
    told.set(moved.stream, moved);
    send(before?.epoch === moved.epoch ? { ...moved, from: before.position } : moved);
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
