/** Quick keys as HQ or the store made them, read from settings: pages of tiles by till and time of day. */
import type { SettingRow } from "#shared/records/rows/setting.ts";
import { type QuickPage, type QuickTile, quickTile } from "#shared/records/settings/quick-keys.ts";

export type Tile = QuickTile & { readonly id: string };

export interface TilePage {
  readonly id: string;
  readonly name: string;
  readonly tiles: readonly Tile[];
}

export interface TileTime {
  readonly registerId: string | undefined;
  /** 0 to 23, of the store's own day. */
  readonly hour: number;
}

/**
 * The pages for a till at an hour of its day: those of its store, else those that HQ made for every
 * store. Without any page for it the categories are the tiles.
 * A tile that cannot be read is left out rather than shown empty.
 */
export function tilePages(rows: readonly SettingRow[], at: TileTime): readonly TilePage[] {
  const pages = rows.filter((row) => row.kind === "quick-keys");
  for (const isStores of [true, false]) {
    const made = pages
      .filter((row) => (row.body["storeId"] !== undefined) === isStores)
      .flatMap((row) => pagesOf(row, at))
      .filter((page) => page.tiles.length > 0);
    if (made.length > 0) return made;
  }
  const tiles = rows.filter((row) => row.kind === "category").map(categoryTile);
  return tiles.length === 0 ? [] : [{ id: "categories", name: "", tiles }];
}

/** Whether a page belongs to a till at an hour. From 22 to 6 goes past midnight; equal hours are all day. */
function isShownAt(
  page: Pick<QuickPage, "registerIds" | "fromHour" | "toHour">,
  { registerId, hour }: TileTime,
): boolean {
  const { registerIds, fromHour, toHour } = page;
  if (registerIds.length > 0 && !registerIds.includes(registerId ?? "")) return false;
  if (fromHour === toHour) return true;
  return fromHour < toHour ? hour >= fromHour && hour < toHour : hour >= fromHour || hour < toHour;
}

/** The hour of an instant where the store is; the machine's own when the zone is not known. */
export function hourAt(atMs: number, timeZone: string | undefined): number {
  const options = { hour: "numeric", hourCycle: "h23" } as const;
  const zone = timeZone === undefined ? {} : { timeZone };
  return Number(new Intl.DateTimeFormat("en-GB", { ...options, ...zone }).format(atMs));
}

function pagesOf(row: SettingRow, at: TileTime): readonly TilePage[] {
  return listOf(row.body["pages"]).flatMap((page, index) => {
    if (!isRecord(page)) return [];
    const hours = {
      registerIds: listOf(page["registerIds"]).map(String),
      fromHour: Number(page["fromHour"] ?? 0),
      toHour: Number(page["toHour"] ?? 24),
    };
    if (!isShownAt(hours, at)) return [];
    const tiles = listOf(page["tiles"]).flatMap((tile, place): Tile[] => {
      const read = quickTile.safeParse(tile);
      return read.success ? [{ ...read.data, id: `${index}-${place}` }] : [];
    });
    return [{ id: `${row.id}-${index}`, name: String(page["name"] ?? ""), tiles }];
  });
}

function categoryTile(row: SettingRow): Tile {
  const colour = row.body["colour"];
  return {
    id: row.id,
    kind: "category",
    name: String(row.body["name"]),
    categoryId: row.id,
    ...(typeof colour === "string" ? { colour } : {}),
  };
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null;
}
