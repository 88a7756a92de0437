/**
 * The floor of a till: tablets and phones that use it over the shop's network. Each has a counter of its own
 * (basket, person, receipt numbers) over this till's journal, so that what it does is this till's record, is
 * seen at every counter at once, and needs no internet.
 */
import { networkInterfaces } from "node:os";
import { done, type Result, refuse } from "#shared/base/result.ts";
import type { FloorState } from "#shared/till-api/acts/floor.ts";
import { recoverOpenPayment } from "../acts/terminal.ts";
import { append } from "../core.ts";
import { type Counter, openCounter } from "../counter.ts";
import type { RandomBytes } from "../host.ts";
import { type FloorCertificate, floorCertificate } from "./certificate.ts";
import { type FloorDevice, openFloorDevices } from "./devices.ts";
import { type FloorServer, startFloorServer } from "./server.ts";

export interface Floor {
  readonly state: () => FloorState;
  readonly setOpen: (open: boolean) => Promise<Result<FloorState>>;
  readonly pair: (
    name: string,
  ) => Result<{ readonly url: string; readonly fingerprint: string; readonly expiresAtMs: number }>;
  readonly revoke: (deviceId: string) => Result<FloorState>;
  readonly close: () => Promise<void>;
}

export interface FloorOptions {
  /** The till's own counter: who is signed in there may let devices in. */
  readonly counter: Counter;
  readonly pagesFolder: string;
  readonly random: RandomBytes;
  /** 0 takes any free port the first time and the same one ever after. */
  readonly port?: number;
}

const KIND = "floor";
const OPEN = "open";
const PERMISSION = "settings";

/** The floor of a till, listening again where it listened when the till ended. */
export async function openFloor(options: FloorOptions): Promise<Floor> {
  const { counter, random } = options;
  const { desk } = counter.core.journal;
  const devices = openFloorDevices({
    desk,
    random,
    now: counter.core.clock.now,
    nextId: () => counter.core.ids.next(),
  });
  const counters = new Map<string, Counter>();
  let server: FloorServer | undefined;
  let certificate: FloorCertificate | undefined;

  function counterOf(device: FloorDevice): Counter {
    const known = counters.get(device.id);
    if (known !== undefined) return known;
    const own = floorCounter(counter, device);
    counters.set(device.id, own);
    void recoverOpenPayment(own);
    return own;
  }

  function state(): FloorState {
    const connected = server?.connected() ?? new Set<string>();
    return {
      open: server !== undefined,
      addresses: server === undefined ? [] : [...shopAddresses()],
      ...(certificate === undefined ? {} : { fingerprint: certificate.fingerprint }),
      devices: devices.list().map((device) => ({
        id: device.id,
        name: device.name,
        series: seriesOf(counter, device),
        pairedAtMs: device.pairedAtMs,
        connected: connected.has(device.id),
      })),
    };
  }

  function note(device: FloorDevice, what: "paired" | "revoked"): void {
    const who = counter.actor();
    const series = seriesOf(counter, device);
    const body = { deviceId: device.id, name: device.name, series, state: what };
    const actor = who.ok ? who.value : { staffId: "nobody" };
    append(counter.core, actor, { kind: "floor.changed", body });
    counter.core.hub.emit(["session"]);
  }

  async function listen(): Promise<Result<undefined>> {
    const { now } = counter.core.clock;
    certificate = floorCertificate(desk, {
      addresses: shopAddresses(),
      nowMs: now(),
      random,
    });
    const port = desk.get<{ readonly port: number }>(KIND, OPEN)?.port ?? options.port ?? 0;
    const started = await startFloorServer({
      certificate,
      port,
      pagesFolder: options.pagesFolder,
      random,
      now,
      devices,
      counterOf,
      addresses: shopAddresses,
      onPaired: (device) => note(device, "paired"),
    });
    if (!started.ok) return started;
    server = started.value;
    desk.put(KIND, OPEN, { port: server.port });
    return done(undefined);
  }

  if (desk.get(KIND, OPEN) !== undefined) await listen();
  return {
    state,
    setOpen: async (open) => {
      const allowed = mayManage(counter);
      if (!allowed.ok) return allowed;
      if (open && server === undefined) {
        const listening = await listen();
        if (!listening.ok) return listening;
      } else if (!open) {
        await server?.close();
        server = undefined;
        desk.delete(KIND, OPEN);
      }
      return done(state());
    },
    pair: (name) => {
      const allowed = mayManage(counter);
      if (!allowed.ok) return allowed;
      if (server === undefined || certificate === undefined) return refuse("floor-closed");
      const { code, expiresAtMs } = devices.mint(name);
      const [address = "127.0.0.1"] = shopAddresses();
      const url = `https://${address}:${server.port}/#token=${code}`;
      return done({ url, fingerprint: certificate.fingerprint, expiresAtMs });
    },
    revoke: (deviceId) => {
      const allowed = mayManage(counter);
      if (!allowed.ok) return allowed;
      const revoked = devices.revoke(deviceId);
      if (revoked === undefined) return refuse("floor-unknown");
      server?.drop(deviceId);
      counters.delete(deviceId);
      note(revoked, "revoked");
      return done(state());
    },
    close: async () => server?.close(),
  };
}

function mayManage(counter: Counter): Result<undefined, "not-allowed" | "not-signed-in"> {
  const who = counter.actor();
  if (!who.ok) return who;
  const allowed = who.value.session.role?.permissions.includes(PERMISSION) === true;
  return allowed ? done(undefined) : refuse("not-allowed");
}

/** A counter for a device: its own basket, person and numbers; the till's journal, printer and terminal. */
function floorCounter(host: Counter, device: FloorDevice): Counter {
  // A device on the floor never trains, whatever the till itself does.
  const core = host.core.real ?? host.core;
  const identity = { ...core.identity, series: seriesOf(host, device) };
  return openCounter({
    core: { ...core, identity },
    printer: host.queue.printer(),
    beside: {
      ...{ key: device.id, name: device.name, devices: host.devices, queue: host.queue },
      ...{ signing: host.signing, fiscal: host.fiscal },
    },
  });
}

/** The device's own number: receipts of the second tablet of till LEI-1 are LEI-1F2-000001 and so on. */
function seriesOf({ core }: Counter, { number }: FloorDevice): string {
  const series = core.real?.identity.series ?? core.identity.series;
  return `${series}F${number}`;
}

/** This machine's addresses on networks of its own, never the loopback. */
function shopAddresses(): readonly string[] {
  return Object.values(networkInterfaces())
    .flatMap((each) => each ?? [])
    .filter(({ family, internal }) => family === "IPv4" && !internal)
    .map(({ address }) => address);
}
