/**
 * The day at one drawer: what should be in it by the entries of the shift, counting it blind, and
 * closing it. Everything is folded from entries, so an X at any time and the Z agree.
 */
import { done, type Result, refuse } from "../base/result.ts";
import type { CashMoved } from "../records/entries/cash-moved.ts";
import type { ShiftClosed } from "../records/entries/shift-closed.ts";
import type { SettingBody } from "../records/settings/index.ts";
import { handOversOf, type ShiftFigures } from "./shift-figures.ts";
import { foreignCashKey } from "./tender.ts";

/** Counted cash, minor units. Refuses `count-malformed` for a number of coins that cannot be. */
export function countCash(
  counted: Readonly<Record<string, number>>,
): Result<number, "count-malformed"> {
  let sum = 0;
  for (const [denomination, pieces] of Object.entries(counted)) {
    const value = Number(denomination);
    const isSound = Number.isSafeInteger(pieces) && pieces >= 0 && pieces <= 1_000_000;
    if (!isSound || !Number.isSafeInteger(value) || value <= 0) {
      return refuse("count-malformed", { denomination });
    }
    sum += value * pieces;
  }
  return Number.isSafeInteger(sum) ? done(sum) : refuse("count-malformed");
}

export interface ShiftCount {
  /** Every blind count of own cash, oldest first; the last stands. */
  readonly counts: readonly Readonly<Record<string, number>>[];
  /** What was counted of the other tenders; those not named count as expected. */
  readonly others: readonly { readonly key: string; readonly countedMinor: number }[];
}

/** Expected, counted and difference of every tender. Refuses `count-missing`, `count-malformed`. */
export function countShift(
  figures: ShiftFigures,
  count: ShiftCount,
): Result<ShiftClosed["tenders"], "count-malformed" | "count-missing"> {
  const last = count.counts.at(-1);
  if (last === undefined) return refuse("count-missing");
  const cash = countCash(last);
  if (!cash.ok) return cash;
  const others = new Map(count.others.map((other) => [other.key, other.countedMinor]));
  return done(
    figures.tenders.map((tender) => {
      const countedMinor =
        tender.key === "cash" ? cash.value : (others.get(tender.key) ?? tender.expectedMinor);
      return { ...tender, countedMinor, differenceMinor: countedMinor - tender.expectedMinor };
    }),
  );
}

/** Whether a difference is above what the policy lets pass without a reason. */
export function needsReason(
  tenders: ShiftClosed["tenders"],
  policy: SettingBody<"policy">,
): boolean {
  const limit = policy.shift.differenceLimitMinor;
  return tenders.some((tender) => Math.abs(tender.differenceMinor) > limit);
}

export interface ShiftToClose extends ShiftCount {
  readonly figures: ShiftFigures;
  readonly policy: SettingBody<"policy">;
  /** The register's own, gap-free: the last one plus one. */
  readonly zNumber: number;
  readonly differenceReasonId?: string | undefined;
  readonly differenceNote?: string | undefined;
  readonly approvalIds?: readonly string[];
  readonly keptFloatMinor?: number;
  /** Entries of this register that the server has not acknowledged. */
  readonly unsentEntries: number;
}

/**
 * The body of `shift.closed`: the Z. Refuses `shift-closed`, `count-missing`, `count-malformed`,
 * `difference-needs-reason` and `movement-invalid` (a float kept that was not counted).
 */
export function closeShift(
  request: ShiftToClose,
): Result<
  ShiftClosed,
  | "count-malformed"
  | "count-missing"
  | "difference-needs-reason"
  | "movement-invalid"
  | "shift-closed"
> {
  const { figures, counts } = request;
  if (figures.closed) return refuse("shift-closed");
  const tenders = countShift(figures, request);
  if (!tenders.ok) return tenders;
  const differenceMinor = tenders.value.find((one) => one.key === "cash")?.differenceMinor ?? 0;
  if (needsReason(tenders.value, request.policy) && request.differenceReasonId === undefined) {
    return refuse("difference-needs-reason", { differenceMinor });
  }
  const cashMinor = tenders.value.find((one) => one.key === "cash")?.countedMinor ?? 0;
  const handOvers = handOversOf(figures);
  const keptFloatMinor = request.keptFloatMinor ?? 0;
  if (keptFloatMinor < 0 || keptFloatMinor > cashMinor) return refuse("movement-invalid");
  const { differenceReasonId, differenceNote } = request;
  return done({
    shiftId: figures.shiftId,
    drawerId: figures.drawerId,
    zNumber: request.zNumber,
    currency: figures.currency,
    firstSequence: figures.firstSequence,
    lastSequence: figures.lastSequence,
    totals: figures.totals,
    ...(figures.donatedMinor === 0 ? {} : { donatedMinor: figures.donatedMinor }),
    taxes: figures.taxes,
    tenders: tenders.value,
    counted: counts.at(-1) as Record<string, number>,
    counts: counts.map((one) => ({ ...one })),
    ...(differenceReasonId === undefined ? {} : { differenceReasonId }),
    ...(differenceNote === undefined ? {} : { differenceNote }),
    approvalIds: [...(request.approvalIds ?? [])],
    ...(handOvers.length === 0 ? {} : { handOvers }),
    takingsTo: "safe",
    bankedMinor: cashMinor - keptFloatMinor,
    keptFloatMinor,
    unsentEntries: request.unsentEntries,
  });
}

/** Which way each movement goes: into the drawer, out of it, or either. */
const DIRECTIONS: Readonly<Record<CashMoved["kind"], 1 | -1 | 0>> = {
  "pay-in": 1,
  float: 1,
  "pay-out": -1,
  drop: -1,
  bank: -1,
  "hand-over": 0,
  correction: 0,
};

/**
 * The signed amount of a movement of cash; `amountMinor` is given above zero, or signed for a
 * hand-over or correction. Refuses `movement-invalid` and `drawer-short` (more out than is there).
 */
export function moveCash(
  figures: ShiftFigures,
  movement: {
    readonly kind: CashMoved["kind"];
    readonly amountMinor: number;
    /** The shift's own unless said. */
    readonly currency?: string | undefined;
  },
): Result<number, "drawer-short" | "movement-invalid"> {
  const direction = DIRECTIONS[movement.kind];
  const { amountMinor } = movement;
  if (!Number.isSafeInteger(amountMinor) || amountMinor === 0) return refuse("movement-invalid");
  if (direction !== 0 && amountMinor < 0) return refuse("movement-invalid");
  const signed = direction === 0 ? amountMinor : amountMinor * direction;
  const inDrawerMinor = expectedCash(figures, movement.currency);
  if (signed < 0 && -signed > inDrawerMinor) return refuse("drawer-short", { inDrawerMinor });
  return done(signed);
}

/** Cash that should be in the drawer now: own, or the notes of another currency. */
export function expectedCash(figures: ShiftFigures, currency = figures.currency): number {
  const key = currency === figures.currency ? "cash" : foreignCashKey(currency);
  return figures.tenders.find((tender) => tender.key === key)?.expectedMinor ?? 0;
}
