/**
 * The code by which somebody allows an act from afar: what it is bound to, and how the till and the
 * approver's own phone each make it, with nothing sent between them. Who may approve is the till's.
 */
import { hexDecode, hexEncode } from "../base/bytes.ts";
import { canonicalJson } from "../base/canonical.ts";
import type { Crypto } from "../base/crypto.ts";

/** Digits of the number that the till shows, and of the code that the phone answers with. */
export const CHALLENGE_DIGITS = 8;
export const APPROVAL_CODE_DIGITS = 8;

/** How long the till takes the code for a number that it has shown. */
export const CHALLENGE_VALID_MS = 10 * 60_000;

/** What the approver reads on the phone, and all that the code is good for. */
export interface CodeAbout {
  readonly registerId: string;
  /** Digits that the till drew for this act alone. */
  readonly challenge: string;
  readonly act: string;
  readonly amountMinor?: number | undefined;
  readonly basisPoints?: number | undefined;
}

/** The keys of one side: its own secret, the other's public key; Ed25519, lower-case hex. */
export interface CodeKeys {
  readonly secretKey: string | Uint8Array;
  readonly publicKey: string;
}

const HEX_TAKEN = 13;

/**
 * The code of `APPROVAL_CODE_DIGITS` digits: a keyed hash, by the secret that the phone and this
 * register share and no one else, over everything the approver has read. Both sides make the same.
 * Undefined when a key is no key. Decision: docs/decisions/approval-code.md.
 */
export function approvalCode(crypto: Crypto, keys: CodeKeys, about: CodeAbout): string | undefined {
  const shared = sharedKey(crypto, keys);
  if (shared === undefined) return undefined;
  const { registerId, challenge, act, amountMinor, basisPoints } = about;
  const said = canonicalJson({
    for: "keepshop approval code 1",
    registerId,
    challenge,
    act,
    amountMinor: amountMinor ?? null,
    basisPoints: basisPoints ?? null,
  });
  const hash = crypto.sha256(`${shared}:${crypto.sha256(`${shared}:${said}`)}`);
  return digitsOf(hash, APPROVAL_CODE_DIGITS);
}

/** The number shown at the till, out of random bytes. */
export function challengeOf(crypto: Crypto, random: Uint8Array): string {
  return digitsOf(crypto.sha256(random), CHALLENGE_DIGITS);
}

/** A code or number as it was typed or read out: its digits alone. */
export function plainDigits(typed: string): string {
  return typed.replaceAll(/\D/g, "");
}

/** Eight digits in two groups, to be read out and typed. */
export function grouped(digits: string): string {
  return `${digits.slice(0, 4)} ${digits.slice(4)}`;
}

function sharedKey(crypto: Crypto, { secretKey, publicKey }: CodeKeys): string | undefined {
  const secret = typeof secretKey === "string" ? hexDecode(secretKey) : secretKey;
  const other = hexDecode(publicKey);
  if (secret === undefined || other === undefined) return undefined;
  const shared = crypto.agree({ secretKey: secret, publicKey: other });
  return shared === undefined ? undefined : hexEncode(shared);
}

/** 52 bits of the hash, so that no code is likelier than another by more than one in ten million. */
function digitsOf(hash: string, digits: number): string {
  const number = Number.parseInt(hash.slice(0, HEX_TAKEN), 16) % 10 ** digits;
  return String(number).padStart(digits, "0");
}
