/** Tells who listens that a stream moved: at once, and then at most every 250 ms a stream. No content. */
import { POKE_EVERY_MS, type Poke } from "#shared/protocol/messages.ts";

export interface Pokes {
  readonly publish: (moved: Iterable<Poke>) => void;
  readonly close: () => void;
}

/** Pokes go to `send`, which knows the listeners. */
export function createPokes(send: (poke: Poke) => void): Pokes {
  const newest = new Map<string, Poke>();
  const resting = new Map<string, ReturnType<typeof setTimeout>>();
  const told = new Map<string, number>();
  const rest = (stream: string): void => {
    const timer = setTimeout(() => {
      resting.delete(stream);
      const poke = newest.get(stream);
      if (poke !== undefined && poke.position !== told.get(stream)) tell(poke);
    }, POKE_EVERY_MS);
    resting.set(stream, timer);
  };
  const tell = (poke: Poke): void => {
    told.set(poke.stream, poke.position);
    send(poke);
    rest(poke.stream);
  };
  return {
    publish(moved) {
      for (const poke of moved) {
        newest.set(poke.stream, poke);
        if (!resting.has(poke.stream) && told.get(poke.stream) !== poke.position) tell(poke);
      }
    },
    close() {
      for (const timer of resting.values()) clearTimeout(timer);
      resting.clear();
    },
  };
}
