/**
 * A payment terminal that can keep cards while the bank cannot be reached, on a cable that carries the
 * messages of messages.ts. One request at a time; silence is never guessed at: it is `unknown` for a
 * payment and `waiting` for one that is kept, and the terminal is asked again.
 */
import { compact } from "#shared/base/compact.ts";
import type { Address } from "../address.ts";
import {
  type DayTotals,
  type ForwardOutcome,
  NOT_KEPT,
  type PaymentTerminal,
  type TerminalOutcome,
  type TerminalRequest,
  type TerminalState,
} from "../terminal.ts";
import { type OpenWire, type Wire, wireTo } from "../wire.ts";
import {
  KEEPING_ROW_BYTES_MAX,
  type KeepingAnswer,
  type KeepingAsk,
  readAnswer,
  requestRow,
} from "./messages.ts";

export interface KeepingOptions {
  readonly id: string;
  readonly name: string;
  readonly open: OpenWire;
  readonly limits?: Partial<KeepingLimits>;
}

interface KeepingLimits {
  /** While a customer has the card in hand. */
  readonly customerMs: number;
  /** What the terminal answers by itself. */
  readonly answerMs: number;
  /** The bank is asked. */
  readonly bankMs: number;
}

const LIMITS: KeepingLimits = { customerMs: 90_000, answerMs: 5_000, bankMs: 30_000 };

/** The port such a program listens on. */
export const KEEPING_PORT = 8_010;

/** Whether an address says that its terminal speaks these messages: `tcp://host:8010?speaks=keeping`. */
export function speaksKeeping(address: Address): boolean {
  return "query" in address && address.query.get("speaks") === "keeping";
}

/** A terminal at an address; undefined when it names nothing that can be talked to. */
export function keepingAt(
  address: Address,
  options: Omit<KeepingOptions, "open">,
): PaymentTerminal | undefined {
  const open = wireTo(address);
  return open === undefined ? undefined : openKeepingTerminal({ ...options, open });
}

function openKeepingTerminal(options: KeepingOptions): PaymentTerminal {
  const limits = { ...LIMITS, ...options.limits };
  const link = openLink(options.open);

  async function money(
    ask: KeepingAsk,
    request: TerminalRequest & { readonly terminalReceipt?: string },
  ): Promise<TerminalOutcome> {
    const isAsked = ask === "recover";
    const said = await link.ask(ask, request, isAsked ? limits.answerMs : limits.customerMs);
    // Nothing left this machine, so nothing was charged; a question about the past stays open.
    if (said === "off" && !isAsked) return { outcome: "declined", reasonCode: "off" };
    if (typeof said === "string") return { outcome: "unknown", reasonCode: said };
    return outcomeOf(said, request);
  }

  return {
    id: options.id,
    name: options.name,
    state: async () => stateOf(await link.ask("state", {}, limits.answerMs)),
    charge: (request) => money("charge", request),
    refund: (request) => money("refund", request),
    reverse: (request) => money("reverse", request),
    recover: (request) => money("recover", request),
    abort: async () => void link.tell("abort"),
    storeForward: {
      store: (request) => money("store", request),
      forward: async (request) => forwardOf(await link.ask("forward", request, limits.bankMs)),
    },
    endOfDay: async () => totalsOf(await link.ask("end-of-day", {}, limits.bankMs)),
    close: async () => link.close(),
  };
}

type Said = KeepingAnswer | "off" | "silence";

function stateOf(said: Said): TerminalState {
  if (typeof said === "string") return "off";
  return said.outcome === "busy" ? "busy" : "ready";
}

function outcomeOf(said: KeepingAnswer, request: TerminalRequest): TerminalOutcome {
  const { outcome, card, terminalReceipt, paper, reasonCode = outcome } = said;
  if (outcome === "declined" || outcome === "busy") return { outcome: "declined", reasonCode };
  const isMade = outcome === "approved" || outcome === "partial" || outcome === "stored";
  // An answer about another payment, or one without its amount and card, says nothing about money.
  const isWhole = said.amountMinor !== undefined && card !== undefined;
  if (!isMade || !isWhole || said.paymentId !== request.paymentId) {
    return { outcome: "unknown", reasonCode: isMade ? "answer-not-whole" : reasonCode };
  }
  if (terminalReceipt === undefined || said.amountMinor > request.amountMinor) {
    return { outcome: "unknown", reasonCode: "answer-not-whole" };
  }
  const isLess = said.amountMinor < request.amountMinor;
  return {
    outcome: outcome === "approved" && isLess ? "partial" : outcome,
    amountMinor: said.amountMinor,
    card,
    terminalReceipt,
    paper,
  };
}

function forwardOf(said: Said): ForwardOutcome {
  if (typeof said === "string") return { outcome: "waiting", reasonCode: said };
  const { outcome, reasonCode = outcome } = said;
  if (outcome === "approved") return { outcome };
  // A terminal that never had it, or lost it, is not the bank: what became of it a person has to find out.
  const isBanks = outcome === "declined" && reasonCode !== NOT_KEPT;
  return { outcome: isBanks ? "declined" : "waiting", reasonCode };
}

function totalsOf(said: Said): DayTotals {
  if (typeof said === "string") return { outcome: "failed", reasonCode: said };
  const { outcome, totals = [], reasonCode = outcome } = said;
  return outcome === "closed" ? { outcome, totals } : { outcome: "failed", reasonCode };
}

interface Asked {
  readonly paymentId?: string;
  readonly amountMinor?: number;
  readonly currency?: string;
  readonly terminalReceipt?: string;
}

interface Link {
  /** One after the other; `off`: nobody can have heard it, `silence`: heard perhaps, and no answer. */
  readonly ask: (ask: KeepingAsk, about: Asked, limitMs: number) => Promise<Said>;
  /** Says something beside the request that runs. */
  readonly tell: (ask: KeepingAsk) => void;
  readonly close: () => void;
}

function openLink(open: OpenWire): Link {
  let wire: Wire | undefined;
  let heardText = "";
  let decoder = new TextDecoder();
  let lastNumber = 0;
  let turn: Promise<unknown> = Promise.resolve();
  let waiting: { readonly number: number; readonly answer: (said: Said) => void } | undefined;

  function drop(): void {
    wire?.close();
    wire = undefined;
    heardText = "";
    decoder = new TextDecoder();
  }

  function heard(bytes: Uint8Array): void {
    heardText += decoder.decode(bytes, { stream: true });
    const rows = heardText.split("\n");
    heardText = rows.pop() ?? "";
    if (heardText.length > KEEPING_ROW_BYTES_MAX) drop();
    for (const row of rows) {
      const answer = readAnswer(row);
      if (answer !== undefined && answer.number === waiting?.number) waiting.answer(answer);
    }
  }

  async function askNow(ask: KeepingAsk, about: Asked, limitMs: number): Promise<Said> {
    wire ??= await open({
      heard,
      gone: () => {
        drop();
        waiting?.answer("silence");
      },
    });
    if (wire === undefined) return "off";
    lastNumber += 1;
    const number = lastNumber;
    const { paymentId, amountMinor, currency, terminalReceipt } = about;
    const request = { number, ask, paymentId, amountMinor, currency, terminalReceipt };
    const answered = new Promise<Said>((resolve) => {
      const limit = setTimeout(() => resolve("silence"), limitMs);
      const answer = (said: Said): void => {
        clearTimeout(limit);
        resolve(said);
      };
      waiting = { number, answer };
    });
    if (!(await wire.write(requestRow(compact(request))))) waiting?.answer("off");
    const said = await answered;
    waiting = undefined;
    // What is still to come on this cable belongs to nobody.
    if (typeof said === "string") drop();
    return said;
  }

  return {
    ask: (ask, about, limitMs) => {
      const asked = turn.then(() => askNow(ask, about, limitMs));
      turn = asked.catch(() => undefined);
      return asked;
    },
    tell: (ask) => {
      lastNumber += 1;
      void wire?.write(requestRow({ number: lastNumber, ask }));
    },
    close: drop,
  };
}
