/**
 * What goes into tax and what comes out, as plain data. How it is worked out is compute.ts.
 */
import type { RoundingMode } from "../../base/rounding.ts";

export interface TaxLine {
  readonly id: string;
  readonly unitPriceMinor: number;
  /** Thousandths; below zero for what comes back. */
  readonly quantityMilli: number;
  /** The line before its discount, where it is already rounded; price times quantity otherwise. */
  readonly extendedMinor?: number;
  /** Off the whole line, on the same basis as the price. */
  readonly discountMinor?: number;
  readonly taxIds: readonly string[];
  /** Takes the average rate of the other lines, weighted by their net (delivery and the like). */
  readonly weightedRate?: boolean;
}

export interface TaxRounding {
  /** `unit`: each tax for one unit, times quantity. `line`. `document`: each tax once. */
  readonly scope: "unit" | "line" | "document";
  readonly mode: RoundingMode;
  /** Every rounded amount is a multiple of it; 1, or 5 for 0.05. */
  readonly incrementMinor: number;
  /** Per document: the price shown is kept (default), or base and taxes are each rounded once. */
  readonly total?: "keep_included_price" | "sum_of_parts";
}

export interface TaxPart {
  readonly id: string;
  readonly baseMinor: number;
  readonly taxMinor: number;
}

export interface TaxedLine {
  readonly id: string;
  readonly baseMinor: number;
  readonly taxMinor: number;
  readonly totalMinor: number;
  readonly taxes: readonly TaxPart[];
  /** What the buyer did not pay by exemption; not in `taxMinor` nor in the total. */
  readonly exemptMinor: number;
}

export interface TaxedBasket {
  readonly baseMinor: number;
  readonly taxMinor: number;
  readonly totalMinor: number;
  /** The summary, in the order of the taxes; taxes that no line carries are left out. */
  readonly taxes: readonly TaxPart[];
  readonly lines: readonly TaxedLine[];
}
