/**
 * What the product asks of cryptography, as interfaces. The implementations are thin: `@noble/*` in
 * crypto-noble.ts (browser), `node:crypto` beside the till and the server; one contract suite judges
 * all (test/contract/crypto.test.ts). No randomness here: keys and nonces are arguments.
 */
import type { Result } from "./result.ts";

/** SHA-256, Ed25519 (RFC 8032) and X25519 (RFC 7748). Same bytes everywhere. */
export interface Crypto {
  /** SHA-256 as 64 lower-case hex digits; a text is hashed as its UTF-8 bytes. */
  sha256(bytes: Uint8Array | string): string;
  /** The 64-byte Ed25519 signature by a 32-byte secret key (the RFC's seed). Deterministic. */
  sign(message: Uint8Array, secretKey: Uint8Array): Uint8Array;
  /** Whether the signature is this key's over this message. Malformed input is `false`, no throw. */
  verify(input: SignedMessage): boolean;
  /** The 32-byte public key of a 32-byte secret key. */
  publicKeyOf(secretKey: Uint8Array): Uint8Array;
  /**
   * The 32 bytes that two holders of Ed25519 keys share and nobody else can make: X25519 over the same
   * keys in Montgomery form (RFC 7748 4.1). The same for both sides; undefined for what is no key.
   */
  agree(keys: AgreeInput): Uint8Array | undefined;
}

export interface AgreeInput {
  /** One's own Ed25519 secret key. */
  readonly secretKey: Uint8Array;
  /** The other's Ed25519 public key. */
  readonly publicKey: Uint8Array;
}

export interface SignedMessage {
  readonly message: Uint8Array;
  readonly signature: Uint8Array;
  readonly publicKey: Uint8Array;
}

/** AES-256-GCM. A nonce is used once per key: callers draw it from the system's randomness. */
export interface Sealer {
  /** Cipher text followed by its 16-byte tag. */
  seal(input: SealInput): Uint8Array;
  /** The plain bytes; refused when key, nonce, associated data or cipher text are not the ones. */
  open(input: OpenInput): Result<Uint8Array, "seal-broken">;
}

export interface SealInput {
  readonly plain: Uint8Array;
  readonly key: Uint8Array;
  /** 12 bytes. */
  readonly nonce: Uint8Array;
  /** Bound to the cipher text but not in it, such as the id of the row it belongs to. */
  readonly associated: Uint8Array;
}

export interface OpenInput {
  readonly sealed: Uint8Array;
  readonly key: Uint8Array;
  readonly nonce: Uint8Array;
  readonly associated: Uint8Array;
}

export const SECRET_KEY_BYTES = 32;
export const PUBLIC_KEY_BYTES = 32;
export const SIGNATURE_BYTES = 64;
export const SEAL_KEY_BYTES = 32;
export const NONCE_BYTES = 12;
export const TAG_BYTES = 16;
