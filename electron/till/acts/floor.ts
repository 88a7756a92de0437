/** Letting tablets and phones of the shop in, and taking them out; see floor/floor.ts. */
import { type Result, refuse } from "#shared/base/result.ts";
import type { FloorState } from "#shared/till-api/acts/floor.ts";
import type { Counter } from "../counter.ts";
import type { Floor } from "../floor/floor.ts";

const floors = new WeakMap<object, Floor>();

/** Joins the floor to its counter, once the till listens. */
export function joinFloor(counter: Counter, floor: Floor): void {
  floors.set(counter.devices, floor);
}

/** How the floor stands; closed where this till has none. */
export function state(counter: Counter): FloorState {
  return floors.get(counter.devices)?.state() ?? { open: false, addresses: [], devices: [] };
}

/** Listens on the shop's network, or stops. Refuses `not-allowed`, `floor-port-taken`. */
export async function setOpen(
  counter: Counter,
  { open }: { readonly open: boolean },
): Promise<Result<FloorState>> {
  return floors.get(counter.devices)?.setOpen(open) ?? refuse("not-offered-yet");
}

/** A one-use address for a new device. Refuses `not-allowed`, `floor-closed`. */
export function pair(counter: Counter, { name }: { readonly name: string }) {
  return floors.get(counter.devices)?.pair(name) ?? refuse("not-offered-yet");
}

/** Takes a device out. Refuses `not-allowed`, `floor-unknown`. */
export function revoke(
  counter: Counter,
  { deviceId }: { readonly deviceId: string },
): Result<FloorState> {
  return floors.get(counter.devices)?.revoke(deviceId) ?? refuse("not-offered-yet");
}
