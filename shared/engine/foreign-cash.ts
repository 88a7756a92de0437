/** What is due in notes of another currency. What such notes pay, and the change, is tender.ts. */
import { currencyOf } from "../base/iso4217.ts";
import { convert } from "../base/money.ts";
import type { SettingBody } from "../records/settings/index.ts";

/** Enough of a currency that the rate shows in whole minor units of any other. */
const MANY = 1_000_000;

/**
 * What is due in another currency at the shop's rate, minor units of that currency, rounded up so that
 * it covers: what `addTender` makes of it is never less than was due. Nothing after the rate's last
 * moment, and nothing when nothing is due.
 */
export function foreignDue(request: {
  /** What is due in cash, minor units of `currency`. */
  readonly dueMinor: number;
  readonly currency: string;
  readonly rate: SettingBody<"exchange-rate">;
  readonly atMs: number;
}): number | undefined {
  const { dueMinor, currency, rate, atMs } = request;
  const [from, to] = [currencyOf(rate.currency), currencyOf(currency)];
  if (rate.validToMs < atMs || !from || !to || dueMinor <= 0) return undefined;
  const worth = (amountMinor: number): number => {
    const own = convert({
      ...{ amountMinor, rate: rate.rate, mode: "floor" as const },
      ...{ fromExponent: from.exponent, toExponent: to.exponent },
    });
    return own.ok ? own.value : 0;
  };
  const manyMinor = 10 ** from.exponent * MANY;
  const manyWorthMinor = worth(manyMinor);
  if (manyWorthMinor <= 0) return undefined;
  // Near enough from below by the rate itself, then up to the first amount that covers.
  let amountMinor = Math.max(1, Math.floor((dueMinor / manyWorthMinor) * manyMinor) - 1);
  while (worth(amountMinor) < dueMinor) amountMinor += 1;
  return amountMinor;
}
