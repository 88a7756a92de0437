/**
 * Products and prices as they stood at a sale's basis. Versions are kept until a catalogue or price
 * book moves, so that a stream of sales of the same goods asks the database once.
 */
import type { At, CatalogueView } from "#shared/engine/catalogue.ts";
import { CATALOGUE_STREAM } from "#shared/protocol/streams.ts";
import type { Basis } from "#shared/records/entry.ts";
import type { Rows } from "#shared/records/rows/index.ts";
import type { Tx } from "../database/contract.ts";
import { readPricingHeads } from "../database/heads.ts";
import { type Revision, readPricingVersions } from "../database/revisions.ts";
import type { SmallTables } from "./versions.ts";

interface Version<Row> {
  readonly stream: string;
  readonly position: number;
  readonly superseded: number | null;
  readonly row: Row;
}

interface ProductVersions {
  readonly products: Version<Rows["products"]>[];
  readonly prices: Version<Rows["prices"]>[];
}

export interface Pricing {
  /** Makes sure that the versions of these products are here and current. */
  readonly load: (tx: Tx, productIds: Iterable<string>) => Promise<void>;
  /** The catalogue as it stood at the basis; `undefined` basis: as it stands now. */
  readonly at: (basis: Basis | undefined) => CatalogueView;
}

const PRODUCTS_MAX = 20_000;

/** The pricing of one chain, over its small tables. */
export function createPricing(chain: string, small: SmallTables): Pricing {
  const kept = new Map<string, ProductVersions>();
  let heads: ReadonlyMap<string, number> = new Map();
  return {
    async load(tx, productIds) {
      const newest = await readPricingHeads(tx, chain);
      if (!sameHeads(heads, newest) || kept.size > PRODUCTS_MAX) kept.clear();
      heads = newest;
      const missing = [...new Set(productIds)].filter((each) => !kept.has(each));
      if (missing.length === 0) return;
      for (const each of missing) kept.set(each, { products: [], prices: [] });
      for (const revision of await readPricingVersions(tx, chain, missing)) keep(kept, revision);
    },
    at(basis) {
      const positionOf = (stream: string): number =>
        basis === undefined ? Number.MAX_SAFE_INTEGER : (basis[stream]?.position ?? 0);
      const settings = small.at(positionOf(CATALOGUE_STREAM));
      return {
        setting: settings.setting,
        settings: settings.settings,
        offers: settings.offers,
        product(id) {
          const versions = kept.get(id)?.products ?? [];
          return versions.flatMap((each) => standing(each, positionOf(each.stream)))[0];
        },
        prices(productId, bookIds) {
          const versions = kept.get(productId)?.prices ?? [];
          return versions
            .filter((each) => bookIds.includes(each.row.bookId))
            .flatMap((each) => standing(each, positionOf(each.stream)));
        },
      };
    },
  };
}

function standing<Row>(version: Version<Row>, position: number): At<Row>[] {
  if (version.position > position) return [];
  if (version.superseded !== null && version.superseded <= position) return [];
  return [{ row: version.row, position: version.position }];
}

function keep(kept: Map<string, ProductVersions>, revision: Revision): void {
  if (revision.body === null) return;
  const { stream, position, superseded } = revision;
  const row: unknown = JSON.parse(revision.body);
  if (revision.table === "products") {
    const version = { stream, position, superseded, row: row as Rows["products"] };
    kept.get(revision.id)?.products.push(version);
  } else {
    const version = { stream, position, superseded, row: row as Rows["prices"] };
    kept.get(version.row.productId)?.prices.push(version);
  }
}

function sameHeads(left: ReadonlyMap<string, number>, right: ReadonlyMap<string, number>): boolean {
  if (left.size !== right.size) return false;
  return [...left].every(([stream, position]) => right.get(stream) === position);
}
