/**
 * A payment terminal that is a program: a TCP server that speaks ZVT from the terminal's side, with a
 * memory of its payments and a bank that does what a test says. Written from the protocol, not from
 * the till's driver; it refuses what a terminal would refuse and notes why.
 */
import { type AddressInfo, createServer, type Socket } from "node:net";

/** What the next customer and bank do. */
export type ZvtTurn =
  | { readonly does: "approve" }
  | { readonly does: "approve-part"; readonly amountMinor: number }
  | { readonly does: "decline"; readonly code: number }
  /** The customer stands there; only an abort ends it. */
  | { readonly does: "wait" }
  /** Charged, and the line dies before the till is told. */
  | { readonly does: "charge-and-die" }
  /** The line dies before the card is charged. */
  | { readonly does: "die" }
  /** Charged, and then not a word more. */
  | { readonly does: "charge-and-hush" };

export interface SimulatedPayment {
  readonly receipt: number;
  readonly amountMinor: number;
  readonly kind: "payment" | "refund" | "reversal";
  readonly reversed: boolean;
}

export interface ZvtSimulator {
  readonly port: number;
  readonly address: string;
  /** What the customers to come do, first to last; approved when nothing is said. */
  readonly next: (...turns: readonly ZvtTurn[]) => void;
  /** Every payment that has really been made since the last end of day. */
  readonly payments: () => readonly SimulatedPayment[];
  /** Whatever the till sent that no terminal would take. */
  readonly complaints: () => readonly string[];
  readonly close: () => Promise<void>;
}

interface State {
  turns: ZvtTurn[];
  payments: SimulatedPayment[];
  complaints: string[];
  receipt: number;
  last: SimulatedPayment | undefined;
  /** ISO 4217 number of what it is set to, four figures. */
  readonly currency: string;
}

const PASSWORD = "000000";
const EURO = "0978";
const INSERT_CARD = "04ff020a01";
const CARD = { pan: "4242eeeeeeee1881", type: 10, name: "VISA" };

/** Starts a terminal. `firstReceipt` is the number it gives next. */
export async function startZvtSimulator(
  options: {
    readonly port?: number;
    readonly firstReceipt?: number;
    readonly currency?: string;
  } = {},
): Promise<ZvtSimulator> {
  const state: State = {
    turns: [],
    payments: [],
    complaints: [],
    receipt: options.firstReceipt ?? 1,
    last: undefined,
    currency: options.currency ?? EURO,
  };
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on("error", () => socket.destroy());
    socket.on("close", () => sockets.delete(socket));
    const conversation = new Conversation(socket, state);
    socket.on("data", (bytes) => conversation.hear(bytes));
  });
  const port = await new Promise<number>((resolve, reject) => {
    server.once("error", reject);
    server.listen(options.port ?? 0, "127.0.0.1", () => {
      resolve((server.address() as AddressInfo).port);
    });
  });
  return {
    port,
    address: `tcp://127.0.0.1:${port}`,
    next: (...turns) => state.turns.push(...turns),
    payments: () => state.payments,
    complaints: () => state.complaints,
    close: () => {
      for (const socket of sockets) socket.destroy();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

/** One connection: what is to be said next waits for the till's acknowledgement of what was said. */
class Conversation {
  readonly #socket: Socket;
  readonly #state: State;
  #hex = "";
  #isRegistered = false;
  #isPaying = false;
  #waiting: string[] = [];

  constructor(socket: Socket, state: State) {
    this.#socket = socket;
    this.#state = state;
  }

  hear(bytes: Buffer): void {
    this.#hex += bytes.toString("hex");
    for (;;) {
      const [, command, length] = /^([0-9a-f]{4})([0-9a-f]{2})/.exec(this.#hex) ?? [];
      if (command === undefined || length === undefined) return;
      const size = 6 + Number.parseInt(length, 16) * 2;
      if (this.#hex.length < size) return;
      const body = this.#hex.slice(6, size);
      this.#hex = this.#hex.slice(size);
      this.#onPacket(command, body);
    }
  }

  #onPacket(command: string, body: string): void {
    if (command === "8000") this.#sayNext();
    else if (command === "06b0") this.#abort();
    else if (this.#isPaying) this.#turnDown("9c", "busy");
    else if (command === "0600") this.#register(body);
    else if (!this.#isRegistered) this.#turnDown("9a", `${command} before the registration`);
    else if (command === "0601") this.#pay(body, "payment");
    else if (command === "0630") this.#reverse(body);
    else if (command === "0620") this.#repeat(body);
    else if (command === "0650") this.#endDay(body);
    else if (command === "0631" && body.startsWith(PASSWORD)) this.#pay(body.slice(6), "refund");
    else if (command === "0501" && body === PASSWORD) this.#acknowledge("060f0100");
    else this.#turnDown("83", `${command} ${body} is not known`);
  }

  #register(body: string): void {
    if (!/^\d{6}[0-9a-f]{2}\d{4}/.test(body) || !body.startsWith(PASSWORD)) {
      this.#turnDown("9a", "06 00 password, configuration and currency");
      return;
    }
    this.#isRegistered = true;
    this.#acknowledge(packet("060f", `1900290000000149${this.#state.currency}`));
  }

  #pay(body: string, kind: "payment" | "refund"): void {
    const [, amount, currency] = /^04(\d{12})(?:49(\d{4}))?$/.exec(body) ?? [];
    if (amount === undefined) {
      this.#turnDown("9a", `a payment of ${body}`);
      return;
    }
    if (currency !== undefined && currency !== this.#state.currency) {
      this.#acknowledge("061e016f");
      return;
    }
    const turn = this.#state.turns.shift() ?? { does: "approve" };
    if (turn.does === "wait") {
      this.#isPaying = true;
      this.#acknowledge(INSERT_CARD);
    } else if (turn.does === "decline") {
      const code = hexByte(turn.code);
      this.#acknowledge(INSERT_CARD, packet("040f", `27${code}`), `061e01${code}`);
    } else if (turn.does === "die") this.#die();
    else this.#charge(turn, kind, Number(amount));
  }

  #charge(turn: ZvtTurn, kind: "payment" | "refund", asked: number): void {
    const made = this.#record(kind, turn.does === "approve-part" ? turn.amountMinor : asked);
    if (turn.does === "charge-and-die") this.#die();
    else if (turn.does === "charge-and-hush") this.#acknowledge(INSERT_CARD);
    else {
      const told = packet("040f", status(made, this.#state.currency));
      this.#acknowledge(INSERT_CARD, told, line("KARTENZAHLUNG"), "060f00");
    }
  }

  #record(kind: SimulatedPayment["kind"], amountMinor: number): SimulatedPayment {
    const state = this.#state;
    const made = { receipt: state.receipt, amountMinor, kind, reversed: false };
    state.receipt = (state.receipt % 9_999) + 1;
    state.payments.push(made);
    state.last = made;
    return made;
  }

  #reverse(body: string): void {
    const { payments } = this.#state;
    const receipt = Number(/^00000087(\d{4})/.exec(body)?.[1] ?? "0");
    const at = payments.findIndex((each) => each.receipt === receipt);
    const found = payments[at];
    if (found === undefined || found.reversed) {
      this.#acknowledge(found === undefined ? "061e01b5" : "061e01b4");
      return;
    }
    payments[at] = { ...found, reversed: true };
    const made = this.#record("reversal", found.amountMinor);
    this.#acknowledge(packet("040f", status(made, this.#state.currency)), "060f00");
  }

  #repeat(body: string): void {
    const { last } = this.#state;
    if (!body.startsWith(PASSWORD)) this.#turnDown("9a", "06 20 password");
    else if (last === undefined) this.#acknowledge("060f00");
    else this.#acknowledge(packet("040f", status(last, this.#state.currency)), "060f00");
  }

  #endDay(body: string): void {
    if (body !== PASSWORD) {
      this.#turnDown("9a", "06 50 password");
      return;
    }
    const state = this.#state;
    const paid = state.payments.filter(({ kind, reversed }) => kind === "payment" && !reversed);
    const sum = paid.reduce((total, each) => total + each.amountMinor, 0);
    const none = "00000000000000";
    const visa = hexByte(paid.length) + figures(sum, 12);
    const [first, last] = [state.payments[0]?.receipt ?? 0, state.receipt - 1];
    const totals = `${figures(first, 4)}${figures(last, 4)}${none.repeat(4)}${visa}${none.repeat(2)}`;
    const length = totals.length / 2;
    const counted = [...String(length).padStart(3, "0")].map((figure) => `f${figure}`).join("");
    state.payments = [];
    this.#acknowledge(packet("040f", `270004${figures(sum, 12)}60${counted}${totals}`), "060f00");
  }

  #abort(): void {
    if (!this.#isPaying) {
      this.#turnDown("83", "nothing to abort");
      return;
    }
    this.#isPaying = false;
    this.#acknowledge("061e016c");
  }

  #die(): void {
    this.#say("800000");
    this.#socket.destroySoon();
  }

  #acknowledge(...then: readonly string[]): void {
    this.#waiting = [...then];
    this.#say("800000");
    this.#sayNext();
  }

  #sayNext(): void {
    const next = this.#waiting.shift();
    if (next !== undefined) this.#say(next);
  }

  #turnDown(code: string, why: string): void {
    if (code !== "9c") this.#state.complaints.push(why);
    this.#say(`84${code}00`);
  }

  #say(text: string): void {
    if (!this.#socket.destroyed) this.#socket.write(Buffer.from(text, "hex"));
  }
}

function status(made: SimulatedPayment, currency: string): string {
  const name = Buffer.from(`${CARD.name}\0`, "latin1").toString("hex");
  const authorisation = Buffer.from("738291\0\0", "latin1").toString("hex");
  return [
    "2700",
    `04${figures(made.amountMinor, 12)}`,
    `49${currency}`,
    `0b${figures(made.receipt, 6)}`,
    "0c143015",
    "0d1122",
    "2900000001",
    `22f0f8${CARD.pan}`,
    `3b${authorisation}`,
    `8a${hexByte(CARD.type)}`,
    `8bf0f${CARD.name.length + 1}${name}`,
    `87${figures(made.receipt, 4)}`,
  ].join("");
}

function packet(command: string, body: string): string {
  return `${command}${hexByte(body.length / 2)}${body}`;
}

function line(content: string): string {
  return packet("06d1", `00${Buffer.from(content, "latin1").toString("hex")}`);
}

function figures(value: number, length: number): string {
  return String(value).padStart(length, "0");
}

function hexByte(value: number): string {
  return value.toString(16).padStart(2, "0");
}
