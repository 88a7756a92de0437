// Issue 3, restricted goods in the shop API over HTTP: told, declared, refused, and marked for whom hands over.
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { readCurrent } from "#server/database/revisions.ts";
import type { SaleCompleted } from "#shared/records/entries/sale-completed.ts";
import type { Rows } from "#shared/records/rows/index.ts";
import type { PlacedOrder } from "#shared/shop-api/contract.ts";
import { aPrice, aProduct, aStock, NOW_MS, type SeedRow } from "#test/builders/server-chain.ts";
import { aWebServer, type WebServer } from "#test/support/web-server.ts";

const HOUR_MS = 3_600_000;
const SPIRITS = {
  name: "Spirits",
  minimumAge: 18,
  warning: "Proof of age is needed when it is handed over.",
  hours: [{ from: "08:00", to: "22:00" }],
  quantityMaxMilli: 3_000,
};

function restricted(id: string, restrictionId: string): readonly SeedRow[] {
  const made = aProduct(id);
  const row = { ...(made.row as Rows["products"]), restrictionId };
  const stock = ["p1", "p2", "warehouse"].map((place) => aStock(place, id, 100_000));
  return [{ ...made, row }, aPrice(id, 2_000), ...stock];
}

function restriction(id: string, body: object): SeedRow {
  const row = { id, kind: "restriction", body } as Rows["settings"];
  return { table: "settings", id, row };
}

let web: WebServer;
let token: string;
beforeAll(async () => {
  web = await aWebServer([
    restriction("spirits", { ...SPIRITS, cashierMinimumAge: 18 }),
    restriction("glue", { name: "Solvents", minimumAge: 16 }),
    restriction("pills", {
      name: "Painkillers",
      warning: "Read the leaflet.",
      quantityMaxMilli: 2_000,
    }),
    ...restricted("gin", "spirits"),
    ...restricted("rum", "spirits"),
    ...restricted("glue", "glue"),
    ...restricted("pills", "pills"),
  ]);
  const { demoLink: link } = (await post("/sign-in", { contact: "maya@example.com" })).body;
  token = (await post("/session", { link })).body.token;
});
afterAll(async () => web.stop());
beforeEach(() => {
  // Ten in the morning by the shop's clock: London in January.
  web.clock.nowMs = NOW_MS + 2 * HOUR_MS;
});

interface Called {
  readonly status: number;
  // biome-ignore lint/suspicious/noExplicitAny: whatever the address answers is looked at by matchers
  readonly body: any;
}

async function call(path: string, init: RequestInit = {}): Promise<Called> {
  const response = await fetch(`${web.url}/shop/api${path}`, init);
  return { status: response.status, body: await response.json() };
}

function post(path: string, body: unknown, headers: Record<string, string> = {}): Promise<Called> {
  const json = { "content-type": "application/json", ...headers };
  return call(path, { method: "POST", body: JSON.stringify(body), headers: json });
}

const ADDRESS = { name: "Maya", street: "1 Road", city: "Town", postcode: "T1", country: "GB" };

/** Orders so many of each product at 20.00, with what the buyer declares. */
function order(key: string, goods: Readonly<Record<string, number>>, more: object = {}) {
  const lines = Object.entries(goods).map(([productId, quantity]) => ({ productId, quantity }));
  const asked = {
    lines,
    coupons: [],
    fulfilment: { kind: "ship", address: ADDRESS },
    expectedTotalMinor: lines.reduce((sum, { quantity }) => sum + quantity * 2_000, 0),
    payment: { provider: "example", authorisation: "A-1" },
    ...more,
  };
  return post("/orders", asked, { authorization: `Bearer ${token}`, "idempotency-key": key });
}

async function rowOf<Table extends "orders" | "purchases">(
  table: Table,
  id: string,
): Promise<Rows[Table]> {
  const { core } = web.server;
  const [found] = await readCurrent(core.database.now, core.chain, [{ table, id }]);
  return JSON.parse(found?.body ?? "null") as Rows[Table];
}

async function ordersPlaced(): Promise<number> {
  const headers = { authorization: `Bearer ${token}` };
  return (await call("/me/orders", { headers })).body.items.length;
}

test("a product and a basket say what their goods are restricted by, and nothing of the staff", async () => {
  const told = { id: "spirits", ...SPIRITS };
  expect((await call("/products/gin")).body.restriction).toEqual(told);
  expect((await call("/products/tee")).body).not.toHaveProperty("restriction");
  const lines = ["tee", "gin", "rum", "pills"].map((productId) => ({ productId, quantity: 1 }));
  const { body } = await post("/baskets/price", { lines, coupons: [] });
  expect(body.restrictions).toEqual([
    told,
    { id: "pills", name: "Painkillers", warning: "Read the leaflet.", quantityMaxMilli: 2_000 },
  ]);
});

test("goods with a minimum age are ordered only when it is declared, each restriction for itself", async () => {
  const before = await ordersPlaced();
  const both = { gin: 1, glue: 1 };
  for (const restrictionsChecked of [undefined, [], ["spirits"], ["pills", "none"]]) {
    const { status, body } = await order("undeclared", both, { restrictionsChecked });
    expect([status, body.code, body.position]).toEqual([
      422,
      "restriction-open",
      "restrictionsChecked",
    ]);
  }
  expect((await order("half", both, { restrictionsChecked: ["spirits"] })).body.args).toEqual({
    name: "Solvents",
    restrictionId: "glue",
    minimumAge: 16,
  });
  expect(await ordersPlaced()).toBe(before);
  // A limit of quantity alone asks for no declaration.
  expect((await order("pills", { pills: 2 })).status).toBe(201);
});

test("what was declared is kept as checked, and who hands over is told which age to check", async () => {
  const restrictionsChecked = ["spirits", "glue", "none"];
  const { status, body } = await order("declared", { gin: 1, glue: 1 }, { restrictionsChecked });
  expect(status).toBe(201);
  const placed = body as PlacedOrder;
  expect(placed.orders).toMatchObject([{ minimumAge: 18, state: "confirmed" }]);
  const { sale } = await rowOf("purchases", `sale:${placed.saleId}`);
  expect((sale as unknown as SaleCompleted).draft?.checks).toEqual([
    { restrictionId: "spirits", outcome: "checked", staffId: "web" },
    { restrictionId: "glue", outcome: "checked", staffId: "web" },
  ]);
  const [promised] = placed.orders;
  expect(await rowOf("orders", promised?.id ?? "")).toMatchObject({ minimumAge: 18 });
  const again = await order("declared", { gin: 1, glue: 1 }, { restrictionsChecked });
  expect(again.body).toEqual(placed);
});

test("an order to collect is marked too; of a basket from two places, only what holds such goods", async () => {
  const { body } = await order(
    "collect",
    { glue: 1, owl: 1 },
    {
      fulfilment: { kind: "collect", storeId: "s1" },
      expectedTotalMinor: 2_499,
      restrictionsChecked: ["glue"],
    },
  );
  const [glue, owl] = (body as PlacedOrder).orders;
  expect(glue).toMatchObject({
    minimumAge: 16,
    storeName: "North",
    lines: [{ productId: "glue" }],
  });
  expect(owl).toMatchObject({ storeName: "North", lines: [{ productId: "owl" }] });
  expect(owl).not.toHaveProperty("minimumAge");
});

test.each([
  ["at the last minute before it opens", -1, "restriction-hours"],
  ["at the first minute", 0, "placed"],
  ["at the last minute", 14 * 60 - 1, "placed"],
  ["when it has closed", 14 * 60, "restriction-hours"],
])("hours go by the shop's own clock: %s", async (name, minutesFromOpening, outcome) => {
  // Eight in London in January is eight UTC.
  web.clock.nowMs = NOW_MS + minutesFromOpening * 60_000;
  const { body } = await order(name, { gin: 1 }, { restrictionsChecked: ["spirits"] });
  expect(body.code ?? "placed").toBe(outcome);
});

test("the quantity counts all goods of a restriction together", async () => {
  const restrictionsChecked = ["spirits"];
  const { body } = await order("too-many", { gin: 2, rum: 2 }, { restrictionsChecked });
  expect(body).toMatchObject({
    code: "restriction-quantity",
    args: { restrictionId: "spirits", quantityMaxMilli: 3_000 },
  });
  expect((await order("enough", { gin: 2, rum: 1 }, { restrictionsChecked })).status).toBe(201);
});
