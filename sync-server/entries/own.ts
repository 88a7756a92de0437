/**
 * Entries the server makes itself, such as a web order's sale: chained, folded and counted like a
 * till's, under a register of its own. What such an entry says is the caller's business.
 */

import { nodeCrypto } from "#machine/node-crypto.ts";
import { present } from "#shared/base/assert.ts";
import { canonicalJson } from "#shared/base/canonical.ts";
import type { Answer } from "#shared/protocol/messages.ts";
import { type AnyEntry, type EntryDraft, GENESIS_HASH } from "#shared/records/entry.ts";
import type { Core } from "../core.ts";
import { insertRegister, type Register, readRegisters } from "../database/registers.ts";
import type { Opener } from "../personal.ts";
import { type Incoming, readIncoming } from "./incoming.ts";

const ATTEMPTS_MAX = 20;

/** What the server hands in: the register is its own, so neither chain nor clock is the caller's. */
export type OwnDraft = Omit<EntryDraft, "registerId" | "hlc">;

/** A register of the server itself for a store, such as its web shop: `web:<store>`. */
export async function openOwnRegister(
  core: Core,
  register: { readonly id: string; readonly storeId: string; readonly name: string },
): Promise<void> {
  const [there] = await readRegisters(core.database.now, core.chain, [register.id]);
  if (there !== undefined) return;
  await core.database.write((tx) =>
    insertRegister(tx, core.chain, {
      ...register,
      series: register.id,
      tokenHash: null,
      publicKey: null,
      lastHash: GENESIS_HASH,
      atMs: core.now(),
    }),
  );
}

/** The last append of each register in this process: the next waits for it instead of colliding. */
const LAST = new WeakMap<Core, Map<string, Promise<unknown>>>();

export interface Appended {
  readonly entry: AnyEntry;
  readonly answer: Answer;
}

/**
 * Appends one entry of a register of the server and answers what became of it, after the commit. Two
 * at once on any nodes are put in order: the one that finds its place taken tries the next.
 */
export async function appendOwn(
  core: Core,
  registerId: string,
  draft: OwnDraft,
): Promise<Appended> {
  const [appended] = await appendOwnTogether(core, registerId, async () => [draft]);
  return present(appended, "one entry was made");
}

/**
 * Appends several entries that are committed together or not at all, such as a web order's sale and
 * its promises. `make` is asked again, with the register as it stands then, when its place was taken.
 */
export function appendOwnTogether(
  core: Core,
  registerId: string,
  make: (register: Register) => Promise<readonly OwnDraft[]>,
): Promise<readonly Appended[]> {
  const lasts = LAST.get(core) ?? new Map<string, Promise<unknown>>();
  LAST.set(core, lasts);
  const before = lasts.get(registerId) ?? Promise.resolve();
  const append = (): Promise<readonly Appended[]> => appendNext(core, registerId, make);
  const next = before.then(append, append);
  lasts.set(registerId, next);
  return next;
}

async function appendNext(
  core: Core,
  registerId: string,
  make: (register: Register) => Promise<readonly OwnDraft[]>,
): Promise<readonly Appended[]> {
  for (let attempt = 0; attempt < ATTEMPTS_MAX; attempt += 1) {
    const [register] = await readRegisters(core.database.now, core.chain, [registerId]);
    if (register === undefined) throw new Error(`the server has no register ${registerId}`);
    const drafts = await make(register);
    const sealed = await Promise.all(drafts.map((draft) => core.personal.seal(draft)));
    const entries = chained(core, register, sealed);
    const open = await core.personal.opener(core.database.now, entries);
    const outcome = await core.queue.push({
      registerId,
      entries: entries.map((entry) => incomingOf(entry, open)),
      own: true,
    });
    if (outcome === "busy" || outcome.stop !== undefined) continue;
    return entries.map((entry, index) => ({
      entry,
      answer: present(outcome.answers[index], "every entry is answered"),
    }));
  }
  throw new Error("the server is too busy to append an entry of its own");
}

/** The drafts as entries, each chained to the one before. */
function chained(core: Core, register: Register, drafts: readonly OwnDraft[]): AnyEntry[] {
  const entries: AnyEntry[] = [];
  let { lastSequence: sequence, lastHash: previousHash } = register;
  for (const draft of drafts) {
    sequence += 1;
    const unsealed = { ...draft, registerId: register.id, hlc: core.hlc(), sequence, previousHash };
    const hash = nodeCrypto.sha256(previousHash + canonicalJson(unsealed));
    entries.push({ ...unsealed, hash } as AnyEntry);
    previousHash = hash;
  }
  return entries;
}

function incomingOf(entry: AnyEntry, open: Opener): Incoming {
  const incoming = readIncoming(entry, nodeCrypto, open);
  if (!incoming.ok) throw new Error(`an entry of the server is malformed: ${entry.kind}`);
  return incoming.value;
}
