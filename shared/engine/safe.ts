/**
 * The store's safe and its bank bags: what may be done with them. Both are ledgers of the store; what an
 * act makes of them is fold/safe.ts, so this till and the server say the same.
 *
 *   packed --collected--> on its way --answered--> confirmed | differs --answered--> ...
 *      |------------------answered------------------^
 *      '--returned--> back in the safe
 */
import { done, type Result, refuse } from "../base/result.ts";
import type { BagAdvanced } from "../records/entries/bag-advanced.ts";
import type { BagPacked } from "../records/entries/bag-packed.ts";
import type { SafeCounted } from "../records/entries/safe-counted.ts";
import type { BalanceRow } from "../records/rows/balance.ts";
import { countCash } from "./shift.ts";

export type BagState = NonNullable<BalanceRow["bag"]>["state"];
type Step = BagAdvanced["step"];

/** The steps that a bag may take from where it stands. */
const STEPS: Readonly<Record<BagState, readonly Step[]>> = {
  packed: ["collected", "answered", "returned"],
  collected: ["answered"],
  // A bank puts right what it said; both words are kept.
  confirmed: ["answered"],
  differs: ["answered"],
  returned: [],
};

/** Whether a bag that stands there may take a step. */
export function bagMay(state: BagState, step: Step): boolean {
  return STEPS[state].includes(step);
}

/** A bag that is here or on its way: its number is taken. */
export function isOpenBag({ bag }: Pick<BalanceRow, "bag">): boolean {
  return bag?.state === "packed" || bag?.state === "collected";
}

export interface BagToPack {
  readonly bagId: string;
  readonly number: string;
  readonly currency: string;
  readonly counted: Readonly<Record<string, number>>;
  readonly note?: string | undefined;
  readonly approvalIds?: readonly string[];
}

/**
 * The body of `bag.packed`. More than the safe is known to hold is not refused: the money was there to be
 * counted, so the safe's figure is what is wrong, and it is flagged. Refuses `count-malformed`,
 * `movement-invalid` (nothing in it), `bag-number-missing` and `bag-number-used` by an open bag.
 */
export function packBag(
  request: BagToPack,
  bags: readonly Pick<BalanceRow, "bag" | "code">[],
): Result<
  BagPacked,
  "bag-number-missing" | "bag-number-used" | "count-malformed" | "movement-invalid"
> {
  const { bagId, currency, counted, note } = request;
  const number = request.number.trim();
  if (number === "") return refuse("bag-number-missing");
  if (bags.some((bag) => bag.code === number && isOpenBag(bag))) {
    return refuse("bag-number-used", { number });
  }
  const amount = countCash(counted);
  if (!amount.ok) return amount;
  if (amount.value === 0) return refuse("movement-invalid");
  return done({
    ...{ bagId, number, currency, amountMinor: amount.value, counted: { ...counted } },
    ...(note === undefined ? {} : { note }),
    approvalIds: [...(request.approvalIds ?? [])],
  });
}

export interface BagStep {
  readonly step: Step;
  /** What the bank counted; with `answered`. */
  readonly countedMinor?: number | undefined;
  readonly carrier?: string | undefined;
  readonly note?: string | undefined;
  readonly approvalIds?: readonly string[];
}

/**
 * The body of `bag.advanced`. Refuses `bag-unknown`, `bag-moved-on` (a step it cannot take from where it
 * stands) and `movement-invalid` (an answer without an amount, or below zero).
 */
export function advanceBag(
  row: BalanceRow | undefined,
  request: BagStep,
): Result<BagAdvanced, "bag-moved-on" | "bag-unknown" | "movement-invalid"> {
  if (row?.bag === undefined) return refuse("bag-unknown");
  const { step, countedMinor, carrier, note } = request;
  if (!bagMay(row.bag.state, step)) return refuse("bag-moved-on", { state: row.bag.state });
  if (step === "answered" && !isAmount(countedMinor)) return refuse("movement-invalid");
  return done({
    bagId: row.bag.bagId,
    number: row.code ?? "",
    currency: row.currency ?? "",
    step,
    amountMinor: row.bag.packedMinor,
    ...(step === "answered" ? { countedMinor } : {}),
    ...(carrier === undefined ? {} : { carrier }),
    ...(note === undefined ? {} : { note }),
    approvalIds: [...(request.approvalIds ?? [])],
  });
}

export interface SafeToCount {
  readonly countId: string;
  readonly currency: string;
  /** The balance known at this till when it was counted, minor units. */
  readonly expectedMinor: number;
  readonly counted: Readonly<Record<string, number>>;
  readonly differenceLimitMinor: number;
  readonly reasonId?: string | undefined;
  readonly note?: string | undefined;
  readonly approvalIds?: readonly string[];
}

/**
 * The body of `safe.counted`. As with stock, a count is a movement against what was known: what another
 * till moved meanwhile still counts. Refuses `count-malformed` and `difference-needs-reason`.
 */
export function countSafe(
  request: SafeToCount,
): Result<SafeCounted, "count-malformed" | "difference-needs-reason"> {
  const { countId, currency, expectedMinor, counted, reasonId, note } = request;
  const amount = countCash(counted);
  if (!amount.ok) return amount;
  const movementMinor = amount.value - expectedMinor;
  const isLarge = Math.abs(movementMinor) > request.differenceLimitMinor;
  if (isLarge && reasonId === undefined) {
    return refuse("difference-needs-reason", { differenceMinor: movementMinor });
  }
  return done({
    ...{ countId, currency, expectedMinor, countedMinor: amount.value, movementMinor },
    counted: { ...counted },
    ...(reasonId === undefined ? {} : { reasonId }),
    ...(note === undefined ? {} : { note }),
    approvalIds: [...(request.approvalIds ?? [])],
  });
}

function isAmount(minor: number | undefined): boolean {
  return minor !== undefined && Number.isSafeInteger(minor) && minor >= 0;
}
