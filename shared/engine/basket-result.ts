/** The priced basket as records hold it: figures from pricing, names and sources from the look-ups. */
import { compact } from "../base/compact.ts";
import type {
  Adjustment,
  BasketDraft,
  PricedBasket,
  PricedFee,
  PricedLine,
  TaxPart,
} from "../records/basket.ts";
import type { SettingBody } from "../records/settings/index.ts";
import type { PriceContext, ResolvedLine } from "./basket.ts";
import { type BasketManual, STAFF_DISCOUNT_ID } from "./basket-manual.ts";
import { type BasketOffers, offerRef } from "./basket-offers.ts";
import type { BasketTaxes } from "./basket-taxes.ts";
import type {
  PricedLine as Figures,
  PricedAdjustment,
  PricedLines,
} from "./pricing/price-lines.ts";

export interface Priced {
  readonly draft: BasketDraft;
  readonly context: PriceContext & { readonly engineVersion: number };
  readonly store: SettingBody<"store">;
  readonly policy: SettingBody<"policy">;
  readonly taxes: BasketTaxes;
  readonly offers: BasketOffers;
  readonly lines: readonly ResolvedLine[];
  readonly manual: BasketManual;
  readonly priced: PricedLines;
}

/** Joins figures and sources. Keys are written in a fixed order, so that equal baskets are equal bytes. */
export function pricedBasketOf(from: Priced): PricedBasket {
  const { draft, context, priced } = from;
  const lines = from.lines.map((line, index) =>
    pricedLineOf(line, priced.lines[index] as Figures, from),
  );
  const { utcOffsetMinutes } = context;
  return {
    basketId: draft.id,
    currency: draft.currency,
    pricedAtMs: context.atMs,
    ...(utcOffsetMinutes === undefined ? {} : { utcOffsetMinutes }),
    engineVersion: context.engineVersion,
    lines,
    fees: draft.fees.map((fee, index) => pricedFeeOf(fee, priced.fees[index] as Figures, from)),
    taxes: taxParts(priced.taxes, from.taxes),
    goodsMinor: priced.totals.goodsMinor,
    discountMinor: priced.totals.discountMinor,
    feesMinor: priced.totals.feesMinor,
    taxMinor: priced.totals.taxMinor,
    totalMinor: priced.totals.totalMinor,
    quantityMilli: lines.reduce((sum, line) => sum + line.quantityMilli, 0),
    couponsUsed: couponsUsed(from),
    hints: [],
  };
}

function pricedLineOf(resolved: ResolvedLine, figures: Figures, from: Priced): PricedLine {
  const { line, product, price } = resolved;
  return {
    id: line.id,
    productId: product.id,
    sku: product.sku,
    name: line.typedName ?? product.name,
    productKind: product.kind,
    quantityMilli: line.quantityMilli,
    unit: resolved.unitName,
    ...compact({ stockQuantityMilli: resolved.stockQuantityMilli }),
    unitPriceMinor: price.unitPriceMinor,
    ...compact({ regularUnitPriceMinor: price.regularUnitPriceMinor, price: price.price }),
    priceSource: price.source,
    ...compact({ priceReasonId: price.reasonId }),
    grossMinor: figures.beforeDiscountMinor,
    adjustments: figures.adjustments.map((one) => adjustmentOf(one, from)),
    discountMinor: figures.discountMinor,
    netMinor: figures.afterDiscountMinor,
    taxes: taxParts(figures.taxes, from.taxes),
    totalMinor: figures.totalMinor,
    taxCategoryId: product.taxCategoryId,
    categoryIds: product.categoryIds,
    serials: line.serials,
    ...compact({ batch: line.batch, note: line.note, gift: line.gift }),
    fulfilment: line.fulfilment ?? { kind: "carry", placeId: from.store.placeId },
    ...compact({ reference: line.reference }),
  };
}

function pricedFeeOf(fee: BasketDraft["fees"][number], figures: Figures, from: Priced): PricedFee {
  return {
    id: fee.id,
    kind: fee.kind,
    name: fee.name,
    amountMinor: figures.beforeDiscountMinor,
    discountMinor: figures.discountMinor,
    taxes: taxParts(figures.taxes, from.taxes),
    totalMinor: figures.totalMinor,
  };
}

function adjustmentOf(one: PricedAdjustment, from: Priced): Adjustment {
  const { id, amountMinor } = one;
  if (one.source === "offer") {
    const row = from.offers.rows.get(id)?.row;
    const isCoupon = row?.couponCodes !== undefined;
    return {
      kind: isCoupon ? "coupon" : "offer",
      offer: offerRef(from.offers, id),
      name: row?.name ?? id,
      amountMinor,
    };
  }
  if (id === STAFF_DISCOUNT_ID) return { kind: "staff", name: "", amountMinor };
  const change = from.manual.changes.get(id);
  return {
    kind: "manual",
    manualId: id,
    name: "",
    ...(change === undefined ? {} : { reasonId: change.reasonId }),
    amountMinor,
  };
}

function taxParts(
  parts: readonly { readonly id: string; readonly baseMinor: number; readonly taxMinor: number }[],
  taxes: BasketTaxes,
): TaxPart[] {
  return parts.map(({ id, baseMinor, taxMinor }) => {
    const body = taxes.byId.get(id);
    return {
      taxId: id,
      name: body?.name ?? id,
      kind: body?.kind ?? "percent",
      rate: body?.rate ?? "0",
      included: body?.included ?? true,
      baseMinor,
      taxMinor,
    };
  });
}

/** Codes of the draft that an offer which applied asks for. */
function couponsUsed({ draft, priced, offers }: Priced): string[] {
  if (draft.coupons.length === 0) return [];
  const wanted = new Set<string>();
  for (const { id } of priced.offers) {
    for (const code of offers.rows.get(id)?.row.couponCodes ?? []) wanted.add(code.toUpperCase());
  }
  return draft.coupons.filter((code) => wanted.has(code));
}
