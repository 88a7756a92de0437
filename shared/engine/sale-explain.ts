/**
 * A sale in words, cent by cent, from its own trace alone: it can be read out anywhere, offline, years
 * later. Codes and arguments; screens and receipts say them in any language.
 */
import type { PricedFee, PricedLine, TaxPart } from "../records/basket.ts";
import type { SaleCompleted } from "../records/entries/sale-completed.ts";

export interface ExplainedStep {
  /** The line it is about; the basket's id for what is about the whole. */
  readonly lineId: string;
  readonly code:
    | "cash-rounding"
    | "discount"
    | "discount-by-hand"
    | "discount-coupon"
    | "discount-markdown"
    | "discount-points"
    | "discount-staff"
    | "fee"
    | "line-total"
    | "paid"
    | "price-book"
    | "price-by-hand"
    | "price-embedded"
    | "price-typed"
    | "quantity"
    | "tax-added"
    | "tax-included"
    | "total";
  readonly args: Readonly<Record<string, string | number>>;
}

const PRICE_CODES = {
  book: "price-book",
  typed: "price-typed",
  embedded: "price-embedded",
  manual: "price-by-hand",
} as const;

const ADJUSTMENT_CODES = {
  offer: "discount",
  manual: "discount-by-hand",
  markdown: "discount-markdown",
  coupon: "discount-coupon",
  staff: "discount-staff",
  points: "discount-points",
} as const;

/**
 * The steps from unit price to what was paid, in the order they were worked out. The amounts of each
 * line's steps lead to its total, and the lines, fees and rounding to what was paid.
 */
export function explainSale(body: SaleCompleted): readonly ExplainedStep[] {
  const { priced } = body;
  const steps: ExplainedStep[] = [];
  for (const line of priced.lines) steps.push(...explainLine(line));
  for (const fee of priced.fees) steps.push(...explainFee(fee));
  const whole = priced.basketId;
  steps.push({
    lineId: whole,
    code: "total",
    args: { totalMinor: priced.totalMinor, taxMinor: priced.taxMinor },
  });
  if (body.roundingMinor !== 0) {
    steps.push({
      lineId: whole,
      code: "cash-rounding",
      args: { amountMinor: body.roundingMinor },
    });
  }
  for (const { kind, name, amountMinor, changeMinor } of body.tenders) {
    const args = { kind, name, amountMinor, changeMinor: changeMinor ?? 0 };
    steps.push({ lineId: whole, code: "paid", args });
  }
  return steps;
}

function explainLine(line: PricedLine): readonly ExplainedStep[] {
  const lineId = line.id;
  const steps: ExplainedStep[] = [
    {
      lineId,
      code: PRICE_CODES[line.priceSource],
      args: {
        name: line.name,
        unitPriceMinor: line.unitPriceMinor,
        ...(line.price === undefined
          ? {}
          : { priceId: line.price.id, position: line.price.position }),
        ...(line.regularUnitPriceMinor === undefined
          ? {}
          : { regularMinor: line.regularUnitPriceMinor }),
        ...(line.priceReasonId === undefined ? {} : { reasonId: line.priceReasonId }),
      },
    },
    {
      lineId,
      code: "quantity",
      args: { quantityMilli: line.quantityMilli, unit: line.unit, grossMinor: line.grossMinor },
    },
  ];
  for (const { kind, name, amountMinor, offer, reasonId } of line.adjustments) {
    steps.push({
      lineId,
      code: ADJUSTMENT_CODES[kind],
      args: {
        name,
        amountMinor: -amountMinor,
        ...(offer === undefined ? {} : { offerId: offer.id, position: offer.position }),
        ...(reasonId === undefined ? {} : { reasonId }),
      },
    });
  }
  steps.push(...line.taxes.map((tax) => explainTax(lineId, tax)));
  steps.push({ lineId, code: "line-total", args: { totalMinor: line.totalMinor } });
  return steps;
}

function explainFee(fee: PricedFee): readonly ExplainedStep[] {
  const args = { name: fee.name, amountMinor: fee.amountMinor, discountMinor: fee.discountMinor };
  return [
    { lineId: fee.id, code: "fee", args },
    ...fee.taxes.map((tax) => explainTax(fee.id, tax)),
    { lineId: fee.id, code: "line-total", args: { totalMinor: fee.totalMinor } },
  ];
}

function explainTax(lineId: string, tax: TaxPart): ExplainedStep {
  const { name, rate, baseMinor, taxMinor } = tax;
  const code = tax.included ? "tax-included" : "tax-added";
  return { lineId, code, args: { name, rate, baseMinor, taxMinor } };
}
