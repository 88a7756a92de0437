/**
 * Offers and settings in all their versions, kept in memory: small tables that every fold and every
 * verification asks. Products and prices are in pricing.ts.
 */
import type { At, SettingsView } from "#shared/engine/catalogue.ts";
import { CATALOGUE_STREAM } from "#shared/protocol/streams.ts";
import type { Rows } from "#shared/records/rows/index.ts";
import type { SettingKind } from "#shared/records/rows/setting.ts";
import { type SettingBody, settingBodies } from "#shared/records/settings/index.ts";
import type { Tx } from "../database/contract.ts";
import { readHeads } from "../database/heads.ts";
import { type Revision, readSmallVersions } from "../database/revisions.ts";

/** Settings and live offers as they stood at one position of the catalogue. */
export interface SmallView extends SettingsView {
  offers(): readonly At<Rows["offers"]>[];
}

interface Version {
  readonly table: "offers" | "settings";
  readonly id: string;
  readonly stream: string;
  readonly position: number;
  readonly superseded: number | null;
  readonly row: Rows["offers"] | CheckedSetting;
}

interface Listed<Kind extends SettingKind> {
  readonly id: string;
  readonly body: SettingBody<Kind>;
  readonly position: number;
}

interface CheckedSetting {
  readonly id: string;
  readonly kind: SettingKind;
  readonly body: unknown;
}

export interface SmallTables {
  /** Reads what is new since the last call; costs one small statement when nothing is. */
  readonly refresh: (tx: Tx) => Promise<void>;
  /** As they stand now, as far as refreshed. */
  readonly now: () => SmallView;
  /** As they stood when the catalogue was at this position. */
  readonly at: (position: number) => SmallView;
}

const VIEWS_MAX = 32;

/** The small tables of one chain. */
export function createSmallTables(chain: string): SmallTables {
  const versions = new Map<string, Version>();
  const views = new Map<number, SmallView>();
  let changes: readonly number[] = [];
  let head = -1;
  /** The last position at or before this one at which an offer or setting changed. */
  const settle = (position: number): number => {
    let low = 0;
    let high = changes.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((changes[middle] ?? 0) <= position) low = middle + 1;
      else high = middle;
    }
    return changes[low - 1] ?? 0;
  };
  const at = (asked: number): SmallView => {
    const position = settle(asked);
    let view = views.get(position);
    if (view === undefined) {
      if (views.size >= VIEWS_MAX) views.clear();
      view = viewAt([...versions.values()], position);
      views.set(position, view);
    }
    return view;
  };
  return {
    at,
    now: () => at(Number.MAX_SAFE_INTEGER),
    async refresh(tx) {
      const found = (await readHeads(tx, chain, [CATALOGUE_STREAM])).get(CATALOGUE_STREAM);
      const newest = found?.position ?? 0;
      if (newest === head) return;
      const fresh = await readSmallVersions(tx, chain, Math.max(head, 0));
      for (const revision of fresh) {
        versions.set(`${revision.stream}@${revision.position}`, asVersion(revision));
      }
      const moved = [...versions.values()].filter(({ stream }) => stream === CATALOGUE_STREAM);
      changes = [
        ...new Set(moved.flatMap((each) => [each.position, each.superseded ?? each.position])),
      ].sort((left, right) => left - right);
      views.clear();
      head = newest;
    },
  };
}

function viewAt(versions: readonly Version[], position: number): SmallView {
  const offers: At<Rows["offers"]>[] = [];
  const byKind = new Map<
    string,
    Map<string, { readonly id: string; readonly body: unknown; readonly position: number }>
  >();
  for (const version of versions) {
    if (!stands(version, position)) continue;
    if (version.table === "offers") {
      const row = version.row as Rows["offers"];
      if (row.kind === "offer" && row.state === "live") {
        offers.push({ row, position: version.position });
      }
      continue;
    }
    const setting = version.row as CheckedSetting;
    const ofKind = byKind.get(setting.kind) ?? new Map();
    byKind.set(setting.kind, ofKind);
    ofKind.set(setting.id, { id: setting.id, body: setting.body, position: version.position });
  }
  const listed = new Map([...byKind].map(([kind, found]) => [kind, [...found.values()]]));
  return {
    offers: () => offers,
    setting: <Kind extends SettingKind>(kind: Kind, id: string) =>
      byKind.get(kind)?.get(id)?.body as SettingBody<Kind> | undefined,
    settings: <Kind extends SettingKind>(kind: Kind) =>
      (listed.get(kind) ?? []) as readonly Listed<Kind>[],
  };
}

/** Rows of a store's own stream carry positions of that stream, so they always count as they are. */
function stands(version: Version, position: number): boolean {
  if (version.stream !== CATALOGUE_STREAM) return version.superseded === null;
  if (version.position > position) return false;
  return version.superseded === null || version.superseded > position;
}

function asVersion(revision: Revision): Version {
  const { stream, position, superseded, id } = revision;
  const row = JSON.parse(revision.body ?? "null") as Rows["offers"] | Rows["settings"];
  if (revision.table === "offers") {
    return { table: "offers", id, stream, position, superseded, row: row as Rows["offers"] };
  }
  const setting = row as Rows["settings"];
  const checked = settingBodies[setting.kind].safeParse(setting.body);
  const body: unknown = checked.success ? checked.data : setting.body;
  return {
    table: "settings",
    id,
    stream,
    position,
    superseded,
    row: { id: setting.id, kind: setting.kind, body },
  };
}
