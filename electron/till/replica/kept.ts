/**
 * A replica that outlives its file: it says when the file turns out to be damaged, and can be given an
 * empty file in place of it while everybody goes on holding the same replica. When that is done is the
 * till's mend.ts.
 */
import type { Checkpoints } from "#shared/protocol/messages.ts";
import type { TableName } from "#shared/records/rows/index.ts";
import type { PageChange } from "./apply.ts";
import { isReplicaDamage, ReplicaDamage } from "./damage.ts";
import type { Look } from "./read.ts";
import type { Replica } from "./tables.ts";

export interface KeptReplica extends Replica {
  /** Whether something could not be read since the file was opened. */
  readonly damaged: () => boolean;
  /**
   * Takes note of an error of someone who read the file by its connection. Answers whether it means
   * damage; any other error is not ours.
   */
  readonly suspect: (error: unknown) => boolean;
  /** Called once for each file in which damage is found. */
  readonly onDamage: (listener: () => void) => void;
  /**
   * Puts another replica in this one's place; whoever listens to pages goes on listening. The old file
   * stays open until `discard`, for those who hold its connection. Positions are forgotten.
   */
  readonly replaceBy: (fresh: Replica) => { readonly discard: () => void };
}

/** Keeps an open replica. What was last read of checkpoints and `seen` stands in when it cannot be. */
export function keepReplica(first: Replica): KeptReplica {
  let current = first;
  let isDamaged = false;
  const damageListeners = new Set<() => void>();
  const following = new Map<(change: PageChange) => void, () => void>();
  let checkpoints: Checkpoints = {};
  const seen = new Map<string, Readonly<Record<string, number>>>();

  function suspect(error: unknown): boolean {
    if (!isReplicaDamage(error)) return false;
    if (!isDamaged) {
      isDamaged = true;
      for (const listener of [...damageListeners]) listener();
    }
    return true;
  }
  function guarded<Value>(read: () => Value): Value {
    try {
      return read();
    } catch (error) {
      throw suspect(error) ? new ReplicaDamage(error) : error;
    }
  }
  function* walked<Value>(walk: () => Iterable<Value>): Iterable<Value> {
    try {
      yield* walk();
    } catch (error) {
      throw suspect(error) ? new ReplicaDamage(error) : error;
    }
  }
  function orLast<Value>(read: () => Value, last: Value): Value {
    try {
      return read();
    } catch (error) {
      if (suspect(error)) return last;
      throw error;
    }
  }

  return {
    get file() {
      return current.file;
    },
    get database() {
      return current.database;
    },
    layout: first.layout,
    get: (table, id) => guarded(() => current.get(table, id)),
    byIndex: <Table extends TableName>(table: Table, look: Look) =>
      guarded(() => current.byIndex(table, look)),
    byCode: (table, code) => guarded(() => current.byCode(table, code)),
    count: (table, look) => guarded(() => current.count(table, look)),
    each: <Table extends TableName>(table: Table) => walked(() => current.each(table)),
    rowsAfter: (table, page) => guarded(() => current.rowsAfter(table, page)),
    positions: (stream) => walked(() => current.positions(stream)),
    checkpoints: () => {
      checkpoints = orLast(current.checkpoints, checkpoints);
      return checkpoints;
    },
    checkpoint: (stream) => orLast(() => current.checkpoint(stream), checkpoints[stream]),
    ahead: () => orLast(current.ahead, {}),
    floors: () => orLast(current.floors, {}),
    seen: (stream) => {
      const found = orLast(() => current.seen(stream), seen.get(stream) ?? {});
      seen.set(stream, found);
      return found;
    },
    applyPage: (page, options) => guarded(() => current.applyPage(page, options)),
    onChange: (listener) => {
      following.set(listener, current.onChange(listener));
      return () => {
        following.get(listener)?.();
        following.delete(listener);
      };
    },
    applied: () => guarded(current.applied),
    purge: () => guarded(current.purge),
    beginFill: () => guarded(current.beginFill),
    endFill: () => guarded(current.endFill),
    filling: () => guarded(current.filling),
    wipe: () => guarded(current.wipe),
    close: () => current.close(),
    damaged: () => isDamaged,
    suspect,
    onDamage: (listener) => void damageListeners.add(listener),
    replaceBy: (fresh) => {
      const old = current;
      for (const [listener, stop] of following) {
        stop();
        following.set(listener, fresh.onChange(listener));
      }
      current = fresh;
      isDamaged = false;
      checkpoints = {};
      seen.clear();
      return { discard: () => old.close() };
    },
  };
}
