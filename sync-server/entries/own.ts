/**
 * Entries the server makes itself, such as a web order's sale: chained, folded and counted like a
 * till's, under a register of its own. What such an entry says is the caller's business.
 */
import { canonicalJson } from "#shared/base/canonical.ts";
import type { Answer } from "#shared/protocol/messages.ts";
import { type AnyEntry, type EntryDraft, GENESIS_HASH } from "#shared/records/entry.ts";
import type { Core } from "../core.ts";
import { insertRegister, readRegisters } from "../database/registers.ts";
import { nodeCrypto } from "../node-crypto.ts";
import { readIncoming } from "./incoming.ts";

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
export function appendOwn(core: Core, registerId: string, draft: OwnDraft): Promise<Appended> {
  const lasts = LAST.get(core) ?? new Map<string, Promise<unknown>>();
  LAST.set(core, lasts);
  const before = lasts.get(registerId) ?? Promise.resolve();
  const append = (): Promise<Appended> => appendNext(core, registerId, draft);
  const next = before.then(append, append);
  lasts.set(registerId, next);
  return next;
}

async function appendNext(core: Core, registerId: string, draft: OwnDraft): Promise<Appended> {
  for (let attempt = 0; attempt < ATTEMPTS_MAX; attempt += 1) {
    const [register] = await readRegisters(core.database.now, core.chain, [registerId]);
    if (register === undefined) throw new Error(`the server has no register ${registerId}`);
    const unsealed = {
      ...draft,
      registerId,
      hlc: core.hlc(),
      sequence: register.lastSequence + 1,
      previousHash: register.lastHash,
    };
    const hash = nodeCrypto.sha256(register.lastHash + canonicalJson(unsealed));
    const entry = { ...unsealed, hash } as AnyEntry;
    const incoming = readIncoming(entry, nodeCrypto);
    if (!incoming.ok) throw new Error(`an entry of the server is malformed: ${draft.kind}`);
    const outcome = await core.queue.push({
      registerId,
      entries: [incoming.value],
      own: true,
    });
    if (outcome === "busy") continue;
    const [answer] = outcome.answers;
    if (outcome.stop === undefined && answer !== undefined) return { entry, answer };
  }
  throw new Error("the server is too busy to append an entry of its own");
}
