/**
 * What comes back, and what is given back for it: never more than was sold or paid, with discounts,
 * taxes and points in proportion. The arithmetic is return-math.ts, the money's way back is
 * refund.ts, and what is known of the sale return-sale.ts.
 */
import { compact } from "../base/compact.ts";
import { isWhole } from "../base/quantity.ts";
import { done, type Result, refuse } from "../base/result.ts";
import { scaleRound } from "../base/rounding.ts";
import { DAY_MS } from "../base/time.ts";
import type { TaxPart } from "../records/basket.ts";
import type { ReturnedLine } from "../records/entries/return-completed.ts";
import type { ProductRow } from "../records/rows/product.ts";
import type { RoleSetting, SettingBody } from "../records/settings/index.ts";
import { pointsToReverse } from "./loyalty.ts";
import { openLedger, type ReturnMathRefusal, refund } from "./return-math.ts";
import { partsOfSettled } from "./return-math-parts.ts";
import type { GivenReward, ReturnableLine, ReturnableSale } from "./return-sale.ts";
import { rewardsReversed, upTo } from "./return-share.ts";

export interface ReturnWish {
  /** The id of the returned line to be. */
  readonly id: string;
  /** The line of the sale; absent without receipt. */
  readonly saleLineId?: string | undefined;
  readonly quantityMilli: number;
  readonly reasonId: string;
  readonly disposition: ReturnedLine["disposition"];
  readonly serials?: readonly string[];
}

export type ReturnPlanRefusal =
  | ReturnMathRefusal
  | "return-empty"
  | "return-exceeds-sold"
  | "return-line-unknown"
  | "return-sale-malformed"
  | "return-window-over"
  | "needs-approval";

export interface ReturnPlan {
  readonly lines: readonly ReturnedLine[];
  /** What is given back: the lines less restocking fees, minor units. */
  readonly refundMinor: number;
  readonly feesMinor: number;
  readonly taxMinor: number;
  readonly pointsReversed: number;
  /** Of what the sale gave beside its points. */
  readonly rewardsReversed: readonly GivenReward[];
}

export interface ReturnRequest {
  readonly sale: ReturnableSale;
  readonly wishes: readonly ReturnWish[];
  readonly policy: SettingBody<"policy">;
  readonly role: RoleSetting;
  readonly atMs: number;
  /** Someone allowed it: window and limit do not count then. */
  readonly approved: boolean;
}

/**
 * What comes back of a sale. Refuses, with the position of the wish: `return-empty`,
 * `return-line-unknown`, `return-exceeds-sold` (with `leftMilli`), `return-window-over` and
 * `needs-approval` (act `refund`, above the role's limit) unless approved.
 */
export function planReturn(request: ReturnRequest): Result<ReturnPlan, ReturnPlanRefusal> {
  const { sale, wishes, policy, approved } = request;
  if (wishes.length === 0) return refuse("return-empty");
  const daysAgo = Math.floor((request.atMs - sale.soldAtMs) / DAY_MS);
  const { windowDays } = policy.returns;
  if (!approved && daysAgo > windowDays) return refuse("return-window-over", { windowDays });
  const lines: ReturnedLine[] = [];
  const returnedNow = new Map<string, number>();
  let earningBefore = earningReturned(sale);
  for (const [index, wish] of wishes.entries()) {
    const position = `lines[${index}]`;
    const line = sale.lines.find((candidate) => candidate.lineId === wish.saleLineId);
    if (line === undefined) return refuse("return-line-unknown", {}, position);
    const already = line.returnedMilli + (returnedNow.get(line.lineId) ?? 0);
    const leftMilli = Math.max(0, line.quantityMilli - already);
    const { quantityMilli } = wish;
    if (!Number.isSafeInteger(quantityMilli) || quantityMilli <= 0) {
      return refuse("return-must-be-positive", {}, position);
    }
    if (quantityMilli > leftMilli) return refuse("return-exceeds-sold", { leftMilli }, position);
    const given = refundOfLine(line, { alreadyMilli: already, quantityMilli });
    if (!given.ok) return refuse(given.refusal.code, given.refusal.args, position);
    returnedNow.set(line.lineId, (returnedNow.get(line.lineId) ?? 0) + quantityMilli);
    const earningNow = earns(line) ? given.value.totalMinor : 0;
    const pointsReversed = pointsToReverse({
      pointsEarned: sale.pointsEarned,
      earningMinor: sale.earningMinor,
      returnedBeforeMinor: earningBefore,
      returningMinor: earningNow,
    });
    earningBefore += earningNow;
    lines.push(returnedLine(wish, { line, given: given.value, sale, policy, pointsReversed }));
  }
  return planOf(lines, request, rewardsReversed(sale, returnedNow));
}

export interface LooseWish extends Omit<ReturnWish, "saleLineId"> {
  readonly product: ProductRow;
  /** What is given back for one unit: the lowest price of late, or typed within the policy. */
  readonly unitPriceMinor: number;
  /** Taxes inside that price, as the shop sells it today. */
  readonly taxesOf: (totalMinor: number) => readonly TaxPart[];
}

export interface LooseReturn {
  readonly wishes: readonly LooseWish[];
  readonly policy: SettingBody<"policy">;
  readonly role: RoleSetting;
  readonly approved: boolean;
  /** A known client, or what a document of theirs says. */
  readonly identity: string | undefined;
  /** Returns without receipt of this client in the last 30 days. */
  readonly recentReturns: number;
}

/**
 * A return without receipt, as far as the store's policy goes: up to the cap, with the customer
 * known when it says so, not too often. Refuses `return-identity-needed`, `return-too-often`,
 * `return-price-unknown`, `return-above-cap` (with `capMinor`), `needs-approval`.
 */
export function planLooseReturn(
  request: LooseReturn,
): Result<
  ReturnPlan,
  | ReturnPlanRefusal
  | "return-above-cap"
  | "return-identity-needed"
  | "return-price-unknown"
  | "return-too-often"
> {
  const { wishes, policy, approved, identity } = request;
  const rules = policy.returns;
  if (wishes.length === 0) return refuse("return-empty");
  if (rules.noReceiptIdentity && !identity?.trim()) return refuse("return-identity-needed");
  const { maxPerClientPerMonth } = rules;
  if (!approved && maxPerClientPerMonth > 0 && request.recentReturns >= maxPerClientPerMonth) {
    return refuse("return-too-often", { maxPerClientPerMonth });
  }
  const lines: ReturnedLine[] = [];
  for (const [index, wish] of wishes.entries()) {
    const position = `lines[${index}]`;
    const { product, quantityMilli, unitPriceMinor } = wish;
    if (!Number.isSafeInteger(quantityMilli) || quantityMilli <= 0) {
      return refuse("return-must-be-positive", {}, position);
    }
    if (!Number.isSafeInteger(unitPriceMinor) || unitPriceMinor <= 0) {
      return refuse("return-price-unknown", { name: product.name }, position);
    }
    const totalMinor = scaleRound(unitPriceMinor, quantityMilli, 1000, policy.quantityRounding);
    const taxes = wish.taxesOf(totalMinor);
    lines.push({
      id: wish.id,
      productId: product.id,
      sku: product.sku,
      name: product.name,
      productKind: product.kind,
      quantityMilli,
      grossMinor: totalMinor,
      netMinor: totalMinor - addedTax(taxes),
      taxes: [...taxes],
      totalMinor,
      restockingFeeMinor: restockingFee(totalMinor, wish.disposition, policy),
      reasonId: wish.reasonId,
      disposition: wish.disposition,
      serials: [...(wish.serials ?? [])],
      pointsReversed: 0,
    });
  }
  const plan = planOf(lines, request);
  const capMinor = rules.noReceiptCapMinor;
  if (plan.ok && !approved && plan.value.refundMinor > capMinor) {
    return refuse("return-above-cap", { capMinor });
  }
  return plan;
}

/** What is still given back for all that is left of each line, before fees; for showing. */
export function refundableLines(sale: ReturnableSale): readonly {
  readonly line: ReturnableLine;
  readonly leftMilli: number;
  readonly refundMinor: number;
}[] {
  return sale.lines.map((line) => {
    const leftMilli = Math.max(0, line.quantityMilli - line.returnedMilli);
    const asked = { alreadyMilli: line.returnedMilli, quantityMilli: leftMilli };
    const given = leftMilli === 0 ? undefined : refundOfLine(line, asked);
    return { line, leftMilli, refundMinor: given?.ok ? given.value.totalMinor : 0 };
  });
}

interface LineRefund {
  readonly totalMinor: number;
  readonly taxes: readonly TaxPart[];
  readonly grossMinor: number;
  readonly stockQuantityMilli: number | undefined;
}

/**
 * A part of a line: what came back up to now with it, less what came back before. Whole pieces go
 * through return-math; a weighed part takes its share between them, so that both always sum up.
 */
function refundOfLine(
  line: ReturnableLine,
  asked: { readonly alreadyMilli: number; readonly quantityMilli: number },
): Result<LineRefund, ReturnMathRefusal | "return-sale-malformed"> {
  const { alreadyMilli, quantityMilli } = asked;
  const between = (value: number) =>
    upTo(value, line, alreadyMilli + quantityMilli) - upTo(value, line, alreadyMilli);
  const facts = {
    grossMinor: between(line.grossMinor),
    stockQuantityMilli:
      line.stockQuantityMilli === undefined ? undefined : between(line.stockQuantityMilli),
  };
  const isCounted = [line.quantityMilli, alreadyMilli, quantityMilli].every(isWhole);
  const given = isCounted ? refundOfPieces(line, asked) : done(refundOfPart(line, between));
  if (!given.ok) return given;
  const taxes = line.taxes.map((tax, index) => ({
    ...tax,
    baseMinor: between(tax.baseMinor),
    taxMinor: given.value.taxesMinor[index] ?? 0,
  }));
  return done({ ...facts, totalMinor: given.value.totalMinor, taxes });
}

interface Given {
  readonly totalMinor: number;
  /** In the order of the line's taxes. */
  readonly taxesMinor: readonly number[];
}

function refundOfPieces(
  line: ReturnableLine,
  asked: { readonly alreadyMilli: number; readonly quantityMilli: number },
): Result<Given, ReturnMathRefusal | "return-sale-malformed"> {
  const parts = partsOfSettled([
    {
      kind: "unit",
      id: line.lineId,
      units: line.quantityMilli / 1000,
      netMinor: netOf(line),
      taxes: line.taxes.map((tax) => ({ key: tax.taxId, taxMinor: tax.taxMinor })),
    },
  ]);
  if (!parts.ok) return refuse("return-sale-malformed");
  const ask = (milli: number) => [
    { kind: "units", line: line.lineId, units: milli / 1000 } as const,
  ];
  let ledger = openLedger(parts.value);
  if (asked.alreadyMilli > 0) {
    const before = refund(ledger, ask(asked.alreadyMilli));
    if (!before.ok) return before;
    ledger = before.value.ledger;
  }
  const now = refund(ledger, ask(asked.quantityMilli));
  if (!now.ok) return now;
  const byKey = new Map(now.value.taxes.map((tax) => [tax.key, tax.taxMinor]));
  const taxesMinor = line.taxes.map((tax) => byKey.get(tax.taxId) ?? 0);
  return done({ totalMinor: now.value.totalMinor, taxesMinor });
}

function refundOfPart(line: ReturnableLine, between: (value: number) => number): Given {
  const taxesMinor = line.taxes.map((tax) => between(tax.taxMinor));
  const totalMinor = taxesMinor.reduce((sum, tax) => sum + tax, between(netOf(line)));
  return { totalMinor, taxesMinor };
}

/** Paid without tax. */
function netOf(line: ReturnableLine): number {
  return line.taxes.reduce((net, tax) => net - tax.taxMinor, line.totalMinor);
}

function returnedLine(
  wish: ReturnWish,
  about: {
    readonly line: ReturnableLine;
    readonly given: LineRefund;
    readonly sale: ReturnableSale;
    readonly policy: SettingBody<"policy">;
    readonly pointsReversed: number;
  },
): ReturnedLine {
  const { line, given } = about;
  return {
    id: wish.id,
    saleId: about.sale.saleId,
    saleLineId: line.lineId,
    productId: line.productId,
    sku: line.sku,
    name: line.name,
    productKind: line.productKind,
    quantityMilli: wish.quantityMilli,
    ...compact({ stockQuantityMilli: given.stockQuantityMilli, reference: line.reference }),
    grossMinor: given.grossMinor,
    netMinor: given.totalMinor - addedTax(given.taxes),
    taxes: [...given.taxes],
    totalMinor: given.totalMinor,
    restockingFeeMinor: restockingFee(given.totalMinor, wish.disposition, about.policy),
    reasonId: wish.reasonId,
    disposition: wish.disposition,
    serials: [...(wish.serials ?? [])],
    pointsReversed: about.pointsReversed,
  };
}

function planOf(
  lines: readonly ReturnedLine[],
  about: { readonly role: RoleSetting; readonly approved: boolean },
  rewards: readonly GivenReward[] = [],
): Result<ReturnPlan, "needs-approval"> {
  let [totalMinor, feesMinor, taxMinor, pointsReversed] = [0, 0, 0, 0];
  for (const line of lines) {
    totalMinor += line.totalMinor;
    feesMinor += line.restockingFeeMinor;
    pointsReversed += line.pointsReversed;
    for (const tax of line.taxes) taxMinor += tax.taxMinor;
  }
  const refundMinor = totalMinor - feesMinor;
  const limit = about.role.refundLimitMinor;
  if (!about.approved && refundMinor > limit) {
    return refuse("needs-approval", { act: "refund", wanted: refundMinor, limit });
  }
  const rewardsReversed = [...rewards];
  return done({ lines, refundMinor, feesMinor, taxMinor, pointsReversed, rewardsReversed });
}

/** A share of the price for putting sound goods back; what is faulty costs the customer nothing. */
function restockingFee(
  totalMinor: number,
  disposition: ReturnedLine["disposition"],
  policy: SettingBody<"policy">,
): number {
  if (disposition !== "resell") return 0;
  return scaleRound(totalMinor, policy.returns.restockingFeeBasisPoints, 10_000, "half_up");
}

function addedTax(taxes: readonly TaxPart[]): number {
  return taxes.reduce((sum, tax) => (tax.included ? sum : sum + tax.taxMinor), 0);
}

/** What of the earning amount came back before, line by line as it was paid. */
function earningReturned(sale: ReturnableSale): number {
  let sum = 0;
  for (const line of sale.lines) {
    if (!earns(line) || line.returnedMilli <= 0) continue;
    const milli = Math.min(line.returnedMilli, line.quantityMilli);
    const given = refundOfLine(line, { alreadyMilli: 0, quantityMilli: milli });
    if (given.ok) sum += given.value.totalMinor;
  }
  return sum;
}

function earns(line: ReturnableLine): boolean {
  return !["gift-card", "deposit", "tip", "donation"].includes(line.productKind);
}
