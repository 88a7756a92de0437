/** What columns of the fiscal archive's tables are made of; the tables are beside this. */

/**
 * `money` is integer minor units of the row's currency, `quantity` integer thousandths, `rate` a
 * decimal number as text, `instant` ISO 8601 in UTC, `date` a business day, `flag` 0 or 1.
 */
export type ColumnType =
  | "text"
  | "integer"
  | "money"
  | "quantity"
  | "rate"
  | "instant"
  | "date"
  | "flag"
  | "hash"
  | "json";

export interface Column {
  readonly type: ColumnType;
  readonly about: string;
}

export interface FiscalTable {
  readonly about: string;
  readonly columns: Readonly<Record<string, Column>>;
}

export const text = (about: string): Column => ({ type: "text", about });
export const integer = (about: string): Column => ({ type: "integer", about });
export const money = (about: string): Column => ({ type: "money", about });
export const quantity = (about: string): Column => ({ type: "quantity", about });
export const rate = (about: string): Column => ({ type: "rate", about });
export const instant = (about: string): Column => ({ type: "instant", about });
export const flag = (about: string): Column => ({ type: "flag", about });
export const hash = (about: string): Column => ({ type: "hash", about });
export const json = (about: string): Column => ({ type: "json", about });

/** The place of the entry that a row was made from; rows of a table are in this order. */
export const PLACE = {
  register_id: text("the register"),
  sequence: integer("the register's own number of the entry, from 1 without gaps"),
} as const;

export const ACT = {
  ...PLACE,
  business_date: { type: "date", about: "the day of the shop's books" },
  at: instant("when it happened, by the register's clock"),
  staff_id: text("who did it"),
  shift_id: text("the shift it belongs to"),
} as const satisfies Record<string, Column>;

export const TAX = {
  tax_id: text("the tax"),
  name: text("its name as printed"),
  rate: rate("percent"),
  base_minor: money("what the tax is on, without it; returned goods below zero"),
  tax_minor: money("the tax; of returned goods below zero"),
} as const;

export const CURRENCY = text("ISO 4217");
export const LINE = {
  ...PLACE,
  line_number: integer("the line within the receipt, from 1"),
} as const;
