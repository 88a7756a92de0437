/** Where a return comes from: a sale of this shop, a receipt's own code, or nothing at all. */
import type { SaleItem } from "#shared/till-api/views/lists.ts";

export interface RefundableLine {
  readonly lineId: string;
  readonly productId: string;
  readonly name: string;
  readonly sku: string;
  readonly returnableMilli: number;
  readonly soldMilli: number;
  readonly refundMinor: number;
}

export interface ReturnSource {
  /** Tells one source from the next. */
  readonly key: string;
  readonly saleId?: string | undefined;
  readonly receiptCode?: string | undefined;
  readonly clientId?: string | undefined;
  readonly receiptNumber?: string | undefined;
  readonly atMs?: number | undefined;
  readonly clientName?: string | undefined;
  readonly refundable: readonly RefundableLine[];
}

/** One line that comes back, as chosen on the screen. */
export interface ReturnChoice {
  readonly key: string;
  readonly saleLineId?: string | undefined;
  readonly productId: string;
  readonly name: string;
  readonly quantityMilli: number;
  readonly mostMilli: number;
  readonly reasonId?: string | undefined;
  readonly disposition?: Disposition | undefined;
  readonly unitPriceMinor?: number | undefined;
}

export const DISPOSITIONS = ["resell", "repair", "bin", "vendor"] as const;
export type Disposition = (typeof DISPOSITIONS)[number];

/** The source of a sale that lies on this till. */
export function sourceOfSale(sale: SaleItem, refundable: readonly RefundableLine[]): ReturnSource {
  return {
    key: sale.saleId,
    saleId: sale.saleId,
    receiptNumber: sale.receiptNumber,
    atMs: sale.at,
    clientName: sale.clientName,
    refundable,
  };
}

/** The choices of a sale before anything is chosen: each line with nothing coming back. */
export function choicesOf(source: ReturnSource): readonly ReturnChoice[] {
  return source.refundable.map((line) => ({
    key: line.lineId,
    saleLineId: line.lineId,
    productId: line.productId,
    name: line.name,
    quantityMilli: 0,
    mostMilli: line.returnableMilli,
  }));
}

/** What is sent: the lines that come back, each with its reason; undefined while one has none. */
export function requestOf(choices: readonly ReturnChoice[]) {
  const chosen = choices.filter((one) => one.quantityMilli > 0);
  if (chosen.length === 0 || chosen.some((one) => one.reasonId === undefined)) return undefined;
  return chosen.map((one) => ({
    productId: one.productId,
    quantityMilli: one.quantityMilli,
    reasonId: one.reasonId ?? "",
    ...(one.saleLineId === undefined ? {} : { saleLineId: one.saleLineId }),
    ...(one.disposition === undefined ? {} : { disposition: one.disposition }),
    ...(one.unitPriceMinor === undefined ? {} : { unitPriceMinor: one.unitPriceMinor }),
  }));
}
