/** A small chain with a web shop, HQ staff and a few categories, for tests of the server's web side. */
import { hashSync } from "@node-rs/argon2";
import type { Rows } from "#shared/records/rows/index.ts";
import { aClient, aPrice, aProduct, aStock, chainRows, type SeedRow } from "./server-chain.ts";

const WEAK = { memoryCost: 1_024, timeCost: 1, parallelism: 1 } as const;

export const HQ_PIN = "444555";
export const WEB_PRODUCTS = ["tee", "mug", "pen", "owl", "book"] as const;

function setting(id: string, kind: string, body: Readonly<Record<string, unknown>>): SeedRow {
  return { table: "settings", id, row: { id, kind, body } as Rows["settings"] };
}

function staff(id: string, name: string, roleId: string): SeedRow {
  const row = {
    id,
    name,
    shortName: name.split(" ")[0] ?? name,
    roleId,
    storeIds: ["s1"],
    pinVerifier: hashSync(HQ_PIN, WEAK),
    active: true,
    maySellRestricted: true,
  };
  return { table: "staff", id, row };
}

function role(id: string, name: string, permissions: readonly string[]): SeedRow {
  return setting(id, "role", {
    name,
    permissions,
    discountLimitBasisPoints: 0,
    priceChangeLimitBasisPoints: 0,
    refundLimitMinor: 0,
    approves: [],
  });
}

/** The small chain with everything that HQ and the web shop ask for. */
export function webChainRows(): readonly SeedRow[] {
  const small = chainRows();
  const north = small.find((row) => row.id === "s1")?.row as Rows["settings"];
  const more = ["owl", "book"];
  const products = [...WEB_PRODUCTS].map((id): SeedRow => {
    const made = aProduct(id);
    const row = { ...(made.row as Rows["products"]), categoryIds: [categoryOf(id)] };
    const isBook = id === "book";
    return { ...made, row: { ...row, taxCategoryId: isBook ? "zero" : "standard" } };
  });
  return [
    ...small.filter((row) => row.table !== "products" && row.id !== "chain" && row.id !== "zone"),
    setting("chain", "chain", { name: "Test chain", currency: "GBP", demo: true }),
    setting("zone", "tax-zone", { name: "GB", taxes: { standard: ["vat"], zero: ["vat-0"] } }),
    setting("vat-0", "tax", {
      name: "VAT 0 %",
      kind: "percent",
      rate: "0",
      included: true,
      code: "Z",
    }),
    setting("zero", "tax-category", { name: "Zero" }),
    setting("web", "store", {
      ...north.body,
      name: "Online",
      placeId: "warehouse",
      neighbourPlaceIds: ["p1", "p2"],
      channel: "web",
    }),
    setting("p2", "place", { name: "South", kind: "store", storeId: "s2", deliveryDays: 3 }),
    setting("cat-wear", "category", { name: "To wear" }),
    setting("cat-table", "category", { name: "For the table" }),
    setting("loyalty", "loyalty", { pointsPerMajor: 1, minorPerPoint: 1, tiers: [] }),
    role("role-hq", "Head office", ["sell", "hq", "erase"]),
    role("role-cashier", "Cashier", ["sell"]),
    staff("rosa", "Rosa Marchetti", "role-hq"),
    staff("amira", "Amira Khan", "role-cashier"),
    ...products,
    ...more.map((id, index) => aPrice(id, 499 + index)),
    ...["p1", "p2", "warehouse"].flatMap((place) =>
      more.map((id) => aStock(place, id, place === "p1" ? 0 : 3_000)),
    ),
    contactable(aClient("otto", "Otto Webb")),
    contactable(aClient("maya", "Maya Okafor")),
  ].filter((row, index, all) => all.findLastIndex((other) => same(row, other)) === index);
}

function same(left: SeedRow, right: SeedRow): boolean {
  return left.table === right.table && left.id === right.id;
}

function contactable(made: SeedRow): SeedRow {
  const row = made.row as Rows["clients"];
  const email = `${made.id}@example.com`;
  return { ...made, row: { ...row, email, phone: `020 7946 00${made.id.length}1` } };
}

function categoryOf(productId: string): string {
  return productId === "tee" ? "cat-wear" : "cat-table";
}
