/**
 * The average rate of other lines, for a line that has none of its own (delivery, a fee): each tax
 * of the others weighs by the net it stands on, and keeps its inclusion.
 */
import { allocate } from "../../base/allocate.ts";
import { present } from "../../base/assert.ts";
import {
  addRatio,
  commonIntegers,
  divideRatio,
  multiplyRatio,
  type Ratio,
  ratio,
  ZERO,
} from "../../base/decimal.ts";
import { roundExact } from "../../base/rounding.ts";
import type { TaxPart, TaxRounding } from "./lines.ts";
import {
  type BlendedRate,
  type BlendedTax,
  exactBase,
  exactParts,
  type Planned,
} from "./planned.ts";

/** The average rate of these lines, weighted by their rounded net amounts; zero when those are. */
export function blendRates(
  nets: readonly { readonly one: Planned; readonly netMinor: number }[],
): BlendedRate {
  const whole = nets.reduce((sum, net) => sum + net.netMinor, 0);
  const byIndex = new Map<number, BlendedTax>();
  for (const { one, netMinor } of nets) {
    const base = exactBase(one);
    if (base.numerator === 0n || whole === 0) continue;
    const weight = ratio(whole < 0 ? -netMinor : netMinor, Math.abs(whole));
    for (const part of exactParts(one)) {
      const rate = multiplyRatio(divideRatio(part.tax, base), weight);
      const known = byIndex.get(part.index);
      byIndex.set(part.index, {
        id: part.id,
        index: part.index,
        included: part.included,
        exempt: part.exempt,
        rate: addRatio(known?.rate ?? ZERO, rate),
        share: addRatio(known?.share ?? ZERO, weight),
      });
    }
  }
  const taxes = [...byIndex.values()].sort((left, right) => left.index - right.index);
  const included = sumRates(taxes.filter((tax) => tax.included));
  const baseOfPrice = divideRatio(ratio(1), addRatio(ratio(1), included));
  const rounded: BlendedRate["rounded"] = (priceMilli, rounding) =>
    roundBlend({ taxes, baseOfPrice, price: ratio(priceMilli, 1000), rounding });
  return { taxes, baseOfPrice, rounded };
}

interface BlendRounding {
  readonly taxes: readonly BlendedTax[];
  readonly baseOfPrice: Ratio;
  readonly price: Ratio;
  readonly rounding: TaxRounding;
}

function roundBlend({ taxes, baseOfPrice, price, rounding }: BlendRounding): {
  readonly includedMinor: number;
  readonly taxes: readonly TaxPart[];
} {
  const { mode, incrementMinor } = rounding;
  const exactBaseOfLine = multiplyRatio(price, baseOfPrice);
  let includedMinor = 0;
  const parts: (TaxPart & { readonly index: number })[] = [];
  for (const included of [true, false]) {
    const group = taxes.filter((tax) => tax.included === included && tax.rate.numerator !== 0n);
    if (group.length === 0) continue;
    const exact = multiplyRatio(exactBaseOfLine, sumRates(group));
    const amount = roundExact(exact, mode, incrementMinor);
    if (included) includedMinor += amount;
    const shares = splitByRate(amount, group, incrementMinor);
    for (const [place, tax] of group.entries()) {
      if (tax.exempt) continue;
      const exactShare = multiplyRatio(exactBaseOfLine, tax.share);
      const baseMinor = roundExact(exactShare, mode, incrementMinor);
      const taxMinor = shares[place] as number;
      parts.push({ id: tax.id, index: tax.index, baseMinor, taxMinor });
    }
  }
  parts.sort((left, right) => left.index - right.index);
  return { includedMinor, taxes: parts.map(({ index: _, ...part }) => part) };
}

function splitByRate(
  amountMinor: number,
  group: readonly BlendedTax[],
  stepMinor: number,
): readonly number[] {
  const weights = commonIntegers(group.map((tax) => tax.rate));
  const shared = allocate({ amountMinor, weights, stepMinor, remainder: "largest_remainder" });
  // Rates of opposite sign have no fair split; the first tax then carries the whole.
  if (!shared.ok) return group.map((_, place) => (place === 0 ? amountMinor : 0));
  return present(shared.value, "shares of a blended tax");
}

function sumRates(taxes: readonly BlendedTax[]): Ratio {
  return taxes.reduce((sum, tax) => addRatio(sum, tax.rate), ZERO);
}
