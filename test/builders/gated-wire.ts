/**
 * A wire from a till to the sessions of a real server, in this process, on which every answer to one
 * kind of question waits until it is let through: a slow line without any clock.
 */
import type { Core } from "#server/core.ts";
import { createQuestions } from "#server/questions.ts";
import { createSession } from "#server/session.ts";
import { EVENTS } from "#shared/protocol/messages.ts";
import type { OpenTransport } from "#till/sync/transport.ts";

export interface GatedWire {
  readonly transport: OpenTransport;
  /** Answers to pulls pass from now on, all or so many. */
  readonly letPages: (count?: number) => void;
  /** From now on no page passes again. */
  readonly holdPages: () => void;
  /** What was asked, by name of the event, with what it said. */
  readonly asked: (event: string) => readonly unknown[];
  /** Puts another answer in the place of the server's. */
  spoil: ((event: string, answer: unknown) => unknown) | undefined;
  reachable: boolean;
}

/** A wire on which no page passes yet. */
export function aGatedWire(core: () => Core): GatedWire {
  const log: [event: string, payload: unknown][] = [];
  let open = 0;
  const waiting: (() => void)[] = [];

  async function passed(): Promise<void> {
    if (open === 0) await new Promise<void>((resolve) => waiting.push(resolve));
    else open -= 1;
  }

  const wire: GatedWire = {
    transport: (events) => {
      let session: ReturnType<typeof createSession> | undefined;
      return {
        connect: () => {
          queueMicrotask(() => {
            session = createSession(core(), createQuestions(), { listen: () => undefined });
            if (wire.reachable) events.onUp();
            else events.onDown("unreachable");
          });
        },
        ask: async (event, payload) => {
          if (!wire.reachable || session === undefined) throw new Error("no connection");
          log.push([event, payload]);
          const named = session[event as keyof typeof session];
          const answer: unknown = await named(structuredClone(payload));
          if (event === EVENTS.pull) await passed();
          return wire.spoil === undefined ? answer : wire.spoil(event, answer);
        },
        disconnect: () => {
          session = undefined;
        },
      };
    },
    letPages: (count = Number.MAX_SAFE_INTEGER) => {
      open += count;
      for (; open > 0 && waiting.length > 0; open -= 1) waiting.shift()?.();
    },
    holdPages: () => {
      open = 0;
    },
    asked: (event) => log.filter(([name]) => name === event).map(([, payload]) => payload),
    spoil: undefined,
    reachable: true,
  };
  return wire;
}
