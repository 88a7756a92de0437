/**
 * What becomes of a replica whose file is damaged: an empty file takes its place as soon as the server
 * can be reached to fill it, while the till stays open. Until then what can be read is sold from. The
 * journal has no part in it. Finding damage is replica/, filling is sync.
 */
import type { TillClock } from "./host.ts";
import { asHint } from "./journal/connection.ts";
import type { Journal } from "./journal/journal.ts";
import { inspectFile } from "./replica/inspect.ts";
import type { KeptReplica } from "./replica/kept.ts";
import { discardReplicaFiles, freshReplicaFile } from "./replica-file.ts";
import type { SearchIndex } from "./search-index.ts";
import type { AppliedPage } from "./sync/contract.ts";
import type { Watching } from "./watching.ts";

export interface Mending {
  /**
   * Puts an empty file in the place of a damaged one; called when the server can be reached. Answers
   * whether it did: then everything is to be fetched.
   */
  readonly mend: () => boolean;
  /** Takes the file off the disk, overwritten, whatever state it is in: the till is out of service. */
  readonly destroy: () => void;
  /** Reads the whole file once in the background, from some seconds after the till opened. */
  readonly inspectSoon: () => void;
}

/** The desk's note of the last file that was thrown away, for support. */
const DESK_KIND = "replica";
const DESK_KEY = "replaced";
/** People sell first. */
const INSPECT_AFTER_MS = 5_000;

/** Mending of one till's replica. `onPage` is told that every stream is gone. */
export function openMending(till: {
  readonly folder: string;
  readonly connect?: Parameters<typeof freshReplicaFile>[1];
  readonly replica: KeptReplica;
  readonly journal: Journal;
  readonly search: Pick<SearchIndex, "renew">;
  readonly watch: Pick<Watching, "release">;
  readonly clock: TillClock;
  readonly closed: () => boolean;
  readonly onPage: (page: AppliedPage) => void;
}): Mending {
  const { folder, replica, journal, clock } = till;

  function replace(overwritten: boolean): boolean {
    const streams = Object.keys(replica.checkpoints());
    const fresh = freshReplicaFile(folder, till.connect);
    if (!fresh.ok) return false;
    const { discard } = replica.replaceBy(fresh.value);
    till.onPage({ streams: [], dropped: streams, rows: [], fill: false });
    till.search.renew();
    const { desk } = journal;
    asHint(() => {
      desk.delete("sync", "filled");
      desk.put(DESK_KIND, DESK_KEY, { atMs: clock.now() });
    });
    // RxDB holds the old connection until it has closed its queries.
    void till.watch.release().finally(() => {
      discard();
      discardReplicaFiles(folder, { keep: replica.file, overwritten });
    });
    return true;
  }

  return {
    mend: () => {
      if (!replica.damaged() || !replace(false)) return false;
      replica.beginFill();
      return true;
    },
    destroy: () => void replace(true),
    inspectSoon: () => {
      clock.after(INSPECT_AFTER_MS, () => {
        if (till.closed() || !replica.database.isOpen) return;
        const file = replica.file;
        const steps = inspectFile(replica.database);
        const step = (): void => {
          const isOver = till.closed() || !replica.database.isOpen;
          if (isOver || replica.file !== file) return;
          try {
            if (steps.next().done !== true) setImmediate(step);
          } catch (error) {
            if (!replica.suspect(error)) throw error;
          }
        };
        step();
      });
    },
  };
}
