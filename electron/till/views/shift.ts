/** The open shift of this register, from its own journal: offline, and the same after a restart. */

import type { ShiftCount } from "#shared/engine/shift.ts";
import { type ShiftFigures, shiftFigures } from "#shared/engine/shift-figures.ts";
import type { Entry } from "#shared/records/entry.ts";
import { isEntryOf } from "#shared/records/entry.ts";
import type { TillCore } from "../core.ts";
import type { Desk } from "../journal/desk.ts";

/** The `shift.opened` entry that no `shift.closed` has answered yet. */
export function openShift(core: Pick<TillCore, "journal">): Entry<"shift.opened"> | undefined {
  const opened = core.journal.ofKind("shift.opened").at(-1);
  if (opened === undefined || !isEntryOf(opened, "shift.opened")) return undefined;
  const closed = core.journal.ofKind("shift.closed", opened.sequence);
  const isClosed = closed.some(
    (entry) => isEntryOf(entry, "shift.closed") && entry.body.shiftId === opened.body.shiftId,
  );
  return isClosed ? undefined : opened;
}

/** The figures of the open shift by its entries; nothing while none is open. */
export function figuresOf(core: Pick<TillCore, "journal">): ShiftFigures | undefined {
  const opened = openShift(core);
  if (opened === undefined) return undefined;
  return shiftFigures(opened.body.shiftId, core.journal.after(opened.sequence - 1));
}

interface KeptCount extends ShiftCount {
  /** What was expected of each tender when it was counted. */
  readonly expected: string;
}

const KIND = "shift-count";
const NONE: ShiftCount = { counts: [], others: [] };

/**
 * The counts made of a shift. With `figures`, none when something was paid since: what is in the drawer
 * is then not what was counted.
 */
export function countsOf(
  core: Pick<TillCore, "journal">,
  shiftId: string,
  figures?: ShiftFigures,
): ShiftCount {
  const kept = core.journal.desk.get<KeptCount>(KIND, shiftId);
  if (kept === undefined) return NONE;
  if (figures !== undefined && kept.expected !== expectedOf(figures)) return NONE;
  return { counts: kept.counts, others: kept.others };
}

/** Keeps the counts of the open shift on the desk; those of earlier shifts are in their Z. */
export function keepCount(
  core: Pick<TillCore, "journal">,
  figures: ShiftFigures,
  count: ShiftCount,
): void {
  const { desk } = core.journal;
  for (const { key } of desk.list(KIND)) if (key !== figures.shiftId) desk.delete(KIND, key);
  desk.put(KIND, figures.shiftId, { ...count, expected: expectedOf(figures) });
}

/** The next count of a shift is the first again: those made are in the entry that they led to. */
export function forgetCounts(desk: Pick<Desk, "delete">, shiftId: string): void {
  desk.delete(KIND, shiftId);
}

function expectedOf(figures: ShiftFigures): string {
  return JSON.stringify(figures.tenders.map(({ key, expectedMinor }) => [key, expectedMinor]));
}
