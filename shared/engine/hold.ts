/**
 * Quotes and layaways: holding a basket's prices, what may be paid ahead, taking the basket up again
 * at exactly those prices, and what goes back when it is cancelled. Terms are the store's policy.
 */
import { compact } from "../base/compact.ts";
import { done, type Result, refuse } from "../base/result.ts";
import { scaleRound } from "../base/rounding.ts";
import { addDays } from "../base/time.ts";
import type { BasketDraft, PricedBasket } from "../records/basket.ts";
import type { BasketHeld } from "../records/entries/basket-held.ts";
import type { OrderRow } from "../records/rows/order.ts";
import type { SettingBody } from "../records/settings/index.ts";
import { isOpenHold } from "./fold/hold.ts";

export interface HoldRequest {
  readonly holdId: string;
  readonly kind: "quote" | "layaway";
  readonly draft: BasketDraft;
  readonly priced: PricedBasket;
  readonly segmentIds: readonly string[];
  readonly policy: SettingBody<"policy">;
  /** Where the goods are set aside: the store's own place. */
  readonly placeId: string;
  /** Today as the store counts it, `YYYY-MM-DD`. */
  readonly businessDate: string;
  readonly note?: string | undefined;
}

export type HoldRefusal = "empty-basket" | "hold-fixed" | "hold-needs-client" | "hold-not-set-up";

/**
 * The body of `basket.held`: prices stand for the days of the policy; a layaway asks for its share of
 * the total first (rounded half up to minor units) and needs a client. Refuses `empty-basket`,
 * `hold-not-set-up`, `hold-needs-client`, and `hold-fixed` for a basket that is held already.
 * @example A layaway of 100.00 at 2,000 basis points asks for 20.00 first.
 */
export function holdBasket(request: HoldRequest): Result<BasketHeld, HoldRefusal> {
  const { kind, draft, priced } = request;
  const terms = request.policy.holds;
  if (draft.lines.length === 0) return refuse("empty-basket");
  if (draft.held !== undefined) return refuse("hold-fixed");
  if (terms === undefined) return refuse("hold-not-set-up");
  if (kind === "layaway" && draft.clientId === undefined) return refuse("hold-needs-client");
  const isLayaway = kind === "layaway";
  const days = isLayaway ? terms.layawayDays : terms.quoteDays;
  const first = scaleRound(priced.totalMinor, terms.firstPaymentBasisPoints, 10_000, "half_up");
  return done({
    holdId: request.holdId,
    kind,
    ...compact({ clientId: draft.clientId }),
    draft,
    priced: { ...priced, hints: [] },
    segmentIds: [...request.segmentIds],
    validTo: addDays(request.businessDate, days),
    firstPaymentMinor: isLayaway ? first : 0,
    cancelFeeMinor: isLayaway ? terms.cancelFeeMinor : 0,
    placeId: request.placeId,
    ...compact({ note: request.note }),
  });
}

/**
 * The draft that sells a hold: its own lines, under the id of a new basket. Refuses `hold-unknown`,
 * `hold-closed`, and `hold-expired` for a quote after its last day (a layaway stands until cancelled).
 */
export function resumeHold(
  row: OrderRow | undefined,
  basket: { readonly id: string; readonly registerId?: string; readonly businessDate: string },
): Result<BasketDraft, "hold-closed" | "hold-expired" | "hold-unknown"> {
  const open = openHold(row);
  if (!open.ok) return open;
  const { order, held } = open.value;
  if (order.kind === "quote" && basket.businessDate > held.validTo) {
    return refuse("hold-expired", { validTo: held.validTo });
  }
  const { id, registerId } = basket;
  const kind = order.kind === "quote" ? "quote" : "layaway";
  const placeId = order.fromPlaceId ?? held.draft.storeId;
  return done({
    ...held.draft,
    id,
    ...compact({ registerId }),
    held: { holdId: order.id, kind, placeId },
  });
}

/**
 * A held basket priced: the held prices, to the cent, whatever the catalogue says by now. Refuses
 * `hold-unknown`, and `hold-fixed` when the basket is no longer the one that was held.
 */
export function pricedHold(
  draft: BasketDraft,
  row: OrderRow | undefined,
): Result<PricedBasket, "hold-fixed" | "hold-unknown"> {
  const held = row?.held;
  if (held === undefined) return refuse("hold-unknown");
  const { lines, fees, manual, coupons, clientId, exemption } = held.draft;
  const now = [
    draft.lines,
    draft.fees,
    draft.manual,
    draft.coupons,
    draft.clientId,
    draft.exemption,
  ];
  const then = [lines, fees, manual, coupons, clientId, exemption];
  if (JSON.stringify(now) !== JSON.stringify(then)) return refuse("hold-fixed");
  return done({ ...held.priced, basketId: draft.id });
}

/**
 * What may be paid ahead now: from the first payment (or one minor unit, once it was made) to what is
 * left. Refuses `hold-unknown`, `hold-closed`, and `hold-payment-invalid` with both bounds.
 */
export function checkPayment(
  row: OrderRow | undefined,
  payment: { readonly amountMinor: number; readonly paidMinor: number },
): Result<undefined, "hold-closed" | "hold-payment-invalid" | "hold-unknown"> {
  const open = openHold(row);
  if (!open.ok) return open;
  const { order, held } = open.value;
  const mostMinor = order.totalMinor - payment.paidMinor;
  const leastMinor = Math.min(
    mostMinor,
    payment.paidMinor > 0 ? 1 : Math.max(1, held.firstPaymentMinor),
  );
  const { amountMinor } = payment;
  const fits = Number.isSafeInteger(amountMinor) && amountMinor >= leastMinor;
  if (!fits || amountMinor > mostMinor || mostMinor <= 0) {
    return refuse("hold-payment-invalid", { leastMinor, mostMinor });
  }
  return done(undefined);
}

/**
 * What a cancellation keeps and gives back of the payments, minor units: the fee, never more than was
 * paid, and the rest. Refuses `hold-unknown` and `hold-closed`.
 */
export function cancelTerms(
  row: OrderRow | undefined,
  paidMinor: number,
): Result<
  { readonly order: OrderRow; readonly feeMinor: number; readonly refundMinor: number },
  "hold-closed" | "hold-unknown"
> {
  const open = openHold(row);
  if (!open.ok) return open;
  const { order, held } = open.value;
  const feeMinor = Math.min(held.cancelFeeMinor, Math.max(0, paidMinor));
  return done({ order, feeMinor, refundMinor: Math.max(0, paidMinor) - feeMinor });
}

function openHold(
  row: OrderRow | undefined,
): Result<
  { readonly order: OrderRow; readonly held: NonNullable<OrderRow["held"]> },
  "hold-closed" | "hold-unknown"
> {
  const held = row?.held;
  if (row === undefined || held === undefined) return refuse("hold-unknown");
  return isOpenHold(row) ? done({ order: row, held }) : refuse("hold-closed", { state: row.state });
}
