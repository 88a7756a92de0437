/** The open shift of this register, from its own journal: offline, and the same after a restart. */
import type { Entry } from "#shared/records/entry.ts";
import { isEntryOf } from "#shared/records/entry.ts";
import type { TillCore } from "../core.ts";

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
