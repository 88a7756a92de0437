/**
 * What a signing device signs of a document: the process data "Kassenbeleg-V1" of DSFinV-K 2.x, annex
 * I: `Beleg^<gross by five rates>^<amount:kind[:currency]>_...`, with points for decimals.
 */
import { currencyOf } from "../../base/iso4217.ts";
import { majorText } from "../../base/money.ts";
import type { TaxPart } from "../../records/basket.ts";
import type { CashMoved } from "../../records/entries/cash-moved.ts";
import type { HoldCancelled } from "../../records/entries/hold-cancelled.ts";
import type { ReturnCompleted } from "../../records/entries/return-completed.ts";
import type { SaleCompleted } from "../../records/entries/sale-completed.ts";
import type { Tender } from "../../records/tender.ts";

export const PROCESS_TYPE = "Kassenbeleg-V1";
/** What a transaction without a document is finished as. */
export const ABANDONED = {
  processType: PROCESS_TYPE,
  processData: "AVBelegabbruch^0.00_0.00_0.00_0.00_0.00^",
};

/** The rates in percent in the order of the format: usual, reduced, two of farming, none. */
const RATES: readonly (readonly string[])[] = [["19", "16"], ["7", "5"], ["10.7"], ["5.5"], ["0"]];

/** Of a sale. */
export function processDataOfSale(sale: SaleCompleted): string {
  const { priced, tenders } = sale;
  const gross = grossByRate([[priced.taxes, 1]], priced.totalMinor);
  return textOf({ gross, tenders, currency: priced.currency });
}

/** Of a return, an exchange or a reversal. */
export function processDataOfReturn(body: ReturnCompleted): string {
  const { exchange, tenders, currency } = body;
  const totalMinor = (exchange?.totalMinor ?? 0) - body.refundMinor;
  const back = body.lines.flatMap((line) => line.taxes);
  const gross = grossByRate(
    [
      [exchange?.taxes ?? [], 1],
      [back, -1],
    ],
    totalMinor,
  );
  return textOf({ gross, tenders, currency });
}

/** Of cash put in or taken out: no turnover, only money. */
export function processDataOfMovement({ amountMinor, currency }: CashMoved): string {
  const tenders = [{ kind: "cash" as const, amountMinor }];
  return textOf({ gross: RATES.map(() => 0), tenders, currency });
}

/** Of a layaway that ends: what had been paid ahead goes back, less the fee that is kept. */
export function processDataOfHold({ tenders, currency, refundMinor }: HoldCancelled): string {
  return textOf({ gross: grossByRate([], -refundMinor), tenders, currency });
}

/** Which of the five places a rate has; the last for none and for any other. */
function rateIndex(rate: string): number {
  const plain = rate.includes(".") ? rate.replace(/0+$/, "").replace(/\.$/, "") : rate;
  const found = RATES.findIndex((rates) => rates.includes(plain));
  return found < 0 ? RATES.length - 1 : found;
}

/** Gross amounts by rate; what carries no tax stands with the last, so that they sum to the total. */
function grossByRate(
  lists: readonly (readonly [readonly TaxPart[], 1 | -1])[],
  totalMinor: number,
): number[] {
  const gross = RATES.map(() => 0);
  let restMinor = totalMinor;
  for (const [taxes, sign] of lists) {
    for (const { rate, baseMinor, taxMinor } of taxes) {
      const amountMinor = sign * (baseMinor + taxMinor);
      const index = rateIndex(rate);
      gross[index] = (gross[index] ?? 0) + amountMinor;
      restMinor -= amountMinor;
    }
  }
  const last = RATES.length - 1;
  gross[last] = (gross[last] ?? 0) + restMinor;
  return gross;
}

interface Document {
  readonly gross: readonly number[];
  readonly tenders: readonly Pick<Tender, "kind" | "amountMinor" | "foreign" | "changeMinor">[];
  readonly currency: string;
}

function textOf({ gross, tenders, currency }: Document): string {
  const amounts = gross.map((minor) => amountOf(minor, currency)).join("_");
  const paid = new Map<string, { minor: number; currency: string }>();
  const add = (key: string, minor: number, of: string): void => {
    paid.set(key, { minor: (paid.get(key)?.minor ?? 0) + minor, currency: of });
  };
  for (const tender of tenders) {
    if (tender.foreign !== undefined) {
      add(`Bar:${tender.foreign.currency}`, tender.foreign.amountMinor, tender.foreign.currency);
      add("Bar", -(tender.changeMinor ?? 0), currency);
    } else add(tender.kind === "cash" ? "Bar" : "Unbar", tender.amountMinor, currency);
  }
  const legs = [...paid]
    .filter(([, { minor }]) => minor !== 0)
    .map(([key, leg]) => `${amountOf(leg.minor, leg.currency)}:${key}`);
  return `Beleg^${amounts}^${legs.join("_")}`;
}

function amountOf(minor: number, currency: string): string {
  return majorText(minor, currencyOf(currency)?.exponent ?? 2);
}
