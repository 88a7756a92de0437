/**
 * The law of hints (row 49): doing what a hint says makes the offer apply, doing only part of it does
 * not. Random baskets with one or several offers, and goods put in by this file's own reading of a
 * hint, which shares nothing with the engine's.
 */
import fc from "fast-check";
import { explainLines } from "#shared/engine/explain/explain-lines.ts";
import type { MissingStep } from "#shared/engine/explain/missing.ts";
import type { PriceLine } from "#shared/engine/pricing/input.ts";
import type {
  Condition,
  Offer,
  OfferAction,
  OfferPolicy,
  Selection,
} from "#shared/engine/promotion/offer.ts";
import { anOffer, aPriceLine, aPricing, priced, valueOfResult } from "./pricing.ts";

export interface HintCase {
  readonly lines: readonly PriceLine[];
  readonly offers: readonly Offer[];
  readonly policy: Partial<OfferPolicy>;
}

export interface Judged {
  readonly hints: number;
  readonly parts: number;
  /** Hints of offers beside others. */
  readonly blocked: number;
  readonly wrong: readonly string[];
}

export interface HintSize {
  readonly offersMax: number;
  /** What the goods cost that a hint asks for by number. */
  readonly unitPriceMinor: number;
}

const PLAIN_PRICE_MINOR = 200;
const tag = fc.constantFrom("a", "b", "c", "d");
const units = fc.integer({ min: 1, max: 4 });
const ofTag = tag.map((one): Selection => ({ tagsAny: [one] }));
const ofAny: fc.Arbitrary<Selection> = fc.oneof(
  { weight: 4, arbitrary: ofTag },
  { weight: 1, arbitrary: fc.constant({}) },
);

const condition: fc.Arbitrary<Condition> = fc.oneof(
  fc.record({
    kind: fc.constant("min_subtotal" as const),
    amountMinor: fc.integer({ min: 1, max: 40_000 }),
    select: ofAny,
    basis: fc.constantFrom("undiscounted" as const, "after_earlier_discounts" as const),
  }),
  fc.record({
    kind: fc.constantFrom("min_quantity" as const, "min_line_quantity" as const),
    quantityMilli: units.map((one) => one * 1000),
    select: ofTag,
  }),
  ofTag.map((select) => ({ kind: "contains" as const, select })),
);

const side = fc.record({ select: ofTag, quantity: units });
const action: fc.Arbitrary<OfferAction> = fc.oneof(
  ofAny.map((select) => ({
    kind: "percent" as const,
    target: "items" as const,
    percent: "50",
    select,
  })),
  fc.record({ groupSize: fc.integer({ min: 2, max: 5 }), select: ofTag }).map((one) => ({
    kind: "fixed" as const,
    target: "items" as const,
    amountMinor: 100,
    ...one,
  })),
  fc.record({ buy: side, get: side, repeat: fc.boolean() }).map((one) => ({
    kind: "buy_get" as const,
    percent: "50",
    ...one,
  })),
  fc
    .record({
      items: fc.array(side, { minLength: 1, maxLength: 2 }),
      priceMinor: fc.integer({ min: 1, max: 150 }),
      repeat: fc.boolean(),
    })
    .map((one) => ({ kind: "bundle" as const, ...one })),
  fc
    .record({ minSubtotalMinor: fc.integer({ min: 2, max: 30_000 }), select: ofTag })
    .map(({ minSubtotalMinor, select }) => ({
      kind: "percent" as const,
      target: "items" as const,
      select,
      tiers: [{ minSubtotalMinor, percent: "50" }],
    })),
  fc.integer({ min: 100, max: 9000 }).map((amountMinor) => ({
    kind: "fixed" as const,
    target: "order" as const,
    amountMinor,
  })),
);

const offer = fc.record({
  action,
  conditions: fc.array(condition, { maxLength: 2 }),
  exclusive: fc.oneof(
    { weight: 9, arbitrary: fc.constant(false) },
    { weight: 1, arbitrary: fc.constant(true) },
  ),
  priority: fc.nat({ max: 3 }),
  budget: fc.oneof(
    { weight: 4, arbitrary: fc.constant(undefined) },
    {
      weight: 1,
      arbitrary: fc.record({ spendLimitMinor: fc.integer({ min: 100, max: 20_000 }) }),
    },
    { weight: 1, arbitrary: fc.record({ useLimit: fc.constant(2), used: fc.nat({ max: 2 }) }) },
  ),
});

type Drawn = typeof offer extends fc.Arbitrary<infer One> ? One : never;

const line = fc.record({
  unitPriceMinor: fc.integer({ min: 100, max: 5000 }),
  quantity: units,
  tag,
});

/** Baskets of a few lines and so many offers of any kind, exclusive ones and spent ones among them. */
export function hintCases({ offersMax, unitPriceMinor }: HintSize): fc.Arbitrary<HintCase> {
  // A budget, and what is missing after discounts, are exact for goods at the engine's price only.
  const exact = unitPriceMinor === PLAIN_PRICE_MINOR;
  const isMeant = (one: Drawn): boolean =>
    exact ||
    (one.budget === undefined &&
      one.conditions.every((of) => of.kind !== "min_subtotal" || of.basis === "undiscounted"));
  return fc
    .record({
      lines: fc.array(line, { minLength: 1, maxLength: 5 }),
      offers: fc.array(offer.filter(isMeant), { minLength: 1, maxLength: offersMax }),
      order: fc.constantFrom("as_listed" as const, "priority_desc" as const),
      stacking: fc.constantFrom("sequential" as const, "parallel" as const),
    })
    .map(({ lines, offers, order, stacking }) => ({
      lines: lines.map((one, index) =>
        aPriceLine(`l${index}`, one.unitPriceMinor, { quantity: one.quantity, tags: [one.tag] }),
      ),
      offers: offers.map(({ action: what, budget, ...more }, index) =>
        anOffer(`o${index}`, what, budget === undefined ? more : { ...more, budget }),
      ),
      policy: { order, stacking },
    }));
}

/** Follows every hint of a basket, in full and in every smaller way, and says what was untrue. */
export function judgeHints(given: HintCase, unitPriceMinor: number): Judged {
  const { lines, offers, policy } = given;
  const { offers: explained } = valueOfResult(explainLines(aPricing({ lines, offers, policy })));
  const wrong: string[] = [];
  let [hints, parts, blocked] = [0, 0, 0];
  for (const { offerId, state, missing, blockedBy } of explained) {
    if (state === "blocked") {
      blocked += 1;
      if (offers.every((one) => one.id !== blockedBy))
        wrong.push(`${offerId}: blocked by no offer`);
    }
    if (state !== "missing") continue;
    hints += 1;
    const applies = (basket: readonly PriceLine[]): boolean =>
      priced({ lines: basket, offers, policy }).offers.some((one) => one.id === offerId);
    const plain = { lines, unitPriceMinor };
    if (!applies(follow(missing, missing, plain))) wrong.push(`${offerId}: done, and it does not`);
    for (const [index, step] of missing.entries()) {
      for (const part of partsOf(step)) {
        parts += 1;
        const some = missing.toSpliced(index, 1, ...part);
        // It would do only if it did with goods that bring no money of their own, and with others.
        if (!applies(follow(some, missing, plain)) || !applies(follow(some, some, plain))) continue;
        wrong.push(`${offerId}: applies with less than step ${index}: ${JSON.stringify(part)}`);
      }
    }
  }
  return { hints, parts, blocked, wrong };
}

/** A step left out, one unit short, and one minor unit short. */
function partsOf(step: MissingStep): readonly (readonly MissingStep[])[] {
  const parts: (readonly MissingStep[])[] = [[]];
  const { quantityMilli, amountMinor } = step;
  if (quantityMilli > 1000) parts.push([{ ...step, quantityMilli: quantityMilli - 1000 }]);
  if (amountMinor > 1) parts.push([{ ...step, amountMinor: amountMinor - 1 }]);
  return parts;
}

/**
 * The basket after the steps. Goods asked for by number cost a plain price; but when only part of a
 * hint is done that also asks for money, and they would bring all of it, they are free. Money that is asked
 * for is brought by all that was put in and is of the right kind, and not a cent more.
 */
function follow(
  steps: readonly MissingStep[],
  hint: readonly MissingStep[],
  from: { readonly lines: readonly PriceLine[]; readonly unitPriceMinor: number },
): readonly PriceLine[] {
  const put: PriceLine[] = [];
  const grown = from.lines.map((one) => {
    const more = steps.filter((step) => step.code === "add-to-line" && step.lineId === one.id);
    const quantityMilli = more.reduce((sum, step) => sum + step.quantityMilli, 0);
    if (quantityMilli > 0) put.push({ ...one, quantityMilli });
    return { ...one, quantityMilli: one.quantityMilli + quantityMilli };
  });
  const fresh: PriceLine[] = [];
  for (const [index, step] of steps.entries()) {
    if (step.code === "add-to-line") continue;
    const tags = step.select.tagsAny?.slice(0, 1) ?? ["elsewhere"];
    const isTooMuch = hint.some(
      (one) =>
        one.amountMinor > 0 &&
        isOfKind(tags, one) &&
        worthByNumber(hint, one, from.unitPriceMinor) >= one.amountMinor,
    );
    const price = steps !== hint && isTooMuch ? 0 : from.unitPriceMinor;
    const pieces = step.quantityMilli / 1000;
    if (pieces === 0) continue;
    if (step.code === "add-in-one-line") {
      fresh.push(aPriceLine(`u${index}`, price, { tags, quantity: pieces }));
      continue;
    }
    for (let piece = 0; piece < pieces; piece += 1) {
      fresh.push(aPriceLine(`s${index}.${piece}`, price, { tags }));
    }
  }
  bring(fresh, put, { steps, isPart: steps !== hint });
  return [...grown, ...fresh];
}

function isOfKind(tags: readonly string[] | undefined, { select }: MissingStep): boolean {
  const name = select.tagsAny?.[0];
  return name === undefined || tags?.includes(name) === true;
}

/** What all goods that are asked for by number would bring to an amount. */
function worthByNumber(
  hint: readonly MissingStep[],
  amount: MissingStep,
  unitPriceMinor: number,
): number {
  const counted = hint.filter((one) => isOfKind(one.select.tagsAny, amount));
  return counted.reduce((sum, one) => sum + (one.quantityMilli / 1000) * unitPriceMinor, 0);
}

/** Narrow wishes first: what they bring counts for the wide ones too. */
function bring(
  fresh: PriceLine[],
  put: readonly PriceLine[],
  { steps, isPart }: { readonly steps: readonly MissingStep[]; readonly isPart: boolean },
): void {
  const wide = (step: MissingStep) => (step.select.tagsAny === undefined ? 1 : 0);
  const asked = steps.filter((step) => step.amountMinor > 0).sort((a, b) => wide(a) - wide(b));
  for (const step of asked) {
    const name = step.select.tagsAny?.[0];
    const isMeant = (one: PriceLine) => name === undefined || one.tags?.includes(name) === true;
    const place = steps.indexOf(step);
    const isOwn = (one: PriceLine) => one.id === `u${place}` || one.id.startsWith(`s${place}.`);
    // Money that counts after discounts: only the goods of this very wish are sure to bring it.
    const worth = [...put, ...fresh]
      .filter(step.afterDiscounts ? isOwn : isMeant)
      .reduce((sum, one) => sum + (one.unitPriceMinor * one.quantityMilli) / 1000, 0);
    const short = step.amountMinor - worth;
    if (short <= 0) continue;
    const own = fresh.findIndex(isOwn);
    const known = fresh[own];
    if (known === undefined || step.quantityMilli === 0) {
      fresh.push(aPriceLine(`m${fresh.length}`, short, { tags: [name ?? "elsewhere"] }));
    } else {
      // A price that several units share never brings more than a part of a hint asks for.
      const share = short / (known.quantityMilli / 1000);
      const each = known.unitPriceMinor + (isPart ? Math.floor(share) : Math.ceil(share));
      fresh[own] = { ...known, unitPriceMinor: each };
    }
  }
}
