/**
 * How fast baskets are priced: 20 lines with 50 live offers (baskets a second), 50 lines with 300
 * (milliseconds), and explained. Tax, stacking and trace included. Ends with a figure of the answers
 * themselves, so that no run can be optimised away.
 */
import { explainLines } from "#shared/engine/explain/explain-lines.ts";
import type { PriceLine, PriceLinesInput } from "#shared/engine/pricing/input.ts";
import { priceLines } from "#shared/engine/pricing/price-lines.ts";
import type { Offer, OfferAction } from "#shared/engine/promotion/offer.ts";
import type { TaxRule } from "#shared/engine/tax/rules.ts";
import { anOffer, aPricing } from "#test/builders/pricing.ts";
import type { Measurement, Metrics } from "../../scripts/lib/bench-contract.ts";
import { compared } from "./support/compared.ts";

export const metrics: Metrics = {
  price_basket_20x50_per_s: async ({ quick }) => {
    const input = aBenchBasket(20, 50);
    const batch = 100;
    const loop = bareLoop(input, 50);
    const bareAct = (): void => {
      kept += loop();
    };
    const acts = [() => keep(priceLines(input)), bareAct];
    // By turns, so that a neighbour on the machine slows both alike.
    const [ours = [], bare = []] = timedByTurns(acts, quick ? 30 : 300, batch);
    const perSecond = ours.map((ms) => (batch * 1000) / ms).sort((left, right) => left - right);
    const barePerSecond = bare.map((ms) => (batch * 1000) / ms).sort((left, right) => left - right);
    const measured = { p50: at(perSecond, 0.5), p99: at(perSecond, 0.01), n: perSecond.length };
    return compared(measured, "per_s", at(barePerSecond, 0.5));
  },
  price_basket_50x300_ms: async ({ quick }) => {
    const input = aBenchBasket(50, 300);
    return summary(timed(quick ? 300 : 3000, () => keep(priceLines(input))));
  },
  explain_ms: async ({ quick }) => {
    const input = aBenchBasket(20, 50);
    return summary(timed(quick ? 300 : 3000, () => keep(explainLines(input))));
  },
};

/**
 * What it is compared with: a loop by hand over integers that asks of each line and each offer whether
 * it selects the line, by the same words, and keeps the line's best discount. No conditions, no
 * stacking, no exclusion, no tax, no trace, no check.
 */
function bareLoop({ lines }: PriceLinesInput, offerCount: number): () => number {
  const amounts = lines.map(({ unitPriceMinor, quantityMilli }) =>
    Math.round((unitPriceMinor * quantityMilli) / 1000),
  );
  const words = lines.map((line) => [
    ...(line.tags ?? []),
    ...(line.categories ?? []),
    `${line.brandId}`,
    `${line.productId}`,
  ]);
  const offers = Array.from({ length: offerCount }, (_, index) => ({
    word: [`tag${index}`, `category${index}`, `brand${index}`, `tag${index}`, `product${index}`][
      index % 5
    ],
    percent: 5 + (index % 20),
  }));
  return () => {
    let total = 0;
    for (const [line, amount] of amounts.entries()) {
      let best = 0;
      for (const { word, percent } of offers) {
        if (word === undefined || words[line]?.includes(word) !== true) continue;
        best = Math.max(best, Math.floor((amount * percent + 50) / 100));
      }
      total += amount - best;
    }
    return total;
  };
}

const TAXES: readonly TaxRule[] = ["20", "5.5"].map((rate) => ({
  id: `vat${rate}`,
  kind: "percent",
  rate,
  included: true,
  affectsLater: false,
  baseAffected: true,
}));

/** Lines over 40 tags, and offers of every kind that select by tag, price or nothing. */
function aBenchBasket(lineCount: number, offerCount: number): PriceLinesInput {
  const lines = Array.from(
    { length: lineCount },
    (_, index): PriceLine => ({
      id: `line${index}`,
      unitPriceMinor: 199 + ((index * 7919) % 9000),
      quantityMilli: index % 9 === 8 ? 350 : 1000 * (1 + (index % 3)),
      productId: `product${index}`,
      brandId: `brand${index % 7}`,
      tags: [`tag${index % 40}`, `season${index % 4}`],
      categories: [`category${index % 12}`],
      taxIds: [index % 4 === 0 ? "vat5.5" : "vat20"],
    }),
  );
  const offers = Array.from({ length: offerCount }, (_, index) => benchOffer(index));
  return aPricing({ lines, offers, taxes: TAXES });
}

function benchOffer(index: number): Offer {
  const tagsAny = [`tag${index}`];
  const bySubtotal = { kind: "min_subtotal", amountMinor: 2000 } as const;
  const actions: readonly OfferAction[] = [
    { kind: "percent", target: "items", percent: "10", select: { tagsAny } },
    {
      kind: "fixed",
      target: "items",
      amountMinor: 50,
      select: { categoriesAny: [`category${index}`] },
    },
    { kind: "percent", target: "items", percent: "7.5", select: { brandsAny: [`brand${index}`] } },
    {
      kind: "buy_get",
      buy: { select: { tagsAny }, quantity: 1 },
      get: { select: { tagsAny }, quantity: 1 },
      percent: "50",
    },
    {
      kind: "percent",
      target: "items",
      percent: "5",
      select: { productsAny: [`product${index}`] },
    },
  ];
  const action = actions[index % actions.length] as OfferAction;
  if (index % 25 === 24) {
    const across: OfferAction = { kind: "fixed", target: "order", amountMinor: 500 };
    return anOffer(`offer${index}`, across, { conditions: [bySubtotal] });
  }
  return anOffer(`offer${index}`, action, index % 3 === 0 ? { conditions: [bySubtotal] } : {});
}

let kept = 0;

function keep(result: { readonly ok: boolean }): void {
  if (!result.ok) throw new Error("the bench basket is refused");
  kept += 1;
}

function timedByTurns(
  acts: readonly (() => void)[],
  rounds: number,
  batch: number,
): readonly (readonly number[])[] {
  const times: number[][] = acts.map(() => []);
  for (let round = -3; round < rounds; round += 1) {
    for (const [index, act] of acts.entries()) {
      const start = performance.now();
      for (let turn = 0; turn < batch; turn += 1) act();
      if (round >= 0) times[index]?.push(performance.now() - start);
    }
  }
  return times;
}

function timed(rounds: number, act: () => void): number[] {
  for (let warm = 0; warm < Math.min(rounds, 200); warm += 1) act();
  const times: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const start = performance.now();
    act();
    times.push(performance.now() - start);
  }
  if (kept === 0) throw new Error("nothing was priced");
  return times;
}

function summary(times: readonly number[]): Measurement {
  const sorted = [...times].sort((a, b) => a - b);
  return { p50: at(sorted, 0.5), p99: at(sorted, 0.99), unit: "ms", n: sorted.length };
}

function at(sorted: readonly number[], part: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0;
}
