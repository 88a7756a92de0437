// Quick keys: which pages a till shows at which hour, and what happens to tiles that cannot be read.
import { expect, test } from "vitest";
import type { SettingRow } from "#shared/records/rows/setting.ts";
import { hourAt, tilePages } from "../../../renderer/counter/tiles.ts";

const at = { registerId: "r-1", hour: 10 };
const bag = { kind: "product", name: "Bag", productId: "p-1", colour: "#333333" };

function quickKeys(body: Record<string, unknown>): SettingRow {
  return { id: "quick", kind: "quick-keys", body };
}
function category(id: string, name: string): SettingRow {
  return { id, kind: "category", body: { name } };
}

test("a page made by hand is shown with its tiles", () => {
  const pages = tilePages([quickKeys({ pages: [{ name: "Bags", tiles: [bag] }] })], at);
  expect(pages).toMatchObject([{ name: "Bags", tiles: [{ name: "Bag", productId: "p-1" }] }]);
});

test("a page belongs to its hours: from is inside, to is outside", () => {
  const rows = [quickKeys({ pages: [{ name: "Lunch", fromHour: 11, toHour: 14, tiles: [bag] }] })];
  const shown = (hour: number) => tilePages(rows, { ...at, hour }).length;
  expect([10, 11, 13, 14].map(shown)).toEqual([0, 1, 1, 0]);
});

test("a page of the night goes past midnight", () => {
  const rows = [quickKeys({ pages: [{ name: "Late", fromHour: 22, toHour: 6, tiles: [bag] }] })];
  const shown = (hour: number) => tilePages(rows, { ...at, hour }).length;
  expect([21, 22, 23, 0, 5, 6].map(shown)).toEqual([0, 1, 1, 1, 1, 0]);
});

test("of several pages a till shows those for it and its hour, in the order they were made", () => {
  const pages = [
    { name: "All day", tiles: [bag] },
    { name: "Café till", registerIds: ["r-2"], tiles: [bag] },
    { name: "Morning", registerIds: ["r-1"], fromHour: 6, toHour: 11, tiles: [bag] },
    { name: "Evening", fromHour: 17, tiles: [bag] },
  ];
  const names = tilePages([quickKeys({ pages })], at).map((page) => page.name);
  expect(names).toEqual(["All day", "Morning"]);
});

test("the pages of the store come before those of every store, hour by hour", () => {
  const everywhere = quickKeys({ pages: [{ name: "Everywhere", tiles: [bag] }] });
  const morning = { name: "Own", toHour: 12, tiles: [bag] };
  const rows = [everywhere, quickKeys({ storeId: "s1", pages: [morning] })];
  const names = (hour: number) => tilePages(rows, { ...at, hour }).map((page) => page.name);
  expect([names(10), names(15)]).toEqual([["Own"], ["Everywhere"]]);
});

test("the hour is the store's own, midnight is 0", () => {
  const noonUtc = Date.UTC(2026, 0, 15, 12, 30);
  expect(hourAt(noonUtc, "Europe/Berlin")).toBe(13);
  expect(hourAt(noonUtc, "Pacific/Auckland")).toBe(1);
  expect(hourAt(Date.UTC(2026, 0, 15, 0, 5), "UTC")).toBe(0);
});

test("tiles are goods, categories, acts and amounts", () => {
  const tiles = [
    { ...bag, picture: "bag" },
    { kind: "category", name: "Books", categoryId: "c-1" },
    { kind: "act", name: "Price check", act: "price-check" },
    { kind: "amount", name: "Gift wrap", productId: "d-1", amountMinor: 250 },
  ];
  const [page] = tilePages([quickKeys({ pages: [{ name: "Mixed", tiles }] })], at);
  expect(page?.tiles).toMatchObject(tiles);
});

test("pages of another till are not shown", () => {
  const rows = [quickKeys({ pages: [{ name: "Bags", registerIds: ["r-2"], tiles: [bag] }] })];
  expect(tilePages(rows, at)).toEqual([]);
  expect(tilePages(rows, { ...at, registerId: "r-2" })).toHaveLength(1);
});

test("without pages made by hand the categories are the tiles", () => {
  const pages = tilePages([category("c-1", "Kitchen"), category("c-2", "Books")], at);
  expect(pages[0]?.tiles.map((tile) => tile.name)).toEqual(["Kitchen", "Books"]);
});

test.each([
  ["no name", { kind: "product" }],
  ["an unknown kind", { kind: "rocket", name: "Up" }],
  ["an act that there is not", { kind: "act", name: "Fly", act: "fly" }],
  ["no object", 7],
])("a tile with %s is left out", (_, tile) => {
  const pages = tilePages([quickKeys({ pages: [{ name: "Page", tiles: [tile, bag] }] })], at);
  expect(pages[0]?.tiles).toHaveLength(1);
});
