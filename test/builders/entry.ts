/** Entries for tests: every field has a default, so that what a test sets is what it is about. */
import { uuidV7 } from "#shared/base/id.ts";
import type { EntryBodies, EntryKind } from "#shared/records/entries/index.ts";
import type { Entry } from "#shared/records/entry.ts";
import { GENESIS_HASH } from "#shared/records/entry.ts";

export const NOON_MS = Date.UTC(2026, 10, 20, 11, 0, 0);

let made = 0;

/** A new id, different each time and the same in each run. */
export function anId(): string {
  made += 1;
  const random = Uint8Array.from({ length: 10 }, (_, index) => (made >> (index * 4)) & 0xff);
  return uuidV7(NOON_MS + made, random);
}

/** An entry of a kind around a body; the clock of `hlc` follows `at` unless it is given. */
export function anEntry<Kind extends EntryKind>(
  kind: Kind,
  body: EntryBodies[Kind],
  fields: Partial<Omit<Entry<Kind>, "kind" | "body">> = {},
): Entry<Kind> {
  made += 1;
  const at = fields.at ?? NOON_MS + made * 1_000;
  return {
    id: anId(),
    registerId: "register-1",
    sequence: made,
    kind,
    version: 1,
    storeId: "store-1",
    shiftId: "shift-1",
    staffId: "staff-1",
    at,
    businessDate: "2026-11-20",
    hlc: `${at.toString(16).padStart(12, "0")}-0000-${fields.registerId ?? "register-1"}`,
    engineVersion: 1,
    basis: {},
    body,
    previousHash: GENESIS_HASH,
    hash: "1".repeat(64),
    ...fields,
  } as Entry<Kind>;
}
