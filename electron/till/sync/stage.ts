/**
 * Pages of streams that begin again (a reset), held back until all of them are here: the till goes on
 * with what it had, which is whole, instead of selling from a replica that is half gone. Which page
 * is asked for next is session.ts; nothing here is on the disk, a new session begins anew.
 */
import type { Checkpoints, Seen } from "#shared/protocol/messages.ts";
import type { PageRow } from "./contract.ts";

export interface StagedPage {
  readonly rows: readonly PageRow[];
  readonly checkpoints: Checkpoints;
  readonly seen: Seen;
  readonly floors: Floors;
  /** Streams that begin again or that the till left: their rows go first. */
  readonly drop: readonly string[];
}

type Floors = Readonly<Record<string, number>>;

export interface Stage {
  /** Where to ask from: what the replica has and what is held here. */
  readonly from: (known: Checkpoints) => Checkpoints;
  /** The floors that unfinished fills go under, here and in the replica. */
  readonly floors: (known: Floors) => Floors;
  /** Takes a page; answers what is to be written now, or nothing while more is awaited. */
  readonly take: (
    page: StagedPage,
    about: { readonly begins: boolean; readonly more: boolean },
  ) => StagedPage | undefined;
}

/** Beyond this a reset is written page by page after all: memory is worth more than a whole view. */
const HELD_ROWS_MAX = 50_000;

/** An empty stage. */
export function openStage(): Stage {
  let held: StagedPage | undefined;
  return {
    from: (known) =>
      held === undefined ? known : { ...without(known, held.drop), ...held.checkpoints },
    floors: (known) =>
      held === undefined ? known : { ...without(known, touched(held)), ...held.floors },
    take: (page, { begins, more }) => {
      if (held === undefined && !begins) return page;
      const all = held === undefined ? page : together(held, page);
      held = more && all.rows.length <= HELD_ROWS_MAX ? all : undefined;
      return held === undefined ? all : undefined;
    },
  };
}

/** Two pages as one: a stream that begins again in the second has nothing from the first. */
function together(first: StagedPage, second: StagedPage): StagedPage {
  const gone = new Set(second.drop);
  const seen: Record<string, Readonly<Record<string, number>>> = without(first.seen, second.drop);
  for (const [stream, registers] of Object.entries(second.seen)) {
    seen[stream] = { ...seen[stream], ...registers };
  }
  return {
    rows: [...first.rows.filter(({ stream }) => !gone.has(stream)), ...second.rows],
    checkpoints: { ...without(first.checkpoints, second.drop), ...second.checkpoints },
    seen,
    floors: { ...without(first.floors, touched(second)), ...second.floors },
    drop: [...new Set([...first.drop, ...second.drop])],
  };
}

/** Streams of which a page says where they stand, or that they are gone. */
function touched({ checkpoints, drop }: StagedPage): readonly string[] {
  return [...Object.keys(checkpoints), ...drop];
}

function without<Value>(
  record: Readonly<Record<string, Value>>,
  names: readonly string[],
): Record<string, Value> {
  return Object.fromEntries(Object.entries(record).filter(([name]) => !names.includes(name)));
}
