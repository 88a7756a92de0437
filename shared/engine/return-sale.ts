/**
 * What a return needs to know of a sale, wherever it comes from: the whole sale in the store's
 * purchases, or the signed code on a receipt of a store whose sales are not here.
 */
import { compact } from "../base/compact.ts";
import type { TaxPart } from "../records/basket.ts";
import type { ReturnCompleted } from "../records/entries/return-completed.ts";
import type { SaleCompleted } from "../records/entries/sale-completed.ts";
import type { ProductRow } from "../records/rows/product.ts";
import type { PurchaseRow } from "../records/rows/purchase.ts";
import type { Tender } from "../records/tender.ts";
import { earningMinor } from "./loyalty.ts";
import type { ReceiptCode, ReceiptCodePoints, ReceiptCodeTaxRule } from "./receipt-code.ts";

export interface ReturnableSale {
  readonly saleId: string;
  readonly receiptNumber: string;
  readonly currency: string;
  readonly soldAtMs: number;
  readonly clientId?: string;
  readonly staffBuyerId?: string;
  readonly lines: readonly ReturnableLine[];
  readonly tenders: readonly RefundableTender[];
  readonly pointsEarned: number;
  /** What of the sale earned those points. */
  readonly earningMinor: number;
  /** What the sale gave beside its points; nothing is known of it from a receipt's code. */
  readonly rewards?: readonly GivenReward[];
}

/** Points for a birthday or a friend that a sale gave, and where they are booked. */
export type GivenReward = NonNullable<ReturnCompleted["rewardsReversed"]>[number];

export interface ReturnableLine {
  readonly lineId: string;
  readonly productId: string;
  readonly sku: string;
  readonly name: string;
  readonly productKind: string;
  readonly reference?: string;
  readonly quantityMilli: number;
  /** What has come back already, as far as is known here. */
  readonly returnedMilli: number;
  readonly stockQuantityMilli?: number;
  readonly grossMinor: number;
  /** Paid, every discount off and every tax inside. */
  readonly totalMinor: number;
  readonly taxes: readonly TaxPart[];
  readonly serials: readonly string[];
}

export type RefundableTender = Pick<Tender, "kind" | "name" | "amountMinor"> &
  Partial<Pick<Tender, "tenderTypeId" | "reference" | "card" | "points" | "paymentId">>;

/**
 * The sale of a whole purchase row. What came back before is in the row's lines; nothing when the
 * row holds no sale (a summary, or past the return window).
 */
export function returnableOfPurchase(row: PurchaseRow): ReturnableSale | undefined {
  if (row.kind !== "sale" || row.sale === undefined) return undefined;
  const body = row.sale as unknown as SaleCompleted;
  const returned = new Map(row.lines.map((line) => [line.id, line.returnedMilli ?? 0]));
  return {
    saleId: body.saleId,
    receiptNumber: body.receiptNumber,
    currency: body.priced.currency,
    soldAtMs: row.at,
    ...compact({ clientId: body.clientId, staffBuyerId: body.staffBuyerId }),
    lines: body.priced.lines.map((line) => ({
      lineId: line.id,
      productId: line.productId,
      sku: line.sku,
      name: line.name,
      productKind: line.productKind,
      ...compact({ reference: line.reference, stockQuantityMilli: line.stockQuantityMilli }),
      quantityMilli: line.quantityMilli,
      returnedMilli: returned.get(line.id) ?? 0,
      grossMinor: line.grossMinor,
      totalMinor: line.totalMinor,
      taxes: line.taxes,
      serials: line.serials,
    })),
    tenders: body.tenders,
    pointsEarned: body.pointsEarned ?? 0,
    earningMinor: earningMinor(body.priced),
    rewards: (body.rewards ?? []).map((reward) => ({
      ...reward,
      year: row.businessDate.slice(0, 4),
      givenByEntryId: row.entryId ?? "",
    })),
  };
}

/** The id of a sold line known only by its place on a receipt's code, counted from 1. */
export function codeLineId(place: number): string {
  return `code.${place}`;
}

/** The place in a `codeLineId`, from 0, or nothing for an ordinary line id. */
export function placeOfCodeLine(lineId: string): number | undefined {
  const match = /^code\.(\d{1,4})$/.exec(lineId);
  return match === null ? undefined : Number(match[1]) - 1;
}

/**
 * The sale of a receipt's code that was checked. Lines are named by their place; products are looked
 * up by SKU, and keep the SKU as name when they are not here. Nothing when the code has no lines.
 */
export function returnableOfCode(
  code: ReceiptCode,
  productOfSku: (sku: string) => ProductRow | undefined,
): ReturnableSale | undefined {
  if (!code.complete) return undefined;
  const lines = code.lines
    .filter((line) => line.kind === "goods")
    .map((line, index): ReturnableLine => {
      const product = productOfSku(line.reference);
      return {
        lineId: codeLineId(index + 1),
        productId: product?.id ?? line.reference,
        sku: line.reference,
        name: product?.name ?? line.reference,
        productKind: product?.kind ?? "goods",
        quantityMilli: line.quantityMilli,
        returnedMilli: 0,
        grossMinor: line.totalMinor,
        totalMinor: line.totalMinor,
        taxes: line.taxes.map(({ rule, taxMinor }) =>
          taxOfRule(code.taxRules[rule], { taxMinor, totalMinor: line.totalMinor }),
        ),
        serials: [],
      };
    });
  return {
    saleId: code.saleId,
    receiptNumber: code.receiptNumber,
    currency: code.currency,
    soldAtMs: code.soldAtMs,
    lines,
    tenders: code.tenders.map(({ kind, amountMinor }) => ({ kind, name: kind, amountMinor })),
    ...(code.points === undefined ? {} : { clientId: code.points.clientId }),
    pointsEarned: code.points?.earned ?? 0,
    earningMinor: code.points?.earningMinor ?? 0,
  };
}

/** What the receipt of a sale says in its code; `writeReceiptCode` signs it. */
export function receiptCodeOfSale(
  body: SaleCompleted,
  entry: { readonly registerId: string; readonly at: number },
): Omit<ReceiptCode, "complete"> {
  const { priced } = body;
  const places = new Map(priced.taxes.map((tax, index) => [tax.taxId, index]));
  const taxesOf = (taxes: readonly TaxPart[]) =>
    taxes.map(({ taxId, taxMinor }) => ({ rule: places.get(taxId) ?? 0, taxMinor }));
  return {
    saleId: body.saleId,
    registerId: entry.registerId,
    receiptNumber: body.receiptNumber,
    soldAtMs: entry.at,
    currency: priced.currency,
    totalMinor: priced.totalMinor,
    taxRules: priced.taxes.map((tax) => ({
      id: tax.taxId,
      rate: tax.kind === "fixed" ? "" : tax.rate,
      included: tax.included,
      taxMinor: tax.taxMinor,
    })),
    tenders: body.tenders.map(({ kind, amountMinor }) => ({ kind, amountMinor })),
    ...pointsOfSale(body),
    lines: [
      ...priced.lines.map((line) => ({
        kind: "goods" as const,
        reference: line.sku,
        quantityMilli: line.quantityMilli,
        totalMinor: line.totalMinor,
        taxes: taxesOf(line.taxes),
      })),
      ...priced.fees.map((fee) => ({
        kind: "fee" as const,
        reference: fee.kind,
        quantityMilli: 1000,
        totalMinor: fee.totalMinor,
        taxes: taxesOf(fee.taxes),
      })),
    ],
  };
}

function pointsOfSale({ clientId, pointsEarned = 0, priced }: SaleCompleted): {
  readonly points?: ReceiptCodePoints;
} {
  if (clientId === undefined || pointsEarned <= 0) return {};
  return { points: { clientId, earned: pointsEarned, earningMinor: earningMinor(priced) } };
}

function taxOfRule(
  rule: ReceiptCodeTaxRule | undefined,
  amounts: { readonly taxMinor: number; readonly totalMinor: number },
): TaxPart {
  return {
    taxId: rule?.id ?? "unknown",
    name: rule?.rate === undefined || rule.rate === "" ? (rule?.id ?? "") : `${rule.rate} %`,
    kind: "percent",
    rate: rule?.rate === "" || rule === undefined ? "0" : rule.rate,
    included: rule?.included ?? true,
    baseMinor: amounts.totalMinor - amounts.taxMinor,
    taxMinor: amounts.taxMinor,
  };
}
