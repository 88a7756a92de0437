import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { readAddress } from "#till/devices/address.ts";
import type { PaymentTerminal } from "#till/devices/terminal.ts";
import { startZvtSimulator, type ZvtSimulator } from "#till/devices/virtual/zvt-simulator.ts";
import { apduBytes, bcd, readApdu, readFields } from "#till/devices/zvt/apdu.ts";
import { ZVT_PORT, type ZvtKept, zvtAt } from "#till/devices/zvt/terminal.ts";

let simulator: ZvtSimulator;
let terminal: PaymentTerminal;
let kept: ZvtKept | undefined;

beforeEach(async () => {
  kept = undefined;
  simulator = await startZvtSimulator({ firstReceipt: 41 });
  terminal = till();
});
afterEach(async () => {
  await terminal.close();
  await simulator.close();
});

/** The till's side; called again it is the till after a restart, with the desk it had. */
function till(): PaymentTerminal {
  const address = readAddress(simulator.address, ZVT_PORT);
  const made =
    address &&
    zvtAt(address, {
      id: "t1",
      name: "Terminal",
      currency: "EUR",
      memory: {
        get: () => kept,
        put: (next) => {
          kept = next;
        },
      },
      limits: { acknowledgeMs: 300, silenceMs: 150 },
    });
  if (made === undefined) throw new Error("the simulator has an address");
  return made;
}

const asked = (paymentId: string, amountMinor: number) => ({
  paymentId,
  amountMinor,
  currency: "EUR",
});

describe("row 87: a payment terminal by ZVT", () => {
  it("approves, with card, authorisation and the terminal's own number", async () => {
    expect(await terminal.state()).toBe("ready");
    expect(await terminal.charge(asked("p1", 1_999))).toEqual({
      outcome: "approved",
      amountMinor: 1_999,
      card: { brand: "Visa", lastFour: "1881", authorisation: "738291" },
      terminalReceipt: "0041",
      paper: ["KARTENZAHLUNG"],
    });
    expect(simulator.payments()).toMatchObject([{ receipt: 41, amountMinor: 1_999 }]);
    expect(simulator.complaints()).toEqual([]);
  });

  it("approved in part, declined, and declined by the wrong currency", async () => {
    simulator.next({ does: "approve-part", amountMinor: 500 }, { does: "decline", code: 0x71 });
    expect(await terminal.charge(asked("p1", 2_000))).toMatchObject({
      outcome: "partial",
      amountMinor: 500,
    });
    expect(await terminal.charge(asked("p2", 2_000))).toEqual({
      outcome: "declined",
      reasonCode: "card-not-admitted",
    });
    const dollars = { ...asked("p3", 2_000), currency: "USD" };
    expect(await terminal.charge(dollars)).toMatchObject({ reasonCode: "wrong-currency" });
    expect(simulator.payments()).toHaveLength(1);
  });

  it("an abort ends a request that waits for a card; a second request meanwhile is busy", async () => {
    simulator.next({ does: "wait" });
    await terminal.state();
    const waiting = terminal.charge(asked("p1", 100));
    expect(await terminal.charge(asked("p2", 100))).toMatchObject({ reasonCode: "busy" });
    await terminal.abort();
    expect(await waiting).toEqual({ outcome: "declined", reasonCode: "aborted" });
    expect(simulator.payments()).toEqual([]);
  });

  it.each(["charge-and-die", "charge-and-hush"] as const)(
    "%s: unknown, then found by asking for the last transaction, also after a restart",
    async (does) => {
      await terminal.charge(asked("p0", 100));
      simulator.next({ does });
      const request = asked("p1", 700);
      expect(await terminal.charge(request)).toMatchObject({ outcome: "unknown" });
      await terminal.close();
      terminal = till();
      expect(await terminal.recover(request)).toMatchObject({
        outcome: "approved",
        amountMinor: 700,
        terminalReceipt: "0042",
      });
      expect(simulator.payments()).toHaveLength(2);
    },
  );

  it("a line that died before the card: recovered as never happened, not as the payment before", async () => {
    await terminal.charge(asked("p0", 700));
    simulator.next({ does: "die" });
    const request = asked("p1", 700);
    expect(await terminal.charge(request)).toMatchObject({ outcome: "unknown" });
    expect(await terminal.recover(request)).toEqual({
      outcome: "declined",
      reasonCode: "never-happened",
    });
    expect(simulator.payments()).toHaveLength(1);
  });

  it("never guesses: a terminal that is gone, another request, a payment made by hand", async () => {
    simulator.next({ does: "die" });
    const request = asked("p1", 700);
    expect(await terminal.charge(request)).toMatchObject({ outcome: "unknown" });
    expect(await terminal.recover(asked("p9", 700))).toMatchObject({ outcome: "unknown" });
    // Somebody takes 300 at the terminal itself.
    const before = kept;
    const other = till();
    await other.charge(asked("by-hand", 300));
    await other.close();
    kept = before;
    expect(await terminal.recover(request)).toEqual({
      outcome: "unknown",
      reasonCode: "another-payment",
    });
    await simulator.close();
    await terminal.close();
    expect(await terminal.recover(request)).toMatchObject({ outcome: "unknown" });
    expect(await terminal.state()).toBe("off");
    expect(await terminal.charge(asked("p2", 1))).toEqual({
      outcome: "declined",
      reasonCode: "off",
    });
  });

  it("reverses once, refunds, and ends the day with its totals by card", async () => {
    const first = await terminal.charge(asked("p1", 1_000));
    await terminal.charge(asked("p2", 2_500));
    if (first.outcome !== "approved") throw new Error(first.outcome);
    const reversal = { ...asked("p3", 1_000), terminalReceipt: first.terminalReceipt };
    expect(await terminal.reverse(reversal)).toMatchObject({ outcome: "approved" });
    expect(await terminal.reverse(reversal)).toEqual({
      outcome: "declined",
      reasonCode: "already-reversed",
    });
    expect(await terminal.refund(asked("p4", 300))).toMatchObject({ amountMinor: 300 });
    expect(await terminal.endOfDay()).toEqual({
      outcome: "closed",
      totals: [{ brand: "Visa", count: 1, amountMinor: 2_500 }],
    });
    expect(simulator.complaints()).toEqual([]);
  });
});

describe("ZVT's packets", () => {
  it("reads what it wrote, in pieces and with a long length", () => {
    const long = apduBytes(0x040f, new Uint8Array(300));
    expect([...long.slice(0, 5)]).toEqual([0x04, 0x0f, 0xff, 44, 1]);
    expect(readApdu(long)?.used).toBe(305);
    expect(readApdu(long.slice(0, 304))).toBeUndefined();
    expect(bcd(1_234, 3)).toEqual([0x00, 0x12, 0x34]);
  });
  it("reads a status, jumps over a container, and says when it cannot", () => {
    const status = Buffer.from("270004000000001999" + "0604" + "1f100102" + "870042", "hex");
    expect(readFields(status)).toEqual({
      resultCode: 0,
      amountMinor: 1_999,
      receiptNumber: "0042",
    });
    expect(readFields(Buffer.from("2700ee01", "hex"))).toBeUndefined();
  });
});
