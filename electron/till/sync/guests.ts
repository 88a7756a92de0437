/**
 * Sending entries of neighbours that were handed over to this till: after its own, one register at a
 * time. What the server does not take yet waits for the next connection.
 */
import { EVENTS, type PushKey, type Welcome } from "#shared/protocol/messages.ts";
import type { AnyEntry } from "#shared/records/entry.ts";
import { GUEST_KEYS } from "../hand-over.ts";
import type { SyncOptions } from "./contract.ts";
import { Nonsense, readPushed } from "./decode.ts";

export interface GuestPush {
  /** One batch; `idle` when there is none to send on this connection. */
  readonly round: () => Promise<"again" | "idle">;
}

/** The guests' side of one connection. `batchOf` cuts a run of entries to what fits the wire. */
export function openGuestPush(options: {
  readonly journal: SyncOptions["journal"];
  readonly welcome: Welcome;
  readonly ask: (event: string, payload: unknown) => Promise<unknown>;
  readonly alive: () => boolean;
  readonly batchOf: (entries: readonly AnyEntry[]) => readonly AnyEntry[];
}): GuestPush {
  const { journal, welcome } = options;
  const waiting = new Set<string>();

  return {
    round: async () => {
      const registerId = journal.guests.registers().find((each) => !waiting.has(each));
      if (registerId === undefined) return "idle";
      const entries = options.batchOf(
        contiguous(journal.guests.unsent(registerId, welcome.limits.entries)),
      );
      const keys = keysFor(journal.desk.get<readonly PushKey[]>(GUEST_KEYS, registerId), entries);
      const message = { epoch: welcome.epoch, entries, ...(keys.length > 0 && { keys }) };
      const reply = readPushed(await options.ask(EVENTS.push, message));
      if (!options.alive()) return "idle";
      if (!reply.ok) {
        waiting.add(registerId);
        return "again";
      }
      const asked = new Map(entries.map(({ sequence, id }) => [sequence, id]));
      for (const { sequence, id } of reply.answers) {
        if (asked.get(sequence) !== id)
          throw new Nonsense(`answer to ${sequence} was not asked for`);
      }
      journal.guests.recordAnswers(registerId, reply.answers);
      if (!journal.guests.registers().includes(registerId)) {
        journal.desk.delete(GUEST_KEYS, registerId);
      }
      return "again";
    },
  };
}

/** Entries up to the first gap: a push has none. */
function contiguous(entries: readonly AnyEntry[]): readonly AnyEntry[] {
  const end = entries.findIndex(
    (entry, at) => at > 0 && entry.sequence !== (entries[at - 1]?.sequence ?? 0) + 1,
  );
  return end < 0 ? entries : entries.slice(0, end);
}

/** Only the keys that these entries name: a push carries no more than it has entries. */
function keysFor(
  keys: readonly PushKey[] | undefined,
  entries: readonly AnyEntry[],
): readonly PushKey[] {
  const text = JSON.stringify(entries);
  return (keys ?? []).filter(({ keyId }) => text.includes(keyId));
}
