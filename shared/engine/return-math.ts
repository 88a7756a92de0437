/**
 * The arithmetic of refunds: what may still go back, and what a request takes of it. Plain figures
 * in and out; reasons, stock, points, tenders and policy are engine/return.
 *
 *   parts sold --open--> ledger --request--> ledger' and a refund = ledger' - ledger
 *
 * Law: nothing goes back twice, a refund never exceeds what was paid, and everything refunded is
 * everything paid, in total, in net and in every tax.
 */
import { shareOut } from "../base/allocate.ts";
import { done, type Result, refuse } from "../base/result.ts";
import { type RoundingMode, roundToStep, scaleRound } from "../base/rounding.ts";
import { grossOf, type SoldPart } from "./return-math-parts.ts";

/** What of one part has gone back: net, and tax in the order of the part's taxes. */
interface Taken {
  readonly returned: boolean;
  readonly netMinor: number;
  readonly taxesMinor: readonly number[];
}

/** What was sold and what of it has gone back. Never changed; a refund answers a new one. */
export interface ReturnLedger {
  readonly parts: readonly SoldPart[];
  readonly taken: readonly Taken[];
  /** Given back for the sale as a whole, on no part; absorbed when the parts reach the total. */
  readonly goodwillMinor: number;
}

export type ReturnRequest =
  /** What is still refundable on so many units of a line; `unit` names the first, from 1. */
  | {
      readonly kind: "units";
      readonly line: string;
      readonly units: number;
      readonly unit?: number;
    }
  /** Part of one unit or of a fee; `unit` counts from 1. */
  | {
      readonly kind: "amount";
      readonly target: string;
      readonly unit?: number;
      readonly amountMinor: number;
    }
  /** A sum for the sale as a whole, off no line. */
  | { readonly kind: "order-amount"; readonly amountMinor: number }
  | { readonly kind: "fee"; readonly fee: string }
  | { readonly kind: "everything" };

export type ReturnMathRefusal =
  | "return-exceeds-refundable"
  | "return-must-be-positive"
  | "return-nothing-to-refund"
  | "return-unknown-target";

export interface TaxSum {
  readonly key: string;
  readonly netMinor: number;
  readonly taxMinor: number;
}

export interface RefundItem {
  readonly kind: "unit" | "fee";
  readonly target: string;
  readonly unit: number;
  readonly netMinor: number;
  readonly taxMinor: number;
  readonly totalMinor: number;
}

export interface Refund {
  readonly totalMinor: number;
  readonly netMinor: number;
  readonly taxMinor: number;
  /** By tax, in the order the sale has them. */
  readonly taxes: readonly TaxSum[];
  /** Parts touched by this request. */
  readonly items: readonly RefundItem[];
  /** With everything that went back before. */
  readonly refundedMinor: number;
  readonly state: "partially_refunded" | "refunded";
  readonly ledger: ReturnLedger;
}

/** The ledger of a sale of which nothing has come back yet. */
export function openLedger(parts: readonly SoldPart[]): ReturnLedger {
  const taken = parts.map((part) => ({
    returned: false,
    netMinor: 0,
    taxesMinor: part.taxes.map(() => 0),
  }));
  return { parts, taken, goodwillMinor: 0 };
}

/** What can still go back, minor units. */
export function refundableMinor(ledger: ReturnLedger): number {
  return paidMinor(ledger) - refundedMinor(ledger);
}

/** What has gone back, minor units. */
function refundedMinor(ledger: ReturnLedger): number {
  return ledger.taken.reduce((sum, taken) => sum + takenGross(taken), ledger.goodwillMinor);
}

/**
 * What a request gives back, and the ledger after it. All of a request or none of it.
 * Refuses `return-exceeds-refundable` (more units or money than is left), `return-must-be-positive`
 * (an amount of zero or less, fewer than zero units), `return-nothing-to-refund` (nothing asked for,
 * or nothing left of it) and `return-unknown-target`, with the request's place as position.
 */
export function refund(
  ledger: ReturnLedger,
  requests: readonly ReturnRequest[],
): Result<Refund, ReturnMathRefusal> {
  const taken = [...ledger.taken];
  let goodwillMinor = ledger.goodwillMinor;
  let units = 0;
  for (const [index, request] of requests.entries()) {
    const draft = { ...ledger, taken, goodwillMinor };
    const step = apply(draft, taken, request);
    if (typeof step === "string") return refuse(step, undefined, `request[${index}]`);
    goodwillMinor += step.goodwillMinor;
    units += step.units;
  }
  const onParts = taken.reduce((sum, part) => sum + takenGross(part), 0);
  goodwillMinor = Math.min(goodwillMinor, paidMinor(ledger) - onParts);
  const after = { parts: ledger.parts, taken, goodwillMinor };
  const answer = difference(ledger, after);
  if (answer.totalMinor === 0 && units === 0) return refuse("return-nothing-to-refund");
  return done(answer);
}

/**
 * A refund as it is paid out in cash: rounded to the smallest coin, with the difference
 * (`roundingMinor` = paid out minus the refund).
 */
export function cashRefund(
  totalMinor: number,
  rule: { readonly incrementMinor: number; readonly mode: RoundingMode },
): { readonly paidOutMinor: number; readonly roundingMinor: number } {
  const paidOutMinor = roundToStep(totalMinor, rule.incrementMinor, rule.mode);
  return { paidOutMinor, roundingMinor: paidOutMinor - totalMinor };
}

interface Step {
  /** Added to (never taken from) the sum given for the sale as a whole. */
  readonly goodwillMinor: number;
  readonly units: number;
}

const ON_PARTS = { goodwillMinor: 0, units: 0 } as const;

/** Takes what the request asks for out of `taken`, or answers why not. */
function apply(
  ledger: ReturnLedger,
  taken: Taken[],
  request: ReturnRequest,
): Step | ReturnMathRefusal {
  switch (request.kind) {
    case "units":
      return applyUnits(ledger, taken, request);
    case "amount":
      return applyAmount(ledger, taken, request);
    case "order-amount": {
      if (!isPositive(request.amountMinor)) return "return-must-be-positive";
      if (request.amountMinor > refundableMinor(ledger)) return "return-exceeds-refundable";
      return { goodwillMinor: request.amountMinor, units: 0 };
    }
    case "fee": {
      const at = ledger.parts.findIndex(
        (part) => part.kind === "fee" && part.target === request.fee,
      );
      if (at < 0) return "return-unknown-target";
      takeWhole(ledger, taken, at);
      return ON_PARTS;
    }
    case "everything":
      for (let at = 0; at < ledger.parts.length; at += 1) takeWhole(ledger, taken, at);
      return ON_PARTS;
  }
}

function applyUnits(
  ledger: ReturnLedger,
  taken: Taken[],
  request: Extract<ReturnRequest, { kind: "units" }>,
): Step | ReturnMathRefusal {
  const all = placesOf(ledger, request.line, undefined);
  if (all.length === 0) return "return-unknown-target";
  const places = all.slice((request.unit ?? 1) - 1);
  if (!Number.isSafeInteger(request.units) || request.units < 0) return "return-must-be-positive";
  const open = places.filter((at) => taken[at]?.returned === false);
  if (request.units > open.length) return "return-exceeds-refundable";
  for (const at of open.slice(0, request.units)) takeWhole(ledger, taken, at);
  return { goodwillMinor: 0, units: request.units };
}

function applyAmount(
  ledger: ReturnLedger,
  taken: Taken[],
  request: Extract<ReturnRequest, { kind: "amount" }>,
): Step | ReturnMathRefusal {
  const { amountMinor } = request;
  if (!isPositive(amountMinor)) return "return-must-be-positive";
  const places = placesOf(ledger, request.target, request.unit);
  if (places.length === 0) {
    const known = placesOf(ledger, request.target, undefined).length > 0;
    return known ? "return-exceeds-refundable" : "return-unknown-target";
  }
  const at = places.find((place) => leftOf(ledger, taken, place) >= amountMinor);
  if (at === undefined || amountMinor > refundableMinor(ledger)) {
    return "return-exceeds-refundable";
  }
  if (amountMinor === leftOf(ledger, taken, at)) takeWhole(ledger, taken, at);
  else takeSome(ledger, taken, at, amountMinor);
  return ON_PARTS;
}

/** All that is left of a part. */
function takeWhole(ledger: ReturnLedger, taken: Taken[], at: number): void {
  const part = ledger.parts[at] as SoldPart;
  taken[at] = {
    returned: true,
    netMinor: part.netMinor,
    taxesMinor: part.taxes.map((tax) => tax.taxMinor),
  };
}

/**
 * Some of what is left of a part, split in the part's own proportion. Each share stays within what
 * is left of it, so that the last amount always comes out even.
 */
function takeSome(ledger: ReturnLedger, taken: Taken[], at: number, amountMinor: number): void {
  const part = ledger.parts[at] as SoldPart;
  const before = taken[at] as Taken;
  const gross = grossOf(part);
  let open = amountMinor;
  let leftAfter = leftOf(ledger, taken, at);
  const taxesMinor = part.taxes.map((tax, index) => {
    const left = tax.taxMinor - (before.taxesMinor[index] ?? 0);
    leftAfter -= left;
    const share = scaleRound(amountMinor, tax.taxMinor, gross, "half_up");
    const within = Math.max(open - leftAfter, Math.min(share, left, open));
    open -= within;
    return (before.taxesMinor[index] ?? 0) + within;
  });
  taken[at] = { returned: false, netMinor: before.netMinor + open, taxesMinor };
}

/** What `after` gives beyond `before`: totals, taxes, touched parts. */
function difference(before: ReturnLedger, after: ReturnLedger): Refund {
  const [was, is] = [sums(before), sums(after)];
  const taxes = [...is].map(([key, sum]) => ({
    key,
    netMinor: sum.netMinor - (was.get(key)?.netMinor ?? 0),
    taxMinor: sum.taxMinor - (was.get(key)?.taxMinor ?? 0),
  }));
  const total = refundedMinor(after) - refundedMinor(before);
  const taxMinor = taxes.reduce((sum, tax) => sum + tax.taxMinor, 0);
  return {
    totalMinor: total,
    netMinor: total - taxMinor,
    taxMinor,
    taxes: taxes.filter((tax) => tax.netMinor !== 0 || tax.taxMinor !== 0),
    items: itemsBetween(before, after),
    refundedMinor: refundedMinor(after),
    state: refundableMinor(after) === 0 ? "refunded" : "partially_refunded",
    ledger: after,
  };
}

function itemsBetween(before: ReturnLedger, after: ReturnLedger): RefundItem[] {
  return after.parts.flatMap((part, at): RefundItem[] => {
    const [was, is] = [before.taken[at] as Taken, after.taken[at] as Taken];
    if (was === is) return [];
    const netMinor = is.netMinor - was.netMinor;
    const totalMinor = takenGross(is) - takenGross(was);
    if (totalMinor === 0 && was.returned === is.returned) return [];
    const { kind, target, unit } = part;
    return [{ kind, target, unit, netMinor, taxMinor: totalMinor - netMinor, totalMinor }];
  });
}

/**
 * Refunded net and tax by tax. The sum given for the sale as a whole lies on what is left of the
 * parts, in proportion, and on each part in its own proportion.
 */
function sums(ledger: ReturnLedger): Map<string, { netMinor: number; taxMinor: number }> {
  const result = new Map<string, { netMinor: number; taxMinor: number }>();
  const covered = [...ledger.taken];
  if (ledger.goodwillMinor > 0) {
    const lefts = ledger.parts.map((_, at) => leftOf(ledger, covered, at));
    shareOut(ledger.goodwillMinor, lefts, "largest_remainder").forEach((share, at) => {
      if (share > 0) takeSome(ledger, covered, at, share);
    });
  }
  ledger.parts.forEach((part, at) => {
    const taken = covered[at] as Taken;
    part.taxes.forEach(({ key }, index) => {
      const sum = result.get(key) ?? { netMinor: 0, taxMinor: 0 };
      sum.netMinor += taken.netMinor;
      sum.taxMinor += taken.taxesMinor[index] ?? 0;
      result.set(key, sum);
    });
  });
  return result;
}

/** Places of a line's units (or of a fee) in the ledger; of one unit when it is named. */
function placesOf(ledger: ReturnLedger, target: string, unit: number | undefined): number[] {
  const places: number[] = [];
  ledger.parts.forEach((part, at) => {
    if (part.target === target && (unit === undefined || part.unit === unit)) places.push(at);
  });
  return places;
}

function leftOf(ledger: ReturnLedger, taken: readonly Taken[], at: number): number {
  return grossOf(ledger.parts[at] as SoldPart) - takenGross(taken[at] as Taken);
}

function takenGross(taken: Taken): number {
  return taken.taxesMinor.reduce((sum, tax) => sum + tax, taken.netMinor);
}

function paidMinor(ledger: ReturnLedger): number {
  return ledger.parts.reduce((sum, part) => sum + grossOf(part), 0);
}

function isPositive(amountMinor: number): boolean {
  return Number.isSafeInteger(amountMinor) && amountMinor > 0;
}
