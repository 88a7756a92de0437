import { describe, expect, test } from "vitest";
import { bracketedText, elementValue, rawText, readBracketed, readRaw } from "#shared/base/gs1.ts";
import { checkPair, isCheckName, isIban } from "#shared/base/gs1-checks.ts";
import { readGs1Date } from "#shared/base/gs1-date.ts";
import { identifiers } from "#shared/base/gs1-identifiers.ts";
import { readScan } from "#shared/base/gs1-scan.ts";
import { meaningOf } from "#shared/base/gs1-value.ts";

const TODAY = "2026-01-01";
const GS = "\u001d";

describe("the table of identifiers", () => {
  test("has every identifier once, known checks only, and no identifier begins another", () => {
    const all = identifiers();
    expect(all).toHaveLength(541);
    expect(new Set(all.map((one) => one.ai)).size).toBe(541);
    for (const one of all) {
      for (const component of one.components) {
        expect(component.length).toBeGreaterThan(0);
        for (const check of component.checks)
          expect([check, isCheckName(check)]).toEqual([check, true]);
      }
      for (const other of all) {
        if (other !== one) expect(other.ai.startsWith(one.ai)).toBe(false);
      }
    }
  });

  test("predefined lengths are those of the General Specifications, figure 7.8.5-2", () => {
    const starts = new Map<string, Set<number>>();
    for (const { ai, predefinedLength } of identifiers()) {
      if (predefinedLength === undefined) continue;
      const start = ai.slice(0, 2);
      starts.set(start, (starts.get(start) ?? new Set()).add(ai.length + predefinedLength));
    }
    expect(Object.fromEntries([...starts].map(([start, sizes]) => [start, [...sizes]]))).toEqual({
      "00": [20],
      "01": [16],
      "02": [16],
      "03": [16],
      "11": [8],
      "12": [8],
      "13": [8],
      "15": [8],
      "16": [8],
      "17": [8],
      "20": [4],
      "31": [10],
      "32": [10],
      "33": [10],
      "34": [10],
      "35": [10],
      "36": [10],
      "41": [16],
    });
  });
});

describe("element values", () => {
  test.each([
    "(00)006141411234567890",
    "(01)09520123456788(3103)000195(3922)0299(17)201225",
    "(11)280200",
    "(253)4006381333931DOC",
    "(253)4006381333931",
    "(255)4006381333931123456789012",
    "(3919)9781234",
    "(3932)9780299",
    "(421)276D-10115",
    "(422)276",
    "(423)276250528",
    "(427)BY",
    "(4300)Caf%C3%A9",
    "(4307)DE",
    "(4309)02790858483015297971",
    "(4321)1",
    "(4324)2601010830",
    "(4330)000312-",
    "(4330)000312",
    "(7003)2601312359",
    "(7007)260131",
    "(7007)260101260131",
    "(7011)260131",
    "(7011)2601310830",
    "(7030)276ABC",
    "(7030)999ABC",
    "(7040)1A2-",
    "(7041)BX",
    "(717)ABC",
    "(7230)EMX",
    "(7241)80",
    "(7250)20260131",
    "(7251)202601312359",
    "(7252)9",
    "(7258)1/3",
    "(8001)12345678901231".replace("12345678901231", "12341234512391"),
    "(8003)04006381333931SER",
    "(8004)4006X",
    "(8006)095201234567880102",
    "(8007)DE89370400440532013000",
    "(8008)26013123",
    "(8008)2601312359",
    "(8008)260131235958",
    "(8010)4006-1/2#A",
    "(8011)1",
    "(8013)1987654Ad4X4bL5ttr2310c2K",
    "(8030)-5o_A=",
    "(8043)123456789012345678",
    "(8111)1234",
    "(8110)106141416543213150110120",
    "(8112)006141411234560123456",
    "(8200)https://example.com/x",
    "(90)X",
    `(99)${"A".repeat(90)}`,
    "(10)a\\(b)",
    "(21)!\"%&'*+,-./:;<=>?_",
  ])("accepts %s", (input) => {
    const read = readBracketed(input, TODAY);
    expect(read).toMatchObject({ ok: true });
    if (read.ok) expect(bracketedText(read.value)).toBe(input);
  });

  test.each([
    ["(01)12345678901234", "gs1-check-digit"],
    ["(00)006141411234567891", "gs1-check-digit"],
    ["(414)4006381333932", "gs1-check-digit"],
    ["(8013)1987654Ad4X4bL5ttr2310c2L", "gs1-check-digit"],
    ["(8006)095201234567890102", "gs1-check-digit"],
    ["(01)1234567890123", "gs1-length"],
    ["(01)123456789012312", "gs1-length"],
    ["(11)26010", "gs1-length"],
    ["(422)27", "gs1-length"],
    ["(3100)1234567", "gs1-length"],
    ["(253)400638133393", "gs1-length"],
    [`(10)${"A".repeat(21)}`, "gs1-length"],
    [`(99)${"A".repeat(91)}`, "gs1-length"],
    ["(421)276", "gs1-length"],
    ["(423)27625", "gs1-length"],
    ["(10)", "gs1-empty"],
    ["(10)(11)260101", "gs1-empty"],
    ["(10)A B", "gs1-character"],
    ["(10)A^B", "gs1-character"],
    ["(10)\\A", "gs1-character"],
    ["(10)é", "gs1-character"],
    ["(10)A\u0000", "gs1-character"],
    ["(01)1234567890123A", "gs1-character"],
    ["(8010)4006a", "gs1-character"],
    ["(8030)AB+", "gs1-character"],
    ["(8030)A=B", "gs1-character"],
    ["(11)261301", "gs1-date"],
    ["(11)260001", "gs1-date"],
    ["(17)260231", "gs1-date"],
    ["(17)270229", "gs1-date"],
    ["(7006)260200", "gs1-date"],
    ["(4326)260100", "gs1-date"],
    ["(7250)20260230", "gs1-date"],
    ["(7007)260131260132", "gs1-date"],
    ["(8008)26013223", "gs1-date"],
    ["(7003)2601312400", "gs1-time"],
    ["(7003)2601312360", "gs1-time"],
    ["(8008)26013124", "gs1-time"],
    ["(8008)260131235960", "gs1-time"],
    ["(4324)2601019999", "gs1-time"],
    ["(422)999", "gs1-country"],
    ["(421)000X", "gs1-country"],
    ["(423)276999", "gs1-country"],
    ["(4307)XX", "gs1-country"],
    ["(4307)de", "gs1-country"],
    ["(7030)998X", "gs1-country"],
    ["(3910)0001", "gs1-currency"],
    ["(3930)9001", "gs1-currency"],
    ["(8007)DE89370400440532013001", "gs1-iban"],
    ["(8007)XX89370400440532013000", "gs1-iban"],
    ["(8007)DE89", "gs1-iban"],
    ["(8007)de89370400440532013000", "gs1-iban"],
    ["(4300)50%", "gs1-content"],
    ["(4309)18000000010000000000", "gs1-content"],
    ["(4321)2", "gs1-content"],
    ["(4330)000312+", "gs1-content"],
    ["(7040)1A2!", "gs1-content"],
    ["(7041)bx", "gs1-content"],
    ["(7241)11", "gs1-content"],
    ["(7252)3", "gs1-content"],
    ["(7258)3/1", "gs1-content"],
    ["(8001)00001234512391", "gs1-content"],
    ["(8001)12341234512321", "gs1-content"],
    ["(8003)14006381333931", "gs1-content"],
    ["(8004)40A6X", "gs1-content"],
    ["(8006)095201234567880201", "gs1-content"],
    ["(8011)01", "gs1-content"],
    ["(8110)10614141", "gs1-content"],
    ["(8112)206141411234560123456", "gs1-content"],
    ["(05)1", "gs1-unknown-identifier"],
    ["(235X)1", "gs1-form"],
    ["(3106)000001", "gs1-unknown-identifier"],
    ["(23)1", "gs1-unknown-identifier"],
    ["(9)1", "gs1-form"],
    ["(12345)1", "gs1-form"],
    ["", "gs1-form"],
    ["10)1", "gs1-form"],
    ["(10", "gs1-form"],
    ["(10)A(", "gs1-form"],
    ["()A", "gs1-form"],
    [`(10)${"(".repeat(10_000)}`, "gs1-too-long"],
  ])("refuses %j as %s", (input, code) => {
    expect(readBracketed(input, TODAY)).toMatchObject({ ok: false, refusal: { code } });
  });

  test("the check characters of a GMN are those of the General Specifications' example", () => {
    expect(checkPair("1987654Ad4X4bL5ttr2310c")).toBe("2K");
    expect(isIban("GB82WEST12345698765432")).toBe(true);
  });
});

test("brackets inside values", () => {
  const value = (input: string) => {
    const read = readBracketed(input, TODAY);
    return read.ok ? read.value[0]?.value : read.refusal.code;
  };
  expect(value("(10)a\\(b\\)c)d")).toBe("a(b)c)d");
  expect(value("(10)a\\(")).toBe("a(");
  expect(value("(10)a\\")).toBe("gs1-character");
});

describe("raw strings", () => {
  test("separators stand after variable lengths, and one more does no harm", () => {
    const wanted = [
      { ai: "01", value: "09520123456788" },
      { ai: "10", value: "AB" },
      { ai: "422", value: "276" },
      { ai: "17", value: "271231" },
    ];
    for (const data of [
      `010952012345678810AB${GS}422276${GS}17271231`,
      `0109520123456788${GS}10AB${GS}422276${GS}17271231`,
      `010952012345678810AB${GS}422276${GS}17271231${GS}`,
    ])
      expect(readRaw(data, TODAY)).toEqual({ ok: true, value: wanted });
    expect(rawText(wanted)).toBe("^010952012345678810AB^422276^17271231");
    expect(elementValue(wanted, "17")).toBe("271231");
    expect(elementValue(wanted, "21")).toBeUndefined();
  });

  test.each([
    ["", "gs1-unknown-identifier"],
    [GS, "gs1-unknown-identifier"],
    [`10AB${GS}${GS}17271231`, "gs1-unknown-identifier"],
    ["42227617271231", "gs1-length"],
    ["01095201234567", "gs1-length"],
    [`01095201${GS}23456788`, "gs1-length"],
    ["10AB17", undefined],
    ["05", "gs1-unknown-identifier"],
    ["x".repeat(10_000_000), "gs1-too-long"],
  ])("%j is refused as %s", (data, code) => {
    const read = readRaw(data, TODAY);
    expect(read.ok ? undefined : read.refusal.code).toBe(code);
  });
});

describe("meaning", () => {
  test.each([
    ["3103", "000195", { number: "0.195" }],
    ["3100", "000012", { number: "12" }],
    ["3105", "123456", { number: "1.23456" }],
    ["30", "0012", { number: "12" }],
    ["37", "5", { number: "5" }],
    ["3922", "0299", { number: "2.99" }],
    ["3932", "9780299", { number: "2.99", currency: "978" }],
    ["3909", "5", { number: "0.000000005" }],
    ["3953", "001500", { number: "1.500" }],
    ["17", "280200", { date: "2028-02-29" }],
    ["7003", "2601312359", { date: "2026-01-31" }],
    ["7007", "260101260131", { date: "2026-01-01" }],
    ["7251", "199912312359", { date: "1999-12-31" }],
    ["10", "260101", {}],
    ["8005", "000199", {}],
  ])("%s %s", (ai, value, meaning) => {
    expect(meaningOf({ ai, value }, TODAY)).toEqual(meaning);
  });

  test.each([
    ["760101", "2026-01-01", "2076-01-01"],
    ["770101", "2026-01-01", "1977-01-01"],
    ["000229", "2026-01-01", "2000-02-29"],
    ["490101", "2099-06-01", "2149-01-01"],
    ["500101", "2099-06-01", "2050-01-01"],
    ["990101", "2000-01-01", "1999-01-01"],
    ["510101", "2000-01-01", "1951-01-01"],
    ["500101", "2000-01-01", "2050-01-01"],
    ["260200", "2026-01-01", "2026-02-28"],
  ])("%s read on %s is %s", (text, today, date) => {
    expect(readGs1Date(text, { today, dayZero: true })).toEqual({ ok: true, value: date });
  });
});

describe("readScan", () => {
  test.each([
    ["]E04006381333931", { kind: "gtin", gtin: { digits: "4006381333931" } }],
    ["]E496385074", { kind: "gtin", gtin: { kind: "gtin8" } }],
    ["]I110614141000415", { kind: "gtin" }],
    [
      "]E04006381333931|]e010AB",
      { kind: "gtin", elements: [{ ai: "01" }, { ai: "10", value: "AB" }] },
    ],
    ["]C110AB", { kind: "elements", link: false }],
    ["]e03103000195", { kind: "elements" }],
    [`]Q310AB${GS}17271231`, { kind: "elements" }],
    ["]J110AB", { kind: "elements" }],
    ["]d1hello", { kind: "text", text: "hello" }],
    ["]Q1", { kind: "text", text: "" }],
    ["]d1https://example.com/01/09520123456788", { kind: "elements", link: true }],
  ])("%j", (input, value) => {
    expect(readScan(input, TODAY)).toMatchObject({ ok: true, value });
  });

  test.each([
    ["", "scan-symbology"],
    ["]", "scan-symbology"],
    ["]X0ABC", "scan-symbology"],
    ["4006381333931", "scan-symbology"],
    ["]__proto__", "scan-symbology"],
    ["]E0400638133393", "gtin-length"],
    ["]E040063813339310", "gtin-length"],
    ["]E04006381333930", "gtin-check-digit"],
    ["]E0400638133393A", "gtin-not-numeric"],
    ["]E4", "gtin-length"],
    ["]d2", "gs1-unknown-identifier"],
    ["]Q1https://example.com/", "link-no-key"],
    [`]Q1${"x".repeat(10_000_000)}`, "scan-too-long"],
  ])("refuses %j as %s", (input, code) => {
    expect(readScan(input, TODAY)).toMatchObject({ ok: false, refusal: { code } });
  });
});
