// Quick keys: who may put a store's pages, what is refused, and that an open till is told at once.
import { afterEach, beforeEach, expect, test } from "vitest";
import type { QuickPage } from "#shared/records/settings/quick-keys.ts";
import { aProduct } from "#test/builders/server-chain.ts";
import {
  aRawTill,
  aWebServer,
  hqCaller,
  type RawTill,
  signedInHq,
  type WebServer,
} from "#test/support/web-server.ts";

let web: WebServer;
let till: RawTill;
beforeEach(async () => {
  const mona = { id: "mona", name: "Mona Reed", shortName: "Mona", roleId: "role-manager" };
  const setting = (id: string, kind: string, body: object) =>
    ({ table: "settings", id, row: { id, kind, body } }) as never;
  const sundries = aProduct("sundries");
  web = await aWebServer([
    { ...sundries, row: { ...sundries.row, kind: "department" } as never },
    setting("role-manager", "role", {
      name: "Manager",
      permissions: ["sell", "settings"],
      discountLimitBasisPoints: 0,
      priceChangeLimitBasisPoints: 0,
      refundLimitMinor: 0,
      approves: [],
    }),
    {
      table: "staff",
      id: "mona",
      row: { ...mona, storeIds: ["s1"], pinVerifier: "x", active: true, maySellRestricted: true },
    },
  ]);
  till = await aRawTill(web.server);
});
afterEach(async () => {
  till.socket.close();
  await web.stop();
});

const mug = { kind: "product", name: "Mug", productId: "mug", colour: "#2e6f57" } as const;
function aPage(page: Partial<QuickPage> = {}): QuickPage {
  return {
    id: "page-1",
    name: "Bags",
    registerIds: [],
    fromHour: 0,
    toHour: 24,
    tiles: [mug],
    ...page,
  };
}
const put = (staffId: string, pages: unknown) => till.ask("quick-keys", { staffId, pages });
const shown = async (storeId = "s1") =>
  (await (await signedInHq(web.url)).quickKeys({ storeId })).pages;

test("a manager of the store puts its pages at a till, and the till is told", async () => {
  const poked = till.nextPoke("store:s1");
  const page = aPage({
    registerIds: [till.registerId],
    fromHour: 22,
    toHour: 6,
    tiles: [
      mug,
      { kind: "category", name: "To wear", categoryId: "cat-wear" },
      { kind: "act", name: "Price check", act: "price-check" },
      { kind: "amount", name: "Wrap", productId: "sundries", amountMinor: 250 },
    ],
  });
  expect(await put("mona", [page])).toEqual({ ok: true, value: { ok: true } });
  await poked;
  expect(await shown()).toEqual([page]);
  expect(await shown("s2")).toEqual([]);
});

test.each([
  ["a cashier", "amira"],
  ["somebody unknown", "nobody"],
])("%s may not, and nothing is changed", async (_, staffId) => {
  const answer = await put(staffId, [aPage()]);
  expect(answer).toEqual({ ok: true, value: { ok: false, code: "not-allowed" } });
  expect(await shown()).toEqual([]);
});

test.each([
  ["goods that are not there", { tiles: [{ ...mug, productId: "gone" }] }, "Mug"],
  [
    "a category that is not there",
    { tiles: [{ kind: "category" as const, name: "Gone", categoryId: "gone" }] },
    "Gone",
  ],
  [
    "an amount under goods with a price of their own",
    { tiles: [{ kind: "amount" as const, name: "Any", productId: "mug" }] },
    "Any",
  ],
  ["a till of another store", { registerIds: ["r-elsewhere"] }, "Bags"],
])("%s is refused by name", async (_, page, name) => {
  const answer = await put("mona", [aPage(page)]);
  expect(answer).toEqual({
    ok: true,
    value: { ok: false, code: "quick-keys-unknown", args: { name } },
  });
});

test.each([
  ["an hour that there is not", [aPage({ toHour: 25 })]],
  ["a page without a name", [aPage({ name: " " })]],
  ["two pages of one id", [aPage(), aPage()]],
  ["a colour that is no colour", [aPage({ tiles: [{ ...mug, colour: "red" }] })]],
  ["too many tiles", [aPage({ tiles: Array.from({ length: 37 }, () => mug) })]],
  ["no list", "pages"],
])("%s does not fit", async (_, pages) => {
  expect(await put("mona", pages)).toMatchObject({ ok: false, code: "malformed" });
});

test("HQ puts the pages of any store, a stranger of none", async () => {
  const client = await signedInHq(web.url);
  const pages = [aPage()];
  const answer = await client.setQuickKeys({ storeId: "s2", pages });
  expect(answer).toEqual({ ok: true, value: { pages: 1 } });
  expect(await shown("s2")).toEqual(pages);
  expect(await client.setQuickKeys({ storeId: "none", pages })).toMatchObject({
    ok: false,
    refusal: { code: "quick-keys-unknown", act: expect.any(String) },
  });
  const stranger = hqCaller(web.url);
  await expect(stranger.setQuickKeys({ storeId: "s2", pages: [] })).rejects.toMatchObject({
    code: "UNAUTHORIZED",
  });
  expect(await shown("s2")).toEqual(pages);
});

test("HQ's pages for every store reach those that make none of their own, and name no till", async () => {
  const client = await signedInHq(web.url);
  const before = await client.quickKeys({});
  const poked = till.nextPoke("chain:catalogue");
  expect(await client.setQuickKeys({ pages: [aPage()] })).toMatchObject({ ok: true });
  await poked;
  const after = await client.quickKeys({});
  expect(after).toEqual({ ...before, pages: [aPage()] });
  expect(await shown()).toEqual([]);
  expect(await put("mona", [aPage()])).toMatchObject({ value: { ok: true } });
  const { reach } = await client.quickKeys({});
  expect(reach.stores).toBe(before.reach.stores - 1);
  const named = aPage({ registerIds: [till.registerId] });
  expect(await client.setQuickKeys({ pages: [named] })).toMatchObject({
    refusal: { code: "quick-keys-unknown" },
  });
});

test("a store's tills are told by name to who steers the store", async () => {
  const { registers, reach } = await (await signedInHq(web.url)).quickKeys({ storeId: "s1" });
  expect(registers.map(({ id }) => id)).toEqual([till.registerId]);
  expect(reach).toMatchObject({ stores: 1, tills: 1 });
});
