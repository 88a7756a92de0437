// When an update may be installed: a policy and nothing else. Who asks it, fetches and installs is
// updates.ts; see docs/RELEASE.md.
import { done, type Result, refuse } from "#shared/base/result.ts";

export interface UpdateMoment {
  /** `major.minor.patch` of what runs and of what is offered. */
  readonly runningVersion: string;
  readonly offeredVersion: string;
  readonly isShiftOpen: boolean;
  /** Entries that the server has not acknowledged. */
  readonly unsentEntries: number;
  /** Time since anyone touched the till. */
  readonly idleMs: number;
}

export type UpdateRefusal =
  | "update-not-newer"
  | "update-shift-open"
  | "update-unsent"
  | "update-busy";

const IDLE_MS_MIN = 10 * 60_000;

/**
 * Whether the offered version may be installed now. Refuses a version that is not newer (a signed old
 * one with a known hole is still an attack), an open shift, unsent entries, and a till in use.
 */
export function mayInstall(moment: UpdateMoment): Result<"install", UpdateRefusal> {
  if (!isNewer(moment.offeredVersion, moment.runningVersion)) return refuse("update-not-newer");
  if (moment.isShiftOpen) return refuse("update-shift-open");
  if (moment.unsentEntries > 0) return refuse("update-unsent", { entries: moment.unsentEntries });
  if (moment.idleMs < IDLE_MS_MIN) return refuse("update-busy");
  return done("install");
}

function isNewer(offered: string, running: string): boolean {
  const plain = /^(\d+)\.(\d+)\.(\d+)$/;
  const offer = plain.exec(offered)?.slice(1).map(Number);
  const run = plain.exec(running)?.slice(1).map(Number);
  if (offer === undefined || run === undefined) return false;
  const at = offer.findIndex((part, index) => part !== run[index]);
  return at >= 0 && (offer[at] ?? 0) > (run[at] ?? 0);
}
