/**
 * Gift cards before they are spent: how a number is read, which card may be sold or topped up, and the
 * number of a card that the till itself prints. Spending is stored-value.ts, the ledger fold/value.ts.
 */
import { done, type Result, refuse } from "../base/result.ts";
import type { BalanceRow } from "../records/rows/balance.ts";

/** Sold for the first time, or filled again. */
export type CardLoad = "new" | "top-up";

/** No I, O, 0 or 1: what is read off a paper must be typed as it was meant. */
const SIGNS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ";
const GROUPS = 3;
const SIGNS_A_GROUP = 4;

/** Bytes of chance that `madeCardNumber` asks for. */
export const CARD_NUMBER_BYTES = GROUPS * SIGNS_A_GROUP;

/** A card's number as its ledger is named: without spaces, in capitals. */
export function cardNumber(text: string): string {
  return text.replace(/\s+/g, "").toUpperCase();
}

/**
 * The number of a card that the shop prints itself: 60 bits of chance, as whoever knows the number may
 * spend what is on it. Its letters keep it apart from a product's code and from a bank card.
 */
export function madeCardNumber(chance: Uint8Array): string {
  const signs = [...chance.subarray(0, CARD_NUMBER_BYTES)].map((byte) => SIGNS[byte % 32] ?? "2");
  const groups = Array.from({ length: GROUPS }, (_, index) =>
    signs.slice(index * SIGNS_A_GROUP, (index + 1) * SIGNS_A_GROUP).join(""),
  );
  return ["GC", ...groups].join("-");
}

/**
 * Whether a card may be sold or topped up. A new one must not be active: its number is on a card in
 * somebody's hands. A top-up needs one that is, so that a mistyped number fills no card at all.
 * Refuses `gift-card-active`, `gift-card-not-active`, `currency-mixed` and `balance-expired`.
 */
export function mayLoadCard(request: {
  readonly how: CardLoad;
  /** The balance as this till sees it, own entries included; nothing when it is not known here. */
  readonly row: BalanceRow | undefined;
  /** Whether another line of the same basket sells or fills it. */
  readonly inBasket: boolean;
  readonly currency: string;
  /** Today, `YYYY-MM-DD`. */
  readonly businessDate: string;
}): Result<
  undefined,
  "balance-expired" | "currency-mixed" | "gift-card-active" | "gift-card-not-active"
> {
  const { how, row, inBasket, currency, businessDate } = request;
  if (how === "new")
    return row !== undefined || inBasket ? refuse("gift-card-active") : done(undefined);
  if (row === undefined) return refuse("gift-card-not-active");
  if (row.currency !== undefined && row.currency !== currency)
    return refuse("currency-mixed", { currency: row.currency });
  if (row.expiresOn !== undefined && row.expiresOn < businessDate)
    return refuse("balance-expired", { expiresOn: row.expiresOn });
  return done(undefined);
}
