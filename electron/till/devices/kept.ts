/**
 * The register's devices and the server: what is set up here is kept with the register's settings, and a till
 * that was installed anew takes over what its predecessor of the same name had. The desk stays what counts.
 */

import { deviceSetting } from "#shared/till-api/acts/devices.ts";
import type { Counter } from "../counter.ts";
import type { DeviceSetting } from "./registry.ts";

const KIND = "devices-kept";
const STATE = "state";

/** `due`: changed here and not yet told. `told`: the server has it. */
type Kept = "due" | "told";

/** Notes that the devices changed here, and tells the server when it can be reached. */
export function devicesChanged({ core, devices }: Counter): void {
  const real = core.real ?? core;
  real.journal.desk.put(KIND, STATE, "due");
  void tell(real, devices);
}

/** Takes over the devices of the register's settings on a fresh disk; tells what the server has missed. */
export function keepDevices(counter: Counter): () => void {
  const { core, devices } = counter;
  const look = (): void => {
    if (core.closed()) return;
    const state = core.journal.desk.get<Kept>(KIND, STATE);
    if (state === "due") void tell(core, devices);
    if (state !== undefined) return;
    const kept = core.catalogue.setting("register", core.identity.registerId)?.devices;
    if (kept === undefined) return;
    for (const one of kept) {
      const read = deviceSetting.safeParse(one);
      if (read.success) devices.save(read.data);
    }
    core.journal.desk.put(KIND, STATE, "told");
  };
  const stopStatus = core.sync.onStatus(look);
  const stopRows = core.replica.onChange(({ tables }) => {
    if (tables.has("settings")) look();
  });
  look();
  return () => {
    stopStatus();
    stopRows();
  };
}

async function tell(
  core: Counter["core"],
  devices: { readonly list: () => readonly DeviceSetting[] },
): Promise<void> {
  const own = devices.list().filter(({ id }) => id !== VIRTUAL_PRINTER);
  const told = JSON.stringify(own);
  try {
    await core.sync.ask("keep-devices", {
      devices: own.map((one) => ({ ...one, state: "unknown" })),
    });
    const isSame =
      JSON.stringify(devices.list().filter(({ id }) => id !== VIRTUAL_PRINTER)) === told;
    if (isSame && !core.closed()) core.journal.desk.put(KIND, STATE, "told");
  } catch {
    // Told at the next contact.
  }
}

const VIRTUAL_PRINTER = "virtual-printer";
