/**
 * One pushed entry as it came off the wire: read as far as it can be read, so that one that cannot
 * is kept and answered and never stands in the way of the next (F23). No database here.
 */
import { z } from "zod";
import { canonicalAsItStands, tryCanonicalJson } from "#shared/base/canonical.ts";
import type { Crypto } from "#shared/base/crypto.ts";
import { clampHlc, formatHlc, parseHlc } from "#shared/base/hlc.ts";
import { planted } from "#shared/base/planted.ts";
import { done, type Result, refuse } from "#shared/base/result.ts";
import { type AnyEntry, hasEnvelope, isEntry } from "#shared/records/entry.ts";
import { hash, id } from "#shared/records/fields.ts";
import type { Opener } from "../personal.ts";

/** The least an entry must say of itself to be kept and answered. */
const stub = z.object({
  id,
  registerId: id,
  sequence: z.int().min(1),
  previousHash: hash,
  hash,
});

export interface Incoming {
  readonly id: string;
  readonly registerId: string;
  readonly sequence: number;
  readonly previousHash: string;
  readonly hash: string;
  /** Whether `hash` is the hash of what came. */
  readonly sealed: boolean;
  readonly kind: string | undefined;
  /** The entry in plain, when all of it can be read; otherwise it is kept and changes nothing. */
  readonly entry: AnyEntry | undefined;
  /** About a client who was erased: kept for its chain, and nothing is folded of it. */
  readonly erased: boolean;
  /** The entry as it came, as JSON text. */
  readonly body: string;
  readonly bytes: number;
}

/** Reads one pushed entry. Refuses `malformed-entry` when not even its place in the chain is there. */
export function readIncoming(
  value: unknown,
  crypto: Pick<Crypto, "sha256">,
  open: Opener,
): Result<Incoming, "malformed-entry"> {
  const enveloped = hasEnvelope(value) ? value : undefined;
  const place = enveloped ?? placeOf(value);
  if (typeof place === "string") return refuse("malformed-entry", undefined, place);
  const { id, registerId, sequence, previousHash, hash } = place;
  const texts = textsOf(value as Readonly<Record<string, unknown>>);
  const opened = enveloped === undefined ? "no-key" : open(enveloped);
  const plain = typeof opened === "string" ? value : { ...(value as AnyEntry), ...opened };
  const readable = isEntry(plain);
  if (planted("F23") && !readable) return refuse("malformed-entry");
  const entry = readable && texts.sealed !== undefined ? plain : undefined;
  const { body } = texts;
  if (body === undefined) return refuse("malformed-entry");
  return done({
    id,
    registerId,
    sequence,
    previousHash,
    hash,
    sealed: texts.sealed !== undefined && crypto.sha256(previousHash + texts.sealed) === hash,
    kind: enveloped?.kind,
    entry: typeof opened === "string" ? undefined : entry,
    erased: opened === "erased",
    body,
    bytes: Buffer.byteLength(body),
  });
}

/** Where an entry lies in its chain, or the position of the first fault. */
function placeOf(value: unknown): z.infer<typeof stub> | string {
  const known = stub.safeParse(value);
  return known.success ? known.data : (known.error.issues[0]?.path.map(String).join(".") ?? "");
}

interface Texts {
  /** What the entry's hash is the hash of; nothing when it has no canonical text. */
  readonly sealed: string | undefined;
  /** The entry as it came, as JSON text; nothing when it is nested deeper than the machine can walk. */
  readonly body: string | undefined;
}

/** A till sends what it sealed in canonical order and its hash behind it: then one text is both. */
function textsOf(value: Readonly<Record<string, unknown>>): Texts {
  const { hash, ...sealedPart } = value;
  const asItStands = canonicalAsItStands(sealedPart);
  if (asItStands !== undefined && Object.keys(value).at(-1) === "hash") {
    const body = `${asItStands.slice(0, -1)},"hash":${JSON.stringify(hash)}}`;
    return { sealed: asItStands, body };
  }
  const canonical = tryCanonicalJson(sealedPart);
  return { sealed: canonical.ok ? canonical.value : undefined, body: plainJson(value) };
}

/** The text of an entry as it came; nothing when it is nested deeper than the machine can walk. */
function plainJson(value: unknown): string | undefined {
  try {
    return JSON.stringify(value);
  } catch {
    return undefined;
  }
}

export interface BelievedClock {
  readonly hlc: string;
  /** Whether the entry's own clock was too far ahead to be believed (F20). */
  readonly ahead: boolean;
}

/** The entry's clock, at most five minutes ahead of the server's; one that cannot be read is `now`. */
export function believeClock(entry: AnyEntry, nowMs: number): BelievedClock {
  const clock = parseHlc(entry.hlc);
  if (!clock.ok)
    return { hlc: formatHlc({ atMs: nowMs, counter: 0, node: "unread" }), ahead: true };
  const clamped = planted("F20") ? clock.value : clampHlc(clock.value, nowMs);
  return { hlc: formatHlc(clamped), ahead: clamped.atMs !== clock.value.atMs };
}
