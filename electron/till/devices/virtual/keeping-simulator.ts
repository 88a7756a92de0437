/**
 * A payment terminal that keeps cards for later, as a program: a TCP server that speaks the terminal's
 * side of the messages, with a memory of its own and a bank that does what a test says. Written from
 * the messages, not from the till's driver; it refuses what a terminal would refuse and notes why.
 */
import { type AddressInfo, createServer, type Socket } from "node:net";

export interface KeptPayment {
  readonly paymentId: string;
  readonly receipt: string;
  readonly amountMinor: number;
  readonly currency: string;
  readonly kind: "payment" | "refund";
  /** `stored`: kept for the bank; `refused`: the bank said no when it was sent. */
  readonly state: "approved" | "stored" | "refused" | "reversed";
}

export interface KeepingSimulator {
  readonly port: number;
  /** As a device's setting has it. */
  readonly address: string;
  /** Whether the bank can be reached from the terminal. */
  readonly setBank: (isReached: boolean) => void;
  /** Which kept payments the bank refuses when they are sent. */
  readonly refuseLater: (rule: (amountMinor: number) => boolean) => void;
  /** The next so many customers have a card that the bank refuses at once. */
  readonly declineNext: (count: number) => void;
  /** Does what is asked next so many times, and the line dies before the answer. */
  readonly loseAnswers: (count: number) => void;
  readonly payments: () => readonly KeptPayment[];
  /** Payment ids as the bank got them from what was kept, in order: each must be there once. */
  readonly sent: () => readonly string[];
  /** Whatever the till sent that no terminal would take. */
  readonly complaints: () => readonly string[];
  readonly close: () => Promise<void>;
}

type Fields = Readonly<Record<string, unknown>>;

const CARD = { brand: "Visa", lastFour: "1881", authorisation: "K00001" };
/** A kept card has no authorisation: nobody has given one. */
const CARD_KEPT = { ...CARD, authorisation: "" };
const FIELDS_KNOWN: ReadonlySet<string> = new Set([
  "number",
  "ask",
  "paymentId",
  "amountMinor",
  "currency",
  "terminalReceipt",
]);
const NO_BANK = { outcome: "declined", reasonCode: "bank-not-reached" };

/** Starts such a terminal on the loopback, its bank reached. */
export async function startKeepingSimulator(
  options: { readonly port?: number } = {},
): Promise<KeepingSimulator> {
  const terminal = new Terminal();
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on("error", () => socket.destroy());
    socket.on("close", () => sockets.delete(socket));
    let heard = "";
    socket.on("data", (bytes) => {
      const rows = (heard + bytes.toString("utf8")).split("\n");
      heard = rows.pop() ?? "";
      for (const row of rows) {
        const answer = terminal.hear(row);
        if (terminal.lost > 0) {
          terminal.lost -= 1;
          socket.destroy();
          return;
        }
        socket.write(`${JSON.stringify(answer)}\n`);
      }
    });
  });
  const port = await new Promise<number>((resolve, reject) => {
    server.once("error", reject);
    server.listen(options.port ?? 0, "127.0.0.1", () => {
      resolve((server.address() as AddressInfo).port);
    });
  });
  return {
    port,
    address: `tcp://127.0.0.1:${port}?speaks=keeping`,
    setBank: (isReached) => {
      terminal.isBankReached = isReached;
    },
    refuseLater: (rule) => {
      terminal.isRefusedLater = rule;
    },
    declineNext: (count) => {
      terminal.declines = count;
    },
    loseAnswers: (count) => {
      terminal.lost = count;
    },
    payments: () => [...terminal.payments.values()],
    sent: () => terminal.sent,
    complaints: () => terminal.complaints,
    close: () => {
      for (const socket of sockets) socket.destroy();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

class Terminal {
  readonly payments = new Map<string, KeptPayment>();
  readonly sent: string[] = [];
  readonly complaints: string[] = [];
  isBankReached = true;
  isRefusedLater: (amountMinor: number) => boolean = () => false;
  declines = 0;
  lost = 0;
  #receipt = 0;

  hear(row: string): Fields {
    const request = this.#read(row);
    const { number } = request;
    return { number, ...this.#serve(request) };
  }

  #read(row: string): Fields {
    try {
      const request = JSON.parse(row) as Fields;
      const unknown = Object.keys(request).filter((name) => !FIELDS_KNOWN.has(name));
      if (unknown.length > 0) this.complaints.push(`fields ${unknown.join(", ")} are not known`);
      if (typeof request["number"] === "number") return request;
    } catch {
      // Said below.
    }
    this.complaints.push(`no request: ${row.slice(0, 80)}`);
    return { number: 0, ask: "" };
  }

  #serve(request: Fields): Fields {
    switch (request["ask"]) {
      case "state":
        return { outcome: "ready" };
      case "charge":
        return this.#pay(request, "payment");
      case "refund":
        return this.#pay(request, "refund");
      case "store":
        return this.#keep(request);
      case "forward":
        return this.#forward(request);
      case "recover":
        return this.#recover(request);
      case "reverse":
        return this.#reverse(request);
      case "abort":
        return { outcome: "ready" };
      case "end-of-day":
        return this.#endDay();
      default:
        return this.#wrong(`${String(request["ask"])} is not known`);
    }
  }

  #pay(request: Fields, kind: KeptPayment["kind"]): Fields {
    const id = String(request["paymentId"] ?? "");
    if (this.payments.has(id)) return this.#wrong(`${id} was paid before`);
    if (!this.isBankReached) return NO_BANK;
    if (this.declines > 0) {
      this.declines -= 1;
      return { outcome: "declined", reasonCode: "declined-by-bank" };
    }
    return this.#record(request, kind, "approved");
  }

  #keep(request: Fields): Fields {
    const known = this.payments.get(String(request["paymentId"]));
    if (known === undefined) return this.#record(request, "payment", "stored");
    return known.state === "stored" ? told(known) : this.#wrong("kept after it was paid");
  }

  #record(request: Fields, kind: KeptPayment["kind"], state: KeptPayment["state"]): Fields {
    const { paymentId, amountMinor, currency } = request;
    const isSound = typeof amountMinor === "number" && amountMinor > 0;
    if (typeof paymentId !== "string" || paymentId === "" || !isSound) {
      return this.#wrong("a payment has an id and an amount above zero");
    }
    if (typeof currency !== "string" || !/^[A-Z]{3}$/.test(currency)) {
      return this.#wrong(`no currency: ${String(currency)}`);
    }
    this.#receipt += 1;
    const receipt = String(this.#receipt).padStart(4, "0");
    const made: KeptPayment = { paymentId, receipt, amountMinor, currency, kind, state };
    this.payments.set(paymentId, made);
    return told(made);
  }

  #forward(request: Fields): Fields {
    const id = String(request["paymentId"]);
    const kept = this.payments.get(id);
    if (kept === undefined || kept.receipt !== request["terminalReceipt"]) {
      return { outcome: "declined", reasonCode: "not-kept" };
    }
    if (kept.state === "stored") {
      if (!this.isBankReached) return { outcome: "waiting", reasonCode: "bank-not-reached" };
      this.sent.push(id);
      const state = this.isRefusedLater(kept.amountMinor) ? "refused" : "approved";
      this.payments.set(id, { ...kept, state });
    }
    return this.payments.get(id)?.state === "approved"
      ? { outcome: "approved", paymentId: id }
      : { outcome: "declined", paymentId: id, reasonCode: "declined-by-bank" };
  }

  #recover(request: Fields): Fields {
    const known = this.payments.get(String(request["paymentId"]));
    if (known === undefined) return { outcome: "declined", reasonCode: "never-happened" };
    return told(known);
  }

  /** A kept card is simply let go; a paid one needs the bank. */
  #reverse(request: Fields): Fields {
    const known = [...this.payments.values()].find(
      ({ receipt }) => receipt === request["terminalReceipt"],
    );
    if (known === undefined) return { outcome: "declined", reasonCode: "reversal-not-possible" };
    if (known.state === "approved" && !this.isBankReached) return NO_BANK;
    if (known.state !== "approved" && known.state !== "stored") {
      return { outcome: "declined", reasonCode: "already-reversed" };
    }
    this.payments.set(known.paymentId, { ...known, state: "reversed" });
    return { ...told({ ...known, state: "approved" }), paymentId: request["paymentId"] };
  }

  #endDay(): Fields {
    const paid = [...this.payments.values()].filter(({ state }) => state === "approved");
    const amountMinor = paid.reduce((sum, each) => sum + each.amountMinor, 0);
    const totals = paid.length === 0 ? [] : [{ brand: "Visa", count: paid.length, amountMinor }];
    return { outcome: "closed", totals };
  }

  #wrong(why: string): Fields {
    this.complaints.push(why);
    return { outcome: "declined", reasonCode: "protocol-error" };
  }
}

function told(made: KeptPayment): Fields {
  const { paymentId, amountMinor, receipt, state } = made;
  if (state !== "approved" && state !== "stored") {
    return { outcome: "declined", reasonCode: state };
  }
  const card = state === "stored" ? CARD_KEPT : CARD;
  return { outcome: state, paymentId, amountMinor, card, terminalReceipt: receipt, paper: [] };
}
