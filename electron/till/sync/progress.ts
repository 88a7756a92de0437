/**
 * How far the first fill is, and whether it is over. Kept on the desk together with the checkpoints it
 * was over at, so that a replica that fell back or was replaced fills again and says so.
 */
import type { Checkpoints, Page } from "#shared/protocol/messages.ts";
import type { AppliedPage, Filling, SyncOptions } from "./contract.ts";

const DESK_KIND = "sync";
const DESK_KEY = "filled";

export interface Progress {
  /** The streams this till belongs to; a new one does not make the whole till "filling" again. */
  readonly scope: (streams: readonly string[]) => void;
  /** The replica is empty again: all of it is fetched anew. */
  readonly begin: () => void;
  readonly isFilling: () => boolean;
  /** Takes in a page; says whether the first fill ended with it. */
  readonly pulled: (page: AppliedPage, heads: Page["heads"], more: boolean) => boolean;
  readonly filling: () => Filling | undefined;
}

/** Progress of the replica behind `options`. */
export function openProgress({ journal, replica }: SyncOptions): Progress {
  const filledAt = journal.desk.get<Checkpoints>(DESK_KIND, DESK_KEY);
  let filled = filledAt !== undefined && hasReached(replica.checkpoints(), filledAt);
  let heads: Readonly<Record<string, number>> = {};
  let streams: readonly string[] = [];
  return {
    scope: (names) => {
      streams = names;
    },
    begin: () => {
      filled = false;
      heads = {};
    },
    isFilling: () => !filled,
    pulled: (_page, pageHeads, more) => {
      heads = { ...heads, ...pageHeads };
      if (filled || more) return false;
      filled = true;
      journal.desk.put(DESK_KIND, DESK_KEY, replica.checkpoints());
      return true;
    },
    filling: () => {
      if (filled) return undefined;
      const at = replica.checkpoints();
      const list = streams.map((stream) => ({
        stream,
        position: at[stream]?.position ?? 0,
        head: Math.max(heads[stream] ?? 0, at[stream]?.position ?? 0),
      }));
      const whole = list.reduce((sum, { head }) => sum + head, 0);
      const here = list.reduce((sum, { position }) => sum + position, 0);
      const percent = whole === 0 ? 0 : Math.min(99, Math.floor((here * 100) / whole));
      return { percent, streams: list };
    },
  };
}

function hasReached(now: Checkpoints, then: Checkpoints): boolean {
  return Object.entries(then).every(([stream, { epoch, position }]) => {
    const at = now[stream];
    return at !== undefined && (at.epoch !== epoch || at.position >= position);
  });
}
