/**
 * The act of rounding up for a good cause on the tender sheet: put on and taken off with one press
 * while it is paid. What is rounded to what is engine/round-up.ts and the store's policy.
 */
import { done, type Result, refuse } from "#shared/base/result.ts";
import {
  type FixedBasket,
  roundedUpMinor,
  roundUpMinor,
  withoutRoundUp,
  withRoundUp,
} from "#shared/engine/round-up.ts";
import type { BasketView } from "#shared/till-api/views/basket.ts";
import { policyOf } from "../core.ts";
import type { Basket, Counter } from "../counter.ts";
import { type Paying, paying } from "./tender.ts";

/**
 * Rounds the total up, or takes that back. Refuses `not-being-paid`, `payment-open`,
 * `round-up-nothing`, and `tender-exceeds-due` when more is paid already than is due without it.
 */
export function roundUp(counter: Counter, input: { readonly on: boolean }): Result<Paying> {
  return paying(counter, (basket) => {
    const sheet = fixedOf(basket);
    if (sheet === undefined) return refuse("not-being-paid");
    if (basket.openPayment !== undefined) return refuse("payment-open");
    if (!input.on) return takenOff(basket, sheet);
    const { core } = counter;
    const policy = policyOf(core)?.roundUp;
    if (policy === undefined) return refuse("round-up-nothing");
    const { pricedAtMs, utcOffsetMinutes } = sheet.priced;
    const rounded = withRoundUp(sheet, policy, {
      catalogue: core.catalogue,
      context: {
        atMs: pricedAtMs,
        segmentIds: [],
        ...(utcOffsetMinutes === undefined ? {} : { utcOffsetMinutes }),
      },
    });
    return rounded.ok ? done(withFixed(basket, rounded.value)) : rounded;
  });
}

/** What the tender sheet offers: by how much, and whether it is on; nothing where it is not offered. */
export function roundUpOf(counter: Counter, basket: Basket): BasketView["roundUp"] {
  const sheet = fixedOf(basket);
  const policy = policyOf(counter.core)?.roundUp;
  if (sheet === undefined || policy === undefined) return undefined;
  const on = roundedUpMinor(sheet);
  const amountMinor = on ?? roundUpMinor(sheet, policy);
  const name = counter.core.catalogue.product(policy.productId)?.row.name;
  if (amountMinor === 0 || name === undefined) return undefined;
  return { amountMinor, name, on: on !== undefined };
}

function takenOff(basket: Basket, sheet: FixedBasket): Result<Basket> {
  const plain = withoutRoundUp(sheet);
  const paidMinor = basket.tenders.reduce((sum, { amountMinor }) => sum + amountMinor, 0);
  if (paidMinor > plain.priced.totalMinor) {
    return refuse("tender-exceeds-due", { dueMinor: plain.priced.totalMinor });
  }
  return done(withFixed(basket, plain));
}

function fixedOf({ phase, draft, fixed }: Basket): FixedBasket | undefined {
  return phase === "tendering" && fixed !== undefined ? { draft, priced: fixed } : undefined;
}

function withFixed(basket: Basket, { draft, priced }: FixedBasket): Basket {
  return { ...basket, draft, fixed: priced };
}
