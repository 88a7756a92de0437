/** `quick-keys`: pages of large tiles at the counter, made by HQ or the store; which till shows them when. */
import { z } from "zod";
import { id, minor } from "../fields.ts";

/** What a tile of kind `act` does; each is an act or a screen that the counter has a key for. */
export const TILE_ACTS = [
  "pay",
  "client",
  "park",
  "basket",
  "undo",
  "price-check",
  "returns",
  "sales",
  "stock",
  "shift",
] as const;
export type TileAct = (typeof TILE_ACTS)[number];

/** Drawn pictures a tile can carry; without one it shows the first letters of its name. */
export const TILE_PICTURES = [
  "bag",
  "gift",
  "card",
  "cup",
  "book",
  "flower",
  "candle",
  "star",
] as const;
export type TilePicture = (typeof TILE_PICTURES)[number];

/** Limits that keep a store's pages within one message to the server. */
export const PAGES_MAX = 12;
export const TILES_MAX = 36;

const name = z.string().trim().min(1).max(60);
const look = {
  name,
  colour: z
    .string()
    .regex(/^#[0-9a-f]{6}$/)
    .optional(),
  picture: z.enum(TILE_PICTURES).optional(),
};

export const quickTile = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("product"), ...look, productId: id }),
  z.object({ kind: z.literal("category"), ...look, categoryId: id }),
  z.object({ kind: z.literal("act"), ...look, act: z.enum(TILE_ACTS) }),
  /** A price under a department: fixed in minor units, or typed when the tile is pressed. */
  z.object({
    kind: z.literal("amount"),
    ...look,
    productId: id,
    amountMinor: minor.min(1).optional(),
  }),
]);
export type QuickTile = Readonly<z.infer<typeof quickTile>>;

export const quickPage = z.object({
  id,
  name,
  /** Registers that show the page; none means every register of the store. */
  registerIds: z.array(id).max(100).default([]),
  /** Hours of the store's own day: `from` is inside, `to` is not; past midnight when `from` is later. */
  fromHour: z.int().min(0).max(23).default(0),
  toHour: z.int().min(1).max(24).default(24),
  tiles: z.array(quickTile).max(TILES_MAX),
});
export type QuickPage = Readonly<z.infer<typeof quickPage>>;

export const quickPages = z
  .array(quickPage)
  .max(PAGES_MAX)
  .refine((pages) => new Set(pages.map((page) => page.id)).size === pages.length);

export const quickKeysSetting = z.object({
  /** The store whose pages these are; left out for the pages of stores that make none of their own. */
  storeId: id.optional(),
  pages: quickPages,
});

/** The one row that holds a store's pages, or without a store those of the chain. */
export function quickKeysId(storeId: string | undefined): string {
  return storeId === undefined ? "quick-keys" : `quick-keys:${storeId}`;
}
