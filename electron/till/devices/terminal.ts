/**
 * What a payment terminal is to the till, whatever it speaks. An act writes `payment.started` before
 * it asks and `payment.settled` with what it was told; ZVT is in zvt/. A terminal that is not wired to
 * the till is a tender of each kind of card, whose day total a person types when the shift is counted.
 *
 *   charge ---> approved | partial | declined           the terminal said so
 *          \--> unknown ---> recover ---> approved | declined | unknown (a person reads its paper)
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
      /** `partial`: approved for less than was asked. */
      readonly outcome: "approved" | "partial";
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
  /** Ends the terminal's day and answers its totals by kind of card. */
  readonly endOfDay: () => Promise<DayTotals>;
  readonly close: () => Promise<void>;
}
