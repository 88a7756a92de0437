/** A small shop for tests of the till against a real server: products with codes, staff with a PIN. */
import { hashSync } from "@node-rs/argon2";
import type { AnyChange } from "#server/entries/working-set.ts";
import { startServer } from "#server/main.ts";
import { putRows } from "#server/rows/put.ts";
import type { Rows, TableName } from "#shared/records/rows/index.ts";
import { aPrice, aProduct, aStock, chainRows } from "./server-chain.ts";

export const CASHIER_ID = "cashier";
export const CASHIER_PIN = "4711";
const PRODUCTS = ["tee", "mug", "pen"] as const;
/** GTIN-14 as stored, GTIN-13 as scanned. */
export const CODES: Readonly<Record<(typeof PRODUCTS)[number], string>> = {
  tee: "2900000000018",
  mug: "2900000000025",
  pen: "2900000000032",
};

const PRICES = { tee: 1_000, mug: 750, pen: 120 };
const ROLE = {
  name: "Cashier",
  permissions: ["sell", "discount", "return", "no-sale", "shift", "x", "clients", "stock"],
  discountLimitBasisPoints: 1_000,
  priceChangeLimitBasisPoints: 0,
  refundLimitMinor: 5_000,
  approves: [],
};

/** A second person, who may approve what the cashier may not do alone. */
export const MANAGER_ID = "manager";
export const MANAGER_PIN = "8520";
const MANAGER_ROLE = {
  ...ROLE,
  name: "Manager",
  permissions: [
    ...ROLE.permissions,
    "z",
    "cash-move",
    "correct",
    "return-no-receipt",
    "training",
    "drill",
    "settings",
  ],
  discountLimitBasisPoints: 5_000,
  refundLimitMinor: 100_000,
  approves: ["discount", "price", "return", "return-no-receipt", "z", "cash-move", "correct"],
};

function row<Table extends TableName>(table: Table, body: Rows[Table]): AnyChange {
  return { table, id: body.id, row: body } as unknown as AnyChange;
}

function aBalance(
  fields: Pick<Rows["balances"], "id" | "kind" | "amount"> & Partial<Rows["balances"]>,
): AnyChange {
  return row("balances", { capReached: false, at: 0, recent: [], ...fields });
}

/** Everything the shop's till needs to sell. */
function tillChainRows(): readonly AnyChange[] {
  const rows: AnyChange[] = chainRows().map((each) => each as unknown as AnyChange);
  rows.push(
    row("settings", { id: "role-cashier", kind: "role", body: ROLE }),
    row("settings", { id: "role-manager", kind: "role", body: MANAGER_ROLE }),
    row("settings", {
      id: "chain",
      kind: "chain",
      body: { name: "Test chain", currency: "GBP", demo: true },
    }),
  );
  const policy = rows.find(({ table, id }) => table === "settings" && id === "policy");
  const { body } = (policy?.row ?? { body: {} }) as Rows["settings"];
  rows.push(
    row("settings", {
      id: "policy",
      kind: "policy",
      body: { ...body, offline: { valueLimitPerDayMinor: 900 } },
    }),
    row("settings", {
      id: "loyalty",
      kind: "loyalty",
      body: { pointsPerMajor: 1, minorPerPoint: 1, tiers: [] },
    }),
    aBalance({
      id: "gift:GC100",
      kind: "gift-card",
      code: "GC100",
      amount: 5_000,
      currency: "GBP",
    }),
    aBalance({ id: "points:maya", kind: "points", clientId: "maya", amount: 300 }),
  );
  for (const id of PRODUCTS) {
    const product = aProduct(id).row as Rows["products"];
    rows.push(
      row("products", { ...product, gtins: [`0${CODES[id]}`] }),
      row("prices", { ...(aPrice(id, PRICES[id]).row as Rows["prices"]), validFromMs: 0 }),
      aStock("p1", id, 500_000) as unknown as AnyChange,
    );
  }
  // Each row once: two revisions of one row in one transaction would share their position.
  return [...new Map(rows.map((each) => [`${each.table}/${each.id}`, each])).values()];
}

/** A server with the shop, on a free port. */
export async function startTestShop(database: string) {
  const server = await startServer({
    database,
    seed: async (core) => {
      const put = await putRows(core, tillChainRows(), { clientGroup: "all" });
      if (!put.ok) throw new Error(JSON.stringify(put.refusal));
      const staff = await putRows(core, [cashierRow(), managerRow()], {
        storeId: "s1",
        clientGroup: "all",
      });
      if (!staff.ok) throw new Error(JSON.stringify(staff.refusal));
    },
  });
  return server;
}

function cashierRow(): AnyChange {
  return row("staff", {
    id: CASHIER_ID,
    name: "Cara Cashier",
    shortName: "Cara",
    roleId: "role-cashier",
    storeIds: ["s1"],
    pinVerifier: hashSync(CASHIER_PIN, { memoryCost: 1_024, timeCost: 1 }),
    active: true,
    maySellRestricted: true,
  });
}

function managerRow(): AnyChange {
  return row("staff", {
    id: MANAGER_ID,
    name: "Mona Manager",
    shortName: "Mona",
    roleId: "role-manager",
    storeIds: ["s1"],
    pinVerifier: hashSync(MANAGER_PIN, { memoryCost: 1_024, timeCost: 1 }),
    active: true,
    maySellRestricted: true,
  });
}
