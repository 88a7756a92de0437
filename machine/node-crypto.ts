/**
 * Cryptography on `node:crypto`, for till and server alike. In a browser the same is made of other parts;
 * one contract suite judges both (test/contract/crypto.test.ts).
 */
import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createPrivateKey,
  createPublicKey,
  diffieHellman,
  hash,
  type KeyObject,
  sign,
  verify,
} from "node:crypto";
import { assert } from "#shared/base/assert.ts";
import {
  type Crypto,
  NONCE_BYTES,
  PUBLIC_KEY_BYTES,
  SEAL_KEY_BYTES,
  SECRET_KEY_BYTES,
  type Sealer,
  SIGNATURE_BYTES,
  TAG_BYTES,
} from "#shared/base/crypto.ts";
import { done, refuse } from "#shared/base/result.ts";

/** DER before the raw key bytes (RFC 8410): PKCS #8 for the secret, SPKI for the public key. */
const SECRET_KEY_PREFIX = Buffer.from("302e020100300506032b657004220420", "hex");
const PUBLIC_KEY_PREFIX = Buffer.from("302a300506032b6570032100", "hex");
/** The same for X25519. */
const AGREE_SECRET_PREFIX = Buffer.from("302e020100300506032b656e04220420", "hex");
const AGREE_PUBLIC_PREFIX = Buffer.from("302a300506032b656e032100", "hex");

/** SHA-256, Ed25519 and X25519 by OpenSSL. */
export const nodeCrypto: Crypto = {
  sha256(bytes) {
    if (typeof bytes === "string") return hash("sha256", bytes, "hex");
    return createHash("sha256").update(bytes).digest("hex");
  },
  sign(message, secretKey) {
    return new Uint8Array(sign(null, message, secretKeyObject(secretKey)));
  },
  verify({ message, signature, publicKey }) {
    if (signature.length !== SIGNATURE_BYTES || publicKey.length !== PUBLIC_KEY_BYTES) return false;
    try {
      const der = Buffer.concat([PUBLIC_KEY_PREFIX, publicKey]);
      const key = createPublicKey({ key: der, format: "der", type: "spki" });
      return verify(null, message, key, signature);
    } catch {
      return false;
    }
  },
  publicKeyOf(secretKey) {
    const der = createPublicKey(secretKeyObject(secretKey)).export({ format: "der", type: "spki" });
    return new Uint8Array(der.subarray(PUBLIC_KEY_PREFIX.length));
  },
  agree({ secretKey, publicKey }) {
    assert(secretKey.length === SECRET_KEY_BYTES, "an Ed25519 secret key has 32 bytes");
    if (publicKey.length !== PUBLIC_KEY_BYTES) return undefined;
    try {
      return agreed(secretKey, montgomeryOf(publicKey));
    } catch {
      return undefined;
    }
  },
};

/** X25519 of the secret that an Ed25519 seed stands for (RFC 8032 5.1.5) with a point of the other. */
function agreed(seed: Uint8Array, point: Uint8Array): Uint8Array {
  const scalar = createHash("sha512").update(seed).digest().subarray(0, SECRET_KEY_BYTES);
  const secret = Buffer.concat([AGREE_SECRET_PREFIX, scalar]);
  const other = Buffer.concat([AGREE_PUBLIC_PREFIX, point]);
  return new Uint8Array(
    diffieHellman({
      privateKey: createPrivateKey({ key: secret, format: "der", type: "pkcs8" }),
      publicKey: createPublicKey({ key: other, format: "der", type: "spki" }),
    }),
  );
}

const FIELD = 2n ** 255n - 19n;

/**
 * The Montgomery form u = (1 + y) / (1 - y) of an Edwards point (RFC 7748 4.1). Throws for what is
 * no point of the curve, as the other implementation does.
 */
function montgomeryOf(publicKey: Uint8Array): Uint8Array {
  const bytes = Buffer.from(publicKey).reverse();
  bytes[0] = (bytes[0] ?? 0) & 0x7f;
  const y = BigInt(`0x${bytes.toString("hex")}`);
  assertPoint(y);
  const u = mod((1n + y) * inverse(mod(1n - y)));
  return Buffer.from(u.toString(16).padStart(64, "0"), "hex").reverse();
}

/** x² = (y² - 1) / (d y² + 1) has a root (RFC 8032 5.1.3), by Euler's criterion. */
function assertPoint(y: bigint): void {
  const d = mod(-121_665n * inverse(121_666n));
  const square = mod((y * y - 1n) * inverse(mod(d * y * y + 1n)));
  const isRoot = square === 0n || power(square, (FIELD - 1n) / 2n) === 1n;
  if (y >= FIELD || !isRoot || y === 1n) throw new RangeError("no point of the curve");
}

function mod(value: bigint): bigint {
  const rest = value % FIELD;
  return rest < 0n ? rest + FIELD : rest;
}

function inverse(value: bigint): bigint {
  return power(value, FIELD - 2n);
}

function power(base: bigint, exponent: bigint): bigint {
  let [result, square, left] = [1n, mod(base), exponent];
  while (left > 0n) {
    if (left & 1n) result = mod(result * square);
    square = mod(square * square);
    left >>= 1n;
  }
  return result;
}

/** AES-256-GCM by OpenSSL. */
export const nodeSealer: Sealer = {
  seal({ plain, key, nonce, associated }) {
    assert(key.length === SEAL_KEY_BYTES, "an AES-256 key has 32 bytes");
    assert(nonce.length === NONCE_BYTES, "a GCM nonce has 12 bytes");
    const cipher = createCipheriv("aes-256-gcm", key, nonce);
    cipher.setAAD(associated);
    const parts = [cipher.update(plain), cipher.final(), cipher.getAuthTag()];
    return new Uint8Array(Buffer.concat(parts));
  },
  open({ sealed, key, nonce, associated }) {
    if (key.length !== SEAL_KEY_BYTES || nonce.length !== NONCE_BYTES) {
      return refuse("seal-broken");
    }
    if (sealed.length < TAG_BYTES) return refuse("seal-broken");
    try {
      const decipher = createDecipheriv("aes-256-gcm", key, nonce);
      decipher.setAAD(associated);
      decipher.setAuthTag(sealed.subarray(sealed.length - TAG_BYTES));
      const plain = decipher.update(sealed.subarray(0, sealed.length - TAG_BYTES));
      return done(new Uint8Array(Buffer.concat([plain, decipher.final()])));
    } catch {
      return refuse("seal-broken");
    }
  },
};

function secretKeyObject(secretKey: Uint8Array): KeyObject {
  assert(secretKey.length === SECRET_KEY_BYTES, "an Ed25519 secret key has 32 bytes");
  const der = Buffer.concat([SECRET_KEY_PREFIX, secretKey]);
  return createPrivateKey({ key: der, format: "der", type: "pkcs8" });
}
