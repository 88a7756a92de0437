/** How a device is reached, as it stands in its setting: text to parts. */

export type Address =
  | { readonly kind: "virtual" }
  /** A queue of this computer, by its name. */
  | { readonly kind: "os"; readonly queue: string }
  | {
      readonly kind: "tcp";
      readonly host: string;
      readonly port: number;
      readonly query: ReadonlyMap<string, string>;
    }
  | {
      readonly kind: "serial";
      readonly path: string;
      readonly baud: number;
      readonly query: ReadonlyMap<string, string>;
    };

const BAUD_USUAL = 9_600;

/**
 * Reads `virtual`, `os:queue`, `tcp://host:9100` and `serial:/dev/ttyUSB0?baud=9600`; undefined for
 * anything else. `portUsual` counts when a TCP address names none.
 */
export function readAddress(text: string, portUsual: number): Address | undefined {
  if (text === "virtual") return { kind: "virtual" };
  // As CUPS allows them, and never what a tool would take for an option.
  const queue = /^os:([\p{L}\p{N}_][\p{L}\p{N}_.+@:-]{0,126})$/u.exec(text)?.[1];
  if (queue !== undefined) return { kind: "os", queue };
  const query = new Map(new URLSearchParams(text.split("?")[1] ?? ""));
  const plain = text.split("?")[0] ?? "";
  const serial = /^serial:(.+)$/.exec(plain)?.[1];
  if (serial !== undefined) {
    const baud = Number(query.get("baud") ?? BAUD_USUAL);
    return Number.isInteger(baud) && baud > 0
      ? { kind: "serial", path: serial, baud, query }
      : undefined;
  }
  const [, host, port] = /^tcp:\/\/(\[[^\]]+\]|[^:/]+)(?::(\d+))?\/?$/.exec(plain) ?? [];
  if (host === undefined) return undefined;
  const number = Number(port ?? portUsual);
  if (number < 1 || number > 65_535) return undefined;
  return { kind: "tcp", host: host.replace(/^\[|\]$/g, ""), port: number, query };
}
