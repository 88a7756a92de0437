// What a shop is promised about its sales (rows 3, 6, 15, 16, 18): tills as processes, a line that loses
// and is cut, kills, a full disk. Few sales here; the rows' own numbers are in never-lose.full.test.ts.
import { afterAll, beforeAll, expect, test } from "vitest";
import { run as fullDisk } from "../sim/torture/disk-full.ts";
import { run as killedTill } from "../sim/torture/till.ts";
import { allSent } from "./support/many-sales.ts";
import {
  type BadShop,
  openBadShop,
  sellAroundUnreadable,
  sellOffline,
  sellOverLoss,
} from "./support/never-lose.ts";
import { serverRows } from "./support/outside.ts";
import { anActId, viewWhere } from "./support/till-process.ts";

let shop: BadShop;
beforeAll(async () => {
  shop = await openBadShop("never lose");
});
afterAll(async () => shop?.close());

test("row 15: a fifth of the acknowledgements lost, two windows: the server counts what the till counts", async () => {
  await sellOverLoss(shop, 40);
}, 120_000);

test("row 3: sales without a connection in mixed tenders, the plug pulled in the middle, are all listed", async () => {
  await sellOffline(shop, 30);
}, 120_000);

test("row 16: a sale nobody can read is set aside with a reason and a button; all others land", async () => {
  await sellAroundUnreadable(shop, 20);
}, 120_000);

test("row 6: two tills without a connection change different fields of one customer, and both survive", async () => {
  const [first, second] = [await shop.open("row-6-a"), await shop.open("row-6-b")];
  shop.line.cut();
  const changes = [{ phone: "+44 20 7946 0001" }, { email: "maya@example.org" }] as const;
  for (const [index, till] of [first, second].entries()) {
    const set = changes[index] ?? {};
    const changed = await till.client.clients.change({
      actId: anActId(),
      clientId: "maya",
      set,
      cleared: [],
    });
    expect(changed).toMatchObject({ ok: true });
  }
  shop.line.restore();
  const both = { ...changes[0], ...changes[1] };
  for (const till of [first, second]) {
    await allSent(till.client);
    await viewWhere(
      till.client.views.clientCard({ clientId: "maya" }),
      ({ client }) => client.phone === both.phone && client.email === both.email,
    );
  }
  const row = serverRows(shop.database, "clients").find(({ id }) => id === "maya");
  expect(row).toMatchObject(both);
}, 120_000);

test("row 18: kills of a selling till and a full disk during commit lose and double nothing", async () => {
  const nothing = { acknowledged_missing: 0, duplicated: 0, stuck: 0, bad_opens: 0 };
  expect(await killedTill(4)).toMatchObject(nothing);
  expect(await fullDisk(12)).toMatchObject(nothing);
}, 120_000);
