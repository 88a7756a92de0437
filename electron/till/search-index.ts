/**
 * Keeps the search in step with the rows: changed with each page in the page's own transaction, filled
 * in small steps after the first fill, so that nobody waits for it. How search works is replica/search.
 */

import type { Rows } from "#shared/records/rows/index.ts";
import type { TillCatalogue } from "./catalogue.ts";
import { asHint, diskTrouble } from "./journal/connection.ts";
import type { Desk } from "./journal/desk.ts";
import type { KeptReplica } from "./replica/kept.ts";
import { personDocument, productDocument } from "./replica/search/rows.ts";
import {
  createSearchSchema,
  fillSearch,
  isSearchOutdated,
  type PersonDocument,
  type ProductDocument,
  updateSearch,
} from "./replica/search/search.ts";
import type { PageRow, SyncReplica } from "./sync/contract.ts";

export interface SearchIndex {
  /** Brings a page's products and clients along; called inside the page's transaction. */
  readonly take: (rows: readonly PageRow[]) => void;
  /** A stream was dropped whole: the documents of its rows go at the next fill. */
  readonly fillSoon: () => void;
  /** On a till that is full already: fills a search that never was, or that was interrupted. */
  readonly fillIfNeeded: () => void;
  /** The replica's file is another one, and empty. */
  readonly renew: () => void;
  readonly stop: () => void;
}

const KIND = "search";
const KEY = "filled";
const DOCUMENTS_AT_ONCE = 500;

/** The search of an open replica; begins to fill it when it never was. */
export function openSearchIndex(options: {
  readonly replica: KeptReplica;
  readonly catalogue: TillCatalogue;
  readonly desk: Desk;
}): SearchIndex {
  const { replica, catalogue, desk } = options;
  let steps: Iterator<unknown> | undefined;
  let stopped = false;
  /** A new file on a full disk has no tables to search; they are made when it is filled. */
  let missing = false;
  prepare();

  function prepare(): void {
    if (!isSearchOutdated(replica.database)) return;
    createSearchSchema(replica.database);
    desk.delete(KIND, KEY);
  }

  function prepareOrMiss(): void {
    missing = true;
    asHint(() => {
      prepare();
      missing = false;
    });
  }

  const product = (row: Rows["products"]): ProductDocument =>
    productDocument(
      row,
      row.categoryIds.flatMap((id) => catalogue.setting("category", id)?.name ?? []),
    );

  function step(): void {
    if (stopped || steps === undefined) return;
    try {
      if (steps.next().done !== true) {
        setImmediate(step);
        return;
      }
      desk.put(KIND, KEY, replica.file);
    } catch (error) {
      // Filled again at the next start: nobody may lose a sale because words could not be written.
      if (diskTrouble(error) === undefined && !replica.suspect(error)) throw error;
    }
    steps = undefined;
  }

  function fillSoon(): void {
    if (missing) prepareOrMiss();
    if (missing) return;
    const begins = steps === undefined;
    steps = fillSearch(replica.database, {
      products: inLists(replica.each("products"), product),
      people: inLists(replica.each("clients"), (row: Rows["clients"]) => personDocument(row)),
    });
    if (begins) setImmediate(step);
  }

  return {
    fillIfNeeded: () => {
      if (desk.get<string>(KIND, KEY) !== replica.file) fillSoon();
    },
    take: (rows) => {
      if (missing) return;
      const products: { put: ProductDocument[]; removed: string[] } = { put: [], removed: [] };
      const people: { put: PersonDocument[]; removed: string[] } = { put: [], removed: [] };
      for (const { table, id, body } of rows) {
        // A row that is gone from one stream may be here by another.
        if (table === "products") {
          const row = body ?? replica.get(table, id)?.row;
          if (row === undefined) products.removed.push(id);
          else products.put.push(product(row as Rows["products"]));
        } else if (table === "clients") {
          const row = body ?? replica.get(table, id)?.row;
          if (row === undefined) people.removed.push(id);
          else people.put.push(personDocument(row as Rows["clients"]));
        }
      }
      updateSearch(replica.database, { products, people });
    },
    fillSoon,
    renew: () => {
      steps = undefined;
      prepareOrMiss();
    },
    stop: () => {
      stopped = true;
    },
  };
}

/** The replica as sync writes it: search is brought along in the page's own transaction. */
export function searchedReplica(replica: KeptReplica, search: SearchIndex): SyncReplica {
  return {
    checkpoints: replica.checkpoints,
    checkpoint: replica.checkpoint,
    ahead: replica.ahead,
    floors: replica.floors,
    applyPage: (page, choice) =>
      replica.applyPage(page, {
        ...choice,
        ...(choice?.fill === true ? {} : { within: () => search.take(page.rows) }),
      }),
  };
}

function* inLists<Row, Document>(
  rows: Iterable<{ readonly row: Row }>,
  toDocument: (row: Row) => Document,
): Iterable<readonly Document[]> {
  let list: Document[] = [];
  for (const { row } of rows) {
    list.push(toDocument(row));
    if (list.length < DOCUMENTS_AT_ONCE) continue;
    yield list;
    list = [];
  }
  if (list.length > 0) yield list;
}
