/** Acts on the register's devices: set up, ask, test, and print what waits. */
import { done, type Result, refuse } from "#shared/base/result.ts";
import type { ReceiptDocument } from "#shared/records/receipt.ts";
import { businessDateAt, storeOf } from "../core.ts";
import type { Counter } from "../counter.ts";
import { documentBytes } from "../devices/escpos.ts";
import { devicesChanged } from "../devices/kept.ts";
import type { LabelPrinter } from "../devices/label-printer.ts";
import type { DeviceSetting, DeviceState } from "../devices/registry.ts";
import { labelBytes } from "../devices/zpl.ts";

/** A GTIN-13 that no product has: it begins with the figures kept for use inside a shop. */
const TEST_CODE = "2000000000008";

/** The devices of this register, with how each was when last asked. */
export function list({ devices }: Counter): DeviceSetting[] {
  return [...devices.list()];
}

/** Keeps a device of this register. Refuses `device-address`. */
export function save(counter: Counter, device: DeviceSetting): Result<Record<string, never>> {
  const saved = counter.devices.save(device);
  if (saved.ok) devicesChanged(counter);
  return saved;
}

/** Forgets a device. Refuses `device-unknown`. */
export function remove(counter: Counter, deviceId: string): Result<Record<string, never>> {
  const removed = counter.devices.remove(deviceId);
  if (removed.ok) devicesChanged(counter);
  return removed;
}

/**
 * Asks a device how it is; a printer prints a page that shows its width, its letters and its cutter.
 * Refuses `device-unknown`, `printer-not-ready` with its state, and `device-silent`.
 */
export async function test(
  counter: Counter,
  deviceId: string,
): Promise<Result<{ readonly state: DeviceState }>> {
  const checked = await counter.devices.check(deviceId);
  if (!checked.ok) return checked;
  const labels = counter.devices.labelPrinter(deviceId);
  if (labels !== undefined) return testLabel(counter, labels);
  const { state } = checked.value;
  const printer = counter.devices.printer(deviceId);
  const kind = counter.devices.list().find(({ id }) => id === deviceId)?.kind ?? "printer";
  if (printer === undefined || kind !== "printer") {
    return state === "off" ? refuse("device-silent") : checked;
  }
  if (state !== "ready") return refuse("printer-not-ready", { state });
  const { core } = counter;
  const title = storeOf(core)?.name ?? core.identity.name;
  const document = testPage(counter, { title, columns: printer.columns });
  // Not through the queue: receipts that wait for another printer must not come out of this one.
  const { columns, codePage } = printer;
  const outcome = await printer.print(documentBytes(document, { columns, codePage }));
  return outcome === "printed"
    ? done({ state: printer.state() })
    : refuse("printer-not-ready", { state: printer.state() });
}

/** One label with the till's name and this day, as large as the roll is said to be. */
async function testLabel(
  { core }: Counter,
  printer: LabelPrinter,
): Promise<Result<{ readonly state: DeviceState }>> {
  const { widthMm, heightMm } = printer.size;
  const label = {
    name: `${storeOf(core)?.name ?? ""} ${core.identity.name}`.trim(),
    price: `${widthMm} x ${heightMm} mm`,
    notes: [businessDateAt(core, core.clock.now()), "ÄÖÜ äöüß éèêç ñ¿¡ àìò € £"],
    code: TEST_CODE,
    copies: 1,
  };
  const outcome = await printer.print(labelBytes([label], printer.size));
  const state = printer.state();
  return outcome === "printed" ? done({ state }) : refuse("printer-not-ready", { state });
}

/** Prints what waits, on the register's printer or another. Refuses `device-unknown`. */
export async function printWaiting(
  counter: Counter,
  deviceId?: string,
): Promise<Result<{ readonly printed: number; readonly waiting: number }>> {
  if (deviceId === undefined) return done(await counter.queue.run());
  const printer = counter.devices.printer(deviceId);
  if (printer === undefined) return refuse("device-unknown");
  return done(await counter.queue.run(printer));
}

function testPage(
  { core }: Counter,
  page: { readonly title: string; readonly columns: number },
): ReceiptDocument {
  const day = businessDateAt(core, core.clock.now());
  const style = { align: "centre", bold: false, size: "normal" } as const;
  const line = (text: string) => ({ kind: "text", text, ...style }) as const;
  const ruler = "1234567890".repeat(5).slice(0, page.columns);
  return {
    kind: "test",
    number: day,
    language: storeOf(core)?.locale ?? "en-GB",
    direction: "ltr",
    blocks: [
      { kind: "text", text: page.title, align: "centre", bold: true, size: "large" },
      line(core.identity.name),
      line(day),
      { kind: "rule", heavy: false },
      line(ruler),
      line("ÄÖÜ äöüß éèêç ñ¿¡ àìò € £"),
      { kind: "qr", data: `keepshop:test:${core.identity.registerId}` },
      { kind: "cut" },
    ],
    opensDrawer: false,
  };
}

/**
 * Begins or ends training. Refuses `not-allowed` without the permission "training",
 * `basket-being-paid`, and the journal's codes.
 */
export function setTraining(counter: Counter, on: boolean): Result<Record<never, never>> {
  const who = counter.actor();
  if (!who.ok) return who;
  if (counter.training === undefined) return refuse("not-offered-yet");
  if (who.value.session.role?.permissions.includes("training") !== true) {
    return refuse("not-allowed");
  }
  if (counter.basket().phase === "tendering") return refuse("basket-being-paid");
  return counter.training.set(on);
}
