/** Who is told when something changed: topics without content; listeners read what they need. */

/** `rows:<table>` for rows; the others are named parts of the till. */
export type Topic =
  | `rows:${string}`
  | "basket"
  | "session"
  | "sync"
  | "paper"
  | "codes"
  | "journal"
  | "guide"
  | "fiscal"
  | "shift";

export interface Hub {
  /** Calls back once for each `emit` that names one of the topics. Answers how to stop. */
  readonly on: (topics: readonly Topic[], listener: () => void) => () => void;
  readonly emit: (topics: readonly Topic[]) => void;
}

/** An empty hub. A listener that throws is a bug and does not keep others from hearing. */
export function openHub(): Hub {
  const listeners = new Map<string, Set<() => void>>();
  return {
    on: (topics, listener) => {
      for (const topic of topics) {
        const set = listeners.get(topic) ?? new Set();
        listeners.set(topic, set.add(listener));
      }
      return () => {
        for (const topic of topics) listeners.get(topic)?.delete(listener);
      };
    },
    emit: (topics) => {
      const heard = new Set<() => void>();
      for (const topic of topics) for (const each of listeners.get(topic) ?? []) heard.add(each);
      const bugs: unknown[] = [];
      for (const listener of heard) {
        try {
          listener();
        } catch (error) {
          bugs.push(error);
        }
      }
      if (bugs.length > 0) throw new AggregateError(bugs, "a listener failed");
    },
  };
}
