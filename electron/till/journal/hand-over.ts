/**
 * The hand-over file: unsent entries of a till that cannot reach the server, encrypted, carried to
 * another till of the store on a stick. Making and reading the bytes; keeping them is guests.ts.
 *
 *   KSHANDOVER1\n
 *   {"registerId", "from", "to", "entries", "key": "passphrase" | "store", "salt", "nonce"}\n
 *   AES-256-GCM cipher text with its tag, over gzipped JSON lines; the lines above are bound to it
 */
import { createCipheriv, createDecipheriv, randomBytes, scryptSync } from "node:crypto";
import { gunzipSync, gzipSync } from "node:zlib";
import { z } from "zod";
import { tryCanonicalJson } from "#shared/base/canonical.ts";
import { done, type Result, refuse } from "#shared/base/result.ts";
import { type PushKey, pushKey } from "#shared/protocol/messages.ts";
import { type AnyEntry, entryEnvelope } from "#shared/records/entry.ts";
import type { JournalRefusalCode } from "#shared/records/refusals/journal.ts";
import { chainHash, type Hasher } from "./chain.ts";

/** What opens the file: words that a person carries, or the 32-byte key that the store's tills share. */
export type HandOverKey = { readonly passphrase: string } | { readonly storeKey: Uint8Array };

export interface HandOver {
  readonly registerId: string;
  readonly entries: readonly AnyEntry[];
  /** The keys of what the entries hold sealed, so that the server can read them. */
  readonly keys: readonly PushKey[];
}

interface Header {
  readonly registerId: string;
  readonly from: number;
  readonly to: number;
  readonly entries: number;
  readonly key: "passphrase" | "store";
  readonly salt: string;
  readonly nonce: string;
}

type HandOverRefusal = Extract<JournalRefusalCode, `hand-over-${string}`>;

const MAGIC = "KSHANDOVER1\n";
const KEY_BYTES = 32;
const NONCE_BYTES = 12;
const SALT_BYTES = 16;
const TAG_BYTES = 16;
const HEADER_BYTES_MAX = 2_000;
/** Entries are about a kilobyte; a year of an offline till fits, a bomb does not. */
const PLAIN_BYTES_MAX = 512 * 1024 * 1024;
/** 64 MiB and about a quarter of a second: a stolen stick is guessed slowly. */
const SCRYPT = { N: 65_536, r: 8, p: 1, maxmem: 128 * 1024 * 1024 };

/** The file's bytes for entries of one register, in order. Salt and nonce are drawn anew each time. */
export function writeHandOver(
  entries: readonly AnyEntry[],
  key: HandOverKey,
  keys: readonly PushKey[] = [],
): Uint8Array {
  const salt = randomBytes(SALT_BYTES);
  const nonce = randomBytes(NONCE_BYTES);
  const header: Header = {
    registerId: entries[0]?.registerId ?? "",
    from: entries[0]?.sequence ?? 0,
    to: entries.at(-1)?.sequence ?? 0,
    entries: entries.length,
    key: "passphrase" in key ? "passphrase" : "store",
    salt: salt.toString("hex"),
    nonce: nonce.toString("hex"),
  };
  const head = Buffer.from(`${MAGIC}${JSON.stringify(header)}\n`);
  const cipher = createCipheriv("aes-256-gcm", keyBytes(key, salt), nonce);
  cipher.setAAD(head);
  const lines = [...entries, ...keys].map((line) => JSON.stringify(line));
  const plain = gzipSync(lines.join("\n"));
  return Buffer.concat([head, cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
}

/**
 * The entries of a hand-over file, each checked against its own hash and its neighbours. Refuses
 * `hand-over-unreadable` (wrong key, cut, or no such file) and `hand-over-altered` (an entry that
 * does not hash to what it says, or does not follow the one before).
 */
export function readHandOver(
  bytes: Uint8Array,
  key: HandOverKey,
  hasher: Hasher,
): Result<HandOver, HandOverRefusal> {
  const opened = open(Buffer.from(bytes), key);
  if (opened === undefined) return refuse("hand-over-unreadable");
  const { header, lines } = opened;
  const entries: AnyEntry[] = [];
  for (const line of lines.slice(0, header.entries)) {
    const before = entries.at(-1);
    const entry = genuine(line, hasher);
    const follows =
      before === undefined ||
      (entry?.sequence === before.sequence + 1 && entry.previousHash === before.hash) ||
      (entry !== undefined && entry.sequence > before.sequence + 1);
    if (entry === undefined || !follows || entry.registerId !== header.registerId) {
      return refuse("hand-over-altered", { position: header.from + entries.length });
    }
    entries.push(entry);
  }
  const keys = z.array(pushKey).safeParse(lines.slice(header.entries).map(parseJson));
  if (entries.length !== header.entries || !keys.success) return refuse("hand-over-unreadable");
  return done({ registerId: header.registerId, entries, keys: keys.data });
}

/** An entry by its envelope and hash; a body of a kind this version does not know travels too. */
function genuine(line: string, hasher: Hasher): AnyEntry | undefined {
  const value = parseJson(line);
  if (!entryEnvelope.safeParse(value).success) return undefined;
  const entry = value as AnyEntry;
  const { hash, ...rest } = entry;
  const text = tryCanonicalJson(rest);
  if (!text.ok || chainHash(hasher, entry.previousHash, text.value) !== hash) return undefined;
  return entry;
}

function open(
  bytes: Buffer,
  key: HandOverKey,
): { readonly header: Header; readonly lines: readonly string[] } | undefined {
  if (bytes.subarray(0, MAGIC.length).toString("latin1") !== MAGIC) return undefined;
  const end = bytes.indexOf(0x0a, MAGIC.length);
  if (end < 0 || end > HEADER_BYTES_MAX || bytes.length < end + 1 + TAG_BYTES) return undefined;
  const header = parseJson(bytes.subarray(MAGIC.length, end).toString()) as Partial<Header>;
  if (header?.key !== ("passphrase" in key ? "passphrase" : "store")) return undefined;
  try {
    const salt = Buffer.from(header.salt ?? "", "hex");
    const nonce = Buffer.from(header.nonce ?? "", "hex");
    const decipher = createDecipheriv("aes-256-gcm", keyBytes(key, salt), nonce, {
      authTagLength: TAG_BYTES,
    });
    decipher.setAAD(bytes.subarray(0, end + 1));
    decipher.setAuthTag(bytes.subarray(bytes.length - TAG_BYTES));
    const sealed = bytes.subarray(end + 1, bytes.length - TAG_BYTES);
    const plain = Buffer.concat([decipher.update(sealed), decipher.final()]);
    const text = gunzipSync(plain, { maxOutputLength: PLAIN_BYTES_MAX }).toString();
    return { header: header as Header, lines: text === "" ? [] : text.split("\n") };
  } catch {
    return undefined;
  }
}

function keyBytes(key: HandOverKey, salt: Uint8Array): Uint8Array {
  if ("storeKey" in key) return key.storeKey;
  return scryptSync(key.passphrase.normalize("NFKC"), salt, KEY_BYTES, SCRYPT);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
