import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readDigitalLink } from "#shared/base/digital-link.ts";
import { bracketedText, rawText, readBracketed, readRaw } from "#shared/base/gs1.ts";
import { identifiers, linkQualifiers } from "#shared/base/gs1-identifiers.ts";
import { readScan } from "#shared/base/gs1-scan.ts";
import type { Gs1Element } from "#shared/base/gs1-value.ts";
import { checkDigit, expandUpcE, readGtin } from "#shared/base/gtin.ts";
import { readMeasure } from "#shared/base/gtin-measure.ts";
import { parseScan } from "#shared/engine/scan.ts";

const TODAY = "2026-01-01";
const SIGNS = {
  N: "0123456789",
  X: "!\"%&'()*+,-./0123456789:;<=>?ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz",
  Y: "#-/0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ",
  Z: "-0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz",
};

/** Identifiers without a rule inside, with any value that fits their form. */
const plain = identifiers().filter((one) =>
  one.components.every((component) => component.checks.length === 0),
);
const element: fc.Arbitrary<Gs1Element> = fc.constantFrom(...plain).chain(({ ai, components }) =>
  fc
    .tuple(
      ...components.map(({ alphabet, length, variable }) =>
        fc.string({
          unit: fc.constantFrom(...SIGNS[alphabet]),
          minLength: variable ? 1 : length,
          maxLength: length,
        }),
      ),
    )
    .map((parts) => ({ ai, value: parts.join("") })),
);
const elements = fc.array(element, { minLength: 1, maxLength: 6 });
const digits = (length: number) =>
  fc.string({ unit: fc.constantFrom(..."0123456789"), minLength: length, maxLength: length });
const gtin = fc
  .constantFrom(7, 11, 12, 13)
  .chain((length) => digits(length))
  .map((body) => body + checkDigit(body));

describe("codes", () => {
  test("any one wrong digit of a trade item number is found", () => {
    fc.assert(
      fc.property(gtin, fc.nat(), fc.integer({ min: 1, max: 9 }), (code, place, step) => {
        expect(readGtin(code).ok).toBe(true);
        const at = place % code.length;
        const digit = String((Number(code.charAt(at)) + step) % 10);
        expect(readGtin(code.slice(0, at) + digit + code.slice(at + 1)).ok).toBe(false);
      }),
    );
  });

  test("elements survive the bracketed and the raw form", () => {
    fc.assert(
      fc.property(elements, (list) => {
        expect(readBracketed(bracketedText(list), TODAY)).toEqual({ ok: true, value: list });
        const raw = rawText(list).replace(/^\^/, "").replaceAll("^", "\u001d");
        expect(readRaw(raw, TODAY)).toEqual({ ok: true, value: list });
        expect(readScan(`]C1${raw}`, TODAY)).toMatchObject({ value: { elements: list } });
      }),
      { numRuns: 1_000 },
    );
  });

  test("elements survive a web address", () => {
    const attributes = elements.map((list) => [
      ...new Map(
        list
          .filter(
            ({ ai }) => linkQualifiers(ai) === undefined && !["21", "22", "235", "10"].includes(ai),
          )
          .filter(({ ai }) => identifiers().find((one) => one.ai === ai)?.linkAttribute)
          .map((one) => [one.ai, one]),
      ).values(),
    ]);
    const query = (list: readonly Gs1Element[]): string =>
      list.map(({ ai, value }) => `${ai}=${encodeURIComponent(value)}`).join("&");
    fc.assert(
      fc.property(digits(13), attributes, (body, list) => {
        const key = { ai: "01", value: body + checkDigit(body) };
        const input = `https://example.com/x/01/${key.value}?${query(list).replace(/[!'()*]/g, escape)}`;
        expect(readDigitalLink(input, TODAY)).toEqual({ ok: true, value: [key, ...list] });
      }),
      { numRuns: 500 },
    );
  });

  test("a scale label's item does not depend on its figure", () => {
    fc.assert(
      fc.property(digits(5), digits(5), digits(5), (item, one, other) => {
        const read = [one, other].map((figure) => {
          const body = `24${item}${figure}`;
          return readMeasure(body + checkDigit(body), "24iiiiivvvddc");
        });
        expect(read.every((result) => result.ok)).toBe(true);
        const codes = read.map((result) => (result.ok ? result.value.itemCode : ""));
        expect(codes[0]).toBe(codes[1]);
        expect(read.map((result) => result.ok && result.value.amount)).toEqual([
          Number(one),
          Number(other),
        ]);
      }),
    );
  });

  test("whatever comes in, every reader answers: a value or a code, never an exception", () => {
    const piece = fc.oneof(
      fc.constantFrom(
        "]C1",
        "]Q1",
        "]E0",
        "]d2",
        "(01)",
        "\\(",
        "https://",
        "HTTP://",
        "/01/",
        "?",
        "&",
        ";",
        "=",
        "#",
        "%",
        "%00",
        "KC",
        "KSR1:",
        "\u001d",
        "^",
        "__proto__",
        "\u0000",
        "\u202e",
        "\ud800",
        "\udfff",
        "[",
        "::1",
        "%25",
        "09520123456788",
      ),
      fc.string({ unit: "binary", maxLength: 6 }),
      digits(6),
    );
    const options = {
      today: TODAY,
      patterns: [{ pattern: "24iiiiivvvddc", gives: "price" as const }],
    };
    fc.assert(
      fc.property(
        fc.array(piece, { maxLength: 8 }).map((parts) => parts.join("")),
        (input) => {
          const answers = [
            parseScan(input, options),
            readScan(input, TODAY),
            readBracketed(input, TODAY),
            readRaw(input, TODAY),
            readDigitalLink(input, TODAY),
            readGtin(input),
            expandUpcE(input),
            readMeasure(input, "24iiiiivvvddc"),
            readMeasure("2488638015418", input),
          ];
          for (const answer of answers) {
            if (!answer.ok) expect(answer.refusal.code).toMatch(/^[a-z0-9-]+$/);
          }
        },
      ),
      { numRuns: 5_000 },
    );
  });

  test("ten million signs are answered at once", () => {
    const started = performance.now();
    for (const sign of ["0", "(", "(01)", "]C1", "\u001d", "https://a/01/", "%", " ", "\\("]) {
      const input = sign.repeat(10_000_000 / sign.length);
      for (const read of [readScan, readBracketed, readRaw, readDigitalLink]) read(input, TODAY);
      expect(parseScan(input, { today: TODAY, patterns: [] }).ok).toBe(false);
      readGtin(input);
      expandUpcE(input);
      readMeasure(input, input);
    }
    // Seconds, where a reader that walks the input more than once takes minutes.
    expect(performance.now() - started).toBeLessThan(5_000);
  });
});
