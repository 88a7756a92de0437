/**
 * A list as an RxDB live query over the replica, merged with the overlay: the query says when its rows
 * changed, once a page and when the page is whole; the overlay's rows are laid over its answer.
 */
import type { MangoQuery, RxQuery } from "rxdb";
import type { FoldedTable } from "#shared/engine/fold/contract.ts";
import type { Rows } from "#shared/records/rows/index.ts";
import type { TillCore } from "../core.ts";
import { mergeRows, rowsToAsk } from "../overlay/merge.ts";
import { type CollectionName, plainRows } from "../replica/collections.ts";
import { comparison } from "./rows.ts";

export interface WatchedLook<Row> {
  readonly where?: Readonly<Record<string, string | number>>;
  readonly order: { readonly column: string; readonly descending?: boolean };
  readonly skip: number;
  readonly limit: number;
  readonly matches: (row: Row) => boolean;
}

export interface WatchedList<Row> {
  /** The page as it is now; nothing while RxDB is not open. */
  readonly rows: () => Promise<readonly Row[] | undefined>;
  /** Calls back when the live query has something new. Answers how to stop. */
  readonly subscribe: (changed: () => void) => () => void;
}

type Query = RxQuery<Record<string, unknown>, readonly { toJSON: () => unknown }[]>;

/** A watched list of a table; its query is made anew when the overlay has grown. */
export function watchList<Table extends CollectionName>(
  core: TillCore,
  table: Table,
  look: WatchedLook<Rows[Table]>,
): WatchedList<Rows[Table]> {
  let asked: number | undefined;
  let query: Query | undefined;
  let from: TillCore["watched"] extends () => infer Watched ? Watched : never;
  let listener: (() => void) | undefined;
  let stop: (() => void) | undefined;

  function follow(): void {
    stop?.();
    stop = undefined;
    if (query === undefined || listener === undefined) return;
    const tell = listener;
    let isFirst = true;
    const subscription = query.$.subscribe({
      next: () => {
        if (!isFirst) tell();
        isFirst = false;
      },
      // Asked again, the view says by itself what cannot be read.
      error: (error: unknown) => {
        core.replica.suspect(error);
        tell();
      },
    });
    stop = () => subscription.unsubscribe();
  }

  function current(): Query | undefined {
    const watched = core.watched();
    if (watched === undefined) return undefined;
    const folded = isFolded(table);
    const ask = folded ? rowsToAsk(core.overlay, table, look) : look.skip + look.limit;
    if (query !== undefined && ask === asked && from === watched) return query;
    asked = ask;
    from = watched;
    query = watched.collections[table].find(mangoOf(look, ask) as never) as unknown as Query;
    follow();
    return query;
  }

  return {
    rows: async () => {
      const rows = await unlessDamaged(core, current());
      if (rows === undefined) return undefined;
      const plain = plainRows<Rows[Table]>(rows);
      const compare = comparison<Rows[Table]>(look.order);
      const { matches, skip, limit } = look;
      if (!isFolded(table)) return plain.slice(skip, skip + limit);
      return mergeRows(core.overlay, table, plain as never, {
        matches: matches as never,
        compare: compare as never,
        skip,
        limit,
      }) as unknown as readonly Rows[Table][];
    },
    subscribe: (changed) => {
      listener = changed;
      follow();
      return () => {
        listener = undefined;
        stop?.();
        stop = undefined;
      };
    },
  };
}

/** The query's answer; nothing over a damaged file, and then the list is read without RxDB. */
async function unlessDamaged(core: TillCore, query: Query | undefined) {
  try {
    return await query?.exec();
  } catch (error) {
    if (!core.replica.suspect(error)) throw error;
    return undefined;
  }
}

const FOLDED: ReadonlySet<string> = new Set<FoldedTable>([
  "stock",
  "clients",
  "contacts",
  "purchases",
  "orders",
  "balances",
  "work",
  "prices",
]);

function isFolded(table: string): table is FoldedTable {
  return FOLDED.has(table);
}

function mangoOf<Row>(look: WatchedLook<Row>, limit: number | undefined): MangoQuery {
  const way = look.order.descending === true ? "desc" : "asc";
  return {
    selector: { ...look.where },
    sort: [{ [look.order.column]: way }, { id: way }],
    ...(limit === undefined ? {} : { limit }),
  };
}
