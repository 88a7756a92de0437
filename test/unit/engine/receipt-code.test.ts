import { describe, expect, test } from "vitest";
import { nobleCrypto as crypto } from "#shared/base/crypto-noble.ts";
import { createPrng } from "#shared/base/prng.ts";
import {
  RECEIPT_CODE_BYTES_MAX,
  type ReceiptCode,
  type ReceiptCodeLine,
  readReceiptCode,
  writeReceiptCode,
} from "#shared/engine/receipt-code.ts";
import { openLedger, refund, refundableMinor } from "#shared/engine/return-math.ts";
import { partsOfReceiptCode } from "#shared/engine/return-math-parts.ts";
import { decodeByTheDocument } from "../../builders/receipt-code-decoder.ts";

const prng = createPrng("receipt");
const secretKey = prng.bytes(32);
const registerId = "0190a1b2-c3d4-7000-8000-00000000000a";
const signer = { crypto, secretKey };
const keys: Readonly<Record<string, readonly Uint8Array[]>> = {
  [registerId]: [crypto.publicKeyOf(prng.bytes(32)), crypto.publicKeyOf(secretKey)],
};
const verifier = {
  crypto,
  publicKeys: (id: string) => (Object.hasOwn(keys, id) ? (keys[id] ?? []) : []),
};

function aLine(line: Partial<ReceiptCodeLine> = {}): ReceiptCodeLine {
  return {
    kind: "goods",
    reference: "TEE-01",
    quantityMilli: 2_000,
    totalMinor: 4_000,
    taxes: [{ rule: 0, taxMinor: 639 }],
    ...line,
  };
}

function aCode(code: Partial<Omit<ReceiptCode, "complete">> = {}): Omit<ReceiptCode, "complete"> {
  return {
    saleId: "0190a1b2-c3d4-7000-8000-000000000001",
    registerId,
    receiptNumber: "B2-000123",
    soldAtMs: 1_795_377_600_123,
    currency: "EUR",
    totalMinor: 4_000,
    taxRules: [{ id: "vat-19", rate: "19", included: true, taxMinor: 639 }],
    tenders: [{ kind: "cash", amountMinor: 4_000 }],
    lines: [aLine()],
    ...code,
  };
}

const aClientsPoints = {
  clientId: "0190a1b2-c3d4-7000-8000-00000000000c",
  earned: 40,
  earningMinor: 4_000,
};

function written(code = aCode()): string {
  const text = writeReceiptCode(code, signer);
  if (!text.ok) throw new Error(text.refusal.code);
  return text.value;
}

const bytesOf = (text: string): Buffer => Buffer.from(text.slice(5), "base64url");

describe("row 7: a receipt's code", () => {
  const odd = aCode({
    receiptNumber: "Nº 7/é",
    taxRules: [
      { id: "0190a1b2-c3d4-7000-8000-00000000000b", rate: "5.5", included: true, taxMinor: 1 },
      { id: "per piece", rate: "", included: false, taxMinor: 30 },
      { id: "x", rate: "100", included: false, taxMinor: 0 },
    ],
    tenders: [
      { kind: "other", amountMinor: 1 },
      { kind: "gift-card", amountMinor: -3_999 },
    ],
    lines: [
      aLine({ reference: "04006381333931", quantityMilli: 1_234, taxes: [] }),
      aLine({
        reference: "",
        quantityMilli: -1_000,
        totalMinor: -50,
        taxes: [{ rule: 2, taxMinor: -5 }],
      }),
      aLine({
        kind: "fee",
        reference: "delivery",
        taxes: [
          { rule: 1, taxMinor: 0 },
          { rule: 0, taxMinor: 7 },
        ],
      }),
      aLine({
        totalMinor: 900_000_000_000,
        taxes: [0, 1, 2].map((rule) => ({ rule, taxMinor: rule })),
      }),
    ],
  });

  test.each([
    ["plain", aCode()],
    ["odd", odd],
    ["empty", aCode({ lines: [], taxRules: [], tenders: [] })],
    ["with points", aCode({ points: aClientsPoints })],
  ])(
    "reads back what was written, and so does a decoder made from the document: %s",
    (_name, code) => {
      const text = written(code);
      const whole = { ...code, complete: true };
      expect(readReceiptCode(text, verifier)).toEqual({ ok: true, value: whole });
      expect(decodeByTheDocument(text)).toEqual(whole);
    },
  );

  test("the document's example is what is written", () => {
    const hex = bytesOf(written()).toString("hex");
    expect(hex).toContain("051b");
    expect(hex.slice(0, -128)).toMatch(/04c03efe09$/);
  });

  test("forty lines of a fashion shop fit into 800 bytes", () => {
    const lines = Array.from({ length: 40 }, (_, index) =>
      aLine({
        reference: `TEE-RED-${index + 10}`,
        totalMinor: 1_999,
        taxes: [{ rule: 0, taxMinor: 319 }],
      }),
    );
    const text = written(aCode({ lines }));
    expect(bytesOf(text).length).toBeLessThanOrEqual(RECEIPT_CODE_BYTES_MAX);
    expect(readReceiptCode(text, verifier)).toMatchObject({ value: { complete: true, lines } });
  });

  test.each([
    ["forty-one lines", Array.from({ length: 41 }, () => aLine())],
    [
      "lines too long for the paper",
      Array.from({ length: 20 }, () => aLine({ reference: "ü".repeat(40) })),
    ],
  ])("%s leave the totals only", (_name, lines) => {
    const text = written(aCode({ lines }));
    expect(bytesOf(text).length).toBeLessThan(300);
    const wanted = { ...aCode({ lines: [] }), complete: false };
    expect(readReceiptCode(text, verifier)).toEqual({ ok: true, value: wanted });
    expect(decodeByTheDocument(text)).toEqual(wanted);
  });

  test("what is too long with its points keeps its lines and leaves the points out", () => {
    const lines = Array.from({ length: 40 }, (_, index) =>
      aLine({ reference: `TEE-RED-LNG-${index + 10}`, totalMinor: 1_999 }),
    );
    const fits = lines.findLastIndex((_, index) => {
      const text = written(aCode({ lines: lines.slice(0, index + 1), points: aClientsPoints }));
      return text.startsWith("KSR2:");
    });
    const more = aCode({ lines: lines.slice(0, fits + 2), points: aClientsPoints });
    expect(fits).toBeGreaterThan(20);
    expect(readReceiptCode(written(more), verifier)).toMatchObject({
      value: { complete: true, lines: more.lines },
    });
    expect(decodeByTheDocument(written(more))).not.toHaveProperty("points");
  });

  test.each([
    ["a receipt number of a page", { receiptNumber: "n".repeat(400) }],
    [
      "seventeen taxes",
      {
        taxRules: Array.from({ length: 17 }, () => ({
          id: "a",
          rate: "1",
          included: true,
          taxMinor: 1,
        })),
      },
    ],
    [
      "a line with a rule that is not there",
      { lines: [aLine({ taxes: [{ rule: 1, taxMinor: 1 }] })] },
    ],
  ])("%s is refused before it is signed", (_name, code) => {
    expect(writeReceiptCode(aCode(code), signer)).toMatchObject({
      refusal: { code: "receipt-code-too-large" },
    });
  });
});

describe("row 7: a receipt's code that was altered", () => {
  const good = written();

  test("any one sign changed is refused", () => {
    const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    for (let at = 5; at < good.length; at += 1) {
      const at0 = alphabet.indexOf(good.charAt(at));
      for (const step of [1, 17]) {
        const other = alphabet.charAt((at0 + step) % 64);
        const bad = good.slice(0, at) + other + good.slice(at + 1);
        expect(readReceiptCode(bad, verifier).ok).toBe(false);
      }
    }
  });

  test("any one bit of the price changed is a broken signature", () => {
    const bytes = bytesOf(good);
    const at = bytes.length - 64 - 3;
    bytes[at] = (bytes[at] ?? 0) ^ 1;
    expect(readReceiptCode(`KSR1:${bytes.toString("base64url")}`, verifier)).toMatchObject({
      refusal: { code: "receipt-code-signature" },
    });
  });

  test.each([
    [
      "of another register",
      written(aCode({ registerId: "unknown" })),
      "receipt-code-unknown-register",
    ],
    [
      "of a register with a name like a property",
      written(aCode({ registerId: "constructor" })),
      "receipt-code-unknown-register",
    ],
    ["of the next version", good.replace("KSR1", "KSR3"), "receipt-code-version"],
    [
      "of another version outside than inside",
      good.replace("KSR1", "KSR2"),
      "receipt-code-version",
    ],
    [
      "with the next version inside",
      `KSR1:${Buffer.concat([Buffer.of(3), bytesOf(good).subarray(1)]).toString("base64url")}`,
      "receipt-code-version",
    ],
    ["cut short", good.slice(0, -4), undefined],
    ["with more behind it", `${good}AAAA`, undefined],
    ["empty", "KSR1:", "receipt-code-malformed"],
    ["with a blank", good.replace("KSR1:", "KSR1: "), "receipt-code-malformed"],
    ["without its prefix", good.slice(5), "receipt-code-malformed"],
    ["ten million signs long", `KSR1:${"A".repeat(10_000_000)}`, "receipt-code-malformed"],
    ["of signs that are none", "KSR1:\u0000\ud800\u202e", "receipt-code-malformed"],
  ])("a code %s", (_name, text, code) => {
    const read = readReceiptCode(text, verifier);
    expect(read.ok).toBe(false);
    if (!read.ok && code !== undefined) expect(read.refusal.code).toBe(code);
  });

  test("noise never throws", () => {
    for (let round = 0; round < 3_000; round += 1) {
      const bytes = prng.bytes(prng.int(64, 200));
      bytes[0] = 1;
      bytes[1] = prng.int(0, 1);
      const text = `KSR1:${Buffer.from(bytes).toString("base64url")}`;
      expect(readReceiptCode(text, verifier).ok).toBe(false);
    }
  });
});

describe("row 7: a refund at a till that never saw the sale", () => {
  const code = aCode({
    totalMinor: 4_190,
    taxRules: [
      { id: "vat-19", rate: "19", included: true, taxMinor: 639 },
      { id: "vat-7", rate: "7", included: true, taxMinor: 29 },
    ],
    lines: [
      aLine(),
      aLine({ reference: "BOTTLE", quantityMilli: -1_000, totalMinor: -250, taxes: [] }),
      aLine({
        reference: "CHEESE",
        quantityMilli: 312,
        totalMinor: 440,
        taxes: [{ rule: 1, taxMinor: 29 }],
      }),
    ],
  });
  const read = readReceiptCode(written(code), verifier);

  test("gives back one unit, a weighed line whole, and never the bottle", () => {
    const parts = read.ok ? partsOfReceiptCode(read.value) : read;
    expect(parts.ok && parts.value.map((part) => [part.target, part.unit])).toEqual([
      ["1", 1],
      ["1", 2],
      ["3", 1],
    ]);
    if (!parts.ok) return;
    const ledger = openLedger(parts.value);
    expect(refundableMinor(ledger)).toBe(4_440);
    const one = refund(ledger, [
      { kind: "units", line: "1", units: 1 },
      { kind: "units", line: "3", units: 1 },
    ]);
    expect(one).toMatchObject({
      value: {
        totalMinor: 2_000 + 440,
        taxes: [
          { key: "vat-19", taxMinor: 320 },
          { key: "vat-7", taxMinor: 29 },
        ],
      },
    });
  });

  test("needs the sale when the lines did not fit", () => {
    const short = readReceiptCode(
      written(aCode({ lines: Array.from({ length: 41 }, () => aLine()) })),
      verifier,
    );
    expect(short.ok && partsOfReceiptCode(short.value)).toMatchObject({
      refusal: { code: "return-sale-malformed" },
    });
  });
});
