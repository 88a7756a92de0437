/** Which devices a till can have and how each kind may be reached; nothing about what they do. */
export const DEVICE_KINDS = [
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

export const WAYS = ["tcp", "serial", "os", "virtual"] as const;
export type DeviceWay = (typeof WAYS)[number];

export interface Device {
  readonly id: string;
  readonly kind: DeviceKind;
  readonly name: string;
  readonly address: string;
  readonly columns?: number | undefined;
  readonly codePage?: string | undefined;
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
