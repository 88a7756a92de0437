/** The rows a replica holds, one file a table. The twelve collections, and `affinities` as a plain table. */
import { type AffinityRow, affinityRow } from "./affinity.ts";
import { type BalanceRow, balanceRow } from "./balance.ts";
import { type ClientRow, clientRow } from "./client.ts";
import { type ContactRow, contactRow } from "./contact.ts";
import { type OfferRow, offerRow } from "./offer.ts";
import { type OrderRow, orderRow } from "./order.ts";
import { type PriceRow, priceRow } from "./price.ts";
import { type ProductRow, productRow } from "./product.ts";
import { type PurchaseRow, purchaseRow } from "./purchase.ts";
import { type SettingRow, settingRow } from "./setting.ts";
import { type StaffRow, staffRow } from "./staff.ts";
import { type StockRow, stockRow } from "./stock.ts";
import { type WorkRow, workRow } from "./work.ts";

export const rowSchemas = {
  products: productRow,
  prices: priceRow,
  offers: offerRow,
  stock: stockRow,
  clients: clientRow,
  contacts: contactRow,
  purchases: purchaseRow,
  orders: orderRow,
  balances: balanceRow,
  work: workRow,
  staff: staffRow,
  settings: settingRow,
  affinities: affinityRow,
} as const;

export interface Rows {
  readonly products: ProductRow;
  readonly prices: PriceRow;
  readonly offers: OfferRow;
  readonly stock: StockRow;
  readonly clients: ClientRow;
  readonly contacts: ContactRow;
  readonly purchases: PurchaseRow;
  readonly orders: OrderRow;
  readonly balances: BalanceRow;
  readonly work: WorkRow;
  readonly staff: StaffRow;
  readonly settings: SettingRow;
  readonly affinities: AffinityRow;
}

export type TableName = keyof Rows;

export const TABLE_NAMES = Object.keys(rowSchemas) as readonly TableName[];

/** The tables that RxDB watches as collections; the open-source build allows no more than 13. */
export const COLLECTION_NAMES = TABLE_NAMES.filter((name) => name !== "affinities");
