import { describe, expect, test } from "vitest";
import {
  addDays,
  businessDate,
  dateOfMs,
  daysBetween,
  instantOfWallClock,
  msOfDate,
  offsetFromRules,
  parseDate,
  weekdayOf,
} from "#shared/base/time.ts";

const at = (text: string): number => Date.parse(text);
const offset = offsetFromRules({
  "Europe/Berlin": {
    initialMinutes: 60,
    changes: [
      { fromMs: at("2026-03-29T01:00Z"), offsetMinutes: 120 },
      { fromMs: at("2026-10-25T01:00Z"), offsetMinutes: 60 },
    ],
  },
  "Pacific/Kiritimati": { initialMinutes: 840, changes: [] },
  "America/New_York": { initialMinutes: -300, changes: [] },
});

describe("businessDate", () => {
  test.each([
    ["Europe/Berlin", 0, "2026-01-31T22:59Z", "2026-01-31"],
    ["Europe/Berlin", 0, "2026-01-31T23:00Z", "2026-02-01"],
    ["Europe/Berlin", 240, "2026-03-01T02:30Z", "2026-02-28"],
    ["Europe/Berlin", 240, "2026-03-01T03:00Z", "2026-03-01"],
    ["Europe/Berlin", 180, "2026-03-29T00:59Z", "2026-03-28"],
    ["Europe/Berlin", 180, "2026-03-29T01:00Z", "2026-03-29"],
    ["Europe/Berlin", 150, "2026-10-25T00:45Z", "2026-10-25"],
    ["Europe/Berlin", 150, "2026-10-25T01:15Z", "2026-10-24"],
    ["Pacific/Kiritimati", 300, "2025-12-31T14:00Z", "2025-12-31"],
    ["America/New_York", 0, "2026-01-01T04:59Z", "2025-12-31"],
  ])("%s with cut-over %i at %s is %s", (zone, cutOverMinutes, instant, expected) => {
    expect(businessDate(at(instant), { zone, cutOverMinutes }, offset)).toBe(expected);
  });
});

describe("instantOfWallClock", () => {
  test.each([
    ["2026-01-10", 600, "2026-01-10T09:00Z"],
    ["2026-07-10", 600, "2026-07-10T08:00Z"],
    ["2026-03-29", 150, "2026-03-29T01:30Z"],
    ["2026-10-25", 150, "2026-10-25T00:30Z"],
  ])("%s at minute %i in Berlin is %s", (date, minutes, expected) => {
    expect(instantOfWallClock({ date, minutes }, "Europe/Berlin", offset)).toBe(at(expected));
  });
});

describe("dates", () => {
  test("agree with the platform's calendar on every 17th day of a thousand years", () => {
    for (let atMs = at("1600-01-01"); atMs < at("2600-01-01"); atMs += 17 * 86_400_000) {
      const date = new Date(atMs).toISOString().slice(0, 10);
      expect(dateOfMs(atMs)).toBe(date);
      expect(msOfDate(date)).toBe(atMs);
      expect(weekdayOf(date)).toBe(new Date(atMs).getUTCDay() || 7);
    }
  });

  test("add up", () => {
    expect(addDays("2024-02-28", 2)).toBe("2024-03-01");
    expect(addDays("2026-01-01", -1)).toBe("2025-12-31");
    expect(daysBetween("2026-01-01", "2027-01-01")).toBe(365);
  });

  test.each(["2026-02-29", "2026-13-01", "2026-00-10", "2026-1-1", "26-01-01", "", "2026-01-32"])(
    "%s is no date",
    (text) => {
      expect(parseDate(text)).toBeUndefined();
    },
  );
});
