/**
 * Rows by name while the till fills (SPEC P24): asked of the server, put into the replica at their own
 * positions without moving a checkpoint, and written over or left alone by the page that brings them
 * again. When somebody asks is acts/ahead.ts.
 */
import { type Checkpoints, EVENTS } from "#shared/protocol/messages.ts";
import type { PageRow, SyncOptions, Wanted } from "./contract.ts";
import { readLooked, rowsOfPage } from "./decode.ts";

/** Nobody at a counter waits longer for a line. */
const NAMED_TIMEOUT_MS = 2_000;
/** The first look names nothing and brings all small tables: nobody waits for it. */
const SMALL_TIMEOUT_MS = 20_000;

export interface Looking {
  readonly look: (wanted: Wanted) => Promise<boolean>;
  /** Resolves when the looks that somebody waits for, as they are now, have ended. */
  readonly settled: () => Promise<void>;
}

/** The looks of one connection. `alive`: it stands and the till fills. */
export function openLooking(
  options: SyncOptions,
  connection: {
    readonly ask: (event: string, payload: unknown, timeoutMs: number) => Promise<unknown>;
    readonly alive: () => boolean;
    readonly streams: readonly string[];
  },
): Looking {
  const underWay = new Set<Promise<boolean>>();
  /** A server of an older version is not asked again on this connection. */
  let isKnown = true;

  async function ask({ codes = [], ids = [] }: Wanted): Promise<boolean> {
    const message = { codes, ids, ahead: options.replica.ahead() };
    const timeoutMs = isNamed({ codes, ids }) ? NAMED_TIMEOUT_MS : SMALL_TIMEOUT_MS;
    try {
      const reply = readLooked(await connection.ask(EVENTS.look, message, timeoutMs));
      if (!reply.ok) isKnown = reply.code !== "malformed";
      if (!reply.ok || !connection.alive()) return false;
      apply(options, reply.chunks, connection.streams);
      return true;
    } catch {
      // The line is slow or gone, or the answer is nonsense: everything comes by pages all the same.
      return false;
    }
  }

  return {
    look: async (wanted) => {
      if (!isKnown || !connection.alive()) return false;
      const asked = ask(wanted);
      if (!isNamed(wanted)) return asked;
      underWay.add(asked);
      return asked.finally(() => underWay.delete(asked));
    },
    settled: async () => {
      await Promise.all(underWay);
    },
  };
}

function isNamed({ codes = [], ids = [] }: Wanted): boolean {
  return codes.length + ids.length > 0;
}

/** Chunks of streams that the till is in, and of the history that it is in. */
function apply(
  options: SyncOptions,
  chunks: Parameters<typeof rowsOfPage>[0]["chunks"],
  streams: readonly string[],
): void {
  const known = options.replica.checkpoints();
  const own = chunks.filter(({ stream, epoch }) => {
    const at = known[stream];
    return streams.includes(stream) && (at === undefined || at.epoch === epoch);
  });
  // A row that own entries changed counts them by the checkpoint, which does not move here (P11).
  const rows = rowsOfPage({ chunks: own }).filter((row) => options.isOwn?.(row) !== true);
  const ahead: Checkpoints = Object.fromEntries(
    own.map(({ stream, epoch, toPosition }) => [stream, { epoch, position: toPosition }]),
  );
  options.replica.applyPage({ rows, checkpoints: {}, seen: {}, ahead }, { fill: true });
  options.onPage({ streams: [], dropped: [], rows: rows as readonly PageRow[], fill: true });
}
