/** What the demo's parts hand on: rows by table with the hints that name their stream. */
import type { StreamHints } from "#shared/protocol/streams.ts";
import type { Rows, TableName } from "#shared/records/rows/index.ts";

export type SeedRow = {
  [Table in TableName]: {
    readonly table: Table;
    readonly row: Rows[Table];
    readonly hints: StreamHints;
  };
}[TableName];

/** A row of a table with the hints of its stream. */
export function seedRow<Table extends TableName>(
  table: Table,
  row: Rows[Table],
  hints: StreamHints = {},
): SeedRow {
  return { table, row, hints } as unknown as SeedRow;
}

export const CLIENT_GROUP = "willow";
export const CURRENCY = "GBP";
export const CHAIN_BOOK = "book-chain";
export const WAREHOUSE_PLACE = "place-warehouse";
export const WEB_STORE = "store-web";

export interface DemoStore {
  readonly id: string;
  readonly name: string;
  readonly street: string;
  readonly city: string;
  readonly postcode: string;
}

/** The three shops of the demo chain; a large chain adds numbered ones. */
export const DEMO_STORES: readonly DemoStore[] = [
  {
    id: "store-covent",
    name: "Willow & Finch Covent Garden",
    street: "14 Neal's Passage",
    city: "London",
    postcode: "WC2H 9XX",
  },
  {
    id: "store-brighton",
    name: "Willow & Finch Brighton",
    street: "3 Meeting House Row",
    city: "Brighton",
    postcode: "BN1 1XX",
  },
  {
    id: "store-bath",
    name: "Willow & Finch Bath",
    street: "27 Pulteney Walk",
    city: "Bath",
    postcode: "BA1 5XX",
  },
];

/** The place of a store's own stock. */
export function placeOf(storeId: string): string {
  return `place-${storeId.replace(/^store-/, "")}`;
}
