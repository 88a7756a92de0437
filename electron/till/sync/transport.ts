/**
 * The wire as sync sees it: one connection at a time, questions with an answer, pokes. What is said
 * is `shared/protocol`; how it travels is socket-transport.ts, or a simulated wire in tests.
 */

export interface TransportEvents {
  readonly onUp: () => void;
  /** The connection ended or could not be made. */
  readonly onDown: (why: string) => void;
  readonly onPoke: (poke: unknown) => void;
  readonly onRevoked: () => void;
}

export interface Transport {
  /** Begins one attempt; `onUp` or `onDown` follows. */
  readonly connect: () => void;
  /** Rejects when no answer came in time or the connection ended. */
  readonly ask: (event: string, payload: unknown, timeoutMs: number) => Promise<unknown>;
  /** Ends the connection or the attempt; `onDown` is not called for it. */
  readonly disconnect: () => void;
}

/** Makes the wire to one server. */
export type OpenTransport = (events: TransportEvents) => Transport;
