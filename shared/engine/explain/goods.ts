/**
 * What a basket looks like after a hint was followed, in full or in part. The goods are as plain as
 * the hint lets them be: whole units, of the first word that the selection names, at a price that
 * brings what the hint says and no more than it must.
 */
import type { PriceLine } from "../pricing/input.ts";
import { selects } from "../promotion/compile.ts";
import type { Selection } from "../promotion/offer.ts";
import type { MissingStep } from "./missing.ts";

/** Ids of lines that only a hint put there begin with it; no real line's does. */
export const HINT_LINE = "hint:";

/** Minor units: enough that one percent of it is not rounded away. */
const UNIT_PRICE_MINOR = 200;

type Goods = { -readonly [Key in keyof PriceLine]: PriceLine[Key] };

/**
 * The lines with what the steps say added. `hint` is the whole hint when `steps` are a part of it:
 * goods that are asked for by number then bring no more money than the steps still ask for.
 */
export function withGoods(
  lines: readonly PriceLine[],
  steps: readonly MissingStep[],
  hint: readonly MissingStep[] = steps,
): readonly PriceLine[] {
  const basket = [...lines];
  const added: Goods[] = [];
  const isPart = hint !== steps;
  for (const [index, step] of steps.entries()) {
    if (step.code === "add-to-line") grow(basket, step);
    else
      added.push(
        ...unitsOf(step, { index, priceMinor: isPart ? partPrice(step, hint) : UNIT_PRICE_MINOR }),
      );
  }
  // What the narrow wishes bring counts for the wide ones too, so those come last.
  const asked = [...steps.entries()].filter(([, step]) => step.amountMinor > 0);
  asked.sort(([, left], [, right]) => wordsOf(right.select) - wordsOf(left.select));
  for (const [index, step] of asked) {
    bringAmount(added, { step, index, isPart, grown: broughtByLine(lines, basket, step) });
  }
  return [...basket, ...added];
}

function wordsOf({ tagsAny, categoriesAny, productsAny, brandsAny }: Selection): number {
  return [tagsAny, categoriesAny, productsAny, brandsAny].filter((part) => part !== undefined)
    .length;
}

/** Free where, at their price, they would bring by themselves an amount that the hint asks for. */
function partPrice(step: MissingStep, hint: readonly MissingStep[]): number {
  const sample = sampleOf(step.select, UNIT_PRICE_MINOR);
  const isTooMuch = hint.some(
    (one) =>
      one.amountMinor > 0 &&
      selects(one.select, sample) &&
      broughtByNumber(one, hint) >= one.amountMinor,
  );
  return isTooMuch ? 0 : UNIT_PRICE_MINOR;
}

/** What goods asked for by number bring to an amount at their plain price, minor units. */
function broughtByNumber({ select }: MissingStep, hint: readonly MissingStep[]): number {
  return hint
    .filter((one) => selects(select, sampleOf(one.select, UNIT_PRICE_MINOR)))
    .reduce((sum, one) => sum + (one.quantityMilli * UNIT_PRICE_MINOR) / 1000, 0);
}

function unitsOf(
  step: MissingStep,
  { index, priceMinor }: { readonly index: number; readonly priceMinor: number },
): Goods[] {
  const sample = sampleOf(step.select, priceMinor);
  if (step.code === "add-in-one-line") {
    return [{ ...sample, id: `${HINT_LINE}${index}`, quantityMilli: step.quantityMilli }];
  }
  const goods: Goods[] = [];
  for (let left = step.quantityMilli; left > 0; left -= 1000) {
    const quantityMilli = Math.min(left, 1000);
    goods.push({ ...sample, id: `${HINT_LINE}${index}.${goods.length}`, quantityMilli });
  }
  return goods;
}

/** Raises the prices of the step's own goods, or adds one more, until all together bring enough. */
function bringAmount(
  added: Goods[],
  about: {
    readonly step: MissingStep;
    readonly index: number;
    readonly isPart: boolean;
    readonly grown: number;
  },
): void {
  const { step, index, isPart, grown } = about;
  const isOwn = (line: PriceLine): boolean => line.id.split(".")[0] === `${HINT_LINE}${index}`;
  // Of what other steps bring, an offer may take any part before this amount is counted.
  const counts = (line: PriceLine): boolean =>
    step.afterDiscounts ? isOwn(line) : selects(step.select, line);
  const brought = added
    .filter(counts)
    .reduce(
      (sum, line) => sum + (line.unitPriceMinor * line.quantityMilli) / 1000,
      step.afterDiscounts ? 0 : grown,
    );
  let short = Math.ceil(step.amountMinor - brought);
  if (short <= 0) return;
  const { minUnitPriceMinor: low = 0, maxUnitPriceMinor: high = Infinity } = step.select;
  const own = added.filter(isOwn);
  for (const line of own) {
    const units = line.quantityMilli / 1000;
    const raised = Math.min(
      high,
      // A price of several units never brings more than a part of a hint asks for.
      line.unitPriceMinor + (isPart ? Math.floor : Math.ceil)(short / units),
    );
    short -= (raised - line.unitPriceMinor) * units;
    line.unitPriceMinor = raised;
    if (short <= 0) return;
  }
  if (isPart && own.length > 0) return;
  for (let extra = 0; short > 0 && extra < 1000; extra += 1) {
    const unitPriceMinor = Math.min(high, Math.max(low, short));
    const sample = sampleOf(step.select, unitPriceMinor);
    added.push({ ...sample, id: `${HINT_LINE}${index}.more${extra}`, quantityMilli: 1000 });
    short -= unitPriceMinor;
  }
}

function grow(basket: PriceLine[], step: MissingStep): void {
  const place = basket.findIndex((line) => line.id === step.lineId);
  const line = basket[place];
  if (line === undefined) return;
  basket[place] = { ...line, quantityMilli: line.quantityMilli + step.quantityMilli };
}

/** What lines that grew bring to an amount, minor units. */
function broughtByLine(
  before: readonly PriceLine[],
  after: readonly PriceLine[],
  step: MissingStep,
): number {
  let brought = 0;
  for (const [index, line] of after.entries()) {
    const more = line.quantityMilli - (before[index]?.quantityMilli ?? 0);
    if (more > 0 && selects(step.select, line)) brought += (line.unitPriceMinor * more) / 1000;
  }
  return brought;
}

/** A line that the selection means, and as few others as can be. */
function sampleOf(select: Selection, priceMinor: number): Goods {
  const { minUnitPriceMinor: low = 0, maxUnitPriceMinor: high = Infinity } = select;
  const { tagsAny, categoriesAny, productsAny, brandsAny } = select;
  return {
    id: HINT_LINE,
    unitPriceMinor: Math.min(high, Math.max(low, priceMinor)),
    quantityMilli: 1000,
    taxIds: [],
    ...(tagsAny === undefined ? {} : { tags: tagsAny.slice(0, 1) }),
    ...(categoriesAny === undefined ? {} : { categories: categoriesAny.slice(0, 1) }),
    ...(productsAny?.[0] === undefined ? {} : { productId: productsAny[0] }),
    ...(brandsAny?.[0] === undefined ? {} : { brandId: brandsAny[0] }),
  };
}
