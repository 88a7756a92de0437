/**
 * What a till knows, over one replica and journal: look-ups, overlay, the lease on clients' data, and
 * what happens to them when a page comes or the till is taken out of service. Opening is main.ts.
 */
import { foldEntry } from "#shared/engine/fold/index.ts";
import type { AnyEntry } from "#shared/records/entry.ts";
import { sealedOf } from "#shared/records/seal.ts";
import { openCatalogue, type TillCatalogue } from "./catalogue.ts";
import { policyOf, streamFor } from "./core.ts";
import type { Identity } from "./enrol.ts";
import type { Hub, Topic } from "./hub.ts";
import { asHint, diskTrouble } from "./journal/connection.ts";
import type { Journal } from "./journal/journal.ts";
import { type Overlay, type OverlayMark, openOverlay } from "./overlay/overlay.ts";
import { forgetPapers } from "./papers.ts";
import type { Personal } from "./personal.ts";
import { ReplicaDamage } from "./replica/damage.ts";
import type { KeptReplica } from "./replica/kept.ts";
import type { Replica } from "./replica/tables.ts";
import type { SearchIndex } from "./search-index.ts";
import type { AppliedPage } from "./sync/contract.ts";

const SYNC_DESK = "sync";

interface Parts {
  readonly journal: Journal;
  readonly replica: Replica;
  readonly identity: Identity;
}

/** Look-ups and overlay over one replica and journal; the scope is kept as the server last said it. */
export function openRows({
  journal,
  replica,
  identity,
  personal,
}: Parts & { readonly personal: Personal }) {
  const { registerId } = identity;
  let scope = journal.desk.get<readonly string[]>(SYNC_DESK, "scope");
  let laid: Overlay | undefined;
  const catalogue = openCatalogue(replica, () => laid);
  const overlay = openOverlay(
    {
      row: (table, id) => replica.get(table, id)?.row,
      seen: (stream) => replica.seen(stream)[registerId] ?? 0,
      inScope: (stream) => scope?.includes(stream) ?? true,
      settings: catalogue,
      // What cannot be opened is about a client who was erased.
      fold: (entry, read, settings) =>
        sealedOf(entry.body) === undefined
          ? foldEntry(entry, read, settings)
          : { changes: [], exceptions: [] },
      streamOf: (table, row) => streamFor({ catalogue, identity }, table, row),
      setAside: (entry, error) => noteSetAside(journal, entry, error),
      entriesAfter: (sequence, limit) => journal.after(sequence, limit).map(personal.open),
    },
    journal.desk.get<OverlayMark>(SYNC_DESK, "overlay-mark"),
  );
  laid = overlay;
  return {
    catalogue,
    overlay,
    hours: () => policyOf({ catalogue, identity })?.offline.clientLeaseHours,
    setScope: (streams: readonly string[]): void => {
      const known = scope;
      scope = streams;
      if (known !== undefined && streams.join() === known.join()) return;
      journal.desk.put(SYNC_DESK, "scope", streams);
      overlay.afterPage({ streams, rows: "all" });
    },
  };
}

/** Desk items by sequence: entries of this till whose effect cannot be shown here. */
const SET_ASIDE = "set-aside";

/** Keeps the name of an entry that cannot be folded; damage of the replica passes and is not its fault. */
function noteSetAside(journal: Journal, entry: AnyEntry, error: unknown): void {
  if (error instanceof ReplicaDamage) return;
  const why = error instanceof Error ? error.message : String(error);
  try {
    const { id, kind, at } = entry;
    journal.desk.put(SET_ASIDE, String(entry.sequence), { id, kind, atMs: at, why });
  } catch (failed) {
    if (diskTrouble(failed) === undefined) throw failed;
  }
}

/** How many entries of this till stand in its journal and could not be shown. */
export function countSetAside({ journal }: Pick<Parts, "journal">): number {
  return journal.desk.list(SET_ASIDE).length;
}

/**
 * Destroys the keys of clients whose row is gone, as soon as everything this till did is answered: what
 * was sealed under them could not be read by the server otherwise.
 */
export function openForgetting(
  till: Pick<Parts, "journal" | "replica"> & { readonly personal: Personal },
) {
  const { journal, replica, personal } = till;
  const waiting = new Set(journal.desk.get<readonly string[]>(SYNC_DESK, "erased"));
  return (page: AppliedPage | undefined): void => {
    const before = waiting.size;
    const gone = (page?.rows ?? []).flatMap(({ table, id, body }) =>
      table === "clients" && body === null ? [id] : [],
    );
    forgetPapers(journal, gone);
    for (const id of gone) if (journal.keys.get(id) !== undefined) waiting.add(id);
    if (waiting.size !== before) journal.desk.put(SYNC_DESK, "erased", [...waiting]);
    if (waiting.size === 0 || journal.unsent().count > 0) return;
    personal.forget([...waiting].filter((id) => replica.get("clients", id) === undefined));
    waiting.clear();
    journal.desk.delete(SYNC_DESK, "erased");
  };
}

/**
 * Takes everything the server said off this disk: the till was taken out of service and all it did has
 * been taken from it, and every client's key with it. A file that cannot be wiped is destroyed whole.
 * The journal stays: it is the shop's record. Safe to call again.
 */
export function wipeReplica(till: {
  readonly replica: KeptReplica;
  readonly journal: Journal;
  readonly personal: Personal;
  readonly search: Pick<SearchIndex, "fillSoon">;
  readonly onPage: (page: AppliedPage) => void;
  readonly destroy: () => void;
}): void {
  const { replica, journal } = till;
  const streams = Object.keys(replica.checkpoints());
  till.personal.forget(journal.keys.clientIds());
  if (streams.length === 0 && !replica.damaged()) return;
  try {
    replica.wipe();
  } catch {
    till.destroy();
  }
  // What is remembered goes too, whatever the disk does.
  till.onPage({ streams: [], dropped: streams, rows: [], fill: false });
  asHint(() => journal.desk.delete(SYNC_DESK, "filled"));
  till.search.fillSoon();
}

/** What every page does to look-ups, overlay and whoever listens. */
export function openPageHook(till: {
  readonly catalogue: TillCatalogue;
  readonly overlay: Overlay;
  readonly hub: Hub;
  readonly tables: readonly string[];
  readonly forgetErased: (page: AppliedPage) => void;
}): (page: AppliedPage) => void {
  return (page) => {
    const rows = rowsOf(page);
    till.catalogue.forget(rows === "all" ? "all" : new Set(rows.keys()));
    const streams = [...page.streams, ...page.dropped];
    const changed = till.overlay.afterPage({ streams, rows });
    const tables = rows === "all" ? till.tables : rows.keys();
    till.hub.emit([...new Set([...tables, ...changed.keys()].map(rowsTopic))]);
    till.forgetErased(page);
  };
}

/** What views of a table are told by. */
export function rowsTopic(table: string): Topic {
  return `rows:${table}`;
}

/** Which rows a page changed, by table; a dropped stream changes rows nobody lists. */
function rowsOf(page: AppliedPage): ReadonlyMap<string, ReadonlySet<string>> | "all" {
  if (page.dropped.length > 0) return "all";
  const rows = new Map<string, Set<string>>();
  for (const { table, id } of page.rows) {
    const ids = rows.get(table) ?? new Set();
    rows.set(table, ids.add(id));
  }
  return rows;
}
