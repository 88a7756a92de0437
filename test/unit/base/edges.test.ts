// The edges of the base, by table: the last value that is right and the first that is not.
import { describe, expect, it } from "vitest";
import { allocate, parseWeights, type RemainderRule, shareOut } from "#shared/base/allocate.ts";
import { present, safeInteger, unreachable } from "#shared/base/assert.ts";
import { afterGiftCard, cashDue } from "#shared/base/cash.ts";
import { compact } from "#shared/base/compact.ts";
import {
  addRatio,
  commonIntegers,
  compareRatio,
  divideRatio,
  multiplyRatio,
  parseDecimal,
  parseRatio,
  ratio,
  ratioText,
  subtractRatio,
} from "#shared/base/decimal.ts";
import { failedCheck, fitsAlphabet, isCheckName, isIban } from "#shared/base/gs1-checks.ts";
import { isCoupon, isPositiveOffer } from "#shared/base/gs1-coupon.ts";
import { clampHlc, compareHlc, parseHlc, receiveHlc, startHlc, tickHlc } from "#shared/base/hlc.ts";
import { compareIds, createIdSource, idTimeMs, isId, parseId, uuidV7 } from "#shared/base/id.ts";
import {
  addMoney,
  convert,
  isAmount,
  majorText,
  money,
  parseMajor,
  parseMajorExact,
  roundCash,
  subtractMoney,
} from "#shared/base/money.ts";
import { contentSecurityPolicy } from "#shared/base/page-policy.ts";
import { armPlantedBug, planted } from "#shared/base/planted.ts";
import { createPrng } from "#shared/base/prng.ts";
import { parseQuantity, quantityText } from "#shared/base/quantity.ts";
import { done, refuse } from "#shared/base/result.ts";
import { isRoundingMode } from "#shared/base/rounding.ts";
import { addDays, dateOfMs, daysBetween, formatDate, parseDate } from "#shared/base/time.ts";

const BIG = 900_000_000_000;

describe("money", () => {
  it("takes amounts up to its bound, whole and not minus zero", () => {
    for (const amount of [0, 1, -1, BIG, -BIG]) expect(isAmount(amount)).toBe(true);
    for (const odd of [BIG + 1, -BIG - 1, 0.5, Number.NaN, -0, "1", undefined]) {
      expect(isAmount(odd)).toBe(false);
    }
    expect(money(5, "EUR")).toEqual(done({ amountMinor: 5, currency: "EUR" }));
    expect(money(5, "QQQ")).toEqual(refuse("currency-unknown", { currency: "QQQ" }));
    expect(money(0.5, "EUR")).toEqual(refuse("amount-unsafe", { amountMinor: 0.5 }));
  });

  it("adds and subtracts amounts of one currency only", () => {
    const five = { amountMinor: 5, currency: "EUR" };
    const three = { amountMinor: 3, currency: "EUR" };
    expect(addMoney(five, three)).toEqual({ amountMinor: 8, currency: "EUR" });
    expect(subtractMoney(five, three)).toEqual({ amountMinor: 2, currency: "EUR" });
    expect(() => addMoney(five, { ...three, currency: "USD" })).toThrow("added");
    expect(() => subtractMoney(five, { ...three, currency: "USD" })).toThrow("subtracted");
  });

  it.each([
    ["20.41", 2, 2041],
    ["-0.05", 2, -5],
    ["+7", 0, 7],
    ["1.234", 3, 1234],
    ["9000000000.00", 2, BIG],
    ["0.001", 2, "amount-too-fine"],
    ["9000000000.01", 2, "amount-unsafe"],
    ["1,5", 2, "amount-malformed"],
    ["", 2, "amount-malformed"],
  ])("reads %s with %d decimals as %s", (text, exponent, expected) => {
    const read = parseMajor(text, exponent);
    expect(read.ok ? read.value : read.refusal.code).toBe(expected);
  });

  it("says how fine a currency is when a text is finer", () => {
    expect(parseMajor("0.001", 2)).toEqual(refuse("amount-too-fine", { exponent: 2 }));
    expect(parseMajorExact("x", 2)).toEqual(refuse("amount-malformed"));
    expect([majorText(0, 2), majorText(-5, 2), majorText(7, 0), majorText(-1234, 3)]).toEqual([
      "0.00",
      "-0.05",
      "7",
      "-1.234",
    ]);
  });

  it("converts by a rate above zero", () => {
    const at = (rate: string) => convert({ amountMinor: 1000, rate, mode: "half_up" });
    expect(at("0.95")).toEqual(done(950));
    expect(at("0")).toEqual(refuse("amount-malformed", {}, "rate"));
    expect(at("-1")).toEqual(refuse("amount-malformed", {}, "rate"));
    expect(at("x")).toEqual(refuse("amount-malformed", {}, "rate"));
    const yen = { amountMinor: 1000, mode: "half_up", fromExponent: 2, toExponent: 0 } as const;
    expect(convert({ ...yen, rate: "160.55" })).toEqual(done(1606));
    expect(roundCash(1003, { incrementMinor: 5, mode: "half_up" })).toBe(1005);
    expect(roundCash(ratio(10025, 10), { incrementMinor: 5, mode: "half_down" })).toBe(1000);
  });

  it("cash due: what is left, what rounding adds, what is too much", () => {
    const rule = { incrementMinor: 5, mode: "half_up" } as const;
    const due = (totalMinor: number, cashMinor: number, otherMinor: number, takesCash = true) =>
      cashDue({ totalMinor, cashMinor, otherMinor, takesCash, rule });
    expect(due(1003, 0, 0, false)).toEqual({
      paidMinor: 0,
      roundingMinor: 0,
      dueMinor: 1003,
      overpaidMinor: 0,
    });
    expect(due(1003, 500, 200)).toEqual({
      paidMinor: 700,
      roundingMinor: 2,
      dueMinor: 305,
      overpaidMinor: 0,
    });
    expect(due(1003, 1010, 0)).toEqual({
      paidMinor: 1010,
      roundingMinor: 2,
      dueMinor: 0,
      overpaidMinor: 5,
    });
    expect(due(-1003, -1000, 0)).toEqual({
      paidMinor: -1000,
      roundingMinor: -2,
      dueMinor: -5,
      overpaidMinor: 0,
    });
    expect(due(-1003, -1010, 0)).toMatchObject({ dueMinor: 0, overpaidMinor: 5 });
    expect(due(0, 0, 0)).toEqual({ paidMinor: 0, roundingMinor: 0, dueMinor: 0, overpaidMinor: 0 });
    expect(Object.is(due(0, 0, 0).roundingMinor, 0)).toBe(true);
    const card = (balanceMinor: number) =>
      afterGiftCard({ netMinor: 1001, grossMinor: 1191, balanceMinor });
    expect(card(0)).toEqual({ netMinor: 1001, grossMinor: 1191, usedMinor: 0 });
    expect(card(-5)).toEqual({ netMinor: 1001, grossMinor: 1191, usedMinor: 0 });
    expect(card(191)).toEqual({ netMinor: 840, grossMinor: 1000, usedMinor: 191 });
    expect(card(5000)).toEqual({ netMinor: 0, grossMinor: 0, usedMinor: 1191 });
    expect(afterGiftCard({ netMinor: 1, grossMinor: 2, balanceMinor: 1 }).netMinor).toBe(1);
  });
});

describe("ratios", () => {
  const half = ratio(1, 2);
  const third = ratio(1, 3);
  it("are exact", () => {
    expect(addRatio(half, third)).toEqual(ratio(5, 6));
    expect(addRatio(third, third)).toEqual(ratio(2, 3));
    expect(subtractRatio(half, third)).toEqual(ratio(1, 6));
    expect(multiplyRatio(ratio(2, 3), ratio(3, 4))).toEqual(half);
    expect(divideRatio(half, ratio(-1, 4))).toEqual(ratio(-2, 1));
    expect(divideRatio(half, ratio(1, 4))).toEqual(ratio(2, 1));
    expect([
      compareRatio(half, third),
      compareRatio(third, half),
      compareRatio(half, ratio(2, 4)),
    ]).toEqual([1, -1, 0]);
    expect(commonIntegers([half, third, ratio(5, 4)])).toEqual([6n, 4n, 15n]);
  });
  it.each([
    ["1/3", ratio(1, 3)],
    ["-2.5/0.5", ratio(-250, 50)],
    ["7", ratio(7)],
    ["1/0", "decimal-malformed"],
    ["1/-2", "decimal-malformed"],
    ["/2", "decimal-malformed"],
    ["x/2", "decimal-malformed"],
    ["2/x", "decimal-malformed"],
    ["1.", "decimal-malformed"],
    [".5", "decimal-malformed"],
    ["", "decimal-malformed"],
  ])("%s reads as %s", (text, expected) => {
    const read = parseRatio(text);
    if (typeof expected === "string") expect(read).toEqual(refuse(expected as never));
    else expect(read.ok && compareRatio(read.value, expected)).toBe(0);
  });
  it("text of at most 42 signs is read", () => {
    expect(parseDecimal("1".repeat(42)).ok).toBe(true);
    expect(parseDecimal("1".repeat(43))).toEqual(refuse("decimal-too-long", { lengthMax: 40 }));
    const texts = [
      ratioText(ratio(-1, 3), 2),
      ratioText(ratio(2), 0),
      ratioText(ratio(0), 1),
      ratioText(ratio(5, 1000), 3),
      ratioText(ratio(-7, 2), 0),
    ];
    expect(texts).toEqual(["-0.33", "2", "0.0", "0.005", "-3"]);
  });
});

describe("shares", () => {
  const of = (
    amountMinor: number,
    weights: readonly (number | bigint)[],
    remainder: RemainderRule,
    more: object = {},
  ) => allocate({ amountMinor, weights: weights as number[], remainder, ...more });
  it.each([
    [10, [1, 1, 1], "first", [4, 3, 3]],
    [10, [1, 1, 1], "last", [3, 3, 4]],
    [11, [1, 2, 3], "largest_remainder", [2, 4, 5]],
    [11, [3, 2, 3], "largest_weight", [5, 2, 4]],
    [-10, [1, 1, 1], "first", [-4, -3, -3]],
    [10, [0, 1, 0], "last", [0, 10, 0]],
    [10, [1n, 1n, 1n], "first", [4, 3, 3]],
    [11, [1n, 2n, 3n], "largest_weight", [1, 4, 6]],
    [0, [1, 2], "first", [0, 0]],
  ] as const)("%s over %s by %s", (amount, weights, remainder, expected) => {
    expect(of(amount, weights, remainder)).toEqual(done([...expected]));
  });
  it("in steps, over equal shares, and of bad weights", () => {
    expect(of(103, [1, 1], "first", { stepMinor: 5 })).toEqual(done([50, 50]));
    expect(of(105, [1, 1], "first", { stepMinor: 5 })).toEqual(done([55, 50]));
    expect(of(-105, [1, 1], "last", { stepMinor: 5 })).toEqual(done([-50, -55]));
    expect(of(10, [0, 0], "first", { zeroWeights: "equal_shares" })).toEqual(done([5, 5]));
    expect(of(10, [0, 0], "first")).toEqual(refuse("weights-invalid", {}, "weights"));
    expect(of(10, [], "first", { zeroWeights: "equal_shares" })).toEqual(
      refuse("weights-invalid", {}, "weights"),
    );
    expect(of(10, [1, -1], "first")).toEqual(refuse("weights-invalid", {}, "weights[1]"));
    expect(of(10, [0.5], "first")).toEqual(refuse("weights-invalid", {}, "weights[0]"));
    expect(parseWeights(["1/2", "0.25"])).toEqual(done([2n, 1n]));
    expect(parseWeights(["1", "x"])).toEqual(refuse("decimal-malformed"));
    const wide = [9_000_000_000_000, 9_000_000_000_001, 1];
    const shared = shareOut(800_000_000_001, wide, "largest_remainder");
    expect(shared).toEqual([400_000_000_000, 400_000_000_001, 0]);
    expect(shareOut(800_000_000_001, wide, "last")).toEqual([400_000_000_000, 400_000_000_000, 1]);
  });
});

describe("coupon codes of North America", () => {
  const today = "2026-01-01";
  // prefix 0+6 digits, offer 6 digits, value 1+1, requirement 1+1, code 0, family 3 digits
  const base = `${"0614141123456151012300".slice(0, 13)}15100123`;
  const coupon = (more = "") =>
    isCoupon(`${"0614141"}${"123456"}${"15"}${"11"}${"0"}${"123"}${more}`, today);
  it.each([
    ["", true],
    ["0", false],
    ["1", false],
    ["1011" + "0" + "123" + "9", true],
    ["1411" + "0" + "123" + "9", false],
    ["1011" + "0" + "123" + "0614141", true],
    ["1011" + "0" + "123" + "061414", false],
    ["1011" + "0" + "123" + "7614141", false],
    ["2" + "110123" + "9", true],
    ["2" + "610123" + "9", false],
    ["2" + "115123" + "9", false],
    ["2" + "119123" + "9", true],
    ["3260131", true],
    ["3261331", false],
    ["326013", false],
    ["4260131", true],
    ["4260132", false],
    ["32601314260201", false],
    ["32602014260131", true],
    ["32601314260131", true],
    ["50123456", true],
    ["5012345", false],
    ["59123456789012345", true],
    ["61" + "1234567", true],
    ["60" + "123456", false],
    ["67" + "1234567890123", true],
    ["68" + "12345678901234", false],
    ["90000", true],
    ["96201", true],
    ["93000", false],
    ["90300", false],
    ["90002", false],
    ["9000", false],
  ])("with %s: %s", (more, expected) => {
    expect([more, coupon(more)]).toEqual([more, expected]);
  });
  it.each([
    ["0614141123456" + "1" + "5" + "1" + "1" + "0" + "123", true],
    ["6123456789012" + "123456" + "15" + "11" + "0" + "123", true],
    ["7123456789012" + "3123456" + "15" + "11" + "0" + "123", false],
    ["0614141123456" + "6" + "555555" + "11" + "0" + "123", false],
    ["0614141123456" + "0" + "11" + "0" + "123", false],
    ["06141411234", false],
    ["061414112345x15110123", false],
    ["", false],
  ])("8110 %s: %s", (text, expected) => {
    expect([text, isCoupon(text, today)]).toEqual([text, expected]);
    expect(base.length).toBeGreaterThan(0);
  });
  it.each([
    ["00614141" + "123456" + "0" + "123456", true],
    ["10614141" + "123456" + "9" + "123456789012345", true],
    ["20614141" + "123456" + "0" + "123456", false],
    ["07614141" + "123456" + "0" + "123456", false],
    ["00614141" + "123456" + "0" + "12345", false],
    ["00614141" + "123456" + "0" + "1234567", false],
    ["0061414a" + "123456" + "0" + "123456", false],
  ])("8112 %s: %s", (text, expected) => {
    expect([text, isPositiveOffer(text)]).toEqual([text, expected]);
  });
});

describe("checks inside a value", () => {
  it.each([
    ["mod10", "06141411234562", "06141411234567"],
    ["prefix", "0614x", "061"],
    ["prefix", "0614", "06a4"],
    ["nondigit", "a1", "11"],
    ["hour", "23", "24"],
    ["minute", "59", "60"],
    ["clock", "2359", "2360"],
    ["clock", "0000", "2400"],
    ["country", "276", "000"],
    ["country999", "999", "998"],
    ["country2", "DE", "XX"],
    ["currency", "978", "000"],
    ["currency", "999", "001"],
    ["percent", "a%2Fb", "a%2"],
    ["latitude", "1800000000", "1800000001"],
    ["longitude", "3600000000", "3600000001"],
    ["yesno", "1", "2"],
    ["sex", "9", "3"],
    ["winding", "9", "2"],
    ["hyphen", "-", "_"],
    ["zero", "0", "1"],
    ["nozero", "10", "01"],
    ["nonzero", "010", "000"],
    ["piece", "0202", "0302"],
    ["piece", "0109", "0009"],
    ["piece", "0101", "0100"],
    ["sequence", "1/9", "3/2"],
    ["sequence", "9/9", "0/1"],
    ["importer", "-", "--"],
    ["importer", "_", ""],
    ["unit", "KGM", "kg"],
    ["unit", "A", "ABCD"],
    ["media", "10", "11"],
    ["media", "80", "79"],
    ["media", "01", "00"],
    ["date", "260131", "260132"],
    ["date0", "260200", "261300"],
    ["longdate", "20260131", "20260132"],
  ])("%s takes %s and not %s", (name, right, wrong) => {
    expect(failedCheck(name, right, "2026-01-01")).toBeUndefined();
    expect(failedCheck(name, wrong, "2026-01-01")).toMatch(/^gs1-/);
    expect(isCheckName(name)).toBe(true);
  });
  it("names what failed, and nothing it does not know", () => {
    const codes = [
      "mod10",
      "date",
      "hour",
      "clock",
      "minute",
      "country",
      "country2",
      "country999",
      "currency",
      "iban",
      "zero",
      "pair",
    ];
    expect(codes.map((name) => failedCheck(name, "?", "2026-01-01"))).toEqual([
      "gs1-check-digit",
      "gs1-date",
      "gs1-time",
      "gs1-time",
      "gs1-time",
      "gs1-country",
      "gs1-country",
      "gs1-country",
      "gs1-currency",
      "gs1-iban",
      "gs1-content",
      "gs1-check-digit",
    ]);
    expect([failedCheck("nothing", "?", ""), isCheckName("toString")]).toEqual([undefined, false]);
  });
  it("IBANs and alphabets", () => {
    const right = [
      "DE89370400440532013000",
      "GB29NWBK60161331926819",
      "XK051212012345678906",
      "MT84MALT011000012345MTLCAST001S",
    ];
    const wrong = [
      "DE89370400440532013001",
      "ZZ89370400440532013000",
      "DE8937040",
      "de89370400440532013000",
      `DE89${"0".repeat(31)}`,
      "DE89-70400440532013000",
    ];
    expect([right.filter(isIban), wrong.filter(isIban)]).toEqual([right, []]);
    expect([
      fitsAlphabet("a-B_9==", "Z"),
      fitsAlphabet("ab===", "Z"),
      fitsAlphabet("a=", "X"),
      fitsAlphabet("#A", "Y"),
      fitsAlphabet("a", "Y"),
    ]).toEqual([true, false, true, true, false]);
  });
});

describe("clocks, ids, dates", () => {
  const clock = { atMs: 100, counter: 5, node: "b" };
  it("the logical clock is later than all it heard, and no later than it must be", () => {
    expect(tickHlc(clock, 101)).toEqual({ atMs: 101, counter: 0, node: "b" });
    expect(tickHlc(clock, 100)).toEqual({ atMs: 100, counter: 6, node: "b" });
    expect(tickHlc({ ...clock, counter: 0xffff }, 1)).toEqual({ atMs: 101, counter: 0, node: "b" });
    const hear = (heard: object, nowMs: number, aheadMsMax?: number) =>
      receiveHlc(
        clock,
        { ...clock, node: "z", ...heard },
        aheadMsMax === undefined ? { nowMs } : { nowMs, aheadMsMax },
      );
    expect(hear({ counter: 9 }, 50)).toEqual({ atMs: 100, counter: 10, node: "b" });
    expect(hear({ counter: 2 }, 100)).toEqual({ atMs: 100, counter: 6, node: "b" });
    expect(hear({ atMs: 99, counter: 9 }, 0)).toEqual({ atMs: 100, counter: 6, node: "b" });
    expect(hear({ atMs: 120, counter: 9 }, 0)).toEqual({ atMs: 120, counter: 10, node: "b" });
    expect(hear({ atMs: 120, counter: 9 }, 130)).toEqual({ atMs: 130, counter: 0, node: "b" });
    expect(hear({ atMs: 500, counter: 9 }, 100, 50)).toEqual({ atMs: 151, counter: 0, node: "b" });
    expect(clampHlc(clock, 50, 50)).toEqual(clock);
    expect(clampHlc(clock, 49, 50)).toEqual({ atMs: 99, counter: 0xffff, node: "b" });
    expect(() => tickHlc(clock, 2 ** 48)).toThrow("48 bits");
    expect(() => startHlc("")).toThrow("short plain name");
    expect(() => startHlc("a b")).toThrow("short plain name");
    expect(() => startHlc("x".repeat(65))).toThrow("short plain name");
    expect(startHlc("x".repeat(64)).atMs).toBe(0);
  });
  it("compares and reads clocks", () => {
    const pairs = [
      [{ atMs: 99 }, 1],
      [{ counter: 6 }, -1],
      [{ node: "a" }, 1],
      [{ node: "c" }, -1],
      [{}, 0],
    ] as const;
    for (const [more, sign] of pairs)
      expect(Math.sign(compareHlc(clock, { ...clock, ...more }))).toBe(sign);
    expect(parseHlc("000000000064-0005-b")).toEqual(done(clock));
    for (const text of [
      "",
      "x000000000064-0005-b",
      "000000000064-0005-b c",
      "00000000006-0005-b",
      `000000000064-0005-${"x".repeat(65)}`,
    ]) {
      expect(parseHlc(text)).toEqual(refuse("clock-malformed"));
    }
    expect(parseHlc(`000000000064-0005-${"x".repeat(64)}`).ok).toBe(true);
  });
  it("ids carry their instant and never repeat", () => {
    const random = Uint8Array.from([0xff, 0xff, 3, 4, 5, 6, 7, 8, 9, 10]);
    const id = uuidV7(0x0123_4567_89ab, random);
    expect(id).toBe("01234567-89ab-7fff-8304-05060708090a");
    expect([
      isId(id),
      isId(`${id}0`),
      isId(id.toUpperCase()),
      isId(`x${id.slice(1)}`),
      isId(5),
      idTimeMs(id),
    ]).toEqual([true, false, false, false, false, 0x0123_4567_89ab]);
    expect(parseId(id.toUpperCase())).toEqual(done(id));
    expect([parseId(id.slice(1)), parseId(`z${id.slice(1)}`)]).toEqual([
      refuse("id-malformed"),
      refuse("id-malformed"),
    ]);
    expect([compareIds("a", "b"), compareIds("b", "a"), compareIds("a", "a")]).toEqual([-1, 1, 0]);
    expect(() => uuidV7(2 ** 48, random)).toThrow("48 bits");
    expect(() => uuidV7(1, random.subarray(1))).toThrow("ten random bytes");
    expect(uuidV7(2 ** 48 - 1, random).startsWith("ffffffff-ffff")).toBe(true);
    const source = createIdSource({ now: () => 0, random: () => random });
    const made = Array.from({ length: 2051 }, () => source.next());
    expect(new Set(made).size).toBe(2051);
    expect([...made].sort()).toEqual(made);
    expect([made[0], made[2048], made[2049]].map((one) => one?.slice(0, 18))).toEqual([
      "00000000-0000-77ff",
      "00000000-0000-7fff",
      "00000000-0001-7000",
    ]);
  });
  it.each([
    ["2024-02-29", true],
    ["2023-02-29", false],
    ["2000-02-29", true],
    ["1900-02-29", false],
    ["2026-04-31", false],
    ["2026-04-30", true],
    ["2026-06-31", false],
    ["2026-09-31", false],
    ["2026-11-31", false],
    ["2026-12-31", true],
    ["2026-01-31", true],
    ["2026-00-10", false],
    ["2026-13-10", false],
    ["2026-01-00", false],
    ["2026-1-01", false],
    ["x2026-01-01", false],
    ["2026-01-01x", false],
    ["20260101..", false],
  ])("%s is a date: %s", (text, expected) => {
    expect(parseDate(text) !== undefined).toBe(expected);
  });
  it("dates count on through months, leap years and centuries", () => {
    expect([
      addDays("2026-12-31", 1),
      addDays("2024-02-28", 1),
      addDays("1900-02-28", 1),
      addDays("2000-03-01", -1),
      addDays("2026-03-01", -60),
    ]).toEqual(["2027-01-01", "2024-02-29", "1900-03-01", "2000-02-29", "2025-12-31"]);
    expect([
      daysBetween("2024-01-01", "2025-01-01"),
      daysBetween("2025-01-01", "2024-12-31"),
      daysBetween("0001-01-01", "9999-12-31"),
    ]).toEqual([366, -1, 3_652_058]);
    expect([
      dateOfMs(-1),
      dateOfMs(0),
      formatDate({ year: 7, month: 1, day: 2 }),
      formatDate({ year: 9999, month: 12, day: 31 }),
    ]).toEqual(["1969-12-31", "1970-01-01", "0007-01-02", "9999-12-31"]);
    expect(() => formatDate({ year: 10_000, month: 1, day: 1 })).toThrow("four digits");
    expect(() => formatDate({ year: -1, month: 1, day: 1 })).toThrow("four digits");
    for (let day = 0; day < 146_100; day += 97) {
      const date = addDays("1600-01-01", day);
      expect(date).toBe(
        new Date(Date.UTC(1600, 0, 1) + day * 86_400_000).toISOString().slice(0, 10),
      );
    }
  });
});

describe("small things", () => {
  it("assertions say what should have been", () => {
    expect(present(0, "it is there")).toBe(0);
    expect(() => present(undefined, "it is there")).toThrow("it is there");
    expect(() => present(null, "it is there")).toThrow("it is there");
    expect(safeInteger(5, "five")).toBe(5);
    expect(() => safeInteger(0.5, "half")).toThrow("half is a safe integer: 0.5");
    expect(() => unreachable("odd" as never)).toThrow("every case is handled: odd");
    expect(compact({ a: 1, b: undefined, c: 0 })).toEqual({ a: 1, c: 0 });
    expect("b" in compact({ b: undefined })).toBe(false);
    expect([isRoundingMode("half_up"), isRoundingMode("up")]).toEqual([true, false]);
  });
  it("quantities have three decimals", () => {
    expect(parseQuantity("1.5")).toEqual(done(1500));
    expect(parseQuantity("0.0005").ok).toBe(false);
    expect(parseQuantity("x")).toEqual(refuse("quantity-malformed"));
    expect(parseQuantity("-2")).toEqual(done(-2000));
    expect([quantityText(1500), quantityText(-500), quantityText(2000), quantityText(0)]).toEqual([
      "1.5",
      "-0.5",
      "2",
      "0",
    ]);
    expect(parseQuantity("1000000")).toEqual(done(1_000_000_000));
    expect(parseQuantity("-1000000")).toEqual(done(-1_000_000_000));
    expect(parseQuantity("1000000.001")).toMatchObject({ refusal: { code: "quantity-too-large" } });
    expect(parseQuantity("-1000000.001")).toMatchObject({
      refusal: { code: "quantity-too-large" },
    });
  });
  it("planted bugs are armed by name", () => {
    expect(planted("F22")).toBe(false);
    armPlantedBug("F22");
    expect([planted("F22"), planted("F23")]).toEqual([true, false]);
    armPlantedBug("");
    expect(planted("F22")).toBe(false);
  });
  it("the page's policy names every source it allows", () => {
    expect(contentSecurityPolicy("N0")).toBe(
      "default-src 'none'; script-src 'self'; style-src 'self' 'nonce-N0'; img-src 'self' data: blob:; font-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types default",
    );
  });
  it("draws stay inside their bounds, reach both, and repeat by seed", () => {
    const prng = createPrng(7);
    const drawn = Array.from({ length: 400 }, () => prng.int(-1, 2));
    expect([...new Set(drawn)].sort()).toEqual([-1, 0, 1, 2]);
    expect([...prng.bytes(300)].some((byte) => byte > 127)).toBe(true);
    expect(createPrng(7).bytes(4)).toEqual(createPrng("7").bytes(4));
    expect([...createPrng(1).shuffle([1, 2, 3, 4])].sort()).toEqual([1, 2, 3, 4]);
    expect(() => prng.int(0.5, 2)).toThrow("whole");
    expect(() => prng.int(0, 1.5)).toThrow("whole");
    expect(() => prng.int(2, 1)).toThrow("2^53");
    expect(() => prng.int(-(2 ** 53) + 1, 2 ** 53 - 1)).toThrow("2^53");
    expect(() => prng.pick([])).toThrow("pick from");
    expect(prng.int(3, 3)).toBe(3);
    expect(prng.int(0, 2 ** 52)).toBeGreaterThanOrEqual(0);
  });
});
