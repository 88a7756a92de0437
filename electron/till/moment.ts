/** How still a till stands: what whoever would change the program under it has to know. */
import type { TillCore } from "./core.ts";
import { waitingIn } from "./leave.ts";
import { openShift } from "./views/shift.ts";

export interface TillMoment {
  readonly isShiftOpen: boolean;
  /** Entries, neighbours' included, that the server has not acknowledged. */
  readonly unsentEntries: number;
  /** Time since an act or a scan, at whatever console of this till. */
  readonly idleMs: number;
}

/** How still this till stands now. Training is neither a shift nor unsent, but it is a touch. */
export function momentOf(core: Pick<TillCore, "journal" | "updating">): TillMoment {
  return {
    isShiftOpen: openShift(core) !== undefined,
    unsentEntries: waitingIn(core.journal),
    idleMs: core.updating.idleMs(),
  };
}
