/** Quick keys as HQ or the store made them, read from settings: pages of tiles by till and time of day. */
import type { SettingRow } from "#shared/records/rows/setting.ts";

export interface Tile {
  readonly id: string;
  readonly kind: "product" | "category" | "amount";
  readonly name: string;
  readonly colour?: string | undefined;
  readonly productId?: string | undefined;
  readonly categoryId?: string | undefined;
}

export interface TilePage {
  readonly id: string;
  readonly name: string;
  readonly tiles: readonly Tile[];
}

/**
 * The pages for a till at an hour of its day. Without any page made by hand the categories are the tiles.
 * A tile that cannot be read is left out rather than shown empty.
 */
export function tilePages(
  rows: readonly SettingRow[],
  at: { readonly registerId: string | undefined; readonly hour: number },
): readonly TilePage[] {
  const made = rows
    .filter((row) => row.kind === "quick-keys")
    .flatMap((row) => pagesOf(row, at))
    .filter((page) => page.tiles.length > 0);
  if (made.length > 0) return made;
  const tiles = rows.filter((row) => row.kind === "category").map(categoryTile);
  return tiles.length === 0 ? [] : [{ id: "categories", name: "", tiles }];
}

function pagesOf(
  row: SettingRow,
  at: { readonly registerId: string | undefined; readonly hour: number },
): readonly TilePage[] {
  const registers = listOf(row.body["registerIds"]).map(String);
  if (registers.length > 0 && !registers.includes(at.registerId ?? "")) return [];
  return listOf(row.body["pages"]).flatMap((page, index) => {
    if (!isRecord(page)) return [];
    const from = Number(page["fromHour"] ?? 0);
    const to = Number(page["toHour"] ?? 24);
    if (at.hour < from || at.hour >= to) return [];
    const tiles = listOf(page["tiles"]).flatMap((tile, place) => tileOf(tile, `${index}-${place}`));
    return [{ id: `${row.id}-${index}`, name: String(page["name"] ?? ""), tiles }];
  });
}

function tileOf(tile: unknown, id: string): readonly Tile[] {
  if (!isRecord(tile) || typeof tile["name"] !== "string") return [];
  const { kind, name, colour, productId, categoryId } = tile;
  if (kind !== "product" && kind !== "category" && kind !== "amount") return [];
  return [
    {
      id,
      kind,
      name,
      ...(typeof colour === "string" ? { colour } : {}),
      ...(typeof productId === "string" ? { productId } : {}),
      ...(typeof categoryId === "string" ? { categoryId } : {}),
    },
  ];
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
