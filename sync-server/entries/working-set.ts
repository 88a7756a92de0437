/**
 * The rows a group of entries works on: read once, folded in memory in the order of the entries,
 * written once. Holds which register moved which stream how far. No SQL here.
 */
import { canonicalJson } from "#shared/base/canonical.ts";
import type { FoldedTable, RowChange, RowReader } from "#shared/engine/fold/contract.ts";
import { POKE_CHANGE_ROWS_MAX } from "#shared/protocol/messages.ts";
import { type StreamHints, streamOf } from "#shared/protocol/streams.ts";
import type { Rows, TableName } from "#shared/records/rows/index.ts";
import type { NewSeen } from "../database/entries.ts";
import type { Head, HeadChange } from "../database/heads.ts";
import type { NewRevision, Revision, RowName, Superseded } from "../database/revisions.ts";

interface Held {
  readonly name: RowName;
  readonly before: Revision | undefined;
  /** The text the row had when it was read; what is equal to it was not changed. */
  row: Rows[TableName] | undefined;
  stream: string | undefined;
  touchedBy: Set<string>;
  /** The row's canonical text, written once when it is first asked for after a change. */
  text: string | undefined;
}

export interface Writer {
  readonly registerId: string;
  readonly hints: StreamHints;
}

export interface Written {
  readonly revisions: readonly NewRevision[];
  readonly superseded: readonly Superseded[];
  readonly seen: readonly NewSeen[];
  /** stream -> the head after this group. */
  readonly heads: ReadonlyMap<string, number>;
}

export interface WorkingSet {
  readonly read: RowReader;
  readonly apply: (changes: readonly AnyChange[], by: Writer) => void;
  /** How many positions each stream needs for what changed. */
  readonly counts: () => ReadonlyMap<string, number>;
  /** The streams that this register's entries changed. */
  readonly streamsOf: (registerId: string) => readonly string[];
  /** Gives the changes their positions, after the heads taken. */
  readonly write: (
    heads: ReadonlyMap<string, Head>,
    sequences: ReadonlyMap<string, number>,
  ) => Written;
}

export interface AnyChange {
  readonly table: TableName;
  readonly id: string;
  readonly row: Rows[TableName] | undefined;
}

/** A working set over the rows as they stand now. */
export function createWorkingSet(current: readonly Revision[]): WorkingSet {
  const rows = new Map<string, Held>();
  for (const revision of current) {
    const row = JSON.parse(revision.body ?? "null") as Rows[TableName];
    const name = { table: revision.table, id: revision.id };
    rows.set(keyOf(name), {
      name,
      before: revision,
      row,
      stream: revision.stream,
      touchedBy: new Set(),
      text: undefined,
    });
  }
  let found: readonly Held[] | undefined;
  const changed = (): readonly Held[] => {
    found ??= [...rows.values()].filter(isChanged);
    return found;
  };
  return {
    read: <Table extends FoldedTable>(table: Table, id: string) =>
      rows.get(keyOf({ table, id }))?.row as Rows[Table] | undefined,
    apply(changes, by) {
      found = undefined;
      for (const change of changes) hold(rows, change, by);
    },
    counts: () => countStreams(changed()),
    streamsOf: (registerId) => [
      ...new Set(
        changed()
          .filter((held) => held.touchedBy.has(registerId))
          .flatMap(streamsTouched),
      ),
    ],
    write: (heads, sequences) => writeChanges(changed(), heads, sequences),
  };
}

/** The heads of streams after what was written, each with where it stood before and what it was. */
export function movedBy(heads: ReadonlyMap<string, Head>, written: Written): Map<string, Head> {
  const moved = new Map<string, Head>();
  for (const [stream, head] of heads) {
    const position = written.heads.get(stream);
    if (position === undefined) continue;
    const isSmall = position - head.position <= POKE_CHANGE_ROWS_MAX;
    const change = isSmall ? { change: changeOf(stream, written) } : {};
    moved.set(stream, { ...head, from: head.position, position, ...change });
  }
  return moved;
}

function changeOf(stream: string, { revisions, seen }: Written): HeadChange {
  const sequences = seen.filter((each) => each.stream === stream);
  return {
    revisions: revisions.filter((each) => each.stream === stream),
    seen: Object.fromEntries(sequences.map(({ registerId, sequence }) => [registerId, sequence])),
  };
}

/** The name a row is locked under, so that two servers never fold into it at once. */
export function lockName(chain: string, name: { table: string; id: string }): string {
  return `${chain}/${name.table}/${name.id}`;
}

/** What else a row can be found by. */
export function parentOf(table: TableName, row: Rows[TableName]): string | null {
  const fields = row as { readonly productId?: string; readonly clientId?: string };
  if (table === "prices" || table === "stock") return fields.productId ?? null;
  return fields.clientId ?? null;
}

function hold(rows: Map<string, Held>, change: AnyChange, by: Writer): void {
  const name = { table: change.table, id: change.id };
  const key = keyOf(name);
  const held: Held = rows.get(key) ?? {
    name,
    before: undefined,
    row: undefined,
    stream: undefined,
    touchedBy: new Set(),
    text: undefined,
  };
  held.row = change.row;
  held.text = undefined;
  if (change.row !== undefined) {
    held.stream = streamOf(change.table, change.row as never, hintsFrom(held, by.hints));
  }
  held.touchedBy.add(by.registerId);
  rows.set(key, held);
}

/** A row that has a home stays there: another store's act does not move a client to its own group. */
function hintsFrom(held: Held, hints: StreamHints): StreamHints {
  const home = held.before?.stream ?? "";
  if (home.startsWith("clients:")) return { ...hints, clientGroup: home.slice("clients:".length) };
  if (home.startsWith("store:")) return { ...hints, storeId: home.slice("store:".length) };
  return hints;
}

function isChanged(held: Held): boolean {
  if (held.touchedBy.size === 0) return false;
  if (held.row === undefined) return held.before !== undefined;
  if (held.before === undefined || held.before.stream !== held.stream) return true;
  return textOf(held) !== held.before.body;
}

function textOf(held: Held): string {
  held.text ??= canonicalJson(held.row);
  return held.text;
}

/** A row that moves to another stream is gone from the one it was in. */
function streamsTouched(held: Held): string[] {
  const before = held.before?.stream;
  const after = held.row === undefined ? undefined : held.stream;
  return [...new Set([before, after].filter((each) => each !== undefined))];
}

function countStreams(changed: readonly Held[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const held of changed) {
    for (const stream of streamsTouched(held)) counts.set(stream, (counts.get(stream) ?? 0) + 1);
  }
  return counts;
}

function writeChanges(
  changed: readonly Held[],
  heads: ReadonlyMap<string, Head>,
  sequences: ReadonlyMap<string, number>,
): Written {
  const next = new Map([...heads].map(([stream, head]) => [stream, head.position]));
  const take = (stream: string): number => {
    const position = (next.get(stream) ?? 0) + 1;
    next.set(stream, position);
    return position;
  };
  const revisions: NewRevision[] = [];
  const superseded: Superseded[] = [];
  const folded = new Map<string, Set<string>>();
  for (const held of changed) {
    for (const stream of streamsTouched(held)) {
      const stays = held.row !== undefined && stream === held.stream;
      const position = take(stream);
      const { table, id } = held.name;
      const parent = stays && held.row !== undefined ? parentOf(table, held.row) : null;
      const body = stays ? textOf(held) : null;
      revisions.push({ stream, position, table, id, parent, body });
      if (held.before?.stream === stream) {
        superseded.push({ stream, position: held.before.position, by: position });
      }
      const registers = folded.get(stream) ?? new Set();
      folded.set(stream, registers);
      for (const registerId of held.touchedBy) registers.add(registerId);
    }
  }
  const seen: NewSeen[] = [];
  for (const [stream, registers] of folded) {
    for (const registerId of registers) {
      const sequence = sequences.get(registerId);
      if (sequence === undefined) continue;
      const started = (heads.get(stream)?.position ?? 0) + 1;
      seen.push({ registerId, stream, position: next.get(stream) ?? 0, started, sequence });
    }
  }
  return { revisions, superseded, seen, heads: next };
}

function keyOf(name: { readonly table: string; readonly id: string }): string {
  return `${name.table}/${name.id}`;
}

/** A fold's changes as changes of any table. */
export function asAnyChanges(changes: readonly RowChange[]): readonly AnyChange[] {
  return changes;
}
