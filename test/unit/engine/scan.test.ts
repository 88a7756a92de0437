import { describe, expect, test } from "vitest";
import { parseScan, type ScanPattern } from "#shared/engine/scan.ts";
import { clientCardCode, readClientCard } from "#shared/engine/scan-card.ts";

const GS = "\u001d";
const patterns: readonly ScanPattern[] = [
  { pattern: "24iiiiivvvddc", gives: "price" },
  { pattern: "02iiiiivvdddc", gives: "weight" },
  { pattern: "02iidddc", gives: "weight" },
];
const scan = (raw: string) => parseScan(raw, { patterns, today: "2026-01-01" });

describe("row 25: what a scanner or a person sends", () => {
  test.each<[string, object]>([
    ["4006381333931", { kind: "gtin", gtin14: "04006381333931" }],
    ["4006381333931\r\n", { kind: "gtin", gtin14: "04006381333931" }],
    ["\u00024006381333931\u0003", { kind: "gtin", gtin14: "04006381333931" }],
    ["  96385074\t", { kind: "gtin", gtin14: "00000096385074" }],
    ["036000291452", { kind: "gtin", gtin14: "00036000291452" }],
    ["04252614", { kind: "gtin", gtin14: "00042100005264" }],
    ["]E04006381333931", { kind: "gtin", gtin14: "04006381333931" }],
    ["]E0036000291452", { kind: "gtin", gtin14: "00036000291452" }],
    ["]E3977147396801205", { kind: "gtin" }],
    ["]I110614141000415", { kind: "gtin", gtin14: "10614141000415" }],
    ["]A0SHELF-17", { kind: "text", text: "SHELF-17" }],
    ["]C0SKU 12", { kind: "text", text: "SKU 12" }],
    ["]Q1hello", { kind: "text", text: "hello" }],
    ["red tee", { kind: "text", text: "red tee" }],
    ["香水 30ml", { kind: "text", text: "香水 30ml" }],
    ["12345", { kind: "text", text: "12345" }],
    ["10002345", { kind: "text", text: "10002345", doubt: "gtin-check-digit" }],
    ["9812345678902", { kind: "coupon", code: "9812345678902" }],
    ["(255)4006381333931123", { kind: "coupon", code: "(255)4006381333931123" }],
    ["]e08110106141416543213150110120", { kind: "coupon", code: "(8110)106141416543213150110120" }],
    ["KSR1:AAAA", { kind: "receipt-code", text: "KSR1:AAAA" }],
    ["]Q1KSR1:AAAA", { kind: "receipt-code", text: "KSR1:AAAA" }],
    ["KCAL-100", { kind: "text", text: "KCAL-100" }],
  ])("%j", (raw, wanted) => {
    expect(scan(raw)).toMatchObject({ ok: true, value: wanted });
  });

  test("row 26: scale labels by the first pattern that matches, before anything else", () => {
    expect(scan("2488638015418")).toEqual({
      ok: true,
      value: {
        kind: "variable-measure",
        itemCode: "2488638000001",
        gives: "price",
        amount: 1541,
        decimals: 2,
      },
    });
    expect(scan("]E02488638015418")).toMatchObject({ value: { kind: "variable-measure" } });
    expect(scan("02012346")).toMatchObject({
      value: { gives: "weight", amount: 234, decimals: 3 },
    });
    expect(scan("2588638015415")).toMatchObject({ value: { kind: "gtin" } });
  });

  test.each([
    `]C1010952012345678831030001953922299${GS}17271231`,
    `010952012345678831030001953922299${GS}17271231`,
    `]C1${GS}010952012345678831030001953922299`,
    `${GS}010952012345678831030001953922299`,
    "010952012345678831030001953922299",
    "(01)09520123456788(3103)000195(3922)299",
    "https://example.com/01/9520123456788?3103=000195&3922=299",
    "]Q1https://example.com/01/9520123456788?3103=000195&3922=299",
  ])("row 26: elements by name: %j", (raw) => {
    expect(scan(raw)).toMatchObject({
      value: {
        kind: "elements",
        gtin14: "09520123456788",
        weight: { decimal: "0.195", unit: "kg" },
        price: { decimal: "2.99" },
      },
    });
  });

  test("row 26: serial, batch, dates, count and a price with its currency", () => {
    const raw = `]d20109520123456788172602001526013110L1${GS}21S/1${GS}3012${GS}3932978299`;
    expect(scan(raw)).toEqual({
      ok: true,
      value: {
        kind: "elements",
        elements: expect.any(Array),
        gtin14: "09520123456788",
        serial: "S/1",
        batch: "L1",
        expiresOn: "2026-02-28",
        bestBefore: "2026-01-31",
        count: 12,
        price: { decimal: "2.99", currencyNumeric: "978" },
      },
    });
  });

  test.each([
    ["", "scan-empty"],
    [" \r\n", "scan-empty"],
    ["]Q1", "scan-empty"],
    ["x".repeat(10_000_000), "scan-too-long"],
    ["abc\u0000", "scan-garbled"],
    ["a\u0007b", "scan-garbled"],
    ["\u202e4006381333931", "scan-garbled"],
    ["a\u2066b", "scan-garbled"],
    ["\ud800", "scan-garbled"],
    ["]E04006381333930", "gtin-check-digit"],
    ["]E0", "gtin-length"],
    ["]E3977147396801305", "gtin-check-digit"],
    ["]E39771473968012055", "gtin-length"],
    ["]d2", "gs1-unknown-identifier"],
    ["(01)09520123456789", "gs1-check-digit"],
    [`10AB${GS}${GS}`, "gs1-unknown-identifier"],
    ["https://example.com/shop", "link-no-key"],
    ["KSR3:AAAA", "receipt-code-version"],
    ["KC123456789", "client-card-malformed"],
  ])("refuses %j as %s", (raw, code) => {
    expect(scan(raw)).toMatchObject({ ok: false, refusal: { code } });
  });

  test.each(["__proto__", "constructor", "]__", "(__proto__)", "KC", "KSR", "]"])(
    "%j is a text like any other",
    (text) => {
      expect(scan(text)).toEqual({ ok: true, value: { kind: "text", text } });
    },
  );
});

describe("client cards", () => {
  test("are read back, and any wrong digit or swap of neighbours is found", () => {
    const code = clientCardCode("1029384756");
    expect(code.ok).toBe(true);
    if (!code.ok) return;
    expect(scan(`${code.value}\r`)).toEqual({
      ok: true,
      value: { kind: "client-card", cardNumber: "1029384756" },
    });
    for (let at = 2; at < code.value.length; at += 1) {
      for (let digit = 0; digit <= 9; digit += 1) {
        const bad = `${code.value.slice(0, at)}${digit}${code.value.slice(at + 1)}`;
        expect(readClientCard(bad).ok).toBe(bad === code.value);
      }
      const swapped = [...code.value];
      const [left, right] = [swapped[at] ?? "", swapped[at + 1] ?? ""];
      swapped.splice(at, 2, right, left);
      if (left !== right && right !== "") expect(readClientCard(swapped.join("")).ok).toBe(false);
    }
  });

  test.each(["", "1234567", "12345678901234567", "1234567a", "x".repeat(1_000_000)])(
    "no card has the number %j",
    (number) => {
      expect(clientCardCode(number)).toMatchObject({ refusal: { code: "client-card-malformed" } });
      expect(readClientCard(number)).toMatchObject({ refusal: { code: "client-card-malformed" } });
    },
  );
});
