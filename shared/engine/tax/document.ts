/**
 * Tax rounded once per document: the exact sums are rounded, and what that gives is laid back over
 * the lines so that the parts of the lines add up to it.
 */
import { addRatio, type Ratio, ratio, ZERO } from "../../base/decimal.ts";
import { roundExact, roundRatioBig, toSafe } from "../../base/rounding.ts";
import type { TaxedBasket, TaxedLine, TaxPart, TaxRounding } from "./lines.ts";
import { type ExactPart, exactBase, exactParts, type Planned, summarise } from "./planned.ts";
import type { CompiledTaxes } from "./rules.ts";

/** The taxes of planned lines, each tax summed exactly and rounded once. */
export function spreadOverDocument(
  planned: readonly Planned[],
  taxes: CompiledTaxes,
  rounding: TaxRounding,
): TaxedBasket {
  const parts = planned.map((one) => exactParts(one));
  const amounts = parts.map((list) => new Array<number>(list.length).fill(0));
  for (let index = 0; index < taxes.rules.length; index += 1) {
    const cells: { readonly row: number; readonly place: number; readonly exact: Ratio }[] = [];
    for (const [row, list] of parts.entries()) {
      const place = list.findIndex((part) => part.index === index);
      if (place >= 0) cells.push({ row, place, exact: (list[place] as ExactPart).tax });
    }
    if (cells.length === 0) continue;
    const spread = spreadRounded(
      cells.map((cell) => cell.exact),
      rounding,
    );
    for (const [turn, cell] of cells.entries()) {
      (amounts[cell.row] as number[])[cell.place] = spread[turn] as number;
    }
  }
  const keeps = rounding.total !== "sum_of_parts";
  const prices = planned.map((one) => (keeps ? ratio(one.priceMilli, 1000) : exactBase(one)));
  const bases = spreadRounded(prices, rounding);
  const lines = planned.map((one, row): TaxedLine => {
    const list = parts[row] as readonly ExactPart[];
    const own = amounts[row] as readonly number[];
    let base = bases[row] as number;
    for (const [place, part] of list.entries()) {
      if (keeps && part.included) base -= own[place] as number;
    }
    return documentLine(one, { base, list, own });
  });
  return summarise(lines, taxes);
}

function documentLine(
  one: Planned,
  figures: {
    readonly base: number;
    readonly list: readonly ExactPart[];
    readonly own: readonly number[];
  },
): TaxedLine {
  const { base, list, own } = figures;
  let [taxMinor, exemptMinor, added] = [0, 0, 0];
  const taxes: TaxPart[] = [];
  for (const [place, part] of list.entries()) {
    const amount = own[place] as number;
    if (part.exempt) {
      exemptMinor += amount;
      continue;
    }
    const rule = one.blend === undefined ? one.plan.taxes[place]?.rule : undefined;
    const blended = one.blend !== undefined ? roundExact(part.base, "half_up") : base;
    const baseMinor = rule?.baseAffected === true ? base + added : blended;
    taxes.push({ id: part.id, baseMinor, taxMinor: amount });
    taxMinor += amount;
    if (rule?.affectsLater === true) added += amount;
  }
  const totalMinor = base + taxMinor;
  return { id: one.line.id, baseMinor: base, taxMinor, totalMinor, taxes, exemptMinor };
}

/** Exact figures as whole steps that add up to their sum rounded once; ties: the earlier line. */
function spreadRounded(exact: readonly Ratio[], rounding: TaxRounding): readonly number[] {
  const step = rounding.incrementMinor;
  const sum = exact.reduce((total, value) => addRatio(total, value), ZERO);
  const whole = roundExact(sum, rounding.mode, step);
  const floors = exact.map((value) =>
    toSafe(roundRatioBig(value.numerator, value.denominator * BigInt(step), "floor")),
  );
  let left = whole / step - floors.reduce((total, value) => total + value, 0);
  const order = exact
    .map((value, place) => ({ place, rest: restOf(value, floors[place] as number, step) }))
    .sort((a, b) => b.rest - a.rest || a.place - b.place);
  for (const { place } of order) {
    if (left <= 0) break;
    floors[place] = (floors[place] as number) + 1;
    left -= 1;
  }
  return floors.map((value) => value * step);
}

/** What flooring took, in parts of a step, fine enough to rank lines. */
function restOf(value: Ratio, floor: number, step: number): number {
  const rest = value.numerator - BigInt(floor) * BigInt(step) * value.denominator;
  return Number((rest * 1_000_000_000n) / (value.denominator * BigInt(step)));
}
