/** A small chain for server tests: two stores, a warehouse, three products; and devices that push. */
import { generateKeyPairSync } from "node:crypto";
import { nodeCrypto } from "#machine/node-crypto.ts";
import { canonicalJson } from "#shared/base/canonical.ts";
import { formatHlc } from "#shared/base/hlc.ts";
import { type AnyEntry, GENESIS_HASH } from "#shared/records/entry.ts";
import type { Rows, TableName } from "#shared/records/rows/index.ts";

export const NOW_MS = 1_800_000_000_000;

/** A row of any table, ready to be written. */
export interface SeedRow {
  readonly table: TableName;
  readonly id: string;
  readonly row: Rows[TableName];
}

const ADDRESS = { name: "Shop", street: "1 High St", city: "Town", postcode: "1", country: "GB" };

const STORE = {
  legalEntityId: "entity",
  address: ADDRESS,
  currency: "GBP",
  locale: "en-GB",
  timeZone: "Europe/London",
  cutOverMinutes: 0,
  openingHours: [],
  closedDays: [],
  neighbourPlaceIds: [],
  warehousePlaceIds: ["warehouse"],
  priceBookIds: ["base"],
  clientGroup: "all",
  taxZoneId: "zone",
  policyId: "policy",
  receiptProfileId: "receipt",
  channel: "shop",
};

const POLICY = {
  tax: { scope: "line", mode: "half_up" },
  offers: {
    order: "priority_desc",
    stacking: "sequential",
    rounding: "half_up",
    remainder: "largest_remainder",
  },
  cashRounding: { incrementMinor: 1, mode: "half_up" },
  returns: {
    windowDays: 30,
    noReceiptCapMinor: 5_000,
    noReceiptTender: "credit",
    noReceiptIdentity: true,
  },
  shift: { blind: true, differenceLimitMinor: 500 },
  stock: {},
  offline: {},
  receipt: { print: "ask", email: true, qr: true },
};

const VAT = { name: "VAT 20 %", kind: "percent", rate: "20", included: true, code: "A" };

function setting(id: string, kind: string, body: Readonly<Record<string, unknown>>): SeedRow {
  return { table: "settings", id, row: { id, kind, body } as Rows["settings"] };
}

/** A product of the chain's smallest kind. */
export function aProduct(id: string): SeedRow {
  const row = {
    id,
    sku: id.toUpperCase(),
    name: `Product ${id}`,
    gtins: [],
    kind: "goods",
    categoryIds: [],
    tags: [],
    taxCategoryId: "standard",
    unit: "each",
    units: [],
    weighed: false,
    tracks: "none",
    attributes: {},
    popularity: 0,
    discontinued: false,
  };
  return { table: "products", id, row: row as Rows["products"] };
}

export function aPrice(productId: string, amountMinor: number): SeedRow {
  const id = `base:${productId}`;
  const row = {
    id,
    bookId: "base",
    productId,
    amountMinor,
    currency: "GBP",
    minQuantityMilli: 1000,
    validFromMs: 0,
    kind: "regular",
  };
  return { table: "prices", id, row: row as Rows["prices"] };
}

export function aStock(placeId: string, productId: string, onHandMilli: number): SeedRow {
  const id = `${placeId}:${productId}`;
  const row = {
    id,
    placeId,
    productId,
    onHandMilli,
    reservedMilli: 0,
    inTransitMilli: 0,
    safetyMilli: 0,
    lowMilli: 0,
    asOfMs: 0,
  };
  return { table: "stock", id, row };
}

export function aClient(id: string, name: string): SeedRow {
  const row = {
    id,
    name,
    tags: [],
    segmentIds: [],
    consents: [],
    interests: [],
    createdAtMs: 0,
    visits: 0,
    stamps: {},
  };
  return { table: "clients", id, row };
}

/** Every row of the small chain. */
export function chainRows(): readonly SeedRow[] {
  const products = ["tee", "mug", "pen"];
  return [
    setting("chain", "chain", { name: "Test chain", currency: "GBP", demo: false }),
    setting("s1", "store", { ...STORE, name: "North", placeId: "p1" }),
    setting("s2", "store", { ...STORE, name: "South", placeId: "p2" }),
    setting("p1", "place", { name: "North", kind: "store", storeId: "s1", deliveryDays: 3 }),
    setting("warehouse", "place", { name: "Warehouse", kind: "warehouse", deliveryDays: 3 }),
    setting("standard", "tax-category", { name: "Standard" }),
    setting("vat", "tax", VAT),
    setting("zone", "tax-zone", { name: "GB", taxes: { standard: ["vat"] } }),
    setting("policy", "policy", POLICY),
    setting("base", "price-book", { name: "Base", currency: "GBP" }),
    ...products.map(aProduct),
    ...products.map((each, index) => aPrice(each, 1_000 * (index + 1))),
    ...["p1", "p2", "warehouse"].flatMap((place) =>
      products.map((each) => aStock(place, each, 100_000)),
    ),
    aClient("maya", "Maya Okafor"),
  ];
}

/** A fresh Ed25519 public key, as enrolment wants it. */
export function aPublicKey(): string {
  const { publicKey } = generateKeyPairSync("ed25519");
  return publicKey.export({ format: "der", type: "spki" }).subarray(-32).toString("hex");
}

export interface TestRegister {
  readonly id: string;
  readonly storeId: string;
  sequence: number;
  hash: string;
}

let made = 0;

/** The next entry of a register's chain; `body` and `kind` as given. */
export function nextEntry(
  register: TestRegister,
  fields: Partial<AnyEntry> & { readonly kind: string; readonly body: AnyEntry["body"] },
): AnyEntry {
  made += 1;
  const at = fields.at ?? NOW_MS + made;
  const unsealed = {
    id: `01890000-0000-7000-8000-${String(made).padStart(12, "0")}`,
    registerId: register.id,
    sequence: register.sequence + 1,
    version: 1,
    storeId: register.storeId,
    staffId: "ada",
    at,
    businessDate: "2027-01-15",
    hlc: formatHlc({ atMs: at, counter: 0, node: "till" }),
    engineVersion: 1,
    basis: {},
    ...fields,
    previousHash: register.hash,
  };
  const entry = sealed(unsealed);
  register.sequence = entry.sequence;
  register.hash = entry.hash;
  return entry;
}

/** The entry with the hash that its content has. */
export function sealed(entry: Omit<AnyEntry, "hash">): AnyEntry {
  const { hash: _, ...content } = entry as AnyEntry;
  const hash = nodeCrypto.sha256(content.previousHash + canonicalJson(content));
  return { ...content, hash };
}

export function aRegister(id: string, storeId = "s1"): TestRegister {
  return { id, storeId, sequence: 0, hash: GENESIS_HASH };
}

/** A movement of stock: the plainest entry that changes a row every till can see. */
export function aMove(
  register: TestRegister,
  move: { readonly productId: string; readonly quantityMilli: number; readonly placeId?: string },
): AnyEntry {
  const { productId, quantityMilli, placeId = "p1" } = move;
  return nextEntry(register, {
    kind: "stock.moved",
    body: {
      moveId: `move-${made}`,
      kind: "correction",
      placeId,
      reasonId: "count",
      lines: [{ productId, quantityMilli, serials: [] }],
      approvalIds: [],
    },
  });
}
