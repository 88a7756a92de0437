/**
 * What a payment terminal is to the till, whatever it speaks. An act writes `payment.started` before
 * it asks and `payment.settled` with what it was told; ZVT is in zvt/, terminals that can keep a card
 * for later in keeping/. A terminal that is not wired to the till is a tender of each kind of card,
 * whose day total a person types when the shift is counted.
 *
 *   charge ---> approved | partial | declined           the terminal said so
 *          |--> declined `bank-not-reached` ---> store ---> stored ---> forward (later, in order)
 *          \--> unknown ---> recover ---> approved | stored | declined | unknown (a person reads its paper)
 */
import type { Tender } from "#shared/records/tender.ts";

export interface TerminalRequest {
  /** The id of the `payment.started` entry. */
  readonly paymentId: string;
  /** Above zero. */
  readonly amountMinor: number;
  /** ISO 4217. */
  readonly currency: string;
}

/** Asks for money back of a payment the terminal made, by its own receipt number. */
export interface TerminalReversal extends TerminalRequest {
  readonly terminalReceipt: string;
}

export type TerminalOutcome =
  | {
      /** `partial`: approved for less than was asked. `stored`: kept for the bank, which was not asked. */
      readonly outcome: "approved" | "partial" | "stored";
      readonly amountMinor: number;
      readonly card: NonNullable<Tender["card"]>;
      /** The terminal's own number of the payment; reversing needs it. */
      readonly terminalReceipt: string;
      /** What the terminal wants on paper, line by line, for the customer. */
      readonly paper: readonly string[];
    }
  /** Nothing was charged. `reasonCode` is the terminal's, in words a log can be searched for. */
  | { readonly outcome: "declined"; readonly reasonCode: string }
  /** It may have been charged or not: ask `recover` before anything else. */
  | { readonly outcome: "unknown"; readonly reasonCode: string };

/** The `reasonCode` of a decline that no bank has said: it could not be asked. */
export const BANK_NOT_REACHED = "bank-not-reached";

/** The `reasonCode` of a kept payment that this terminal has not: another one has it, or it was lost. */
export const NOT_KEPT = "not-kept";

/** A payment that the terminal keeps, by its own receipt number. The card itself never leaves it. */
export interface KeptRequest extends TerminalRequest {
  readonly terminalReceipt: string;
}

export type ForwardOutcome =
  | { readonly outcome: "approved" }
  /** The bank's last word. */
  | { readonly outcome: "declined"; readonly reasonCode: string }
  /** Not answered (`not-kept`: not by this terminal): it is still owed an answer, and asked for again. */
  | { readonly outcome: "waiting"; readonly reasonCode: string };

/** What a terminal can do that keeps encrypted cards while the bank cannot be reached. */
export interface StoreForward {
  /**
   * Keeps the card for the bank. Asked again with the same payment id it answers the same and keeps it
   * once; `recover` answers `stored` for it.
   */
  readonly store: (request: TerminalRequest) => Promise<TerminalOutcome>;
  /** Sends what is kept to the bank. The same request asked again answers what the bank said then. */
  readonly forward: (request: KeptRequest) => Promise<ForwardOutcome>;
}

export type TerminalState = "ready" | "busy" | "off";

/** One kind of card on the terminal's day total. */
export interface CardTotal {
  readonly brand: string;
  readonly count: number;
  readonly amountMinor: number;
}

export type DayTotals =
  | { readonly outcome: "closed"; readonly totals: readonly CardTotal[] }
  | { readonly outcome: "failed"; readonly reasonCode: string };

export interface PaymentTerminal {
  readonly id: string;
  readonly name: string;
  readonly state: () => Promise<TerminalState>;
  /** Asks for a card and the amount. One at a time: a second call is declined as `busy`. */
  readonly charge: (request: TerminalRequest) => Promise<TerminalOutcome>;
  /** Pays back to a card that is presented. */
  readonly refund: (request: TerminalRequest) => Promise<TerminalOutcome>;
  /** Takes a payment back as if it had not been; `approved` says that it is undone. */
  readonly reverse: (request: TerminalReversal) => Promise<TerminalOutcome>;
  /** Ends a running request as the customer's stop key would; its own promise says what came of it. */
  readonly abort: () => Promise<void>;
  /**
   * What became of a request whose outcome is unknown, also after a restart, by asking the terminal
   * for its last transaction. `unknown` again when it cannot be reached or cannot tell.
   */
  readonly recover: (request: TerminalRequest) => Promise<TerminalOutcome>;
  /** Left out where the terminal's protocol has no way to keep one payment and to say what became of it. */
  readonly storeForward?: StoreForward;
  /** Ends the terminal's day and answers its totals by kind of card. */
  readonly endOfDay: () => Promise<DayTotals>;
  readonly close: () => Promise<void>;
}
