import { requestIdlePromise } from "rxdb";
import { firstValueFrom, type Subscription, skip } from "rxjs";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { COLLECTION_NAMES } from "#shared/records/rows/index.ts";
import { aFolder } from "#test/builders/journal.ts";
import { aPage, aProduct, aReplica, aStock } from "#test/builders/replica.ts";
import { openCollections, plainRows, type WatchedReplica } from "#till/replica/collections.ts";
import type { Replica } from "#till/replica/tables.ts";

let folder: ReturnType<typeof aFolder>;
let replica: Replica;
let watched: WatchedReplica;
const subscriptions: Subscription[] = [];
beforeEach(async () => {
  folder = aFolder();
  replica = aReplica(folder.path);
  replica.applyPage(
    aPage([
      aProduct("1", 1, { name: "Shirt" }),
      aProduct("2", 2, { name: "Éclair" }),
      aStock("shop", "1", 1, 5_000),
    ]),
  );
  watched = await openCollections(replica);
});
afterEach(async () => {
  for (const subscription of subscriptions.splice(0)) subscription.unsubscribe();
  await watched.close();
  replica.close();
  folder.remove();
});

/** Lets the event loop turn and RxDB become idle, several times: turns, not a span of time. */
async function settled(): Promise<void> {
  for (let round = 0; round < 4; round += 1) {
    await requestIdlePromise();
    for (let turn = 0; turn < 50; turn += 1) await new Promise((resolve) => setImmediate(resolve));
  }
}

it("opens the twelve collections, fewer than the open-source build allows", () => {
  expect(Object.keys(watched.collections).sort()).toEqual([...COLLECTION_NAMES].sort());
  expect(COLLECTION_NAMES.length).toBeLessThanOrEqual(12);
});

it("one page over several collections reaches each live query once, with the page complete", async () => {
  const { products, stock, clients } = watched.collections;
  const heard: string[] = [];
  const inStep = (what: string) => {
    heard.push(what);
    expect(replica.get("stock", "shop:1")?.row.onHandMilli).toBe(
      replica.applied() === 2 ? 5_000 : 4_000,
    );
  };
  subscriptions.push(
    products.find({ sort: [{ nameKey: "asc" }] }).$.subscribe((found) => {
      inStep(`products ${plainRows<{ name: string }>(found).map(({ name }) => name)}`);
    }),
    stock.find({ selector: { placeId: "shop" } }).$.subscribe((found) => {
      inStep(`stock ${plainRows<{ onHandMilli: number }>(found).map((row) => row.onHandMilli)}`);
    }),
    clients.find().$.subscribe((found) => inStep(`clients ${found.length}`)),
    products.count({ selector: { categoryId: "shirts" } }).$.subscribe((count) => {
      inStep(`count ${count}`);
    }),
  );
  await settled();
  expect(heard.splice(0).sort()).toEqual([
    "clients 0",
    "count 2",
    "products Éclair,Shirt",
    "stock 5000",
  ]);
  replica.applyPage(
    aPage([
      aProduct("1", 3, { name: "Zip shirt" }),
      aProduct("3", 4, { name: "Apple" }),
      { ...aProduct("2", 5), body: null },
      aStock("shop", "1", 2, 4_000),
    ]),
  );
  await settled();
  expect(heard.sort()).toEqual(["products Apple,Zip shirt", "stock 4000"]);
});

it("a changed row is never shown stale, however often its page comes", async () => {
  const query = watched.collections.products.findOne("1");
  const seen: string[] = [];
  subscriptions.push(query.$.subscribe((document) => seen.push(String(document?.toJSON().name))));
  await settled();
  for (let turn = 0; turn < 5; turn += 1) {
    replica.applyPage(aPage([aProduct("1", 10 + turn, { name: `name ${turn}` })]));
    await settled();
  }
  expect(seen).toEqual(["Shirt", "name 0", "name 1", "name 2", "name 3", "name 4"]);
});

it("finds by an index, downwards, with a limit, and by text beyond the BMP", async () => {
  replica.applyPage(
    aPage([aProduct("4", 10, { name: "😀 smile" }), aProduct("5", 11, { name: "\uffee point" })]),
  );
  const { products } = watched.collections;
  const down = await products.find({ sort: [{ nameKey: "desc" }], limit: 2 }).exec();
  const names = ["😀 smile", "\uffee point"]
    .map((name) => name.normalize("NFKD"))
    .sort()
    .reverse();
  expect(down.map((document) => document.toJSON().nameKey)).toEqual(names);
  const range = await products.find({ selector: { sku: { $gte: "SKU-2", $lt: "SKU-5" } } }).exec();
  expect(range.map((document) => document.id).sort()).toEqual(["2", "4"]);
});

it("leaving a stream empties the queries over it, and a row that comes back is there", async () => {
  const counts: number[] = [];
  subscriptions.push(
    watched.collections.stock.find().$.subscribe((found) => counts.push(found.length)),
  );
  await settled();
  replica.applyPage({ rows: [], checkpoints: {}, seen: {}, drop: ["place:shop"] });
  await settled();
  replica.applyPage(aPage([aStock("shop", "1", 7, 1)]));
  await settled();
  expect(counts).toEqual([1, 0, 1]);
});

it("refuses to be written by anything but a page", async () => {
  await expect(watched.collections.staff.insert({ id: "me", name: "Me" } as never)).rejects.toThrow(
    "only applyPage writes it",
  );
  expect(replica.count("staff")).toBe(0);
});

it("closes and opens again over the same replica", async () => {
  await watched.close();
  watched = await openCollections(replica);
  const later = firstValueFrom(watched.collections.products.find().$.pipe(skip(1)));
  await settled();
  replica.applyPage(aPage([aProduct("9", 20)]));
  expect(await later).toHaveLength(3);
});

it("live queries go on over a fill and over a swap of the file", async () => {
  const heard: string[] = [];
  subscriptions.push(
    watched.watch("products", { sort: [{ nameKey: "asc" }] }).subscribe((rows) => {
      heard.push(rows.map(({ name }) => name).join());
    }),
    watched.watchCount("products").subscribe((count) => heard.push(String(count))),
  );
  await settled();
  expect(heard.splice(0).sort()).toEqual(["2", "Éclair,Shirt"]);
  replica.applyPage(aPage([aProduct("3", 9, { name: "Filled" })]), { fill: true });
  await settled();
  expect(heard).toEqual([]);
  await watched.renew(replica);
  await settled();
  expect(heard.splice(0).sort()).toEqual(["3", "Éclair,Filled,Shirt"]);
  const next = aReplica(folder.path, { file: `${folder.path}/replica-1-2.db` });
  next.applyPage(aPage([aProduct("7", 1, { name: "From the image" })]));
  await watched.renew(next);
  replica.close();
  replica = next;
  replica.applyPage(aPage([aProduct("8", 2, { name: "Later" })]));
  await vi.waitFor(() => {
    expect(heard.filter((one) => one === "2")).toHaveLength(1);
    expect(heard).toContain("From the image,Later");
  });
});
