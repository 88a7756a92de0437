/**
 * What a return case comes to, worked out from the sentences of its SCHEMA.md alone, for requests of
 * units, fees, everything and amounts of one unit or fee. Nothing of the engine.
 */
import { fraction, over, plus, roundedTo, times } from "./case-fraction.ts";

export interface CaseSold {
  readonly id: string;
  readonly unit_price?: number;
  readonly amount?: number;
  readonly quantity?: number;
  readonly discount?: number;
  readonly unit_discounts?: readonly number[];
  readonly tax_rate?: string;
  readonly tax_included?: boolean;
}
export interface CaseAsked {
  readonly kind: string;
  readonly line?: string;
  readonly fee?: string;
  readonly target?: string;
  readonly unit?: number;
  readonly quantity?: number;
  readonly amount?: number;
}
export interface ReturnCaseData {
  readonly lines: readonly CaseSold[];
  readonly fees?: readonly CaseSold[];
  readonly prior_refunds?: readonly (readonly CaseAsked[])[];
  readonly request: readonly CaseAsked[];
  readonly tender?: string;
  readonly cash_rounding?: { readonly increment: number; readonly mode: string };
}

interface Piece {
  readonly id: string;
  readonly unit: number;
  readonly gross: number;
  readonly tax: number;
  back: number;
  whole: boolean;
}

/** `refund`, `refunded_total`, `state`, with `net` and `tax` where no part amount is involved. */
export function expectReturn(data: ReturnCaseData) {
  let pieces = [...data.lines, ...(data.fees ?? [])].flatMap(piecesOf);
  let before = 0;
  for (const prior of data.prior_refunds ?? []) {
    const done = ask(pieces, prior);
    if (typeof done === "string") continue;
    before += done.refund;
    pieces = done.pieces;
  }
  const done = ask(pieces, data.request);
  if (typeof done === "string") return { error: done };
  const { tender, cash_rounding: rule } = data;
  const cash = tender === "cash" && rule !== undefined;
  const refund = cash ? roundedTo(fraction(done.refund), rule.increment, rule.mode) : done.refund;
  const paid = sum(pieces.map((one) => one.gross));
  return {
    refund,
    refunded_total: before + refund,
    ...(cash ? { rounding: refund - done.refund } : {}),
    state: before + done.refund === paid ? "refunded" : "partially_refunded",
    ...(done.tax === undefined ? {} : { net: done.refund - done.tax, tax: done.tax }),
  };
}

function piecesOf(sold: CaseSold): Piece[] {
  const units = sold.quantity ?? 1;
  const discount = sold.discount ?? 0;
  return Array.from({ length: units }, (_, index): Piece => {
    const larger = index < discount % units ? 1 : 0;
    const off = sold.unit_discounts?.[index] ?? Math.floor(discount / units) + larger;
    const price = (sold.unit_price ?? sold.amount ?? 0) - off;
    const rate = fraction(sold.tax_rate ?? "0");
    const included = sold.tax_included === true;
    const whole = included ? plus(fraction(100), rate) : fraction(100);
    const tax = roundedTo(over(times(fraction(price), rate), whole), 1);
    const gross = included ? price : price + tax;
    return { id: sold.id, unit: index + 1, gross, tax, back: 0, whole: false };
  });
}

/** All of a request or none of it; the tax only where every piece went back from untouched. */
function ask(
  pieces: readonly Piece[],
  asked: readonly CaseAsked[],
):
  | string
  | { readonly refund: number; readonly tax: number | undefined; readonly pieces: Piece[] } {
  const after = pieces.map((one) => ({ ...one }));
  for (const one of asked) {
    const wrong = take(after, one);
    if (wrong !== undefined) return wrong;
  }
  const refund = sum(after.map((one, index) => one.back - (pieces[index]?.back ?? 0)));
  const units = after.some((one, index) => one.whole && pieces[index]?.whole === false);
  if (refund === 0 && !units) return "nothing_to_refund";
  const clean = after.every((one) => one.back === 0 || one.whole);
  const untouched = pieces.every((one) => one.back === 0 || one.whole);
  const tax = sum(after.map((one, at) => (one.whole && pieces[at]?.whole !== true ? one.tax : 0)));
  return { refund, tax: clean && untouched ? tax : undefined, pieces: after };
}

function take(pieces: Piece[], asked: CaseAsked): string | undefined {
  const finish = (one: Piece) => {
    one.back = one.gross;
    one.whole = true;
  };
  if (asked.kind === "everything") pieces.forEach(finish);
  else if (asked.kind === "fee") pieces.filter((one) => one.id === asked.fee).forEach(finish);
  else if (asked.kind === "units") {
    const open = pieces.filter((one) => one.id === asked.line && !one.whole);
    if ((asked.quantity ?? 0) > open.length) return "exceeds_refundable";
    open.slice(0, asked.quantity).forEach(finish);
  } else {
    const amount = asked.amount ?? 0;
    const one = pieces.find((each) => each.id === asked.target && each.unit === (asked.unit ?? 1));
    if (amount <= 0) return "must_be_positive";
    if (one === undefined || amount > one.gross - one.back) return "exceeds_refundable";
    one.back += amount;
    if (one.back === one.gross) one.whole = true;
  }
  return undefined;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
