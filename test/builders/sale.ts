/** Priced lines, sales and their returns for tests, each with defaults that add up. */
import type { PricedBasket, PricedLine } from "#shared/records/basket.ts";
import type { ReturnCompleted, ReturnedLine } from "#shared/records/entries/return-completed.ts";
import type { SaleCompleted } from "#shared/records/entries/sale-completed.ts";
import type { Entry } from "#shared/records/entry.ts";
import type { Tender } from "#shared/records/tender.ts";
import { anEntry, anId, NOON_MS } from "./entry.ts";

/** A line of one piece at 10.00 without tax; totals follow from price, quantity and discount. */
export function aPricedLine(fields: Partial<PricedLine> = {}): PricedLine {
  const quantityMilli = fields.quantityMilli ?? 1000;
  const unitPriceMinor = fields.unitPriceMinor ?? 1000;
  const grossMinor = fields.grossMinor ?? Math.round((unitPriceMinor * quantityMilli) / 1000);
  const discountMinor = fields.discountMinor ?? 0;
  const netMinor = fields.netMinor ?? grossMinor - discountMinor;
  return {
    id: anId(),
    productId: "product-1",
    sku: "SKU-1",
    name: "Doggy Rubber",
    productKind: "goods",
    quantityMilli,
    unit: "pc",
    unitPriceMinor,
    priceSource: "book",
    grossMinor,
    adjustments: [],
    discountMinor,
    netMinor,
    taxes: [],
    totalMinor: netMinor,
    taxCategoryId: "standard",
    categoryIds: [],
    serials: [],
    fulfilment: { kind: "carry", placeId: "place-1" },
    ...fields,
  };
}

/** The basket of some lines; totals are their sums. */
export function aPricedBasket(
  lines: readonly PricedLine[] = [aPricedLine()],
  fields: Partial<PricedBasket> = {},
): PricedBasket {
  const sum = (of: (line: PricedLine) => number) => lines.reduce((all, line) => all + of(line), 0);
  const taxMinor = sum((line) => line.taxes.reduce((all, tax) => all + tax.taxMinor, 0));
  return {
    basketId: anId(),
    currency: "EUR",
    pricedAtMs: NOON_MS,
    engineVersion: 1,
    lines: [...lines],
    fees: [],
    taxes: [],
    goodsMinor: sum((line) => line.grossMinor),
    discountMinor: sum((line) => line.discountMinor),
    feesMinor: 0,
    taxMinor,
    totalMinor: sum((line) => line.totalMinor),
    quantityMilli: sum((line) => line.quantityMilli),
    couponsUsed: [],
    hints: [],
    ...fields,
  };
}

/** A tender of cash over an amount. */
export function aTender(fields: Partial<Tender> = {}): Tender {
  return { id: anId(), kind: "cash", name: "Cash", amountMinor: 1000, atMs: NOON_MS, ...fields };
}

/** A completed sale, paid in cash to the cent unless tenders are given. */
export function aSale(
  fields: Partial<SaleCompleted> = {},
  entry: Parameters<typeof anEntry>[2] = {},
): Entry<"sale.completed"> {
  const priced = fields.priced ?? aPricedBasket();
  const saleId = fields.saleId ?? anId();
  return anEntry(
    "sale.completed",
    {
      saleId,
      receiptNumber: "R1-000001",
      series: "R1",
      channel: "counter",
      priced,
      segmentIds: [],
      tenders: [aTender({ amountMinor: priced.totalMinor })],
      roundingMinor: 0,
      changeMinor: 0,
      credit: [],
      approvalIds: [],
      promiseIds: [],
      pointsEarned: 0,
      startedAtMs: NOON_MS,
      ...fields,
    },
    entry as object,
  );
}

/** The line of a sale as it comes back whole. */
function aReturnedLine(
  sale: Entry<"sale.completed">,
  line: PricedLine,
  fields: Partial<ReturnedLine> = {},
): ReturnedLine {
  return {
    id: anId(),
    saleId: sale.body.saleId,
    saleLineId: line.id,
    productId: line.productId,
    sku: line.sku,
    name: line.name,
    productKind: line.productKind,
    quantityMilli: line.quantityMilli,
    grossMinor: line.grossMinor,
    ...(line.reference === undefined ? {} : { reference: line.reference }),
    netMinor: line.netMinor,
    taxes: line.taxes,
    totalMinor: line.totalMinor,
    restockingFeeMinor: 0,
    reasonId: "too-small",
    disposition: "resell",
    serials: [],
    pointsReversed: 0,
    ...fields,
  };
}

/** The full return of a sale: every line, points from the first, money to the tenders of origin. */
export function aFullReturn(
  sale: Entry<"sale.completed">,
  fields: Partial<ReturnCompleted> = {},
): Entry<"return.completed"> {
  const { body } = sale;
  const lines = body.priced.lines.map((line, index) =>
    aReturnedLine(sale, line, { pointsReversed: index === 0 ? body.pointsEarned : 0 }),
  );
  const tenders = body.tenders.map((tender) => ({
    ...tender,
    id: anId(),
    amountMinor: -tender.amountMinor,
    ...(tender.points === undefined ? {} : { points: -tender.points }),
  }));
  return anEntry("return.completed", {
    returnId: anId(),
    receiptNumber: "R1-000002",
    series: "R1",
    ...(body.clientId === undefined ? {} : { clientId: body.clientId }),
    ...(body.staffBuyerId === undefined ? {} : { staffBuyerId: body.staffBuyerId }),
    currency: body.priced.currency,
    proof: "receipt",
    lines,
    tenders,
    refundMinor: body.priced.totalMinor,
    exchangeMinor: 0,
    roundingMinor: 0,
    changeMinor: 0,
    pointsEarned: 0,
    approvalIds: [],
    startedAtMs: NOON_MS,
    ...fields,
  });
}
