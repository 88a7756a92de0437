/**
 * Which product a code belongs to, for tills that ask by code while they fill. Held in memory, read
 * when the first till begins to fill and kept up by what the catalogue brings.
 */
import { codesOf } from "#shared/protocol/image/columns.ts";
import { layout } from "#shared/protocol/image/layout.ts";
import { CATALOGUE_STREAM } from "#shared/protocol/streams.ts";
import type { Core } from "../core.ts";
import { followTable } from "../rows/table-index.ts";

export interface ProductCodes {
  /** Brings the codes up to date; the first time reads all products in short steps. */
  readonly refresh: () => Promise<void>;
  /** Ids of the products with this code or number. */
  readonly find: (code: string) => readonly string[];
}

/** The codes of a chain's products. */
export function createProductCodes(core: Pick<Core, "database" | "chain" | "epoch">): ProductCodes {
  const byCode = new Map<string, readonly string[]>();
  const byId = new Map<string, readonly string[]>();
  const codes = layout.tables.find(({ name }) => name === "products")?.codes;

  function drop(id: string): void {
    for (const code of byId.get(id) ?? []) {
      const left = (byCode.get(code) ?? []).filter((each) => each !== id);
      if (left.length === 0) byCode.delete(code);
      else byCode.set(code, left);
    }
    byId.delete(id);
  }

  const refresh = followTable(core, {
    table: "products",
    stream: CATALOGUE_STREAM,
    put: (id, row) => {
      drop(id);
      const own = [...new Set([row.sku, ...(codes === undefined ? [] : codesOf(codes, row))])];
      byId.set(id, own);
      for (const code of own) byCode.set(code, [...(byCode.get(code) ?? []), id]);
    },
    drop,
    clear: () => {
      byCode.clear();
      byId.clear();
    },
  });
  return { refresh, find: (code) => byCode.get(code) ?? [] };
}
