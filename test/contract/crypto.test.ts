import { describe, expect, test } from "vitest";
import { nodeCrypto, nodeSealer } from "#machine/node-crypto.ts";
import { hexDecode, hexEncode, utf8Encode } from "#shared/base/bytes.ts";
import type { Crypto, Sealer } from "#shared/base/crypto.ts";
import { nobleCrypto } from "#shared/base/crypto-noble.ts";
import { createPrng } from "#shared/base/prng.ts";

const hex = (text: string): Uint8Array => hexDecode(text) ?? new Uint8Array();

const cryptos: readonly (readonly [string, Crypto])[] = [
  ["noble", nobleCrypto],
  ["node", nodeCrypto],
];
const sealers: readonly (readonly [string, Sealer])[] = [["node", nodeSealer]];

/** RFC 8032 section 7.1: secret key, public key, message, signature. */
const SIGNATURES = [
  [
    "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
    "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
    "",
    "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e06522490155" +
      "5fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b",
  ],
  [
    "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
    "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
    "72",
    "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da" +
      "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00",
  ],
] as const;

describe.each(cryptos)("crypto of %s", (_name, crypto) => {
  test("hashes as FIPS 180-4 says, text as its UTF-8 bytes", () => {
    expect(crypto.sha256("abc")).toBe(
      "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
    );
    expect(crypto.sha256(new Uint8Array())).toBe(
      "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    );
    for (const text of ["café 香 😀", "lone \ud800 surrogate", "\u0000"]) {
      expect(crypto.sha256(text)).toBe(crypto.sha256(utf8Encode(text)));
      expect(crypto.sha256(text)).toBe(nobleCrypto.sha256(text));
    }
  });

  test.each(SIGNATURES)("signs RFC 8032 vector %#", (secret, publicKey, message, signature) => {
    expect(hexEncode(crypto.publicKeyOf(hex(secret)))).toBe(publicKey);
    expect(hexEncode(crypto.sign(hex(message), hex(secret)))).toBe(signature);
    const signed = { message: hex(message), signature: hex(signature), publicKey: hex(publicKey) };
    expect(crypto.verify(signed)).toBe(true);
  });

  test("agrees on the same secret from both sides, whoever computes it", () => {
    const prng = createPrng("agree");
    for (let round = 0; round < 8; round += 1) {
      const [mine, theirs] = [prng.bytes(32), prng.bytes(32)];
      const [here, there] = [crypto.publicKeyOf(mine), crypto.publicKeyOf(theirs)];
      const agreed = crypto.agree({ secretKey: mine, publicKey: there });
      expect(agreed).toHaveLength(32);
      expect(crypto.agree({ secretKey: theirs, publicKey: here })).toEqual(agreed);
      expect(nobleCrypto.agree({ secretKey: theirs, publicKey: here })).toEqual(agreed);
      expect(crypto.agree({ secretKey: prng.bytes(32), publicKey: here })).not.toEqual(agreed);
    }
  });

  test("agrees with no point of the curve, none of small order, and nothing malformed", () => {
    const secretKey = createPrng("no agreement").bytes(32);
    const zero = new Uint8Array(32);
    const one = Uint8Array.from(zero, (_, at) => (at === 0 ? 1 : 0));
    const minusOne = hex(`ec${"ff".repeat(30)}7f`);
    const offCurve = Uint8Array.from(zero, (_, at) => (at === 0 ? 2 : 0));
    for (const publicKey of [zero, one, minusOne, offCurve, zero.subarray(1)]) {
      expect(crypto.agree({ secretKey, publicKey })).toBeUndefined();
    }
  });

  test("verifies nothing that was altered by one bit, and nothing malformed", () => {
    const prng = createPrng("crypto");
    const secret = prng.bytes(32);
    const message = prng.bytes(100);
    const publicKey = crypto.publicKeyOf(secret);
    const signature = crypto.sign(message, secret);
    const flip = (bytes: Uint8Array): Uint8Array => {
      const copy = bytes.slice();
      const at = prng.int(0, copy.length - 1);
      copy[at] = (copy[at] ?? 0) ^ (1 << prng.int(0, 7));
      return copy;
    };
    for (let round = 0; round < 20; round += 1) {
      expect(crypto.verify({ message: flip(message), signature, publicKey })).toBe(false);
      expect(crypto.verify({ message, signature: flip(signature), publicKey })).toBe(false);
      expect(crypto.verify({ message, signature, publicKey: flip(publicKey) })).toBe(false);
    }
    expect(crypto.verify({ message, signature: signature.subarray(1), publicKey })).toBe(false);
    expect(crypto.verify({ message, signature, publicKey: new Uint8Array(31) })).toBe(false);
    expect(crypto.verify({ message, signature, publicKey: new Uint8Array(32).fill(255) })).toBe(
      false,
    );
  });

  test("makes what the others verify, byte for byte", () => {
    const prng = createPrng("agree");
    for (let round = 0; round < 10; round += 1) {
      const secret = prng.bytes(32);
      const message = prng.bytes(prng.int(0, 500));
      const publicKey = nobleCrypto.publicKeyOf(secret);
      const signature = nobleCrypto.sign(message, secret);
      expect(hexEncode(crypto.sign(message, secret))).toBe(hexEncode(signature));
      expect(crypto.verify({ message, signature, publicKey })).toBe(true);
    }
  });

  test("holds a key of the wrong length to be a bug", () => {
    expect(() => crypto.sign(new Uint8Array(1), new Uint8Array(31))).toThrow("32 bytes");
    expect(() => crypto.publicKeyOf(new Uint8Array(33))).toThrow("32 bytes");
  });
});

describe.each(sealers)("sealer of %s", (_name, sealer) => {
  const prng = createPrng("seal");
  const input = {
    plain: prng.bytes(50),
    key: prng.bytes(32),
    nonce: prng.bytes(12),
    associated: prng.bytes(16),
  };

  test("seals as the GCM specification's test case 14 says", () => {
    const zero = (count: number): Uint8Array => new Uint8Array(count);
    const sealed = sealer.seal({
      plain: zero(16),
      key: zero(32),
      nonce: zero(12),
      associated: zero(0),
    });
    expect(hexEncode(sealed)).toBe(
      "cea7403d4d606b6e074ec5d3baf39d18d0d1c8a799996bf0265b98b5d48ab919",
    );
  });

  test("opens what was sealed, and nothing else", () => {
    const sealed = sealer.seal(input);
    const { key, nonce, associated } = input;
    expect(sealer.open({ sealed, key, nonce, associated })).toEqual({
      ok: true,
      value: input.plain,
    });
    const refused = { ok: false, refusal: { code: "seal-broken" } };
    const other = prng.bytes(32);
    expect(sealer.open({ sealed, key: other, nonce, associated })).toEqual(refused);
    expect(sealer.open({ sealed, key, nonce: other.subarray(0, 12), associated })).toEqual(refused);
    expect(sealer.open({ sealed, key, nonce, associated: other })).toEqual(refused);
    expect(sealer.open({ sealed: sealed.subarray(1), key, nonce, associated })).toEqual(refused);
    expect(sealer.open({ sealed: new Uint8Array(3), key, nonce, associated })).toEqual(refused);
    expect(sealer.open({ sealed, key: new Uint8Array(5), nonce, associated })).toEqual(refused);
  });
});
