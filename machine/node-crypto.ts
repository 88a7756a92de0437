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

/** SHA-256 and Ed25519 by OpenSSL. */
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
};

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
