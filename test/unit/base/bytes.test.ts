import { describe, expect, test } from "vitest";
import {
  base64urlDecode,
  base64urlEncode,
  bytesEqual,
  concatBytes,
  hexDecode,
  hexEncode,
  utf8Decode,
  utf8Encode,
} from "#shared/base/bytes.ts";
import { createPrng } from "#shared/base/prng.ts";

describe("UTF-8", () => {
  test.each([
    "",
    "plain",
    "café",
    "香港",
    "a😀b",
    "\u0000\u07ff\u0800\uffff",
    "x\ud800y",
    "\udc00",
    "\ud800\ud800",
  ])("encodes %j as the platform does", (text) => {
    expect(utf8Encode(text)).toEqual(new Uint8Array(new TextEncoder().encode(text)));
  });

  test("decodes what the platform decodes and refuses what it refuses", () => {
    const prng = createPrng("utf8");
    const strict = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
    const pieces = [
      0x41, 0xc3, 0xa9, 0xe2, 0x82, 0xac, 0xf0, 0x9f, 0x98, 0x80, 0xed, 0xa0, 0xf4, 0x90, 0xc0,
      0xff,
    ];
    for (let round = 0; round < 20_000; round += 1) {
      const bytes = Uint8Array.from({ length: prng.int(0, 6) }, () => prng.pick(pieces));
      let expected: string | undefined;
      try {
        expected = strict.decode(bytes);
      } catch {
        expected = undefined;
      }
      expect(utf8Decode(bytes)).toBe(expected);
    }
    const long = "é".repeat(100_000);
    expect(utf8Decode(utf8Encode(long))).toBe(long);
  });
});

describe("hex and base64url", () => {
  test("agree with the platform", () => {
    const prng = createPrng("hex");
    for (let size = 0; size < 70; size += 1) {
      const bytes = prng.bytes(size);
      expect(hexEncode(bytes)).toBe(Buffer.from(bytes).toString("hex"));
      expect(base64urlEncode(bytes)).toBe(Buffer.from(bytes).toString("base64url"));
      expect(hexDecode(hexEncode(bytes).toUpperCase())).toEqual(bytes);
      expect(base64urlDecode(base64urlEncode(bytes))).toEqual(bytes);
    }
  });

  test("refuse what is not theirs", () => {
    for (const text of ["a", "0g", "é0"]) expect(hexDecode(text)).toBeUndefined();
    for (const text of ["A", "AB", "AAB", "A+AA", "AA==", "AAA\u0000"]) {
      expect(base64urlDecode(text)).toBeUndefined();
    }
  });

  test("compare and join", () => {
    const left = Uint8Array.of(1, 2);
    expect(bytesEqual(left, Uint8Array.of(1, 2))).toBe(true);
    expect(bytesEqual(left, Uint8Array.of(1, 3))).toBe(false);
    expect(bytesEqual(left, Uint8Array.of(1))).toBe(false);
    expect(concatBytes(left, new Uint8Array(), left)).toEqual(Uint8Array.of(1, 2, 1, 2));
  });
});
