/** Translates one return case into calls of engine/return-math; knows no rule of its own. */
import type { Result } from "#shared/base/result.ts";
import type { RoundingMode } from "#shared/base/rounding.ts";
import {
  cashRefund,
  openLedger,
  type Refund,
  type ReturnLedger,
  type ReturnRequest,
  refund,
} from "#shared/engine/return-math.ts";
import { type PricedLine, partsOfPriced } from "#shared/engine/return-math-parts.ts";
import { type Outcome, outcome } from "./outcome.ts";

interface CaseLine {
  readonly id: string;
  readonly unit_price?: number;
  readonly amount?: number;
  readonly quantity?: number;
  readonly discount?: number;
  readonly unit_discounts?: readonly number[];
  readonly tax_rate?: string;
  readonly tax_included?: boolean;
}
interface CaseRequest {
  readonly kind?: string;
  readonly line?: string;
  readonly fee?: string;
  readonly target?: string;
  readonly quantity?: number;
  readonly unit?: number;
  readonly request_unit?: number;
  readonly amount?: number;
  readonly refund?: number;
  /** A prior refund may hold a request of its own. */
  readonly request?: readonly CaseRequest[];
}
type Requests = CaseRequest | readonly CaseRequest[];
interface ReturnCase {
  readonly lines?: readonly CaseLine[];
  readonly fees?: readonly CaseLine[];
  readonly prior_refunds?: readonly Requests[];
  readonly request: readonly CaseRequest[];
  readonly request_unit?: number;
  readonly tender?: string;
  readonly cash_rounding?: { readonly increment: number; readonly mode: RoundingMode };
  readonly expect: Readonly<Record<string, unknown>>;
}

/** Names that the schema gives to refusals. */
const ERRORS: Readonly<Record<string, string>> = {
  "return-exceeds-refundable": "exceeds_refundable",
  "return-must-be-positive": "must_be_positive",
  "return-nothing-to-refund": "nothing_to_refund",
};

/** Gives back what one case asks for and compares amounts in minor units, line by line. */
export function runCase(testCase: unknown): Outcome {
  const returned = testCase as ReturnCase;
  const actual = answer(returned);
  return outcome(returned.expect, actual);
}

function answer(returned: ReturnCase): unknown {
  const lines = (returned.lines ?? []).map((line) => pricedLine("unit", line));
  const fees = (returned.fees ?? []).map((fee) => pricedLine("fee", fee));
  const parts = partsOfPriced([...lines, ...fees]);
  if (!parts.ok) return { error: parts.refusal.code };
  let ledger = openLedger(parts.value);
  let beforeMinor = 0;
  for (const prior of listOf(returned.prior_refunds)) {
    const done = ask(ledger, prior, undefined);
    // A refund that was refused changed nothing.
    if (!done.ok) continue;
    ledger = done.value.ledger;
    beforeMinor += done.value.totalMinor;
  }
  const done = ask(ledger, listOf(returned.request), returned.request_unit);
  if (!done.ok) return { error: ERRORS[done.refusal.code] ?? done.refusal.code };
  return fields(returned, done.value, beforeMinor);
}

/** One thing where a list could be is a list of it. */
function listOf<Item>(items: Item | readonly Item[] | undefined): readonly Item[] {
  if (items === undefined) return [];
  return Array.isArray(items) ? items : [items as Item];
}

function ask(
  ledger: ReturnLedger,
  requests: Requests,
  unit: number | undefined,
): Result<Refund, string> {
  const list = Array.isArray(requests) ? requests : [requests as CaseRequest];
  const flat = list.flatMap((one: CaseRequest) => one.request ?? [one]);
  return refund(
    ledger,
    flat.map((one: CaseRequest) => requestOf(one, unit)),
  );
}

function fields(returned: ReturnCase, done: Refund, beforeMinor: number): unknown {
  const cash = returned.tender === "cash" ? returned.cash_rounding : undefined;
  const paid =
    cash === undefined
      ? { paidOutMinor: done.totalMinor, roundingMinor: 0 }
      : cashRefund(done.totalMinor, { incrementMinor: cash.increment, mode: cash.mode });
  const items = done.items.map((item) => ({
    ...(item.kind === "fee" ? { fee: item.target } : { line: item.target, unit: item.unit }),
    target: item.target,
    request_unit: item.unit,
    amount: item.totalMinor,
    refund: item.totalMinor,
    net: item.netMinor,
    tax: item.taxMinor,
  }));
  const { expect } = returned;
  return {
    refund: paid.paidOutMinor,
    refunded_total: beforeMinor + paid.paidOutMinor,
    rounding: paid.roundingMinor,
    net: done.netMinor,
    tax: done.taxMinor,
    tax_by_rate: taxByRate(done, expect.tax_by_rate),
    state: done.state,
    items: shaped(items, expect.items),
    units: shaped(items, expect.units),
  };
}

/** As a list of rates or as an object of them, whichever the case is written in. */
function taxByRate(done: Refund, expected: unknown): unknown {
  const rows = done.taxes.map((tax) => ({
    rate: tax.key,
    net: tax.netMinor,
    base: tax.netMinor,
    tax: tax.taxMinor,
    refund: tax.netMinor + tax.taxMinor,
  }));
  if (Array.isArray(expected)) return rows;
  const plain = Object.values(expected ?? {}).every((value) => typeof value === "number");
  return Object.fromEntries(rows.map((row) => [row.rate, plain ? row.tax : row]));
}

type Item = Readonly<Record<string, unknown>> & { readonly amount: number };

/** One by one, as sums by line, by name, or as plain figures, whichever the case is written in. */
function shaped(items: readonly Item[], expected: unknown): unknown {
  if (typeof expected === "number") return items.length;
  if (!Array.isArray(expected)) return byName(items, expected);
  if (expected.every((value) => typeof value === "number")) return items.map((item) => item.amount);
  const perUnit = expected.some((value) => "unit" in value || "request_unit" in value);
  if (perUnit || expected.length === items.length) return items;
  const byTarget = Map.groupBy(items, (item) => item.target);
  return [...byTarget.values()].map((group) => ({
    ...group[0],
    quantity: group.length,
    ...sumsOf(group, ["amount", "refund", "net", "tax"]),
  }));
}

function byName(items: readonly Item[], expected: unknown): unknown {
  const plain = Object.values(expected ?? {}).every((value) => typeof value === "number");
  const groups = Map.groupBy(items, (item) => String(item["target"]));
  return Object.fromEntries(
    [...groups].map(([target, group]) => {
      const sums = sumsOf(group, ["amount", "refund", "net", "tax"]);
      return [target, plain ? sums["amount"] : { ...sums, quantity: group.length }];
    }),
  );
}

function sumsOf(items: readonly Item[], names: readonly string[]): Record<string, number> {
  return Object.fromEntries(
    names.map((name) => [name, items.reduce((sum, item) => sum + Number(item[name]), 0)]),
  );
}

function pricedLine(kind: "unit" | "fee", line: CaseLine): PricedLine {
  return {
    kind,
    id: line.id,
    unitPriceMinor: line.unit_price ?? line.amount ?? 0,
    units: Number(line.quantity ?? 1),
    ...(line.discount === undefined ? {} : { discountMinor: line.discount }),
    ...(line.unit_discounts === undefined ? {} : { unitDiscountsMinor: line.unit_discounts }),
    ...(line.tax_rate === undefined ? {} : { taxRate: String(line.tax_rate) }),
    ...(line.tax_included === undefined ? {} : { taxIncluded: line.tax_included }),
  };
}

function requestOf(request: CaseRequest, caseUnit: number | undefined): ReturnRequest {
  const unit = request.unit ?? request.request_unit ?? caseUnit;
  const named = unit === undefined ? {} : { unit };
  const money = request.amount ?? request.refund;
  const kind = request.kind ?? (money === undefined ? "units" : "amount");
  if (kind === "everything") return { kind };
  if (kind === "fee" && money === undefined)
    return { kind, fee: request.fee ?? request.target ?? "" };
  const target = request.target ?? request.line ?? request.fee ?? "order";
  const amountMinor = money ?? 0;
  if (kind === "units")
    return { kind, line: target, units: Number(request.quantity ?? 1), ...named };
  if (target === "order") return { kind: "order-amount", amountMinor };
  return { kind: "amount", target, amountMinor, ...named };
}
