/** Tables of the fiscal archive about the store around its entries, as known when it was made. */
import {
  CURRENCY,
  type FiscalTable,
  flag,
  hash,
  instant,
  integer,
  json,
  rate,
  text,
} from "./columns.ts";

export const MASTER_TABLES = {
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
