/**
 * A server, a replica and a journal small enough to be obviously right, to judge the overlay by. Every
 * entry leaves its own token on each row it touches, so "twice" and "missing" can be read off a row.
 */
import type { FoldEntry, RowChange } from "#shared/engine/fold/contract.ts";
import type { AnyEntry } from "#shared/records/entry.ts";
import type { Rows } from "#shared/records/rows/index.ts";
import { type Overlay, type OverlayMark, openOverlay } from "#till/overlay/overlay.ts";

type Work = Rows["work"];
export interface Target {
  readonly store: string;
  readonly row: string;
}

interface Revision {
  readonly changes: readonly { readonly id: string; readonly row: Work }[];
  /** Highest own sequence folded in, up to this revision. */
  readonly seen: number;
}

interface ReplicaState {
  readonly rows: ReadonlyMap<string, Work>;
  readonly positions: ReadonlyMap<string, number>;
  readonly seen: ReadonlyMap<string, number>;
}

export const STORES = ["a", "b", "c"] as const;
const streamOfStore = (store: string): string => `store:${store}`;

/** The tokens on a row; an entry that was folded twice stands there twice. */
function tokensOf(row: Work | undefined): readonly string[] {
  const tokens = row?.body.tokens;
  return Array.isArray(tokens) ? tokens.map(String) : [];
}

/** Folds by writing the entry's token on each of its targets. */
const foldTokens: FoldEntry = (entry, read) => {
  const changes: RowChange[] = [];
  for (const { store, row } of targetsOf(entry)) {
    const id = `${store}-${row}`;
    const changed = withToken(read("work", id), { id, store, token: `own-${entry.sequence}` });
    changes.push({ table: "work", id, row: changed });
  }
  return { changes, exceptions: [] };
};

function targetsOf(entry: AnyEntry): readonly Target[] {
  return entry.body.targets as readonly Target[];
}

function withToken(
  row: Work | undefined,
  what: { readonly id: string; readonly store: string; readonly token: string },
): Work {
  const tokens = [...tokensOf(row), what.token];
  return {
    id: what.id,
    kind: "task",
    state: "open",
    title: what.id,
    storeId: what.store,
    at: 0,
    body: { tokens },
  };
}

/** One world: what the till did, what the server folded, what the till pulled, what it shows. */
export class OverlayWorld {
  readonly journal: AnyEntry[] = [];
  overlay: Overlay;
  private readonly streams = new Map<string, Revision[]>();
  private readonly serverRows = new Map<string, Work>();
  private scope: readonly string[] = STORES;
  private accepted = 0;
  private foreign = 0;
  private replica: ReplicaState = { rows: new Map(), positions: new Map(), seen: new Map() };
  private snapshots: ReplicaState[] = [];

  constructor() {
    this.overlay = this.open();
  }

  /** The till acts: an entry that touches each target. */
  act(targets: readonly Target[]): void {
    const sequence = this.journal.length + 1;
    const entry = { sequence, kind: "work.advanced", body: { targets } } as unknown as AnyEntry;
    this.journal.push(entry);
    this.overlay.append(entry);
  }

  /** The server folds in the next entries of the till, each in its own transaction. */
  accept(count: number): void {
    for (const entry of this.journal.slice(this.accepted, this.accepted + count)) {
      this.accepted = entry.sequence;
      this.write(targetsOf(entry), { token: `own-${entry.sequence}`, seen: entry.sequence });
    }
  }

  /** Somebody else changes a row at the server. */
  elsewhere(target: Target): void {
    this.foreign += 1;
    this.write([target], { token: `other-${this.foreign}`, seen: undefined });
  }

  /** The till pulls: at most `revisions` more of each of some streams, rows and seen together. */
  page(stores: readonly string[], revisions: number): void {
    this.snapshots.push(this.replica);
    const rows = new Map(this.replica.rows);
    const positions = new Map(this.replica.positions);
    const seen = new Map(this.replica.seen);
    const changed = new Set<string>();
    for (const store of stores.filter((each) => this.scope.includes(each))) {
      const stream = streamOfStore(store);
      const from = positions.get(stream) ?? 0;
      const read = (this.streams.get(stream) ?? []).slice(from, from + revisions);
      for (const revision of read) {
        for (const { id, row } of revision.changes) {
          rows.set(id, row);
          changed.add(id);
        }
        seen.set(stream, revision.seen);
      }
      positions.set(stream, from + read.length);
    }
    this.replica = { rows, positions, seen };
    this.overlay.afterPage({
      streams: stores.map(streamOfStore),
      rows: new Map([["work", changed]]),
    });
  }

  /** The server's history of a stream was lost past the till: dropped whole, filled again later. */
  reset(store: string): void {
    const stream = streamOfStore(store);
    const rows = new Map([...this.replica.rows].filter(([, row]) => row.storeId !== store));
    const positions = new Map(this.replica.positions);
    const seen = new Map(this.replica.seen);
    positions.delete(stream);
    seen.delete(stream);
    this.replica = { rows, positions, seen };
    this.overlay.afterPage({ streams: [stream], rows: "all" });
  }

  /** The till ends and starts; after a power cut the replica may have fallen some pages back. */
  restart(choice: { readonly pagesLost: number; readonly keepMark: boolean }): void {
    const mark = choice.keepMark ? this.overlay.mark() : undefined;
    const back = this.snapshots.length - choice.pagesLost;
    if (choice.pagesLost > 0) this.replica = this.snapshots[Math.max(back, 0)] ?? this.replica;
    this.snapshots = [];
    this.overlay = this.open(mark);
  }

  /** The server takes the till out of a stream, or into it again. */
  setScope(stores: readonly string[]): void {
    for (const store of this.scope) if (!stores.includes(store)) this.reset(store);
    this.scope = stores;
    this.overlay.afterPage({ streams: STORES.map(streamOfStore), rows: "all" });
  }

  /** What is wrong on any row: own entries missing or twice, others' marks not as pulled. */
  faults(): readonly string[] {
    const wrong: string[] = [];
    const expected = new Map<string, string[]>();
    for (const entry of this.journal) {
      for (const { store, row } of targetsOf(entry)) {
        if (!this.scope.includes(store)) continue;
        const id = `${store}-${row}`;
        expected.set(id, [...(expected.get(id) ?? []), `own-${entry.sequence}`]);
      }
    }
    for (const id of new Set([...expected.keys(), ...this.replica.rows.keys()])) {
      const shown = tokensOf(this.overlay.row("work", id));
      const own = shown.filter((token) => token.startsWith("own-")).sort();
      const others = shown.filter((token) => token.startsWith("other-"));
      const pulled = tokensOf(this.replica.rows.get(id));
      if (own.join() !== (expected.get(id) ?? []).sort().join()) wrong.push(`${id}: ${own}`);
      if (others.join() !== pulled.filter((token) => token.startsWith("other-")).join()) {
        wrong.push(`${id}: ${others}`);
      }
    }
    return wrong;
  }

  /** Everything accepted and everything pulled. */
  catchUp(): void {
    this.setScope(STORES);
    this.accept(this.journal.length);
    this.page(STORES, Number.MAX_SAFE_INTEGER);
  }

  private write(
    targets: readonly Target[],
    by: { readonly token: string; readonly seen: number | undefined },
  ): void {
    for (const store of new Set(targets.map((target) => target.store))) {
      const changes = targets
        .filter((target) => target.store === store)
        .map(({ row }) => {
          const id = `${store}-${row}`;
          const changed = withToken(this.serverRows.get(id), { id, store, token: by.token });
          this.serverRows.set(id, changed);
          return { id, row: changed };
        });
      const revisions = this.streams.get(streamOfStore(store)) ?? [];
      const seen = by.seen ?? revisions.at(-1)?.seen ?? 0;
      this.streams.set(streamOfStore(store), [...revisions, { changes, seen }]);
    }
  }

  private open(mark?: OverlayMark): Overlay {
    return openOverlay(
      {
        row: (table, id) => (table === "work" ? (this.replica.rows.get(id) as never) : undefined),
        seen: (stream) => this.replica.seen.get(stream) ?? 0,
        inScope: (stream) => this.scope.some((store) => streamOfStore(store) === stream),
        settings: { setting: () => undefined, settings: () => [] },
        fold: foldTokens,
        streamOf: (_table, row) => streamOfStore((row as Work).storeId ?? ""),
        setAside: (_, error) => {
          throw error;
        },
        entriesAfter: (sequence, limit) => this.journal.slice(sequence, sequence + limit),
      },
      mark,
    );
  }
}
