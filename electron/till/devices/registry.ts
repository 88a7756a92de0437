/**
 * The devices of this register as they are set up on the desk: opened by their address, asked how
 * they are, changed while the till runs. What each speaks is in its own file.
 */
import type { z } from "zod";
import { done, type Result, refuse } from "#shared/base/result.ts";
import type { LabelSize } from "#shared/records/label.ts";
import type { deviceSetting } from "#shared/till-api/acts/devices.ts";
import type { Desk } from "../journal/desk.ts";
import { type Address, readAddress } from "./address.ts";
import { openEscPosPrinter } from "./escpos-printer.ts";
import { keepingAt, speaksKeeping } from "./keeping/terminal.ts";
import { type LabelPrinter, openLabelPrinter } from "./label-printer.ts";
import { openSpooler } from "./os-spooler.ts";
import type { Printer } from "./printer.ts";
import { openScale, type Scale } from "./scale.ts";
import { openScanner, type Scanner } from "./scanner.ts";
import type { SigningDevice } from "./signing/device.ts";
import { openSigningDriver } from "./signing/driver.ts";
import type { PaymentTerminal } from "./terminal.ts";
import { wireTo } from "./wire.ts";
import { ZVT_PORT, type ZvtKept, zvtAt } from "./zvt/terminal.ts";

export type DeviceSetting = Readonly<z.infer<typeof deviceSetting>>;
export type DeviceState = DeviceSetting["state"];

export interface Devices {
  /** Every device with how it was when last asked. */
  readonly list: () => readonly DeviceSetting[];
  /** Keeps a device and opens it. Refuses `device-address` and `device-kind`. */
  readonly save: (device: DeviceSetting) => Result<Record<string, never>>;
  /** Closes a device and forgets it. Refuses `device-unknown`. */
  readonly remove: (deviceId: string) => Result<Record<string, never>>;
  /** The printer of an id, or the one that receipts go to. */
  readonly printer: (deviceId?: string) => Printer | undefined;
  readonly labelPrinter: (deviceId: string) => LabelPrinter | undefined;
  readonly terminal: () => PaymentTerminal | undefined;
  readonly scale: () => Scale | undefined;
  readonly signing: () => SigningDevice | undefined;
  /** Asks the device itself. Refuses `device-unknown`. */
  readonly check: (deviceId: string) => Promise<Result<{ readonly state: DeviceState }>>;
  /** Who hears the codes that serial scanners read. */
  readonly onCode: (listener: (code: string) => void) => void;
  readonly close: () => void;
}

export interface DevicesOptions {
  readonly desk: Desk;
  /** What prints where no printer is set up, or one with the address `virtual`. */
  readonly virtualPrinter: Printer | undefined;
  /** ISO 4217 of the store. */
  readonly currency: () => string;
  /** A printer came, went or became another. */
  readonly changed: () => void;
}

const KIND = "device";
const TERMINAL_KIND = "terminal-memory";
const PORTS: Readonly<Partial<Record<DeviceSetting["kind"], number>>> = {
  printer: 9_100,
  "label-printer": 9_100,
  terminal: ZVT_PORT,
  scanner: 4_001,
  scale: 4_001,
  signing: 8_009,
};
/** ESC p: the drawer's pulse, for a queue that only takes what is printed in its turn. */
const KICK = Uint8Array.of(0x1b, 0x70, 0, 25, 250);
const COLUMNS_USUAL = 42;
const ROLL_USUAL: LabelSize = { widthMm: 50, heightMm: 30 };

interface Opened {
  readonly printer?: Printer;
  readonly labelPrinter?: LabelPrinter;
  readonly terminal?: PaymentTerminal;
  readonly scale?: Scale;
  readonly scanner?: Scanner;
  readonly signing?: SigningDevice;
}

/** The register's devices, opened. */
export function openDevices(options: DevicesOptions): Devices {
  const { desk } = options;
  const settings = new Map<string, DeviceSetting>();
  const opened = new Map<string, Opened>();
  const context: Context = { ...options, hear: (code) => heard(code) };
  let heard: (code: string) => void = () => undefined;
  for (const { value } of desk.list<DeviceSetting>(KIND)) start(value);

  function start(device: DeviceSetting): void {
    const address = readAddress(device.address, PORTS[device.kind] ?? 0);
    settings.set(device.id, device);
    if (address !== undefined) opened.set(device.id, openOne(device, address, context));
  }

  function stop(deviceId: string): void {
    const device = opened.get(deviceId);
    device?.scanner?.close();
    void device?.terminal?.close();
    device?.signing?.close();
    opened.delete(deviceId);
    settings.delete(deviceId);
  }

  function firstOf<Part extends keyof Opened>(part: Part): Opened[Part] | undefined {
    for (const device of opened.values()) {
      if (device[part] !== undefined) return device[part];
    }
    return undefined;
  }

  function printer(deviceId?: string): Printer | undefined {
    const { virtualPrinter } = options;
    if (deviceId === undefined) return firstOf("printer") ?? virtualPrinter;
    const own = opened.get(deviceId)?.printer;
    return own ?? (virtualPrinter?.id === deviceId ? virtualPrinter : undefined);
  }

  function list(): readonly DeviceSetting[] {
    const all = [...settings.values()].map((device) => {
      const state = stateNow(opened.get(device.id)) ?? device.state;
      return { ...device, state };
    });
    const { virtualPrinter } = options;
    if (virtualPrinter === undefined || firstOf("printer") !== undefined) return all;
    return [virtualSetting(virtualPrinter), ...all];
  }

  return {
    list,
    save: (device) => {
      const address = readAddress(device.address, PORTS[device.kind] ?? 0);
      const isQueue = device.kind === "printer" || device.kind === "label-printer";
      if (address === undefined || (address.kind === "os" && !isQueue)) {
        return refuse("device-address", { address: device.address });
      }
      const kept: DeviceSetting = { ...device, state: "unknown" };
      desk.put(KIND, device.id, kept);
      stop(device.id);
      start(kept);
      options.changed();
      return done({});
    },
    remove: (deviceId) => {
      if (!desk.delete(KIND, deviceId)) return refuse("device-unknown");
      stop(deviceId);
      options.changed();
      return done({});
    },
    printer,
    labelPrinter: (deviceId) => opened.get(deviceId)?.labelPrinter,
    terminal: () => firstOf("terminal"),
    scale: () => firstOf("scale"),
    signing: () => firstOf("signing"),
    check: async (deviceId) => {
      const own = opened.get(deviceId) ?? { printer: printer(deviceId) };
      if (!settings.has(deviceId) && own.printer === undefined) return refuse("device-unknown");
      return done({ state: await askState(own as Opened) });
    },
    onCode: (listener) => {
      heard = listener;
    },
    close: () => {
      for (const id of [...opened.keys()]) stop(id);
    },
  };
}

interface Context extends DevicesOptions {
  readonly hear: (code: string) => void;
}

function openOne(device: DeviceSetting, address: Address, options: Context): Opened {
  if (address.kind === "os") return openQueue(device, address.queue);
  const open = wireTo(address);
  const { id, name } = device;
  const isPrinter = device.kind === "printer";
  if (open === undefined) {
    const { virtualPrinter } = options;
    if (!isPrinter || virtualPrinter === undefined) return {};
    const columns = device.columns ?? virtualPrinter.columns;
    return { printer: { ...virtualPrinter, id, name, columns } };
  }
  const answers = "query" in address && address.query.get("status") !== "no";
  if (device.kind === "label-printer") {
    const size = device.label ?? ROLL_USUAL;
    return { labelPrinter: openLabelPrinter({ id, name, size, open, answers }) };
  }
  if (isPrinter) {
    const { columns = COLUMNS_USUAL, codePage } = device;
    return { printer: openEscPosPrinter({ id, name, columns, codePage, open, answers }) };
  }
  if (device.kind === "scanner") {
    return { scanner: openScanner({ id, open, onCode: options.hear }) };
  }
  if (device.kind === "scale") return { scale: openScale({ id, open }) };
  if (device.kind === "signing") return { signing: openSigningDriver({ id, name, open }) };
  if (device.kind !== "terminal") return {};
  const terminal = openTerminal(device, address, options);
  return terminal === undefined ? {} : { terminal };
}

/** ZVT unless its address says that it speaks the messages of a terminal that keeps cards. */
function openTerminal({ id, name }: DeviceSetting, address: Address, options: Context) {
  if (speaksKeeping(address)) return keepingAt(address, { id, name });
  return zvtAt(address, {
    id,
    name,
    currency: options.currency(),
    memory: {
      get: () => options.desk.get<ZvtKept>(TERMINAL_KIND, id),
      put: (kept) => options.desk.put(TERMINAL_KIND, id, kept),
    },
    ...passwordOf(address),
  });
}

/** A printer of this computer: receipts and labels go through its queue. */
function openQueue(device: DeviceSetting, queue: string): Opened {
  const { id, name, columns = COLUMNS_USUAL, codePage } = device;
  const spooler = openSpooler(queue);
  if (device.kind === "label-printer") {
    return { labelPrinter: { id, name, size: device.label ?? ROLL_USUAL, ...spooler } };
  }
  if (device.kind !== "printer") return {};
  const kick = async (): Promise<boolean> => (await spooler.print(KICK)) === "printed";
  return { printer: { id, name, columns, codePage, ...spooler, kick } };
}

function passwordOf(address: Address): { readonly password?: string } {
  const password = "query" in address ? address.query.get("password") : undefined;
  return password === undefined || !/^\d{6}$/.test(password) ? {} : { password };
}

function stateNow(device: Opened | undefined): DeviceState | undefined {
  return (device?.printer ?? device?.labelPrinter ?? device?.scanner)?.state();
}

async function askState(device: Opened): Promise<DeviceState> {
  const printer = device.printer ?? device.labelPrinter;
  if (printer !== undefined) return printer.check();
  if (device.scanner !== undefined) return device.scanner.state();
  if (device.terminal !== undefined) {
    return (await device.terminal.state()) === "off" ? "off" : "ready";
  }
  if (device.signing !== undefined) {
    return (await device.signing.describe()).ok ? "ready" : "off";
  }
  if (device.scale === undefined) return "unknown";
  return (await device.scale.weigh()).how === "off" ? "off" : "ready";
}

function virtualSetting(printer: Printer): DeviceSetting {
  return {
    id: printer.id,
    kind: "printer",
    name: printer.name,
    address: "virtual",
    columns: printer.columns,
    state: printer.state(),
  };
}
