/**
 * The money of a return or an exchange: legs back to where it came from, or the payment of what the
 * new goods cost more. What comes back is planned in returns.ts; the rules are the engine's.
 */
import { done, type Result, refuse } from "#shared/base/result.ts";
import { isOwnTender, refundLegs, refundTender } from "#shared/engine/refund.ts";
import { addTender, tenderState } from "#shared/engine/tender.ts";
import type { PricedBasket } from "#shared/records/basket.ts";
import type { PolicySetting } from "#shared/records/settings/index.ts";
import type { Tender, TenderKind } from "#shared/records/tender.ts";
import type { Counter } from "../counter.ts";
import { ownDrawerFor } from "./drawer-owner.ts";
import type { Sold } from "./sold.ts";

interface Money {
  readonly sold: Sold | undefined;
  readonly result: { readonly refundMinor: number };
  readonly exchange: PricedBasket | undefined;
  readonly currency: string;
  readonly policy: PolicySetting;
}

interface MoneyAsked {
  readonly clientId?: string | undefined;
  readonly refundTo?: TenderKind | undefined;
  readonly pay?:
    | { readonly kind: TenderKind; readonly givenMinor?: number | undefined }
    | undefined;
}

const NAMES: Readonly<Partial<Record<TenderKind, string>>> = {
  cash: "Cash",
  "card-external": "Card",
  credit: "Store credit",
};

/**
 * How money goes back: the way it came, or as it was asked; what no tender can take goes in cash. What was
 * paid by a tender of the shop's own goes back to that tender, whatever was asked.
 */
export function legsBack(
  { core }: Counter,
  { sold, policy }: Money,
  asked: MoneyAsked,
  refundMinor: number,
) {
  const { noReceiptTender } = policy.returns;
  const loose = noReceiptTender === "credit" ? "credit" : "cash";
  const kind = asked.refundTo ?? (sold === undefined ? loose : "cash");
  const clientId = asked.clientId ?? sold?.sale.clientId;
  // A credit without a customer's name is known by the receipt it was given with.
  const reference =
    kind === "credit" && clientId === undefined ? { reference: core.ids.next() } : {};
  return refundLegs({
    refundMinor,
    tenders: (sold?.sale.tenders ?? []).filter(
      (tender) => asked.refundTo === undefined || isOwnTender(tender),
    ),
    refundedBefore: sold?.refundedBefore ?? [],
    rest: { kind, name: NAMES[kind] ?? kind, ...reference } as { kind: TenderKind; name: string },
  });
}

/** The legs of the difference: money back below zero, or what an exchange costs more above it. */
export function settle(
  counter: Counter,
  planned: Money,
  input: MoneyAsked,
): Result<readonly Tender[]> {
  const legs = legsOf(counter, planned, input);
  if (!legs.ok) return legs;
  const own = ownDrawerFor(counter, legs.value);
  return own.ok ? legs : own;
}

function legsOf(counter: Counter, planned: Money, input: MoneyAsked): Result<readonly Tender[]> {
  const { core } = counter;
  const { policy, result, exchange, currency } = planned;
  const totalMinor = (exchange?.totalMinor ?? 0) - result.refundMinor;
  const rule = policy.cashRounding;
  const atMs = core.clock.now();
  if (totalMinor === 0) return done([]);
  if (totalMinor > 0) {
    const { kind, givenMinor } = input.pay ?? {};
    if (kind === undefined) return refuse("short-tender", { missingMinor: totalMinor });
    if (kind !== "cash" && kind !== "card-external") {
      return refuse("tender-not-here", { tender: kind });
    }
    const leg = { id: core.ids.next(), kind, name: NAMES[kind] ?? kind, givenMinor, atMs };
    const added = addTender({ totalMinor, tenders: [], rule, currency }, leg);
    return added.ok ? done(added.value.tenders) : added;
  }
  const tenders: Tender[] = [];
  for (const leg of legsBack(counter, planned, input, -totalMinor)) {
    const made = refundTender(leg, { id: core.ids.next(), atMs });
    // Cash that goes out is rounded to the smallest coin, as cash that comes in.
    const { cashDueMinor } = tenderState({ totalMinor, tenders, rule });
    const isLastCash = leg.kind === "cash";
    tenders.push(isLastCash ? { ...made, amountMinor: Math.min(0, cashDueMinor) } : made);
  }
  return done(tenders.filter(({ amountMinor }) => amountMinor !== 0));
}
