/**
 * One device's conversation with the server, whatever carries it: hello, push, pull, ask. A session
 * knows who it is only after a hello with a device token; everything a till sends is checked here.
 */
import { z } from "zod";
import { nodeCrypto } from "#machine/node-crypto.ts";
import { planted } from "#shared/base/planted.ts";
import {
  type Asked,
  ask,
  BATCH_BYTES_MAX,
  BATCH_ENTRIES_MAX,
  type Checked,
  check,
  type Helloed,
  hello,
  type Looked,
  look,
  PULL_ROWS_MAX,
  type Pulled,
  type Pushed,
  pull,
  pushKey,
  type Welcome,
} from "#shared/protocol/messages.ts";
import { PROTOCOL_VERSION, PROTOCOL_VERSIONS_BACK } from "#shared/protocol/version.ts";
import type { AnyEntry } from "#shared/records/entry.ts";
import { hashToken } from "./auth.ts";
import type { Core } from "./core.ts";
import { findAnswersAt } from "./database/entries.ts";
import { type PullState, readPullState } from "./database/pulls.ts";
import {
  fenceRegister,
  findRegisterByToken,
  type Register,
  readRegisters,
} from "./database/registers.ts";
import { type Incoming, readIncoming } from "./entries/incoming.ts";
import type { Questions } from "./questions.ts";
import { lookUpRows } from "./streams/look.ts";
import { streamsOfRegister } from "./streams/membership.ts";
import { pullPage } from "./streams/pull.ts";

export interface Session {
  readonly hello: (message: unknown) => Promise<Helloed>;
  readonly push: (message: unknown) => Promise<Pushed>;
  readonly pull: (message: unknown) => Promise<Pulled>;
  readonly check: (message: unknown) => Promise<Checked>;
  readonly look: (message: unknown) => Promise<Looked>;
  readonly ask: (message: unknown) => Promise<Asked>;
}

export interface SessionHost {
  /** The streams whose pokes this device is to hear; called again whenever they change. */
  readonly listen: (streams: readonly string[]) => void;
}

const BUSY_SLOW_MS = 1_000;
const FLOORS_FROM_PROTOCOL = 5;
const looseBatch = z.object({
  epoch: z.string().max(40),
  entries: z.array(z.unknown()),
  keys: z.array(pushKey).max(BATCH_ENTRIES_MAX).default([]),
});

interface Known {
  readonly register: Pick<Register, "id" | "storeId">;
  readonly mode: Welcome["mode"];
  readonly reason: Welcome["reason"];
  readonly protocol: number;
}

/** A session of nobody yet. */
export function createSession(core: Core, questions: Questions, host: SessionHost): Session {
  let known: Known | undefined;
  return {
    async hello(message) {
      const answered = await sayHello(core, message, known);
      known = answered.known;
      if (known?.mode === "full" && answered.helloed.ok) {
        host.listen(answered.helloed.welcome.streams);
      } else host.listen(known === undefined ? [] : [`register:${known.register.id}`]);
      return answered.helloed;
    },
    async push(message) {
      if (known === undefined) return { ok: false, code: "unknown-device" };
      return takePush(core, known.register, message);
    },
    async pull(message) {
      if (known === undefined) return { ok: false, code: "unknown-device" };
      return givePage(core, known, { message, host });
    },
    async check(message) {
      if (known === undefined) return { ok: false, code: "unknown-device" };
      return giveCheck(core, known, message);
    },
    async look(message) {
      if (known === undefined) return { ok: false, code: "unknown-device" };
      return giveLook(core, known, message);
    },
    async ask(message) {
      if (known === undefined) return { ok: false, code: "unknown-device" };
      const asked = ask.safeParse(message);
      if (!asked.success) return { ok: false, code: "malformed" };
      const state = await readPullState(core.database.now, core.chain, {
        registerId: known.register.id,
        streams: [],
      });
      if (state === undefined || state.revoked) return { ok: false, code: "refused" };
      return questions.answer(asked.data, known.register);
    },
  };
}

async function sayHello(
  core: Core,
  message: unknown,
  before: Known | undefined,
): Promise<{ readonly helloed: Helloed; readonly known: Known | undefined }> {
  const said = hello.safeParse(message);
  if (!said.success) return { helloed: { ok: false, code: "malformed" }, known: undefined };
  const { deviceToken, registerId, lastSequence, lastHash, protocol } = said.data;
  const tx = core.database.now;
  const found = await findRegisterByToken(tx, core.chain, hashToken(deviceToken));
  if (found === undefined || found.id !== registerId) {
    return { helloed: { ok: false, code: "unknown-device" }, known: undefined };
  }
  const looks = found.fenced ? undefined : await copyOf(core, found, { lastSequence, lastHash });
  // The same hello once more on one connection is older than what was pushed on it since.
  const copy = looks === "behind" && before?.register.id === found.id ? undefined : looks;
  if (copy === "other") {
    await core.database.write((each) => fenceRegister(each, core.chain, found.id));
  }
  const fenced = found.fenced || copy !== undefined;
  const reason = reasonToPushOnly({ ...found, fenced }, protocol);
  await core.small.refresh(tx);
  const streams = streamsOfRegister(found, core.small.now());
  const known: Known = {
    register: { id: found.id, storeId: found.storeId },
    mode: reason === undefined ? "full" : "push-only",
    reason,
    protocol,
  };
  const welcome: Welcome = {
    mode: known.mode,
    ...(reason === undefined ? {} : { reason }),
    epoch: core.epoch(),
    lastSequence: found.lastSequence,
    lastHash: found.lastHash,
    streams: [...streams],
    limits: { entries: BATCH_ENTRIES_MAX, bytes: BATCH_BYTES_MAX, pullRows: PULL_ROWS_MAX },
    serverHlc: core.hlc(),
    serverAtMs: core.now(),
  };
  return { known, helloed: { ok: true, welcome } };
}

/**
 * Whether the till's own head shows that its disk is not the one that sent the rest (F07). `other`: it
 * has another entry where its head is; the register is fenced for good. `behind`: it lacks what was
 * acknowledged; only this session is kept from pulling, because a hello that was long on its way
 * looks the same, and a real copy is fenced by the first entry that it pushes.
 */
async function copyOf(
  core: Core,
  register: Register,
  head: { readonly lastSequence: number; readonly lastHash: string },
): Promise<"behind" | "other" | undefined> {
  if (planted("F07")) return undefined;
  if (head.lastSequence < register.lastSequence) return "behind";
  if (head.lastSequence > register.lastSequence || head.lastSequence === 0) return undefined;
  const place = { registerId: register.id, sequence: head.lastSequence };
  const stored = await findAnswersAt(core.database.now, core.chain, place);
  const isOther = stored.length > 0 && !stored.some((each) => each.hash === head.lastHash);
  return isOther ? "other" : undefined;
}

function reasonToPushOnly(register: Register, protocol: number): Welcome["reason"] {
  if (register.revokedAtMs !== null) return "revoked";
  if (register.fenced) return "fenced";
  const speaks =
    protocol <= PROTOCOL_VERSION && protocol >= PROTOCOL_VERSION - PROTOCOL_VERSIONS_BACK;
  return speaks ? undefined : "upgrade";
}

async function takePush(
  core: Core,
  device: Pick<Register, "id" | "storeId">,
  message: unknown,
): Promise<Pushed> {
  const batch = looseBatch.safeParse(message);
  if (!batch.success) return { ok: false, code: "malformed" };
  const { epoch, entries, keys } = batch.data;
  if (epoch !== core.epoch()) return { ok: false, code: "wrong-epoch" };
  if (entries.length > BATCH_ENTRIES_MAX) return { ok: false, code: "too-large" };
  const register = await writerOf(core, device, entries[0]);
  await core.personal.take(keys);
  const open = await core.personal.opener(core.database.now, entries);
  const read: Incoming[] = [];
  let bytes = 0;
  for (const [index, value] of entries.entries()) {
    const one = readIncoming(value, nodeCrypto, open);
    const at = `entries[${index}]`;
    if (!one.ok) {
      return { ok: false, code: "malformed", position: `${at}.${one.refusal.position ?? ""}` };
    }
    const incoming = one.value;
    if (incoming.registerId !== register.id) {
      return { ok: false, code: "malformed", position: `${at}.registerId` };
    }
    const before = read.at(-1);
    if (before !== undefined && incoming.sequence !== before.sequence + 1) {
      return { ok: false, code: "malformed", position: `${at}.sequence` };
    }
    bytes += incoming.bytes;
    // A single entry above the limit is taken alone: it could never become smaller.
    if (bytes > BATCH_BYTES_MAX && index > 0) return { ok: false, code: "too-large" };
    read.push(incoming);
  }
  // What a neighbour brings never fences a register: only its own device can show that it was copied.
  const own = register.id !== device.id;
  const outcome = await core.queue.push({ registerId: register.id, entries: read, own });
  if (outcome === "busy") return { ok: false, code: "busy", slowMs: BUSY_SLOW_MS };
  if (outcome.stop !== undefined) return { ok: false, ...outcome.stop };
  return {
    ok: true,
    answers: [...outcome.answers],
    lastSequence: outcome.lastSequence,
    serverHlc: core.hlc(),
  };
}

/**
 * Whose entries a push brings: the device's own, or those of one neighbour of its store, handed over to
 * it because their till cannot send them. Registers of the server itself are nobody's neighbour.
 */
async function writerOf(
  core: Core,
  device: Pick<Register, "id" | "storeId">,
  first: unknown,
): Promise<Pick<Register, "id">> {
  const id = (first as Partial<AnyEntry> | null | undefined)?.registerId;
  if (typeof id !== "string" || id === device.id || id.includes(":")) return device;
  const [neighbour] = await readRegisters(core.database.now, core.chain, [id]);
  return neighbour?.storeId === device.storeId ? neighbour : device;
}

async function giveCheck(core: Core, known: Known, message: unknown): Promise<Checked> {
  const wanted = check.safeParse(message);
  if (!wanted.success) return { ok: false, code: "malformed" };
  const { stream } = wanted.data;
  const seen = await lookAt(core, known);
  if (!seen.ok) return seen;
  if (!seen.streams.includes(stream)) return { ok: false, code: "moved" };
  return core.checks.answer(core.database.now, {
    ...wanted.data,
    // A stream without revisions has no head yet: all of it is at position 0.
    head: seen.state.heads.get(stream) ?? { position: 0, floor: 0, epoch: seen.state.epoch },
  });
}

async function giveLook(core: Core, known: Known, message: unknown): Promise<Looked> {
  const wanted = look.safeParse(message);
  if (!wanted.success) return { ok: false, code: "malformed" };
  const seen = await lookAt(core, known);
  if (!seen.ok) return seen;
  const { chain, codes } = core;
  const reading = codes.refresh();
  // The first look names nothing: its codes are read while pages come, not while somebody waits.
  if (wanted.data.codes.length > 0) await reading;
  else reading.catch(() => undefined);
  const context = { chain, codes, streams: seen.streams };
  const chunks = await core.database.read((tx) => lookUpRows(tx, context, wanted.data));
  return { ok: true, chunks };
}

type Scope =
  | { readonly ok: true; readonly streams: readonly string[]; readonly state: PullState }
  | { readonly ok: false; readonly code: "upgrade" | "unknown-device" | "revoked" | "fenced" };

/** The device's streams and their heads as they are at this moment, or why it gets none. */
async function lookAt(core: Core, known: Known): Promise<Scope> {
  if (known.reason === "upgrade") return { ok: false, code: "upgrade" };
  if (known.reason === "fenced") return { ok: false, code: "fenced" };
  const tx = core.database.now;
  await core.small.refresh(tx);
  const streams = streamsOfRegister(known.register, core.small.now());
  const registerId = known.register.id;
  const state = await readPullState(tx, core.chain, { registerId, streams });
  if (state === undefined) return { ok: false, code: "unknown-device" };
  core.learnEpoch(state.epoch);
  if (state.revoked && !planted("F25")) return { ok: false, code: "revoked" };
  if (state.fenced) return { ok: false, code: "fenced" };
  return { ok: true, streams, state };
}

async function givePage(
  core: Core,
  known: Known,
  asked: { readonly message: unknown; readonly host: SessionHost },
): Promise<Pulled> {
  const wanted = pull.safeParse(asked.message);
  if (!wanted.success) return { ok: false, code: "malformed" };
  const looked = await lookAt(core, known);
  if (!looked.ok) return looked;
  const { streams, state } = looked;
  const registerId = known.register.id;
  asked.host.listen(streams);
  const context = { chain: core.chain, chunks: core.chunks, registerId, streams, state };
  const page = await pullPage(
    core.database.now,
    { ...context, serverHlc: core.hlc(), knowsFloors: known.protocol >= FLOORS_FROM_PROTOCOL },
    wanted.data,
  );
  return { ok: true, ...page };
}
