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

/** What a payment terminal speaks: ZVT, or the messages of one that keeps cards while no bank answers. */
export const TERMINAL_SPEECHES = ["zvt", "keeping"] as const;
export type TerminalSpeech = (typeof TERMINAL_SPEECHES)[number];

const SPEAKS = "speaks";

/** What an address says that its terminal speaks. */
export function speechOf(typed: string): TerminalSpeech {
  return queryOf(typed).get(SPEAKS) === "keeping" ? "keeping" : "zvt";
}

/** The address with what its terminal speaks, and nothing of it for the usual. */
export function withSpeech(typed: string, speech: TerminalSpeech): string {
  const query = queryOf(typed);
  query.delete(SPEAKS);
  if (speech !== "zvt") query.set(SPEAKS, speech);
  const plain = typed.trim().split("?")[0] ?? "";
  return query.size === 0 ? plain : `${plain}?${query.toString()}`;
}

function queryOf(typed: string): URLSearchParams {
  return new URLSearchParams(typed.split("?")[1] ?? "");
}
