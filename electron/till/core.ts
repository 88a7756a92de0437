/**
 * The inside of an open till that acts and views share: who it is, journal, replica, overlay, engine
 * look-ups, and the one way an entry is made. Features are in acts/ and views/.
 */

import { machineZoneOffset } from "#machine/time-zone.ts";
import type { Crypto } from "#shared/base/crypto.ts";
import type { IdSource } from "#shared/base/id.ts";
import { done, type Result } from "#shared/base/result.ts";
import { businessDate } from "#shared/base/time.ts";
import type { FoldedTable } from "#shared/engine/fold/contract.ts";
import { ENGINE_VERSION } from "#shared/engine/versions.ts";
import { streamOf } from "#shared/protocol/streams.ts";
import type { EntryBodies, EntryKind } from "#shared/records/entries/index.ts";
import { type AnyEntry, type Entry, type EntryDraft, isEntryOf } from "#shared/records/entry.ts";
import type { JournalRefusalCode } from "#shared/records/refusals/journal.ts";
import type { Rows } from "#shared/records/rows/index.ts";
import type { SettingBody } from "#shared/records/settings/index.ts";
import type { TillCatalogue } from "./catalogue.ts";
import type { Identity, SecretStore } from "./enrol.ts";
import type { HlcClock } from "./hlc-clock.ts";
import type { RandomBytes, TillClock, TillFaults } from "./host.ts";
import type { Hub, Topic } from "./hub.ts";
import type { Journal } from "./journal/journal.ts";
import type { AppendTools } from "./journal/types.ts";
import type { Lease } from "./lease.ts";
import type { Overlay } from "./overlay/overlay.ts";
import type { Personal } from "./personal.ts";
import type { WatchedReplica } from "./replica/collections.ts";
import type { KeptReplica } from "./replica/kept.ts";
import type { SearchIndex } from "./search-index.ts";
import type { Sync } from "./sync/contract.ts";
import type { Updating } from "./updating.ts";

export interface TillCore {
  readonly identity: Identity;
  readonly version: string;
  readonly clock: TillClock;
  readonly random: RandomBytes;
  readonly crypto: Crypto;
  readonly secretKey: Uint8Array;
  readonly ids: IdSource;
  readonly hlc: HlcClock;
  readonly journal: Journal;
  readonly replica: KeptReplica;
  readonly overlay: Overlay;
  readonly personal: Personal;
  readonly lease: Lease;
  readonly catalogue: TillCatalogue;
  readonly sync: Sync;
  readonly hub: Hub;
  readonly faults: TillFaults | undefined;
  readonly search: SearchIndex;
  /** RxDB over the replica, once the first fill is over; never on a till that nobody watches. */
  readonly watched: () => WatchedReplica | undefined;
  readonly closeWatched: () => Promise<void>;
  /** Whether the till has been closed: whatever was planned for later is off. */
  readonly closed: () => boolean;
  /** Holds this till's files. */
  readonly dataDir: string;
  /** Takes everything the server said off this disk, and every client's key: the till leaves the shop. */
  readonly forgetEverything: () => void;
  readonly secrets: SecretStore;
  /** Run when the till closes: what was opened beside it. */
  readonly alsoClose: Set<() => void>;
  /** How still the till stands, and the update of the program that waits for it. */
  readonly updating: Updating;
  /** In training only: the real till behind it. */
  readonly real?: TillCore;
}

/** Who acts, for the envelope of an entry. */
export interface Actor {
  readonly staffId: string;
  readonly shiftId?: string | undefined;
}

/** One entry to be: its kind and body; the envelope is made by `append`. */
export type EntryPart<Kind extends EntryKind = EntryKind> = {
  [K in Kind]: { readonly kind: K; readonly body: EntryBodies[K]; readonly id?: string };
}[Kind];

export type Made = EntryPart | readonly EntryPart[];

/**
 * Writes an act to the journal and shows it: entries on the disk first, then overlay, screens and
 * the push. Refuses with the journal's codes; then nothing was written.
 */
export function append(
  core: TillCore,
  actor: Actor,
  act: Made | ((tools: AppendTools) => Made),
): Result<readonly AnyEntry[], JournalRefusalCode> {
  const appended = core.journal.append((tools) => {
    const made = typeof act === "function" ? act(tools) : act;
    return (Array.isArray(made) ? (made as readonly EntryPart[]) : [made as EntryPart]).map(
      (part) => core.personal.seal(tools.keys, draftOf(core, actor, part)),
    );
  });
  if (!appended.ok) return appended;
  const entries = appended.value.map(core.personal.open);
  const topics = new Set<Topic>(["journal", "sync"]);
  for (const entry of entries) {
    for (const table of core.overlay.append(entry).keys()) topics.add(`rows:${table}`);
  }
  core.hub.emit([...topics]);
  core.sync.pushSoon();
  return done(entries);
}

function draftOf(core: TillCore, actor: Actor, part: EntryPart): EntryDraft {
  const at = core.clock.now();
  return {
    id: part.id ?? core.ids.next(),
    registerId: core.identity.registerId,
    kind: part.kind,
    version: 1,
    storeId: core.identity.storeId,
    ...(actor.shiftId === undefined ? {} : { shiftId: actor.shiftId }),
    staffId: actor.staffId,
    at,
    businessDate: businessDateAt(core, at),
    hlc: core.hlc.tick(),
    engineVersion: ENGINE_VERSION,
    basis: core.catalogue.basis(),
    body: part.body,
  } as EntryDraft;
}

/** This till's own entries of one kind, oldest first; those after a sequence when one is given. */
export function entriesOf<Kind extends EntryKind>(
  core: Pick<TillCore, "journal">,
  kind: Kind,
  after?: number,
): readonly Entry<Kind>[] {
  return core.journal.ofKind(kind, after).filter((entry) => isEntryOf(entry, kind));
}

/** The shop's day at an instant; UTC's when the store's settings have not arrived. */
export function businessDateAt(
  core: Pick<TillCore, "catalogue" | "identity">,
  atMs: number,
): string {
  const store = storeOf(core);
  const day = { zone: store?.timeZone ?? "UTC", cutOverMinutes: store?.cutOverMinutes ?? 0 };
  return businessDate(atMs, day, machineZoneOffset);
}

/** The settings of this till's store, once they have arrived. */
export function storeOf(
  core: Pick<TillCore, "catalogue" | "identity">,
): SettingBody<"store"> | undefined {
  return core.catalogue.setting("store", core.identity.storeId);
}

/** The policy of this till's store. */
export function policyOf(
  core: Pick<TillCore, "catalogue" | "identity">,
): SettingBody<"policy"> | undefined {
  const store = storeOf(core);
  return store === undefined ? undefined : core.catalogue.setting("policy", store.policyId);
}

/** The stream a row lives in, seen from this till's store. */
export function streamFor<Table extends FoldedTable>(
  core: Pick<TillCore, "catalogue" | "identity">,
  table: Table,
  row: Rows[Table],
): string {
  const clientGroup = storeOf(core)?.clientGroup;
  return streamOf(table, row, {
    storeId: core.identity.storeId,
    ...(clientGroup === undefined ? {} : { clientGroup }),
  });
}
