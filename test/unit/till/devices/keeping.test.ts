import { type AddressInfo, createServer, type Server } from "node:net";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { readAddress } from "#till/devices/address.ts";
import { KEEPING_PORT, keepingAt, speaksKeeping } from "#till/devices/keeping/terminal.ts";
import type { PaymentTerminal } from "#till/devices/terminal.ts";
import {
  type KeepingSimulator,
  startKeepingSimulator,
} from "#till/devices/virtual/keeping-simulator.ts";

let simulator: KeepingSimulator;
let terminal: PaymentTerminal;

beforeEach(async () => {
  simulator = await startKeepingSimulator();
  terminal = terminalAt(simulator.address);
});
afterEach(async () => {
  await terminal.close();
  await simulator.close();
});

function terminalAt(text: string): PaymentTerminal {
  const address = readAddress(text, KEEPING_PORT);
  const limits = { answerMs: 300, bankMs: 300, customerMs: 300 };
  const made = address && keepingAt(address, { id: "t1", name: "Terminal", limits });
  if (made === undefined) throw new Error(`${text} is an address`);
  return made;
}

const asked = (paymentId: string, amountMinor = 1_999) => ({
  paymentId,
  amountMinor,
  currency: "EUR",
});
const keeps = () => {
  const { storeForward } = terminal;
  if (storeForward === undefined) throw new Error("this terminal keeps cards");
  return storeForward;
};

describe("row 5: a payment terminal that keeps cards for later", () => {
  it("is told by its address; others speak ZVT and do not offer it", () => {
    const speaks = (text: string) => {
      const address = readAddress(text, KEEPING_PORT);
      return address !== undefined && speaksKeeping(address);
    };
    expect(speaks("tcp://10.0.0.9?speaks=keeping")).toBe(true);
    expect(speaks("tcp://10.0.0.9:20007")).toBe(false);
    expect(speaks("virtual")).toBe(false);
  });

  it("charges while its bank is reached, and says that it is not", async () => {
    expect(await terminal.state()).toBe("ready");
    expect(await terminal.charge(asked("p1"))).toMatchObject({
      outcome: "approved",
      amountMinor: 1_999,
      terminalReceipt: "0001",
    });
    simulator.setBank(false);
    expect(await terminal.charge(asked("p2"))).toEqual({
      outcome: "declined",
      reasonCode: "bank-not-reached",
    });
    expect(await terminal.recover(asked("p2"))).toMatchObject({ outcome: "declined" });
    expect(simulator.complaints()).toEqual([]);
  });

  it("keeps a card once, however often it is asked, and remembers it", async () => {
    simulator.setBank(false);
    const kept = await keeps().store(asked("p1"));
    expect(kept).toMatchObject({
      outcome: "stored",
      amountMinor: 1_999,
      card: { lastFour: "1881" },
    });
    expect(await keeps().store(asked("p1"))).toEqual(kept);
    expect(await terminal.recover(asked("p1"))).toEqual(kept);
    expect(simulator.payments()).toHaveLength(1);
  });

  it("sends once; asked again, also when the answer was lost, it answers what the bank said", async () => {
    simulator.setBank(false);
    await keeps().store(asked("p1", 100));
    await keeps().store(asked("p2", 200));
    const first = { ...asked("p1", 100), terminalReceipt: "0001" };
    const second = { ...asked("p2", 200), terminalReceipt: "0002" };
    expect(await keeps().forward(first)).toEqual({
      outcome: "waiting",
      reasonCode: "bank-not-reached",
    });
    simulator.setBank(true);
    simulator.refuseLater((amountMinor) => amountMinor === 200);
    simulator.loseAnswers(1);
    expect(await keeps().forward(first)).toEqual({ outcome: "waiting", reasonCode: "silence" });
    expect(await keeps().forward(first)).toEqual({ outcome: "approved" });
    const refused = { outcome: "declined", reasonCode: "declined-by-bank" };
    expect(await keeps().forward(second)).toEqual(refused);
    expect(await keeps().forward(second)).toEqual(refused);
    expect(simulator.sent()).toEqual(["p1", "p2"]);
    expect(await terminal.endOfDay()).toEqual({
      outcome: "closed",
      totals: [{ brand: "Visa", count: 1, amountMinor: 100 }],
    });
  });

  it("a payment it does not have is never taken for refused: it waits for a person", async () => {
    expect(await keeps().forward({ ...asked("p9"), terminalReceipt: "0001" })).toEqual({
      outcome: "waiting",
      reasonCode: "not-kept",
    });
  });

  it("nothing at the other end: nothing charged, nothing known, nothing sent", async () => {
    await simulator.close();
    expect(await terminal.state()).toBe("off");
    expect(await terminal.charge(asked("p1"))).toEqual({ outcome: "declined", reasonCode: "off" });
    expect(await terminal.recover(asked("p1"))).toEqual({ outcome: "unknown", reasonCode: "off" });
    expect(await terminal.endOfDay()).toEqual({ outcome: "failed", reasonCode: "off" });
  });
});

describe("row 5: answers that no terminal should give", () => {
  let server: Server;
  let answers: string[] = [];
  afterEach(async () => {
    await terminal.close();
    await new Promise<void>((resolve) => server.close(() => resolve()));
  });

  async function says(...rows: readonly string[]): Promise<void> {
    answers = [...rows];
    server = createServer((socket) => {
      socket.on("error", () => socket.destroy());
      socket.on("data", () => socket.write(answers.shift() ?? ""));
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const { port } = server.address() as AddressInfo;
    terminal = terminalAt(`tcp://127.0.0.1:${port}?speaks=keeping`);
  }
  const card = { brand: "Visa", lastFour: "1881", authorisation: "A1" };
  const approved = {
    ...{ number: 1, outcome: "approved", paymentId: "p1", amountMinor: 1_999 },
    ...{ card, terminalReceipt: "7" },
  };
  const row = (fields: object) => `${JSON.stringify({ ...approved, ...fields })}\n`;

  it("passes on nothing of a card but brand, last four and authorisation", async () => {
    const pan = "4242424242424242";
    await says(row({ pan, card: { ...card, pan } }));
    const outcome = await terminal.charge(asked("p1"));
    expect(outcome).toMatchObject({ outcome: "approved", card });
    expect(JSON.stringify(outcome)).not.toContain(pan);
  });

  it.each([
    ["of another payment", row({ paymentId: "p0" })],
    ["of another request", row({ number: 7 })],
    ["for more than was asked", row({ amountMinor: 2_000 })],
    ["without its card", row({ card: undefined })],
    ["with a whole card number as its last four", row({ card: { ...card, lastFour: "42424242" } })],
    ["that is no message", "hello\n"],
    ["without an end", "x".repeat(20_000)],
  ])("an answer %s leaves the payment unknown", async (_, said) => {
    await says(said);
    expect(await terminal.charge(asked("p1"))).toMatchObject({ outcome: "unknown" });
  });
});
