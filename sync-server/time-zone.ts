/**
 * The offsets of named time zones from the machine's own zone data. The till has the same file: neither
 * may import the other, and `shared` does not ask the machine.
 */
import type { ZoneOffset } from "#shared/base/time.ts";

const formats = new Map<string, Intl.DateTimeFormat | undefined>();

/** Minutes that `zone` is ahead of UTC at an instant; 0 for a name the machine does not know. */
export const serverZoneOffset: ZoneOffset = (zone, atMs) => {
  const format = formatOf(zone);
  if (format === undefined) return 0;
  const shown = new Map(format.formatToParts(atMs).map(({ type, value }) => [type, Number(value)]));
  const part = (type: Intl.DateTimeFormatPartTypes): number => shown.get(type) ?? 0;
  const hands = Date.UTC(
    part("year"),
    part("month") - 1,
    part("day"),
    part("hour") % 24,
    part("minute"),
  );
  return Math.round((hands - Math.floor(atMs / 60_000) * 60_000) / 60_000);
};

function formatOf(zone: string): Intl.DateTimeFormat | undefined {
  if (formats.has(zone)) return formats.get(zone);
  let format: Intl.DateTimeFormat | undefined;
  try {
    format = new Intl.DateTimeFormat("en-GB", {
      timeZone: zone,
      hourCycle: "h23",
      year: "numeric",
      month: "numeric",
      day: "numeric",
      hour: "numeric",
      minute: "numeric",
    });
  } catch {
    format = undefined;
  }
  formats.set(zone, format);
  return format;
}
