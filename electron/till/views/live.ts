/**
 * A live view: the first value at once, then one for each change. Changes that come while the console
 * is still taking the last one are one change: only the newest is sent.
 */
import type { Hub, Topic } from "../hub.ts";

export interface LiveOptions<Value> {
  readonly hub: Hub;
  readonly topics: readonly Topic[];
  readonly read: () => Value | Promise<Value>;
  /** Ends the view: the console went away. */
  readonly signal: AbortSignal | undefined;
  /** Resolves when the console can take more. */
  readonly drained?: (() => Promise<void>) | undefined;
  /** Besides the topics: something else that says "read again", such as a live query. */
  readonly also?: (changed: () => void) => () => void;
}

/** The values of a view until `signal` aborts or the reader stops. */
export async function* liveView<Value>(
  options: LiveOptions<Value>,
): AsyncGenerator<Value, void, void> {
  let changed = true;
  let wake: (() => void) | undefined;
  const hear = (): void => {
    changed = true;
    wake?.();
  };
  const stops = [options.hub.on(options.topics, hear)];
  if (options.also !== undefined) stops.push(options.also(hear));
  options.signal?.addEventListener("abort", hear);
  try {
    while (options.signal?.aborted !== true) {
      if (!changed) {
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
        wake = undefined;
        continue;
      }
      await options.drained?.();
      changed = false;
      yield await options.read();
    }
  } finally {
    for (const stop of stops) stop();
    options.signal?.removeEventListener("abort", hear);
  }
}
