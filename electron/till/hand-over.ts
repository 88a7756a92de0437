/**
 * Handing a till's unsent entries to a neighbour of the store, and taking a neighbour's. The file's
 * bytes are journal/hand-over, keeping what was taken is journal/guests, sending it is sync.
 */
import { done, type Result, refuse } from "#shared/base/result.ts";
import type { PushKey } from "#shared/protocol/messages.ts";
import type { TillCore } from "./core.ts";
import { type HandOverKey, readHandOver, writeHandOver } from "./journal/hand-over.ts";

/** Desk items by register: keys of what its entries hold sealed, until all of them are answered. */
export const GUEST_KEYS = "guest-keys";

/** The file of everything this till has not sent. The entries stay here too: sent twice counts once. */
export function handOver(core: TillCore, key: HandOverKey): Uint8Array {
  const entries = core.journal.unsentEntries();
  return writeHandOver(entries, key, core.personal.keysOf(entries));
}

/**
 * Takes the entries of a neighbour's file and sends them with the next push; says how many were new
 * here. Refuses `hand-over-unreadable`, `hand-over-altered` and, for a file of this very till,
 * `hand-over-own`; then nothing is taken.
 */
export function takeOver(
  core: TillCore,
  file: Uint8Array,
  key: HandOverKey,
): Result<{ readonly registerId: string; readonly taken: number }> {
  const read = readHandOver(file, key, core.crypto);
  if (!read.ok) return read;
  const { registerId, entries, keys } = read.value;
  if (registerId === core.identity.registerId) return refuse("hand-over-own");
  const { desk, guests } = core.journal;
  const known = desk.get<readonly PushKey[]>(GUEST_KEYS, registerId) ?? [];
  if (keys.length > 0) desk.put(GUEST_KEYS, registerId, [...known, ...keys]);
  const taken = guests.take(entries);
  core.sync.pushSoon();
  return done({ registerId, taken });
}
