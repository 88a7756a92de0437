// The offsets of zones from the machine's own data, the same for till and server.
import { expect, test } from "vitest";
import { machineZoneOffset } from "#machine/time-zone.ts";

const SUMMER_MS = Date.UTC(2026, 6, 1, 12, 0, 0, 500);
const WINTER_MS = Date.UTC(2026, 0, 1, 12, 0, 59, 999);

test.each([
  ["UTC", SUMMER_MS, 0],
  ["Europe/London", SUMMER_MS, 60],
  ["Europe/London", WINTER_MS, 0],
  ["America/St_Johns", WINTER_MS, -210],
  ["Asia/Kathmandu", SUMMER_MS, 345],
  ["Pacific/Kiritimati", WINTER_MS, 840],
])("%s at %i is %i minutes ahead of UTC", (zone, atMs, minutes) => {
  expect(machineZoneOffset(zone, atMs)).toBe(minutes);
});

test("a zone that the machine does not know counts as UTC, however often it is asked", () => {
  for (const zone of ["", "Europe/Atlantis", "not a zone"]) {
    expect([machineZoneOffset(zone, SUMMER_MS), machineZoneOffset(zone, WINTER_MS)]).toEqual([
      0, 0,
    ]);
  }
});
