/**
 * The overlay: what this till did and the server's rows do not hold yet, as rows in memory. For rows
 * of a stream S it is the fold of the till's own entries with `sequence > seen[S]`, whatever the
 * server answered to them (DESIGN 4). Merging it into lists is merge.ts; storage is not here.
 *
 *   append --fold--> rows in memory --page raises seen[S]--> entry leaves S --left every S--> settled
 */

import { planted } from "#shared/base/planted.ts";
import type { SettingsView } from "#shared/engine/catalogue.ts";
import type { FoldEntry, FoldedTable, RowChange, RowKey } from "#shared/engine/fold/contract.ts";
import type { AnyEntry } from "#shared/records/entry.ts";
import type { Rows } from "#shared/records/rows/index.ts";
import { openPending, type Pending } from "./pending.ts";

export interface OverlaySource {
  /** The replica's row, as the server said it. */
  readonly row: <Table extends FoldedTable>(table: Table, id: string) => Rows[Table] | undefined;
  /** `seen[stream]` of this till's own register; 0 for a stream without one. */
  readonly seen: (stream: string) => number;
  /** Whether this till pulls the stream at all; rows of others are never shown. */
  readonly inScope: (stream: string) => boolean;
  readonly settings: SettingsView;
  readonly fold: FoldEntry;
  /** The stream a row lives in, with this store's hints filled in. */
  readonly streamOf: <Table extends FoldedTable>(table: Table, row: Rows[Table]) => string;
  /** Told of an entry whose fold throws; it may be told of the same entry again. */
  readonly setAside: (entry: AnyEntry, error: unknown) => void;
  /** Own entries after a sequence, oldest first, in runs of at most `limit`. */
  readonly entriesAfter: (sequence: number, limit: number) => readonly AnyEntry[];
}

/** Rows that changed for whoever reads through the overlay: table -> ids. */
export type ChangedRows = ReadonlyMap<string, ReadonlySet<string>>;

/** What a page brought: whose rows changed, and for which streams `seen` may have moved. */
export interface PageEffect {
  readonly streams: readonly string[];
  /** Rows written by the page, or `all` when a stream was dropped or filled. */
  readonly rows: ChangedRows | "all";
}

/** A row as the overlay has it: `undefined` as the row means it is gone. */
export interface Overlaid<Table extends FoldedTable = FoldedTable> {
  readonly id: string;
  readonly row: Rows[Table] | undefined;
}

export interface Overlay {
  /** The row as a person sees it: overlay first, else replica. */
  readonly row: <Table extends FoldedTable>(table: Table, id: string) => Rows[Table] | undefined;
  /** Every row of a table that the overlay stands for. */
  readonly overlaid: <Table extends FoldedTable>(table: Table) => readonly Overlaid<Table>[];
  readonly has: (table: FoldedTable, id: string) => boolean;
  /** Takes in a new own entry; answers the rows that now read differently. */
  readonly append: (entry: AnyEntry) => ChangedRows;
  /** After a page was applied: drops what the server has folded in; answers what reads differently. */
  readonly afterPage: (effect: PageEffect) => ChangedRows;
  /** Own entries that some stream in scope has not folded in yet. */
  readonly pendingCount: () => number;
  /** How far every stream has folded in everything: a mark from which a later start may begin. */
  readonly mark: () => OverlayMark;
}

/**
 * A place to start from: all entries up to `sequence` are folded in wherever `seen[stream]` is at
 * least `touched[stream]`. It is checked against `seen` when used, so a replica that fell back, was
 * refilled or replaced only makes it void, never wrong.
 */
export interface OverlayMark {
  readonly sequence: number;
  readonly touched: Readonly<Record<string, number>>;
}

const READ_AT_ONCE = 500;

/** Builds the overlay from the journal: from the mark when it still holds, else from the beginning. */
export function openOverlay(source: OverlaySource, mark?: OverlayMark): Overlay {
  let pending = openPending();
  let start: OverlayMark = { sequence: 0, touched: {} };
  let head = 0;

  function build(from: OverlayMark): void {
    pending = openPending();
    start = from;
    head = from.sequence;
    for (;;) {
      const entries = source.entriesAfter(head, READ_AT_ONCE);
      for (const entry of entries) take(source, pending, entry);
      const last = entries.at(-1);
      if (last === undefined) return;
      head = last.sequence;
      start = settle(source, pending, { start, head });
    }
  }

  build(markHolds(source, mark) ? mark : start);
  return {
    row: (table, id) => read(source, pending, table, id),
    overlaid: (table) => pending.rowsOf(table),
    has: (table, id) => pending.find(table, id) !== undefined,
    append: (entry) => {
      head = entry.sequence;
      return take(source, pending, entry);
    },
    afterPage: (effect) => {
      if (!markHolds(source, start)) {
        // A stream was dropped whole: entries that were settled in it are pending again.
        const changed = new Map<string, Set<string>>();
        noteAll(changed, pending);
        build({ sequence: 0, touched: {} });
        noteAll(changed, pending);
        return changed;
      }
      const changed = refold(source, pending, effect);
      start = settle(source, pending, { start, head });
      return changed;
    },
    pendingCount: () => pending.sequences().filter((each) => isOpen(source, pending, each)).length,
    mark: () => start,
  };
}

function noteAll(changed: Map<string, Set<string>>, pending: Pending): void {
  for (const { table, id } of pending.keys()) note(changed, table, id);
}

function markHolds(source: OverlaySource, mark: OverlayMark | undefined): mark is OverlayMark {
  if (mark === undefined) return false;
  return Object.entries(mark.touched).every(
    ([stream, needed]) => !source.inScope(stream) || source.seen(stream) >= needed,
  );
}

function read<Table extends FoldedTable>(
  source: OverlaySource,
  pending: Pending,
  table: Table,
  id: string,
): Rows[Table] | undefined {
  const found = pending.find(table, id);
  return found === undefined ? source.row(table, id) : found.row;
}

/** Folds one entry over what is there and keeps the rows of streams that have not seen it. */
function take(source: OverlaySource, pending: Pending, entry: AnyEntry): ChangedRows {
  const changed = new Map<string, Set<string>>();
  const touches: { key: RowKey; stream: string }[] = [];
  for (const { change, stream } of foldSafely(source, pending, entry)) {
    touches.push({ key: { table: change.table, id: change.id }, stream });
    if (!source.inScope(stream) || entry.sequence <= source.seen(stream)) continue;
    pending.put(change);
    note(changed, change.table, change.id);
  }
  if (touches.length > 0) pending.keep(entry, touches);
  return changed;
}

/**
 * What an entry changes, and in which streams. One that cannot be folded stands in the journal and goes
 * to the server like any other; here it changes nothing, and it is named instead of stopping the till.
 */
function foldSafely(
  source: OverlaySource,
  pending: Pending,
  entry: AnyEntry,
): readonly { readonly change: RowChange; readonly stream: string }[] {
  try {
    return source
      .fold(entry, (table, id) => read(source, pending, table, id), source.settings)
      .changes.map((change) => ({ change, stream: streamOfChange(source, pending, change) }));
  } catch (error) {
    source.setAside(entry, error);
    return [];
  }
}

function streamOfChange(source: OverlaySource, pending: Pending, change: RowChange): string {
  if (change.row !== undefined) return source.streamOf(change.table, change.row);
  const before = read(source, pending, change.table, change.id);
  return before === undefined ? "" : source.streamOf(change.table, before);
}

/**
 * Folds anew whatever hangs together with a row that the page touched: the entries on that row, all
 * rows of those entries, and so on. Rows of other entries stay as they are.
 */
function refold(source: OverlaySource, pending: Pending, effect: PageEffect): ChangedRows {
  const changed = new Map<string, Set<string>>();
  const touched = pending.connected((touch) => isTouched(effect, touch));
  for (const sequence of touched) {
    for (const { key } of pending.touchesOf(sequence)) {
      if (pending.drop(key)) note(changed, key.table, key.id);
    }
  }
  for (const sequence of touched) {
    const entry = pending.forget(sequence);
    if (planted("F14")) continue;
    for (const [table, ids] of take(source, pending, entry)) {
      for (const id of ids) note(changed, table, id);
    }
  }
  return changed;
}

function isTouched(effect: PageEffect, touch: { key: RowKey; stream: string }): boolean {
  if (effect.streams.includes(touch.stream)) return true;
  return effect.rows === "all" || (effect.rows.get(touch.key.table)?.has(touch.key.id) ?? false);
}

/** Lets go of entries that every stream they touch has seen, and moves the mark up to the first left. */
function settle(
  source: OverlaySource,
  pending: Pending,
  at: { readonly start: OverlayMark; readonly head: number },
): OverlayMark {
  const touched: Record<string, number> = { ...at.start.touched };
  let markTo = at.head;
  for (const sequence of pending.sequences()) {
    const touches = pending.touchesOf(sequence);
    const open = isOpen(source, pending, sequence);
    if (open) markTo = Math.min(markTo, sequence - 1);
    else if (sequence <= markTo) {
      for (const { stream } of touches) touched[stream] = Math.max(touched[stream] ?? 0, sequence);
    }
    if (!open && sequence <= markTo) pending.forget(sequence);
  }
  return { sequence: markTo, touched };
}

/** Whether some stream has not folded the entry in yet. */
function isOpen(source: OverlaySource, pending: Pending, sequence: number): boolean {
  return pending
    .touchesOf(sequence)
    .some(({ stream }) => source.inScope(stream) && sequence > source.seen(stream));
}

function note(changed: Map<string, Set<string>>, table: string, id: string): void {
  const ids = changed.get(table);
  if (ids === undefined) changed.set(table, new Set([id]));
  else ids.add(id);
}
