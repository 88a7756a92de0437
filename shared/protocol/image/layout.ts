/**
 * The replica's layout as data: its tables, the columns taken out of each row's JSON, its indexes.
 * The server builds images with it, the till fills rows into it, both compare a file against it.
 * The SQL made of it is in ddl.ts; what a row means is in `records/rows`.
 */
import type { TableName } from "../../records/rows/index.ts";

export type ColumnType = "text" | "integer" | "boolean";

export interface ColumnLayout {
  readonly name: string;
  readonly type: ColumnType;
  /** Where the value stands in the row, `categoryIds.0` for the first of a list. */
  readonly path: string;
  /** `fold`: the text as names are sorted and looked up, see `nameKeyOf`. */
  readonly made?: "fold";
}

/** A table of all codes that find a row: several codes, one row. */
export interface CodesLayout {
  readonly table: string;
  /** The column that holds the row's id. */
  readonly owner: string;
  /** Paths of texts or lists of texts; `units[].gtins` goes through a list. */
  readonly paths: readonly string[];
}

export interface TableLayout {
  readonly name: TableName;
  readonly columns: readonly ColumnLayout[];
  /** Each begins with `deleted` and ends with `id` in the file; both are added by ddl.ts. */
  readonly indexes: readonly (readonly string[])[];
  readonly codes?: CodesLayout;
  /** Nothing that a sale needs is looked up by these indexes, so a first fill may build them last. */
  readonly deferIndexes?: true;
}

export interface Layout {
  /** Raised with every change: a file of another number is replaced, never migrated. */
  readonly version: number;
  readonly tables: readonly TableLayout[];
}

const text = (name: string, path = name): ColumnLayout => ({ name, type: "text", path });
const integer = (name: string, path = name): ColumnLayout => ({ name, type: "integer", path });
const nameKey: ColumnLayout = { name: "nameKey", type: "text", path: "name", made: "fold" };

/** "KSRP": marks a SQLite file as a Keepshop replica or an image of one. */
export const REPLICA_APPLICATION_ID = 0x4b_53_52_50;

/** The layout of this version. `nameKey` and `categoryId` are added to the stored row as well. */
export const layout: Layout = {
  version: 3,
  tables: [
    {
      name: "products",
      deferIndexes: true,
      columns: [text("sku"), nameKey, text("categoryId", "categoryIds.0"), text("variantOf")],
      indexes: [["sku"], ["nameKey"], ["categoryId", "nameKey"], ["variantOf"]],
      codes: {
        table: "product_code",
        owner: "productId",
        paths: ["gtins", "units[].gtins", "variableCode"],
      },
    },
    {
      name: "prices",
      columns: [text("productId"), text("bookId"), integer("validFromMs")],
      indexes: [["productId", "bookId", "validFromMs"]],
    },
    {
      name: "offers",
      columns: [text("kind"), text("state"), integer("validFromMs"), integer("validToMs")],
      indexes: [
        ["kind", "state", "validFromMs"],
        ["state", "validToMs"],
      ],
    },
    {
      name: "stock",
      columns: [text("productId"), text("placeId"), integer("onHandMilli")],
      indexes: [
        ["productId", "placeId"],
        ["placeId", "onHandMilli"],
      ],
    },
    {
      name: "clients",
      deferIndexes: true,
      columns: [nameKey, text("phone"), text("email"), integer("lastVisitMs")],
      indexes: [["nameKey"], ["phone"], ["email"], ["lastVisitMs"]],
      codes: { table: "client_code", owner: "clientId", paths: ["cardCode"] },
    },
    {
      name: "contacts",
      deferIndexes: true,
      columns: [text("clientId"), integer("at")],
      indexes: [["clientId", "at"]],
    },
    {
      name: "purchases",
      deferIndexes: true,
      columns: [text("clientId"), integer("at"), text("businessDate"), text("receiptNumber")],
      indexes: [["clientId", "at"], ["businessDate", "at"], ["at"], ["receiptNumber"]],
    },
    {
      name: "orders",
      deferIndexes: true,
      columns: [text("clientId"), text("kind"), text("state"), integer("at"), text("saleId")],
      indexes: [["clientId", "state", "at"], ["kind", "state", "at"], ["at"], ["saleId"]],
    },
    {
      name: "balances",
      deferIndexes: true,
      columns: [text("clientId"), text("kind"), text("code")],
      indexes: [["clientId", "kind"], ["kind"], ["code"]],
    },
    {
      name: "work",
      deferIndexes: true,
      columns: [
        text("kind"),
        text("state"),
        text("ownerStaffId"),
        text("clientId"),
        integer("dueAtMs"),
        integer("at"),
      ],
      indexes: [
        ["kind", "state", "dueAtMs"],
        ["ownerStaffId", "state"],
        ["clientId", "at"],
        ["at"],
      ],
    },
    { name: "staff", columns: [text("name")], indexes: [["name"]] },
    { name: "settings", columns: [text("kind")], indexes: [["kind"]] },
    { name: "affinities", columns: [], indexes: [] },
  ],
};
