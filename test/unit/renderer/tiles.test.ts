// Quick keys: which pages a till shows at which hour, and what happens to tiles that cannot be read.
import { expect, test } from "vitest";
import type { SettingRow } from "#shared/records/rows/setting.ts";
import { tilePages } from "../../../renderer/counter/tiles.ts";

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

test("pages of another till are not shown", () => {
  const rows = [quickKeys({ registerIds: ["r-2"], pages: [{ name: "Bags", tiles: [bag] }] })];
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
  ["no object", 7],
])("a tile with %s is left out", (_, tile) => {
  const pages = tilePages([quickKeys({ pages: [{ name: "Page", tiles: [tile, bag] }] })], at);
  expect(pages[0]?.tiles).toHaveLength(1);
});
