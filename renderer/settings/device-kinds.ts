/** Which devices a till can have and how each kind may be reached; nothing about what they do. */
import type { LabelSize } from "#shared/records/label.ts";

const DEVICE_KINDS = [
  "printer",
  "drawer",
  "scanner",
  "scale",
  "display",
  "terminal",
  "label-printer",
  "signing",
] as const;
export type DeviceKind = (typeof DEVICE_KINDS)[number];

/** Those that are set up here: the drawer hangs on its printer, a display is a window of its own. */
export const SET_UP_KINDS: readonly DeviceKind[] = DEVICE_KINDS.filter(
  (kind) => kind !== "drawer" && kind !== "display",
);

export type DeviceWay = "tcp" | "serial" | "os" | "virtual";

/** How a kind of device may be reached, the usual way first. */
export function waysOf(kind: DeviceKind): readonly DeviceWay[] {
  if (kind === "printer") return ["tcp", "serial", "os", "virtual"];
  return kind === "label-printer" ? ["tcp", "serial", "os"] : ["tcp", "serial"];
}

export interface Device {
  readonly id: string;
  readonly kind: DeviceKind;
  readonly name: string;
  readonly address: string;
  readonly columns?: number | undefined;
  readonly codePage?: string | undefined;
  readonly label?: LabelSize | undefined;
  readonly state: "ready" | "paper-out" | "cover-open" | "off" | "unknown";
}

/** The address of a device, as the till wants it: `tcp://host:9100`, `serial:/path`, `os:name`, `virtual`. */
export function addressOf(way: DeviceWay, typed: string): string {
  const text = typed.trim();
  if (way === "virtual") return "virtual";
  return way === "tcp" ? `tcp://${text}` : `${way}:${text}`;
}

/** How a device is reached and the rest of its address. */
export function wayOf(address: string): { readonly way: DeviceWay; readonly typed: string } {
  if (address.startsWith("tcp://")) return { way: "tcp", typed: address.slice("tcp://".length) };
  if (address.startsWith("serial:"))
    return { way: "serial", typed: address.slice("serial:".length) };
  if (address.startsWith("os:")) return { way: "os", typed: address.slice("os:".length) };
  return { way: "virtual", typed: "" };
}
