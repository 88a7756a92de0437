/**
 * The files of the fiscal archive as data: each table's columns with type and meaning, in the order
 * they are written. How an entry becomes rows is in rows.ts; docs/fiscal.md is made for people.
 */

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

const text = (about: string): Column => ({ type: "text", about });
const integer = (about: string): Column => ({ type: "integer", about });
const money = (about: string): Column => ({ type: "money", about });
const quantity = (about: string): Column => ({ type: "quantity", about });
const rate = (about: string): Column => ({ type: "rate", about });
const instant = (about: string): Column => ({ type: "instant", about });
const flag = (about: string): Column => ({ type: "flag", about });
const hash = (about: string): Column => ({ type: "hash", about });
const json = (about: string): Column => ({ type: "json", about });

/** The place of the entry that a row was made from; rows of a table are in this order. */
const PLACE = {
  register_id: text("the register"),
  sequence: integer("the register's own number of the entry, from 1 without gaps"),
} as const;

const ACT = {
  ...PLACE,
  business_date: { type: "date", about: "the day of the shop's books" },
  at: instant("when it happened, by the register's clock"),
  staff_id: text("who did it"),
  shift_id: text("the shift it belongs to"),
} as const satisfies Record<string, Column>;

const TAX = {
  tax_id: text("the tax"),
  name: text("its name as printed"),
  rate: rate("percent"),
  base_minor: money("what the tax is on, without it; returned goods below zero"),
  tax_minor: money("the tax; of returned goods below zero"),
} as const;

const CURRENCY = text("ISO 4217");
const LINE = { ...PLACE, line_number: integer("the line within the receipt, from 1") } as const;

const ENTRY = {
  ...PLACE,
  id: text("the entry's own id"),
  kind: text("what was done"),
  business_date: { type: "date", about: "the day of the shop's books" },
  at: instant("when it happened, by the register's clock"),
  staff_id: text("who did it"),
  previous_hash: hash("hash of the entry before; 64 zeros before the first"),
  hash: hash("SHA-256 of previous_hash followed by text, both as UTF-8"),
  text: json("the entry as it was hashed; empty for kinds that are no fiscal record"),
} as const satisfies Record<string, Column>;

export const FISCAL_TABLES = {
  entries: {
    about:
      "Every entry of the registers in the span, in order: the chain that vouches for the rest",
    columns: ENTRY,
  },
  copies: {
    about: "Entries that came a second time under one number, from a copied disk: not in the chain",
    columns: ENTRY,
  },
  receipts: {
    about: "One row a receipt: sales, returns, exchanges, deposits and corrections",
    columns: {
      ...ACT,
      started_at: instant("when the basket was begun"),
      receipt_id: text("the sale's or return's own id"),
      receipt_kind: text(
        "sale, deposit, return, exchange or reversal (a sale undone by a new entry)",
      ),
      series: text("the register's series of numbers"),
      receipt_number: text("the number on the paper, without gaps in its series"),
      channel: text("counter, floor or web"),
      client_id: text("the customer, when known by name: an id and nothing else"),
      currency: CURRENCY,
      goods_minor: money("goods sold before any reduction"),
      discount_minor: money("reductions of these"),
      fees_minor: money("fees before their tax"),
      returned_minor: money("goods taken back, above zero"),
      restocking_fee_minor: money("kept back of the returned"),
      tax_minor: money("all tax in the total, of returned goods below zero"),
      total_minor: money("what the customer owes; below zero when money goes back"),
      rounding_minor: money("cash rounding on top of the total"),
      paid_minor: money("sum of the tenders"),
      change_minor: money("handed back in cash, already taken off the tenders"),
      follows_receipt_id: text("the receipt that this one completes or corrects"),
      follows_reason: text("correction, deposit, layaway, quote or web-basket"),
      proof: text("how a return was proved"),
    },
  },
  lines: {
    about: "One row a line of a receipt: sold, returned, fee",
    columns: {
      ...LINE,
      line_id: text("the line's own id"),
      line_kind: text("sold, returned or fee"),
      product_id: text("the product"),
      sku: text("the chain's number of the product, as sold"),
      name: text("its name, as sold"),
      product_kind: text("goods, service, gift-card, deposit, tip, ..."),
      quantity_milli: quantity("thousandths of the unit; returned below zero"),
      unit: text("the unit"),
      currency: CURRENCY,
      unit_price_minor: money("price of one unit before reductions"),
      gross_minor: money("price times quantity; returned below zero"),
      discount_minor: money("reductions of the line"),
      net_minor: money("gross less discount, in the price's own basis"),
      restocking_fee_minor: money("kept back of a returned line"),
      tax_minor: money("tax of the line, included and added"),
      total_minor: money("what the customer pays for the line; returned below zero"),
      price_source: text("book, typed, embedded or manual"),
      tax_category_id: text("the product's tax category"),
      reason_id: text("why it came back, or why the price was changed by hand"),
      disposition: text("what becomes of a returned piece"),
      of_receipt_id: text("the sale a returned line was sold on"),
      of_line_id: text("its line there"),
    },
  },
  line_taxes: {
    about: "Taxes of each line",
    columns: { ...LINE, ...TAX, included: flag("1 when the price holds the tax") },
  },
  receipt_taxes: {
    about: "Taxes of each receipt as they were worked out and printed",
    columns: { ...PLACE, ...TAX },
  },
  adjustments: {
    about: "Each reduction of each line, and what gave it",
    columns: {
      ...LINE,
      number: integer("the reduction within the line, from 1"),
      adjustment_kind: text("offer, manual, markdown, coupon, staff or points"),
      name: text("as printed"),
      offer_id: text("the offer that gave it"),
      reason_id: text("the reason that was given for it"),
      amount_minor: money("taken off the line, above zero"),
    },
  },
  tenders: {
    about: "How each receipt was paid, leg by leg",
    columns: {
      ...PLACE,
      number: integer("the leg within the receipt, from 1"),
      tender_id: text("the leg's own id"),
      tender_key: text("what a closing counts it under"),
      tender_kind: text(
        "cash, card-external, card-terminal, gift-card, credit, points, account, ...",
      ),
      name: text("as printed"),
      currency: CURRENCY,
      amount_minor: money("of the receipt's total; below zero when paid out"),
      given_minor: money("cash handed over"),
      change_minor: money("cash handed back for it"),
      foreign_currency: text("foreign cash: its currency"),
      foreign_amount_minor: money("foreign cash, in its own minor units"),
      foreign_rate: rate("foreign cash: the rate"),
      card_brand: text("never a card number"),
      card_last_four: text("its last four digits"),
      authorisation: text("the acquirer's code"),
      payment_id: text("the request to the terminal"),
    },
  },
  openings: {
    about: "Shifts opened, with the float in the drawer",
    columns: {
      ...ACT,
      drawer_id: text("the drawer"),
      currency: CURRENCY,
      float_minor: money("cash in the drawer"),
      previous_shift_id: text("the register's shift before"),
    },
  },
  closings: {
    about: "Shifts closed: the Z, numbered without gaps a register",
    columns: {
      ...ACT,
      z_number: integer("from 1 without gaps"),
      drawer_id: text("the drawer"),
      currency: CURRENCY,
      first_sequence: integer("the entry that opened the shift"),
      last_sequence: integer("its last entry before this one"),
      sale_count: integer("sales"),
      return_count: integer("returns, exchanges and reversals"),
      gross_minor: money("goods and fees sold before reductions"),
      discount_minor: money("reductions"),
      refund_minor: money("given back"),
      tax_minor: money("tax, returns taken off"),
      net_sales_minor: money("sales without tax, returns taken off"),
      rounding_minor: money("cash rounding"),
      banked_minor: money("taken to the bank"),
      kept_float_minor: money("left in the drawer"),
      difference_reason_id: text("why counted and expected differ"),
      difference_note: text("in words"),
      counts: json("every count of the drawer: pieces by denomination in minor units"),
      unsent_entries: integer("entries the server had not confirmed then"),
    },
  },
  closing_taxes: {
    about: "Taxes of each closing",
    columns: { ...PLACE, ...TAX },
  },
  closing_tenders: {
    about: "What each closing expected and counted, tender by tender",
    columns: {
      ...PLACE,
      tender_key: text("cash, card-external, cash:USD, ..."),
      tender_kind: text("the kind"),
      name: text("as printed"),
      expected_minor: money("float, tenders and movements; foreign cash in its own currency"),
      counted_minor: money("what was counted"),
      difference_minor: money("counted less expected"),
    },
  },
  seals: {
    about: "The registers' signatures over closings",
    columns: {
      ...ACT,
      sealed_sequence: integer("the closing's sequence"),
      sealed_hash: hash("the closing's hash"),
      public_key: hash("Ed25519 public key, hexadecimal"),
      signature: text("Ed25519 over the 32 bytes of sealed_hash, hexadecimal"),
    },
  },
  cash_movements: {
    about: "Cash into and out of drawers that is neither sale nor refund",
    columns: {
      ...ACT,
      drawer_id: text("the drawer"),
      movement_id: text("its own id"),
      movement_kind: text("pay-in, pay-out, drop, float, bank, hand-over or correction"),
      currency: CURRENCY,
      amount_minor: money("into the drawer above zero"),
      reason_id: text("the reason that was given"),
      note: text("in words"),
      to_drawer_id: text("the other drawer of a hand-over"),
      bag: text("the bag to the bank"),
    },
  },
  drawer_openings: {
    about: "Drawers opened without a sale",
    columns: {
      ...ACT,
      drawer_id: text("the drawer"),
      reason_id: text("the reason that was given"),
      note: text("in words"),
    },
  },
  voids: {
    about: "What was taken out of a basket before it was paid, and baskets given up",
    columns: {
      ...ACT,
      basket_id: text("the basket; the id of the sale when it was completed"),
      what: text("line-removed, quantity-lowered or basket-abandoned"),
      number: integer("the line within the act, from 1"),
      product_id: text("the product"),
      name: text("its name"),
      quantity_milli: quantity("taken out"),
      amount_minor: money("its worth then"),
    },
  },
  invoices: {
    about: "Full invoices and credit notes over receipts",
    columns: {
      ...ACT,
      invoice_id: text("its own id"),
      invoice_kind: text("invoice or credit-note"),
      series: text("its series"),
      number: text("without gaps in its series"),
      receipt_id: text("the sale or return"),
      of_invoice_id: text("the invoice a credit note belongs to"),
      buyer_name: text("the buyer"),
      buyer_address: text("the buyer's address"),
      buyer_tax_number: text("the buyer's tax number"),
      currency: CURRENCY,
      total_minor: money("with tax"),
    },
  },
  payments: {
    about: "Requests to payment terminals and what became of them",
    columns: {
      ...ACT,
      payment_id: text("the request"),
      step: text("started or settled"),
      direction: text("charge, refund or reverse"),
      outcome: text("approved, declined, unknown, reversed, partial or stored"),
      tender_kind: text("the kind of tender"),
      currency: CURRENCY,
      amount_minor: money("asked, or settled"),
      terminal_id: text("the terminal"),
    },
  },
  approvals: {
    about: "A second person's yes or no to an act",
    columns: {
      ...ACT,
      approval_id: text("its own id"),
      act: text("what was asked for"),
      asked_by: text("staff id"),
      approved_by: text("staff id"),
      outcome: text("approved or refused"),
      amount_minor: money("what it was about"),
    },
  },
  signatures: {
    about: "What signing devices gave for documents",
    columns: {
      ...ACT,
      document: text("sale, return, cash-movement or none"),
      document_id: text("the receipt or movement"),
      outcome: text("signed, or abandoned: a transaction that belongs to no document"),
      device_id: text("the device as it is set up"),
      serial_number: text("SHA-256 of the device's public key"),
      client_id: text("the register as the device knows it"),
      transaction_number: integer("the device's transaction"),
      started_at: instant("the device's log time of the start"),
      finished_at: instant("the device's log time of the finish"),
      signature_counter: integer("of the finish"),
      process_type: text("such as Kassenbeleg-V1"),
      process_data: text("what was signed"),
      signature: text("base64"),
      algorithm: text("of the signature"),
      time_format: text("of the signed log time"),
      public_key: text("base64"),
      certificate: text("base64, where it was first seen"),
    },
  },
  outages: {
    about: "Devices that failed while selling went on: one row at the start, one at the end",
    columns: {
      ...ACT,
      outage_id: text("the same in both rows"),
      device: text("signing-device, terminal, printer, drawer or disk"),
      device_id: text("the device as it is set up"),
      from: instant("since when"),
      to: instant("until when; empty in the row of the start"),
      reason: text("what the device said"),
    },
  },
  stores: {
    about: "The store and its legal entity, as known when the archive was made",
    columns: {
      store_id: text("the store"),
      name: text("its name"),
      street: text("its street"),
      postcode: text("its postcode"),
      city: text("its town"),
      country: text("ISO 3166 alpha-2"),
      currency: CURRENCY,
      time_zone: text("IANA name"),
      cut_over_minutes: integer("minutes after midnight at which the business day turns"),
      legal_entity_id: text("the legal entity"),
      legal_name: text("its name"),
      legal_street: text("its street"),
      legal_postcode: text("its postcode"),
      legal_city: text("its town"),
      legal_country: text("ISO 3166 alpha-2"),
      tax_numbers: json("kind and value of each tax number"),
    },
  },
  registers: {
    about: "The registers in the archive, as known when it was made",
    columns: {
      register_id: text("the register, for life"),
      store_id: text("its store"),
      name: text("its label"),
      series: text("its series of receipt numbers"),
      serial_number: text("its serial number"),
      register_kind: text("counter or floor"),
      drawer_id: text("its drawer, when not its own"),
      signing_device: flag("1 when documents of this register are signed by a device"),
    },
  },
  keys: {
    about: "Public keys of the registers' devices, for the signatures of seals",
    columns: {
      register_id: text("the register"),
      public_key: hash("Ed25519, hexadecimal"),
      from: instant("since when"),
    },
  },
  staff: {
    about: "People by id, with the name that is on the receipt",
    columns: { staff_id: text("the person"), short_name: text("as printed") },
  },
  taxes: {
    about: "Taxes as set up when the archive was made; rates as charged are with the receipts",
    columns: {
      tax_id: text("the tax"),
      name: text("its name"),
      tax_kind: text("percent, fixed or division"),
      rate: rate("percent"),
      code: text("letter or code on the receipt"),
      included: flag("1 when prices hold it"),
    },
  },
  products: {
    about: "Products as they were sold: one row each time number, name or tax category was another",
    columns: {
      product_id: text("the product"),
      sku: text("the chain's number"),
      name: text("as sold"),
      product_kind: text("goods, service, ..."),
      unit: text("the unit"),
      tax_category_id: text("its tax category"),
    },
  },
} as const satisfies Record<string, FiscalTable>;

export type FiscalTableName = keyof typeof FISCAL_TABLES;
export type FiscalColumn<Table extends FiscalTableName> =
  keyof (typeof FISCAL_TABLES)[Table]["columns"];

/** One row of a table: a cell for a column; a column left out is empty. */
export type FiscalRow<Table extends FiscalTableName> = {
  readonly [Name in FiscalColumn<Table>]?: string | number | undefined;
};

export const FISCAL_TABLE_NAMES = Object.keys(FISCAL_TABLES) as readonly FiscalTableName[];

/** Kinds whose text is in the archive; of all others only place and hash are, for the chain. */
export const FISCAL_KINDS: ReadonlySet<string> = new Set([
  "approval.given",
  "basket.trimmed",
  "cash.moved",
  "drawer.opened",
  "fiscal.signed",
  "invoice.issued",
  "outage.recorded",
  "payment.settled",
  "payment.started",
  "return.completed",
  "sale.completed",
  "shift.closed",
  "shift.opened",
  "shift.sealed",
]);
