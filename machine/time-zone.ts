/**
 * The offsets of named time zones from the machine's own zone data, for till and server alike: a name
 * that the machine does not know is UTC on both, so that neither stops over a setting.
 */
import type { ZoneOffset } from "#shared/base/time.ts";

const formats = new Map<string, Intl.DateTimeFormat | undefined>();

/** Minutes that `zone` is ahead of UTC at an instant; 0 for a name the machine does not know. */
export const machineZoneOffset: ZoneOffset = (zone, atMs) => {
  const format = formatOf(zone);
  if (format === undefined) return 0;
  const parts = new Map(format.formatToParts(atMs).map(({ type, value }) => [type, Number(value)]));
  const part = (type: Intl.DateTimeFormatPartTypes): number => parts.get(type) ?? 0;
  const shown = Date.UTC(
    part("year"),
    part("month") - 1,
    part("day"),
    part("hour") % 24,
    part("minute"),
    part("second"),
  );
  return Math.round((shown - Math.floor(atMs / 1_000) * 1_000) / 60_000);
};

function formatOf(zone: string): Intl.DateTimeFormat | undefined {
  if (formats.has(zone)) return formats.get(zone);
  const format = madeFormat(zone);
  formats.set(zone, format);
  return format;
}

function madeFormat(zone: string): Intl.DateTimeFormat | undefined {
  try {
    return new Intl.DateTimeFormat("en-GB", {
      timeZone: zone,
      hourCycle: "h23",
      year: "numeric",
      month: "numeric",
      day: "numeric",
      hour: "numeric",
      minute: "numeric",
      second: "numeric",
    });
  } catch {
    return undefined;
  }
}
