import { describe, expect, it } from "vitest";
import { foreignDue } from "#shared/engine/foreign-cash.ts";
import { addTender } from "#shared/engine/tender.ts";

const NOON_MS = Date.UTC(2026, 10, 25, 12);
const rate = (text: string, currency = "EUR") => ({
  ...{ currency, rate: text, validToMs: NOON_MS },
});

describe("what is due in another currency", () => {
  it.each([
    { dueMinor: 899, currency: "GBP", rate: rate("0.84"), due: 1_071 },
    { dueMinor: 840, currency: "GBP", rate: rate("0.84"), due: 1_000 },
    { dueMinor: 1, currency: "GBP", rate: rate("0.84"), due: 2 },
    { dueMinor: 100, currency: "JPY", rate: rate("160"), due: 63 },
    { dueMinor: 1_000, currency: "EUR", rate: rate("0.0062", "JPY"), due: 1_613 },
  ])("$dueMinor $currency at $rate.rate is $due", ({ due, ...about }) => {
    expect(foreignDue({ ...about, atMs: NOON_MS })).toBe(due);
  });

  it("always covers, and one unit less never does", () => {
    for (let dueMinor = 1; dueMinor < 3_000; dueMinor += 7) {
      const about = { dueMinor, currency: "GBP", rate: rate("0.8437"), atMs: NOON_MS };
      const amountMinor = foreignDue(about) ?? 0;
      const covers = (minor: number): boolean => {
        const added = addTender(
          {
            ...{ totalMinor: dueMinor, tenders: [], currency: "GBP" },
            rule: { incrementMinor: 1, mode: "half_up" },
          },
          {
            ...{ id: "t", kind: "cash", name: "Cash", atMs: NOON_MS },
            foreign: { currency: "EUR", amountMinor: minor, rate: about.rate },
          },
        );
        return added.ok && added.value.state.covered;
      };
      expect([covers(amountMinor), covers(amountMinor - 1)], String(dueMinor)).toEqual([
        true,
        false,
      ]);
    }
  });

  it("is nothing after the rate's last day, and nothing when nothing is due", () => {
    const about = { dueMinor: 100, currency: "GBP", rate: rate("0.84") };
    expect(foreignDue({ ...about, atMs: NOON_MS + 1 })).toBeUndefined();
    expect(foreignDue({ ...about, atMs: NOON_MS, dueMinor: 0 })).toBeUndefined();
  });
});
