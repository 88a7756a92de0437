import { describe, expect, it } from "vitest";
import { allocate, parseWeights, shareOut } from "#shared/base/allocate.ts";
import { afterGiftCard, cashDue } from "#shared/base/cash.ts";
import { parseDecimal, parseRatio, ratioText } from "#shared/base/decimal.ts";
import { currencies, currencyOf } from "#shared/base/iso4217.ts";
import { convert, extend, isAmount, majorText, money, parseMajor } from "#shared/base/money.ts";
import { isWhole, parseQuantity, quantityText } from "#shared/base/quantity.ts";
import {
  ROUNDING_MODES,
  roundRatio,
  roundRatioBig,
  roundToStep,
  scaleRound,
} from "#shared/base/rounding.ts";

describe("rounding", () => {
  const table: Readonly<Record<(typeof ROUNDING_MODES)[number], readonly number[]>> = {
    // halves:        -2.5 -1.5 -1.2 -0.5 0.5 1.2 1.5 2.5 2.6
    half_up: [-3, -2, -1, -1, 1, 1, 2, 3, 3],
    half_down: [-2, -1, -1, 0, 0, 1, 1, 2, 3],
    half_even: [-2, -2, -1, 0, 0, 1, 2, 2, 3],
    half_odd: [-3, -1, -1, -1, 1, 1, 1, 3, 3],
    half_ceiling: [-2, -1, -1, 0, 1, 1, 2, 3, 3],
    half_floor: [-3, -2, -1, -1, 0, 1, 1, 2, 3],
    ceiling: [-2, -1, -1, 0, 1, 2, 2, 3, 3],
    floor: [-3, -2, -2, -1, 0, 1, 1, 2, 2],
    toward_zero: [-2, -1, -1, 0, 0, 1, 1, 2, 2],
    away_from_zero: [-3, -2, -2, -1, 1, 2, 2, 3, 3],
  };
  const tenths = [-25, -15, -12, -5, 5, 12, 15, 25, 26];

  it.each(ROUNDING_MODES)(
    "%s rounds tenths as its table says, as number and big integer",
    (mode) => {
      expect(tenths.map((value) => roundRatio(value, 10, mode))).toEqual(table[mode]);
      expect(tenths.map((value) => Number(roundRatioBig(BigInt(value), 10n, mode)))).toEqual(
        table[mode],
      );
      expect(tenths.map((value) => roundRatio(-value, -10, mode))).toEqual(table[mode]);
    },
  );

  it("never answers minus zero and stays exact near 2^53", () => {
    expect(Object.is(roundRatio(-1, 10, "half_up"), 0)).toBe(true);
    expect(roundRatio(9007199254740991, 2, "half_even")).toBe(4503599627370496);
    expect(roundRatio(9007199254740991, 9007199254740990, "ceiling")).toBe(2);
    expect(scaleRound(9_000_000_000, 12_345_678, 1000, "half_up")).toBe(111_111_102_000_000);
    expect(roundToStep(515, 10, "half_up")).toBe(520);
  });
});

describe("allocation", () => {
  it("gives the steps left over by the named rule", () => {
    const weights = [30, 20, 40, 40];
    const by = (remainder: "first" | "last" | "largest_remainder" | "largest_weight") => {
      const shared = allocate({ amountMinor: 10_000, weights, remainder });
      return shared.ok ? shared.value : [];
    };
    expect(by("first")).toEqual([2308, 1539, 3077, 3076]);
    expect(by("last")).toEqual([2307, 1539, 3077, 3077]);
    expect(by("largest_remainder")).toEqual([2308, 1538, 3077, 3077]);
    expect(by("largest_weight")).toEqual([2308, 1538, 3077, 3077]);
  });

  it("skips weights of zero, and shares what is below zero as its opposite", () => {
    const shared = allocate({ amountMinor: -5, weights: [0, 1, 1], remainder: "first" });
    expect(shared).toEqual({ ok: true, value: [0, -3, -2] });
  });

  it("refuses no, negative and all-zero weights unless zeros mean equal shares", () => {
    for (const weights of [[], [0, 0], [1, -1], [0.5], [Number.NaN]]) {
      const refused = allocate({ amountMinor: 5, weights, remainder: "first" });
      expect(refused.ok).toBe(false);
    }
    const equal = { amountMinor: 5, weights: [0, 0], remainder: "first" } as const;
    expect(allocate({ ...equal, zeroWeights: "equal_shares" })).toEqual({
      ok: true,
      value: [3, 2],
    });
    expect(allocate({ ...equal, weights: [0, -1], zeroWeights: "equal_shares" }).ok).toBe(false);
  });

  it("stays exact where amount times weight passes 2^53", () => {
    expect(shareOut(900_000_000_000, [1, 900_000_000_000], "first")).toEqual([1, 899_999_999_999]);
    expect(parseWeights(["1/3", "0.5"])).toEqual({ ok: true, value: [2n, 3n] });
  });
});

describe("decimal text", () => {
  it("reads plain decimals and fractions exactly and refuses the rest", () => {
    expect(parseRatio("2/7")).toEqual({ ok: true, value: { numerator: 2n, denominator: 7n } });
    for (const text of ["", ".", "1e3", "0x10", "1,5", "1/0", "1/-2", "--1", " 1", "Infinity"]) {
      expect(parseRatio(text).ok, text).toBe(false);
    }
    expect(parseDecimal("9".repeat(60))).toMatchObject({ refusal: { code: "decimal-too-long" } });
    expect(ratioText({ numerator: -23_8095n, denominator: 10_000n }, 4)).toBe("-23.8095");
  });

  it("quantities are whole thousandths", () => {
    expect(parseQuantity("0.350")).toEqual({ ok: true, value: 350 });
    expect(parseQuantity("-2")).toEqual({ ok: true, value: -2000 });
    expect(parseQuantity("0.0005")).toMatchObject({ refusal: { code: "quantity-too-fine" } });
    expect(parseQuantity("1000001")).toMatchObject({ refusal: { code: "quantity-too-large" } });
    expect([350, 2000, -1005].map(quantityText)).toEqual(["0.35", "2", "-1.005"]);
    expect([isWhole(2000), isWhole(350)]).toEqual([true, false]);
  });
});

describe("money", () => {
  it("knows currencies with their decimals", () => {
    expect(currencies().length).toBeGreaterThan(160);
    expect(new Set(currencies().map((one) => one.numeric)).size).toBe(currencies().length - 1);
    expect(currencies().filter((one) => !/^[A-Z]{3}\d{3}$/.test(one.code + one.numeric))).toEqual(
      [],
    );
    expect(["JPY", "EUR", "KWD", "CLF"].map((code) => currencyOf(code)?.exponent)).toEqual([
      0, 2, 3, 4,
    ]);
    expect(money(1, "ABC")).toMatchObject({ refusal: { code: "currency-unknown" } });
    expect(money(0.5, "EUR")).toMatchObject({ refusal: { code: "amount-unsafe" } });
    expect([1, Number.NaN, 2 ** 53, -0].map(isAmount)).toEqual([true, false, false, false]);
  });

  it("reads and writes major units with the decimals of the currency", () => {
    expect(parseMajor("20.41", 2)).toEqual({ ok: true, value: 2041 });
    expect(parseMajor("20.415", 2)).toMatchObject({ refusal: { code: "amount-too-fine" } });
    expect([majorText(-5, 2), majorText(120, 0), majorText(1_234, 3)]).toEqual([
      "-0.05",
      "120",
      "1.234",
    ]);
  });

  it("extends weighed quantities and converts by rate and decimals", () => {
    expect(extend(1999, 350, "half_up")).toBe(700);
    expect(convert({ amountMinor: 1400, rate: "0.9737", mode: "half_up" })).toMatchObject({
      value: 1363,
    });
    const yen = { amountMinor: 1000, rate: "161.5", mode: "half_up", toExponent: 0 } as const;
    expect(convert(yen)).toMatchObject({ value: 1615 });
    expect(convert({ amountMinor: 1, rate: "0", mode: "floor" }).ok).toBe(false);
  });
});

describe("cash (row 31)", () => {
  const rule = { incrementMinor: 5, mode: "half_up" } as const;
  const base = { totalMinor: 1047, cashMinor: 0, otherMinor: 0, takesCash: false, rule };

  it("rounds only what is paid in cash", () => {
    expect(cashDue({ ...base, otherMinor: 1000 })).toMatchObject({
      roundingMinor: 0,
      dueMinor: 47,
    });
    expect(cashDue({ ...base, takesCash: true, cashMinor: 1045 })).toEqual({
      paidMinor: 1045,
      roundingMinor: -2,
      dueMinor: 0,
      overpaidMinor: 0,
    });
    expect(cashDue({ ...base, otherMinor: 503, takesCash: true })).toMatchObject({
      roundingMinor: 1,
      dueMinor: 545,
    });
    expect(cashDue({ ...base, takesCash: true, cashMinor: 2000 })).toMatchObject({
      dueMinor: 0,
      overpaidMinor: 955,
    });
    expect(cashDue({ ...base, totalMinor: -1047, takesCash: true })).toMatchObject({
      roundingMinor: 2,
      dueMinor: -1045,
    });
  });

  it("a gift card leaves net in proportion", () => {
    const left = afterGiftCard({ netMinor: 1000, grossMinor: 1230, balanceMinor: 500 });
    expect(left).toEqual({ netMinor: 593, grossMinor: 730, usedMinor: 500 });
    expect(afterGiftCard({ netMinor: 1, grossMinor: 1, balanceMinor: 9 }).grossMinor).toBe(0);
  });
});
