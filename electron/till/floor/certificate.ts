/**
 * The till's own certificate for the shop's network: ECDSA P-256, signed by itself, kept on the desk so that
 * a device which trusted it once knows it again. Its fingerprint is shown where devices are paired.
 * Written as DER by hand: the one library for it wants the language's own `Reflect` changed for everybody.
 * Form: RFC 5280 sections 4.1 and 4.2, RFC 5758 section 3.2.
 */
import { createPublicKey, generateKeyPairSync, sign, X509Certificate } from "node:crypto";
import type { RandomBytes } from "../host.ts";
import type { Desk } from "../journal/desk.ts";

export interface FloorCertificate {
  /** PEM. */
  readonly certificate: string;
  /** PEM, PKCS 8. */
  readonly key: string;
  /** SHA-256 in pairs of hexadecimal digits, as browsers show it. */
  readonly fingerprint: string;
}

const KIND = "floor";
const KEY = "certificate";
/** Browsers take no certificate of a server that is valid for longer than 825 days. */
const VALID_MS = 820 * 86_400_000;
const RENEW_BEFORE_MS = 30 * 86_400_000;
const SERIAL_BYTES = 16;

/** The kept certificate, or a new one for these addresses when there is none or its time is nearly over. */
export function floorCertificate(
  desk: Desk,
  make: {
    readonly addresses: readonly string[];
    readonly nowMs: number;
    readonly random: RandomBytes;
  },
): FloorCertificate {
  const kept = desk.get<FloorCertificate>(KIND, KEY);
  if (kept !== undefined) {
    const until = new X509Certificate(kept.certificate).validToDate.getTime();
    if (until - make.nowMs > RENEW_BEFORE_MS) return kept;
  }
  const made = makeCertificate(make);
  desk.put(KIND, KEY, made);
  return made;
}

function makeCertificate(make: {
  readonly addresses: readonly string[];
  readonly nowMs: number;
  readonly random: RandomBytes;
}): FloorCertificate {
  const { privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const publicKey = createPublicKey(privateKey).export({ type: "spki", format: "der" });
  const serial = Buffer.from(make.random(SERIAL_BYTES));
  // Above zero and without needless zeros in front, as an integer has to be.
  serial[0] = ((serial[0] ?? 0) & 0x3f) | 0x40;
  const name = sequence(der(SET, sequence(oid("2.5.4.3"), der(UTF8, Buffer.from(NAME)))));
  const signed = sequence(
    der(context(0), der(INTEGER, Buffer.from([2]))),
    der(INTEGER, serial),
    ECDSA_SHA256,
    name,
    sequence(time(make.nowMs - DAY_MS), time(make.nowMs + VALID_MS)),
    name,
    publicKey,
    der(context(3), extensions(make.addresses)),
  );
  const signature = sign("sha256", signed, privateKey);
  const certificate = sequence(
    signed,
    ECDSA_SHA256,
    der(BITS, Buffer.concat([Buffer.from([0]), signature])),
  );
  return {
    certificate: pem("CERTIFICATE", certificate),
    key: privateKey.export({ type: "pkcs8", format: "pem" }).toString(),
    fingerprint: new X509Certificate(certificate).fingerprint256,
  };
}

/** No authority over others; for a server; under these addresses. */
function extensions(addresses: readonly string[]): Buffer {
  const names = [
    der(0x82, Buffer.from("localhost")),
    ...["127.0.0.1", ...addresses].map((address) =>
      der(0x87, Buffer.from(address.split(".").map(Number))),
    ),
  ];
  const critical = der(BOOLEAN, Buffer.from([0xff]));
  return sequence(
    sequence(oid("2.5.29.19"), critical, der(OCTETS, sequence())),
    sequence(oid("2.5.29.37"), der(OCTETS, sequence(oid("1.3.6.1.5.5.7.3.1")))),
    sequence(oid("2.5.29.17"), der(OCTETS, sequence(...names))),
  );
}

const NAME = "Keepshop till";
const DAY_MS = 86_400_000;
const BOOLEAN = 0x01;
const INTEGER = 0x02;
const BITS = 0x03;
const OCTETS = 0x04;
const OBJECT = 0x06;
const UTF8 = 0x0c;
const UTC_TIME = 0x17;
const SEQUENCE = 0x30;
const SET = 0x31;
const ECDSA_SHA256 = sequence(oid("1.2.840.10045.4.3.2"));

function context(number: number): number {
  return 0xa0 | number;
}

/** Tag, length and content (X.690 section 8.1). */
function der(tag: number, content: Buffer): Buffer {
  const { length } = content;
  if (length < 0x80) return Buffer.concat([Buffer.from([tag, length]), content]);
  const size = length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.from([tag, ...size]), content]);
}

function sequence(...parts: readonly Buffer[]): Buffer {
  return der(SEQUENCE, Buffer.concat(parts));
}

/** An object's number: the first two in one byte, the others seven bits a byte (X.690 section 8.19). */
function oid(text: string): Buffer {
  const [first = 0, second = 0, ...rest] = text.split(".").map(Number);
  const bytes = [first * 40 + second];
  for (const part of rest) {
    const digits = [part & 0x7f];
    for (let left = part >> 7; left > 0; left >>= 7) digits.unshift((left & 0x7f) | 0x80);
    bytes.push(...digits);
  }
  return der(OBJECT, Buffer.from(bytes));
}

/** A time before 2050 (RFC 5280 section 4.1.2.5.1). */
function time(atMs: number): Buffer {
  const digits = new Date(atMs).toISOString().replaceAll(/[-:T]/g, "").slice(2, 14);
  return der(UTC_TIME, Buffer.from(`${digits}Z`));
}

function pem(label: string, bytes: Buffer): string {
  const lines = bytes
    .toString("base64")
    .replaceAll(/(.{64})/g, "$1\n")
    .trimEnd();
  return `-----BEGIN ${label}-----\n${lines}\n-----END ${label}-----\n`;
}
