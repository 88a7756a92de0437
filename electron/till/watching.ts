/**
 * RxDB over the till's replica: opened when there is something to watch, opened anew after a fill and
 * after a change of file, closed before the replica. What is watched is replica/collections.
 */
import type { Hub, Topic } from "./hub.ts";
import type { WatchedReplica } from "./replica/collections.ts";
import type { KeptReplica } from "./replica/kept.ts";
import type { Replica } from "./replica/tables.ts";
import type { SearchIndex } from "./search-index.ts";
import { rowsTopic } from "./till-rows.ts";

export interface Watching {
  /** Opens the collections, or opens them anew; at once, and whoever asks meanwhile reads plain rows. */
  readonly open: () => void;
  /** Lets go of the file's connection; resolves when RxDB holds it no more. */
  readonly release: () => Promise<void>;
  readonly replica: () => WatchedReplica | undefined;
  readonly close: () => Promise<void>;
}

/** What live queries are over; told when the collections are open. */
export const WATCHED_TOPICS: readonly Topic[] = [
  "rows:products",
  "rows:clients",
  "rows:stock",
  "rows:orders",
];

/** Nothing is opened when nobody is to watch. `opened` is called each time that there is something new. */
export function openWatching(
  isWanted: boolean,
  replica: KeptReplica,
  opened: () => void,
): Watching {
  let watched: WatchedReplica | undefined;
  let last: Promise<void> = Promise.resolve();
  let closed = false;

  async function openCollections(): Promise<void> {
    if (closed || watched !== undefined) return;
    const collections = await import("./replica/collections.ts");
    try {
      watched = await collections.openCollections(replica);
    } catch (error) {
      // Over a damaged file lists are read without RxDB until the file is another one.
      if (!replica.suspect(error)) throw error;
      return;
    }
    if (!closed) opened();
  }

  async function release(): Promise<void> {
    const was = watched;
    watched = undefined;
    await was?.close();
  }

  /** One after another: opening and closing never overlap. */
  function next(work: () => Promise<void>): Promise<void> {
    last = last.then(work);
    return last;
  }

  return {
    open: () => {
      if (isWanted && !closed) void next(release).then(() => next(openCollections));
    },
    release: () => next(release),
    replica: () => (closed ? undefined : watched),
    close: () => {
      closed = true;
      return next(release);
    },
  };
}

/** What was silent during a first fill speaks now: search, live queries, every view. */
export function showFilled(parts: {
  readonly replica: Replica;
  readonly search: SearchIndex;
  readonly watch: Watching;
  readonly hub: Hub;
  readonly tableNames: readonly string[];
}): void {
  if (parts.replica.filling()) parts.replica.endFill();
  parts.search.fillSoon();
  parts.watch.open();
  parts.hub.emit(parts.tableNames.map(rowsTopic));
}
