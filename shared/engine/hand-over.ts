/**
 * A drawer passed from one person to the next by count, while its shift goes on. What was counted is
 * what the next person has; the difference stays with the one before. The day is shift.ts.
 */
import { done, type Result, refuse } from "../base/result.ts";
import type { DrawerHanded } from "../records/entries/drawer-handed.ts";
import type { SettingBody } from "../records/settings/index.ts";
import { countShift, needsReason, type ShiftCount } from "./shift.ts";
import type { ShiftFigures } from "./shift-figures.ts";
import { currencyOfKey } from "./tender.ts";

export interface DrawerToHand extends ShiftCount {
  readonly figures: ShiftFigures;
  readonly policy: SettingBody<"policy">;
  readonly handOverId: string;
  readonly toStaffId: string;
  readonly differenceReasonId?: string | undefined;
  readonly differenceNote?: string | undefined;
  readonly approvalIds?: readonly string[];
}

export type HandOverRefusal =
  | "count-malformed"
  | "count-missing"
  | "difference-needs-reason"
  | "drawer-same-person"
  | "shift-closed";

/**
 * The body of `drawer.handed`: cash alone is counted, own and each foreign currency apart; cards and
 * vouchers wait for the Z. Refuses `shift-closed`, `drawer-same-person` (to who has it already),
 * `count-missing`, `count-malformed` and `difference-needs-reason`.
 */
export function handOverDrawer(request: DrawerToHand): Result<DrawerHanded, HandOverRefusal> {
  const { figures, counts, policy, toStaffId } = request;
  if (figures.closed) return refuse("shift-closed");
  if (toStaffId === figures.holderStaffId) return refuse("drawer-same-person");
  const counted = countCashOf(figures, request);
  if (!counted.ok) return counted;
  const tenders = counted.value;
  const { differenceReasonId, differenceNote } = request;
  if (needsReason(tenders, policy) && differenceReasonId === undefined) {
    const differenceMinor = tenders.find(({ key }) => key === "cash")?.differenceMinor ?? 0;
    return refuse("difference-needs-reason", { differenceMinor });
  }
  return done({
    handOverId: request.handOverId,
    shiftId: figures.shiftId,
    drawerId: figures.drawerId,
    fromStaffId: figures.holderStaffId,
    toStaffId,
    currency: figures.currency,
    tenders: tenders.map((tender) => ({
      ...tender,
      currency: currencyOfKey(tender.key, figures.currency),
    })),
    counted: { ...counts.at(-1) },
    counts: counts.map((one) => ({ ...one })),
    ...(differenceReasonId === undefined ? {} : { differenceReasonId }),
    ...(differenceNote === undefined ? {} : { differenceNote }),
    approvalIds: [...(request.approvalIds ?? [])],
  });
}

type DrawerOwner = NonNullable<SettingBody<"store">["drawerOwner"]>;

/** Whose a register's drawer is: as the register says, else its store, else the register's own. */
export function drawerOwnerOf(
  register: Pick<SettingBody<"register">, "drawerOwner"> | undefined,
  store: Pick<SettingBody<"store">, "drawerOwner"> | undefined,
): DrawerOwner {
  return register?.drawerOwner ?? store?.drawerOwner ?? "register";
}

/**
 * Whether somebody may take cash out of a drawer or put it in. Refuses `drawer-of-another` for a person's
 * drawer that somebody else has; it comes to them by count. A register's drawer is everybody's there.
 */
export function mayUseDrawer(about: {
  readonly owner: DrawerOwner;
  readonly holderStaffId: string;
  readonly staffId: string;
}): Result<Record<never, never>, "drawer-of-another"> {
  const isTheirs = about.owner === "register" || about.holderStaffId === about.staffId;
  return isTheirs ? done({}) : refuse("drawer-of-another");
}

/** Whether a difference in cash is above what the policy lets one person sign for alone. */
export function needsSecondPerson(
  tenders: DrawerHanded["tenders"],
  policy: SettingBody<"policy">,
): boolean {
  const limit = policy.shift.approvalLimitMinor;
  return limit !== undefined && tenders.some((one) => Math.abs(one.differenceMinor) > limit);
}

function countCashOf(figures: ShiftFigures, count: ShiftCount) {
  const tenders = figures.tenders.filter(({ kind }) => kind === "cash");
  return countShift({ ...figures, tenders }, count);
}
