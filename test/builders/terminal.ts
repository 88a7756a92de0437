/** A payment terminal whose answers a test writes down beforehand; it remembers what it charged. */
import type { PaymentTerminal, TerminalOutcome, TerminalRequest } from "#till/devices/terminal.ts";

type Plan = "approve" | "decline" | "partial" | "lost" | "lost-uncharged" | "silent";

export interface TestTerminal extends PaymentTerminal {
  readonly charged: Map<string, number>;
  /** What it does at the next requests, in order; approves when nothing is planned. */
  readonly plan: Plan[];
}

/** `lost` charges and loses the answer; `silent` can tell nothing, not even afterwards. */
export function aTerminal(
  onAsk: (request: TerminalRequest) => void = () => undefined,
): TestTerminal {
  const charged = new Map<string, number>();
  const plan: Plan[] = [];
  let isSilent = false;
  const approved = (amountMinor: number, asked: number): TerminalOutcome => ({
    outcome: amountMinor < asked ? "partial" : "approved",
    amountMinor,
    card: { brand: "visa", lastFour: "4242", authorisation: "A00001" },
    terminalReceipt: "T-1",
    paper: [],
  });
  return {
    id: "terminal-1",
    name: "Terminal",
    charged,
    plan,
    state: async () => "ready",
    charge: async (request) => {
      onAsk(request);
      const next = plan.shift() ?? "approve";
      if (next === "decline") return { outcome: "declined", reasonCode: "no-funds" };
      isSilent = next === "silent";
      if (next === "lost-uncharged") return { outcome: "unknown", reasonCode: "time-out" };
      const amount = next === "partial" ? Math.floor(request.amountMinor / 2) : request.amountMinor;
      charged.set(request.paymentId, amount);
      return next === "lost" || isSilent
        ? { outcome: "unknown", reasonCode: "time-out" }
        : approved(amount, request.amountMinor);
    },
    refund: async ({ amountMinor }) => approved(amountMinor, amountMinor),
    reverse: async ({ amountMinor }) => approved(amountMinor, amountMinor),
    abort: async () => undefined,
    recover: async ({ paymentId, amountMinor }) => {
      if (isSilent) return { outcome: "unknown", reasonCode: "off" };
      const amount = charged.get(paymentId);
      return amount === undefined
        ? { outcome: "declined", reasonCode: "not-charged" }
        : approved(amount, amountMinor);
    },
    endOfDay: async () => ({ outcome: "closed", totals: [] }),
    close: async () => undefined,
  };
}
