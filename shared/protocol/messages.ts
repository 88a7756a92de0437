/**
 * What till and server say to each other, as data: no behaviour, no socket, no storage.
 * Limits are part of the wire: who sends more is answered with a refusal, never with a crash.
 */
import { z } from "zod";
import { entryEnvelope } from "../records/entry.ts";
import { hash, id, position, shortText } from "../records/fields.ts";
import { CHECK_BUCKETS } from "./checks.ts";

export const BATCH_ENTRIES_MAX = 100;
export const BATCH_BYTES_MAX = 512 * 1024;
/** Socket.IO's own limit, above the batch so that an oversized batch is answered and not cut off. */
export const FRAME_BYTES_MAX = 4 * 1024 * 1024;
export const PULL_ROWS_MAX = 5_000;
/** Codes and ids in one look. */
export const LOOK_NAMES_MAX = 20;
/** Settings, offers and people that one look brings at most; beyond that they come by pages alone. */
export const LOOK_ROWS_MAX = 5_000;
export const POKE_EVERY_MS = 250;
/** More than so many revisions, or characters of them, are pulled. */
export const POKE_CHANGE_ROWS_MAX = 50;
export const POKE_CHANGE_CHARACTERS_MAX = 16_384;
export const PULL_EVERY_MS = 30_000;
export const BACK_OFF_MIN_MS = 1_000;
export const BACK_OFF_MAX_MS = 60_000;

/** stream -> where this till stands in it, within one history of the server. */
export const checkpoints = z.record(
  z.string().max(120),
  z.object({ epoch: z.string().max(40), position }),
);
export type Checkpoints = Readonly<z.infer<typeof checkpoints>>;

export const hello = z.object({
  protocol: z.int(),
  layout: z.int(),
  engineVersion: z.int(),
  app: shortText,
  deviceToken: z.string().max(4_000),
  registerId: id,
  /** The till's own head, so that a clone is found at once. */
  lastSequence: z.int().min(0),
  lastHash: hash,
  hlc: z.string().max(60),
  atMs: z.int(),
});
export type Hello = Readonly<z.infer<typeof hello>>;

export const welcome = z.object({
  mode: z.enum(["full", "push-only"]),
  /** Why push only: closed codes a screen can say. */
  reason: z.enum(["upgrade", "fenced", "revoked", "lease"]).optional(),
  epoch: z.string(),
  lastSequence: z.int().min(0),
  lastHash: hash,
  streams: z.array(z.string()),
  limits: z.object({ entries: z.int(), bytes: z.int(), pullRows: z.int() }),
  serverHlc: z.string(),
  serverAtMs: z.int(),
  slowMs: z.int().optional(),
});
export type Welcome = Readonly<z.infer<typeof welcome>>;

/** The answer to `hello`: only a device nobody knows is refused; all others may at least push. */
export type Helloed =
  | { readonly ok: true; readonly welcome: Welcome }
  | {
      readonly ok: false;
      readonly code: "unknown-device" | "malformed" | "busy";
      readonly slowMs?: number;
    };

/** Body of `POST /enrol`, the only request a device may make without a token. */
export const enrol = z.object({
  /** The one-use code a manager read out; spaces and hyphens do not count. */
  code: z.string().min(4).max(40),
  /** The device's own Ed25519 public key, in hex; its secret never leaves the device. */
  publicKey: z.string().regex(/^[0-9a-f]{64}$/),
});
export type Enrol = Readonly<z.infer<typeof enrol>>;

/** Answer to an enrolment: a new register for life. The token is shown this once. */
export const enrolled = z.object({
  chainId: z.string(),
  registerId: id,
  storeId: id,
  name: shortText,
  series: shortText,
  deviceToken: z.string(),
});
export type Enrolled = Readonly<z.infer<typeof enrolled>>;

/** A client's key, so that the server can read what entries hold sealed under it. */
export const pushKey = z.object({
  keyId: z.string().min(1).max(60),
  clientId: id,
  /** 32 bytes as base64url; kept wrapped at both ends, never in a chain. */
  key: z.string().length(43),
});
export type PushKey = Readonly<z.infer<typeof pushKey>>;

export const push = z.object({
  epoch: z.string().max(40),
  entries: z.array(entryEnvelope).max(BATCH_ENTRIES_MAX),
  keys: z.array(pushKey).max(BATCH_ENTRIES_MAX).optional(),
});
export type Push = Readonly<z.infer<typeof push>>;

/** What became of one entry. `exception` stands beside a sale that counts; `refused` never hits a sale. */
export const answer = z.object({
  id,
  sequence: z.int(),
  outcome: z.enum(["ok", "exception", "refused"]),
  codes: z.array(shortText).default([]),
  positions: z.record(z.string(), position).optional(),
});
export type Answer = Readonly<z.infer<typeof answer>>;

export const pushed = z.union([
  z.object({
    ok: z.literal(true),
    answers: z.array(answer),
    lastSequence: z.int(),
    serverHlc: z.string(),
    slowMs: z.int().optional(),
  }),
  z.object({
    ok: z.literal(false),
    code: z.enum([
      "need",
      "conflict",
      "too-large",
      "malformed",
      "busy",
      "unknown-device",
      "wrong-epoch",
    ]),
    /** `need`: the sequence the server wants next. */
    sequence: z.int().optional(),
    position: shortText.optional(),
    slowMs: z.int().optional(),
  }),
]);
export type Pushed = Readonly<z.infer<typeof pushed>>;

export const pull = z.object({
  checkpoints,
  limit: z.int().min(1).max(PULL_ROWS_MAX),
  /** Of a stream that is being filled: the floor its pages named, so that the fill may go on. */
  floors: z.record(z.string().max(120), position).optional(),
});
export type Pull = Readonly<z.infer<typeof pull>>;

/**
 * A run of revisions of one stream, encoded once for every till that asks for it.
 * `json`: UTF-8 text of `WireRow[]`; `zstd`: the same text, compressed.
 */
export interface Chunk {
  readonly stream: string;
  readonly epoch: string;
  readonly fromPosition: number;
  readonly toPosition: number;
  readonly rows: number;
  readonly encoding: "json" | "zstd";
  readonly bytes: Uint8Array;
}

/** `[table, id, position, row]`; a row of `null` is gone. */
export type WireRow = readonly [
  table: string,
  id: string,
  position: number,
  row: Readonly<Record<string, unknown>> | null,
];

/** stream -> register -> the highest sequence of that register folded into the rows up to here. */
export type Seen = Readonly<Record<string, Readonly<Record<string, number>>>>;

export interface Page {
  readonly chunks: readonly Chunk[];
  readonly checkpoints: Checkpoints;
  readonly seen: Seen;
  readonly more: boolean;
  /** Streams this till does not belong to any more: to be dropped whole. */
  readonly left: readonly string[];
  /** Streams whose history was lost or compacted past the till: to be dropped and filled again. */
  readonly reset: readonly { readonly stream: string; readonly epoch: string }[];
  readonly serverHlc: string;
  /** stream -> its head, for progress while filling. */
  readonly heads: Readonly<Record<string, number>>;
  /** Streams whose page ends below their floor: a fill from the beginning, under that floor. */
  readonly floors?: Readonly<Record<string, number>> | undefined;
}

export type Pulled =
  | ({ readonly ok: true } & Page)
  | {
      readonly ok: false;
      readonly code: "upgrade" | "fenced" | "revoked" | "unknown-device" | "malformed" | "busy";
      readonly slowMs?: number;
    };

/**
 * What a till that is still filling asks for by name, ahead of its pages: products by code or id with
 * what selling them needs, and with each answer the settings, offers and people that changed after
 * `ahead`.
 */
export const look = z.object({
  codes: z.array(z.string().min(1).max(80)).max(LOOK_NAMES_MAX),
  ids: z.array(id).max(LOOK_NAMES_MAX),
  /** stream -> how far the till holds what earlier looks brought. */
  ahead: checkpoints,
});
export type Look = Readonly<z.infer<typeof look>>;

/** One chunk a stream, of chosen rows as they stand at its `toPosition`; no checkpoint moves with it. */
export type Looked =
  | { readonly ok: true; readonly chunks: readonly Chunk[] }
  | {
      readonly ok: false;
      readonly code: "upgrade" | "fenced" | "revoked" | "unknown-device" | "malformed" | "busy";
      readonly slowMs?: number;
    };

/**
 * Compares what both sides hold of one stream at one position. Without a bucket it asks for the 256
 * checksums of `checks.ts`, with one for that bucket's rows as they stood at the position.
 */
export const check = z.object({
  stream: z.string().max(120),
  epoch: z.string().max(40),
  position,
  /** The tables this till has: others are in no sum of its. */
  tables: z.array(z.string().max(40)).max(60),
  bucket: z
    .int()
    .min(0)
    .max(CHECK_BUCKETS - 1)
    .optional(),
});
export type Check = Readonly<z.infer<typeof check>>;

/** `moved`: the server cannot say what stood there any more; the till pulls and asks again later. */
export type Checked =
  | { readonly ok: true; readonly sums: readonly string[] }
  | { readonly ok: true; readonly chunk: Chunk }
  | {
      readonly ok: false;
      readonly code:
        | "moved"
        | "upgrade"
        | "fenced"
        | "revoked"
        | "unknown-device"
        | "malformed"
        | "busy";
      readonly slowMs?: number;
    };

/**
 * What a small change of one stream was, after `from` up to the poke's position: encoded once for every
 * till, taken by those that stand at or after `from`.
 */
export const pokeChange = z.object({
  from: position,
  /** JSON text of `WireRow[]`. */
  rows: z.string().max(POKE_CHANGE_CHARACTERS_MAX),
  /** Registers whose entries were folded in on the way: the highest sequence of each. */
  seen: z.record(z.string(), z.int().min(0)),
  serverHlc: z.string().max(60),
});
export type PokeChange = Readonly<z.infer<typeof pokeChange>>;

/** Something newer is there; a small change comes along. */
export const poke = z.object({
  stream: z.string(),
  position,
  epoch: z.string(),
  change: pokeChange.optional(),
});
export type Poke = Readonly<z.infer<typeof poke>>;

/** A question to the server that a till tunnels: the name says which, the payload is that one's own. */
export const ask = z.object({ name: z.string().max(60), payload: z.unknown() });
export type Ask = Readonly<z.infer<typeof ask>>;

export type Asked =
  | { readonly ok: true; readonly value: unknown }
  | {
      readonly ok: false;
      readonly code: "unknown-device" | "malformed" | "unknown-question" | "refused" | "busy";
      readonly slowMs?: number;
    };

/** Event names on the socket. The till asks, the server answers by acknowledgement; the server pokes. */
export const EVENTS = {
  hello: "hello",
  push: "push",
  pull: "pull",
  check: "check",
  look: "look",
  poke: "poke",
  revoked: "revoked",
  ask: "ask",
} as const;
