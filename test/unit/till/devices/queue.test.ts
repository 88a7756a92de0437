import { DatabaseSync } from "node:sqlite";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { ReceiptDocument } from "#shared/records/receipt.ts";
import { openPrintQueue, type PrintQueue } from "#till/devices/print-queue.ts";
import { type DeviceSetting, type Devices, openDevices } from "#till/devices/registry.ts";
import type { PaperItem } from "#till/devices/virtual/escpos-paper.ts";
import {
  startVirtualPrinter,
  type VirtualPrinterServer,
} from "#till/devices/virtual/printer-server.ts";
import {
  startVirtualScale,
  startVirtualScanner,
  type VirtualScanner,
} from "#till/devices/virtual/serial-line.ts";
import { startZvtSimulator } from "#till/devices/virtual/zvt-simulator.ts";
import { type Desk, openDesk } from "#till/journal/desk.ts";

let desk: Desk;
let devices: Devices;
let queue: PrintQueue;
let isClosed: boolean;
const closers: (() => Promise<void>)[] = [];

beforeEach(() => {
  const database = new DatabaseSync(":memory:");
  database.exec(
    "CREATE TABLE desk (kind TEXT, key TEXT, value TEXT, PRIMARY KEY (kind, key)) STRICT",
  );
  desk = openDesk(database);
  isClosed = false;
  open();
});
afterEach(async () => {
  isClosed = true;
  devices.close();
  for (const close of closers.splice(0)) await close();
});

/** The till's devices and queue; called again it is the till after a restart. */
function open(): void {
  devices = openDevices({
    desk,
    virtualPrinter: undefined,
    currency: () => "EUR",
    changed: () => queue.usePrinter(devices.printer()),
  });
  queue = openPrintQueue({
    desk,
    printer: devices.printer(),
    copyText: () => "COPY",
    changed: () => undefined,
    closed: () => isClosed,
  });
}

async function aPrinter(): Promise<VirtualPrinterServer> {
  const printer = await startVirtualPrinter({ columns: 42 });
  closers.push(printer.close);
  return printer;
}

async function aScanner(): Promise<VirtualScanner> {
  const scanner = await startVirtualScanner();
  closers.push(scanner.close);
  return scanner;
}

function device(fields: Partial<DeviceSetting> & { address: string }): DeviceSetting {
  return { id: "d1", kind: "printer", name: "Device", columns: 42, state: "unknown", ...fields };
}

function receipt(content: string): ReceiptDocument {
  return {
    kind: "sale",
    number: content,
    language: "en",
    direction: "ltr",
    blocks: [{ kind: "text", text: content, align: "start", bold: false, size: "normal" }],
    opensDrawer: true,
  };
}

const put = (name: string, at: number) =>
  queue.put(desk, { id: name, at, title: name, document: receipt(name) });

function linesOn(items: readonly PaperItem[]): string[] {
  return items.flatMap((item) =>
    item.kind === "line" && item.cells.length > 0
      ? [
          item.cells
            .map(({ char }) => char)
            .join("")
            .trim(),
        ]
      : [],
  );
}

async function until(holds: () => boolean): Promise<void> {
  await expect.poll(holds, { interval: 5, timeout: 5_000 }).toBe(true);
}

describe("row 86: a printer never stands between a customer and a sale", () => {
  it("without paper the drawer opens and the receipt waits; then each prints once, in order", async () => {
    const printer = await aPrinter();
    expect(devices.save(device({ address: printer.address })).ok).toBe(true);
    printer.setPaper(0);
    put("first", 1);
    put("second", 2);
    expect(await queue.run()).toEqual({ printed: 0, waiting: 2 });
    expect(await queue.run()).toEqual({ printed: 0, waiting: 2 });
    expect(printer.kicks()).toBe(1);
    printer.setPaper(1_000);
    expect(await queue.run()).toEqual({ printed: 2, waiting: 0 });
    expect(linesOn(printer.items())).toEqual(["first", "second"]);
    expect(printer.kicks()).toBe(2);
    expect(await queue.run()).toEqual({ printed: 0, waiting: 0 });
    expect(printer.refused()).toEqual([]);
  });

  it("a receipt of a printer that is gone comes out of another, also after a restart", async () => {
    const other = await aPrinter();
    devices.save(device({ address: "tcp://127.0.0.1:1" }));
    put("kept", 1);
    expect(await queue.run()).toEqual({ printed: 0, waiting: 1 });
    devices.close();
    open();
    expect(devices.list()).toMatchObject([{ id: "d1", address: "tcp://127.0.0.1:1" }]);
    devices.save(device({ id: "d2", address: other.address }));
    expect(await queue.run(devices.printer("d2"))).toEqual({ printed: 1, waiting: 0 });
    expect(linesOn(other.items())).toEqual(["kept"]);
  });

  it("a print that broke off half-way is a copy the next time and opens no drawer", async () => {
    const printer = await aPrinter();
    devices.save(device({ address: printer.address }));
    put("half", 1);
    printer.setPaper(2);
    await queue.run();
    printer.setPaper(1_000);
    printer.tearOff();
    const kicks = printer.kicks();
    expect(await queue.run()).toEqual({ printed: 1, waiting: 0 });
    expect(linesOn(printer.items())).toEqual(["COPY", "half"]);
    expect(printer.kicks()).toBe(kicks);
  });

  it("refuses an address that names nothing, and a device that is not there", async () => {
    expect(devices.save(device({ address: "printer on the desk" }))).toMatchObject({
      refusal: { code: "device-address" },
    });
    expect(devices.remove("d1")).toMatchObject({ refusal: { code: "device-unknown" } });
    expect(await devices.check("d1")).toMatchObject({ refusal: { code: "device-unknown" } });
    expect(devices.list()).toEqual([]);
  });
});

describe("row 87: scanners, scale and terminal on their lines", () => {
  it("two scanners at once, a minute of ten codes a second: none lost, none doubled", async () => {
    const scanners = [await aScanner(), await aScanner()];
    const heard: string[] = [];
    devices.onCode((code) => heard.push(code));
    scanners.forEach(({ address }, at) => {
      devices.save(device({ id: `s${at}`, kind: "scanner", address }));
    });
    await until(() => scanners.every((scanner) => scanner.listeners() === 1));
    const sent: string[] = [];
    for (let count = 0; count < 600; count += 1) {
      scanners.forEach((scanner, at) => {
        const code = `${at}-${String(count).padStart(11, "0")}`;
        sent.push(code);
        scanner.read(code);
      });
    }
    await until(() => heard.length >= sent.length);
    expect([...heard].sort()).toEqual([...sent].sort());
    for (const first of ["0-", "1-"]) {
      const own = heard.filter((code) => code.startsWith(first));
      expect(own).toEqual([...own].sort());
    }
  });

  it("a GS1 code keeps its separators; a pulled cable is found again", async () => {
    const scanner = await aScanner();
    const heard: string[] = [];
    devices.onCode((code) => heard.push(code));
    devices.save(device({ kind: "scanner", address: scanner.address }));
    await until(() => scanner.listeners() === 1);
    scanner.read("]C1010401234567890110AB\u001d21X1");
    await until(() => heard.length === 1);
    expect(heard).toEqual(["]C1010401234567890110AB\u001d21X1"]);
    scanner.unplug();
    await until(() => scanner.listeners() === 0);
    await until(() => scanner.listeners() === 1);
    scanner.read("4006381333931");
    await until(() => heard.length === 2);
    expect(heard[1]).toBe("4006381333931");
  });

  it("a scale says grams, or why it cannot", async () => {
    const scale = await startVirtualScale();
    closers.push(scale.close);
    devices.save(device({ kind: "scale", address: scale.address }));
    scale.put({ grams: 1_234 });
    expect(await devices.scale()?.weigh()).toEqual({ how: "weight", quantityMilli: 1_234 });
    const reasons = [
      [1, "moving"],
      [2, "too-heavy"],
      [4, "below-zero"],
    ] as const;
    for (const [status, how] of reasons) {
      scale.put({ status });
      expect(await devices.scale()?.weigh()).toEqual({ how });
    }
    await scale.close();
    expect(await devices.scale()?.weigh()).toEqual({ how: "off" });
  });

  it("a terminal set up by its address charges, and keeps what it needs on the desk", async () => {
    const simulator = await startZvtSimulator();
    closers.push(simulator.close);
    devices.save(device({ kind: "terminal", address: simulator.address }));
    expect(await devices.check("d1")).toEqual({ ok: true, value: { state: "ready" } });
    const request = { paymentId: "p1", amountMinor: 450, currency: "EUR" };
    expect(await devices.terminal()?.charge(request)).toMatchObject({ outcome: "approved" });
    expect(desk.get("terminal-memory", "d1")).toEqual({ receiptNumber: "0001" });
  });
});
