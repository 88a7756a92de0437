// The shop API over HTTP: looking, pricing by the same engine, ordering once, one history, and problems.
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { readCurrent } from "#server/database/revisions.ts";
import { createProducts } from "#server/http/products.ts";
import { createClients } from "#server/http/shop/clients.ts";
import { createCounter } from "#server/http/shop/counter.ts";
import { placeOrder } from "#server/http/shop/order.ts";
import { canonicalJson } from "#shared/base/canonical.ts";
import { createPrng } from "#shared/base/prng.ts";
import { priceBasket } from "#shared/engine/basket.ts";
import type { BasketDraft } from "#shared/records/basket.ts";
import type { Rows } from "#shared/records/rows/index.ts";
import type { PlacedOrder, ShopProduct } from "#shared/shop-api/contract.ts";
import { aMove } from "#test/builders/server-chain.ts";
import { WEB_PRODUCTS } from "#test/builders/web-chain.ts";
import { aRawTill, aWebServer, signedInHq, type WebServer } from "#test/support/web-server.ts";

let web: WebServer;
beforeAll(async () => {
  web = await aWebServer();
});
afterAll(async () => web.stop());
beforeEach(() => {
  web.clock.nowMs += 60_000;
});

interface Called {
  readonly status: number;
  readonly headers: Headers;
  // biome-ignore lint/suspicious/noExplicitAny: whatever the address answers is looked at by matchers
  readonly body: any;
}

async function call(path: string, init: RequestInit & { token?: string } = {}): Promise<Called> {
  const response = await fetch(`${web.url}/shop/api${path}`, {
    ...init,
    headers: {
      ...(init.body === undefined ? {} : { "content-type": "application/json" }),
      ...(init.token === undefined ? {} : { authorization: `Bearer ${init.token}` }),
      ...(init.headers as Record<string, string> | undefined),
    },
  });
  const text = await response.text();
  const body = text === "" ? undefined : JSON.parse(text);
  return { status: response.status, headers: response.headers, body };
}

function post(path: string, body: unknown, more: { token?: string; key?: string } = {}) {
  const headers = more.key === undefined ? {} : { "idempotency-key": more.key };
  const token = more.token === undefined ? {} : { token: more.token };
  return call(path, { method: "POST", body: JSON.stringify(body), headers, ...token });
}

async function signIn(contact = "maya@example.com"): Promise<string> {
  const { body } = await post("/sign-in", { contact });
  const session = await post("/session", { link: body.demoLink });
  expect(session.status).toBe(200);
  return session.body.token;
}

const ADDRESS = { name: "Maya", street: "1 Road", city: "Town", postcode: "T1", country: "GB" };
const SHIP = { kind: "ship", address: ADDRESS };
const PAYMENT = { provider: "example", authorisation: "A-1", brand: "Visa", lastFour: "4242" };

function anOrder(fields: object = {}) {
  return {
    lines: [{ productId: "tee", quantity: 2 }],
    coupons: [],
    fulfilment: SHIP,
    expectedTotalMinor: 2_000,
    payment: PAYMENT,
    ...fields,
  };
}

async function availabilityOf(id: string): Promise<ShopProduct["availability"]> {
  return (await call(`/products/${id}`)).body.availability;
}

test("the shop says what it is and sells: categories, stores, words, pages", async () => {
  const info = await call("/info");
  expect(info.body).toMatchObject({
    name: "Test chain",
    currency: "GBP",
    categories: [
      { id: "cat-table", products: 4 },
      { id: "cat-wear", products: 1 },
    ],
    stores: [
      { id: "s1", name: "North" },
      { id: "s2", name: "South" },
    ],
  });
  const found = await call("/products?query=PRODUCT%20o&limit=1");
  expect(found.body).toMatchObject({ total: 1, items: [{ id: "owl", priceMinor: 499 }] });
  expect(found.body.items[0].availability).toMatchObject({
    deliveryMilli: 3_000,
    stores: [
      { storeId: "s1", availableMilli: 0 },
      { storeId: "s2", availableMilli: 3_000 },
    ],
  });
  const page = await call("/products?category=cat-table&limit=2&offset=2");
  expect([page.body.total, page.body.items.length]).toEqual([4, 2]);
  expect((await call("/products?query=%25%22'")).body).toMatchObject({ total: 5 });
});

test("what did not change is not sent again", async () => {
  const first = await call("/products/tee");
  const tag = first.headers.get("etag") ?? "";
  expect(tag).toMatch(/^"/);
  const again = await call("/products/tee", { headers: { "if-none-match": tag } });
  expect([again.status, again.body]).toEqual([304, undefined]);
  const hq = await signedInHq(web.url);
  const price = { productId: "tee", bookId: "base", amountMinor: 900 };
  await hq.setPrice({ ...price, requestId: "etag-1" });
  const moved = await call("/products/tee", { headers: { "if-none-match": tag } });
  expect([moved.status, moved.body.priceMinor]).toEqual([200, 900]);
  web.clock.nowMs += 1;
  await hq.setPrice({ ...price, requestId: "etag-2", amountMinor: 1_000 });
});

test("1,000 baskets priced by the shop API are byte-equal to the server's and the engine's", async () => {
  const hq = await signedInHq(web.url);
  const offer = { requestId: "prop", name: "A tenth off", percent: "10", storeIds: ["web", "s1"] };
  await hq.publishOffer({ ...offer, categoryId: "cat-table" });
  const { core } = web.server;
  await core.small.refresh(core.database.now);
  await core.database.read((tx) => core.pricing.load(tx, WEB_PRODUCTS));
  const prng = createPrng("shop-baskets");
  let different = 0;
  for (let round = 0; round < 1_000; round += 1) {
    const lines = Array.from({ length: prng.int(1, 12) }, () => ({
      productId: prng.pick(WEB_PRODUCTS),
      quantity: prng.int(1, 40),
    }));
    const { body } = await post("/baskets/price", { basketId: `b${round}`, lines, coupons: [] });
    const here = priceBasket(body.draft as BasketDraft, core.pricing.at(undefined), {
      atMs: web.clock.nowMs,
      segmentIds: [],
      utcOffsetMinutes: body.priced.utcOffsetMinutes,
    });
    const isSame = here.ok && canonicalJson(here.value) === canonicalJson(body.priced);
    if (!isSame) different += 1;
  }
  expect(different).toBe(0);
  await hq.stopOffer({ requestId: "stop", offerId: "offer:prop" });
}, 60_000);

test("an order is placed once: stock set aside, one history, points, and tills hear of it", async () => {
  const till = await aRawTill(web.server);
  await till.pull({});
  const token = await signIn();
  const before = await availabilityOf("tee");
  const poked = till.nextPoke("place:warehouse");
  const placed = await post("/orders", anOrder(), { token, key: "first" });
  expect(placed.status).toBe(201);
  await poked;
  till.socket.close();
  const order = placed.body as PlacedOrder;
  expect(order).toMatchObject({
    receiptNumber: "WEB-000001",
    totalMinor: 2_000,
    taxMinor: 333,
    pointsEarned: 20,
    orders: [{ state: "confirmed", fulfilment: "ship", promisedBy: expect.stringMatching(/^2/) }],
  });
  expect((await post("/orders", anOrder(), { token, key: "first" })).body).toEqual(order);
  web.clock.nowMs += 3_600_000;
  expect((await post("/orders", anOrder(), { token, key: "first" })).body).toEqual(order);
  const other = anOrder({ lines: [{ productId: "mug", quantity: 1 }] });
  expect((await post("/orders", other, { token, key: "first" })).body.code).toBe("web-key-reused");
  const after = await availabilityOf("tee");
  expect(after.deliveryMilli).toBe(before.deliveryMilli - 2_000);
  const history = await call("/me/history", { token });
  expect(history.body.items).toMatchObject([{ channel: "web", totalMinor: 2_000, kind: "sale" }]);
  expect((await call("/me", { token })).body).toMatchObject({ name: "Maya Okafor", points: 20 });
  const orders = await call("/me/orders", { token });
  expect(orders.body.items).toMatchObject([{ id: order.orders[0]?.id, saleId: order.saleId }]);
  const one = await call(`/me/orders/${order.orders[0]?.id}`, { token });
  expect(one.body.lines).toMatchObject([{ productId: "tee", quantityMilli: 2_000 }]);
});

test("the same order pressed ten times at once is one order", async () => {
  const token = await signIn("otto@example.com");
  const before = await availabilityOf("pen");
  const order = anOrder({
    lines: [{ productId: "pen", quantity: 1 }],
    expectedTotalMinor: 3_000,
    fulfilment: { kind: "collect", storeId: "s2" },
  });
  const press = () => post("/orders", order, { token, key: "ten" });
  const answers = await Promise.all(Array.from({ length: 10 }, press));
  expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 10 }, () => 201));
  expect((await press()).body).toMatchObject({
    orders: [{ fulfilment: "collect", storeName: "South", state: "confirmed" }],
  });
  expect((await call("/me/history", { token })).body.items).toHaveLength(1);
  const after = await availabilityOf("pen");
  expect(after.stores).toMatchObject([
    before.stores[0],
    { availableMilli: (before.stores[1]?.availableMilli ?? 0) - 1_000 },
  ]);
});

test("the same order pressed at two servers at once is one sale", async () => {
  const { core } = web.server;
  const aServer = () => ({
    core,
    products: createProducts(core),
    clients: createClients(core),
    counter: createCounter(core),
    placing: new Map(),
  });
  const [row] = await readCurrent(core.database.now, core.chain, [
    { table: "clients", id: "otto" },
  ]);
  const client = JSON.parse(row?.body ?? "null") as Rows["clients"];
  const asked = { ...anOrder(), fulfilment: { kind: "ship" as const, address: ADDRESS } };
  const [here, there] = [aServer(), aServer()];
  const press = (deps: ReturnType<typeof aServer>) =>
    placeOrder(deps, client, { key: "both", asked });
  const answers = await Promise.all([press(here), press(there), press(here), press(there)]);
  expect(answers.map((each) => (each.ok ? "placed" : each.refusal.code)).toSorted()).toEqual([
    "placed",
    "placed",
    "web-unavailable",
    "web-unavailable",
  ]);
  const token = await signIn("otto@example.com");
  const { items } = (await call("/me/history", { token })).body;
  expect(
    items.filter(({ totalMinor }: { totalMinor: number }) => totalMinor === 2_000),
  ).toHaveLength(1);
  expect(await press(there)).toEqual(answers.find((each) => each.ok));
});

test("an order whose goods lie in two places is promised from each; collected where asked", async () => {
  const token = await signIn("otto@example.com");
  const lines = [
    { productId: "owl", quantity: 1 },
    { productId: "mug", quantity: 1 },
  ];
  const placed = await post(
    "/orders",
    anOrder({ lines, expectedTotalMinor: 2_499, fulfilment: { kind: "collect", storeId: "s1" } }),
    { token, key: "split" },
  );
  expect(placed.body.orders).toMatchObject([
    { storeName: "North", lines: [{ productId: "owl" }] },
    { storeName: "North", lines: [{ productId: "mug" }] },
  ]);
});

test("what cannot be ordered is said, and nothing is placed or charged", async () => {
  const token = await signIn();
  const history = async () => (await call("/me/history", { token })).body.items.length;
  const before = await history();
  const refused = async (fields: object, more: object = {}) => {
    const answer = await post("/orders", anOrder(fields), { token, key: "no", ...more });
    expect(answer.headers.get("content-type")).toContain("application/problem+json");
    expect(answer.body).toMatchObject({
      happened: expect.stringMatching(/./),
      safe: expect.stringMatching(/./),
      act: expect.stringMatching(/./),
    });
    return [answer.status, answer.body.code, answer.body.position];
  };
  expect(await refused({ expectedTotalMinor: 1 })).toEqual([
    409,
    "web-total-changed",
    "expectedTotalMinor",
  ]);
  const many = { lines: [{ productId: "owl", quantity: 900 }] };
  expect(await refused(many)).toEqual([409, "web-stock-short", "lines[0].quantity"]);
  const unknown = { lines: [{ productId: "none", quantity: 1 }] };
  expect(await refused(unknown)).toEqual([404, "web-product-unknown", "lines[0].productId"]);
  const nowhere = { fulfilment: { kind: "collect", storeId: "none" } };
  expect(await refused(nowhere)).toEqual([404, "web-store-unknown", "fulfilment.storeId"]);
  expect(await refused({}, { token: "wrong" })).toEqual([401, "web-session-unknown", undefined]);
  expect(await refused({ payment: {} })).toEqual([400, "web-input-invalid", "payment.provider"]);
  expect((await post("/orders", anOrder(), { token })).body.code).toBe("web-key-missing");
  expect(await history()).toBe(before);
});

test("a link signs in once, for fifteen minutes, and nobody else's orders are shown", async () => {
  const { body } = await post("/sign-in", { contact: "020 7946 0041" });
  expect(body.demoLink).toEqual(expect.any(String));
  expect((await post("/session", { link: body.demoLink })).status).toBe(200);
  expect((await post("/session", { link: body.demoLink })).body.code).toBe("web-link-unknown");
  const late = await post("/sign-in", { contact: "maya@example.com" });
  web.clock.nowMs += 16 * 60_000;
  expect((await post("/session", { link: late.body.demoLink })).status).toBe(401);
  expect((await post("/sign-in", { contact: "nobody@example.com" })).body).toEqual({ sent: true });
  const maya = await signIn();
  const otto = await signIn("otto@example.com");
  const mine = (await call("/me/orders", { token: maya })).body.items[0].id;
  expect((await call(`/me/orders/${mine}`, { token: otto })).body.code).toBe("web-order-unknown");
  expect((await call("/session", { method: "DELETE", token: otto })).body).toEqual({ ended: true });
  expect((await call("/me", { token: otto })).status).toBe(401);
});

test("bad input at every address is a problem in words and never a fault of the server", async () => {
  const document = (await call("/openapi.json")).body;
  const bodies = ["{broken", "[]", "null", '"x"', "{}", '{"lines":-1}', '{"__proto__":{"a":1}}'];
  const wrong: string[] = [];
  for (const [path, operations] of Object.entries<Record<string, unknown>>(document.paths)) {
    for (const method of Object.keys(operations)) {
      const address = path.replace(/\{.*?\}/g, "%00'none");
      const tries = method === "get" ? [undefined] : bodies;
      for (const body of tries) {
        const init = { method: method.toUpperCase(), ...(body === undefined ? {} : { body }) };
        const query = method === "get" ? "?limit=x&offset=-1&category=%00&id=*" : "";
        const answer = await call(`${address}${query}`, { ...init, token: "wrong-token" });
        const isClear = typeof answer.body?.act === "string" && answer.body.happened !== "";
        if (answer.status >= 500) wrong.push(`${method} ${path} ${body}: ${answer.status}`);
        if (answer.status >= 400 && !isClear) wrong.push(`${method} ${path} ${body}: unclear`);
      }
    }
  }
  expect(wrong).toEqual([]);
  const lines = (line: object) => post("/baskets/price", { lines: [line], coupons: [] });
  expect((await lines({ productId: "tee", quantity: -1 })).body).toMatchObject({
    code: "web-input-invalid",
    position: "lines.0.quantity",
  });
  expect((await lines({ productId: "none", quantity: 1 })).body).toMatchObject({
    code: "web-product-unknown",
    position: "lines[0].productId",
  });
  const large = await call("/baskets/price", {
    method: "POST",
    body: `"${"x".repeat(10 * 1_024 * 1_024)}"`,
  });
  expect([large.status, large.body.code]).toEqual([413, "web-body-too-large"]);
  expect((await call("/none")).body.code).toBe("web-address-unknown");
  expect((await call("/products", { method: "POST", body: "{}" })).status).toBe(404);
});

test("a till's own act changes what the web shop has, at once", async () => {
  const before = await availabilityOf("mug");
  const { core } = web.server;
  const { appendOwn, openOwnRegister } = await import("#server/entries/own.ts");
  await openOwnRegister(core, { id: "web:s1", storeId: "s1", name: "Test" });
  const move = aMove(
    { id: "x", storeId: "s1", sequence: 0, hash: "0".repeat(64) },
    { productId: "mug", quantityMilli: -5_000 },
  );
  const { id, kind, version, storeId, staffId, at, businessDate, engineVersion, body } = move;
  const draft = { id, kind, version, storeId, staffId, at, businessDate, engineVersion, body };
  await appendOwn(core, "web:s1", { ...draft, basis: {} } as never);
  const after = await availabilityOf("mug");
  expect(after.stores[0]?.availableMilli).toBe((before.stores[0]?.availableMilli ?? 0) - 5_000);
});

test("a caller in a hurry is told when to go on, and only that caller waits", async () => {
  const small = await aWebServer([], { requestsPerMinute: 3 });
  const ask = () => fetch(`${small.url}/shop/api/info`);
  expect([(await ask()).status, (await ask()).status, (await ask()).status]).toEqual([
    200, 200, 200,
  ]);
  const late = await ask();
  expect([late.status, late.headers.get("retry-after")]).toEqual([429, "20"]);
  expect(await late.json()).toMatchObject({
    code: "web-too-many-requests",
    act: expect.stringMatching(/Retry-After/),
  });
  small.clock.nowMs += 20_000;
  expect((await ask()).status).toBe(200);
  await small.stop();
});
