/** What ZVT's figures mean to the till: currencies, results, kinds of card, totals of a day. */
import type { CardTotal } from "../terminal.ts";
import { bcdText } from "./apdu.ts";

/** ISO 4217 numbers of the currencies that terminals of this protocol take. */
const CURRENCIES: Readonly<Record<string, number>> = { EUR: 978, CHF: 756, GBP: 826, USD: 840 };

/** Result codes of chapter 10 that a cashier or a log can do something with. */
const RESULTS: ReadonlyMap<number, string> = new Map([
  [0x05, "declined-by-bank"],
  [0x33, "declined-by-bank"],
  [0x64, "card-not-readable"],
  [0x65, "card-data-missing"],
  [0x66, "processing-error"],
  [0x6a, "card-expired"],
  [0x6c, "aborted"],
  [0x6f, "wrong-currency"],
  [0x71, "card-not-admitted"],
  [0x77, "end-of-day-not-possible"],
  [0x78, "card-expired"],
  [0x7a, "card-unknown"],
  [0x7d, "communication-error"],
  [0x83, "not-possible"],
  [0x9a, "protocol-error"],
  [0x9c, "busy"],
  [0xa1, "bank-not-reached"],
  [0xb4, "already-reversed"],
  [0xb5, "reversal-not-possible"],
  [0xc3, "amount-too-high"],
  [0xcc, "printer-not-ready"],
  [0xf0, "end-of-day-needed"],
]);

const CARDS: ReadonlyMap<number, string> = new Map([
  [2, "girocard"],
  [5, "girocard"],
  [6, "Mastercard"],
  [8, "American Express"],
  [10, "Visa"],
  [12, "Diners Club"],
  [14, "JCB"],
  [46, "Maestro"],
]);

/** The order of kinds in the totals of a day (bitmap 60). */
const TOTAL_KINDS = [
  "girocard",
  "JCB",
  "Mastercard",
  "American Express",
  "Visa",
  "Diners Club",
  "Other",
];
const TOTALS_START = 4;
const TOTAL_BYTES = 7;

/** The number of a currency, undefined for one that the protocol's terminals do not take. */
export function currencyNumber(currency: string): number | undefined {
  return CURRENCIES[currency];
}

/** A result code in words a log can be searched for. */
export function reasonOf(resultCode: number): string {
  return RESULTS.get(resultCode) ?? `code-${resultCode.toString(16).padStart(2, "0")}`;
}

/** The kind of card: its name as the terminal gives it, else by its number. */
export function brandOf(fields: { cardName?: string; cardType?: number }): string {
  return CARDS.get(fields.cardType ?? -1) ?? fields.cardName ?? "Card";
}

/** The totals of bitmap 60 by kind of card, without the kinds that had none. */
export function readTotals(bytes: Uint8Array): readonly CardTotal[] {
  return TOTAL_KINDS.flatMap((brand, index) => {
    const at = TOTALS_START + index * TOTAL_BYTES;
    const count = bytes[at] ?? 0;
    const amountMinor = Number(bcdText(bytes.slice(at + 1, at + TOTAL_BYTES)) || "0");
    return count === 0 ? [] : [{ brand, count, amountMinor }];
  });
}
