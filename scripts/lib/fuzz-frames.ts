// Frames of the protocol in good order, ways to spoil them, and the readers of both ends that have to
// answer whatever comes. Counting and printing is the commands'.
import { createHash } from "node:crypto";
import { nodeCrypto } from "#machine/node-crypto.ts";
import { readIncoming } from "#server/entries/incoming.ts";
import { canonicalJson } from "#shared/base/canonical.ts";
import type { Prng } from "#shared/base/prng.ts";
import { ask, check, enrol, hello, look, pull } from "#shared/protocol/messages.ts";
import { GENESIS_HASH } from "#shared/records/entry.ts";
import {
  Nonsense,
  readChecked,
  readHelloed,
  readLooked,
  readPoke,
  readPulled,
  readPushed,
  rowsOfPage,
} from "#till/sync/decode.ts";

export const READERS = [
  "welcome",
  "pushed",
  "page",
  "poke",
  "hello",
  "pull",
  "look",
  "looked",
  "check",
  "checked",
  "entry",
  "ask",
  "enrol",
] as const;
export type Reader = (typeof READERS)[number];

/** A frame of each kind as an honest peer sends it, as JSON text; a page's bytes are its `text`. */
export const FRAMES: Readonly<Record<Reader, string>> = {
  welcome: json({
    ok: true,
    welcome: {
      mode: "full",
      epoch: "epoch-1",
      lastSequence: 3,
      lastHash: GENESIS_HASH,
      streams: ["chain:catalogue", "store:s1"],
      limits: { entries: 100, bytes: 524_288, pullRows: 5_000 },
      serverHlc: "01890000abcd-0000-server",
      serverAtMs: 1_800_000_000_000,
    },
  }),
  pushed: json({
    ok: true,
    answers: [
      { id: "e-1", sequence: 1, outcome: "exception", codes: ["clock-ahead"], positions: {} },
    ],
    lastSequence: 1,
    serverHlc: "01890000abcd-0000-server",
  }),
  page: json({
    ok: true,
    chunks: [aChunk()],
    checkpoints: { "place:p1": { epoch: "epoch-1", position: 2 } },
    seen: { "place:p1": { "register-1": 4 } },
    more: false,
    left: [],
    reset: [],
    serverHlc: "01890000abcd-0000-server",
    heads: { "place:p1": 2 },
  }),
  poke: json({ stream: "place:p1", position: 4, epoch: "epoch-1" }),
  hello: json({
    protocol: 3,
    layout: 1,
    engineVersion: 1,
    app: "keepshop-till/0.1.0",
    deviceToken: "token",
    registerId: "register-1",
    lastSequence: 3,
    lastHash: GENESIS_HASH,
    hlc: "01890000abcd-0000-register-1",
    atMs: 1_800_000_000_000,
  }),
  pull: json({ checkpoints: { "place:p1": { epoch: "epoch-1", position: 2 } }, limit: 5_000 }),
  look: json({
    codes: ["02900000000018"],
    ids: ["tee"],
    ahead: { "chain:catalogue": { epoch: "epoch-1", position: 9 } },
  }),
  looked: json({ ok: true, chunks: [aChunk()] }),
  check: json({
    stream: "place:p1",
    epoch: "epoch-1",
    position: 2,
    tables: ["stock", "products"],
    bucket: 7,
  }),
  checked: json({ ok: true, chunk: aChunk() }),
  entry: json(anEntry()),
  ask: json({ name: "sale-where", payload: { saleId: "s" } }),
  enrol: json({ code: "ABCD-EFGH", publicKey: "0".repeat(64) }),
};

/** Gives a value to the reader of its kind. Throws only what is a bug; `true` when it was taken. */
export function readFrame(reader: Reader, value: unknown): boolean {
  try {
    switch (reader) {
      case "welcome":
        readHelloed(value);
        return true;
      case "pushed":
        readPushed(value);
        return true;
      case "page": {
        const page = readPulled(withBytes(value));
        if (page.ok) rowsOfPage(page);
        return true;
      }
      case "poke":
        return readPoke(value) !== undefined;
      case "hello":
        return hello.safeParse(value).success;
      case "pull":
        return pull.safeParse(value).success;
      case "look":
        return look.safeParse(value).success;
      case "looked": {
        const looked = readLooked(withBytes(value));
        if (looked.ok) rowsOfPage(looked);
        return true;
      }
      case "check":
        return check.safeParse(value).success;
      case "checked": {
        const checked = readChecked(withBytes(value));
        if (checked.ok && "chunk" in checked) rowsOfPage({ chunks: [checked.chunk] });
        return true;
      }
      case "entry":
        return readIncoming(value, nodeCrypto, () => "no-key").ok;
      case "ask":
        return ask.safeParse(value).success;
      case "enrol":
        return enrol.safeParse(value).success;
    }
  } catch (error) {
    if (error instanceof Nonsense) return false;
    throw error;
  }
}

/** What a mutation puts in the place of something. */
const STRANGE: readonly unknown[] = [
  null,
  true,
  -1,
  0.5,
  1e308,
  Number.MAX_SAFE_INTEGER + 2,
  "",
  "__proto__",
  "\u0000\u202e\ud800",
  "9".repeat(400),
  [],
  {},
  [[[]]],
  JSON.parse('{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}}}'),
];

/** The text with some bytes changed, or the value with some members changed. */
export function mutated(prng: Prng, text: string): unknown {
  if (prng.int(0, 9) < 4) {
    const bytes = Buffer.from(text);
    const times = prng.int(1, 4);
    for (let time = 0; time < times; time += 1) {
      bytes[prng.int(0, bytes.length - 1)] = prng.int(0, 255);
    }
    return parsed(bytes.subarray(0, prng.int(0, 9) === 0 ? prng.int(0, bytes.length) : undefined));
  }
  const value: unknown = JSON.parse(text);
  const times = prng.int(1, 3);
  for (let time = 0; time < times; time += 1) spoil(prng, value);
  return value;
}

function parsed(bytes: Buffer): unknown {
  const text = bytes.toString();
  try {
    return JSON.parse(text);
  } catch {
    // What cannot even be read as JSON arrives as the text it is.
    return text;
  }
}

function spoil(prng: Prng, root: unknown): void {
  let at = root;
  for (let depth = 0; depth < 6; depth += 1) {
    if (typeof at !== "object" || at === null) return;
    const keys = Object.keys(at);
    const key = keys.length === 0 ? "new" : prng.pick(keys);
    const holder = at as Record<string, unknown>;
    const inner = holder[key];
    if (typeof inner === "object" && inner !== null && prng.int(0, 3) > 0) {
      at = inner;
      continue;
    }
    if (prng.int(0, 5) === 0) delete holder[key];
    else
      holder[prng.int(0, 7) === 0 && !Array.isArray(at) ? "constructor" : key] = structuredClone(
        prng.pick(STRANGE),
      );
    return;
  }
}

/** A page's chunks carry bytes on the wire; as JSON they carry text. */
function withBytes(value: unknown): unknown {
  const page = value as { readonly chunks?: unknown; readonly chunk?: unknown } | null;
  if (typeof page !== "object" || page === null) return value;
  if (Array.isArray(page.chunks)) return { ...page, chunks: page.chunks.map(chunkWithBytes) };
  return "chunk" in page ? { ...page, chunk: chunkWithBytes(page.chunk) } : value;
}

function chunkWithBytes(chunk: unknown): unknown {
  if (typeof chunk !== "object" || chunk === null || !("text" in chunk)) return chunk;
  const { text, ...rest } = chunk;
  return { ...rest, bytes: typeof text === "string" ? new TextEncoder().encode(text) : text };
}

/** A run of two revisions, its bytes as text. */
function aChunk(): unknown {
  return {
    stream: "place:p1",
    epoch: "epoch-1",
    fromPosition: 0,
    toPosition: 2,
    rows: 2,
    encoding: "json",
    text: '[["stock","p1:tee",1,{"id":"p1:tee","onHandMilli":5}],["stock","p1:mug",2,null]]',
  };
}

function json(value: unknown): string {
  return JSON.stringify(value);
}

function anEntry(): unknown {
  const content = {
    id: "01890000-0000-7000-8000-000000000001",
    registerId: "register-1",
    sequence: 1,
    kind: "cash.moved",
    version: 1,
    storeId: "s1",
    staffId: "ada",
    at: 1_800_000_000_000,
    businessDate: "2027-01-15",
    hlc: "01890000abcd-0000-register-1",
    engineVersion: 1,
    basis: {},
    body: {
      movementId: "m",
      drawerId: "d",
      kind: "pay-in",
      amountMinor: 5,
      currency: "GBP",
      reasonId: "r",
      approvalIds: [],
    },
    previousHash: GENESIS_HASH,
  };
  const hash = createHash("sha256")
    .update(GENESIS_HASH + canonicalJson(content))
    .digest("hex");
  return { ...content, hash };
}
