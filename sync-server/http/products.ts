/** The products of the chain as web pages look for them: by category, by words, by code. */
import { CATALOGUE_STREAM } from "#shared/protocol/streams.ts";
import type { Core } from "../core.ts";
import { followTable } from "../rows/table-index.ts";

/** What is held of a product: what lists show, never its cost. */
export interface ListedProduct {
  readonly id: string;
  readonly sku: string;
  readonly name: string;
  readonly picture: string | undefined;
  readonly colour: string | undefined;
  readonly categoryIds: readonly string[];
  readonly gtins: readonly string[];
  readonly unit: string;
  readonly popularity: number;
  readonly restrictionId: string | undefined;
  /** Sold to anyone who asks: goods that are not blocked or ended. */
  readonly onSale: boolean;
  readonly words: string;
}

export interface ProductQuery {
  readonly words: string;
  readonly categoryId?: string | undefined;
  readonly onSaleOnly?: boolean;
}

export interface Products {
  readonly refresh: () => Promise<void>;
  readonly get: (id: string) => ListedProduct | undefined;
  /** The most bought first. */
  readonly find: (query: ProductQuery) => readonly ListedProduct[];
  /** How many products each category has. */
  readonly counts: (onSaleOnly: boolean) => ReadonlyMap<string, number>;
  readonly size: () => number;
}

/** The products of a chain; `refresh` before asking. */
export function createProducts(core: Core): Products {
  const byId = new Map<string, ListedProduct>();
  let ordered: readonly ListedProduct[] | undefined;
  const changed = (): void => {
    ordered = undefined;
  };
  const refresh = followTable(core, {
    table: "products",
    stream: CATALOGUE_STREAM,
    put(id, row) {
      byId.set(id, {
        id,
        sku: row.sku,
        name: row.name,
        picture: row.picture,
        colour: row.colour,
        categoryIds: row.categoryIds,
        gtins: row.gtins,
        unit: row.unit,
        popularity: row.popularity,
        restrictionId: row.restrictionId,
        onSale: row.kind === "goods" && row.blocked === undefined && !row.discontinued,
        words: ` ${plain(`${row.name} ${row.sku} ${row.tags.join(" ")}`)}`,
      });
      changed();
    },
    drop(id) {
      byId.delete(id);
      changed();
    },
    clear() {
      byId.clear();
      changed();
    },
  });
  const list = (): readonly ListedProduct[] => {
    ordered ??= [...byId.values()].sort(byPopularity);
    return ordered;
  };
  return {
    refresh,
    get: (id) => byId.get(id),
    size: () => byId.size,
    find({ words, categoryId, onSaleOnly = false }) {
      const wanted = plain(words)
        .split(" ")
        .filter((word) => word !== "");
      return list().filter(
        (product) =>
          (!onSaleOnly || product.onSale) &&
          (categoryId === undefined || product.categoryIds.includes(categoryId)) &&
          wanted.every((word) => hasWord(product, word)),
      );
    },
    counts(onSaleOnly) {
      const counts = new Map<string, number>();
      for (const product of byId.values()) {
        if (onSaleOnly && !product.onSale) continue;
        for (const id of product.categoryIds) counts.set(id, (counts.get(id) ?? 0) + 1);
      }
      return counts;
    },
  };
}

/** A code of thirteen digits is kept as fourteen; words are found by how they begin. */
function hasWord(product: ListedProduct, word: string): boolean {
  if (/^\d{8,14}$/.test(word)) return product.gtins.includes(word.padStart(14, "0"));
  return product.words.includes(` ${word}`);
}

function byPopularity(left: ListedProduct, right: ListedProduct): number {
  return right.popularity - left.popularity || (left.name < right.name ? -1 : 1);
}

/** Letters without their marks, small, other signs as gaps. */
function plain(text: string): string {
  return text
    .normalize("NFD")
    .replaceAll(/\p{M}/gu, "")
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
}
