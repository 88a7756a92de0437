/** Cryptography in plain JavaScript, for browsers and anything without `node:crypto`. */
import { ed25519, x25519 } from "@noble/curves/ed25519.js";
import { sha256 } from "@noble/hashes/sha2.js";
import { assert } from "./assert.ts";
import { hexEncode, utf8Encode } from "./bytes.ts";
import {
  type Crypto,
  PUBLIC_KEY_BYTES,
  SECRET_KEY_BYTES,
  SIGNATURE_BYTES,
  type SignedMessage,
} from "./crypto.ts";

/** The `@noble` implementation of `Crypto`. Verification is RFC 8032's strict form. */
export const nobleCrypto: Crypto = {
  sha256(bytes) {
    return hexEncode(sha256(typeof bytes === "string" ? utf8Encode(bytes) : bytes));
  },
  sign(message, secretKey) {
    assert(secretKey.length === SECRET_KEY_BYTES, "an Ed25519 secret key has 32 bytes");
    return ed25519.sign(message, secretKey);
  },
  verify(input: SignedMessage) {
    if (input.signature.length !== SIGNATURE_BYTES) return false;
    if (input.publicKey.length !== PUBLIC_KEY_BYTES) return false;
    try {
      return ed25519.verify(input.signature, input.message, input.publicKey, { zip215: false });
    } catch {
      return false;
    }
  },
  publicKeyOf(secretKey) {
    assert(secretKey.length === SECRET_KEY_BYTES, "an Ed25519 secret key has 32 bytes");
    return ed25519.getPublicKey(secretKey);
  },
  agree({ secretKey, publicKey }) {
    assert(secretKey.length === SECRET_KEY_BYTES, "an Ed25519 secret key has 32 bytes");
    if (publicKey.length !== PUBLIC_KEY_BYTES) return undefined;
    try {
      const mine = ed25519.utils.toMontgomerySecret(secretKey);
      return x25519.getSharedSecret(mine, ed25519.utils.toMontgomery(publicKey));
    } catch {
      return undefined;
    }
  },
};
