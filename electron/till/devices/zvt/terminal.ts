/**
 * A payment terminal that speaks ZVT over TCP. After silence nothing is guessed: the terminal is
 * asked for its last transaction (06 20) and its receipt number is compared with the one that was the
 * last before the request, which was kept before the request was sent.
 */
import type { Address } from "../address.ts";
import type {
  DayTotals,
  PaymentTerminal,
  TerminalOutcome,
  TerminalRequest,
  TerminalState,
} from "../terminal.ts";
import { type OpenWire, wireTo } from "../wire.ts";
import { bcd } from "./apdu.ts";
import { brandOf, currencyNumber, readTotals, reasonOf } from "./codes.ts";
import { openZvtLink, type ZvtLimits, type ZvtLink, type ZvtSaid } from "./link.ts";

/** What has to outlive the process, on the desk. */
export interface ZvtMemory {
  readonly get: () => ZvtKept | undefined;
  readonly put: (kept: ZvtKept) => void;
}

export interface ZvtKept {
  /** The terminal's last receipt number that this till knows of. */
  readonly receiptNumber: string;
  /** The request that was sent after it and has had no answer yet. */
  readonly asked?: { readonly paymentId: string; readonly amountMinor: number };
}

export interface ZvtOptions {
  readonly id: string;
  readonly name: string;
  readonly open: OpenWire;
  /** Six figures; `000000` as delivered. */
  readonly password?: string;
  readonly currency: string;
  readonly memory: ZvtMemory;
  readonly limits?: Partial<ZvtLimits>;
}

const REGISTER = 0x0600;
const AUTHORISE = 0x0601;
const REPEAT_RECEIPT = 0x0620;
const REVERSE = 0x0630;
const REFUND = 0x0631;
const END_OF_DAY = 0x0650;
const STATUS_ENQUIRY = 0x0501;
const LIMITS: ZvtLimits = { acknowledgeMs: 5_000, silenceMs: 90_000 };
const PASSWORD = "000000";
/** The till prints payment and administration receipts, and wants to hear of each step. */
const CONFIGURATION = 0x8e;
const NOTHING_YET = "0000";
const RECEIPT_UNKNOWN = "";

/** The port terminals listen on. */
export const ZVT_PORT = 20_007;

/** A terminal at an address; undefined when it names nothing that can be talked to. */
export function zvtAt(
  address: Address,
  options: Omit<ZvtOptions, "open">,
): PaymentTerminal | undefined {
  const open = wireTo(address);
  return open === undefined ? undefined : openZvtTerminal({ ...options, open });
}

/** A terminal on a cable. It is registered with at its first use. */
function openZvtTerminal(options: ZvtOptions): PaymentTerminal {
  const limits = { ...LIMITS, ...options.limits };
  const password = bcd(options.password ?? PASSWORD, 3);
  const currency = bcd(currencyNumber(options.currency) ?? 0, 2);
  let link: ZvtLink | undefined;
  let isBusy = false;

  async function connected(): Promise<ZvtLink | undefined> {
    if (link !== undefined) return link;
    const opened = await openZvtLink(options.open, limits);
    if (opened === undefined) return undefined;
    const said = await opened.ask(REGISTER, [...password, CONFIGURATION, ...currency]);
    if (said.how !== "complete") {
      opened.close();
      return undefined;
    }
    link = opened;
    if (options.memory.get() === undefined) await learnLast(opened);
    return opened;
  }

  function drop(): void {
    link?.close();
    link = undefined;
  }

  /** The number before the first request of this till, so that a later one can be told from it. */
  async function learnLast(on: ZvtLink): Promise<void> {
    const last = await on.ask(REPEAT_RECEIPT, password);
    if (last.how === "silence") return drop();
    options.memory.put({ receiptNumber: last.status?.receiptNumber ?? NOTHING_YET });
  }

  async function alone<Answer>(busy: Answer, run: () => Promise<Answer>): Promise<Answer> {
    if (isBusy) return busy;
    isBusy = true;
    try {
      return await run();
    } finally {
      isBusy = false;
    }
  }

  function money(
    command: number,
    request: TerminalRequest,
    data: readonly number[],
  ): Promise<TerminalOutcome> {
    return alone<TerminalOutcome>({ outcome: "declined", reasonCode: "busy" }, async () => {
      if (currencyNumber(request.currency) === undefined || request.currency !== options.currency) {
        return { outcome: "declined", reasonCode: "wrong-currency" };
      }
      const on = await connected();
      if (on === undefined) return { outcome: "declined", reasonCode: "off" };
      const kept = options.memory.get();
      const { paymentId, amountMinor } = request;
      options.memory.put({
        receiptNumber: kept?.receiptNumber ?? RECEIPT_UNKNOWN,
        asked: { paymentId, amountMinor },
      });
      const said = await on.ask(command, data);
      if (said.how !== "complete" && said.how !== "aborted" && said.how !== "refused") drop();
      return concluded(said, request);
    });
  }

  function concluded(said: ZvtSaid, request: TerminalRequest): TerminalOutcome {
    const outcome = outcomeOf(said, request);
    if (outcome.outcome === "unknown") return outcome;
    const receiptNumber = said.status?.receiptNumber ?? options.memory.get()?.receiptNumber;
    options.memory.put({ receiptNumber: receiptNumber ?? RECEIPT_UNKNOWN });
    return outcome;
  }

  async function recover(request: TerminalRequest): Promise<TerminalOutcome> {
    const kept = options.memory.get();
    if (kept?.asked?.paymentId !== request.paymentId || kept.receiptNumber === RECEIPT_UNKNOWN) {
      return { outcome: "unknown", reasonCode: "not-the-last-request" };
    }
    const on = await connected();
    if (on === undefined) return { outcome: "unknown", reasonCode: "off" };
    const last = await on.ask(REPEAT_RECEIPT, password);
    if (last.how === "silence") drop();
    if (last.how !== "complete") return { outcome: "unknown", reasonCode: codeOf(last) };
    const number = last.status?.receiptNumber;
    if (number === undefined || number === kept.receiptNumber) {
      options.memory.put({ receiptNumber: kept.receiptNumber });
      return { outcome: "declined", reasonCode: "never-happened" };
    }
    // Somebody may have used the terminal by hand meanwhile: another amount is another payment.
    if (last.status?.amountMinor !== request.amountMinor) {
      return { outcome: "unknown", reasonCode: "another-payment" };
    }
    return concluded(last, request);
  }

  return {
    id: options.id,
    name: options.name,
    state: () => alone<TerminalState>("busy", () => stateOf(connected, password)),
    charge: (request) =>
      money(AUTHORISE, request, [0x04, ...bcd(request.amountMinor, 6), 0x49, ...currency]),
    refund: (request) =>
      money(REFUND, request, [
        ...password,
        0x04,
        ...bcd(request.amountMinor, 6),
        0x49,
        ...currency,
      ]),
    reverse: (request) =>
      money(REVERSE, request, [...password, 0x87, ...bcd(request.terminalReceipt, 2)]),
    abort: async () => link?.abort(),
    recover: (request) =>
      alone<TerminalOutcome>({ outcome: "unknown", reasonCode: "busy" }, () => recover(request)),
    endOfDay: () =>
      alone<DayTotals>({ outcome: "failed", reasonCode: "busy" }, async () => {
        const on = await connected();
        if (on === undefined) return { outcome: "failed", reasonCode: "off" };
        const said = await on.ask(END_OF_DAY, password);
        if (said.how === "silence") drop();
        if (said.how !== "complete") return { outcome: "failed", reasonCode: codeOf(said) };
        return { outcome: "closed", totals: readTotals(said.status?.totals ?? new Uint8Array()) };
      }),
    close: async () => drop(),
  };
}

async function stateOf(
  connected: () => Promise<ZvtLink | undefined>,
  password: readonly number[],
): Promise<TerminalState> {
  const on = await connected();
  if (on === undefined) return "off";
  const said = await on.ask(STATUS_ENQUIRY, password);
  if (said.how === "silence" || said.how === "not-sent") return "off";
  return said.how === "complete" ? "ready" : "busy";
}

function outcomeOf(said: ZvtSaid, request: TerminalRequest): TerminalOutcome {
  const { status } = said;
  if (said.how === "not-sent") return { outcome: "declined", reasonCode: "off" };
  if (said.how === "silence") return { outcome: "unknown", reasonCode: "silence" };
  if (said.how !== "complete") return { outcome: "declined", reasonCode: codeOf(said) };
  const code = status?.resultCode ?? 0;
  if (code !== 0) return { outcome: "declined", reasonCode: reasonOf(code) };
  // A completion without a status says nothing about money: it is asked for, not believed.
  if (status?.receiptNumber === undefined) return { outcome: "unknown", reasonCode: "no-status" };
  const amountMinor = status.amountMinor ?? request.amountMinor;
  return {
    outcome: amountMinor < request.amountMinor ? "partial" : "approved",
    amountMinor,
    card: {
      brand: brandOf(status),
      lastFour: status.lastFour ?? "0000",
      authorisation: status.authorisation ?? status.trace ?? "",
    },
    terminalReceipt: status.receiptNumber,
    paper: said.paper,
  };
}

function codeOf(said: ZvtSaid): string {
  return said.code === undefined ? said.how : reasonOf(said.code);
}
