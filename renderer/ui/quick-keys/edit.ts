/** A store's pages while somebody makes them: each change is a step that can be taken back. No screen here. */
import type { QuickPage, QuickTile } from "#shared/records/settings/quick-keys.ts";

export type Pages = readonly QuickPage[];

export interface PagesDraft {
  readonly pages: Pages;
  /** The pages before each change, the oldest first. */
  readonly before: readonly Pages[];
}

const STEPS_MAX = 50;

/** The draft with new pages; what was there can be had back. */
export function changed(draft: PagesDraft, pages: Pages): PagesDraft {
  return { pages, before: [...draft.before, draft.pages].slice(-STEPS_MAX) };
}

/** The draft as it was before its last change. */
export function undone(draft: PagesDraft): PagesDraft {
  const pages = draft.before.at(-1);
  return pages === undefined ? draft : { pages, before: draft.before.slice(0, -1) };
}

/** The list with one item at another place; a place outside the list changes nothing. */
export function moved<Item>(
  items: readonly Item[],
  { from, to }: { readonly from: number; readonly to: number },
): readonly Item[] {
  const item = items[from];
  if (item === undefined || to < 0 || to >= items.length) return items;
  const others = items.filter((_, index) => index !== from);
  return [...others.slice(0, to), item, ...others.slice(to)];
}

/** The pages with one of them changed. */
export function withPage(pages: Pages, pageId: string, change: Partial<QuickPage>): Pages {
  return pages.map((page) => (page.id === pageId ? { ...page, ...change } : page));
}

/** The tiles with one put at a place, or at the end when the place is behind it. */
export function withTile(
  tiles: readonly QuickTile[],
  { at, tile }: { readonly at: number; readonly tile: QuickTile },
): QuickTile[] {
  return at < tiles.length
    ? tiles.map((one, index) => (index === at ? tile : one))
    : [...tiles, tile];
}
