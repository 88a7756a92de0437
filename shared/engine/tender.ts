/**
 * Paying: legs, what is due, change. Only cash gives change and only the cash part is rounded. What
 * stored value is worth is stored-value.ts; whether a terminal charged is the till's entry.
 */
import { cashDue } from "../base/cash.ts";
import { compact } from "../base/compact.ts";
import { currencyOf } from "../base/iso4217.ts";
import { type CashRounding, convert, isAmount } from "../base/money.ts";
import { done, type Result, refuse } from "../base/result.ts";
import type { SettingBody } from "../records/settings/index.ts";
import type { Tender, TenderKind } from "../records/tender.ts";

export interface TenderState {
  readonly totalMinor: number;
  /** Paid by all legs, change not counted. */
  readonly paidMinor: number;
  /** Still to pay by anything but cash. */
  readonly dueMinor: number;
  /** Still to pay when the rest is paid in cash: rounded to the smallest coin. */
  readonly cashDueMinor: number;
  /** What cash rounding adds to the total (or takes off), once cash is among the legs. */
  readonly roundingMinor: number;
  readonly changeMinor: number;
  /** Whether nothing is left to pay. */
  readonly covered: boolean;
}

/** What the legs so far leave to pay. A total below zero is paid out: legs are negative then. */
export function tenderState(request: {
  readonly totalMinor: number;
  readonly tenders: readonly Tender[];
  readonly rule: CashRounding;
}): TenderState {
  const { totalMinor, tenders, rule } = request;
  let [cashMinor, otherMinor, changeMinor] = [0, 0, 0];
  for (const tender of tenders) {
    if (tender.kind === "cash") cashMinor += tender.amountMinor;
    else otherMinor += tender.amountMinor;
    changeMinor += tender.changeMinor ?? 0;
  }
  const takesCash = tenders.some((tender) => tender.kind === "cash");
  const ifCash = cashDue({ totalMinor, cashMinor, otherMinor, takesCash: true, rule });
  const left = totalMinor - cashMinor - otherMinor;
  // A leg never pays more than is due (change is not part of it): more is not settled, but wrong.
  const isSettled = takesCash ? ifCash.dueMinor === 0 && ifCash.overpaidMinor === 0 : left === 0;
  return {
    totalMinor,
    paidMinor: cashMinor + otherMinor,
    dueMinor: isSettled ? 0 : left,
    cashDueMinor: ifCash.dueMinor,
    roundingMinor: takesCash && isSettled ? ifCash.roundingMinor : 0,
    changeMinor,
    covered: isSettled,
  };
}

export interface NewTender {
  readonly id: string;
  readonly kind: TenderKind;
  readonly name: string;
  readonly atMs: number;
  /** What the leg should pay; all that is due when left out. */
  readonly amountMinor?: number | undefined;
  /** Cash handed over. */
  readonly givenMinor?: number | undefined;
  /** Cash in another currency: how much, at the rate of the shop, valid until `validToMs`. */
  readonly foreign?:
    | {
        readonly currency: string;
        readonly amountMinor: number;
        readonly rate: SettingBody<"exchange-rate"> | undefined;
      }
    | undefined;
  readonly tenderTypeId?: string | undefined;
  readonly needsReference?: boolean | undefined;
  readonly reference?: string | undefined;
  readonly card?: Tender["card"] | undefined;
  readonly paymentId?: string | undefined;
  readonly balance?: Tender["balance"] | undefined;
  readonly points?: number | undefined;
  readonly storedForward?: boolean | undefined;
}

export type AddTenderRefusal =
  | "foreign-rate-missing"
  | "nothing-due"
  | "tender-amount-invalid"
  | "tender-exceeds-due"
  | "tender-needs-reference";

/**
 * Adds a leg. Cash may give more than is due: the rest is change, given in the shop's own currency.
 * Every other leg pays at most what is due.
 */
export function addTender(
  request: {
    readonly totalMinor: number;
    readonly tenders: readonly Tender[];
    readonly rule: CashRounding;
    readonly currency: string;
  },
  leg: NewTender,
): Result<{ readonly tenders: readonly Tender[]; readonly state: TenderState }, AddTenderRefusal> {
  const state = tenderState(request);
  if (state.covered) return refuse("nothing-due");
  if (leg.needsReference === true && !leg.reference?.trim()) {
    return refuse("tender-needs-reference");
  }
  const made = leg.kind === "cash" ? cashLeg(leg, state, request.currency) : otherLeg(leg, state);
  if (!made.ok) return made;
  const tenders = [...request.tenders, made.value];
  return done({ tenders, state: tenderState({ ...request, tenders }) });
}

/**
 * Takes a leg out. Refuses `tender-unknown`, and `tender-needs-reversal` for a charged card whose
 * charge has not been reversed.
 */
export function cancelTender(
  tenders: readonly Tender[],
  leg: { readonly id: string; readonly reversed?: boolean },
): Result<readonly Tender[], "tender-needs-reversal" | "tender-unknown"> {
  const found = tenders.find((tender) => tender.id === leg.id);
  if (found === undefined) return refuse("tender-unknown");
  if (found.paymentId !== undefined && leg.reversed !== true) {
    return refuse("tender-needs-reversal", { paymentId: found.paymentId });
  }
  return done(tenders.filter((tender) => tender !== found));
}

/**
 * Amounts a customer is likely to hand over for what is due: exactly it, and the next full steps of
 * 1, 2 and 5 of each size, at most `keys` of them, smallest first.
 */
export function quickCash(cashDueMinor: number, currency: string, keys = 5): readonly number[] {
  if (cashDueMinor <= 0) return [];
  const unit = 10 ** (currencyOf(currency)?.exponent ?? 2);
  const amounts = new Set([cashDueMinor]);
  // Nobody pays a coffee with a thousand, nor a coat in small coins.
  const mostMinor = Math.max(cashDueMinor * 2.5, 50 * unit);
  for (let size = unit; size <= unit * 10_000; size *= 10) {
    for (const step of [1, 2, 5]) {
      const noteMinor = step * size;
      if (noteMinor < 5 * unit || noteMinor * 20 < cashDueMinor) continue;
      const next = Math.ceil(cashDueMinor / noteMinor) * noteMinor;
      if (next <= mostMinor && amounts.size < keys) amounts.add(next);
    }
  }
  return [...amounts].sort((left, right) => left - right);
}

/** How much was paid in each tender, keyed as a shift counts them. */
export function tenderKey(tender: Tender): string {
  if (tender.foreign !== undefined) return foreignCashKey(tender.foreign.currency);
  if (tender.storedForward === true) return `${tender.kind}${STORED}`;
  return tender.tenderTypeId === undefined ? tender.kind : `${tender.kind}:${tender.tenderTypeId}`;
}

/** Cards that the terminal keeps are apart from those a bank has said yes to. */
const STORED = ":stored";

/** Whether a key counts card payments that no bank had answered when they were taken. */
export function isStoredKey(key: string): boolean {
  return key.endsWith(STORED);
}

/** The key that a shift counts notes of another currency under. */
export function foreignCashKey(currency: string): string {
  return `cash:${currency}`;
}

/** The currency of what is counted under a key: another than the shift's for foreign notes only. */
export function currencyOfKey(key: string, own: string): string {
  return /^cash:([A-Z]{3})$/.exec(key)?.[1] ?? own;
}

function cashLeg(
  leg: NewTender,
  state: TenderState,
  currency: string,
): Result<Tender, AddTenderRefusal> {
  const given = leg.foreign === undefined ? done(ownCash(leg, state)) : foreignCash(leg, currency);
  if (!given.ok) return given;
  const givenMinor = given.value;
  const isPaidOut = state.cashDueMinor < 0 || (state.cashDueMinor === 0 && state.dueMinor < 0);
  const fits = isPaidOut
    ? givenMinor <= 0 && givenMinor >= state.cashDueMinor
    : givenMinor > 0 || (givenMinor === 0 && state.cashDueMinor === 0);
  if (!isAmount(givenMinor) || !fits) return refuse("tender-amount-invalid");
  const wanted = Math.min(leg.amountMinor ?? state.cashDueMinor, state.cashDueMinor);
  const amountMinor = isPaidOut ? givenMinor : Math.min(givenMinor, wanted);
  if (!isAmount(amountMinor) || (!isPaidOut && amountMinor < 0)) {
    return refuse("tender-amount-invalid");
  }
  const changeMinor = givenMinor - amountMinor;
  return done({
    ...base(leg),
    amountMinor,
    ...(isPaidOut ? {} : { givenMinor, changeMinor }),
    ...(leg.foreign === undefined || leg.foreign.rate === undefined
      ? {}
      : {
          foreign: {
            currency: leg.foreign.currency,
            amountMinor: leg.foreign.amountMinor,
            rate: leg.foreign.rate.rate,
          },
        }),
  });
}

function ownCash(leg: NewTender, state: TenderState): number {
  return leg.givenMinor ?? leg.amountMinor ?? state.cashDueMinor;
}

function foreignCash(
  leg: NewTender,
  currency: string,
): Result<number, "foreign-rate-missing" | "tender-amount-invalid"> {
  const { foreign } = leg;
  const rate = foreign?.rate;
  if (foreign === undefined || rate === undefined) return refuse("foreign-rate-missing");
  const [from, to] = [currencyOf(foreign.currency), currencyOf(currency)];
  if (rate.validToMs < leg.atMs || rate.currency !== foreign.currency || !from || !to) {
    return refuse("foreign-rate-missing", { currency: foreign.currency });
  }
  const own = convert({
    amountMinor: foreign.amountMinor,
    rate: rate.rate,
    mode: "floor",
    fromExponent: from.exponent,
    toExponent: to.exponent,
  });
  return own.ok ? own : refuse("tender-amount-invalid");
}

function otherLeg(leg: NewTender, state: TenderState): Result<Tender, AddTenderRefusal> {
  const amountMinor = leg.amountMinor ?? state.dueMinor;
  if (!isAmount(amountMinor) || amountMinor === 0) return refuse("tender-amount-invalid");
  const isPaidOut = state.dueMinor < 0;
  if (isPaidOut !== amountMinor < 0) return refuse("tender-amount-invalid");
  if (Math.abs(amountMinor) > Math.abs(state.dueMinor)) {
    return refuse("tender-exceeds-due", { dueMinor: state.dueMinor });
  }
  return done({ ...base(leg), amountMinor });
}

function base(leg: NewTender): Omit<Tender, "amountMinor"> {
  const { tenderTypeId, reference, card, paymentId, balance, points, storedForward } = leg;
  return {
    id: leg.id,
    kind: leg.kind,
    name: leg.name,
    ...compact({ tenderTypeId, reference, card, paymentId, balance, points, storedForward }),
    atMs: leg.atMs,
  };
}
