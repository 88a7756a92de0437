/**
 * Who may open this till: PIN and badge checks against the staff rows, and lock-outs after wrong PINs,
 * which lie on the desk so that a restart does not lift them. What a person may do is their role's.
 */
import { verify } from "@node-rs/argon2";
import { done, type Result, refuse } from "#shared/base/result.ts";
import { DAY_MS, dateOfMs } from "#shared/base/time.ts";
import type { Rows } from "#shared/records/rows/index.ts";
import type { RoleSetting } from "#shared/records/settings/index.ts";
import { policyOf, type TillCore } from "./core.ts";

export type StaffRow = Rows["staff"];

interface LockOut {
  /** Wrong PINs since the last right one or the last lock. */
  readonly tries: number;
  /** How often in a row this person was locked out. */
  readonly locks: number;
  readonly untilMs: number;
}

const KIND = "lock-out";
const TRIES_MAX = 5;
/** Minutes of the first, second and every further lock-out. */
const LOCK_MINUTES = [1, 5, 15];
const MINUTE_MS = 60_000;

/** People of this store who may sign in, by name. */
export function peopleHere(core: TillCore): readonly StaffRow[] {
  return core.replica
    .byIndex("staff", { order: { column: "name" } })
    .map(({ row }) => row)
    .filter((row) => worksHere(core, row));
}

/** The role of a person, once it has arrived. */
export function roleOf(core: TillCore, staff: Pick<StaffRow, "roleId">): RoleSetting | undefined {
  return core.catalogue.setting("role", staff.roleId);
}

/**
 * The person, when the PIN is theirs. Refuses `not-here`, `wrong-pin` (with the tries left) and
 * `locked-out` (with the seconds to wait): five tries, then 1, 5 and 15 minutes.
 */
export async function checkPin(
  core: TillCore,
  staffId: string,
  pin: string,
): Promise<Result<StaffRow, "locked-out" | "not-here" | "wrong-pin">> {
  const staff = core.replica.get("staff", staffId)?.row;
  if (staff === undefined || !worksHere(core, staff)) return refuse("not-here");
  const tried = await tryOnce(core, {
    key: staffId,
    wrong: "wrong-pin",
    isRight: () => verify(staff.pinVerifier, pin).catch(() => false),
  });
  return tried.ok ? done(staff) : tried;
}

/**
 * One try at a secret that a person could guess, counted under `key`. Refuses `wrong` (with the tries
 * left) and `locked-out` (with the seconds to wait): five tries, then 1, 5 and 15 minutes.
 */
export async function tryOnce<Wrong extends string>(
  core: TillCore,
  {
    key,
    wrong,
    isRight,
  }: {
    readonly key: string;
    readonly wrong: Wrong;
    readonly isRight: () => boolean | Promise<boolean>;
  },
): Promise<Result<void, Wrong | "locked-out">> {
  const { desk } = core.journal;
  const before = desk.get<LockOut>(KIND, key) ?? { tries: 0, locks: 0, untilMs: 0 };
  const waitMs = before.untilMs - core.clock.now();
  if (waitMs > 0) return refuse("locked-out", { seconds: Math.ceil(waitMs / 1_000) });
  // The try is on the desk before the answer is known, so that ending the process wins nothing.
  const counted = countTry(before, core.clock.now());
  desk.put(KIND, key, counted);
  if (await isRight()) {
    desk.delete(KIND, key);
    return done(undefined);
  }
  if (counted.untilMs > core.clock.now()) {
    const seconds = Math.ceil((counted.untilMs - core.clock.now()) / 1_000);
    return refuse("locked-out", { seconds });
  }
  return refuse(wrong, { triesLeft: TRIES_MAX - counted.tries });
}

/** The person whose badge this is. Refuses `badge-unknown` and `badge-expired`. */
export function checkBadge(
  core: TillCore,
  badge: string,
): Result<StaffRow, "badge-expired" | "badge-unknown"> {
  const hash = core.crypto.sha256(badge.trim());
  const staff = peopleHere(core).find((row) => row.badgeHash === hash);
  if (staff === undefined) return refuse("badge-unknown");
  const until = badgeEnd(core, staff);
  return until === undefined ? done(staff) : refuse("badge-expired", { until });
}

/** Why a badge would not open this till now, in words for a log; nothing when it would. */
export function badgeTrouble(core: TillCore, staff: StaffRow): string | undefined {
  const until = badgeEnd(core, staff);
  return until === undefined ? undefined : `expired on ${until}`;
}

/** The day after which the badge stopped counting, once that day is over. */
function badgeEnd(core: TillCore, staff: StaffRow): string | undefined {
  const until = staff.badgeValidUntil ?? leaseEnd(core);
  return until !== undefined && dateOfMs(core.clock.now()) > until ? until : undefined;
}

/** Whether this till was without contact for so long that what it knows of badges and phones is too old. */
export function isOutOfTouch(core: TillCore): boolean {
  const until = leaseEnd(core);
  return until !== undefined && dateOfMs(core.clock.now()) > until;
}

/** A till without contact for so many days does not open to badges any more. */
function leaseEnd(core: TillCore): string | undefined {
  const days = policyOf(core)?.offline.badgeDays;
  const contactMs = core.sync.status().lastPulledAtMs;
  return days === undefined || contactMs === undefined
    ? undefined
    : dateOfMs(contactMs + days * DAY_MS);
}

function countTry(before: LockOut, nowMs: number): LockOut {
  const tries = before.tries + 1;
  if (tries < TRIES_MAX) return { tries, locks: before.locks, untilMs: 0 };
  const minutes = LOCK_MINUTES[Math.min(before.locks, LOCK_MINUTES.length - 1)] ?? 15;
  return { tries: 0, locks: before.locks + 1, untilMs: nowMs + minutes * MINUTE_MS };
}

function worksHere(core: TillCore, staff: StaffRow): boolean {
  return staff.active && staff.storeIds.includes(core.identity.storeId);
}
