/** Which stream a row lives in. A row is in one stream; scope is the list of streams, never a filter. */
import type { Rows, TableName } from "../records/rows/index.ts";

export type StreamName =
  | "chain:catalogue"
  | `book:${string}`
  | `clients:${string}`
  | `place:${string}`
  | `store:${string}`
  | `register:${string}`;

export const CATALOGUE_STREAM = "chain:catalogue";

/** What a stream's name cannot be read from the row alone: the sharing group of clients. */
export interface StreamHints {
  /** Sharing group of client data for rows about clients. */
  readonly clientGroup?: string;
  /** Store whose own stream a purchase, order or work row goes to when it is not about a client. */
  readonly storeId?: string;
  /** Register for rows that only one till needs. */
  readonly registerId?: string;
}

/** Setting kinds that only one store needs; all others belong to the chain. */
const STORE_SETTINGS: ReadonlySet<string> = new Set(["register", "quick-keys", "label"]);

/**
 * The stream a row belongs to. Clients, contacts, balances and purchases of a known client go to the
 * sharing group; safes and bank bags, purchases without a client, orders and work to the store; staff of one store to it,
 * staff of several and device keys to the chain, so that any store can check any receipt's code.
 */
export function streamOf<Table extends TableName>(
  table: Table,
  row: Rows[Table],
  hints: StreamHints,
): StreamName {
  switch (table) {
    case "products":
    case "offers":
    case "affinities":
      return CATALOGUE_STREAM;
    case "prices":
      return `book:${(row as Rows["prices"]).bookId}`;
    case "stock":
      return `place:${(row as Rows["stock"]).placeId}`;
    case "balances": {
      const { storeId } = row as Rows["balances"];
      return storeId === undefined ? `clients:${hints.clientGroup ?? "all"}` : `store:${storeId}`;
    }
    case "clients":
    case "contacts":
      return `clients:${hints.clientGroup ?? "all"}`;
    case "purchases":
      return (row as Rows["purchases"]).clientId === undefined ||
        (row as Rows["purchases"]).sale !== undefined
        ? `store:${(row as Rows["purchases"]).storeId}`
        : `clients:${hints.clientGroup ?? "all"}`;
    case "orders":
    case "work":
      return `store:${(row as Rows["orders"] | Rows["work"]).storeId ?? hints.storeId ?? "none"}`;
    case "staff": {
      const [storeId, ...others] = (row as Rows["staff"]).storeIds;
      return storeId === undefined || others.length > 0 ? CATALOGUE_STREAM : `store:${storeId}`;
    }
    case "settings": {
      const setting = row as Rows["settings"];
      if (!STORE_SETTINGS.has(setting.kind)) return CATALOGUE_STREAM;
      const own = setting.body.storeId;
      // Quick keys of no store are those of every store that makes none of its own.
      if (setting.kind === "quick-keys" && own === undefined) return CATALOGUE_STREAM;
      return `store:${typeof own === "string" ? own : (hints.storeId ?? "none")}`;
    }
    default:
      return CATALOGUE_STREAM;
  }
}
