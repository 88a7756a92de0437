/**
 * What can turn out different once the server has seen an entry. A sale that happened is never
 * refused; it is marked with one of these codes, someone owns it, and something stands meanwhile.
 */
import type { EntryKind } from "./entries/index.ts";

export interface ExceptionMeaning {
  /** One plain sentence for the inbox; screens translate by code. */
  readonly says: string;
  readonly owner: "cashier" | "store-manager" | "hq" | "service";
  readonly meanwhile: string;
  readonly choices: readonly string[];
  /** What happens by itself when nobody answers, and after how many hours (0: never by itself). */
  readonly byDefault: string;
  readonly afterHours: number;
  readonly answeredBy: EntryKind;
}

export const EXCEPTIONS = {
  "price-differs": meaning(
    "The sale was rung at another price than the one in force then.",
    "store-manager",
    "The sale stands as paid.",
    ["accept", "tell-hq"],
    "accept",
    72,
  ),
  "total-differs": meaning(
    "The server works out another total for this sale.",
    "hq",
    "The sale stands as paid.",
    ["accept", "tell-hq"],
    "accept",
    168,
  ),
  "product-unknown": meaning(
    "A product of this sale is not in the catalogue.",
    "hq",
    "The sale stands; no stock was moved for that line.",
    ["accept", "join-product"],
    "accept",
    168,
  ),
  "stock-negative": meaning(
    "More was sold than was known to be there.",
    "store-manager",
    "The sale stands; stock is below zero.",
    ["count", "accept"],
    "accept",
    168,
  ),
  "safe-negative": meaning(
    "More was taken from the safe than was known to be there.",
    "store-manager",
    "The money was taken; the safe's sum is below zero.",
    ["count", "accept"],
    "accept",
    168,
  ),
  "bag-differs": meaning(
    "The bank counted something else in a bag than went into it.",
    "store-manager",
    "The bank's word stands; the difference is named.",
    ["accept", "tell-hq"],
    "accept",
    168,
  ),
  "promise-unkept": meaning(
    "The promised item is not there any more.",
    "store-manager",
    "The customer has paid and waits.",
    ["refund", "substitute", "other-place"],
    "refund",
    48,
  ),
  "coupon-used-twice": meaning(
    "A single-use code was used a second time.",
    "store-manager",
    "The sale stands as paid.",
    ["accept", "call-client"],
    "accept",
    168,
  ),
  "receipt-refunded-twice": meaning(
    "One receipt was refunded at two tills.",
    "store-manager",
    "Both refunds stand; the loss is named.",
    ["accept", "call-client"],
    "accept",
    168,
  ),
  "invoice-issued-twice": meaning(
    "Two invoices or credit notes were issued for one sale or return.",
    "hq",
    "Both stand in the books, and the tax with them, until one is taken back by a credit note.",
    ["accept", "tell-hq"],
    "tell-hq",
    0,
  ),
  "refund-exceeds-sale": meaning(
    "More came back than was sold.",
    "store-manager",
    "The refund stands.",
    ["accept", "call-client"],
    "accept",
    168,
  ),
  "balance-overspent": meaning(
    "More was spent than was left on the card or account.",
    "store-manager",
    "The sale stands; the rest is a debt in that name.",
    ["write-off", "call-client"],
    "call-client",
    168,
  ),
  "basket-paid-twice": meaning(
    "A web basket was paid on the web and at the counter.",
    "service",
    "The counter sale stands; the web order is refunded.",
    ["refund-web"],
    "refund-web",
    24,
  ),
  "card-declined-later": meaning(
    "A card payment taken offline was declined.",
    "store-manager",
    "The sale stands; the amount is owed.",
    ["called", "paid-cash", "paid-otherwise", "write-off"],
    "ask",
    0,
  ),
  "payment-unknown": meaning(
    "It is not known whether the card was charged.",
    "cashier",
    "The payment is open.",
    ["charged", "not-charged"],
    "ask",
    0,
  ),
  "order-moved-on": meaning(
    "A step of an order was taken that it could not take any more.",
    "store-manager",
    "The order stands where it was; the step is not counted.",
    ["accept", "repeat-step"],
    "accept",
    72,
  ),
  "basket-claimed-twice": meaning(
    "A parked basket was resumed at two tills.",
    "store-manager",
    "The first till has it; what the second sold stands.",
    ["accept"],
    "accept",
    72,
  ),
  "variant-outside": meaning(
    "A store's own price or offer is outside the limits set since.",
    "store-manager",
    "Sales made meanwhile stand; the variant ends.",
    ["end"],
    "end",
    1,
  ),
  "clock-ahead": meaning(
    "This till's clock is wrong.",
    "store-manager",
    "Sales stand with the server's time beside them.",
    ["set-clock"],
    "set-clock",
    0,
  ),
  "chain-broken": meaning(
    "This till's record does not follow on from what the server has.",
    "hq",
    "The till may go on selling and sending; it must be enrolled anew.",
    ["enrol"],
    "enrol",
    0,
  ),
  "entry-unreadable": meaning(
    "An entry of this till cannot be read by the server.",
    "hq",
    "It is kept; the till goes on.",
    ["tell-support"],
    "tell-support",
    0,
  ),
  "staff-not-allowed": meaning(
    "An act was done by someone who was not allowed to at that time.",
    "store-manager",
    "The act stands.",
    ["accept", "tell-hq"],
    "accept",
    168,
  ),
} as const satisfies Record<string, ExceptionMeaning>;

export type ExceptionCode = keyof typeof EXCEPTIONS;

function meaning(
  says: string,
  owner: ExceptionMeaning["owner"],
  meanwhile: string,
  choices: readonly string[],
  byDefault: string,
  afterHours: number,
): ExceptionMeaning {
  return {
    says,
    owner,
    meanwhile,
    choices,
    byDefault,
    afterHours,
    answeredBy: "exception.resolved",
  };
}
